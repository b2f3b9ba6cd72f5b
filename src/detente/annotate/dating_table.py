"""The table of dated public events, resources/dates/events.tsv: the words that name each, and how surely they do."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate.dating_words import ENDINGS, inflects, irregular
from detente.model.when import When

if TYPE_CHECKING:
    from datetime import date

    from detente.annotate.dating_words import Group

WORD = re.compile(r"[\w&$%#]+")
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
_ENDING = f"(?:{'|'.join(ENDINGS)})?"
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
# points for words of an event by how many events share them, and how they make trust
RARE, UNCOMMON, COMMON, POINTS, SUREST = 1.6, 0.9, 0.3, 1.2, 0.95
FEW, MANY = 3, 16


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event, the words that together name it (groups of alternatives, and these without signs of endings), whether it is mostly background, and whether such events are planned."""

    when: When
    name: str
    ways: tuple[Group, ...]
    words: tuple[tuple[str, ...], ...]
    era: bool
    planned: bool

    @property
    def groups(self) -> tuple[re.Pattern[str], ...]:
        """The groups as patterns: made when first asked for, since a document needs few of the thousands and all take seconds."""
        return tuple(map(_compiled, self.ways))


@cache
def _compiled(group: Group) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_alternative, group))})(?!\w)")


@cache
def by_first_word() -> dict[str, tuple[Event, ...]]:
    """Events by the first word of each alternative of the first of their groups that holds no stems."""
    found: dict[str, list[Event]] = {}
    for row in resources.rows("dates/events.tsv"):
        groups = tuple(
            tuple(dict.fromkeys(way for word in group.split("|") for way in (word, *_also(word))))
            for group in row["words"].split(" + ")
        )
        stems = tuple(tuple(word.removesuffix("*") for word in group) for group in groups)
        event = Event(
            When.parse(row["when"]),
            row["event"],
            groups,
            stems,
            row["kind"] == "era",
            _planned(row),
        )
        key = next(group for group in groups if not any(word.endswith("*") for word in group))
        for first in sorted({WORD.findall(word)[0] for word in key}):
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


def fold(text: str) -> str:
    """A text in the letters of the table, character by character; empty where that changes its length."""
    folded = text.lower().replace("’", "'").replace("‑", "-")
    return folded if len(folded) == len(text) else ""


@cache
def days_of_year() -> dict[tuple[int, int], tuple[Event, ...]]:
    """Events by their day of the year."""
    found: dict[tuple[int, int], dict[str, Event]] = {}
    for event in (e for events in by_first_word().values() for e in events):
        for day in {event.when.first, event.when.last}:
            found.setdefault((day.month, day.day), {})[event.name] = event
    return {day: tuple(events.values()) for day, events in found.items()}


def spots_of(event: Event, text: str) -> list[tuple[int, int]]:
    """Where those of an event's words that a folded text holds stand, the place of the rarest first."""
    found = [
        (_count(match, group), number, match.span())
        for number, (pattern, group) in enumerate(zip(event.groups, event.words, strict=True))
        if (match := pattern.search(text))
    ]
    rarest = min(found, default=None)
    return [rarest[2], *(span for _, number, span in found if number != rarest[1])] if rarest else []
