"""Dated public events that a text mentions: resources/dates/events.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate.dating_index import named, nearly_named_of_day
from detente.annotate.dating_table import fold, spots_of, trust_of
from detente.annotate.dating_words import Text, spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.annotate.dating_table import Event
    from detente.annotate.parser import Parsed
    from detente.annotate.times import Timed
    from detente.model.document import Document

_AHEAD = re.compile(
    r"\b(?:will|upcoming|forthcoming|planned|scheduled|set to|ahead of|next (?:week|month)|on the eve of|prepar(?:es|ing)|"
    r"(?:hours|days|weeks) before|(?:heads?|heading|fly|flies|flying|travels?|traveling|travelling) to|(?:leaves?|departs?|leaving) (?:\w+ ){0,3}for|"
    r"(?:is|are) due to|looms?|looming|later (?:today|on \w+day|this week)|is to|are to|likely to|expected to|hopes? to|"
    r"(?:to|would) (?:meet|hold|host|visit|attend|begin|resume|convene|chair|travel)|plans? (?:to|for)|preparations? for|(?:tries|trying|wants?) to)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:anniversary|last (?:year|month|fall|autumn|spring|summer|winter|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)|(?:years?|months?|weeks?) (?:ago|earlier|later|after|since)|ever since|earlier this year|"
    r"in the wake of|in recent (?:weeks|months|years)|previous(?:ly)?)\b",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"\b(\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?|\d{1,2})(?:[\s-]years?)?[\s-]anniversary\b", re.IGNORECASE
)
_STOP = re.compile(r"[.!?][\"”']?\s|\n")
LEAD = 4
NEAR = 45
# characters between a sign of the future and the event's rarest word
BEFORE_WORD, AFTER_WORD = 70, 40


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a document mentions.

    Attributes:
        event: the event.
        lead: whether the headline or the first paragraphs hold it.
        ahead: whether it is spoken of as still to come.
        trust: how surely the words name this event and no other, 0 to 1: the more of them few events share, the surer.
        dated: the time phrase that stands beside it, if one does; each phrase beside the event nearest to it.
        away: characters between the two.
        past: whether its sentence looks back ("last year's summit", "the anniversary of").
        place: the least part of the lead that holds all its words: ``title``, ``opening`` (with the first paragraph) or ``lead``.
        anniversary: which anniversary of it its sentence speaks of.
    """

    event: Event
    lead: bool
    ahead: bool
    dated: Timed | None
    trust: float = 0.5
    away: int = 0
    past: bool = False
    place: str = ""
    anniversary: int | None = None


def _together(parsed: Parsed, folded: str, event: Event) -> float:
    """The largest share of an event's words that one sentence holds, or it and the headline: scattered words name it less surely."""
    spans = [(parsed.tokens[s.first].start, parsed.tokens[s.stop - 1].end) for s in parsed.sentences]
    groups = event.ways
    elsewhere = [group for group in groups if not spot(group, folded, *spans[0])]
    held = (sum(bool(spot(group, folded, *span)) for group in elsewhere) for span in spans)
    return (len(groups) - len(elsewhere) + max(held)) / len(groups)


def told_events(parsed: Parsed, timed: tuple[Timed, ...]) -> tuple[Told, ...]:
    """The events that a document mentions, each once, in order; all words of one stand in one paragraph or in the lead."""
    found: dict[str, Told] = {}
    folded = fold(parsed.document.text)
    candidates = tuple(named(Text(folded)))
    for start, end, lead in _stretches(parsed.document) if candidates else ():
        for event, local in _named(folded[start:end], candidates):
            spots = [(start + low, start + high) for low, high in local]
            told = as_told(parsed, timed, event, spots, folded=folded, stretch=(start, end), lead=lead)
            before = found.get(event.name)
            if before is None or (before.dated is None and told.dated is not None):
                at_head = lead or bool(before and before.lead)
                trust = trust_of(folded[start:end], event)
                found[event.name] = replace(
                    told, lead=at_head, trust=trust, place=_place(parsed.document, folded, event)
                )
    for one in timed:
        for event, spots, span in _by_day(parsed.document, folded, one):
            told = as_told(parsed, timed, event, spots, folded=folded, stretch=span, lead=one.paragraph <= LEAD)
            trust = trust_of(folded[span[0] : span[1]], event, day=True)
            if event.name not in found or found[event.name].trust < trust:
                found[event.name] = replace(found.get(event.name, told), trust=trust)
    sure = [replace(told, trust=told.trust * _together(parsed, folded, told.event)) for told in found.values()]
    return tuple(_shared_out(sure, timed))


def _place(document: Document, folded: str, event: Event) -> str:
    spans = [p.span for p in document.paragraphs]
    headline = document.paragraphs[0].kind == "headline"
    for number, place in enumerate(("title", "opening") if headline else ("opening",)):
        if spans[number:] and all(spot(group, folded, 0, spans[number].end) for group in event.ways):
            return place
    return "lead"


def _by_day(
    document: Document, folded: str, one: Timed
) -> Iterator[tuple[Event, list[tuple[int, int]], tuple[int, int]]]:
    """The events of a day that is named without its year, all of whose words but one stand in its paragraph."""
    if one.phrase.kind != "month-day" or one.phrase.year is not None or not one.phrase.month or not one.phrase.day:
        return
    span = document.paragraphs[one.paragraph].span
    text = Text(folded[span.start : span.end])
    for event in nearly_named_of_day(text, one.phrase.month, one.phrase.day):
        spots = [place for group in event.ways if (place := spot(group, folded, span.start, span.end))]
        if len(spots) >= max(2, len(event.ways) - 1):
            yield event, spots, (span.start, span.end)


def _shared_out(told: list[Told], timed: tuple[Timed, ...]) -> Iterator[Told]:
    """A phrase dates one event; an event whose day of the month is named has that for its date."""
    days = {(t.phrase.month, t.phrase.day): t for t in reversed(timed) if t.phrase.kind == "month-day"}
    nearest: dict[int, int] = {}
    for one in told:
        if one.dated is not None:
            nearest[one.dated.first] = min(one.away, nearest.get(one.dated.first, one.away))
    for one in told:
        day = one.event.when.first
        if (day.month, day.day) in days:
            named = days[day.month, day.day]
            yield replace(one, dated=named, ahead=one.ahead or (named.ahead and one.event.planned))
        elif one.dated is not None and one.away > nearest[one.dated.first]:
            yield replace(one, dated=None)
        else:
            yield one


def _stretches(document: Document) -> Iterator[tuple[int, int, bool]]:
    """The lead as one stretch, then each paragraph."""
    spans = [p.span for p in document.paragraphs]
    if spans:
        yield 0, spans[min(LEAD, len(spans) - 1)].end, True
    for number, span in enumerate(spans):
        yield span.start, span.end, number <= LEAD


def _named(text: str, candidates: tuple[Event, ...]) -> Iterator[tuple[Event, list[tuple[int, int]]]]:
    """The events named in a text and where, the place of their rarest word first."""
    for event in candidates:
        if not all(any(word in text for word in group) for group in event.words):
            continue
        spots = spots_of(event, text)
        if len(spots) == len(event.ways):
            yield event, spots


def as_told(
    parsed: Parsed,
    timed: tuple[Timed, ...],
    event: Event,
    spots: list[tuple[int, int]],
    *,
    folded: str,
    stretch: tuple[int, int],
    lead: bool,
) -> Told:
    """How the sentence that holds most of the words speaks of the event."""
    best: tuple[int, int, int] = (0, 0, 0)
    anchor = spots[0]
    for sentence in parsed.sentences:
        first, last = parsed.tokens[sentence.first].start, parsed.tokens[sentence.stop - 1].end
        if first > max(high for _, high in spots):
            break
        held = sum(first <= low < last for low, _ in spots) + (first <= anchor[0] < last)
        if held > best[0]:
            best = (held, first, last)
    _, first, last = best
    inside = [anchor] if first <= anchor[0] < last else [(low, high) for low, high in spots if first <= low < last]
    words = parsed.document.text[first:last]
    near: list[tuple[int, int, Timed]] = []
    for number, one in enumerate(timed):
        low, high = parsed.tokens[one.first].start, parsed.tokens[one.stop - 1].end
        if first <= low and high <= last and _may_date(parsed, one, inside or spots):
            away = min(max(0, s - high, low - e) for s, e in inside or spots)
            near.append((0 if one.offset else away, number, one))
    dated = min(near)[2] if near and min(near)[0] <= NEAR else None
    ahead = event.planned and _to_come(folded, event, anchor=anchor[0], stretch=stretch)
    if dated is not None and dated.phrase.kind == "unit" and dated.phrase.unit == "day":
        ahead = (dated.phrase.shift or 0) > 0 and event.planned
        dated = dated if ahead or (dated.phrase.shift or 0) <= 0 else None
    elif dated is not None and dated.phrase.kind != "calendar" and dated.phrase.part != "after" and not dated.ahead:
        ahead = False
    elif dated is not None and dated.ahead and event.planned:
        ahead = True
    past = not ahead and bool(_PAST.search(words))
    away = min(near)[0] if near else 0
    return Told(event, lead, ahead, dated, away=away, past=past, anniversary=_anniversary(words))


def _anniversary(words: str) -> int | None:
    """Which anniversary a sentence speaks of ("the second anniversary", "the two-year anniversary"); ``None`` for none or one untold."""
    match = _ANNIVERSARY.search(words)
    if match is None:
        return None
    word = match[1].lower()
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _numbers().get(word)


@cache
def _numbers() -> dict[str, int]:
    rows = resources.rows("dates/words.tsv")
    return {row["word"]: int(row["value"]) for row in rows if row["kind"] in ("number", "ordinal")}


def _may_date(parsed: Parsed, one: Timed, spots: list[tuple[int, int]]) -> bool:
    """Whether a time beside an event may be its own; one told from another time only where that is the event ("a week after the coup")."""
    if one.offset is None:
        return one.phrase.relation not in ("since", "until", "before")
    if one.offset.inner is None or one.phrase.relation != "after" or not one.phrase.number:
        return False
    low, high = parsed.tokens[one.offset.low].start, parsed.tokens[one.offset.high - 1].end
    return any(low <= start < high for start, _ in spots)


def _to_come(folded: str, event: Event, *, anchor: int, stretch: tuple[int, int]) -> bool:
    """Whether a sign of the future stands shortly before the event's rarest word, or just after it, in the same sentence."""
    rarest = next(group for group in event.ways if (at := spot(group, folded, anchor)) and at[0] == anchor)
    place = spot(rarest, folded, *stretch)
    while place is not None:
        low, high = max(stretch[0], place[0] - BEFORE_WORD), min(stretch[1], place[1] + AFTER_WORD)
        if _AHEAD.search(_STOP.split(folded[low : place[0]])[-1]) or _AHEAD.search(
            _STOP.split(folded[place[1] : high])[0]
        ):
            return True
        place = spot(rarest, folded, place[1], stretch[1])
    return False
