"""Which of the dated events a text may name: an index of resources/dates/events.tsv by the two rarest groups of words of each.

They are the rarest of those that hold no stems; resources/dates/keys.txt, which ``training/reports.py`` writes, has their numbers for each row. A row is taken
apart when a text first holds a word of such a group.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from detente import resources
from detente.annotate.dating_table import WORD, alternatives, event, rows, shared
from detente.annotate.dating_words import bases, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.annotate.dating_table import Event
    from detente.annotate.dating_words import Group, Text

KEYS = "dates/keys.txt"
NONE = "-"


class Keyed(NamedTuple):
    """An event as it is looked up.

    Attributes:
        event: the event.
        also: for each other group without stems the first words of its alternatives, one of which must stand in the text too.
        begun: for each group with stems the beginnings of its alternatives, with one of which a word of the text must begin.
        ways: its groups, those whose words the fewest events share before the others: a text that lacks one lacks mostly these.
    """

    event: Event
    also: tuple[frozenset[str], ...]
    begun: tuple[frozenset[str], ...]
    ways: tuple[Group, ...]


def named(text: Text) -> Iterator[Event]:
    """The events all of whose words stand somewhere in a text, by the word they are found by."""
    words = _words(text)
    for number in _found_by(words, 0):
        one, also, begun, ways = _keyed(number)
        if any(map(words.isdisjoint, also)) or any(map(text.starts.isdisjoint, begun)):
            continue
        if not text.lacks(ways):
            yield one


def nearly_named(text: Text) -> Iterator[Event]:
    """The events all of whose words but one group stand somewhere in a text."""
    words = _words(text)
    for number in dict.fromkeys([*_found_by(words, 0), *_found_by(words, 1)]):
        one, also, begun, ways = _keyed(number)
        missed = sum(map(words.isdisjoint, also)) + sum(map(text.starts.isdisjoint, begun))
        if missed <= 1 and text.lacks(ways, most=1) == 1:
            yield one


def _words(text: Text) -> set[str]:
    return {base for word in WORD.findall(text.text) for base in bases(word)}


def _found_by(words: set[str], place: int) -> Iterable[int]:
    """The rows that a word of their rarest group (``place`` 0) or of the next rarest (1) leads to, in a fixed order."""
    table = _by_word(place)
    return dict.fromkeys(number for word in sorted(words & table.keys()) for number in table[word])


@cache
def _by_word(place: int) -> dict[str, list[int]]:
    """The rows by the first words of one of their groups."""
    found: dict[str, list[int]] = {}
    for number, (row, key) in enumerate(zip(rows(), keys()[place], strict=True)):
        for word in first_words(row.groups[int(key)]) if key != NONE else ():
            found.setdefault(word, []).append(number)
    return found


@cache
def keys() -> tuple[str, str]:
    """A figure for each row: the number of its rarest group, from 0; and that of the next rarest, or ``NONE``."""
    rarest, second = resources.text(KEYS).splitlines()[1:]
    return rarest, second


@cache
def first_words(group: str) -> tuple[str, ...]:
    """The first words of a group's alternatives."""
    return tuple(sorted({WORD.findall(word)[0] for word in alternatives(group)}))


@cache
def _keyed(number: int) -> Keyed:
    groups = rows()[number].groups
    whole = (group for place, group in enumerate(groups) if str(place) != keys()[0][number] and "*" not in group)
    also = tuple(_firsts(group) for group in whole)
    begun = tuple(_beginnings(group) for group in groups if "*" in group)
    common = shared()
    ways = sorted(event(number).ways, key=lambda group: sum(common.get(way.removesuffix("*"), 0) for way in group))
    return Keyed(event(number), also, begun, tuple(ways))


@cache
def _firsts(group: str) -> frozenset[str]:
    return frozenset(first_words(group))


@cache
def _beginnings(group: str) -> frozenset[str]:
    return frozenset(first for _, first, _ in ways_of(alternatives(group)))
