"""The index's first look: the listed names that share the most telling keys with a name, as counting them one by one finds them."""

from __future__ import annotations

from collections import Counter

import pytest

from detente.model.lists import ListedName, Listing
from detente.resolve.names.folding import words
from detente.resolve.names.index import SCORED, NameIndex, _keys

GIVEN = ("Muhammad", "Ali", "Hassan", "Reza")
FAMILY = [f"{first}{middle}{last}" for first in ("Kar", "Sol", "Bag", "Teh", "Far") for middle in ("im", "ad", "or") for last in ("i", "ani", "zadeh", "pur", "nezhad")]  # fmt: skip
NAMES = [f"{family}, {one} {other}" for family in FAMILY for one in GIVEN for other in GIVEN if one != other]


def _counted(name: str) -> list[int]:
    """What the index is to find: every listed name of every key of the name, counted."""
    shared: Counter[int] = Counter()
    keys = _keys(words(name))
    listed = [_keys(words(text)) for text in NAMES]
    for key in keys:
        numbers = [number for number, theirs in enumerate(listed) if key in theirs]
        if len(numbers) <= 2000 or key[0] == "+":
            for number in numbers:
                shared[number] += 1 + 50 // len(numbers) + (3 if key[0] == "+" else 0)
    return [number for number, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:SCORED]]


@pytest.mark.parametrize(
    "name",
    ["Mohammed Ali Karimi", "Hasan Soladpur", "Ali Reza", "Muhammad Ali Hassan Reza", "Nobody Known", "Farorani"],
)
def test_names_of_common_words_are_ranked_as_by_counting_all(name: str) -> None:
    index = NameIndex(
        Listing(entry=str(n), kind="person", names=(ListedName(text=text),)) for n, text in enumerate(NAMES)
    )
    assert index.near(name) == _counted(name)


def test_an_index_tells_its_size_and_whose_names_are_near() -> None:
    listing = Listing(
        entry="7", kind="person", names=(ListedName(text="KIM, Yong Chol"), ListedName(text="KIM Yong-cheol"))
    )
    index = NameIndex([listing])
    assert len(index) == 2
    assert index.entries(index.near("Kim Yong Chol")) == {"7"}
