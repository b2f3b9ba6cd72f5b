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
        return any(
            first in starts and _place(way, text, 0, len(text), loose=loose, last=len(text)) is not None
            for way, first, loose in ways_of(group)
        )


_LETTERS = re.compile(r"\w+")


@cache
def ways_of(group: Group) -> tuple[tuple[str, str, bool], ...]:
    """The alternatives of a group, the first letters of each that a word of the text must begin with, and whether it may have any ending."""
    stems = [(word.removesuffix("*"), word.endswith("*")) for word in group]
    return tuple((stem, match[0] if (match := _LETTERS.match(stem)) else "", loose) for stem, loose in stems)


def spot(group: Group, text: str, start: int = 0, stop: int | None = None) -> tuple[int, int] | None:
    """Where the first of a group's alternatives stands in a folded text as whole words, with its ending; ``None`` where none does.

    Args:
        group: the alternatives; of two at one place the first counts.
        text: the text.
        start: where to look from.
        stop: where to look to; by default to the end.
    """
    last = len(text) if stop is None else stop
    best: tuple[int, int] | None = None
    for way, _, loose in ways_of(group):
        found = _place(
            way, text, start, last if best is None else min(last, best[0] + len(way)), loose=loose, last=last
        )
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    return best


def _place(way: str, text: str, start: int, stop: int, *, loose: bool, last: int) -> tuple[int, int] | None:
    """Where an alternative first stands as whole words; ``loose``: its last word may have any ending."""
    at = text.find(way, start, stop)
    while at >= 0:
        stem = end = at + len(way)
        if at == 0 or not _of_word(text[at - 1]):
            while end < last and _of_word(text[end]):
                end += 1
            if end == stem or loose or (text[stem:end] in ENDINGS and inflects(way)):
                return at, end
        at = text.find(way, at + 1, stop)
    return None


def _of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
