from __future__ import annotations

from detente.extract.learned.joining import Limits, joined
from detente.extract.learned.labels import Label
from detente.model.actors import Actor
from detente.model.document import Span
from tests.extract.learned.test_joining import RUSSIA, UKRAINE, guess, heard
from tests.extract.sentences import annotated

WORSE, BETTER = Label("assessments", "worse"), Label("assessments", "better")
WRITER = Actor(name="Baltic Courier", side=None, kind="media")
TEXT = "Ties between Moscow and Kyiv have soured. For months both had kept to their own papers and phones. Relations chilled."
ROLES = (((WRITER, 0.9),), ((RUSSIA, 0.9), (UKRAINE, 0.9)))
ALOUD = Limits({"": 0.6}, echo=1.0)


def judged(document, word: str, chance: float, evidence: str, label: Label = WORSE):
    return guess(document, word, label, chance, evidence, values={"relations": 0.9}, roles=ROLES)


def found(first: float, second: float, label: Label = WORSE, limits: Limits = ALOUD):
    document = annotated(TEXT)
    mine = heard(
        document,
        judged(document, "soured", first, "Ties between Moscow and Kyiv have soured"),
        judged(document, "chilled", second, "Relations chilled", label),
    )
    return [note.evidence.where.quote for note in joined(document, "assessments", (), mine, limits)]


def test_a_judgement_that_is_told_twice_is_surer():
    assert found(0.5, 0.0) == []
    assert found(0.5, 0.5) == ["Ties between Moscow and Kyiv have soured"]
    assert found(0.5, 0.5, limits=Limits({"": 0.6})) == []


def test_another_judgement_and_a_faint_one_are_no_echo():
    assert found(0.5, 0.5, BETTER) == []
    assert found(0.5, 0.2) == []


def test_what_stands_beside_it_is_none_either():
    document = annotated("Ties soured and relations chilled.")
    spans = {"evidence": Span(0, 11)}
    mine = heard(
        document,
        judged(document, "soured", 0.5, "Ties soured"),
        guess(document, "chilled", WORSE, 0.5, "Ties soured", values={"relations": 0.9}, roles=ROLES, spans=spans),
    )
    assert joined(document, "assessments", (), mine, ALOUD) == ()


def test_all_that_can_be_an_echo_is_asked_for():
    assert ALOUD.heard("worse") == 0.3
    assert Limits({"": 0.6}).heard("worse") == 0.6
    assert Limits({"": 0.4}, echo=1.0).heard("worse") < 0.3
