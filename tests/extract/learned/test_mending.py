from __future__ import annotations

from dataclasses import replace

from detente.extract.learned.joining import Limits, joined
from detente.extract.learned.labels import Label
from detente.model.actors import Actor
from tests.extract.learned.test_joining import RUSSIA, UKRAINE, grammar, guess, heard
from tests.extract.sentences import annotated

BELARUS = Actor(name="Belarus", side="BLR", kind="state")
ASSAULT = Label("events", "ASSAULT")
SURE = Limits({"": 2.0}, keep={}, mend=0.6)


def found(roles, *, chance: float = 0.9, word: str = "invaded"):
    document = annotated("Russia invaded Ukraine.")
    mine = guess(document, word, ASSAULT, chance, "Russia invaded Ukraine", roles=roles)
    return document, heard(document, mine)


def test_a_sure_readers_actors_take_the_place_of_the_grammars():
    document, mine = found((((BELARUS, 0.8),), ((UKRAINE, 0.9),)))
    (note,) = joined(document, "events", grammar(document), mine, SURE)
    assert (note.actors, note.recipients) == ((BELARUS,), (UKRAINE,))
    assert note.evidence.made_by == "events.v1"
    assert note.evidence.because[-1] == "reader: ASSAULT 0.90, between Belarus and Ukraine"
    where = note.evidence.where
    assert document.document.text[where.start : where.end] == where.quote


def test_an_unsure_readers_do_not():
    document, mine = found((((BELARUS, 0.5),), ((UKRAINE, 0.9),)))
    kept = grammar(document)
    assert joined(document, "events", kept, mine, SURE) == kept
    assert joined(document, "events", kept, mine, Limits({"": 2.0}, keep={})) == kept


def test_recipients_are_given_where_the_grammar_has_none():
    document, mine = found((((RUSSIA, 0.9),), ((UKRAINE, 0.5),)))
    bare = tuple(replace(event, recipients=()) for event in grammar(document))
    (note,) = joined(document, "events", bare, mine, SURE)
    assert [a.name for a in (*note.actors, *note.recipients)] == ["Russia", "Ukraine"]
    _, silent = found((((RUSSIA, 0.9),), ((UKRAINE, 0.2),)))
    assert joined(document, "events", bare, silent, SURE) == bare


def test_only_what_is_found_at_the_same_word_counts():
    document, mine = found((((BELARUS, 0.9),), ()), word="Ukraine")
    kept = grammar(document)
    assert joined(document, "events", kept, mine, SURE) == kept
