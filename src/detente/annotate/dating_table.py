"""The table of dated public events, resources/dates/events.tsv: the words that name each, and how surely they do."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import resources
from detente.annotate.dating_words import irregular, spot
from detente.model.when import When

if TYPE_CHECKING:
    from datetime import date

    from detente.annotate.dating_words import Group

WORD = re.compile(r"[\w&$%#]+")
TABLE = "dates/events.tsv"
MONTH = len("2018-06")
_PARTED = re.compile(r"\*?(?: \+ |\||\n)|\*$")
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
RARE, UNCOMMON, COMMON, POINTS, SUREST = 1.6, 0.9, 0.3, 1.5, 0.95
FEW, MANY = 8, 48


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event, the words that together name it (groups of alternatives, and these without signs of endings), whether it is mostly background, and whether such events are planned."""

    when: When
    name: str
    ways: tuple[Group, ...]
    words: tuple[tuple[str, ...], ...]
    era: bool
    planned: bool


class Row(NamedTuple):
    """An event as the table has it."""

    when: str
    words: str
    name: str
    kind: str

    @property
    def groups(self) -> list[str]:
        """The groups of words, each with its alternatives as they stand."""
        return self.words.split(" + ")


@cache
def rows() -> tuple[Row, ...]:
    """All rows, in order; taken apart no further: a document needs few of the tens of thousands."""
    lines = (line for line in resources.text(TABLE).splitlines() if not line.startswith("#"))
    next(lines)  # the heading
    return tuple(Row(*line.split("\t")) for line in lines)


@cache
def event(number: int) -> Event:
    """The event of a row."""
    row = rows()[number]
    groups = tuple(map(alternatives, row.groups))
    return Event(When.parse(row.when), row.name, groups, tuple(map(_bare, groups)), row.kind == "era", _planned(row))


@cache
def alternatives(group: str) -> Group:
    """The alternatives of a group as it stands, with other forms of them."""
    return tuple(dict.fromkeys(way for word in group.split("|") for way in (word, *_also(word))))


@cache
def _bare(group: Group) -> Group:
    return tuple(word.removesuffix("*") for word in group)


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
    return When.parse(max(row.when.rpartition("/")[2] for row in rows())).last


def _planned(row: Row) -> bool:
    """Whether such an event is planned: a meeting or a vote, but not the offer of one or its failure."""
    return not _SUDDEN.search(row.words) and bool(_PLANNED.search(row.words) or _VISIT.match(row.name))


@cache
def shared() -> Counter[str]:
    """In how many groups of the table each word stands, without signs of endings; other forms of a word as often as it does."""
    table = "\n".join(row.words for row in rows())
    written = Counter(_PARTED.split(table))
    counts = written.copy()
    for word, times in written.items():
        for form in _also(word):
            counts[form] += times
    return counts


def _count(found: str, group: tuple[str, ...]) -> int:
    """How many events share the alternative that was found; names of states, months and numbers are never rare."""
    count = min((shared()[stem] for stem in group if found.startswith(stem)), default=MANY)
    return max(count, FEW + 1) if found in _plain() or found.isdecimal() else count


@cache
def _plain() -> frozenset[str]:
    states = (row["name"] + "|" + row["demonyms"] for row in resources.rows("actors/states.tsv"))
    days = (row["word"] for row in resources.rows("dates/words.tsv"))
    return frozenset(word.lower() for cell in [*states, *days] for word in cell.split("|"))


def trust_of(text: str, event: Event, *, day: bool = False) -> float:
    """How surely the words of a text name an event; its day of the month beside them tells as much as a rare word."""
    points = RARE if day else 0.0
    for words, group in zip(event.words, event.ways, strict=True):
        if place := spot(group, text):
            count = _count(text[slice(*place)], words)
            points += RARE if count <= FEW else UNCOMMON if count < MANY else COMMON
    return min(SUREST, 1 - math.exp(-points / POINTS))


def fold(text: str) -> str:
    """A text in the letters of the table, character by character; empty where that changes its length."""
    folded = text.lower().replace("’", "'").replace("‑", "-")
    return folded if len(folded) == len(text) else ""


def of_day(month: int, day: int) -> list[int]:
    """The rows of the events that begin or end on a day of the year, in order."""
    return _days_of_year().get(f"{month:02}-{day:02}", [])


@cache
def _days_of_year() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows()):
        for day in dict.fromkeys(row.when.split("/")):
            found.setdefault(day[5:] if len(day) > MONTH else f"{day[5:]}-01", []).append(number)
    return found


def spots_of(event: Event, text: str) -> list[tuple[int, int]]:
    """Where those of an event's words that a folded text holds stand, the place of the rarest first."""
    found = [
        (_count(text[slice(*place)], words), number, place)
        for number, (group, words) in enumerate(zip(event.ways, event.words, strict=True))
        if (place := spot(group, text))
    ]
    rarest = min(found, default=None)
    return [rarest[2], *(span for _, number, span in found if number != rarest[1])] if rarest else []
