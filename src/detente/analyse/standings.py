"""Where each side stands on each issue: the newest position, what it was before, and every note under it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from detente.analyse.kept import found_once
from detente.analyse.view import place_in_time
from detente.model.findings import Sourced, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.analyse.view import View
    from detente.model.reading import Position, Stance

VALUE: dict[Stance, float] = {"pro": 1.0, "conditional": 0.5, "anti": 0.0}
"""A stance as a number, from against (0) to for (1)."""


@found_once
def standings(view: View) -> tuple[Standing, ...]:
    """One standing a side, issue and target, in that order; experts and press (side ``None``) are in ``voices``.

    The newest day decides; where its notes disagree, the stance with the greater sum of confidence.
    """
    groups: defaultdict[tuple[str, str, str | None], list[Sourced[Position]]] = defaultdict(list)
    bears_on = bearing(view.positions())
    for sourced in view.positions():
        position = sourced.note
        if position.holder.side:
            groups[position.holder.side, position.issue, bears_on[position.id]].append(sourced)
    keys = sorted(groups, key=lambda key: (key[0], key[1], key[2] or ""))
    return tuple(_standing(key, sorted(groups[key], key=place_in_time)) for key in keys)


@found_once
def voices(view: View) -> tuple[Sourced[Position], ...]:
    """Positions of experts, former officials, companies and press, by issue, then oldest first."""
    found = [s for s in view.positions() if s.note.holder.side is None]
    return tuple(sorted(found, key=lambda s: (s.note.issue, place_in_time(s))))


def bearing(positions: Iterable[Sourced[Position]]) -> Mapping[str, str | None]:
    """By a position's id, the side it bears on.

    That is the side told; else the only one that its document names on the issue; else the one that more than half of
    its document's positions bear on. A holder is never taken to bear on itself by this inference.
    """
    listed = list(positions)
    main = main_targets(listed)
    on_issue: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for sourced in listed:
        if sourced.note.target:
            on_issue[sourced.document, sourced.note.issue].add(sourced.note.target)
    found: dict[str, str | None] = {}
    for sourced in listed:
        holder, target = sourced.note.holder.side, sourced.note.target
        others = on_issue[sourced.document, sourced.note.issue] - {holder or ""}
        target = target or (next(iter(others)) if len(others) == 1 else main.get(sourced.document))
        found[sourced.note.id] = None if target == holder != sourced.note.target else target
    return found


def main_targets(positions: Iterable[Sourced[Position]]) -> Mapping[str, str]:
    """By document, the side that more than half of its positions' targets are; none where no side is."""
    in_document: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sourced in positions:
        if sourced.note.target:
            in_document[sourced.document][sourced.note.target] += 1
    return {
        document: side
        for document, targets in in_document.items()
        for side, number in targets.items()
        if 2 * number > targets.total()
    }


def leading(notes: Sequence[Sourced[Position]]) -> Stance:
    """The stance that most of the notes' confidence stands for; of equals the more reserved."""
    weight: dict[Stance, float] = {}
    for sourced in notes:
        stance = sourced.note.stance
        weight[stance] = weight.get(stance, 0.0) + sourced.note.evidence.confidence
    return min(weight, key=lambda stance: (-weight[stance], VALUE[stance]))


def contested(standing: Standing) -> bool:
    """Whether notes of the newest day disagree among themselves."""
    return len({s.note.stance for s in _newest(standing.notes)}) > 1


def _newest(notes: Sequence[Sourced[Position]]) -> list[Sourced[Position]]:
    """The notes of the last day; ``notes`` are in order."""
    return [s for s in notes if _day(s) == _day(notes[-1])]


def _day(sourced: Sourced[Position]) -> int:
    return sourced.when.last.toordinal() if sourced.when else 0


def _standing(key: tuple[str, str, str | None], notes: Sequence[Sourced[Position]]) -> Standing:
    newest = _newest(notes)
    stance = leading(newest)
    before = [s for s in notes if _day(s) < _day(notes[-1])]
    earlier = leading(_newest(before)) if before else None
    carrying = [s for s in newest if s.note.stance == stance]
    side, issue, target = key
    return Standing(
        side=side,
        issue=issue,
        target=target,
        stance=stance,
        changed_from=earlier if earlier != stance else None,
        newest=max(carrying, key=lambda s: (s.note.evidence.confidence, s.note.id)),
        notes=tuple(notes),
    )
