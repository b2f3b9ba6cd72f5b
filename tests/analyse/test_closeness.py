"""Closeness of many notes at once is the closeness of each two."""

from __future__ import annotations

import pytest

from detente.analyse.splits import closeness, closenesses
from tests.fixtures import iran


def test_many_at_once_are_as_two_by_two() -> None:
    notes = iran().positions()
    assert len({s.document for s in notes}) > 1
    found = closenesses(notes[:4], notes[2:])
    assert found.shape == (4, len(notes) - 2)
    for row, one in zip(found, notes[:4], strict=True):
        assert list(row) == pytest.approx([closeness(one, other) for other in notes[2:]])
