"""Recipients weighed once more when grammar and reader are joined."""

from __future__ import annotations

from dataclasses import replace

from detente.extract.learned import aiming
from detente.extract.learned.labels import Label
from detente.extract.weights import table
from detente.model.actors import Actor
from tests.extract.learned.test_joining import RUSSIA, UKRAINE, grammar, guess
from tests.extract.sentences import annotated

ASSAULT = Label("events", "ASSAULT")
GEORGIA = Actor(name="Georgia", side="GEO", kind="state")


def told(*texts: str):
    document = annotated(*texts)
    return document, grammar(document)


def test_what_the_clause_tells_stays():
    document, events = told("Russia invaded Ukraine.")
    assert aiming.aimed(document, events, ()) == events


def test_the_others_in_the_clause_is_given_where_nobody_was():
    document, events = told("Russia invaded Ukraine.")
    bare = tuple(replace(event, recipients=()) for event in events)
    mine = guess(
        document, "invaded", ASSAULT, 0.9, "Russia invaded Ukraine", roles=(((RUSSIA, 0.9),), ((UKRAINE, 0.9),))
    )
    (event,) = aiming.aimed(document, bare, ((mine, bare[0]),))
    assert [a.side for a in event.recipients] == ["UKR"]
    assert event.evidence.because[-1].startswith("aimed at Ukraine, all weighed (")
    assert event.evidence.where == events[0].evidence.where


def test_an_act_is_never_aimed_at_its_actors():
    document, events = told("Russia invaded Ukraine.")
    mine = guess(
        document, "invaded", ASSAULT, 0.9, "Russia invaded Ukraine", roles=(((RUSSIA, 0.9),), ((RUSSIA, 0.9),))
    )
    keys = {c.key for c in aiming.Aiming(document, events, ((mine, events[0]),)).choices(events[0])}
    assert keys == {"UKR"}


def test_somebody_must_be_likelier_to_take_anothers_place():
    _, (event,) = told("Russia invaded Ukraine.")
    choices = [
        aiming.Choice("UKR", event.recipients[0], {"any": 1.0}),
        aiming.Choice("GEO", GEORGIA, {"any": 1.0, "more": 1.0}),
    ]
    assert aiming.chosen(event, choices, {"any": 1.0})[0] == event.recipients
    assert aiming.chosen(event, choices, {"any": 1.0, "more": 2.0})[0] == (GEORGIA,)
    assert aiming.chosen(event, choices, {"any": -3.0})[0] == ()


def test_no_events_no_work():
    document, _ = told("Russia invaded Ukraine.")
    assert aiming.aimed(document, (), ()) == ()


def test_the_weights_that_ship_know_the_features():
    weights = table(aiming.TABLE)
    assert weights["text"] > 0 < weights["reader"]
