"""What a user asks of full-text search, whatever the store: words that must all be there, "a phrase", ``-word``, ``pre*``, ``this OR that``.

Whatever else the user types is words: no query is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other; of the last one only the beginning, where it is a prefix."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Of each group of ``wanted`` one phrase must be there, and none of ``refused``."""

    wanted: tuple[tuple[Phrase, ...], ...]
    refused: tuple[Phrase, ...]


def asked(query: str) -> Asked:
    """What a query asks; without anything wanted it finds nothing."""
    wanted: list[tuple[Phrase, ...]] = []
    refused: list[Phrase] = []
    either = False
    for minus, phrase, word in _PART.findall(query):
        if word == "OR" and wanted:
            either = True
            continue
        words = tuple(re.findall(r"\w+", phrase or word))
        if not words:
            continue
        found = Phrase(words, prefix=bool(word.endswith("*") and word.strip("*")))
        if minus:
            refused.append(found)
        elif either:
            wanted[-1] = (*wanted[-1], found)
        else:
            wanted.append((found,))
        either = False
    return Asked(tuple(wanted), tuple(refused) if wanted else ())
