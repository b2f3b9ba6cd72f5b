"""How they moved: positions over time as drawings, and the changes of stance, each with the sentences before and after."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.analyse.series import MINIMUM_NOTES, series
from detente.present import words
from detente.present.brief.axis import Axis, Tick
from detente.present.brief.citing import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.analyse.series import Change, Point, Series
    from detente.analyse.view import View
    from detente.present.brief.citing import Citations, Cite

LEFT, RIGHT = 110.0, 580.0
TOP, BOTTOM = 14.0, 124.0
APART = 14.0
"""Names at the right stand at least so far apart."""
MOST_LINES = 4
PRESS = "experts and press"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A step: its place, what it says, and the note it opens."""

    x: float
    y: float
    note: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One holder's line. ``path`` and ``band`` are points of a polyline and a polygon; ``press`` for experts and press."""

    name: str
    number: int
    press: bool
    path: str
    band: str
    dots: tuple[Dot, ...]
    name_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """A change of stance in words, with its sentences."""

    who: str
    issue: str
    over: str
    was: str
    now: str
    was_stance: str
    now_stance: str
    between: str
    chances: int
    notes: int
    before: tuple[Cite, ...]
    after: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Who stood where on an issue over time."""

    id: str
    issue: str
    over: str
    anti: str
    pro: str
    told: str
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]


def moved_rows(view: View, citations: Citations) -> tuple[MovedRow, ...]:
    """Changes of sides, then of persons whose side's series shows none, in order of time."""
    sides = [(one, change) for one in series(view) if one.side for change in one.changes]
    known = {(one.side, one.issue, one.target) for one, _ in sides}
    persons = [
        (one, change)
        for one in series(view, of="person")
        if (one.side, one.issue, one.target) not in known
        for change in one.changes
    ]
    found = sorted(sides, key=_when) + sorted(persons, key=_when)
    return tuple(_moved(one, change, citations) for one, change in found)


def told_moves(found: Iterable[Series], citations: Citations) -> tuple[MovedRow, ...]:
    """The changes of some series, in order of time."""
    changes = sorted(((one, change) for one in found for change in one.changes), key=_when)
    return tuple(_moved(one, change, citations) for one, change in changes)


def charts(view: View) -> tuple[Chart, ...]:
    """A drawing an issue on which some holder has enough notes on several days; those with a change first, then by notes."""
    groups: dict[tuple[str, str | None], list[Series]] = {}
    for one in series(view):
        if len(one.notes) >= MINIMUM_NOTES and len(one.points) > 1:
            groups.setdefault((one.issue, one.target), []).append(one)
    ordered = sorted(
        groups.items(), key=lambda item: (not any(s.changes for s in item[1]), -_notes(item[1]), str(item[0]))
    )
    return tuple(_chart(f"moved-{number}", found) for number, (_, found) in enumerate(ordered))


def drawn(id_: str, found: Sequence[Series]) -> Chart:
    """A drawing of some series on one issue."""
    return _chart(id_, found)


def _when(pair: tuple[Series, Change]) -> tuple[int, str]:
    one, change = pair
    return change.between.last.toordinal(), f"{one.side}{one.person}{one.issue}"


def _notes(found: Sequence[Series]) -> int:
    return sum(len(one.notes) for one in found)


def _name(one: Series) -> str:
    return words.side(one.side) if one.side else PRESS


def _moved(one: Series, change: Change, citations: Citations) -> MovedRow:
    return MovedRow(
        who=one.person or _name(one),
        issue=words.word("issue", one.issue),
        over=words.the(one.target) if one.target else "",
        was=words.stance(one.issue, change.before),
        now=words.stance(one.issue, change.after),
        was_stance=change.before,
        now_stance=change.after,
        between=words.date(change.between),
        chances=round(100 * change.probability),
        notes=len(one.notes),
        before=tuple(citations.cite(s) for s in change.last),
        after=tuple(citations.cite(s) for s in change.first),
    )


def _chart(id_: str, found: Sequence[Series]) -> Chart:
    shown = sorted(found, key=lambda one: (one.side is None, -len(one.notes), one.side or ""))[:MOST_LINES]
    axis = Axis.over((point.when for one in shown for point in one.points), left=LEFT, right=RIGHT)
    places = _spread([_y(one.points[-1].at) for one in shown])
    one = shown[0]
    issue, over = words.word("issue", one.issue), words.the(one.target) if one.target else ""
    ends = "; ".join(f"{_name(s)} from {s.points[0].at:.2f} to {s.points[-1].at:.2f}" for s in shown)
    return Chart(
        id=id_,
        issue=issue,
        over=over,
        anti=words.stance(one.issue, "anti"),
        pro=words.stance(one.issue, "pro"),
        told=f"{issue}{f' over {over}' if over else ''}, 0 against, 1 for: {ends}",
        lines=tuple(_line(number, s, axis, place) for number, (s, place) in enumerate(zip(shown, places, strict=True))),
        ticks=axis.ticks(),
    )


def _line(number: int, one: Series, axis: Axis, name_y: float) -> Line:
    steps = [(axis.x(point.when), point) for point in one.points]
    upper = [(x, _y(point.high)) for x, point in steps]
    lower = [(x, _y(point.low)) for x, point in reversed(steps)]
    return Line(
        name=_name(one),
        number=number,
        press=one.side is None,
        path=_points([(x, _y(point.at)) for x, point in steps]),
        band=_points([*upper, *lower]),
        dots=tuple(_dot(x, point) for x, point in steps),
        name_y=name_y,
    )


def _dot(x: float, point: Point) -> Dot:
    told = "; ".join(label(s.note) for s in point.notes)
    return Dot(x=x, y=_y(point.at), note=point.notes[0].note.id, told=f"{words.date(point.when)}: {told}")


def _y(at: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * at, 1)


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)


def _spread(wanted: Sequence[float]) -> list[float]:
    """The places moved down, or up from the bottom, so that no two are closer than a line."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = list(wanted)
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + APART)
    low = BOTTOM + APART / 2
    for i in reversed(order):
        placed[i] = min(placed[i], low)
        low = placed[i] - APART
    return [round(place, 1) for place in placed]
