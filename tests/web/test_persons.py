"""A person's page: offices of the knowledge base, entries of the lists held, judgements; and who lists whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.model.lists import Edition, ListedName, Listing
from detente.model.when import When
from detente.record import open_project
from detente.web.offices import offices
from tests.fixtures import iran
from tests.web.conftest import browser_on, written

if TYPE_CHECKING:
    from pathlib import Path

DAY = When.parse("2021-01-15")


def test_offices_are_found_by_any_name_newest_first() -> None:
    held = offices("abbas araqchi")
    assert held[0].title == "Foreign Minister"
    assert [one.start for one in held] == sorted((one.start for one in held), reverse=True)
    assert offices("Nobody Atall") == ()


def test_nobody_whose_name_is_unknown_has_a_page(reader) -> None:
    assert reader.get("/persons/Nobody Atall").status_code == 404


@pytest.fixture
def named(tmp_path: Path) -> tuple[Path, str]:
    """A record whose lists hold a person that it names."""
    path = written(tmp_path / "iran.sqlite", iran())
    with open_project(path) as record, record.writer() as writer:
        people = [s.note.source for s in record.view().select().statements() if s.note.source.kind == "person"]
        name = next(one.name for one in people if " " in one.name)
        family, given = name.split()[-1].upper(), " ".join(name.split()[:-1])
        entry = Listing(
            entry="7001",
            kind="person",
            names=(ListedName(text=f"{family}, {given}"),),
            programmes=("IRAN",),
            listed=DAY,
        )
        other = Listing(entry="9", kind="person", names=(ListedName(text="EXAMPLE, Somebody Quite Other"),))
        writer.add_list(Edition(authority="OFAC", name="SDN", day=DAY, raw_id="0" * 64), [entry], origin="sdn.xml")
        writer.add_list(
            Edition(authority="UN", name="consolidated", day=DAY, raw_id="1" * 64), [other], origin="un.xml"
        )
    return path, name


def test_a_person_is_looked_up_on_the_lists_held(named) -> None:
    path, name = named
    for browser in browser_on(path):
        page = browser.get(f"/persons/{name}").text
        assert "entry 7001, IRAN, listed 15 January 2021" in page
        assert "EXAMPLE" not in page
        assert f"/lists/{browser.get('/lists.json').json()[0]['id']}" in page


def test_who_lists_whom_is_counted_by_a_process_of_its_own(named) -> None:
    path, _ = named
    for browser in browser_on(path):
        answer = browser.get("/overlap.json?left=OFAC&right=UN")
        assert answer.status_code == 200
        rows = {row["list"]: row for row in answer.json()}
        assert rows["OFAC"]["alone"] == {"UN": 1}
        assert rows["UN"]["shared"] == {"OFAC": 0}
