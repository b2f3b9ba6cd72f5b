"""Which states are called allies of one another, from ``resources/actors/alliances.tsv``."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from detente import resources


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    groups = [row["members"].split() for row in resources.rows("actors/alliances.tsv")]
    return frozenset(pair for group in groups for pair in combinations(sorted(group), 2))


def allied(*sides: str) -> bool:
    """Whether each of the sides, by their codes, is an ally of each other one."""
    return all(pair in _pairs() for pair in combinations(sorted(sides), 2))
