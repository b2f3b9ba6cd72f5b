"""Whom a stretch of words names."""

from __future__ import annotations

import pytest

from detente.extract.parties import actor_in, actors_in
from detente.model.document import Span
from tests.annotate.linking import linked


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Moscow and Minsk rejected the ban.", "Moscow and Minsk", [("Russia", "RUS"), ("Belarus", "BLR")]),
        ("Moscow and Minsk rejected the ban.", "Minsk", [("Belarus", "BLR")]),
        ("Washington's offer to Havana lapsed.", "Washington's offer", [("United States", "USA")]),
        ("Marines boarded the Iranian tanker.", "Iranian", [("Iran", "IRN")]),
        (
            "Venezuelan Foreign Minister Yvan Gil spoke. He blamed the blockade.",
            "Venezuelan Foreign Minister Yvan Gil",
            [("Yvan Gil", "VEN")],
        ),
        ("Venezuelan Foreign Minister Yvan Gil spoke. He blamed the blockade.", "He", [("Yvan Gil", "VEN")]),
        ("A fee was charged.", "A fee", []),
    ],
)
def test_the_actors_of_a_stretch(text: str, words: str, found: list[tuple[str, str | None]]) -> None:
    read = linked(text, published="2024-02-01")
    at = text.index(words)
    numbers = read.tokens_in(Span(at, at + len(words)))
    actors = actors_in(read, numbers.start, numbers.stop)
    assert [(a.name, a.side) for a in actors] == found
    assert actor_in(read, numbers.start, numbers.stop) == (actors[0] if actors else None)
