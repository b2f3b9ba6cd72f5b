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


def sex_of(called: str) -> str:
    """What a noun in lower case tells of its bearer's sex: "f" for "spokeswoman" and "mother", "m" for "emir", else ""."""
    if called.endswith("woman") or called in words("woman"):
        return "f"
    return "m" if called in words("man") else ""
