"""Dyad-day and dyad-month panels: how often one side acted towards another, by kind of act, and how harshly on the average.

An act told by several documents counts once (``resolve.acts``), beside the number of its reports. A mutual act (``cameo.mutual``)
counts in both directions. What cannot stand in a dyad and period is listed apart, with the reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Literal, get_args

from detente.analyse.cameo import QUADS, coding, mutual, quad_of
from detente.model.reading import EventType
from detente.model.when import When
from detente.resolve.acts import same_acts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.analyse.cameo import QuadClass
    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.reading import Event
    from detente.resolve.acts import Act

Unit = Literal["day", "month"]
TYPES: tuple[EventType, ...] = get_args(EventType)
UNDATED = "no document tells its date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What ``source`` did to ``target`` in a period.

    Attributes:
        source: side that acted.
        target: side acted on.
        period: the day or month.
        acts: number of acts; their reports are at least as many.
        reports: number of notes that tell of them.
        types: acts by PLOVER type; every type is there.
        goldstein: mean weight of those acts that have one, or ``None`` where none has.
    """

    source: str
    target: str
    period: When
    acts: int
    reports: int
    types: dict[EventType, int]
    goldstein: float | None

    @property
    def quads(self) -> dict[QuadClass, int]:
        """Acts by PLOVER quad class; every class is there."""
        return {quad: sum(n for kind, n in self.types.items() if quad_of(kind) == quad) for quad in QUADS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """An event that no cell counts, and why."""

    event: Sourced[Event]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Cells by source, target and period; what was left out of them, in the order given."""

    unit: Unit
    cells: tuple[Cell, ...]
    apart: tuple[Apart, ...]


def panel(events: Iterable[Sourced[Event]], *, unit: Unit, by_report: bool = False) -> Panel:
    """Counts events by dyad and period.

    Args:
        events: what to count; the caller chooses by status.
        unit: ``day`` (days with an act alone) or ``month`` (each dyad has all months from the panel's first to its last, with
            zeros where nothing was told).
        by_report: put an event without a date of its own on the day of its document, as ICEWS and GDELT do.

    Returns:
        The panel; each event is counted in it or listed apart.
    """
    given = list(events)
    apart: list[Apart] = []
    counted: list[Sourced[Event]] = []
    for event in given:
        reason = _unfit(event, by_report=by_report)
        if reason:
            apart.append(Apart(event=event, reason=reason))
        else:
            counted.append(event)
    filled: dict[tuple[str, str, When], list[Act]] = {}
    for act in same_acts(counted):
        period = period_of(_shared(act), unit)
        if period is None:
            apart.extend(Apart(event=event, reason=f"its date spans more than a {unit}") for event in act)
            continue
        for source, target in dyads(act[0].note):
            filled.setdefault((source, target, period), []).append(act)
    if unit == "month":
        _fill(filled)
    place = {(event.document, event.note.id): number for number, event in enumerate(given)}
    return Panel(
        unit=unit,
        cells=tuple(_cell(*key, acts) for key, acts in sorted(filled.items())),
        apart=tuple(sorted(apart, key=lambda a: place[a.event.document, a.event.note.id])),
    )


def dyads(event: Event) -> tuple[tuple[str, str], ...]:
    """Source and target sides of an event, each pair once, in order; of a mutual act both directions."""
    return tuple(sorted({(a.side, b.side) for a, b in pairs(event) if a.side and b.side and a.side != b.side}))


def pairs(event: Event) -> tuple[tuple[Actor, Actor], ...]:
    """Each actor with each recipient; of a mutual act each actor with each other."""
    if mutual(event):
        return tuple(permutations(event.actors, 2))
    return tuple((actor, recipient) for actor in event.actors for recipient in event.recipients)


def period_of(when: When, unit: Unit) -> When | None:
    """The day or month that holds all of an interval, or ``None``."""
    period = When.day(when.first) if unit == "day" else When.month(when.first.year, when.first.month)
    return period if when.last <= period.last else None


def _unfit(event: Sourced[Event], *, by_report: bool) -> str:
    """Why an event can stand in no dyad and period, or ""; what makes no dyad says so whether it is dated or not."""
    note = event.note
    if dyads(note):
        dated = note.date or (by_report and event.when)
        return "" if dated else UNDATED
    met = pairs(note)
    if not met:
        return "it has no recipient" if note.actors else "it has no actor"
    return "both sides are the same" if any(a.side and a.side == b.side for a, b in met) else "a side is not known"


def _shared(act: Sequence[Sourced[Event]]) -> When:
    """The days that all reports of an act leave open."""
    days = [when for event in act if (when := event.note.date or event.when)]
    return When(max(day.first for day in days), min(day.last for day in days))


def _fill(filled: dict[tuple[str, str, When], list[Act]]) -> None:
    months = sorted({period for _, _, period in filled})
    if not months:
        return
    every, month = [], months[0]
    while month <= months[-1]:
        every.append(month)
        after = month.last + timedelta(1)
        month = When.month(after.year, after.month)
    for source, target in sorted({(source, target) for source, target, _ in filled}):
        for month in every:
            filled.setdefault((source, target, month), [])


def _cell(source: str, target: str, period: When, acts: list[Act]) -> Cell:
    kinds = Counter(act[0].note.type for act in acts)
    told = [_weight(act) for act in acts]
    weights = [weight for weight in told if weight is not None]
    return Cell(
        source=source,
        target=target,
        period=period,
        acts=len(acts),
        reports=sum(len(act) for act in acts),
        types={kind: kinds[kind] for kind in TYPES},
        goldstein=sum(weights) / len(weights) if weights else None,
    )


def _weight(act: Act) -> float | None:
    """The mean weight over the reports of an act: they may tell of it in more or fewer words."""
    weights = [weight for event in act if (weight := coding(event.note).goldstein) is not None]
    return sum(weights) / len(weights) if weights else None
