"""Whether the words of dated events stand in a text, without a pattern: making the patterns of thousands of events takes seconds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Group = tuple[str, ...]
"""Alternatives for one word; with ``*`` behind it a word may have any ending."""

INFLECTED = re.compile(r"[a-z]{4,}")
ENDINGS = ("s", "es", "ed", "d", "ing")


def inflects(way: str) -> bool:
    """Whether the last of an alternative's words may have a common ending."""
    return bool(INFLECTED.fullmatch(way.rsplit(maxsplit=1)[-1]))


def bases(word: str) -> Iterator[str]:
    """The words that one may be a common form of, itself first."""
    yield word
    yield from (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """The other forms of verbs whose forms differ by more than an ending."""
    rows = (tuple(row["forms"].split("|")) for row in resources.rows("dates/verbs.tsv"))
    return {form: tuple(other for other in forms if other != form) for forms in rows for form in forms}


class Text:
    """A folded text, in which each group is looked for once.

    Args:
        text: the text.

    Attributes:
        starts: all that words of it begin with.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = {word[:size] for word in set(_LETTERS.findall(text)) for size in range(len(word) + 1)}
        self._found: dict[Group, bool] = {}

    def lacks(self, groups: Iterable[Group], *, most: int = 0) -> int:
        """Of how many groups no alternative stands in the text; counted until it is more than ``most``."""
        found, lacking = self._found, 0
        for group in groups:
            held = found.get(group)
            if held is None:
                held = found[group] = self._holds(group)
            if not held:
                lacking += 1
                if lacking > most:
                    break
        return lacking

    def _holds(self, group: Group) -> bool:
        starts, text = self.starts, self.text
        return any(first in starts and stands(way, text, loose=loose) for way, first, loose in ways_of(group))


_LETTERS = re.compile(r"\w+")


@cache
def ways_of(group: Group) -> tuple[tuple[str, str, bool], ...]:
    """The alternatives of a group, the first letters of each that a word of the text must begin with, and whether it may have any ending."""
    stems = [(word.removesuffix("*"), word.endswith("*")) for word in group]
    return tuple((stem, match[0] if (match := _LETTERS.match(stem)) else "", loose) for stem, loose in stems)


def stands(way: str, text: str, *, loose: bool) -> bool:
    """Whether an alternative stands in a folded text as whole words.

    Args:
        way: the words.
        text: the text.
        loose: whether the last word may have any ending.
    """
    at = text.find(way)
    while at >= 0:
        stop = rest = at + len(way)
        if at == 0 or not _of_word(text[at - 1]):
            while rest < len(text) and _of_word(text[rest]):
                rest += 1
            if rest == stop or loose or (text[stop:rest] in ENDINGS and inflects(way)):
                return True
        at = text.find(way, at + 1)
    return False


def _of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
