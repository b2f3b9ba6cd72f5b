"""Positions over time as a strip: a dot a note, in the lane of its stance, at its day. Drawn by the template as SVG, with a list beside it."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.analyse.view import place_in_time
from detente.present import words
from detente.web.lines import Line, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.model.findings import Sourced
    from detente.model.reading import Position, Stance

Days = tuple[int, int]
WIDTH = 640
LANES: dict[Stance, int] = {"pro": 14, "conditional": 34, "anti": 54}
LEFT, RIGHT = 104, 44
ASIDE = (0, -5, 5)
LONG, MOST_TICKS = 550, 9
CLOSE = 7
"""Dots nearer than this are moved apart."""
MOST_DOTS, MOST_LINES = 240, 60
"""Beyond so many, notes of a stance that are near each other are one dot; beyond so many, the list beside has the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A note at its place, or several near each other, of which it opens the newest."""

    x: float
    y: int
    stance: str
    id: str
    told: str
    radius: float = 5.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A strip of notes.

    Attributes:
        name: what it shows ("Sanctions, over North Korea").
        lanes: stance, what it is called here, its height.
        dots: the dated notes.
        first: the first year or day shown, in words; "" where no note is dated.
        last: the last.
        ticks: places of years and what they are called.
        lines: the newest notes.
        total: how many notes there are.
    """

    name: str
    lanes: tuple[tuple[str, str, int], ...]
    dots: tuple[Dot, ...]
    first: str
    last: str
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]
    total: int


def reach(notes: Iterable[Sourced[Position]]) -> Days | None:
    """The first and the last day of some notes, so that several strips have one axis; ``None`` where none is dated."""
    days = [day for s in notes if s.when for day in (s.when.first.toordinal(), s.when.last.toordinal())]
    return (min(days), max(days)) if days else None


def strip(
    name: str,
    issue: str,
    notes: Iterable[Sourced[Position]],
    *,
    days: Days | None = None,
    most: int = MOST_DOTS,
    listed: int = MOST_LINES,
) -> Strip:
    """The strip of some positions on an issue.

    Args:
        name: what it shows.
        issue: the issue, whose stances have their own words.
        notes: the positions.
        days: the axis, where it is not just theirs.
        most: dots at most.
        listed: lines in the list beside at most.
    """
    found = sorted(notes, key=place_in_time)
    axis = days or reach(found) or (0, 0)
    taken: defaultdict[int, list[float]] = defaultdict(list)
    dots = []
    for s in found:
        if s.when is None:
            continue
        x = _place((s.when.first.toordinal() + s.when.last.toordinal()) / 2, axis)
        lane = LANES[s.note.stance]
        aside = ASIDE[sum(abs(x - other) < CLOSE for other in taken[lane]) % len(ASIDE)]
        taken[lane].append(x)
        told = f"{words.date(s.when)}: {words.actor(s.note.holder)}, {words.stance(issue, s.note.stance)}"
        dots.append(Dot(x=round(x, 1), y=lane + aside, stance=s.note.stance, id=s.note.id, told=told))
    if len(dots) > most:
        dots = _together(issue, [s for s in found if s.when], axis, most)
    known = [s.when for s in found if s.when]
    return Strip(
        name=name,
        lanes=tuple((stance, words.stance(issue, stance), y) for stance, y in LANES.items()),
        dots=tuple(dots),
        first=words.date(min(known, key=lambda when: when.first)) if known else "",
        last=words.date(max(known, key=lambda when: when.last)) if known else "",
        ticks=_ticks(axis) if known else (),
        lines=tuple(line(s) for s in reversed(found[-listed:])),
        total=len(found),
    )


def _together(issue: str, dated: Sequence[Sourced[Position]], axis: Days, most: int) -> list[Dot]:
    """One dot a stance and stretch of time, larger with more notes; it opens the newest of them."""
    width = (WIDTH - LEFT - RIGHT) / max(most // len(LANES), 1)
    groups: dict[tuple[Stance, int], list[Sourced[Position]]] = {}
    for s in dated:
        if s.when:
            middle = (s.when.first.toordinal() + s.when.last.toordinal()) / 2
            groups.setdefault((s.note.stance, int((_place(middle, axis) - LEFT) / width)), []).append(s)
    largest = max(map(len, groups.values()))
    made = []
    for (stance, number), notes in sorted(groups.items(), key=lambda item: (item[0][1], LANES[item[0][0]])):
        days = [words.date(s.when) for s in (notes[0], notes[-1])]
        told = f"{days[0]} to {days[1]}: {words.count(len(notes), 'note')}, {words.stance(issue, stance)}; the newest opens"
        radius = round(2.5 + 5 * math.sqrt(len(notes) / largest), 1)
        x = round(LEFT + (number + 0.5) * width, 1)
        made.append(Dot(x=x, y=LANES[stance], stance=stance, id=notes[-1].note.id, told=told, radius=radius))
    return made


def _place(day: float, axis: Days) -> float:
    low, high = axis
    middle = (LEFT + WIDTH - RIGHT) / 2
    return LEFT + (day - low) / (high - low) * (WIDTH - LEFT - RIGHT) if high > low else middle


def _ticks(axis: Days) -> tuple[tuple[float, str], ...]:
    """New Year's days where the axis is longer than a year, else the first of months, thinned out; its ends where there is none."""
    first, last = date.fromordinal(axis[0]), date.fromordinal(axis[1])
    years = [(date(year, 1, 1), str(year)) for year in range(first.year + 1, last.year + 1)]
    months = [
        (date(m // 12, m % 12 + 1, 1), f"{date(m // 12, m % 12 + 1, 1):%b %Y}")
        for m in range(first.year * 12 + first.month, last.year * 12 + last.month)
    ]
    marks = years if (last - first).days > LONG else months
    step = -(-len(marks) // MOST_TICKS) or 1
    ends = [(first, f"{first.day} {first:%b %Y}")] + ([(last, f"{last.day} {last:%b %Y}")] if last > first else [])
    return tuple((round(_place(day.toordinal(), axis), 1), name) for day, name in (marks[::step] or ends))


def by_issue(
    notes: Iterable[Sourced[Position]], bears_on: Mapping[str, str | None]
) -> list[tuple[str, str | None, list[Sourced[Position]]]]:
    """Positions by issue and the side they bear on, most notes first."""
    groups: defaultdict[tuple[str, str | None], list[Sourced[Position]]] = defaultdict(list)
    for s in notes:
        groups[s.note.issue, bears_on.get(s.note.id, s.note.target)].append(s)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0][0], item[0][1] or ""))
    return [(issue, over, found) for (issue, over), found in ordered]


def title(issue: str, over: str | None) -> str:
    """What a strip of an issue over a side is called."""
    name = words.word("issue", issue)
    return f"{name}, over {words.the(over)}" if over else name
