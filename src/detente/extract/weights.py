"""Weights of clues, as scripts in ``training/`` write them."""

from __future__ import annotations

from functools import cache

from detente import resources


@cache
def table(path: str) -> dict[str, float]:
    """The weights of a resource by clue; those of one type of event as ``TYPE:clue``."""
    return {row["clue"]: float(row["weight"]) for row in resources.rows(path)}
