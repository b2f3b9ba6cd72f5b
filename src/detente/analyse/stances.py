"""Stances as numbers, which of several leads, and the side that a position bears on."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.model.findings import Sourced
    from detente.model.reading import Position, Stance

VALUE: dict[Stance, float] = {"pro": 1.0, "conditional": 0.5, "anti": 0.0}
"""A stance as a number, from against (0) to for (1)."""


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
