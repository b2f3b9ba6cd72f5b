"""How likely a note is right, by its traits (``learned.traits``): boosted trees, one set for each layer and hand.

Trees of three questions, each a trait and a bound, add up to the logarithm of the odds (Friedman 2001, "Greedy function approximation: a gradient
boosting machine"). They stand in ``resources/reader/weighing.npz``; ``training/reader/trees.py`` grows them on texts that the reader has not learnt.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.extract.learned.traits import Traits
    from detente.model.reading import Layer

Hand = Literal["grammar", "reader"]
FILE = "reader/weighing.npz"
PARTS = ("names", "base", "asked", "bounds", "leaves")  # of a weigher, as the file has them
DEPTH = 3
# What is weighed by trees, as it measured better: not terms and measures, of which there are too few to grow them on, nor what of the grammar's is kept but statements and positions
TREED: tuple[tuple[Layer, Hand], ...] = (
    ("statements", "grammar"),
    ("statements", "reader"),
    ("events", "reader"),
    ("positions", "grammar"),
    ("positions", "reader"),
    ("assessments", "reader"),
)
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Weigher:
    """The trees of a layer and hand.

    Attributes:
        names: the traits asked about.
        base: the logarithm of the odds before any tree.
        asked: number of the trait of each tree's questions (T, 7): the first, then its "no" and "yes", then theirs.
        bounds: what a trait must be over for "yes" (T, 7).
        leaves: what the answers add (T, 8), in order from all "no" to all "yes".
    """

    names: tuple[str, ...]
    base: float
    asked: Array
    bounds: Array
    leaves: Array

    def __call__(self, found: Sequence[Traits]) -> tuple[float, ...]:
        """The chances, in order."""
        if not found:
            return ()
        rows = np.array([[traits.get(name, 0.0) for name in self.names] for traits in found])
        trees = np.arange(len(self.asked))
        question = np.zeros((len(rows), len(trees)), np.int64)
        for _ in range(DEPTH):
            over = np.take_along_axis(rows, self.asked[trees, question], 1) > self.bounds[trees, question]
            question = 2 * question + 1 + over
        added = self.leaves[trees, question - (2**DEPTH - 1)].astype(np.float64)
        odds = self.base + np.cumsum(added, 1)[:, -1]  # in order, so that every machine adds alike
        return tuple((1 / (1 + np.exp(-odds))).tolist())


@cache
def shipped() -> Mapping[tuple[Layer, Hand], Weigher]:
    """The trees that come with Detente."""
    with np.load(io.BytesIO(resources.data(FILE)), allow_pickle=False) as found:
        return {(layer, hand): _unpacked(*(found[f"{layer} {hand} {part}"] for part in PARTS)) for layer, hand in TREED}


def _unpacked(names: Array, base: Array, asked: Array, bounds: Array, leaves: Array) -> Weigher:
    return Weigher(tuple(names.tolist()), float(base), asked.astype(np.int64), bounds, leaves)
