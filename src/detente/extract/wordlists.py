"""Lists of words that the grammar asks for by name, as data: ``resources/grammar/words.tsv``."""

from __future__ import annotations

from functools import cache

from detente.resources import rows


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list.

    Raises:
        KeyError: if no list has the name.
    """
    return {row["name"]: frozenset(row["words"].split()) for row in rows("grammar/words.tsv")}[name]
