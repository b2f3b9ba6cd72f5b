"""How sure a figure is: intervals that hold it with nine chances in ten, with a fixed seed where chance is needed.

The bootstrap draws documents, not notes, for the notes of one document are not independent (A. Davison and D. Hinkley, *Bootstrap Methods and their
Application*, 1997, section 3.8). A bootstrap of two or three notes that agree would say that nothing is uncertain; each draw therefore adds to each side
one note more, of average weight and a stance drawn from three alike: what the next report might say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

DRAWS = 1000
SEED = 20260101
LOW, HIGH = 5.0, 95.0
QUANTILE = 1.645
JEFFREYS = 0.5
STANCES = (0.0, 0.5, 1.0)
MOST_NOTES = 500
"""Of a side with more notes, those that weigh most are drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure and the interval that holds it with nine chances in ten."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One note for the bootstrap: its document and its value, 0 (anti) to 1 (pro)."""

    document: str
    value: float


def gap_interval(left: Sequence[Witness], right: Sequence[Witness], weights: Numbers) -> tuple[float, float]:
    """The interval of the right side's mean position less the left's, -1 to 1.

    Args:
        left: the notes of one side.
        right: the notes of the other.
        weights: how much each of the left is compared with each of the right, left × right, none below 0.
    """
    chance = np.random.default_rng(SEED)
    kept_left, kept_right = _heaviest(weights.sum(axis=1)), _heaviest(weights.sum(axis=0))
    left, right = [left[i] for i in kept_left], [right[i] for i in kept_right]
    weights = weights[np.ix_(kept_left, kept_right)]
    documents = sorted({w.document for w in (*left, *right)})
    number = {document: place for place, document in enumerate(documents)}
    drawn = chance.multinomial(len(documents), [1 / len(documents)] * len(documents), size=DRAWS).astype(np.float64)
    of_left = drawn[:, [number[w.document] for w in left]]
    of_right = drawn[:, [number[w.document] for w in right]]
    mean_left = _means(left, of_left, _met(of_right) @ weights.T, chance)
    mean_right = _means(right, of_right, _met(of_left) @ weights, chance)
    low, high = np.percentile(mean_right - mean_left, [LOW, HIGH])
    return float(low), float(high)


def _heaviest(weights: Numbers) -> list[int]:
    """The places of the notes that weigh most, in order."""
    return sorted(int(place) for place in np.argsort(-weights, kind="stable")[:MOST_NOTES])


def _met(drawn: Numbers) -> Numbers:
    """How often each of the other side's notes is in a draw; each once where the draw has none of them."""
    return np.where(drawn.any(axis=1, keepdims=True), drawn, 1.0)


def _means(notes: Sequence[Witness], times: Numbers, weights: Numbers, chance: np.random.Generator) -> Numbers:
    """Each draw's mean position, one note more of average weight among them.

    Args:
        notes: a side's notes.
        times: how often each is in each draw, draws × notes.
        weights: its weight in each draw.
        chance: where the note more is drawn from.
    """
    values = np.array([note.value for note in notes])
    unseen = chance.choice(np.array(STANCES), size=len(times))
    number = times.sum(axis=1)
    total = (times * weights).sum(axis=1)
    more = np.where(number > 0, total / np.maximum(number, 1.0), 1.0)
    found: Numbers = ((times * weights) @ values + more * unseen) / (total + more)
    return found


def share_interval(some: int, all_: int) -> Interval:
    """A share with Jeffreys' prior, by the normal approximation to its posterior (Brown, Cai and DasGupta, *Statistical Science* 16, 2001)."""
    hits, misses = some + JEFFREYS, all_ - some + JEFFREYS
    at = hits / (hits + misses)
    reach = QUANTILE * math.sqrt(at * (1 - at) / (hits + misses + 1))
    return Interval(at=at, low=max(at - reach, 0.0), high=min(at + reach, 1.0))


def log_odds_gap(left: tuple[int, int], right: tuple[int, int]) -> Interval:
    """The log odds of the right less those of the left, each a number of hits and misses, with half a case added to each.

    The variance is the sum of the four reciprocals (J. Haldane 1956 and F. Anscombe 1956; A. Agresti, *Categorical Data Analysis*, 3.1.1).
    """
    cells = [number + JEFFREYS for number in (*left, *right)]
    at = math.log(cells[2] / cells[3]) - math.log(cells[0] / cells[1])
    reach = QUANTILE * math.sqrt(sum(1 / cell for cell in cells))
    return Interval(at=at, low=at - reach, high=at + reach)
