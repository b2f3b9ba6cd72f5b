"""Which states are called allies of one another, from ``resources/actors/alliances.tsv``."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    groups = [row["members"].split() for row in resources.rows("actors/alliances.tsv")]
    return frozenset(pair for group in groups for pair in combinations(sorted(group), 2))


def allied(*sides: str) -> bool:
    """Whether each of the sides, by their codes, is an ally of each other one."""
    return all(pair in _pairs() for pair in combinations(sorted(sides), 2))


def most_named(times: Mapping[str, int], wanted: int = 2) -> tuple[str, ...]:
    """The allies that a text names most: of all so many sides that are allied, those of which the least named is named most; none without any.

    Args:
        times: how often each side is named; of groups alike the one first in this order.
        wanted: how many allies.
    """
    groups = (group for group in combinations(times, wanted) if allied(*group))
    return max(groups, key=lambda group: min(times[side] for side in group), default=())
