"""Dyad panels: each act once, mutual acts both ways, months filled, nothing dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.analyse.panels import UNDATED, dyads, panel
from detente.model.actors import Actor
from detente.model.evidence import Evidence, InText
from detente.model.findings import Sourced
from detente.model.reading import Event
from detente.model.when import When

if TYPE_CHECKING:
    from detente.analyse.panels import Cell, Panel

USA, IRAN, RUSSIA = (Actor(name=name, side=side, kind="state") for name, side in (
    ("United States", "USA"), ("Iran", "IRN"), ("Russia", "RUS"),
))  # fmt: skip
EXPERT = Actor(name="Ali Vaez", kind="person")


def told(
    kind: str, actors: list[Actor], recipients: list[Actor], date: str | None, *, quote: str = "words",
    document: str = "d-1", reported: str | None = None,
) -> Sourced[Event]:  # fmt: skip
    where = InText(document=document, start=0, end=len(quote), quote=quote)
    own = When.parse(date) if date else None
    note = Event(
        type=kind, actors=tuple(actors), recipients=tuple(recipients), date=own,
        evidence=Evidence(where=where, made_by="events.v1"),
    )  # fmt: skip
    when = own or (When.parse(reported) if reported else None)
    return Sourced(note=note, document=document, title="", publisher=None, when=when)


def cells(found: Panel) -> dict[tuple[str, str, str], Cell]:
    return {(cell.source, cell.target, cell.period.iso): cell for cell in found.cells}


def reasons(found: Panel) -> list[str]:
    return [one.reason for one in found.apart]


def test_a_mutual_act_counts_in_both_directions_and_a_directed_one_in_one() -> None:
    events = [
        told("CONSULT", [USA, IRAN], [], "2021-04-06"),
        told("ACCUSE", [USA], [IRAN], "2021-04-06", quote="Washington condemned it"),
    ]
    found = cells(panel(events, unit="day"))
    assert set(found) == {("USA", "IRN", "2021-04-06"), ("IRN", "USA", "2021-04-06")}
    there, back = found["USA", "IRN", "2021-04-06"], found["IRN", "USA", "2021-04-06"]
    assert (there.acts, there.types["CONSULT"], there.types["ACCUSE"]) == (2, 1, 1)
    assert there.quads == {
        "verbal cooperation": 1, "material cooperation": 0, "verbal conflict": 1, "material conflict": 0,
    }  # fmt: skip
    assert there.goldstein == pytest.approx((1.0 - 2.0) / 2)
    assert (back.acts, back.goldstein) == (1, 1.0)


def test_joint_acts_without_a_recipient_are_not_done_to_each_other() -> None:
    events = [
        told("MOBILIZE", [USA, RUSSIA], [], "2019-01-01", quote="Both tested missiles"),
        told("ACCUSE", [USA, RUSSIA], [], "2019-01-01", quote="Both condemned the coup"),
        told("ACCUSE", [USA, RUSSIA], [], "2019-01-01", quote="They blamed each other"),
        told("ASSAULT", [USA, RUSSIA], [], "2019-01-02", quote="Jets of both bombed the caves"),
        told("ASSAULT", [USA, RUSSIA], [], "2019-01-03", quote="Patrols clashed near the river"),
        told("SANCTION", [USA, RUSSIA], [], "2019-01-04", quote="Diplomatic ties were cut"),
    ]
    found = panel(events, unit="day")
    assert [(c.source, c.period.iso) for c in found.cells] == [
        (side, day) for side in ("RUS", "USA") for day in ("2019-01-01", "2019-01-03", "2019-01-04")
    ]
    assert reasons(found) == ["it has no recipient"] * 3


def test_joint_actors_count_towards_the_recipient_alone() -> None:
    note = told("REQUEST", [USA, RUSSIA, USA], [IRAN], "2015-07-14").note
    assert dyads(note) == (("RUS", "IRN"), ("USA", "IRN"))


def test_several_reports_of_an_act_are_one_act() -> None:
    events = [
        told("SANCTION", [USA], [IRAN], "2019-06-24", document="d-1"),
        told("SANCTION", [USA], [IRAN], "2019-06-23/2019-06-25", document="d-2"),
    ]
    found = panel(events, unit="day")
    (cell,) = found.cells
    assert (cell.period.iso, cell.acts, cell.reports) == ("2019-06-24", 1, 2)
    assert found.apart == ()


def test_months_between_first_and_last_are_filled_for_every_dyad() -> None:
    events = [
        told("SANCTION", [USA], [IRAN], "2018-11-05"),
        told("AID", [RUSSIA], [IRAN], "2019-02", quote="aid"),
    ]
    found = panel(events, unit="month")
    months = ["2018-11", "2018-12", "2019-01", "2019-02"]
    assert [(c.source, c.target, c.period.iso) for c in found.cells] == [
        *(("RUS", "IRN", month) for month in months), *(("USA", "IRN", month) for month in months),
    ]  # fmt: skip
    empty = cells(found)["USA", "IRN", "2019-01"]
    assert (empty.acts, empty.reports, empty.goldstein) == (0, 0, None)
    assert set(empty.types.values()) == set(empty.quads.values()) == {0}


def test_days_are_not_filled() -> None:
    events = [told("ACCUSE", [USA], [IRAN], day) for day in ("2019-01-01", "2019-03-01")]
    assert len(panel(events, unit="day").cells) == 2


def test_what_no_cell_counts_is_listed_with_its_reason_in_the_order_given() -> None:
    events = [
        told("ACCUSE", [USA], [IRAN], None, reported="2019-01-02"),
        told("MOBILIZE", [IRAN], [], "2019-01-01"),
        told("ACCUSE", [EXPERT], [IRAN], "2019-01-01"),
        told("COERCE", [IRAN], [Actor(name="editors", side="IRN")], "2019-01-01"),
        told("PROTEST", [], [IRAN], "2019-01-01"),
        told("ACCUSE", [RUSSIA], [USA], "2019-01"),
    ]
    found = panel(events, unit="day")
    assert found.cells == ()
    assert reasons(found) == [
        UNDATED, "it has no recipient", "a side is not known", "both sides are the same", "it has no actor",
        "its date spans more than a day",
    ]  # fmt: skip
    assert [one.event for one in found.apart] == events
    month = panel(events, unit="month")
    assert [c.period.iso for c in month.cells] == ["2019-01"]
    assert len(month.apart) == 5


def test_by_report_an_undated_event_stands_on_the_day_of_its_document() -> None:
    events = [told("ACCUSE", [USA], [IRAN], None, reported="2019-01-02"), told("ACCUSE", [IRAN], [USA], None)]
    found = panel(events, unit="day", by_report=True)
    assert [c.period.iso for c in found.cells] == ["2019-01-02"]
    assert reasons(found) == [UNDATED]


def test_an_interval_over_the_turn_of_the_month_is_in_no_month() -> None:
    found = panel([told("ACCUSE", [USA], [IRAN], "2019-01-31/2019-02-01")], unit="month")
    assert reasons(found) == ["its date spans more than a month"]


def test_nothing_gives_an_empty_panel_and_order_does_not_matter() -> None:
    assert panel([], unit="month").cells == ()
    events = [told("ACCUSE", [a], [b], "2019-01-01") for a in (USA, IRAN, RUSSIA) for b in (USA, IRAN, RUSSIA)]
    assert panel(events, unit="day").cells == panel(reversed(events), unit="day").cells
