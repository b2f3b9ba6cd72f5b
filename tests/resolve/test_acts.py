"""Acts of a list of events; how notes are weighed is in ``test_things``."""

from __future__ import annotations

import random
from dataclasses import replace
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
POTASH = "blacklisted the state potash maker and its Cypriot trading arm"
AIRLINE = "froze the assets of the national airline over migrants flown to the border"


def report(
    document: str,
    when: str | None = "2021-12-02",
    *,
    actor: Actor = USA,
    recipient: Actor | None = BELARUS,
    type_: EventType = "SANCTION",
    status: EventStatus = "actual",
    quote: str = POTASH,
    start: int = 0,
) -> Sourced[Event]:
    where = InText(document=document, start=start, end=start + len(quote), quote=quote)
    recipients = (recipient,) if recipient else ()
    day = When.parse(when) if when else None
    evidence = Evidence(where=where, made_by="events.v1")
    event = Event(type=type_, actors=(actor,), recipients=recipients, date=day, status=status, evidence=evidence)
    return Sourced(note=event, document=document, title=document, publisher=None, when=day)


@pytest.mark.parametrize(
    "other",
    [
        report("b", actor=TREASURY, recipient=MINSK),
        report("b", "2021-12-01/2021-12-03"),
        report("b", "2021-12-03"),
        report("b", recipient=None),
        report("b", status="planned"),
        report("b", quote="added the potash producer to its blacklist"),
    ],
)
def test_one_act_though_its_reports_differ(other: Sourced[Event]) -> None:
    ((first, second),) = same_acts([report("a"), other])
    assert {first.document, second.document} == {"a", "b"}


@pytest.mark.parametrize(
    "other",
    [
        report("b", actor=EU),
        report("b", type_="REQUEST"),
        report("b", status="hypothetical"),
        report("b", "2021-12-09"),
        report("b", "2021-12"),
        report("b", None),
        report("a", start=99),
        report("b", "2021-12-03", quote=AIRLINE),
        report("b", recipient=Actor(name="Ruritania", side="RUR"), quote=AIRLINE),
    ],
)
def test_other_acts_stay_apart(other: Sourced[Event]) -> None:
    assert len(same_acts([report("a"), other])) == 2


def test_days_that_drift_are_not_joined_step_by_step() -> None:
    told = [report(name, f"2021-12-{day:02d}") for day, name in enumerate("abcdefg", 1)]
    assert max(map(len, same_acts(told))) <= 3


def test_what_a_record_resolved_stays_as_it_is() -> None:
    a, b = (replace(report(name), story=f"o-{name}") for name in "ab")
    assert [len(act) for act in same_acts([a, b])] == [1, 1]
    assert same_acts([replace(a, also=(b,))]) == ((replace(a, also=(b,)), b),)


def test_the_order_they_come_in_does_not_matter() -> None:
    told = [report(name, day, start=n) for n, name in enumerate("abcdef") for day in ("2021-12-02", "2021-12-05", None)]
    wanted = same_acts(told)
    for seed in range(10):
        random.Random(seed).shuffle(told)
        assert same_acts(told) == wanted
    assert sum(map(len, wanted)) == len(told)
