"""The bargain: rows of the table, and deadlocks where each waits for the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.analyse.bargain import bargain, deadlocks, offers
from detente.analyse.view import Memory
from detente.model.actors import Actor
from detente.resources.topics import built_in
from tests.fixtures import ANALYST, IRAN, USA, Notes, article, iran

RUSSIA = Actor(name="Russia", side="RUS", kind="state")
EU = Actor(name="European Union", side="EU", kind="body")
VENEZUELA = Actor(name="Nicolás Maduro", side="VEN", kind="person")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("lift the oil embargo", ("sanctions",)),
        ("the verifiable dismantlement of its weapons", ("disarmament",)),
        ("withdraw its troops from Ukraine", ("withdrawal",)),
        ("hold free elections and release political prisoners", ("democracy", "release")),
        ("sit down at the table", ("talks",)),
        ("nothing of the kind", ()),
        (None, ()),
    ],
)
def test_what_words_are_about(words: str | None, expected: tuple[str, ...]) -> None:
    assert built_in().of(words) == expected


def test_each_wants_the_other_first() -> None:
    (found,) = deadlocks(iran())
    assert (found.left.note.by.side, found.right.note.by.side) == ("IRN", "USA")
    assert found.because == "IRN wants sanctions relief first, USA wants disarmament first"
    assert built_in().name("sanctions") == "sanctions relief"


def _terms(*terms: tuple[Actor, Actor | None, str, str | None, str]) -> Memory:
    words = [w for _, _, demand, offer, _ in terms for w in (demand, offer) if w]
    notes = Notes(article("t", "T", *words, publisher="P", published="2022-01-01"))
    for by, of, demand, offer, link in terms:
        notes.term(by, of, demand, offer, link, demand)
    return Memory((notes.read(),))


def test_a_deadlock_in_another_dispute_with_an_offer_that_is_not_named_apart() -> None:
    view = _terms(
        (RUSSIA, EU, "sanctions on its banks must go before its troops withdraw", None, "before"),
        (EU, RUSSIA, "Russia must withdraw its army before sanctions are eased", None, "before"),
    )
    (found,) = deadlocks(view)
    assert found.because == "EU wants withdrawal first, RUS wants sanctions relief first"


def test_terms_of_different_years_do_not_meet() -> None:
    view = Memory(tuple(pair for pair in iran().read if "first" not in pair[0].name))
    late = Memory(tuple(pair for pair in iran().read if "first" in pair[0].name))
    without_state = replace(late.read[0][1], terms=late.read[0][1].terms[:1])
    assert [t.note.by.name for t in view.terms()] == ["Mike Pompeo"]
    assert deadlocks(Memory((*view.read, (late.read[0][0], without_state)))) == ()
    assert len(deadlocks(late)) == 1


def test_two_that_would_trade_at_once_are_no_deadlock() -> None:
    view = _terms(
        (VENEZUELA, USA, "end the oil sanctions", "free elections", "in-exchange"),
        (USA, VENEZUELA, "hold a fair vote in elections", "ease the sanctions", "in-exchange"),
    )
    assert deadlocks(view) == ()


def test_terms_of_one_side_and_terms_to_others_are_no_deadlock() -> None:
    view = _terms(
        (USA, VENEZUELA, "hold elections", "sanctions relief", "unless"),
        (RUSSIA, EU, "lift all sanctions", "elections observed", "unless"),
        (USA, IRAN, "lift nothing of sanctions yet", "elections", "before"),
    )
    assert deadlocks(view) == ()


def test_the_same_terms_in_the_same_words_are_one_row_and_experts_come_last() -> None:
    view = _terms(
        (ANALYST, USA, "ease first", None, "in-exchange"),
        (USA, IRAN, "Stop enrichment.", "relief", "unless"),
        (USA, IRAN, "stop  enrichment", "relief", "unless"),
    )
    rows = offers(view)
    assert [(row.by.name, len(row.terms)) for row in rows] == [("United States", 2), ("Sanam Vakil", 1)]


def test_positions_on_terms_stand_with_the_table() -> None:
    found = bargain(iran())
    assert [s.note.holder.name for s in found.conditional] == ["Mike Pompeo", "Hassan Rouhani"]
