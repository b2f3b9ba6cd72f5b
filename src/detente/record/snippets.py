"""A stretch of a text around the words that a search found, these marked: as FTS5's ``snippet`` gives it, for stores that have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OPEN_MARK, CLOSE_MARK = "\x02", "\x03"
WORDS = 24
LEFT_OUT = "…"
_SENTENCE_ENDS = re.compile(r"[.!?:\n]")


class Place(NamedTuple):
    """Where a word stands in a text."""

    start: int
    stop: int


class Found(NamedTuple):
    """Words that were found: the numbers, from 1, of the first and the last, and what they are."""

    first: int
    last: int
    what: str


def snippet(text: str, words: Sequence[Place], found: Iterable[Found]) -> str:
    """The best stretch of ``WORDS`` words: with the most different things found, then one that begins a sentence, then the first.

    Args:
        text: the text.
        words: where its words stand.
        found: what was found in it.
    """
    hits = sorted(one for one in found if one.last <= len(words))
    latest = max(len(words) - WORDS, 0)
    begins = {0, *(min(one.first - 1, latest) for one in hits)}
    sentences = (_sentence(text, words, one.first - 1) for one in hits)
    begins.update(start for start in sentences if start is not None and start <= latest)
    best = max(sorted(begins), key=lambda start: _worth(text, words, hits, start))
    end = min(best + WORDS, len(words))
    parts = [LEFT_OUT if best else ""]
    at = words[best].start if best else 0
    for first, last in _stretches(one for one in hits if best < one.first and one.last <= end):
        opened, closed = words[first - 1].start, words[last - 1].stop
        parts += [text[at:opened], OPEN_MARK, text[opened:closed], CLOSE_MARK]
        at = closed
    parts.append(text[at : words[end - 1].stop] + LEFT_OUT if end < len(words) else text[at:])
    return "".join(parts)


def _worth(text: str, words: Sequence[Place], hits: Sequence[Found], start: int) -> tuple[int, bool, int]:
    inside = [one.what for one in hits if start < one.first and one.last <= start + WORDS]
    begins = start == 0 or bool(_SENTENCE_ENDS.search(text, words[start - 1].stop, words[start].start))
    return len(set(inside)), begins, len(inside)


def _sentence(text: str, words: Sequence[Place], number: int) -> int | None:
    """The word that begins the sentence of a word, where it is near enough for both to be shown."""
    for start in range(number, max(number - WORDS + 4, 0), -1):
        if _SENTENCE_ENDS.search(text, words[start - 1].stop, words[start].start):
            return start
    return None


def _stretches(hits: Iterable[Found]) -> list[tuple[int, int]]:
    """First and last words of what is marked; what overlaps is marked once."""
    found: list[tuple[int, int]] = []
    for first, last, _ in hits:
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
