"""The brief's drawings and measures: what moved, four measures, the bargain over time; every mark opens its sentence."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from detente.analyse.bargain import bargain
from detente.analyse.view import Memory
from detente.model.when import When
from detente.present.brief.axis import Axis
from detente.present.brief.citing import Citations
from detente.present.brief.lanes import graph, lanes, move_rows
from detente.present.brief.measured import FEW, measured_rows
from detente.present.brief.moved import APART, _spread, charts, moved_rows
from detente.present.brief.page import brief
from tests.fixtures import hostile, iran
from tests.long_dispute import venezuela
from tests.present.test_brief import Page


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(brief(venezuela()))


def test_every_mark_of_a_drawing_opens_a_sentence_of_the_file(page: Page) -> None:
    ids, links = page.attributes("id"), page.attributes("href")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)
    drawn = [attrs["aria-label"] or "" for tag, attrs in page.tags if tag == "a" and "aria-label" in attrs]
    assert sum("United States, " in told for told in drawn) == 8
    assert sum("political reform" in told or "free elections" in told for told in drawn) > 8


def test_a_change_of_line_stands_with_its_sentences() -> None:
    (row,) = moved_rows(venezuela(), Citations())
    assert (row.who, row.issue, row.over, row.was, row.now) == (
        "United States", "Sanctions", "Venezuela", "keep", "on terms",
    )  # fmt: skip
    assert row.between == "31 March 2020 to 17 May 2022"
    assert row.chances > 80
    assert [cite.when[-4:] for cite in (*row.before, *row.after)] == ["2020", "2019", "2019", "2022", "2022", "2023"]


def test_lines_keep_to_the_drawing_and_governments_stand_before_experts() -> None:
    (chart,) = charts(venezuela())
    assert [line.name for line in chart.lines] == ["United States", "European Union", "experts and press"]
    assert [line.press for line in chart.lines] == [False, False, True]
    for line in chart.lines:
        places = [tuple(map(float, point.split(","))) for point in (line.path + " " + line.band).split()]
        assert all(110 <= x <= 580 and 14 <= y <= 124 for x, y in places)
    assert [tick.text for tick in chart.ticks] == ["2019", "2020", "2021", "2022", "2023", "2024"]


def test_names_at_the_right_do_not_lie_on_one_another() -> None:
    placed = sorted(_spread([20.0, 20.0, 120.0, 121.0]))
    assert all(b - a >= APART for a, b in pairwise(placed))
    assert placed[-1] <= 131


def test_the_four_measures_stand_side_by_side_with_their_sentences() -> None:
    citations = Citations()
    (row,) = measured_rows(venezuela(), None, citations)
    assert (row.pair, row.over) == ("European Union and United States", "Venezuela")
    assert re.match(r"Sanctions 0\.\d\d \(0\.\d\d to 0\.\d\d\)", row.positions[0].figure)
    assert row.said is not None
    assert row.said.counts == "6 of 8 judgements"
    assert row.policy is not None
    assert "16 of 16 acts hostile" in row.policy.counts
    assert [head for head, cites in row.policy.cites if cites] == ["European Union", "United States"]
    assert row.lists is None
    (few,) = measured_rows(Memory(venezuela().read[1:3]), None, citations)
    assert few.policy is not None
    assert few.policy.figure == FEW


def test_lanes_and_arrows_show_who_asks_whom_over_time() -> None:
    found = bargain(venezuela())
    drawn = lanes(found)
    assert drawn is not None
    assert [lane.words for lane in drawn.lanes] == [
        "United States demands of Venezuela: political reform",
        "United States demands of Venezuela: release of prisoners",
        "United States offers to Venezuela: sanctions relief",
        "Venezuela demands of United States: sanctions relief",
    ]
    assert [mark.first for mark in drawn.lanes[0].marks] == [True] * 4 + [False] * 4
    assert all(400 <= mark.x <= 860 for lane in drawn.lanes for mark in lane.marks)
    asked = graph(found)
    assert asked is not None
    (pair,) = asked.pairs
    assert (pair.left, pair.right) == ("United States", "Venezuela")
    assert pair.forth is not None
    assert pair.forth.words == "demands political reform, release of prisoners; offers sanctions relief"
    assert pair.back is not None
    assert pair.back.locked


def test_what_changed_on_the_table_is_told_in_words() -> None:
    told = [row.sentence for row in move_rows(bargain(venezuela()), Citations())]
    assert told == [
        "The United States newly demands release of prisoners of Venezuela.",
        "The United States no longer wants political reform first of Venezuela, but in a trade or without condition.",
    ]


def test_a_deadlock_is_marked() -> None:
    drawn = lanes(bargain(iran()))
    assert drawn is not None
    locked = [lane.words for lane in drawn.lanes if lane.locked]
    assert locked == [
        "Iran demands of United States: sanctions relief",
        "United States demands of Iran: disarmament",
    ]


def test_nothing_to_draw() -> None:
    nothing = bargain(Memory(()))
    assert (lanes(nothing), graph(nothing), charts(Memory(()))) == (None, None, ())
    assert "Who asks whom" not in brief(Memory(()))
    assert Page(brief(hostile())).open == []


@pytest.mark.parametrize(
    ("days", "texts"),
    [
        (("2021-03-05", "2021-07-01"), ["Apr 2021", "May 2021", "Jun 2021", "Jul 2021"]),
        (("1998-01-01", "2022-01-01"), ["2000", "2005", "2010", "2015", "2020"]),
        (("2021-03-05", "2021-03-05"), ["Mar 2021", "Apr 2021"]),
    ],
)
def test_the_time_axis_has_few_marks(days: tuple[str, str], texts: list[str]) -> None:
    axis = Axis.over(map(When.parse, days), left=0, right=100)
    assert [tick.text for tick in axis.ticks()] == texts
    assert all(0 <= tick.x <= 100 for tick in axis.ticks())
