"""Where a side or a person stood over the years: the page of the side has its series, its changes and whom it meets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from detente.analyse.series import series
from detente.record import open_project
from detente.web.strips import MOST_DOTS, strip
from tests.long_dispute import venezuela
from tests.web.conftest import Browser, browser_on, written

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def years(tmp_path_factory) -> Iterator[Browser]:
    yield from browser_on(written(tmp_path_factory.mktemp("years") / "venezuela.sqlite", venezuela()))


def test_a_side_has_its_series_and_the_changes_that_analysis_finds(years) -> None:
    page = years.get("/sides/USA").text
    with open_project(years.path, read_only=True) as record:
        found = [one for one in series(record.view().select()) if one.side == "USA"]
    changes = [change for one in found for change in one.changes]
    assert changes
    assert page.count('class="change"') == len(changes)
    for change in changes:
        assert f"/note/{change.first[0].note.id}" in page
        assert f"/note/{change.last[0].note.id}" in page
        assert f"{round(100 * change.probability)} chances in 100" in page
    assert page.count('<figure class="series"') == sum(len(one.notes) >= 3 and len(one.points) > 1 for one in found)


def test_the_overview_tells_the_change_that_the_series_finds(years) -> None:
    """The newest two days agree here, so that the days alone would say that nobody moved."""
    newest = years.get("/").text.partition('id="h-changed"')[2].partition("</section>")[0]
    assert '<a href="/sides/USA">United States</a>' in newest
    assert "84 chances in 100" in newest
    assert newest.count("chances in 100") == 1


def test_the_overview_says_where_one_day_is_too_little_to_call_a_change(reader) -> None:
    newest = reader.get("/").text.partition('id="h-changed"')[2].partition("</section>")[0]
    assert newest.count("<li>") == newest.count("newest day alone, too little to call a change") > 0


def test_a_side_meets_others_with_so_many_acts_of_either_kind(years) -> None:
    page = years.get("/sides/VEN").text
    row = re.search(r'href="/sides/USA">[^<]+</a></th><td class="num"><a href="([^"]+)">(\d+)</a></td><td class="num">(\d+)</td><td class="num">(\d+)', page)  # fmt: skip
    assert row
    href, acts, coop, conf = row.groups()
    assert int(acts) == int(coop) + int(conf)
    assert len(years.get(href.replace("&amp;", "&").replace("?", ".json?")).json()) == int(acts)


def test_a_cell_of_one_side_over_another_shows_its_changes(years) -> None:
    assert 'class="change"' in years.get("/stands?of=USA&on=sanctions&bears=VEN").text
    assert years.get("/stands?of=USA&on=sanctions&bears=XYZ").status_code == 404


def test_a_person_has_positions_by_issue(years) -> None:
    page = years.get("/persons/Josep Borrell").text
    assert 'href="/notes/positions?person=Josep+Borrell"' in page
    assert "Positions by issue" in page


def test_many_notes_are_drawn_as_few_dots_that_say_how_many_they_are(years) -> None:
    with open_project(years.path, read_only=True) as record:
        notes = record.view().select().positions()
    drawn = strip("", "sanctions", notes * 60, listed=5)
    assert len(drawn.dots) <= MOST_DOTS
    assert drawn.total == len(notes) * 60
    assert len(drawn.lines) == 5
    told = [int(n) for dot in drawn.dots for n in re.findall(r"(\d+) notes?, ", dot.told)]
    assert sum(told) == drawn.total
