"""A kept view answers as the view does, and asks it once."""

from __future__ import annotations

from collections import Counter
from typing import Any

from detente.analyse.kept import Kept
from detente.model.reading import LAYERS
from tests.fixtures import iran


class Counting:
    """A view that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self._view = iran()

    def __getattr__(self, name: str) -> Any:
        self.asked[name] += 1
        return getattr(self._view, name)


def test_each_thing_is_asked_once() -> None:
    counting = Counting()
    kept: Any = Kept(counting)  # type: ignore[arg-type]  # it answers as a view
    first = iran().read[0][0]
    for _ in range(3):
        for name in (*LAYERS, "documents", "failures"):
            assert getattr(kept, name)() == getattr(iran(), name)()
        assert kept.document(first.id) == first
        assert kept.reading(first.id) == iran().read[0][1]
    assert set(counting.asked.values()) == {1}
