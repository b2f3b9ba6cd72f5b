"""How likely a note is right: its traits, and the trees that weigh them."""

from __future__ import annotations

import numpy as np
import pytest

from detente.extract.learned.guesses import Chance
from detente.extract.learned.joining import traits, weights
from detente.extract.learned.labels import Label
from detente.extract.learned.traits import Chances, Layered
from detente.extract.learned.weighing import TREED, Weigher, shipped
from detente.model.reading import Reading
from tests.extract.learned.test_joining import RUSSIA, UKRAINE, grammar, guess, heard
from tests.extract.sentences import annotated

ASSAULT = Label("events", "ASSAULT")


def weighed(document, mine, layer):
    """What the reader's notes of a layer weigh by the shipped trees, beside none of the grammar's."""
    reading = Reading(document=document.document.id)
    return weights(traits(document, reading, mine, {layer: 0.3}), shipped())[layer]


def tree(*, over: float) -> Weigher:
    """Asks twice whether the chance is over something: of its four kinds of leaf the last is for yes, twice."""
    asked = np.zeros((1, 7), np.int64)
    bounds = np.full((1, 7), np.inf)
    bounds[0, [0, 2]] = over
    return Weigher(("chance",), -1.0, asked, bounds, np.array([[0, 0, 0, 0, 1, 1, 3, 3]], np.float32))


@pytest.mark.parametrize(("chance", "odds"), [(0.4, -1.0), (0.5, -1.0), (0.6, 2.0)])
def test_a_tree_is_answered_question_by_question(chance: float, odds: float) -> None:
    (found,) = tree(over=0.5)([{"chance": chance}])
    assert found == pytest.approx(1 / (1 + np.exp(-odds)))


def test_what_is_not_told_counts_as_nothing_and_nothing_weighs_nothing() -> None:
    assert tree(over=-0.5)([{}]) == pytest.approx((1 / (1 + np.exp(-2.0)),))
    assert tree(over=0.5)([]) == ()


def test_traits_tell_of_rivals_and_of_what_is_told_elsewhere() -> None:
    document = annotated(
        "The guns fell on Kharkiv and struck it.", "Much later, far from there, shells hit the city again."
    )
    found = [
        guess(document, "fell", ASSAULT, 0.8, "The guns fell on Kharkiv"),
        guess(document, "struck", ASSAULT, 0.6, "fell on Kharkiv and struck it"),
        guess(document, "hit", ASSAULT, 0.5, "shells hit the city"),
    ]
    mine = heard(document, *found)
    layered = Layered(
        document, "events", said=(), grammar=(), mine=mine.of("events", 0.3), chances=Chances(mine.chances)
    )
    first, second, third = layered.of_reader()
    assert first["same"] == pytest.approx(0.54)
    assert second["over same"] == pytest.approx(0.54 - 0.72)
    assert third["told"] == pytest.approx(0.72)
    assert (third["told before"] > 0, first["told before"]) == (True, 0.0)
    assert (first["first"], first["second"], first["ASSAULT"]) == (0.9, 0.8, 1.0)
    assert not layered.of_grammar()


def test_a_grammars_note_is_told_what_the_reader_says_there() -> None:
    document = annotated("Russia invaded Ukraine.")
    mine = heard(document, guess(document, "invaded", ASSAULT, 0.7, "Russia invaded Ukraine"))
    (event,) = grammar(document)
    chances = Chances([*mine.chances, Chance(Label("measures", "embargo"), mine.chances[0].anchor, 0.2)])
    layered = Layered(document, "events", said=(), grammar=[event], mine=mine.of("events", 0.3), chances=chances)
    (traits,) = layered.of_grammar()
    assert traits["heard"] == pytest.approx(np.log(0.7 / 0.3))
    assert (traits["another layer"], traits["field"], traits["first"]) == (0.2, 0.9, 0.9)
    assert traits["reader agrees"] == pytest.approx(0.63)


def test_what_is_surely_said_weighs_more() -> None:
    document = annotated("The guns fell on Kharkiv again.")

    def weight(chance: float, role: float) -> float:
        roles = (((RUSSIA, role),), ((UKRAINE, role),))
        mine = heard(document, guess(document, "fell", ASSAULT, chance, "The guns fell on Kharkiv again", roles=roles))
        return weighed(document, mine, "events").reader[0]

    assert weight(0.95, 0.9) > weight(0.6, 0.9) > weight(0.4, 0.3)
    assert 0 < weight(0.4, 0.3) < 0.3
    assert 0.5 < weight(0.95, 0.9) < 1


def test_all_that_is_weighed_by_trees_has_them() -> None:
    for layer, hand in TREED:
        one = shipped()[layer, hand]
        assert one.asked.shape == one.bounds.shape == (len(one.leaves), 7)
        assert one.asked.max() < len(one.names)


def test_terms_and_measures_weigh_what_the_reader_gives_them() -> None:
    document = annotated("The guns fell on Kharkiv again.")
    label = Label("measures", "embargo")
    mine = heard(
        document,
        guess(
            document, "fell", label, 0.8, "The guns fell on Kharkiv again", values={"in-force": 0.9, "proposed": 0.1}
        ),
    )
    assert weighed(document, mine, "measures").reader == (0.8,)
