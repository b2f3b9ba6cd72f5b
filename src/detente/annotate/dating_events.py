"""Dated public events that a text mentions: resources/dates/events.tsv."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate.dating_words import ENDINGS, inflects, irregular, stands
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from detente.annotate.parser import Parsed
    from detente.annotate.times import Timed
    from detente.model.document import Document

_WORD = re.compile(r"[\w&$%#]+")
_AHEAD = re.compile(
    r"\b(?:will|upcoming|forthcoming|planned|scheduled|set to|ahead of|next (?:week|month)|on the eve of|prepar(?:es|ing)|"
    r"(?:hours|days|weeks) before|(?:heads?|heading|fly|flies|flying|travels?|traveling|travelling) to|(?:leaves?|departs?|leaving) (?:\w+ ){0,3}for|"
    r"(?:is|are) due to|looms?|looming|later (?:today|on \w+day|this week)|is to|are to|likely to|expected to|hopes? to|"
    r"(?:to|would) (?:meet|hold|host|visit|attend|begin|resume|convene|chair|travel)|plans? (?:to|for)|preparations? for|(?:tries|trying|wants?) to)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:summit|meet|meeting|talks|election|elections|election\*|referendum|vote|inaugurat|visit|trip|conference|round|g7|g20|"
    r"deadline|takes effect|parade|olympics|congress|plenary|hearing|assembly|expire|oath|sworn)"
)
_SUDDEN = re.compile(
    r"\b(?:offer|offers|propos|invit|accept|announce|cancel|call\*? off|called off|postpon|collaps|broke|fail|walk|reject|threaten|killed|"
    r"elected|won|wins|resign|fired|dismissed|oust|dies|died)"
)
# "Biden and Putin in Geneva", not "Coup in Mali"
_VISIT = re.compile(
    r"(?!Coup|Protests|War|Earthquake|Truce|Fighting|Unrest|Riot|Revolt|Plot|Genocide|Famine|Executions|Crackdown|Conscription|Brawl|"
    r"Blackout|Attacks?|Arrests|Ceasefire)[A-Z]\w+(?: and [A-Z]\w+)? (?:meet )?in [A-Z]"
)
_PAST = re.compile(
    r"\b(?:anniversary|last (?:year|month|fall|autumn|spring|summer|winter|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)|(?:years?|months?|weeks?) (?:ago|earlier|later|after|since)|ever since|earlier this year|"
    r"in the wake of|in recent (?:weeks|months|years)|previous(?:ly)?)\b",
    re.IGNORECASE,
)
_ENDING = f"(?:{'|'.join(ENDINGS)})?"
_STOP = re.compile(r"[.!?][\"”']?\s|\n")
_SHORT = {
    "january": ("jan",),
    "february": ("feb",),
    "august": ("aug",),
    "september": ("sept", "sep"),
    "october": ("oct",),
    "november": ("nov",),
    "december": ("dec",),
    "security council": ("un", "u.n.", "united nations"),
}
LEAD = 4
# points for words of an event by how many events share them, and how they make trust
RARE, UNCOMMON, COMMON, POINTS, SUREST = 1.6, 0.9, 0.3, 1.2, 0.95
FEW, MANY = 3, 16
NEAR = 45
# characters between a sign of the future and the event's rarest word
BEFORE_WORD, AFTER_WORD = 70, 40


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event, the words that together name it (groups of alternatives), whether it is mostly background, and whether such events are planned."""

    when: When
    name: str
    patterns: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    era: bool
    planned: bool
    loose: frozenset[str] = frozenset()

    def held(self, text: str) -> int:
        """How many of the groups a folded text holds: as ``groups`` find them, but none is made for it."""
        return sum(any(stands(way, text, loose=way in self.loose) for way in group) for group in self.words)

    @property
    def groups(self) -> tuple[re.Pattern[str], ...]:
        """The groups as patterns: made when first asked for, since a document needs few of the thousands and all take seconds."""
        return tuple(map(_compiled, self.patterns))


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
    """

    event: Event
    lead: bool
    ahead: bool
    dated: Timed | None
    trust: float = 0.5
    away: int = 0
    past: bool = False
    place: str = ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def by_first_word() -> dict[str, tuple[Event, ...]]:
    """Events by the first word of each alternative of the first of their groups that holds no stems."""
    found: dict[str, list[Event]] = {}
    for row in resources.rows("dates/events.tsv"):
        groups = [
            list(dict.fromkeys(way for word in group.split("|") for way in (word, *_also(word))))
            for group in row["words"].split(" + ")
        ]
        patterns = tuple(rf"(?<!\w)(?:{'|'.join(map(_alternative, group))})(?!\w)" for group in groups)
        stems = tuple(tuple(word.removesuffix("*") for word in group) for group in groups)
        event = Event(
            When.parse(row["when"]),
            row["event"],
            patterns,
            stems,
            row["kind"] == "era",
            _planned(row),
            frozenset(word.removesuffix("*") for group in groups for word in group if word.endswith("*")),
        )
        key = next(group for group in groups if not any(word.endswith("*") for word in group))
        for first in sorted({_WORD.findall(word)[0] for word in key}):
            found.setdefault(first, []).append(event)
    return {word: tuple(events) for word, events in found.items()}


def _also(word: str) -> tuple[str, ...]:
    """Other forms of a word: a month cut short, a people for its state ("Moroccan"), irregular forms of a verb."""
    return (*_SHORT.get(word, ()), *_peoples().get(word, ()), *irregular().get(word, ()))


@cache
def _peoples() -> dict[str, tuple[str, ...]]:
    rows = resources.rows("actors/states.tsv")
    return {row["name"].lower(): tuple(row["demonyms"].lower().split("|")) for row in rows if row["demonyms"]}


@cache
def last_known() -> date:
    """The day of the last event of the table."""
    return max(event.when.last for events in by_first_word().values() for event in events)


def _planned(row: dict[str, str]) -> bool:
    """Whether such an event is planned: a meeting or a vote, but not the offer of one or its failure."""
    return not _SUDDEN.search(row["words"]) and bool(_PLANNED.search(row["words"]) or _VISIT.match(row["event"]))


def _alternative(word: str) -> str:
    """The words of an alternative; its last one with any ending where it says so, else in any common inflection."""
    if word.endswith("*"):
        return re.escape(word.removesuffix("*")) + r"\w*"
    return re.escape(word) + (_ENDING if inflects(word) else "")


@cache
def _shared() -> dict[str, int]:
    """In how many events' words each word stands."""
    counts: dict[str, int] = {}
    for event in {e.name: e for events in by_first_word().values() for e in events}.values():
        for word in {word for group in event.words for word in group}:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _count(match: re.Match[str], group: tuple[str, ...]) -> int:
    """How many events share the alternative that matched; names of states, months and numbers are never rare."""
    count = min((_shared()[stem] for stem in group if match.group().startswith(stem)), default=MANY)
    return max(count, FEW + 1) if match.group() in _plain() or match.group().isdecimal() else count


@cache
def _plain() -> frozenset[str]:
    states = (row["name"] + "|" + row["demonyms"] for row in resources.rows("actors/states.tsv"))
    days = (row["word"] for row in resources.rows("dates/words.tsv"))
    return frozenset(word.lower() for cell in [*states, *days] for word in cell.split("|"))


def trust_of(text: str, event: Event, *, day: bool = False) -> float:
    """How surely the words of a text name an event; its day of the month beside them tells as much as a rare word."""
    points = RARE if day else 0.0
    for group, pattern in zip(event.words, event.groups, strict=True):
        if match := pattern.search(text):
            count = _count(match, group)
            points += RARE if count <= FEW else UNCOMMON if count < MANY else COMMON
    return min(SUREST, 1 - math.exp(-points / POINTS))


def _together(parsed: Parsed, folded: str, event: Event) -> float:
    """The largest share of an event's words that one sentence holds, or it and the headline: scattered words name it less surely."""
    spans = [(parsed.tokens[s.first].start, parsed.tokens[s.stop - 1].end) for s in parsed.sentences]
    head = spans[0]
    held = (
        sum(bool(pattern.search(folded, *span) or pattern.search(folded, *head)) for pattern in event.groups)
        for span in spans
    )
    return max(held) / len(event.groups)


def fold(text: str) -> str:
    """A text in the letters of the table, character by character; empty where that changes its length."""
    folded = text.lower().replace("’", "'").replace("‑", "-")
    return folded if len(folded) == len(text) else ""


def told_events(parsed: Parsed, timed: tuple[Timed, ...]) -> tuple[Told, ...]:
    """The events that a document mentions, each once, in order; all words of one stand in one paragraph or in the lead."""
    found: dict[str, Told] = {}
    folded = fold(parsed.document.text)
    candidates = _candidates(folded)
    for start, end, lead in _stretches(parsed.document) if candidates else ():
        for event, local in _named(folded[start:end], candidates):
            spots = [(start + low, start + high) for low, high in local]
            told = as_told(parsed, timed, event, spots, folded=folded, stretch=(start, end), lead=lead)
            before = found.get(event.name)
            if before is None or (before.dated is None and told.dated is not None):
                at_head = lead or bool(before and before.lead)
                trust = trust_of(folded[start:end], event)
                found[event.name] = replace(told, lead=at_head, trust=trust, place=_place(parsed.document, folded, event))
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
        if spans[number:] and all(pattern.search(folded, 0, spans[number].end) for pattern in event.groups):
            return place
    return "lead"


def _by_day(
    document: Document, folded: str, one: Timed
) -> Iterator[tuple[Event, list[tuple[int, int]], tuple[int, int]]]:
    """The events of a day that is named without its year, all of whose words but one stand in its paragraph."""
    if one.phrase.kind != "month-day" or one.phrase.year is not None or not one.phrase.month or not one.phrase.day:
        return
    span = document.paragraphs[one.paragraph].span
    for event in _days().get((one.phrase.month, one.phrase.day), ()):
        matches = [match for pattern in event.groups if (match := pattern.search(folded, span.start, span.end))]
        if len(matches) >= max(2, len(event.groups) - 1):
            yield event, [match.span() for match in matches], (span.start, span.end)


@cache
def _days() -> dict[tuple[int, int], tuple[Event, ...]]:
    """Events by their day of the year."""
    found: dict[tuple[int, int], dict[str, Event]] = {}
    for event in (e for events in by_first_word().values() for e in events):
        for day in {event.when.first, event.when.last}:
            found.setdefault((day.month, day.day), {})[event.name] = event
    return {day: tuple(events.values()) for day, events in found.items()}


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


def _candidates(text: str) -> tuple[Event, ...]:
    """The events all of whose words stand somewhere in a folded text."""
    table = by_first_word()
    found: dict[str, Event] = {}
    stands: dict[tuple[str, ...], bool] = {}
    for word in dict.fromkeys(_WORD.findall(text)):
        for event in table.get(word, ()):
            for group in event.words:
                if group not in stands:
                    stands[group] = any(way in text for way in group)
                if not stands[group]:
                    break
            else:
                found.setdefault(event.name, event)
    return tuple(found.values())


def _named(text: str, candidates: tuple[Event, ...]) -> Iterator[tuple[Event, list[tuple[int, int]]]]:
    """The events named in a text and where, the place of their rarest word first."""
    for event in candidates:
        if not all(any(word in text for word in group) for group in event.words):
            continue
        spots = spots_of(event, text)
        if len(spots) == len(event.groups):
            yield event, spots


def spots_of(event: Event, text: str) -> list[tuple[int, int]]:
    """Where those of an event's words that a folded text holds stand, the place of the rarest first."""
    found = [
        (_count(match, group), number, match.span())
        for number, (pattern, group) in enumerate(zip(event.groups, event.words, strict=True))
        if (match := pattern.search(text))
    ]
    rarest = min(found, default=None)
    return [rarest[2], *(span for _, number, span in found if number != rarest[1])] if rarest else []


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
    return Told(event, lead, ahead, dated, away=min(near)[0] if near else 0, past=past)


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
    rarest = next(pattern for pattern in event.groups if pattern.match(folded, anchor))
    for place in rarest.finditer(folded, *stretch):
        low, high = max(stretch[0], place.start() - BEFORE_WORD), min(stretch[1], place.end() + AFTER_WORD)
        if _AHEAD.search(_STOP.split(folded[low : place.start()])[-1]) or _AHEAD.search(
            _STOP.split(folded[place.end() : high])[0]
        ):
            return True
    return False
