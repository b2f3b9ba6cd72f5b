"""Times that a clause has though they hang on another, and dates by what a note is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.extract.dating import (
    date_of,
    date_of_effect,
    date_of_event,
    date_of_measure,
    date_of_saying,
    date_of_stance,
)
from tests.annotate.linking import linked

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

WRITTEN = "2018-01-14"


def at(read: AnnotatedDocument, word: str) -> int:
    return next(t.number for t in read.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Speaking in Lusaka on Friday, she told lawmakers of the siege of 1990.", "told", "2018-01-12"),
        ("The licence lapsed last May, when Ottawa barred the bank.", "barred", "2017-05"),
        ("The court ruled in 2013 and on Jan. 9 ordered Quito to pay.", "ordered", "2018-01-09"),
        ("The miners were set free on Wednesday.", "set", "2018-01-10"),
        ("Canberra froze the funds after the army took the palace in March 2014.", "froze", "2014-03"),
        ("The bank began to pay out in November.", "began", "2017-11"),
        ("A letter leaked in December describes a ship without a flag.", "describes", "2017-12"),
        ("The envoys had a first meeting in Oslo on Jan. 9.", "meeting", "2018-01-09"),
        ("Lisbon banned the exports in April 2012. It listed the firm a month afterwards.", "listed", "2012-05"),
        ("Ottawa recalled its envoy a year ago.", "recalled", "2016-11-30/2017-02-28"),
        ("Rebels left the talks last December.", "left", "2017-12"),
    ],
)
def test_a_clause_finds_its_time(text: str, word: str, expected: str) -> None:
    read = linked(text, published=WRITTEN)
    when = date_of(read, at(read, word))
    assert when is not None
    assert when.iso == expected


def test_last_september_is_not_last_month() -> None:
    read = linked("Tripoli signed the accord last September.", published="2018-10-09")
    when = date_of(read, at(read, "signed"))
    assert when is not None
    assert when.iso == "2017-09"


def test_the_day_of_a_dateline_dates_no_clause() -> None:
    read = linked("LIMA, Jan. 14 (XYZ) - Peru shut its port on Friday and said the talks were over.", published=WRITTEN)
    assert [str(date_of(read, at(read, word))) for word in ("shut", "said")] == ["2018-01-12", "2018-01-12"]


@pytest.mark.parametrize("text", ["Two weeks later the army fired on the crowd.", "The army fired at the time."])
def test_what_counts_from_a_time_told_nowhere_is_no_news(text: str) -> None:
    read = linked(text, published=WRITTEN)
    assert date_of(read, at(read, "fired")) is None


def test_for_a_month_after_is_a_length_of_time() -> None:
    read = linked("Riga closed the crossing for a month after drones fell there.", published=WRITTEN)
    assert date_of(read, at(read, "closed")).iso == "2018-01-12/2018-01-14"  # type: ignore[union-attr]  # the news has its days


def test_a_charge_is_made_when_it_is_said_and_an_act_when_it_is_done() -> None:
    read = linked("Kyiv said on Friday that Minsk had shelled a village in May.", published=WRITTEN)
    number = at(read, "shelled")
    charge, act = (date_of_event(read, number, kind, "actual") for kind in ("ACCUSE", "ASSAULT"))
    assert (str(charge), str(act)) == ("2018-01-12", "2017-05")


def test_what_a_side_says_was_done_is_of_the_days_before_unless_it_looks_back() -> None:
    read = linked("Kyiv said Minsk had shelled a village.", published=WRITTEN)
    assert str(date_of(read, at(read, "shelled"))) == "2018-01-12/2018-01-14"
    read = linked("In 2014 a war broke out.", "Kyiv said Minsk had shelled a village.", published=WRITTEN)
    assert date_of(read, at(read, "shelled")) is None


def test_what_is_still_to_come_dates_a_plan_and_nothing_done() -> None:
    read = linked("Quito announced that its offices would close by March 1.", published=WRITTEN)
    number = at(read, "announced")
    kinds = [date_of_event(read, number, "REJECT", status) for status in ("actual", "planned")]
    assert [str(when) for when in kinds] == ["2018-01-12/2018-01-14", "2018-03-01"]
    assert str(date_of_measure(read, number, "announced")) == "2018-01-12/2018-01-14"


def test_each_state_of_things_has_lasted_since_its_own_time() -> None:
    read = linked("The bank has been on a list since 2003 and under an embargo since 2009.", published=WRITTEN)
    assert [str(date_of_effect(read, at(read, word))) for word in ("been", "embargo")] == ["2003", "2009"]


def test_votes_and_words_of_a_report_that_looks_back_are_of_its_days() -> None:
    read = linked("The war broke out in July.", "Chad voted against the ban.", published=WRITTEN)
    number = at(read, "voted")
    assert date_of(read, number) is None
    assert str(date_of_stance(read, number)) == str(date_of_saying(read, number)) == "2018-01-12/2018-01-14"
