"""Whether the words of a dated event stand in a text, without a pattern: making the patterns of thousands of events takes seconds."""

from __future__ import annotations

import re
from functools import cache

from detente import resources

INFLECTED = re.compile(r"[a-z]{4,}")
ENDINGS = ("s", "es", "ed", "d", "ing")


def inflects(way: str) -> bool:
    """Whether the last of an alternative's words may have a common ending."""
    return bool(INFLECTED.fullmatch(way.rsplit(maxsplit=1)[-1]))


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """The other forms of verbs whose forms differ by more than an ending."""
    rows = (tuple(row["forms"].split("|")) for row in resources.rows("dates/verbs.tsv"))
    return {form: tuple(other for other in forms if other != form) for forms in rows for form in forms}


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
