"""What the grammar noted, as the network reads it."""

from __future__ import annotations

import pytest

from detente.extract.learned.guesses import hear
from detente.extract.learned.hints import NOBODY, hint_for, hints, marks
from detente.extract.learned.labels import NUMBER, Label
from detente.extract.learned.network import shipped
from detente.model.actors import Actor
from detente.model.reading import Reading
from detente.pipeline import GRAMMAR, Pipeline
from tests.extract.sentences import annotated

REQUEST, STATEMENT = NUMBER[Label("events", "REQUEST")], NUMBER[Label("statements", "")]


@pytest.fixture(scope="module")
def read():
    document = annotated("Brussels urged Belarus to free the prisoners.", "Minsk said that it would not.")
    pipeline = Pipeline(steps=GRAMMAR)
    return document, pipeline.extract(document).reading


def test_a_hint_hangs_on_the_word_that_heads_its_evidence(read):
    document, reading = read
    found = {(document.tokens[h.anchor].text, h.label) for h in hints(document, reading)}
    assert {("urged", REQUEST), ("said", STATEMENT)} <= found


def test_a_hint_knows_who_plays_which_role(read):
    document, reading = read
    urged = next(h for h in hints(document, reading) if h.label == REQUEST)
    of_side = {side: next(a for m in document.mentions for a in m.actors if a.side == side) for side in ("EU", "BLR")}
    assert urged.role([of_side["EU"]]) == 1
    assert urged.role([of_side["BLR"]]) == 2
    assert urged.role([Actor(name="Cuba", side="CUB")]) == NOBODY


def test_of_several_hints_the_nearest_is_asked(read):
    document, reading = read
    known = hints(document, reading)
    start = document.document.text.index("urged")
    assert document.tokens[hint_for(known, REQUEST, start).anchor].text == "urged"
    assert hint_for(known, REQUEST, document.document.text.index("Minsk")) is None
    assert hint_for((), REQUEST, start) is None


def test_marks_are_of_the_window_alone(read):
    document, reading = read
    known = hints(document, reading)
    first = next(t.number for t in document.tokens if t.text == "Minsk")
    assert all(word >= 0 for word, _ in marks(known, first, len(document.tokens)))
    assert STATEMENT in {label for _, label in marks(known, first, len(document.tokens))}
    assert not list(marks(known, 0, 1))


def test_the_network_reads_the_marks(read):
    document, reading = read
    known = hints(document, reading)
    alone = hear(shipped(), document, reading.statements, hints=(), ask=lambda _: 0.5)
    told = hear(shipped(), document, reading.statements, hints=known, ask=lambda _: 0.5)
    assert [c.chance for c in alone.chances] != [c.chance for c in told.chances]


def test_no_note_no_hint():
    document = annotated("The match was called off.")
    assert hints(document, Reading(document=document.document.id)) == ()
