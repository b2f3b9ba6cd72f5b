"""One act, one event: repeated mentions of an act within a document are merged, the fuller evidence kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.actors import Actor
    from detente.model.reading import Event

# Each saying is its own act; these are merged only where their words overlap
SAYINGS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"})
# Sayings that stand for an act which is spoken of again
OFFERS = frozenset({"offer", "agreement", "deal", "accord", "pact"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An event with what tells it from others: the word that names the act, and how sure its reading is."""

    event: Event
    act: str
    weight: float
    number: int


def merged(drafts: Iterable[Draft]) -> tuple[Event, ...]:
    """The events, each act once, in the order of the text."""
    kept: list[Draft] = []
    for draft in drafts:
        for number, other in enumerate(kept):
            if _same(draft, other):
                kept[number] = _joined(other, draft)
                break
        else:
            kept.append(draft)
    return tuple(d.event for d in sorted(kept, key=_place))


def without_headings(drafts: list[Draft], headings: set[int]) -> list[Draft]:
    """Leaves out what headlines and captions say where the body tells an act of that type between the parties."""
    body = [d for d in drafts if id(d) not in headings]
    return [
        d
        for d in drafts
        if id(d) not in headings
        or not any(b.event.type == d.event.type and _parties_meet(b.event, d.event) for b in body)
    ]


def _place(draft: Draft) -> tuple[int, int, str]:
    start, end = _span(draft.event)
    return (start, end, draft.event.type)


def _span(event: Event) -> tuple[int, int]:
    where = event.evidence.where
    return (getattr(where, "start", 0), getattr(where, "end", 0))


def _keys(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(a.side or a.name for a in actors)


def _same(one: Draft, two: Draft) -> bool:
    a, b = one.event, two.event
    if a.type != b.type or not _parties_meet(a, b):
        return False
    (a_start, a_end), (b_start, b_end) = _span(a), _span(b)
    if a_start < b_end and b_start < a_end and a.status == b.status:
        return (
            one.act == two.act
            or a.type in SAYINGS
            or (a_start >= b_start and a_end <= b_end)
            or (b_start >= a_start and b_end <= a_end)
        )
    dates_meet = a.date is None or b.date is None or a.date.meets(b.date)
    if a.type == "AGREE" and one.act == two.act and one.act in OFFERS:
        return dates_meet
    if a.type in SAYINGS or a.status != b.status:
        return False
    return one.act == two.act and dates_meet


def _parties_meet(a: Event, b: Event) -> bool:
    if a.recipients and b.recipients and not _keys(a.recipients) & _keys(b.recipients):
        return False
    return bool(_keys(a.actors) & _keys(b.actors))


def _joined(one: Draft, two: Draft) -> Draft:
    """The fuller of the two, with the date and parties that the other has and it lacks."""
    better, other = (one, two) if _fullness(one) >= _fullness(two) else (two, one)
    event = replace(
        better.event,
        date=better.event.date or other.event.date,
        recipients=better.event.recipients or other.event.recipients,
    )
    return Draft(event, better.act, max(one.weight, two.weight), better.number)


def _fullness(draft: Draft) -> tuple[int, int, int]:
    event = draft.event
    start, end = _span(event)
    return (len(event.actors) + len(event.recipients), int(event.date is not None), end - start)
