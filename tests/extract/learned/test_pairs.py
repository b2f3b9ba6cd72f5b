"""The judge of pairs answers sentences it was not taught."""

from __future__ import annotations

import numpy as np
import pytest

from detente.extract.learned.pairs import CLASSES, END, LONGEST, OPENED, START, Pieces, framed, parts, places, shipped


def test_a_sentence_is_cut_at_its_parties() -> None:
    assert parts("On Friday Chad fined Total again.", (10, 14), (21, 26)) == (
        (None, "On Friday"),
        ("s", "Chad"),
        (None, "fined"),
        ("t", "Total"),
        (None, "again."),
    )


def test_parties_that_overlap_are_both_there() -> None:
    assert [party for party, _ in parts("Chad's minister resigned.", (0, 15), (0, 4))] == ["t", "s", None]


def test_marks_stand_around_the_parties() -> None:
    row = framed([(None, [7, 8]), ("t", [9]), (None, [10]), ("s", [11, 12])])
    assert row == [START, 7, 8, OPENED["t"][0], 9, OPENED["t"][1], 10, OPENED["s"][0], 11, 12, OPENED["s"][1], END]
    assert places(row) == [7, 3]


@pytest.mark.parametrize("sizes", [(300, 5, 3), (3, 5, 300), (200, 5, 200), (2, 300, 2), (0, 0, 0)])
def test_a_long_sentence_keeps_what_is_nearest(sizes: tuple[int, int, int]) -> None:
    before, between, after = ([n + 200 for n in range(size)] for size in sizes)
    row = framed([(None, before), ("s", [150]), (None, between), ("t", [151]), (None, after)])
    assert len(row) <= LONGEST
    assert row[-1] == END
    assert 150 in row
    if between and sizes[1] < LONGEST:
        at = places(row)
        assert row[at[0] + 3 : at[1]] == between
        if sizes[0]:
            assert row[at[0] - 1] == before[-1]


def test_vectors_are_unpacked() -> None:
    rows, halves = np.array([0, 1], np.uint16), np.array([[8 | 9 << 4], [15 | 1 << 4]], np.uint8)
    pieces = Pieces(rows, halves, np.array([[1.0], [0.5]], np.float16))
    assert pieces(np.array([[1, 0]])).tolist() == [[[3.5, -3.5], [0.0, 1.0]]]


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Police in Nairobi arrested an opposition blogger on Tuesday.", "Police in Nairobi", "blogger", "COERCE"),
        ("Two soldiers were shot dead by guerrillas near the border.", "guerrillas", "soldiers", "ASSAULT"),
        ("Norway gave twelve million dollars to flood victims in Malawi.", "Norway", "flood victims", "AID"),
        ("The mayor accused the company of poisoning the river.", "mayor", "company", "ACCUSE"),
        ("Thousands of farmers rallied against the government in Delhi.", "farmers", "government", "PROTEST"),
        ("The two foreign ministers met their Ghanaian colleague in Accra.", "ministers", "colleague", "CONSULT"),
    ],
)
def test_the_shipped_judge(text: str, source: str, target: str, root: str) -> None:
    spans = [(text.index(party), text.index(party) + len(party)) for party in (source, target)]
    chances = shipped().chances(parts(text, *spans))
    assert CLASSES[int(chances.argmax())] == root
    assert chances.sum() == pytest.approx(1.0, abs=1e-4)
