"""Where two sides that face the same third party stand apart, and where others say they do."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.kept import found_once
from detente.analyse.stances import VALUE, bearing
from detente.analyse.uncertainty import Witness, gap_interval
from detente.analyse.view import carrier, place_in_time
from detente.model.findings import Sourced, Split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.analyse.uncertainty import Numbers
    from detente.analyse.view import View
    from detente.model.reading import Assessment, Position, Stance
    from detente.model.topics import Topics

MINIMUM_NOTES = 3
"""A split is claimed from this many positions on, of which each side has at least one."""
MINIMUM_GAP = 0.25
"""Half the distance from "on terms" to either end."""
HALF_LIFE = 365.0
"""Two notes so many days apart are compared half as much as two of the same day."""
LEAST_CLOSENESS = 0.25
"""Some two notes of the pair must be this close in time: no more than two half-lives apart."""
ADVERSE = frozenset({"sanctions", "disarmament"})
"""Issues on which a side's position bears on an opponent, not on a partner."""
CLOSE = 0.5
"""Two notes of a side contradict each other within a half-life."""
RIFT = "alliance"

Group = tuple[str, "str | None"]
Notes = tuple[Sourced["Position"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rift:
    """Two sides, and what documents say of how the two get on."""

    left_side: str
    right_side: str
    notes: tuple[Sourced[Assessment], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two notes of one side, one for and one against."""

    one: Sourced[Position]
    other: Sourced[Position]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A side of a comparison: where it stands on average, 0 (against) to 1 (for), and the stance that weighs most."""

    at: float
    lean: Stance


@found_once
def splits(
    view: View, *, minimum_notes: int = MINIMUM_NOTES, minimum_gap: float = MINIMUM_GAP, issue: str | None = None
) -> tuple[Split, ...]:
    """Pairs of sides that lean different ways on an issue that bears on the same side, neither of them that side nor its opponent.

    The gap is the distance of the two sides' mean stances, as ``compared`` has them. Pairs reported at odds come first,
    of their issues the ones that more reports name, then wider gaps, a gap counting the less the fewer the notes of the side that has fewer.

    Args:
        view: the notes looked at.
        minimum_notes: of both sides together.
        minimum_gap: what is less is no split.
        issue: splits on this issue alone; ``None`` for all.
    """
    reported = {(rift.left_side, rift.right_side): rift.notes for rift in rifts(view)}
    adverse = opponents(view)
    found: list[Split] = []
    for (on, target), by_side in _by_issue(view).items():
        if issue not in (None, on):
            continue
        numbers: dict[str, int] = {}
        halves = {side: _Half.of(notes, numbers) for side, notes in by_side.items()}
        for left_side, right_side in combinations(sorted(by_side), 2):
            left, right = by_side[left_side], by_side[right_side]
            if target in (left_side, right_side) or len(left) + len(right) < minimum_notes:
                continue
            if (left_side, right_side) in adverse:
                continue
            close = _closenesses(halves[left_side], halves[right_side])
            if close.max() < LEAST_CLOSENESS:
                continue
            stands = _compared(halves[left_side], halves[right_side], close=close)
            gap = abs(stands[0].at - stands[1].at)
            if gap >= minimum_gap and stands[0].lean != stands[1].lean:
                words = reported.get((left_side, right_side), ())
                found.append(
                    Split(
                        left_side=left_side,
                        right_side=right_side,
                        issue=on,
                        target=target,
                        gap=round(gap, 3),
                        left=left,
                        right=right,
                        reported=tuple(s for s in words if s.note.direction == "worse"),
                    )
                )
    return tuple(sorted(found, key=partial(_rank, topics=view.topics())))


def compared(left: Sequence[Sourced[Position]], right: Sequence[Sourced[Position]]) -> tuple[Compared, Compared]:
    """Two sides as they are to be compared with one another.

    Each note of the one is compared with each of the other. A comparison weighs as the product of the notes' confidence,
    of their ``closeness`` in time, and of how recent the earlier of the two is against the newest of all: what was said
    years apart counts little, and what was said long ago counts less than what was said of late.
    """
    halves = _halves(left, right)
    return _compared(*halves, close=_closenesses(*halves))


def comparing(left: Sequence[Sourced[Position]], right: Sequence[Sourced[Position]]) -> Numbers:
    """How much each note of the one side weighs against each of the other, left × right."""
    halves = _halves(left, right)
    return _weights(*halves, close=_closenesses(*halves))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Half:
    """The notes of a side as columns: what a comparison with another side asks of each."""

    notes: tuple[Sourced[Position], ...]
    sure: Numbers
    middles: Numbers
    dated: NDArray[np.bool_]
    documents: NDArray[np.int_]

    @classmethod
    def of(cls, notes: Sequence[Sourced[Position]], numbers: dict[str, int]) -> _Half:
        """The columns; ``numbers`` gives each document its own, the same for all sides that are compared."""
        return cls(
            notes=tuple(notes),
            sure=np.array([s.note.evidence.confidence for s in notes]),
            middles=np.array([_middle(s) for s in notes]),
            dated=np.array([s.when is not None for s in notes], dtype=bool),
            documents=np.array([numbers.setdefault(s.document, len(numbers)) for s in notes], dtype=int),
        )

    def recencies(self, newest: float) -> Numbers:
        """How much each counts for its age; what has no date as one of a half-life."""
        ages = np.where(self.dated, newest - self.middles, HALF_LIFE)
        found: Numbers = np.maximum(np.exp2(-ages / (2 * HALF_LIFE)), 1e-6)
        return found


def _halves(left: Sequence[Sourced[Position]], right: Sequence[Sourced[Position]]) -> tuple[_Half, _Half]:
    numbers: dict[str, int] = {}
    return _Half.of(left, numbers), _Half.of(right, numbers)


def _compared(left: _Half, right: _Half, *, close: Numbers) -> tuple[Compared, Compared]:
    weights = _weights(left, right, close=close)
    return _side(left.notes, weights.sum(axis=1)), _side(right.notes, weights.sum(axis=0))


def _weights(left: _Half, right: _Half, *, close: Numbers) -> Numbers:
    newest = max((float(half.middles[half.dated].max()) for half in (left, right) if half.dated.any()), default=0.0)
    sure = np.maximum(np.outer(left.sure, right.sure), 0.01)
    recent = np.minimum.outer(left.recencies(newest), right.recencies(newest))
    weights: Numbers = sure * close * recent
    return weights


def interval(split: Split) -> tuple[float, float]:
    """The gap's interval with nine chances in ten (``uncertainty``); below 0 the two stand the other way round."""
    sides = [[Witness(document=carrier(s), value=VALUE[s.note.stance]) for s in n] for n in (split.left, split.right)]
    low, high = gap_interval(sides[0], sides[1], comparing(split.left, split.right))
    left, right = compared(split.left, split.right)
    return (low, high) if right.at >= left.at else (-high, -low)


def contradictions(notes: Sequence[Sourced[Position]]) -> tuple[Contradiction, ...]:
    """Notes of a side that are for and against the same thing within a half-life of one another, each with the closest one.

    The side's rarer stance gives one each, oldest first; of equals the one against.
    """
    pro = [s for s in notes if s.note.stance == "pro"]
    anti = [s for s in notes if s.note.stance == "anti"]
    few, many = (anti, pro) if len(anti) <= len(pro) else (pro, anti)
    found = []
    for one in sorted(few, key=place_in_time):
        other = max(many, key=lambda s: (closeness(one, s), s.note.evidence.confidence, s.note.id))
        if closeness(one, other) >= CLOSE:
            found.append(Contradiction(one=one, other=other))
    return tuple(found)


def _side(notes: Sequence[Sourced[Position]], weights: Numbers) -> Compared:
    by_stance: dict[Stance, float] = {}
    for sourced, weight in zip(notes, weights, strict=True):
        by_stance[sourced.note.stance] = by_stance.get(sourced.note.stance, 0.0) + float(weight)
    mean = sum(VALUE[stance] * weight for stance, weight in by_stance.items()) / float(weights.sum())
    return Compared(at=mean, lean=min(by_stance, key=lambda stance: (-by_stance[stance], VALUE[stance])))


def _middle(sourced: Sourced[Position]) -> float:
    when = sourced.when
    return (when.first.toordinal() + when.last.toordinal()) / 2 if when else 0.0


def closeness(one: Sourced[Position], other: Sourced[Position]) -> float:
    """1 for the same day or document, half a half-life later, …; half where a date is not known."""
    if one.document == other.document:
        return 1.0
    if one.when is None or other.when is None:
        return 0.5
    return max(math.exp2(-abs(_middle(one) - _middle(other)) / HALF_LIFE), 1e-6)


def closenesses(left: Sequence[Sourced[Position]], right: Sequence[Sourced[Position]]) -> Numbers:
    """The ``closeness`` of each note of the one to each of the other, left × right."""
    return _closenesses(*_halves(left, right))


def _closenesses(left: _Half, right: _Half) -> Numbers:
    apart = np.abs(np.subtract.outer(left.middles, right.middles))
    close: Numbers = np.maximum(np.exp2(-apart / HALF_LIFE), 1e-6)
    close[~np.logical_and.outer(left.dated, right.dated)] = 0.5
    close[left.documents[:, None] == right.documents[None, :]] = 1.0
    return close


@found_once
def rifts(view: View) -> tuple[Rift, ...]:
    """What documents say of the relation between allies, pair by pair; most notes first. Opponents are left out."""
    adverse = opponents(view)
    pairs: defaultdict[tuple[str, str], list[Sourced[Assessment]]] = defaultdict(list)
    for sourced in view.assessments():
        if sourced.note.topic == RIFT:
            for left, right in combinations(sorted(dict.fromkeys(sourced.note.about)), 2):
                pairs[left, right].append(sourced)
    found = [
        Rift(left_side=left, right_side=right, notes=tuple(sorted(notes, key=place_in_time)))
        for (left, right), notes in sorted(pairs.items())
        if (left, right) not in adverse
    ]
    return tuple(sorted(found, key=lambda rift: (-len(rift.notes), rift.left_side, rift.right_side)))


def _by_issue(view: View) -> dict[Group, dict[str, Notes]]:
    groups: defaultdict[Group, defaultdict[str, list[Sourced[Position]]]] = defaultdict(lambda: defaultdict(list))
    bears_on = bearing(view.positions())
    for sourced in view.positions():
        position = sourced.note
        if position.holder.side:
            groups[position.issue, bears_on[position.id]][position.holder.side].append(sourced)
    return {
        key: {side: tuple(sorted(notes, key=place_in_time)) for side, notes in by_side.items()}
        for key, by_side in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    }


@found_once
def burdens(view: View) -> Counter[str]:
    """How often others have a say about each side's sanctions or arms, or sanction it, less how often it does so: above 0 for a sanctioned side."""
    weight: Counter[str] = Counter()
    positions = [(s.note.holder.side, s.note.target) for s in view.positions() if s.note.issue in ADVERSE]
    measures = [(s.note.imposer.side, target.side) for s in view.measures() for target in s.note.targets]
    for one, other in (*positions, *measures):
        if one and other and one != other:
            weight[other] += 1
            weight[one] -= 1
    return weight


@found_once
def opponents(view: View) -> set[tuple[str, str]]:
    """Pairs of sides of which one sanctions the other, or has a say about its sanctions or arms.

    They are opponents if that is so in more than half of the documents in which both appear.
    """
    positions = [(s.document, s.note.holder.side, s.note.target, s.note.issue in ADVERSE) for s in view.positions()]
    measures = [(s.document, s.note.imposer.side, t.side, True) for s in view.measures() for t in s.note.targets]
    sides: defaultdict[str, set[str]] = defaultdict(set)
    adverse: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for document, one, other, against in (*positions, *measures):
        sides[document] |= {side for side in (one, other) if side}
        if against and one and other and one != other:
            adverse[document].add((min(one, other), max(one, other)))
    together = Counter(pair for present in sides.values() for pair in combinations(sorted(present), 2))
    against_each = Counter(pair for pairs in adverse.values() for pair in pairs)
    return {pair for pair, number in against_each.items() if 2 * number > together[pair]}


def _rank(split: Split, *, topics: Topics) -> tuple[bool, int, float, str, str, str, str]:
    fewer = min(len(split.left), len(split.right))
    named = sum(split.issue in topics.of(s.note.evidence.quote) for s in split.reported)
    return (
        not split.reported,
        -named,
        -split.gap * fewer / (fewer + 1),
        split.left_side,
        split.right_side,
        split.issue,
        split.target or "",
    )
