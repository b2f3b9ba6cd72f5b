"""Designations in the brief beside the official lists of the record."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from detente.analyse.view import Memory
from detente.model.lists import Edition, ListedName, Listing
from detente.model.when import When
from detente.present.brief.page import brief
from tests.fixtures import SCRIPT, hostile, iran
from tests.present.test_brief import Page

OFAC = Edition(authority="OFAC", name="SDN", day=When.parse("2019-08-05"), raw_id="a")
HEADING = "On the official lists"


@dataclass(frozen=True, slots=True)
class Listed(Memory):
    """A record in memory that has a list."""

    held: tuple[Listing, ...] = ()
    edition: tuple[Edition, ...] = (OFAC,)

    def editions(self) -> tuple[Edition, ...]:
        return self.edition

    def listings(self, edition: str) -> tuple[Listing, ...]:
        return self.held if edition == OFAC.id else ()


def _zarif(entry: str) -> Listing:
    name = ListedName(text="ZARIF, Mohammad Javad")
    return Listing(
        entry=entry, kind="person", names=(name,), programmes=("IRAN-EO13876",), listed=When.parse("2019-07-31")
    )


def _page(*held: Listing) -> Page:
    return Page(brief(Listed(iran().read, iran().failed, held=held)))


def test_a_designation_has_its_entry_programme_and_day_beside_the_words() -> None:
    page = _page(_zarif("26981"))
    text = page.texts["all"]
    table = text[text.index(HEADING) : text.index("How observers see it", text.index(HEADING))]
    for told in ("OFAC SDN of 5 August 2019", "26981", "ZARIF, Mohammad Javad", "IRAN-EO13876", "31 July 2019"):
        assert told in table
    (measure,) = [note for _, reading in iran().read for note in reading.measures if note.act == "designate"]
    assert measure.evidence.quote in table
    assert page.attributes("href").count(f"#{measure.id}") == brief(iran()).count(f'href="#{measure.id}"') + 1


def test_namesakes_are_said_to_be_several() -> None:
    text = _page(_zarif("1"), _zarif("2")).texts["all"]
    assert text.count("one of these") == 2 + 1  # each of the two, and the explanation


def test_a_target_that_no_list_has_is_said_not_to_be_found() -> None:
    text = _page(Listing(entry="9", kind="entity", names=(ListedName(text="EXAMPLE TRADING"),))).texts["all"]
    assert "not found on the lists held" in text


@pytest.mark.parametrize("view", [iran(), Listed(iran().read, iran().failed, edition=())], ids=["memory", "no edition"])
def test_without_a_list_nothing_changes(view: Memory) -> None:
    assert HEADING not in brief(view)
    assert brief(view) == brief(iran())


def test_what_a_list_says_is_escaped() -> None:
    bad = Listing(entry=SCRIPT, kind="person", names=(ListedName(text=SCRIPT),), programmes=(SCRIPT,))
    html = brief(Listed(hostile().read, hostile().failed, held=(bad,)))
    assert HEADING in html
    assert SCRIPT not in html
