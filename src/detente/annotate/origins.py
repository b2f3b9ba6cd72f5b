"""Whose officials bear names like a name: letters of the names of known office-holders, state by state.

A naive Bayes model over groups of three letters, smoothed by the letters of all states (Cavnar and Trenkle 1994 for the features). It only weighs
sides against one another that a document mentions; by itself it says nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate import romanisation

if TYPE_CHECKING:
    from collections.abc import Iterable

_SMOOTHING = 120.0
# Groups of letters hang together, so that their sum is too sure of itself.
_COOLING = 3.0
# The most names of one state that are looked at, so that states whose cabinets are known in full do not drown the others.
_MOST = 400
_LEAST = 8


def shares(name: str, sides: Iterable[str]) -> dict[str, float]:
    """How a name's letters part the sides that come into question; shares add up to one, and those whose names are too few share alike.

    Empty where no two of the sides can be compared.
    """
    counts, everywhere = _letters()
    whole = sum(everywhere.values())
    groups = _groups(name)
    fits: dict[str, float] = {}
    for side in sorted(set(sides) & counts.keys()):
        own = counts[side]
        total = sum(own.values())
        fits[side] = sum(
            math.log((own[group] + _SMOOTHING * (everywhere[group] + 0.5) / (whole + 0.5)) / (total + _SMOOTHING))
            for group in groups
        )
    if len(fits) < 2:
        return {}
    best = max(fits.values())
    likely = {side: math.exp((fit - best) / _COOLING) for side, fit in fits.items()}
    summed = sum(likely.values())
    return {side: each / summed for side, each in likely.items()}


def _groups(name: str) -> list[str]:
    """Groups of three letters of each word, its ends marked; the ends and hyphens of Korean given names tell the two Koreas apart."""
    found = []
    for word in romanisation.plain(name).replace("'", "").split():
        padded = f"^{word}$"
        found += [padded[n : n + 3] for n in range(len(padded) - 2)]
    return found


@cache
def _letters() -> tuple[dict[str, Counter[str]], Counter[str]]:
    names: dict[str, dict[str, None]] = {}
    for table in ("officials", "offices"):
        for row in resources.rows(f"actors/{table}.tsv"):
            names.setdefault(row["side"], {})[row["person"]] = None
    counts: dict[str, Counter[str]] = {}
    everywhere: Counter[str] = Counter()
    for side in sorted(names):
        if len(side) != 3 or len(names[side]) < _LEAST:
            continue
        counts[side] = Counter(group for name in list(names[side])[:_MOST] for group in _groups(name))
        everywhere.update(counts[side])
    return counts, everywhere
