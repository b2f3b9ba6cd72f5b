from __future__ import annotations

import numpy as np
import pytest

from detente.extract.learned.labels import SPANS
from detente.extract.learned.network import shipped
from detente.extract.learned.stretches import spans
from tests.extract.sentences import annotated

TEXT = "Pyongyang offered to close the plant in return for the lifting of five United Nations resolutions, he said."


def stretch(first: str, last: str, *, anchor: str = "offered", text: str = TEXT) -> str:
    """The evidence where the words from the first to the last are likely."""
    document = annotated(text)
    (window,) = shipped().windows.of(document)
    words = [t.text for t in document.tokens]
    chances = np.zeros((len(words), len(SPANS)))
    chances[words.index(first) : words.index(last) + 1, 0] = 0.9
    found = spans(document, window, words.index(anchor), "events", chances)
    span = found["evidence"]
    return document.document.text[span.start : span.end]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("offered", "plant", "offered to close the plant"),
        ("offered", "five", "offered to close the plant in return for the lifting of five United Nations resolutions"),
        ("Pyongyang", ",", TEXT[: TEXT.index(",")]),
    ],
)
def test_a_stretch_does_not_break_off_in_a_noun_phrase(first, last, found):
    assert stretch(first, last) == found


def test_a_stretch_begins_with_its_article():
    assert (
        stretch("talks", "collapsed", anchor="collapsed", text="In Geneva the long talks collapsed.")
        == "the long talks collapsed"
    )
