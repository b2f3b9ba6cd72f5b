"""Which of the dated events a text may name: an index of resources/dates/events.tsv by the first words of all groups of words.

It stands in resources/dates/keys.txt, which ``training/reports.py`` writes: how many groups each row has, their numbers, and the words that begin the
alternatives of each. A row is taken apart when a text holds a word of all its groups.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from detente import resources
from detente.annotate.dating_table import WORD, alternatives, event, of_day
from detente.annotate.dating_words import bases, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.annotate.dating_table import Event
    from detente.annotate.dating_words import Text

    Numbers = np.ndarray[Any, np.dtype[np.int64]]

KEYS = "dates/keys.txt"
STEM = "*"


class Index(NamedTuple):
    """The groups of all rows.

    Attributes:
        groups: the rows' groups by their numbers, row after row.
        begins: where those of each row begin.
        words: the numbers of the groups that a word begins, as the file has them; with ``STEM`` behind it, it is what a word of the text begins with.
        size: how many groups there are.
    """

    groups: Numbers
    begins: Numbers
    words: dict[str, str]
    size: int


def named(text: Text) -> Iterator[Event]:
    """The events all of whose words stand somewhere in a text, in order."""
    for number in np.flatnonzero(_lacking(text) == 0).tolist():
        if not text.lacks(event(number).ways):
            yield event(number)


def nearly_named(text: Text) -> Iterator[Event]:
    """The events all of whose words but one group stand somewhere in a text, in order."""
    for number in np.flatnonzero(_lacking(text) <= 1).tolist():
        if text.lacks(event(number).ways, most=1) == 1:
            yield event(number)


def nearly_named_of_day(text: Text, month: int, day: int) -> Iterator[Event]:
    """The events of a day of the year all of whose words but one group at most stand somewhere in a text, in order."""
    numbers = of_day(month, day)
    if not numbers:
        return
    for number, missed in zip(numbers, _lacking(text)[numbers].tolist(), strict=True):
        if missed <= 1 and text.lacks(event(number).ways, most=1) <= 1:
            yield event(number)


def _lacking(text: Text) -> Numbers:
    """Of how many groups of each row the text holds no first word."""
    words = {base for word in WORD.findall(text.text) for base in bases(word)}
    lacking = np.ones(index().size, np.int64)
    known = index().words.keys()
    for word in chain(words & known, (stem for start in text.starts if (stem := start + STEM) in known)):
        lacking[_groups(word)] = 0
    found: Numbers = np.add.reduceat(lacking[index().groups], index().begins)
    return found


@cache
def _groups(word: str) -> Numbers:
    return np.array(index().words[word].split(), np.int64)


@cache
def index() -> Index:
    """The index."""
    lines = iter(resources.text(KEYS).splitlines()[1:])  # the first says who wrote it; a word may begin with "#"
    counts, groups = (np.array(next(lines).split(), np.int64) for _ in range(2))
    words = {word: numbers for word, _, numbers in (line.partition("\t") for line in lines)}
    return Index(groups, np.cumsum(counts) - counts, words, int(groups.max()) + 1)


def first_words(group: str) -> frozenset[str]:
    """The words that begin a group's alternatives, as the index has them."""
    if STEM in group:
        return frozenset(first + STEM for _, first, _ in ways_of(alternatives(group)))
    return frozenset(WORD.findall(way)[0] for way in alternatives(group))
