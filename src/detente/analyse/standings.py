"""Where each side stands on each issue: the newest position, what it was before, and every note under it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.analyse.kept import found_once
from detente.analyse.series import MINIMUM_NOTES, series
from detente.analyse.stances import bearing, leading
from detente.analyse.view import place_in_time
from detente.model.findings import Sourced, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.analyse.series import Series
    from detente.analyse.view import View
    from detente.model.reading import Position, Stance


@found_once
def standings(view: View) -> tuple[Standing, ...]:
    """One standing a side, issue and target, in that order; experts and press (side ``None``) are in ``voices``.

    The newest day decides; where its notes disagree, the stance with the greater sum of confidence. What it was before
    is what the side's ``series`` tells, with its probability; where that has too few notes to tell, the day before decides.
    """
    groups: defaultdict[tuple[str, str, str | None], list[Sourced[Position]]] = defaultdict(list)
    bears_on = bearing(view.positions())
    for sourced in view.positions():
        position = sourced.note
        if position.holder.side:
            groups[position.holder.side, position.issue, bears_on[position.id]].append(sourced)
    told = {(one.side, one.issue, one.target): one for one in series(view)}
    keys = sorted(groups, key=lambda key: (key[0], key[1], key[2] or ""))
    return tuple(_standing(key, sorted(groups[key], key=place_in_time), told[key]) for key in keys)


@found_once
def voices(view: View) -> tuple[Sourced[Position], ...]:
    """Positions of experts, former officials, companies and press, by issue, then oldest first."""
    found = [s for s in view.positions() if s.note.holder.side is None]
    return tuple(sorted(found, key=lambda s: (s.note.issue, place_in_time(s))))


def contested(standing: Standing) -> bool:
    """Whether notes of the newest day disagree among themselves."""
    return len({s.note.stance for s in _newest(standing.notes)}) > 1


def _newest(notes: Sequence[Sourced[Position]]) -> list[Sourced[Position]]:
    """The notes of the last day; ``notes`` are in order."""
    return [s for s in notes if _day(s) == _day(notes[-1])]


def _day(sourced: Sourced[Position]) -> int:
    return sourced.when.last.toordinal() if sourced.when else 0


def _standing(key: tuple[str, str, str | None], notes: Sequence[Sourced[Position]], told: Series) -> Standing:
    newest = _newest(notes)
    stance = leading(newest)
    carrying = [s for s in newest if s.note.stance == stance]
    earlier, probability = _before(notes, stance, told)
    side, issue, target = key
    return Standing(
        side=side,
        issue=issue,
        target=target,
        stance=stance,
        changed_from=earlier,
        probability=probability,
        newest=max(carrying, key=lambda s: (s.note.evidence.confidence, s.note.id)),
        notes=tuple(notes),
    )


def _before(notes: Sequence[Sourced[Position]], stance: Stance, told: Series) -> tuple[Stance | None, float | None]:
    """The stance before this one, and the probability of the change where enough notes tell it."""
    if len(told.notes) >= MINIMUM_NOTES:
        last = told.changes[-1] if told.changes else None
        return (last.before, last.probability) if last and last.after == stance else (None, None)
    before = [s for s in notes if _day(s) < _day(notes[-1])]
    earlier = leading(_newest(before)) if before else stance
    return (earlier if earlier != stance else None, None)
