"""Notes of one thing: what joins them, what keeps them apart."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente import resources
from detente.model.actors import Actor
from detente.model.evidence import Evidence, InText
from detente.model.reading import Assessment, Event, Measure, Position, Statement, Term
from detente.model.when import When
from detente.resolve.claims import claim
from detente.resolve.likeness import likeness, threshold
from detente.resolve.stories import story_id
from detente.resolve.things import Report, things

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.reading import Layer, Note
    from detente.resolve.claims import Claim

USA = Actor(name="United States", side="USA", kind="state")
TREASURY = Actor(name="U.S. Treasury Department", side="USA", kind="body")
UK = Actor(name="Britain", side="GBR", kind="state")
VENEZUELA, CARACAS = Actor(name="Venezuela", side="VEN", kind="state"), Actor(name="Caracas", side="VEN", kind="state")
RODRIGUEZ = Actor(name="Delcy Rodríguez", side="VEN", kind="person")
MADURO = Actor(name="Nicolás Maduro", side="VEN", kind="person")
OIL = "barred dealings with the state oil company PDVSA until a new election is held"
OIL_AGAIN = "a ban on dealings with PDVSA, the state oil company, took effect until an election is held"
GOLD = "put the gold miner Minerven on its blacklist"
LAYER: dict[type, Layer] = {
    Statement: "statements", Event: "events", Position: "positions", Term: "terms", Measure: "measures", Assessment: "assessments",
}  # fmt: skip


def evidence(document: str, quote: str, start: int = 0) -> Evidence:
    return Evidence(where=InText(document=document, start=start, end=start + len(quote), quote=quote), made_by="x.v1")


def day(text: str | None) -> When | None:
    return When.parse(text) if text else None


def event(
    document: str, quote: str = OIL, *, when: str | None = "2019-01-28", start: int = 0, **other: object
) -> Event:
    given = {"type": "SANCTION", "actors": (USA,), "recipients": (VENEZUELA,), **other}
    return Event(date=day(when), evidence=evidence(document, quote, start), **given)


def measure(document: str, quote: str = OIL, *, when: str | None = "2019-01-28", **other: object) -> Measure:
    given = {"imposer": TREASURY, "act": "designate", "targets": (Actor(name="PDVSA", kind="body"),), **other}
    return Measure(date=day(when), evidence=evidence(document, quote), **given)


def statement(document: str, quote: str, *, source: Actor = RODRIGUEZ, when: str | None = "2019-01-29") -> Statement:
    cue = InText(document=document, start=900, end=904, quote="said")
    return Statement(source=source, cue=cue, content=evidence(document, quote), form="direct", date=day(when))


def claimed(note: Note, *, stories: Iterable[str] = (), reported: str | None = "2019-01-29") -> Claim:
    document = note.evidence.where.document
    return claim(
        note, layer=LAYER[type(note)], document=document, stories=stories or [story_id(document)], when=day(reported)
    )


def groups(notes: Iterable[Note], **judged: list[tuple[str, str]]) -> list[list[str]]:
    held: dict[str, list[str]] = {}
    for report in things(map(claimed, notes), **judged):
        held.setdefault(report.thing, []).append(report.document)
    return sorted(held.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (event("a"), event("b", OIL_AGAIN)),
        (event("a"), event("b", OIL_AGAIN, when="2019-01-29")),
        (event("a"), event("b", OIL_AGAIN, when=None)),
        (event("a"), event("b", OIL_AGAIN, recipients=())),
        (event("a"), event("b", OIL_AGAIN, type="COERCE")),
        (event("a"), event("b", OIL_AGAIN, recipients=(CARACAS,), actors=(TREASURY,))),
        (measure("a"), measure("b", OIL_AGAIN, imposer=USA)),
        (measure("a"), measure("b", "hit PDVSA and four others", targets=(Actor(name="PDVSA"), Actor(name="Citgo")))),
        (measure("a"), measure("b", OIL_AGAIN, act="restrict")),
        (
            measure("a", "the embargo on arms stands", act="embargo", targets=(VENEZUELA,), when=None),
            measure("b", "an arms embargo remains", act="embargo", targets=(CARACAS,), when=None),
        ),
        (
            statement("a", "The thieves in Washington want to rob our oil company of its income"),
            statement("b", "the thieves in Washington want to rob our oil company", when=None),
        ),
        (
            statement("a", "The thieves in Washington want to rob our oil company of its income"),
            statement("b", "thieves in Washington want to rob our oil company of its income", source=CARACAS),
        ),
    ],
)
def test_reports_of_one_thing(one: Note, other: Note) -> None:
    assert groups([one, other]) == [["a", "b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (event("a"), event("b", GOLD, when="2019-03-19")),
        (event("a", type="ACCUSE"), event("b", "called the raid on the envoy's house a crime", type="ACCUSE")),
        (event("a"), event("b", actors=(UK,))),
        (event("a"), event("b", status="hypothetical")),
        (event("a"), event("b", type="CONSULT")),
        (event("a", OIL + " by 28 April"), event("b", OIL + " by 5 May", when="2019-01-29", recipients=())),
        (measure("a"), measure("b", act="ease")),
        (measure("a"), measure("b", GOLD, targets=(Actor(name="Minerven", kind="body"),))),
        (measure("a", targets=(), when=None), measure("b", GOLD, targets=(), when=None)),
        (statement("a", "we will never give up our oil"), statement("b", "the border will stay closed")),
        (statement("a", "we will never give up our oil and our gold"), statement("b", "we will never give up our oil and our gold", source=UK)),
        (statement("a", "we sold 400,000 barrels of oil to Havana in May"), statement("b", "we sold 90,000 barrels of oil to Havana")),
        (event("a", start=0), event("a", start=200)),
    ],
)  # fmt: skip
def test_other_things_stay_apart(one: Note, other: Note) -> None:
    assert groups([one, other]) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda d, q: Position(holder=MADURO, issue="sanctions", target="VEN", stance="pro", evidence=evidence(d, q)),
        lambda d, q: Term(by=MADURO, of=USA, link="before", evidence=evidence(d, q)),
        lambda d, q: Assessment(
            by=Actor(name="R. Salas"), about=("USA", "VEN"), topic="talks", direction="stalled", evidence=evidence(d, q)
        ),
    ],
)
def test_a_copy_of_a_note_is_no_second_one(make: object) -> None:
    quote = "sanctions must go before anybody talks of an election"
    assert groups([make("a", quote), make("b", quote)]) == [["a", "b"]]
    assert groups([make("a", quote), make("b", "the measures against the central bank should end soon")]) == []


def test_copies_of_one_story_are_one_whatever_their_dates() -> None:
    quote = "barred dealings with the state oil company"
    one, other = (
        claimed(event("a", quote), stories=["o-1"]),
        claimed(event("b", quote, when="2018-05-02"), stories=["o-1"]),
    )
    assert len(things([one, other])) == 2
    assert things([one, replace(other, stories=frozenset({"o-2"}))]) == ()


def test_two_acts_of_a_document_meet_theirs_in_another() -> None:
    told = [event(d, quote, start=n) for d in "abc" for n, quote in ((0, OIL), (300, GOLD))]
    assert groups(told) == [["a", "b", "c"], ["a", "b", "c"]]


def test_what_people_judge_comes_first() -> None:
    a, b, c = event("a"), event("b", OIL_AGAIN), event("c", GOLD, when="2019-03-19")
    assert groups([a, b, c]) == [["a", "b"]]
    assert groups([a, b, c], apart=[(a.id, b.id)]) == []
    assert groups([a, b, c], together=[(b.id, c.id)]) == [["a", "b", "c"]]
    assert groups([a, b, c], together=[(b.id, c.id)], apart=[(a.id, c.id)]) == [["b", "c"]]
    assert groups([a, b, c], together=[("e-gone", c.id)]) == [["a", "b"]]


def test_the_order_they_come_in_does_not_matter() -> None:
    chance = random.Random(3)
    quotes = (OIL, OIL_AGAIN, GOLD, "froze accounts of the central bank", "froze the central bank's accounts")
    told = [
        claimed(event(f"d{n}", chance.choice(quotes), when=f"2019-01-{chance.randrange(10, 28)}", start=n))
        for n in range(120)
    ]
    wanted = things(told)
    assert len({report.thing for report in wanted}) > 5
    for seed in range(5):
        random.Random(seed).shuffle(told)
        assert things(told) == wanted


def test_a_thing_keeps_its_id_when_a_report_comes_later() -> None:
    before = things(map(claimed, [event("a"), event("b", OIL_AGAIN)]))
    after = things(map(claimed, [event("a"), event("b", OIL_AGAIN), event("c", OIL)]))
    assert {r.thing for r in before} == {r.thing for r in after}
    assert [type(r) for r in after] == [Report] * 3


def test_each_says_what_speaks_for_it() -> None:
    found = likeness(claimed(event("a")), claimed(event("b", OIL_AGAIN, when="2019-01-29")))
    assert found is not None
    assert found.score >= threshold("events")
    assert "day: near +0" in found.because
    assert sum(float(part.rsplit(" ", 1)[1]) for part in found.because) == found.score


def test_many_reports_of_one_day_take_time_that_grows_with_their_number() -> None:
    chance = random.Random(1)
    places = [f"town{n}" for n in range(400)]
    told = [
        claimed(
            event(
                f"d{n}",
                f"froze accounts in {chance.choice(places)} and {chance.choice(places)} over {chance.choice(places)}",
            )
        )
        for n in range(4000)
    ]
    started = time.process_time()
    things(told)
    assert time.process_time() - started < 20


def test_every_level_has_a_weight_and_a_meaning() -> None:
    rows = resources.rows("resolve/weights.tsv")
    levels = {(row["layer"], row["detail"], row["level"]) for row in rows}
    assert len(levels) == len(rows)
    assert all(row["meaning"] for row in rows)
    for layer in ("events", "measures", "*"):
        for detail in ("kind", "who", "whom", "day", "status", "words"):
            assert (layer, detail, "same") in levels or detail == "words"
