"""The bargain drawn: a lane an item on the table, over time; who asks whom, as a graph; and what changed, with its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.moves import FIRST
from detente.analyse.view import place_in_time
from detente.present import words
from detente.present.brief.axis import Axis, Tick
from detente.present.brief.citing import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.analyse.bargain import Bargain
    from detente.analyse.moves import Item, Move
    from detente.model.findings import Sourced
    from detente.model.reading import Term
    from detente.present.brief.citing import Citations, Cite

LEFT, RIGHT = 400.0, 860.0
ROW, TOP, FOOT = 24.0, 14.0, 26.0
MOST_LANES, MOST_PAIRS = 16, 5
PAIR, MARGIN = 96.0, 12.0
"""Height of a pair of sides in the graph, and room above and below all."""

Locks = set[tuple[str, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A term on a lane: ``first`` where it is to be met first, ``offer`` where something is given."""

    x: float
    note: str
    told: str
    first: bool
    offer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """An item: words, the line from first to last mention, its marks; ``locked`` where it is part of a deadlock."""

    y: float
    words: str
    begin: float
    end: float
    locked: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The drawing, ``more`` lanes left out of it."""

    height: float
    axis_y: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    more: int
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """What one side demands of the other and offers it, and the newest term that says so."""

    words: str
    told: str
    note: str
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sides, and what goes from the left to the right and back; ``y`` is the middle of its row."""

    y: float
    left: str
    right: str
    forth: Arrow | None
    back: Arrow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Who asks whom: a row a pair of sides."""

    pairs: tuple[Pair, ...]
    height: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """A change on the table in words."""

    date: str
    kind: str
    sentence: str
    before: Cite
    after: Cite


def lanes(found: Bargain) -> Lanes | None:
    """Items of governments over time, most terms first within a party; ``None`` where no day places any."""
    dated = [item for item in found.items if not item.expert and any(s.when for s in item.terms)]
    if not dated:
        return None
    shown = sorted(sorted(dated, key=lambda item: -len(item.terms))[:MOST_LANES], key=dated.index)
    axis = Axis.over((s.when for item in shown for s in item.terms if s.when), left=LEFT, right=RIGHT)
    locked = _locked(found)
    made = tuple(_lane(number, item, axis, locked=_is_locked(item, locked)) for number, item in enumerate(shown))
    axis_y = TOP + ROW * len(shown)
    told = "; ".join(lane.words for lane in made)
    return Lanes(
        height=axis_y + FOOT,
        axis_y=axis_y,
        lanes=made,
        ticks=axis.ticks(),
        more=len(dated) - len(shown),
        told=f"Terms over time: {told}",
    )


def graph(found: Bargain) -> Graph | None:
    """Pairs of sides of which one addresses the other, those with most terms first; ``None`` where nobody addresses anybody."""
    by_pair: dict[tuple[str, str], list[Item]] = {}
    for item in found.items:
        if item.of and not item.expert and item.of != item.by:
            by_pair.setdefault((min(item.by, item.of), max(item.by, item.of)), []).append(item)
    if not by_pair:
        return None
    ordered = sorted(by_pair.items(), key=lambda pair: (-sum(len(item.terms) for item in pair[1]), pair[0]))
    locked = _locked(found)
    pairs = tuple(_pair(number, items, locked) for number, (_, items) in enumerate(ordered[:MOST_PAIRS]))
    arrows = [arrow for pair in pairs for arrow in (pair.forth, pair.back) if arrow]
    return Graph(
        pairs=pairs,
        height=2 * MARGIN + PAIR * len(pairs),
        told="Who asks whom: " + "; ".join(arrow.told for arrow in arrows),
    )


def move_rows(found: Bargain, citations: Citations) -> tuple[MoveRow, ...]:
    """What changed on the table."""
    return tuple(_move(move, citations) for move in found.moves)


def _locked(found: Bargain) -> Locks:
    """The demands that deadlocks rest on: the side that makes it, the other side, the topic."""
    demanded = {s.note.id: item.topic for item in found.items if item.what == "demand" for s in item.terms}
    return {
        (one.note.by.side or "", other.note.by.side or "", demanded[one.note.id])
        for deadlock in found.deadlocks
        for one, other in ((deadlock.left, deadlock.right), (deadlock.right, deadlock.left))
        if one.note.id in demanded
    }


def _is_locked(item: Item, locked: Locks) -> bool:
    demanded = item.what == "demand"
    return demanded and any((item.by, item.topic) == (by, topic) and item.of in {"", of} for by, of, topic in locked)


def _lane(number: int, item: Item, axis: Axis, *, locked: bool) -> Lane:
    y = TOP + ROW * (number + 0.5)
    marks = tuple(_mark(item, s, axis) for s in item.terms if s.when)
    to = f" of {words.side(item.of)}" if item.of and item.what == "demand" else ""
    to = f" to {words.side(item.of)}" if item.of and item.what == "offer" else to
    verb = "demands" if item.what == "demand" else "offers"
    return Lane(
        y=y,
        words=f"{words.side(item.by)} {verb}{to}: {item.name}",
        begin=marks[0].x,
        end=marks[-1].x,
        locked=locked,
        marks=marks,
    )


def _mark(item: Item, sourced: Sourced[Term], axis: Axis) -> Mark:
    when = sourced.when
    term = sourced.note
    part = term.demand if item.what == "demand" else term.offer
    told = f"{words.date(when)}: “{part.quote if part else ''}”, {words.word('link', term.link)}; {label(term)}"
    return Mark(
        x=axis.x(when) if when else LEFT,
        note=term.id,
        told=told,
        first=term.link in FIRST,
        offer=item.what == "offer",
    )


def _pair(number: int, items: Sequence[Item], locked: Locks) -> Pair:
    """The side that asks for more stands left."""
    asked: dict[str, list[Item]] = {}
    for item in items:
        asked.setdefault(item.by, []).append(item)
    left = min(asked, key=lambda side: (-sum(len(item.terms) for item in asked[side]), side))
    right = next(item.of if item.by == left else item.by for item in items)
    return Pair(
        y=MARGIN + PAIR * (number + 0.5),
        left=words.side(left),
        right=words.side(right),
        forth=_arrow(asked[left], locked),
        back=_arrow(asked[right], locked) if right in asked else None,
    )


def _arrow(items: Sequence[Item], locked: Locks) -> Arrow:
    said = "; ".join(
        f"{what}s " + ", ".join(item.name for item in items if item.what == what)
        for what in ("demand", "offer")
        if any(item.what == what for item in items)
    )
    terms = sorted((s for item in items for s in item.terms), key=place_in_time)
    return Arrow(
        words=said,
        told=f"{words.side(items[0].by)} to {words.side(items[0].of)}: {said}",
        note=terms[-1].note.id,
        locked=any(_is_locked(item, locked) for item in items),
    )


def _move(move: Move, citations: Citations) -> MoveRow:
    item = move.item
    by, of, what = words.the(item.by), words.the(item.of), item.name
    towards = f"of {of}" if item.what == "demand" else f"to {of}"
    said = {
        "added": f"{by} newly {item.what}s {what} {towards}",
        "no longer named": f"{by} no longer {item.what}s {what} {towards} in what is read",
        "hardened": f"{by} makes {what} a condition to be met first by {of}",
        "softened": f"{by} no longer wants {what} first {towards}, but in a trade or without condition",
    }[move.kind]
    return MoveRow(
        date=words.date((move.after if move.kind != "no longer named" else move.before)[0].when),
        kind=move.kind,
        sentence=said[:1].upper() + said[1:] + ".",
        before=citations.cite(move.before[0]),
        after=citations.cite(move.after[0]),
    )
