"""Positions over time as a strip: a dot a note, in the lane of its stance, at its day. Drawn by the template as SVG, with a list beside it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.view import place_in_time
from detente.present import words
from detente.web.lines import Line, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.model.findings import Sourced
    from detente.model.reading import Position, Stance

WIDTH = 640
LANES: dict[Stance, int] = {"pro": 14, "conditional": 34, "anti": 54}
LEFT, RIGHT = 96, 16
CLOSE = 7
"""Dots nearer than this are moved apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A note at its place."""

    x: float
    y: int
    stance: str
    id: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A strip of notes.

    Attributes:
        name: what it shows ("Sanctions, over North Korea").
        lanes: stance, what it is called here, its height.
        dots: the dated notes.
        first: the first year or day shown, in words; "" where no note is dated.
        last: the last.
        lines: all notes, newest first.
        href: the page of just these notes.
    """

    name: str
    lanes: tuple[tuple[str, str, int], ...]
    dots: tuple[Dot, ...]
    first: str
    last: str
    lines: tuple[Line, ...]
    href: str = ""


def strip(name: str, issue: str, notes: Iterable[Sourced[Position]], *, href: str = "") -> Strip:
    """The strip of some positions on an issue."""
    found = sorted(notes, key=place_in_time)
    dated = [(s, (s.when.first.toordinal() + s.when.last.toordinal()) / 2) for s in found if s.when]
    days = [day for _, day in dated]
    low, high = (min(days), max(days)) if days else (0.0, 0.0)
    reach = max(high - low, 1.0)
    taken: defaultdict[int, list[float]] = defaultdict(list)
    dots = []
    for s, day in dated:
        x = LEFT + (day - low) / reach * (WIDTH - LEFT - RIGHT) if high > low else (LEFT + WIDTH - RIGHT) / 2
        y = LANES[s.note.stance]
        near = sum(abs(x - other) < CLOSE for other in taken[y])
        taken[y].append(x)
        told = f"{words.date(s.when)}: {words.actor(s.note.holder)}, {words.stance(issue, s.note.stance)}"
        dots.append(
            Dot(
                x=round(x, 1), y=y + (near % 3 - (near % 3 == 2) * 3) * 5, stance=s.note.stance, id=s.note.id, told=told
            )
        )
    known = [s.when for s, _ in dated if s.when]
    return Strip(
        name=name,
        lanes=tuple((stance, words.stance(issue, stance), y) for stance, y in LANES.items()),
        dots=tuple(dots),
        first=words.date(min(known, key=lambda when: when.first)) if known else "",
        last=words.date(max(known, key=lambda when: when.last)) if known else "",
        lines=tuple(line(s) for s in reversed(found)),
        href=href,
    )


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
