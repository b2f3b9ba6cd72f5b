"""Formal sanctions acts: who imposed or eased what on whom, and why; reports of the same act as one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.kept import found_once
from detente.analyse.view import place_in_time

if TYPE_CHECKING:
    from detente.analyse.view import View
    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.reading import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanctioning:
    """One act as one or more notes tell it; ``fullest`` is the note with most targets, then with a reason, then a programme."""

    fullest: Sourced[Measure]
    notes: tuple[Sourced[Measure], ...]


@found_once
def sanctionings(view: View) -> tuple[Sanctioning, ...]:
    """Measures, newest first, undated last; notes of the same imposer's side, act, targets and day are one row."""
    groups: dict[tuple[object, ...], list[Sourced[Measure]]] = {}
    for sourced in sorted(view.measures(), key=place_in_time):
        measure = sourced.note
        targets = tuple(sorted({_folded(target) for target in measure.targets}))
        key = (_folded(measure.imposer), measure.act, measure.status, targets, measure.date)
        groups.setdefault(key, []).extend(sourced.reports)
    rows = [Sanctioning(fullest=max(notes, key=_fullness), notes=tuple(notes)) for notes in groups.values()]
    return tuple(sorted(rows, key=_newest_first))


def _folded(actor: Actor) -> str:
    named = actor.kind == "person" or not actor.side
    return actor.name.casefold() if named else f"{actor.side}:{actor.name.casefold()}"


def _fullness(sourced: Sourced[Measure]) -> tuple[int, bool, bool, str]:
    measure = sourced.note
    return (len(measure.targets), measure.reason is not None, measure.programme is not None, measure.id)


def _newest_first(row: Sanctioning) -> tuple[int, str]:
    when = row.fullest.note.date
    return (-when.last.toordinal() if when else 0, row.fullest.note.id)
