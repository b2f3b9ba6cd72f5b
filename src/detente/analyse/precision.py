"""How many of the notes that people judged are right, with what that says of the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Z = 1.959964  # of the normal distribution, for 95%


@dataclass(frozen=True, slots=True)
class Precision:
    """Of the notes that a step made in a layer and somebody judged: how many, how many right, and the 95% interval of the share (Wilson 1927)."""

    layer: str
    made_by: str
    judged: int
    right: int
    share: float
    low: float
    high: float

    @property
    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def precision(verdicts: Iterable[tuple[str, str, bool]]) -> tuple[Precision, ...]:
    """By layer and maker, in their order.

    Args:
        verdicts: layer, maker and whether it is right, of each note judged. Judge a fair draw: those that caught the eye
            say little of the others.
    """
    judged: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for layer, made_by, accepted in verdicts:
        judged[layer, made_by] += 1
        right[layer, made_by] += accepted
    return tuple(
        Precision(*key, n, right[key], right[key] / n, *wilson(right[key], n)) for key, n in sorted(judged.items())
    )


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The 95% interval of a share."""
    share, square = right / judged, Z * Z / judged
    middle = (share + square / 2) / (1 + square)
    reach = Z * sqrt(share * (1 - share) / judged + square / (4 * judged)) / (1 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)
