"""The parties of a document, and the clues that an act is aimed at one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.extract.recipients import weighing
from detente.extract.recipients.circle import Circle, key
from detente.extract.recipients.clues import OWN, Act
from detente.extract.recipients.paths import path
from detente.model.actors import Actor
from tests.extract.sentences import annotated

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument


def at(document: AnnotatedDocument, word: str) -> int:
    return next(t.number for t in document.tokens if t.text == word)


def clues(document: AnnotatedDocument, word: str, side: str) -> dict[str, tuple[str, ...]]:
    """The clues of each party, for an act of the first actor of a side that a word heads."""
    actor = next(a for m in document.mentions for a in m.actors if a.side == side)
    return {p.key: p.clues for p in Act(Circle(document), at(document, word), (actor,)).parties()}


@pytest.mark.parametrize(
    ("text", "word", "other", "way"),
    [
        ("Peru accused Chile of espionage.", "accused", "Chile", "dobj"),
        ("Peru lodged a protest against Chile.", "lodged", "Chile", "dobj>p:against"),
        ("Peru condemned Bolivia and Chile.", "condemned", "Chile", "dobj"),
        ("Chile was condemned by Peru.", "condemned", "Peru", "agent"),
        ("Peru condemned the shelling and criticised Chile.", "criticised", "Peru", "^conj>nsubj"),
        ("Peru demanded that Chile withdraw.", "demanded", "Chile", "ccomp>nsubj"),
    ],
)
def test_the_way_from_an_act_to_somebody(text: str, word: str, other: str, way: str) -> None:
    document = annotated(text)
    assert path(document, at(document, word), at(document, other)) == way


def test_a_long_way_is_not_told() -> None:
    document = annotated("Peru said the envoys of the members of the committee of the council of Chile had left.")
    assert path(document, at(document, "Peru"), at(document, "Chile")) is None


def test_parties_are_told_apart_by_side_else_by_the_words_of_their_names() -> None:
    assert key(Actor(name="foreign minister", side="PER")) == "PER"
    assert key(Actor(name="more than 10 fishermen")) == key(Actor(name="fishermen")) == "=fishermen"


def test_the_subject_of_what_is_demanded_has_its_way_as_a_clue() -> None:
    found = clues(annotated("Peru demanded that Chile withdraw its patrols from the bay."), "demanded", "PER")
    assert "path ccomp>nsubj" in found["CHL"]
    assert "demand path ccomp>nsubj" in found["CHL"]


def test_the_actor_itself_is_no_party_but_others_of_its_side_are() -> None:
    document = annotated(
        "The White House lifted the embargo on Sudan on Monday.",
        "Senator Marco Rubio criticised the decision.",
    )
    rubio = next(a for m in document.mentions for a in m.actors if "Rubio" in a.name)
    parties = list(Act(Circle(document), at(document, "criticised"), (rubio,)).parties())
    kin = next(p for p in parties if p.key == f"{OWN}USA")
    assert kin.face.name == "White House"
    assert "USA" not in {p.key for p in parties}
    assert "own subject paragraph before" in kin.clues


def test_whose_a_thing_is_elsewhere_is_a_clue_where_it_is_nobodys() -> None:
    found = clues(
        annotated("Kenya's levy on Ugandan milk took effect in June.", "Uganda protested against the levy."),
        "protested",
        "UGA",
    )
    assert "noun owner" in found["KEN"]
    assert "shape bare" in found["KEN"]


def test_clues_name_nobody() -> None:
    one = clues(annotated("Chad has shut the crossing.", "Sudan complained of it."), "complained", "SDN")
    two = clues(annotated("Mali has shut the crossing.", "Niger complained of it."), "complained", "NER")
    assert one["TCD"] == two["MLI"]


def test_chances_are_of_the_parties_and_of_nobody() -> None:
    chances, nobody = weighing.chances({"PER": 1.0, "CHL": -1.0})
    assert chances["PER"] > nobody > chances["CHL"]
    assert sum(chances.values()) + nobody == pytest.approx(1.0)
    assert weighing.chances({}) == ({}, 1.0)


def test_the_object_weighs_more_than_the_teller() -> None:
    weights = weighing.weights("ACCUSE")
    assert weights["path dobj"] > weights["far"]
