"""Word lists of the linker, from ``resources/actors/words.tsv``."""

from __future__ import annotations

from functools import cache

from detente import resources


@cache
def words(sort: str) -> frozenset[str]:
    """The words of a sort.

    Raises:
        LookupError: if the table has no such sort.
    """
    found = frozenset(row["word"] for row in resources.rows("actors/words.tsv") if row["sort"] == sort)
    if not found:
        raise LookupError(f"words.tsv has no sort {sort!r}")
    return found
