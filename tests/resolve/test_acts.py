from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from detente.model.actors import Actor
from detente.model.evidence import Evidence, InText
from detente.model.findings import Sourced
from detente.model.reading import Event
from detente.model.when import When
from detente.resolve.acts import same_acts

if TYPE_CHECKING:
    from detente.model.reading import EventStatus, EventType

USA, EU = Actor(name="United States", side="USA"), Actor(name="European Union", side="EU")
TREASURY = Actor(name="U.S. Treasury Department", side="USA", kind="body")
BELARUS, MINSK = Actor(name="Belarus", side="BLR"), Actor(name="Minsk", side="BLR")


def report(
    document: str,
    when: str | None = "2021-12-02",
    *,
    actor: Actor = USA,
    recipient: Actor | None = BELARUS,
    type_: EventType = "SANCTION",
    status: EventStatus = "actual",
    start: int = 0,
) -> Sourced[Event]:
    where = InText(document=document, start=start, end=start + 5, quote="words")
    recipients = (recipient,) if recipient else ()
    evidence = Evidence(where=where, made_by="events.v1")
    event = Event(type=type_, actors=(actor,), recipients=recipients, status=status, evidence=evidence)
    return Sourced(
        note=event, document=document, title=document, publisher=None, when=When.parse(when) if when else None
    )


def test_one_act_with_all_its_reports() -> None:
    told = [report("a"), report("b", actor=TREASURY), report("c", "2021-12-01/2021-12-03", recipient=MINSK)]
    ((first, *rest),) = same_acts(told)
    assert {first.document, *(one.document for one in rest)} == {"a", "b", "c"}


@pytest.mark.parametrize(
    "other",
    [
        report("b", actor=EU),
        report("b", recipient=None),
        report("b", type_="REQUEST"),
        report("b", status="planned"),
        report("b", "2021-12-03"),
        report("b", "2021-12"),
        report("b", None),
        report("a", start=9),
        report("b", recipient=Actor(name="Belaruskali")),
    ],
)
def test_other_acts_stay_apart(other: Sourced[Event]) -> None:
    assert len(same_acts([report("a"), other])) == 2


def test_days_that_do_not_meet_are_not_joined_over_a_third() -> None:
    told = [report("a", "2021-12-01"), report("b", "2021-12-01/2021-12-03"), report("c", "2021-12-03")]
    assert [len(act) for act in same_acts(told)] == [2, 1]


def test_the_order_they_come_in_does_not_matter() -> None:
    told = [report(name, day, start=n) for n, name in enumerate("abcdef") for day in ("2021-12-02", "2021-12-05", None)]
    wanted = same_acts(told)
    for seed in range(10):
        random.Random(seed).shuffle(told)
        assert same_acts(told) == wanted
    assert sum(map(len, wanted)) == len(told)
