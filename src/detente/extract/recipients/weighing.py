"""How likely each party is an act's recipient, beside nobody: the weights of its clues summed up.

A conditional logit over the parties and nobody (McFadden 1974), whose sum is nought; ``training/recipients.py`` learns the weights from the written corpus.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from detente.extract.weights import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.model.reading import EventType

TABLE = "events/recipients.tsv"


@cache
def weights(kind: EventType) -> dict[str, float]:
    """The weights of clues for events of a type."""
    by_type = _by_type()
    found = dict(by_type.get("", {}))
    for clue, weight in by_type.get(kind, {}).items():
        found[clue] = found.get(clue, 0.0) + weight
    return found


@cache
def _by_type() -> dict[str, dict[str, float]]:
    """The weights by the type of event that they are of; "" for those of all."""
    found: dict[str, dict[str, float]] = {}
    for clue, weight in table(TABLE).items():
        kind, _, bare = clue.partition(":")
        if kind.isupper():
            found.setdefault(kind, {})[bare] = weight
        else:
            found.setdefault("", {})[clue] = weight
    return found


def summed(clues: Iterable[str], kind: EventType) -> float:
    """What the clues of a party weigh for an event of a type."""
    known = weights(kind)
    return sum([known[clue] for clue in clues if clue in known], 0.0)


def chances(sums: Mapping[str, float]) -> tuple[dict[str, float], float]:
    """The chance of each party, and that of nobody."""
    most = max([0.0, *sums.values()])
    parts = {party: math.exp(value - most) for party, value in sums.items()}
    nobody = math.exp(-most)
    whole = nobody + sum(parts.values())
    return {party: part / whole for party, part in parts.items()}, nobody / whole
