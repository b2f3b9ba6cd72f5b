from __future__ import annotations

from dataclasses import replace

from detente.extract import events, positions, statements
from detente.extract.learned.guesses import Chance, Guess, Heard
from detente.extract.learned.joining import Draft, Limits, Weights, draft
from detente.extract.learned.joining import joined as weighed
from detente.extract.learned.labels import Label
from detente.extract.learned.notes import notes, playing
from detente.model.actors import Actor
from detente.model.document import Span
from detente.model.reading import Reading
from tests.extract.sentences import annotated

RUSSIA, UKRAINE = Actor(name="Russia", side="RUS", kind="state"), Actor(name="Ukraine", side="UKR", kind="state")
KEEP_ALL = Limits({"": 0.5}, keep={})


def guess(document, word: str, label: Label, chance: float, evidence: str, **more) -> Guess:
    anchor = next(t.number for t in document.tokens if t.text == word)
    start = document.document.text.index(evidence)
    spans = {"evidence": Span(start, start + len(evidence))}
    roles = more.get("roles", (((RUSSIA, 0.9),), ((UKRAINE, 0.8),)))
    values = more.get("values", {"actual": 0.9, "planned": 0.1})
    return Guess(label, anchor, chance, values, roles, spans | more.get("spans", {}))


def heard(document, *found: Guess) -> Draft:
    return draft(document, Heard(found, tuple(Chance(g.label, g.anchor, g.chance) for g in found)))


def joined(document, layer, kept, mine: Draft, limits: Limits, weight: float = 1.0):
    """Joined by the chances as they are: the reader's own, and one for all of the grammar's."""
    made = mine.of(layer, 0.0)
    weights = Weights(tuple(weight for _ in kept), tuple(g.sure for g, _ in made))
    return weighed(document, layer, kept, made, limits=limits, weights=weights)


def grammar(document):
    reading = statements.extract(document, Reading(document=document.document.id))
    return events.extract(document, reading).events


def test_what_the_grammar_misses_is_added():
    document = annotated("The guns fell on Kharkiv again.")
    found = guess(document, "fell", Label("events", "ASSAULT"), 0.8, "The guns fell on Kharkiv again")
    (note,) = joined(document, "events", (), heard(document, found), KEEP_ALL)
    assert (note.type, note.status, note.actors, note.recipients) == ("ASSAULT", "actual", (RUSSIA,), (UKRAINE,))
    where = note.evidence.where
    assert document.document.text[where.start : where.end] == where.quote == "The guns fell on Kharkiv again"
    assert note.evidence.made_by == "reader.v1"
    assert note.evidence.confidence == 0.72  # of the note and its status
    assert "ASSAULT 0.80 at 'fell'" in note.evidence.because[0]


def test_what_is_too_unlikely_is_not():
    document = annotated("The guns fell on Kharkiv again.")
    found = guess(document, "fell", Label("events", "ASSAULT"), 0.4, "The guns fell on Kharkiv again")
    assert joined(document, "events", (), heard(document, found), KEEP_ALL) == ()
    assert joined(document, "events", (), heard(document, found), Limits({"": 0.5, "ASSAULT": 0.3}, keep={}))


def test_of_two_that_are_alike_the_grammars_stays():
    document = annotated("Russia invaded Ukraine.")
    found = guess(document, "invaded", Label("events", "ASSAULT"), 0.8, "Russia invaded Ukraine")
    (note,) = joined(document, "events", grammar(document), heard(document, found), KEEP_ALL)
    assert note.evidence.made_by == "events.v1"


def test_a_note_of_the_grammars_falls_where_it_weighs_too_little():
    document = annotated("Russia invaded Ukraine.")
    strict = Limits({"": 0.5}, keep={"": 0.2, "ASSAULT": 0.4})
    kept = grammar(document)
    assert len(kept) == 1
    assert joined(document, "events", kept, Draft(), strict, weight=0.3) == ()
    assert joined(document, "events", kept, Draft(), strict, weight=0.4) == kept


def test_what_a_users_own_words_found_stays_whatever_the_reader_says():
    document = annotated("Russia invaded Ukraine on Monday.")
    (note,) = grammar(document)
    strict = Limits({"": 0.5}, keep={"": 0.2})
    for made_by in ("events.v1+0f3a9c21", "their_events.v2"):
        theirs = replace(note, evidence=replace(note.evidence, made_by=made_by))
        assert joined(document, "events", (theirs,), Draft(), strict, weight=0.0) == (theirs,)


def test_a_headline_is_not_said_twice():
    document = annotated("Guns fall on Kharkiv", "The guns fell on the city again on Monday.", headline=True)
    label = Label("events", "ASSAULT")
    both = [
        guess(document, "fall", label, 0.9, "Guns fall on Kharkiv"),
        guess(document, "fell", label, 0.6, "The guns fell on the city again on Monday"),
    ]
    (note,) = joined(document, "events", (), heard(document, *both), KEEP_ALL)
    assert note.evidence.quote.startswith("The guns fell")


def test_nobody_likely_means_no_note():
    document = annotated("The guns fell on Kharkiv again.")
    found = guess(document, "fell", Label("events", "ASSAULT"), 0.9, "The guns", roles=(((RUSSIA, 0.1),), ()))
    assert notes(document, found) == ()


def test_one_of_each_side_plays_a_role_but_all_targets_do():
    document = annotated("The list names two officers.")
    one, two = Actor(name="Ivan Petrov", side="RUS"), Actor(name="Oleg Sidorov", side="RUS")
    found = guess(
        document,
        "names",
        Label("measures", "designate"),
        0.9,
        "names two officers",
        roles=(((UKRAINE, 0.9),), ((one, 0.9), (two, 0.8))),
    )
    assert playing(found, 1) == (one,)
    assert playing(found, 1, each=True) == (one, two)


def test_a_position_has_a_holder_a_target_and_a_stance():
    document = annotated("Kyiv can wait for ever.")
    found = guess(
        document,
        "wait",
        Label("positions", "sanctions"),
        0.7,
        "Kyiv can wait for ever",
        values={"pro": 0.1, "anti": 0.8, "conditional": 0.1},
    )
    (note,) = notes(document, found)
    assert (note.holder, note.issue, note.target, note.stance) == (RUSSIA, "sanctions", "UKR", "anti")


def test_those_named_in_one_breath_hold_one_position_together():
    document = annotated("Hungary and Slovakia would rather wait, though Poland would not.")
    hungary, slovakia, poland = (
        document.actors_at(t.number)[0] for t in document.tokens if t.text in {"Hungary", "Slovakia", "Poland"}
    )
    label, stance = Label("positions", "sanctions"), {"anti": 0.1, "pro": 0.9}

    def held(*others):
        roles = (((hungary, 0.5), *others), ())
        mine = guess(document, "wait", label, 0.9, "would rather wait", values=stance, roles=roles)
        return [note.holder.side for note in joined(document, "positions", (), heard(document, mine), KEEP_ALL)]

    assert held((slovakia, 0.3), (poland, 0.3)) == [
        "HUN",
        "SVK",
    ]  # the chance is parted among those who share a subject
    assert held((slovakia, 0.05)) == ["HUN"]
    assert held() == ["HUN"]


def test_a_term_needs_a_demand_or_an_offer():
    document = annotated("Troops out, then talk.")
    label = Label("terms", "before")
    text = document.document.text
    out, talk = text.index("Troops"), text.index("talk")
    assert notes(document, guess(document, "talk", label, 0.9, "Troops out, then talk")) == ()
    demand = {"demand": Span(out, out + len("Troops out"))}
    (note,) = notes(document, guess(document, "talk", label, 0.9, "Troops out, then talk", spans=demand))
    assert note.demand is not None
    assert (note.by, note.of, note.demand.quote, note.link) == (RUSSIA, UKRAINE, "Troops out", "before")
    word = demand | {"offer": Span(talk, talk + 4)}
    assert notes(document, guess(document, "talk", label, 0.9, "Troops out, then talk", spans=word)) == ()


def test_a_cue_has_its_preposition_and_quotes_their_form():
    document = annotated("According to Russia, the bridge was hit. Ukraine said: “We did it.”")
    label = Label("statements", "")
    (note,) = notes(document, guess(document, "According", label, 0.9, "the bridge was hit", values={}))
    assert (note.cue.quote, note.form, note.source) == ("According to", "indirect", RUSSIA)
    (quoted,) = notes(document, guess(document, "said", label, 0.9, "We did it", values={}))
    assert (quoted.cue.quote, quoted.form) == ("said", "direct")


def test_a_stance_that_a_document_takes_twice_is_noted_once():
    document = annotated("Havana can wait for ever.", "The island may sit there, the ministry added.")
    label, stance = Label("positions", "sanctions"), {"anti": 0.9, "pro": 0.1}
    both = [
        guess(document, "wait", label, 0.7, "Havana can wait for ever", values=stance),
        guess(document, "sit", label, 0.9, "The island may sit there", values=stance),
    ]
    (note,) = joined(document, "positions", (), heard(document, *both), KEEP_ALL)
    assert note.evidence.quote == "The island may sit there"


def test_an_act_between_two_sides_is_noted_once_but_its_counterpart_too():
    document = annotated("The guns fell on Kharkiv.", "Shells struck the city.", "Drones answered over Belgorod.")
    label = Label("events", "ASSAULT")
    back = {"roles": (((UKRAINE, 0.9),), ((RUSSIA, 0.8),))}
    found = [
        guess(document, "fell", label, 0.8, "The guns fell on Kharkiv"),
        guess(document, "struck", label, 0.7, "Shells struck the city"),
        guess(document, "answered", label, 0.6, "Drones answered over Belgorod", **back),
    ]
    notes_ = joined(document, "events", (), heard(document, *found), KEEP_ALL)
    assert [n.actors[0].side for n in notes_] == ["RUS", "UKR"]


def test_a_sentence_read_by_the_grammar_gives_nobody_a_second_stance():
    document = annotated("Russia called for the sanctions to be lifted and kept a stern face.")
    label, words = Label("positions", "sanctions"), "kept a stern face"
    values = {"pro": 0.1, "anti": 0.9}
    mine = heard(document, guess(document, "kept", label, 0.9, words, values=values))
    reading = statements.extract(document, Reading(document=document.document.id))
    kept = positions.extract(document, reading).positions
    assert [(p.holder.side, p.stance) for p in kept] == [("RUS", "pro")]
    assert joined(document, "positions", kept, mine, KEEP_ALL) == kept
    assert len(joined(document, "positions", (), mine, KEEP_ALL)) == 1
