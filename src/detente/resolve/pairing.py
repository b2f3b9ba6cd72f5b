"""Which things are worth comparing: those that share features, found without comparing all with all.

Where few share a feature, each is paired with each; where many do, each is paired with the first few alone, so that the number of pairs grows with
the number of features and no faster. What is many and what comes first hangs on the things themselves, not on the order in which they came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW = 6
FIRST = 4
CHUNK = 2_000_000
"""Pairs counted at a time, for the memory's sake."""
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of things by number, ``left`` below ``right``, in order; ``shared`` is the number of features seen to be shared.

    That number is exact where few share each feature, and too low otherwise.
    """

    left: Numbers
    right: Numbers
    shared: Numbers


def pairs(features: npt.NDArray[np.uint64], owners: Numbers, *, things: int) -> Pairs:
    """The pairs of things that share a feature.

    Args:
        features: hashes; ``owners[i]`` has ``features[i]``, and no feature twice.
        owners: numbers of things, 0 up to ``things``.
        things: how many there are.
    """
    order = np.lexsort((owners, features))
    features, owners = features[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], features[1:] != features[:-1]))) if len(features) else features
    sizes = np.diff(np.append(starts, len(features))).astype(np.int64)
    counted = _Counted(things)
    for size in range(2, FEW + 1):
        first = starts[sizes == size].astype(np.int64)
        for one in range(size):
            for other in range(one + 1, size):
                counted.add(owners[first + one], owners[first + other])
    for begin, size in zip(starts[sizes > FEW].tolist(), sizes[sizes > FEW].tolist(), strict=True):
        group = owners[begin : begin + size]
        for one in range(FIRST):
            counted.add(np.full(size - one - 1, group[one]), group[one + 1 :])
    return counted.pairs()


def features_of(sets: Sequence[npt.NDArray[np.uint64]]) -> tuple[npt.NDArray[np.uint64], Numbers]:
    """Sets of features one after another, and the number of the set each comes from."""
    lengths = np.fromiter(map(len, sets), dtype=np.int64, count=len(sets))
    joined = np.concatenate(sets) if sets else np.empty(0, dtype=np.uint64)
    return joined, np.repeat(np.arange(len(sets), dtype=np.int64), lengths)


class _Counted:
    """Pairs as single numbers, counted chunk by chunk."""

    def __init__(self, things: int) -> None:
        self._things = max(things, 1)
        self._waiting: list[Numbers] = []
        self._size = 0
        self._keys = np.empty(0, dtype=np.int64)
        self._counts = np.empty(0, dtype=np.int64)

    def add(self, left: Numbers, right: Numbers) -> None:
        self._waiting.append(left * self._things + right)
        self._size += len(left)
        if self._size > CHUNK:
            self._count()

    def _count(self) -> None:
        keys, counts = np.unique(np.concatenate(self._waiting), return_counts=True) if self._waiting else ((), ())
        joined = np.concatenate((self._keys, keys)).astype(np.int64)
        weights = np.concatenate((self._counts, counts)).astype(np.int64)
        self._keys, places = np.unique(joined, return_inverse=True)
        self._counts = np.bincount(places, weights=weights, minlength=len(self._keys)).astype(np.int64)
        self._waiting, self._size = [], 0

    def pairs(self) -> Pairs:
        self._count()
        return Pairs(self._keys // self._things, self._keys % self._things, self._counts)
