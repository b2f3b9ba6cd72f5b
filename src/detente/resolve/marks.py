"""Marks: what things are looked for by, in arrays; and which pairs are to be looked at anew when some things come, go or change.

A mark is a hash, bare or placed in spans of time. Things that share a mark (of a placed one, a span too) are compared, as ``pairing`` has it. When a few of
many things change, only the marks that these have or had can make or unmake pairs: all else is left alone, and what comes out is what comparing all would
give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from detente.resolve.pairing import Numbers, Pairs, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

Hashes = npt.NDArray[np.uint64]
MARK = np.dtype([("hash", "<u8"), ("first", "<i4"), ("spans", "<u2"), ("of", "<u4")])
"""A mark as it is kept: its first span and how many (none for a bare one), and which of its document's things it is of."""
_ODD, _OTHER, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(29)
_FILTER_BITS = 20


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of things by number: ``owners[i]`` has ``hashes[i]``, from span ``first[i]`` on over ``spans[i]`` spans; none where it is bare."""

    hashes: Hashes
    first: npt.NDArray[np.int32]
    spans: npt.NDArray[np.uint16]
    owners: Numbers

    @staticmethod
    def bare(hashes: Hashes, owners: Numbers) -> Marks:
        """Marks that time has no part in."""
        none = np.broadcast_to(np.int32(0), len(hashes)), np.broadcast_to(np.uint16(0), len(hashes))
        return Marks(hashes, *none, owners)

    @staticmethod
    def joined(parts: Sequence[Marks]) -> Marks:
        """The marks of all parts."""
        return Marks(
            np.concatenate([part.hashes for part in parts]),
            np.concatenate([part.first for part in parts]),
            np.concatenate([part.spans for part in parts]),
            np.concatenate([part.owners for part in parts]),
        )

    def where(self, kept: npt.NDArray[np.bool_] | Numbers) -> Marks:
        """Those that a mask or a list of places picks."""
        return Marks(self.hashes[kept], self.first[kept], self.spans[kept], self.owners[kept])

    def among(self, hashes: Hashes) -> Marks:
        """Those with one of these hashes, which are sorted."""
        if not len(hashes):
            return self.where(np.empty(0, dtype=np.int64))
        shift = np.uint64(64 - _FILTER_BITS)
        hopeful = np.zeros(1 << _FILTER_BITS, dtype=np.bool_)
        hopeful[(hashes >> shift).astype(np.int64)] = True
        places = np.flatnonzero(hopeful[(self.hashes >> shift).astype(np.int64)])
        return self.where(places[_within(self.hashes[places], hashes)])

    def features(self) -> tuple[Hashes, Numbers]:
        """What things must share to be paired: bare hashes, and placed ones mixed with each of their spans."""
        without = self.spans == 0
        hashes, owners = [self.hashes[without]], [self.owners[without]]
        for step in range(int(self.spans.max(initial=0))):
            reach = self.spans > step
            span = (self.first[reach] + step).astype(np.int64).astype(np.uint64)
            mixed = (self.hashes[reach] ^ (span * _ODD)) * _OTHER
            hashes.append(mixed ^ (mixed >> _SHIFT))
            owners.append(self.owners[reach])
        return np.concatenate(hashes), np.concatenate(owners)


@dataclass(frozen=True, slots=True)
class Renewed:
    """What is to be looked at anew.

    Attributes:
        pairs: pairs to be compared; ``shared`` is what comparing all would have counted.
        shifted: pairs of things that stayed and share another number of marks than before; what was found of them holds no more.
    """

    pairs: Pairs
    shifted: Pairs


def renewed(standing: Marks, old: Marks, new: Marks) -> Renewed:
    """The pairs to be looked at anew where things come, go or change.

    Args:
        standing: marks of the things that stay as they are.
        old: marks of those that change, as they were; empty for those that come.
        new: as they are now; empty for those that go. Numbers are in the order of the things.
    """
    around = standing.among(np.union1d(old.hashes, new.hashes))
    near, near_owners = around.features()
    was, was_owners = old.features()
    now, now_owners = new.features()
    held = _within(near, np.union1d(was, now))
    near, near_owners = near[held], near_owners[held]
    moved = np.union1d(old.owners, new.owners)
    after = _pairs(np.concatenate((near, now)), np.concatenate((near_owners, now_owners)))
    mine = _within(after.left, moved) | _within(after.right, moved)
    fresh = _where(after, mine)
    if not len(near):
        return Renewed(fresh, _where(fresh, np.zeros(len(fresh.left), dtype=np.bool_)))
    before = _pairs(np.concatenate((near, was)), np.concatenate((near_owners, was_owners)))
    stayed = ~(_within(before.left, moved) | _within(before.right, moved))
    shifted = _differing(_where(before, stayed), _where(after, ~mine))
    counted = _recounted(shifted, standing, new)
    return Renewed(_both(fresh, _where(counted, counted.shared > 0)), shifted)


def _recounted(shifted: Pairs, standing: Marks, new: Marks) -> Pairs:
    """The same pairs with what they share of all marks, not of those alone that changed."""
    if not len(shifted.left):
        return shifted
    ends = np.union1d(shifted.left, shifted.right)
    theirs = standing.where(_within(standing.owners, ends))
    wanted, times = np.unique(theirs.features()[0], return_counts=True)
    wanted = wanted[times > 1]
    around = Marks.joined([standing.among(np.unique(theirs.hashes)), new])
    hashes, owners = around.features()
    held = _within(hashes, wanted)
    counted = _pairs(hashes[held], owners[held])
    keys, (asked, found) = _keys(shifted, counted)
    shared = np.zeros(len(keys), dtype=np.int64)
    shared[np.searchsorted(keys, found)] = counted.shared
    return Pairs(shifted.left, shifted.right, shared[np.searchsorted(keys, asked)])


def _differing(before: Pairs, after: Pairs) -> Pairs:
    """Pairs that one has and the other not, or with another count; in order."""
    keys, (was, now) = _keys(before, after)
    counts = np.zeros((2, len(keys)), dtype=np.int64)
    counts[0, np.searchsorted(keys, was)] = before.shared
    counts[1, np.searchsorted(keys, now)] = after.shared
    left, right = np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.int64)
    for found, places in ((before, was), (after, now)):
        at = np.searchsorted(keys, places)
        left[at], right[at] = found.left, found.right
    other = counts[0] != counts[1]
    return Pairs(left[other], right[other], np.zeros(int(other.sum()), dtype=np.int64))


def _keys(*found: Pairs) -> tuple[Numbers, list[Numbers]]:
    """Pairs as single numbers: all of them in order, and those of each."""
    ends = np.unique(np.concatenate([side for one in found for side in (one.left, one.right)]))
    each = [np.searchsorted(ends, one.left) * len(ends) + np.searchsorted(ends, one.right) for one in found]
    return np.unique(np.concatenate(each)), each


def _pairs(features: Hashes, owners: Numbers) -> Pairs:
    """As ``pairs``, of whatever numbers."""
    names, places = np.unique(owners, return_inverse=True)
    found = pairs(features, places.astype(np.int64), things=len(names))
    return Pairs(names[found.left], names[found.right], found.shared)


def _where(found: Pairs, kept: npt.NDArray[np.bool_]) -> Pairs:
    return Pairs(found.left[kept], found.right[kept], found.shared[kept])


def _both(one: Pairs, other: Pairs) -> Pairs:
    return Pairs(
        np.concatenate((one.left, other.left)),
        np.concatenate((one.right, other.right)),
        np.concatenate((one.shared, other.shared)),
    )


def _within(values: npt.NDArray[np.generic], wanted: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    """Which of the values are among those wanted, which are sorted."""
    if not len(wanted):
        return np.zeros(len(values), dtype=np.bool_)
    places = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    found: npt.NDArray[np.bool_] = wanted[places] == values
    return found
