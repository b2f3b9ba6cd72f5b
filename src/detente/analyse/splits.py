"""Where two sides that face the same third party stand apart, and where others say they do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from detente.analyse.standings import VALUE, bearing
from detente.analyse.view import place_in_time
from detente.model.findings import Sourced, Split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.analyse.view import View
    from detente.model.reading import Assessment, Position

MINIMUM_NOTES = 3
"""A split is claimed from this many positions on, of which each side has at least one."""
MINIMUM_GAP = 0.25
"""Half the distance from "on terms" to either end."""
RIFT = ("alliance",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rift:
    """Two sides, and what documents say of how the two get on."""

    left_side: str
    right_side: str
    notes: tuple[Sourced[Assessment], ...]


def splits(view: View, *, minimum_notes: int = MINIMUM_NOTES, minimum_gap: float = MINIMUM_GAP) -> tuple[Split, ...]:
    """Pairs of sides that differ on an issue that bears on the same side, neither of them that side.

    The gap is the distance of the two sides' mean stances (for 1, on terms 0.5, against 0), each note weighted by its
    confidence. Pairs reported at odds come first, then wider gaps, a gap counting the less the fewer the notes of the
    side that has fewer.
    """
    reported = {(rift.left_side, rift.right_side): rift.notes for rift in rifts(view)}
    found: list[Split] = []
    groups, opponents = _by_issue(view), _opponents(view)
    for (issue, target), by_side in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        for left_side, right_side in combinations(sorted(by_side), 2):
            if target in (left_side, right_side) or (target is None and (left_side, right_side) in opponents):
                continue
            left, right = by_side[left_side], by_side[right_side]
            words = tuple(s for s in reported.get((left_side, right_side), ()) if s.note.direction == "worse")
            gap = abs(mean(left) - mean(right))
            if gap >= minimum_gap and len(left) + len(right) >= minimum_notes:
                found.append(
                    Split(
                        left_side=left_side,
                        right_side=right_side,
                        issue=issue,
                        target=target,
                        gap=round(gap, 3),
                        left=left,
                        right=right,
                        reported=words,
                    )
                )
    return tuple(sorted(found, key=_rank))


def rifts(view: View) -> tuple[Rift, ...]:
    """What documents say of the relation between allies, pair by pair; most notes first."""
    pairs: defaultdict[tuple[str, str], list[Sourced[Assessment]]] = defaultdict(list)
    for sourced in view.assessments():
        if sourced.note.topic in RIFT:
            for left, right in combinations(sorted(dict.fromkeys(sourced.note.about)), 2):
                pairs[left, right].append(sourced)
    found = [
        Rift(left_side=left, right_side=right, notes=tuple(sorted(notes, key=place_in_time)))
        for (left, right), notes in sorted(pairs.items())
    ]
    return tuple(sorted(found, key=lambda rift: (-len(rift.notes), rift.left_side, rift.right_side)))


def mean(notes: Sequence[Sourced[Position]]) -> float:
    """The mean stance of notes, 0 (against) to 1 (for), each weighted by its confidence."""
    weights = [max(s.note.evidence.confidence, 0.01) for s in notes]
    values = [VALUE[s.note.stance] for s in notes]
    return sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)


def _by_issue(view: View) -> dict[tuple[str, str | None], dict[str, tuple[Sourced[Position], ...]]]:
    groups: defaultdict[tuple[str, str | None], defaultdict[str, list[Sourced[Position]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    bears_on = bearing(view.positions())
    for sourced in view.positions():
        position = sourced.note
        if position.holder.side:
            groups[position.issue, bears_on[position.id]][position.holder.side].append(sourced)
    return {
        key: {side: tuple(sorted(notes, key=place_in_time)) for side, notes in by_side.items()}
        for key, by_side in groups.items()
    }


def _opponents(view: View) -> set[tuple[str, str]]:
    """Pairs of sides of which one has a position or a measure that bears on the other."""
    pairs = {(s.note.holder.side, s.note.target) for s in view.positions()}
    pairs |= {(s.note.imposer.side, target.side) for s in view.measures() for target in s.note.targets}
    return {(min(one, other), max(one, other)) for one, other in pairs if one and other and one != other}


def _rank(split: Split) -> tuple[bool, float, str, str, str, str]:
    fewer = min(len(split.left), len(split.right))
    return (
        not split.reported,
        -split.gap * fewer / (fewer + 1),
        split.left_side,
        split.right_side,
        split.issue,
        split.target or "",
    )
