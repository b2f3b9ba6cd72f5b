"""A stretch of a text around the words that a search found, these marked: as FTS5's ``snippet`` gives it, for stores that have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPEN_MARK, CLOSE_MARK = "\x02", "\x03"
WORDS = 24
LEFT_OUT = "…"
_SENTENCE_ENDS = re.compile(r"[.!?:\n]")


class Place(NamedTuple):
    """Where a word stands in a text."""

    start: int
    stop: int


def snippet(text: str, words: Sequence[Place], hits: Mapping[int, str]) -> str:
    """The best stretch of ``WORDS`` words: with the most different words found, then one that begins a sentence, then the first.

    Args:
        text: the text.
        words: where its words stand.
        hits: by the number of a word (from 1) what was found there.
    """
    numbers = sorted(number for number in hits if number <= len(words))
    last = max(len(words) - WORDS, 0)
    begins = [0, *(min(number - 1, last) for number in numbers)]
    begins += [
        start for number in numbers if (start := _sentence(text, words, number - 1)) is not None and start <= last
    ]
    best = max(sorted(set(begins)), key=lambda start: _worth(text, words, hits, numbers, start), default=0)
    inside = [number for number in numbers if best < number <= best + WORDS]
    end = min(best + WORDS, len(words))
    if not end:
        return text[:100]
    parts = [LEFT_OUT if best else ""]
    at = words[best].start if best else 0
    for first, until in _stretches(inside):
        opened, closed = words[first - 1].start, words[until - 1].stop
        parts += [text[at:opened], OPEN_MARK, text[opened:closed], CLOSE_MARK]
        at = closed
    parts.append(text[at : words[end - 1].stop] + LEFT_OUT if end < len(words) else text[at:])
    return "".join(parts)


def _worth(
    text: str, words: Sequence[Place], hits: Mapping[int, str], numbers: Sequence[int], start: int
) -> tuple[int, bool, int]:
    inside = [hits[number] for number in numbers if start < number <= start + WORDS]
    begins = start == 0 or bool(_SENTENCE_ENDS.search(text, words[start - 1].stop, words[start].start))
    return len(set(inside)), begins, len(inside)


def _sentence(text: str, words: Sequence[Place], number: int) -> int | None:
    """The word that begins the sentence of a word, where it is near enough for both to be shown."""
    for start in range(number, max(number - WORDS + 4, 0), -1):
        if _SENTENCE_ENDS.search(text, words[start - 1].stop, words[start].start):
            return start
    return None


def _stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers that follow one another as one stretch, first and last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
