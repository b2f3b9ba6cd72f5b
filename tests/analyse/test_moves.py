"""The bargain over time: what comes on the table, what is no longer named, what hardens or softens."""

from __future__ import annotations

import pytest

from detente.analyse.moves import items, moves
from detente.analyse.view import Memory
from detente.model.actors import Actor
from tests.fixtures import ANALYST, IRAN, USA, Notes, article
from tests.long_dispute import venezuela

RUSSIA = Actor(name="Russia", side="RUS", kind="state")
UKRAINE = Actor(name="Ukraine", side="UKR", kind="state")


def test_what_each_party_demands_and_offers_by_topic() -> None:
    told = [(i.by, i.of, i.what, i.topic, len(i.terms)) for i in items(venezuela())]
    assert told == [
        ("USA", "VEN", "demand", "democracy", 8),
        ("USA", "VEN", "demand", "release", 4),
        ("USA", "VEN", "offer", "sanctions", 8),
        ("VEN", "USA", "demand", "sanctions", 4),
    ]


def test_a_new_demand_and_a_condition_that_becomes_a_trade() -> None:
    found = [(m.kind, m.item.by, m.item.topic, (m.after or m.before)[0].when.iso) for m in moves(venezuela())]
    assert found == [("added", "USA", "release", "2022-05-17"), ("softened", "USA", "democracy", "2022-05-17")]


def _rounds(*rounds: tuple[str, str, str | None, str], by: Actor = RUSSIA, of: Actor | None = UKRAINE) -> Memory:
    pairs = []
    for number, (day, demand, offer, link) in enumerate(rounds):
        text = f"{demand} {offer or ''} {number}".strip()
        notes = Notes(article(f"r{number}", f"T{number}", text, publisher="P", published=day))
        notes.term(by, of, demand, offer, link, text)
        notes.position(USA, "sanctions", "anti", text, target="RUS")
        pairs.append(notes.read())
    return Memory(tuple(pairs))


def test_a_demand_that_later_rounds_lack_is_no_longer_named() -> None:
    view = _rounds(
        ("2022-03-01", "recognition of Crimea", None, "before"),
        ("2022-03-28", "neutral troops", "a ceasefire", "in-exchange"),
        ("2022-07-01", "sanctions lifted", None, "before"),
        ("2022-09-01", "sanctions gone", None, "before"),
    )
    found = {(m.kind, m.item.what, m.item.topic) for m in moves(view)}
    assert ("no longer named", "demand", "recognition") in found
    assert ("no longer named", "offer", "withdrawal") in found
    assert ("added", "demand", "sanctions") in found
    dropped = next(m for m in moves(view) if m.item.topic == "recognition")
    assert [s.when.iso for s in dropped.after] == ["2022-03-28", "2022-07-01"]


@pytest.mark.parametrize(
    ("links", "kind"), [(("in-exchange", "unless"), "hardened"), (("before", "no-preconditions"), "softened")]
)
def test_a_demand_hardens_or_softens(links: tuple[str, str], kind: str) -> None:
    days = ("2022-03-01", "2022-08-01")
    view = _rounds(*((day, "sanctions lifted", None, link) for day, link in zip(days, links, strict=True)))
    assert [(m.kind, m.item.topic) for m in moves(view)] == [(kind, "sanctions")]


def test_reports_of_the_same_weeks_are_one_bargain() -> None:
    view = _rounds(("2022-03-01", "sanctions lifted", None, "before"), ("2022-03-20", "talks", None, "in-exchange"))
    assert moves(view) == ()


def test_whom_a_term_addresses_is_told_by_the_document_where_its_words_do_not() -> None:
    view = _rounds(("2022-03-01", "withdraw the troops", None, "before"), by=USA, of=None)
    assert [(i.by, i.of) for i in items(view)] == [("USA", "RUS")]


def test_advice_of_experts_comes_last_and_moves_nothing() -> None:
    view = _rounds(
        ("2022-03-01", "sanctions lifted", None, "before"), ("2022-09-01", "talks", None, "before"), by=ANALYST, of=IRAN
    )
    assert {i.expert for i in items(view)} == {True}
    assert moves(view) == ()
