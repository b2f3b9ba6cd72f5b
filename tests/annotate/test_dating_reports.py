"""What a text reads like: the index of dated reports, by rare words that they share."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from detente.annotate import dating_clues, dating_reports
from detente.annotate.dating_axis import LENGTH, day_at, index
from detente.annotate.dating_fits import Clue
from detente.annotate.dating_reports import report_clues, weighed
from detente.model.when import When
from tests.annotate.linking import linked

if TYPE_CHECKING:
    import pytest

HELSINKI = (
    "Presidents leave Helsinki smiling and their aides silent",
    "Donald Trump and Vladimir Putin shook hands in the Finnish capital after two hours alone with their interpreters.",
    "Asked about meddling in the election, Mr Trump said he saw no reason why it would have been Russia.",
)


def test_words_weigh_by_the_best_place_they_stand_in() -> None:
    words = weighed(["Lima answers", *["Quito waits."] * 8, "Bogota and Lima wait."])
    assert (words["lima"], words["quito"], words["bogota"]) == (1.5, 1.0, 0.5)


def test_a_text_is_near_the_reports_it_reads_like() -> None:
    (clue,) = report_clues(HELSINKI, told=frozenset(), alone=False)
    assert abs((day_at(int(np.argmax(clue.fit))) - date(2018, 7, 16)).days) <= 3


def test_a_faint_likeness_is_a_clue_only_beside_others() -> None:
    faint = ["Sanctions are a tool of statecraft. They rarely work alone."]
    assert report_clues(faint, told=frozenset(), alone=True) == []
    assert len(report_clues(faint, told=frozenset(), alone=False)) == 1
    assert report_clues(["Xq zzv."], told=frozenset(), alone=False) == []


def test_days_further_from_the_reports_are_less_likely_and_none_is_ruled_out() -> None:
    (clue,) = report_clues(HELSINKI, told=frozenset(), alone=False)
    at = index(date(2018, 7, 16))
    assert clue.fit[at] > clue.fit[at + 10] > clue.fit[at + 300]
    assert np.isfinite(clue.fit).all()
    assert len(clue.fit) == LENGTH


def test_every_report_of_the_table_has_a_day() -> None:
    reports = dating_reports._reports()
    numbers = {
        number
        for word in ("sanctions", "helsinki", "putin")
        if word in reports.lines
        for number in dating_reports._holders(word)[1].tolist()
    }
    assert numbers
    assert max(numbers) < len(reports.days)


def test_a_dateline_outweighs_likeness() -> None:
    read = linked(
        "Presidents' words in Helsinki still echo in Washington",
        "WASHINGTON, Aug. 2 (AP) - Donald Trump and Vladimir Putin spoke for two hours alone in Helsinki, and senators want the notes.",
        "U.S. Secretary of State Mike Pompeo said on Thursday that sanctions on Russia stood.",
    )
    assert read.published is not None
    assert read.published.meets(When.parse("2018-08-02"))
    assert read.published.width <= 3


def test_what_it_reads_like_never_moves_a_text_that_tells_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = np.full(LENGTH, -20.0)
    elsewhere[index(date(2011, 3, 9))] = 0.0
    monkeypatch.setattr(
        dating_clues, "report_clues", lambda *_, **__: [Clue(elsewhere, "reads like reports of March 2011")]
    )
    told = linked(
        "Trump and Kim sign a joint statement in Singapore",
        "SINGAPORE, June 12 (Reuters) - Donald Trump shook the hand of Kim Jong Un on a Singapore island on Tuesday and both signed.",
    )
    assert told.published is not None
    assert told.published.meets(When.parse("2018-06-12"))
    untold = linked("A harbour waits", "The ferries stayed in port, and the customs officers drank their tea.")
    assert untold.published is not None
    assert untold.published.meets(When.parse("2011-03-09"))
