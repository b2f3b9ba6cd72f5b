"""The record's own series: an act counts on the day of its first report, once, and only if it was news."""

from __future__ import annotations

from datetime import date

import pytest

from detente.analyse.forecast.acts import named
from detente.analyse.forecast.recorded import recorded
from detente.analyse.forecast.source import drift, of_record
from detente.analyse.view import Memory
from detente.model.actors import Actor
from tests.analyse.forecast.test_forecasting import bursts
from tests.fixtures import FRANCE, IRAN, TREASURY, USA, ZARIF, Notes, article, iran

KOREA = Actor(name="North Korea", side="PRK", kind="state")


def _view() -> Memory:
    first = Notes(
        article(
            "1", "T", "Iran and France met in Paris. Washington threatened Iran.", publisher="P", published="2019-08-26"
        )
    )
    first.event("CONSULT", [IRAN, FRANCE], [], "Iran and France met in Paris", date="2019-08-25")
    first.event("THREATEN", [USA], [IRAN], "Washington threatened Iran")
    again = Notes(
        article(
            "2",
            "U",
            "Paris saw Iran and France meet. In 2015 Washington eased sanctions on Iran.",
            publisher="Q",
            published="2019-08-27",
        )
    )
    again.event("CONSULT", [IRAN, FRANCE], [], "Paris saw Iran and France meet", date="2019-08-25")
    again.event("CONCEDE", [USA], [IRAN], "In 2015 Washington eased sanctions on Iran", date="2015-07-14")
    third = Notes(
        article(
            "3",
            "V",
            "Pyongyang test-fired a missile. It may talk to Iran. The Treasury listed Zarif.",
            publisher="R",
            published="2019-09-10",
        )
    )
    third.event("MOBILIZE", [KOREA], [], "Pyongyang test-fired a missile", date="2019-09-09")
    third.event("CONSULT", [KOREA], [IRAN], "It may talk to Iran", status="hypothetical")
    third.measure(TREASURY, "designate", [ZARIF], "The Treasury listed Zarif", date="2019-09-08")
    return Memory((first.read(), again.read(), third.read()))


def test_an_act_counts_once_on_the_day_of_its_first_report() -> None:
    found = recorded(_view())
    told = [(act.day, act.dyads, act.code) for act in found.acts]
    assert (date(2019, 8, 26), ("FRA–IRN",), "044") in told
    assert (date(2019, 8, 26), ("IRN–USA",), "13") in told
    assert (date(2019, 9, 10), (), "test") in told
    assert (date(2019, 9, 10), ("IRN–USA",), "163") in told
    assert len(told) == 4
    assert found.late == 1
    meeting = next(act for act in found.acts if named("meet").holds(act.code))
    assert meeting.told == "Iran and France met in Paris"


def test_what_was_published_later_is_not_known() -> None:
    assert [act.code for act in recorded(_view(), as_of=date(2019, 9, 1)).acts] == ["044", "13"]
    assert recorded(_view(), as_of=date(2019, 8, 1)).acts == ()


def test_a_record_of_few_documents_says_that_it_is_thin() -> None:
    source = of_record(iran(), name="iran.sqlite", as_of=None)
    assert "read more or name a series" in source.thin
    assert any("documents" in line for line in source.declared)
    assert of_record(_view(), name="r", as_of=None).thin == ""
    with pytest.raises(ValueError, match="no document has a day"):
        of_record(Memory(()), name="empty", as_of=None)


def test_gaps_and_a_change_of_what_is_read_are_declared() -> None:
    acts = bursts()
    assert drift(acts, acts[-1].day) == ()
    quiet = [act for act in acts if not date(2011, 3, 1) <= act.day <= date(2011, 5, 1)]
    assert any("a gap of the series" in line for line in drift(quiet, acts[-1].day))
    last = acts[-1].day
    more = [*acts, *(act for act in acts if (last - act.day).days < 180 for _ in range(2))]
    assert any("what is read has changed" in line for line in drift(more, last))
