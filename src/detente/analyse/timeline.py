"""What happened when: events and measures by date; those whose date no document tells apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.kept import found_once
from detente.analyse.view import place_in_time
from detente.model.evidence import InText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Event, Measure
    from detente.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events, and dated measures that no event tells of.

    Attributes:
        dated: in order of the first day, then the last.
        undated: events whose own date no document tells, in order of when they were reported.
    """

    dated: tuple[Sourced[Event] | Sourced[Measure], ...]
    undated: tuple[Sourced[Event] | Sourced[Measure], ...]


@found_once
def timeline(view: View) -> Timeline:
    """Events and measures of a view. A note's own date counts, never that of the report it stands in."""
    events = view.events()
    told: dict[str, set[tuple[int, int]]] = {}
    for s in events:
        if s.note.type == "SANCTION":
            told.setdefault(s.document, set()).add(_place(s))
    acts = [s for s in view.measures() if s.note.date and not _overlaps(s, told)]
    notes: list[Sourced[Event] | Sourced[Measure]] = [*events, *acts]
    dated = [s for s in notes if s.note.date]
    undated = [s for s in notes if not s.note.date]
    return Timeline(
        dated=tuple(sorted(dated, key=lambda s: (_span(s.note.date), s.note.id))),
        undated=tuple(sorted(undated, key=place_in_time)),
    )


def period(view: View) -> tuple[When, When] | None:
    """The first and the last day of publication among the documents, or ``None`` where none is dated."""
    days = [view.reading(d.id).published or d.published for d in view.documents()]
    known = sorted((d for d in days if d), key=lambda when: (when.last, when.first))
    return (min(known), known[-1]) if known else None


def _span(when: When | None) -> tuple[int, int]:
    return (when.first.toordinal(), when.last.toordinal()) if when else (0, 0)


def _place(sourced: Sourced[Event] | Sourced[Measure]) -> tuple[int, int]:
    where = sourced.note.evidence.where
    return (where.start, where.end) if isinstance(where, InText) else (0, 0)


def _overlaps(measure: Sourced[Measure], told: Mapping[str, set[tuple[int, int]]]) -> bool:
    """Whether an act of sanction is told in some of the same words; ``told`` are the places of such acts by document."""
    first, last = _place(measure)
    return any(start < last and first < end for start, end in told.get(measure.document, ()))
