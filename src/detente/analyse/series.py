"""Where a side, or a person, stood on an issue over time, how sure that is, and when it changed (``changepoints`` has the method)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from detente.analyse.changepoints import fitted
from detente.analyse.kept import found_once
from detente.analyse.stances import VALUE, bearing, leading
from detente.analyse.view import carrier, documents_under, place_in_time
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.analyse.changepoints import Fitted
    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Position, Stance

MINIMUM_NOTES = 3
"""A series is said to have an uncertainty, and a change, from this many notes on."""
MINIMUM_PROBABILITY = 0.5
"""A change is claimed where it is likelier than not."""
MINIMUM_MOVE = 0.25
"""Half the distance from "on terms" to either end: less is no change of stance."""
QUANTILE = 1.645
"""A position lies within so many deviations of its mean with nine chances in ten."""
WIDEST = 400
"""A note whose date is wider than this many days has no place in a series."""
BINS = (1, 31, 92, 366)
"""Days that make one step; the finest that gives no more than ``MOST_STEPS``."""
MOST_STEPS = 150
CITED = 3

Notes = tuple["Sourced[Position]", ...]
Of = Literal["side", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A step of a series: the notes of its days, and where the holder stood by all notes of the series, 0 (against) to 1 (for).

    Attributes:
        when: from the first to the last day of the notes.
        at: the expected position.
        low: lower end of the interval that holds it with nine chances in ten.
        high: upper end.
        notes: the notes of this step.
    """

    when: When
    at: float
    low: float
    high: float
    notes: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stance left and a stance taken.

    Attributes:
        before: the stance that weighs most in the stretch before.
        after: the one in the stretch after.
        between: from the last day of the one to the first day of the other.
        probability: that the stance changed between those days at all.
        moved: how far the mean position moved, -1 (to against) to 1 (to for).
        last: the newest notes of the stretch before that carry its stance, newest first.
        first: the oldest notes of the stretch after that carry its, oldest first.
    """

    before: Stance
    after: Stance
    between: When
    probability: float
    moved: float
    last: Notes
    first: Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A holder on an issue over time.

    Attributes:
        side: the holder's side; ``None`` for experts, former officials, companies and press.
        person: the person's name, or "" where the series is a whole side's.
        issue: the issue.
        target: the side it bears on, or ``None``.
        points: in order of time.
        changes: in order of time.
        agreement: the share of the notes' weight since the last change that is for the stance that leads there, 0 to 1.
        notes: the notes placed in time, oldest first.
        undated: those that no day places.
    """

    side: str | None
    person: str
    issue: str
    target: str | None
    points: tuple[Point, ...]
    changes: tuple[Change, ...]
    agreement: float
    notes: Notes
    undated: Notes

    @property
    def documents(self) -> int:
        """How many documents the notes stand in."""
        return documents_under(self.notes)


@found_once
def series(view: View, *, of: Of = "side") -> tuple[Series, ...]:
    """One series a holder, issue and side that it bears on; governments first, then experts and press together (side ``None``).

    Args:
        view: the notes looked at; a window in time is a filter of the view.
        of: whole sides, or the persons that speak.
    """
    groups: defaultdict[tuple[str, str, str, str], list[Sourced[Position]]] = defaultdict(list)
    bears_on = bearing(view.positions())
    for sourced in view.positions():
        holder = sourced.note.holder
        if of == "person" and holder.kind != "person":
            continue
        person = holder.name if of == "person" else ""
        groups[holder.side or "", person, sourced.note.issue, bears_on[sourced.note.id] or ""].append(sourced)
    keys = sorted(groups, key=lambda key: (not key[0], key))
    return tuple(
        one_series(groups[key], side=key[0] or None, person=key[1], issue=key[2], target=key[3] or None) for key in keys
    )


def one_series(
    notes: Iterable[Sourced[Position]], *, side: str | None, issue: str, target: str | None, person: str = ""
) -> Series:
    """The series of some notes of one holder on one issue."""
    listed = sorted(notes, key=place_in_time)
    placed = [s for s in listed if s.when and s.when.width <= WIDEST]
    steps = _steps(placed)
    weights = [_weights(step) for step in steps]
    found = fitted(weights, [_middle(step[0]) for step in steps])
    reaches = [QUANTILE * deviation for deviation in found.deviations]
    points = tuple(
        Point(when=_span(step), at=at, low=max(at - reach, 0.0), high=min(at + reach, 1.0), notes=step)
        for step, at, reach in zip(steps, found.means, reaches, strict=True)
    )
    stretches = [_joined(steps[first:stop]) for first, stop in found.stretches]
    return Series(
        side=side,
        person=person,
        issue=issue,
        target=target,
        points=points,
        changes=tuple(_changes(steps, found)) if len(placed) >= MINIMUM_NOTES else (),
        agreement=_agreement(stretches[-1]) if stretches else 0.0,
        notes=tuple(placed),
        undated=tuple(s for s in listed if not (s.when and s.when.width <= WIDEST)),
    )


def _steps(placed: Sequence[Sourced[Position]]) -> list[Notes]:
    """The notes by day, or by the finest bin that gives few enough steps."""
    binned: list[Notes] = []
    for days in BINS:
        found: dict[int, list[Sourced[Position]]] = {}
        for sourced in sorted(placed, key=lambda s: (_middle(s), place_in_time(s))):
            found.setdefault(int(_middle(sourced)) // days, []).append(sourced)
        binned = [tuple(step) for step in found.values()]
        if len(binned) <= MOST_STEPS:
            break
    return binned


def _weights(notes: Notes) -> tuple[float, float, float]:
    """The weight of anti, conditional and pro. A document or story is one witness of a stance, as sure as its surest note."""
    surest: dict[tuple[str, Stance], float] = {}
    for sourced in notes:
        key = (carrier(sourced), sourced.note.stance)
        surest[key] = max(surest.get(key, 0.0), sourced.note.evidence.confidence)
    by_stance: dict[Stance, float] = {"anti": 0.0, "conditional": 0.0, "pro": 0.0}
    for (_, stance), sure in surest.items():
        by_stance[stance] += sure
    return by_stance["anti"], by_stance["conditional"], by_stance["pro"]


def _changes(steps: Sequence[Notes], found: Fitted) -> Iterable[Change]:
    place = {s.note.id: number for number, step in enumerate(steps) for s in step}
    for (begun, ended), (_, stop) in pairwise(found.stretches):
        before, after = _joined(steps[begun:ended]), _joined(steps[ended:stop])
        was, now, moved = leading(before), leading(after), _mean(after) - _mean(before)
        last = [s for s in reversed(before) if s.note.stance == was]
        first = [s for s in after if s.note.stance == now]
        probability = found.changed(place[last[0].note.id], place[first[0].note.id])
        if probability < MINIMUM_PROBABILITY or was == now or abs(moved) < MINIMUM_MOVE:
            continue
        yield Change(
            before=was,
            after=now,
            between=_span((last[0], first[0])),
            probability=probability,
            moved=moved,
            last=tuple(last[:CITED]),
            first=tuple(first[:CITED]),
        )


def _joined(steps: Iterable[Notes]) -> Notes:
    return tuple(s for step in steps for s in step)


def _mean(notes: Notes) -> float:
    anti, conditional, pro = _weights(notes)
    return (0.5 * conditional + VALUE["pro"] * pro) / (anti + conditional + pro)


def _agreement(notes: Notes) -> float:
    weights = _weights(notes)
    return max(weights) / sum(weights)


def _span(notes: Notes) -> When:
    days = [when for s in notes if (when := s.when)]
    return When(min(when.first for when in days), max(when.last for when in days))


def _middle(sourced: Sourced[Position]) -> float:
    when = sourced.when
    return (when.first.toordinal() + when.last.toordinal()) / 2 if when else 0.0
