from __future__ import annotations

from dataclasses import replace

import pytest

from detente.extract import positions, statements, terms
from detente.extract.learned.joining import Limits
from detente.extract.learned.labels import Label
from detente.model.actors import Actor
from detente.model.document import Span
from detente.model.reading import Reading
from tests.extract.learned.test_joining import RUSSIA, UKRAINE, grammar, guess, heard, joined
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


def said(text: str, cue: str, content: str, roles):
    """A grammar's statements, and the reader's guess at the cue."""
    document = annotated(text)
    kept = statements.extract(document, Reading(document=document.document.id)).statements
    mine = guess(document, cue, Label("statements", ""), 0.9, content, values={}, roles=(roles, ()))
    return document, kept, heard(document, mine)


MINISTER = Actor(name="Lin Wei", side="CHN", kind="person")
TEXT = "Russia said the talks with Ukraine were over."


def test_a_source_that_the_reader_thinks_far_less_likely_gives_place():
    document, kept, mine = said(TEXT, "said", "the talks with Ukraine were over", ((MINISTER, 0.8), (RUSSIA, 0.3)))
    assert [note.source.name for note in kept] == ["Russia"]
    (note,) = joined(document, "statements", kept, mine, SURE)
    assert note.source == MINISTER
    assert note.content.because[-1] == "reader: Lin Wei 0.80, not 0.30"
    assert note.content.made_by == kept[0].content.made_by
    assert note.content.where == kept[0].content.where


@pytest.mark.parametrize(
    "roles",
    [
        pytest.param(((MINISTER, 0.8), (RUSSIA, 0.6)), id="nearly as likely"),
        pytest.param(((MINISTER, 0.5), (RUSSIA, 0.1)), id="unsure"),
        pytest.param(((MINISTER, 0.9),), id="never heard of the grammar's"),
        pytest.param(((RUSSIA, 0.9),), id="the same"),
    ],
)
def test_else_the_grammars_source_stays(roles):
    document, kept, mine = said(TEXT, "said", "the talks with Ukraine were over", roles)
    assert joined(document, "statements", kept, mine, SURE) == kept


def test_the_party_of_a_term_likewise():
    document = annotated("Russia will return to the talks only if Ukraine withdraws its troops.")
    reading = statements.extract(document, Reading(document=document.document.id))
    kept = terms.extract(document, reading).terms
    assert [term.by.name for term in kept] == ["Russia"]
    quote, demand = kept[0].evidence.where.quote, kept[0].demand
    roles = (((MINISTER, 0.8), (RUSSIA, 0.3)), ())
    spans = {"demand": Span(demand.start, demand.end)}
    mine = guess(document, "return", Label("terms", kept[0].link), 0.9, quote, values={}, roles=roles, spans=spans)
    (note,) = joined(document, "terms", kept, heard(document, mine), SURE)
    assert (note.by, note.demand, note.link) == (MINISTER, demand, kept[0].link)


def test_no_joint_source_takes_the_place_of_another():
    document = annotated("Minsk, Kyiv and Moscow said the grain would move.")
    kept = statements.extract(document, Reading(document=document.document.id)).statements
    first, *others = (s.source for s in kept)
    roles = (((first, 0.8), *((other, 0.2) for other in others)), ())
    mine = guess(document, "said", Label("statements", ""), 0.9, "the grain would move", values={}, roles=roles)
    found = joined(document, "statements", kept, heard(document, mine), Limits({"": 2.0}, keep={}, mend=0.5))
    assert sorted(s.source.side for s in found) == ["BLR", "RUS", "UKR"]


def turned(text: str, word: str, stance: dict[str, float], *, chance: float = 0.9, actor: Actor | None = None):
    """The stances of a text's positions, with the reader's guess at a word."""
    document = annotated(text)
    reading = statements.extract(document, Reading(document=document.document.id))
    kept = positions.extract(document, reading).positions
    holder = actor or kept[0].holder
    roles = (((holder, 0.9),), ())
    mine = guess(
        document, word, Label("positions", "sanctions"), chance, text.removesuffix("."), values=stance, roles=roles
    )
    return joined(document, "positions", kept, heard(document, mine), Limits({"": 2.0}, keep={}, turn=0.6))


def test_a_sure_reader_s_stance_takes_the_place_of_the_grammars():
    text = "Turkey opposes sanctions on Niger."
    (note,) = turned(text, "opposes", {"conditional": 0.9, "pro": 0.1})
    assert note.stance == "conditional"
    assert note.evidence.because[-1] == "reader: conditional 0.81, not pro"
    assert [note.stance for note in turned(text, "opposes", {"conditional": 0.6, "pro": 0.4})] == ["pro"]  # .54 in all
    assert [note.stance for note in turned(text, "opposes", {"conditional": 0.9, "pro": 0.1}, actor=BELARUS)] == ["pro"]


def test_of_signs_the_grammar_knows_more_where_it_finds_one_for_easing():
    assert [n.stance for n in turned("Turkey opposes sanctions on Niger.", "opposes", {"anti": 1.0})] == ["pro"]
    assert [n.stance for n in turned("Turkey backs sanctions on Niger.", "backs", {"pro": 1.0})] == ["pro"]
