"""Sets that are joined and can be told to stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Sets:
    """Numbers 0 up to a size, each a set of its own at first.

    Args:
        size: how many.
        apart: pairs whose sets are never joined.
    """

    def __init__(self, size: int, *, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, list[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, []).append(other)
            self._apart.setdefault(other, []).append(one)

    def find(self, one: int) -> int:
        """The least number of its set."""
        parent = self._parent
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    def members(self, one: int) -> list[int]:
        """All of its set."""
        root = self.find(one)
        return self._members.get(root, [root])

    def may_join(self, one: int, other: int) -> bool:
        """Whether nothing keeps the two sets apart."""
        left, right = self.find(one), self.find(other)
        return left == right or not any(self.find(foe) == right for foe in self._apart.get(left, ()))

    def join(self, one: int, other: int) -> bool:
        """Makes two sets one; whether they may be and were not."""
        low, high = sorted((self.find(one), self.find(other)))
        if low == high or not self.may_join(low, high):
            return False
        self._parent[high] = low
        self._members[low] = _poured(self._members.pop(low, [low]), self._members.pop(high, [high]))
        if high in self._apart:
            self._apart.setdefault(low, []).extend(self._apart.pop(high))
        return True

    def joined(self) -> list[list[int]]:
        """The sets of two and more, each in order, by their least number."""
        return [sorted(self._members[root]) for root in sorted(self._members)]


def _poured(one: list[int], other: list[int]) -> list[int]:
    """Both, the shorter added to the longer."""
    larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
    larger.extend(smaller)
    return larger
