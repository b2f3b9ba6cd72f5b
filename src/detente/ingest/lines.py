"""Which lines of a page are the article's own: boosted trees over features of the line and its neighbours.

Trained by ``training/page_lines.py`` on pages with a label a line; evaluated here with numpy alone. Two looks: the second
sees what the first thought of the neighbours.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detente import resources
from detente.ingest import features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.ingest.features import Table
    from detente.ingest.runs import Block

RESOURCE = "ingest/page_lines.npz"
_AT_ONCE = 2_000  # lines evaluated together, so that memory stays small


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees, each a complete binary tree in the order of a heap.

    Attributes:
        feature: column asked at each inner node, a row a tree.
        threshold: a value up to this goes left.
        leaves: what each leaf adds to the log odds.
        base: log odds to start from.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    leaves: NDArray[np.float32]
    base: float

    def scores(self, table: Table) -> Table:
        """A probability for each row."""
        parts = [self._some(table[low : low + _AT_ONCE]) for low in range(0, len(table), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _some(self, table: Table) -> Table:
        trees, inner = self.feature.shape
        depth = (inner + 1).bit_length() - 1
        feature, threshold = self.feature.ravel().astype(np.int32), self.threshold.ravel()
        values = np.ascontiguousarray(table, dtype=np.float32).ravel()
        rows = (np.arange(len(table), dtype=np.int32) * table.shape[1])[:, None]
        roots = np.arange(trees, dtype=np.int32) * inner
        node = np.zeros((len(table), trees), dtype=np.int32)
        for _ in range(depth):
            flat = node + roots
            higher = values.take(feature.take(flat) + rows) > threshold.take(flat)
            node += node + 1 + higher
        leaf = node - inner + np.arange(trees, dtype=np.int32) * (inner + 1)
        odds = self.leaves.ravel().take(leaf).sum(axis=1, dtype=np.float64) + self.base
        chances: Table = (1 / (1 + np.exp(-odds))).astype(np.float32)
        return chances


@dataclass(frozen=True, slots=True)
class LineModel:
    """The classifier: weights of hashed words, and the trees of both looks."""

    words: NDArray[np.float32]
    bias: float
    first: Trees
    second: Trees

    def word_scores(self, lines: Sequence[Block]) -> Table:
        """Each line's log odds by its words alone."""
        found, line = features.buckets([line.text for line in lines])
        sums = np.bincount(line, weights=self.words[found], minlength=len(lines))
        sizes = np.bincount(line, minlength=len(lines))
        scores: Table = (sums / np.sqrt(np.maximum(1, sizes)) + self.bias).astype(np.float32)
        return scores

    def scores(self, lines: Sequence[Block]) -> list[float]:
        """How likely each line is the article's own text, 0 to 1."""
        if not lines:
            return []
        table = features.around(features.own(lines), self.word_scores(lines))
        found = self.first.scores(table)
        chosen, second = features.again(table, found)
        found[chosen] = self.second.scores(second)
        return [round(score, 4) for score in found.tolist()]


@cache
def load() -> LineModel:
    """The model that ships with Detente."""
    return read(resources.data(RESOURCE))


def read(data: bytes) -> LineModel:
    """A model from its file's bytes."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        looks = [
            Trees(
                file[f"{look}_feature"], file[f"{look}_threshold"], file[f"{look}_leaves"], float(file[f"{look}_base"])
            )
            for look in ("first", "second")
        ]
        return LineModel(file["words"].astype(np.float32), float(file["bias"]), *looks)
