"""The lexicon holds together: types, classes and places are known, and no entry can never apply."""

from __future__ import annotations

from typing import get_args

import pytest

from detente.extract.frames import conditions, lexicon, speech
from detente.extract.wordlists import words
from detente.model.reading import Act, EventType
from detente.resources import rows

FUNCTIONS = {*conditions.NAMED, "="}
PLACES = {
    "subject", "object", "owner", "dative", "with", "to", "from", "of", "on", "against", "for", "in", "into", "at", "by",
    "between", "about", "over", "behind", "around", "clause",
    "outside", "toward", "towards", "upon",
}  # fmt: skip


def frames():
    return [f for table in (lexicon.verbs(), lexicon.nouns()) for found in table.values() for f in found]


def test_types_are_plover():
    assert {f.type for f in frames()} <= set(get_args(EventType))
    assert {f.type for f in frames()} == set(get_args(EventType))


def test_places_are_known():
    assert {p for f in frames() for p in (*f.actors, *f.recipients)} <= PLACES


def test_classes_of_conditions_exist():
    for frame in frames():
        if frame.part == "verb" and frame.condition and frame.condition not in FUNCTIONS:
            assert frame.condition.lstrip("=!") in lexicon.classes(), frame
        if frame.part == "noun" and frame.condition.startswith("=") and frame.condition not in FUNCTIONS:
            assert frame.condition[1:] in lexicon.classes(), frame


def test_the_most_demanding_frame_is_tried_first():
    for found in lexicon.verbs().values():
        demands = [(len(f.particles), bool(f.condition) and not f.condition.startswith("!")) for f in found]
        assert demands == sorted(demands, reverse=True)


def test_measures_name_known_acts():
    assert {row["act"] for row in rows("measures/acts.tsv")} <= set(get_args(Act))


def test_evaluations_do_not_find_fault_and_praise_in_one_word():
    assert not speech.evaluations()["fault"] & speech.evaluations()["praise"]


def test_an_unknown_list_is_an_error():
    with pytest.raises(KeyError):
        words("no such list")
