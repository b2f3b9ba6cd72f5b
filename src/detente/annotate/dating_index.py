"""Which of the dated events a text may name: an index of resources/dates/events.tsv by the two rarest groups of words of each.

They are the rarest of those that hold no stems; resources/dates/keys.txt, which ``training/reports.py`` writes, has their numbers for each row. A row is taken
apart when a text first holds a word of such a group.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate.dating_table import WORD, alternatives, event, rows
from detente.annotate.dating_words import bases, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.annotate.dating_table import Event
    from detente.annotate.dating_words import Text

KEYS = "dates/keys.txt"
NONE = "-"


def named(text: Text) -> Iterator[Event]:
    """The events all of whose words stand somewhere in a text, by the word they are found by."""
    words = _words(text)
    for number in _found_by(words, 0):
        second = _second(number)
        if second is not None and words.isdisjoint(second):
            continue  # as for nearly all
        if not _missed(number, words, text.starts, most=0) and not text.lacks(event(number).ways):
            yield event(number)


def nearly_named(text: Text) -> Iterator[Event]:
    """The events all of whose words but one group stand somewhere in a text."""
    words = _words(text)
    for number in dict.fromkeys([*_found_by(words, 0), *_found_by(words, 1)]):
        if _missed(number, words, text.starts, most=1) <= 1 and text.lacks(event(number).ways, most=1) == 1:
            yield event(number)


def _missed(number: int, words: set[str], starts: set[str], *, most: int) -> int:
    """Of how many groups of a row the text has no first word; counted until it is more than ``most``."""
    missed = 0
    for group in rows()[number].groups:
        known = starts if "*" in group else words
        if known.isdisjoint(first_words(group)):
            missed += 1
            if missed > most:
                break
    return missed


@cache
def _second(number: int) -> frozenset[str] | None:
    """The first words of a row's next rarest group, if it has one without stems."""
    key = keys()[1][number]
    return None if key == NONE else first_words(rows()[number].groups[int(key)])


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
def first_words(group: str) -> frozenset[str]:
    """The first words of a group's alternatives; of one with stems, what they begin with."""
    if "*" in group:
        return frozenset(first for _, first, _ in ways_of(alternatives(group)))
    return frozenset(WORD.findall(way)[0] for way in alternatives(group))
