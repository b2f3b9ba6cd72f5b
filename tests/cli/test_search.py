"""``detente search`` and the API's search: their facets against counts by hand, and each facet's value as a filter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from detente.record.searching import FACETS
from detente.settings import Settings
from detente.web.api.shapes import Hits
from detente.web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Program

BASE = "http://127.0.0.1:8400"
BY_HAND = {
    "person": {"Emmanuel Macron": 1, "Hassan Rouhani": 1, "Mike Pompeo": 1, "Mohammad Javad Zarif": 1, "Sanam Vakil": 1},
    "issue": {"sanctions": 3, "talks": 2, "alliance": 1, "deal": 1, "disarmament": 1},
    "publisher": {"Gulf Wire": 2, "The Courier": 1},
    "year": {"2021": 1, "2019": 1, "2018": 1},
}  # fmt: skip
"""Counted in ``tests.fixtures.iran``, whose three documents all tell of sanctions."""
IN_TYPES = {"REJECT": 1, "REQUEST": 2, "SANCTION": 1, "designate": 1, "pro": 3, "anti": 2, "conditional": 2}


@pytest.fixture(scope="module")
def api(made: Path) -> Iterator[TestClient]:
    with TestClient(create_app(made, settings=Settings(), token="none"), base_url=BASE) as client:
        yield client


def searched(program: Program, project: Path, *more: str) -> dict[str, Any]:
    result = program.run("search", "sanctions", *more, "--project", project, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def tallied(found: dict[str, Any]) -> dict[str, dict[str, int]]:
    return {name: {one["value"]: one["documents"] for one in values} for name, values in found["facets"].items()}


def test_facets_are_what_is_counted_by_hand(program: Program, made: Path) -> None:
    found = searched(program, made)
    counted = tallied(found)
    assert (found["total"], found["exact"], found["facets_counted_over"]) == (3, True, 3)
    assert tuple(counted) == FACETS
    for name, values in BY_HAND.items():
        assert counted[name] == values, name
        assert list(counted[name]) == list(values), "the most frequent first, years the newest first"
    assert {name: counted["type"].get(name) for name in IN_TYPES} == IN_TYPES
    assert {name: counted["side"][name] for name in ("FRA", "IRN", "USA")} == {"FRA": 2, "IRN": 3, "USA": 3}


def test_facets_are_of_the_documents_found_alone(program: Program, made: Path) -> None:
    wire = searched(program, made, "--publisher", "Gulf Wire")
    assert wire["total"] == 2
    assert tallied(wire)["person"] == {"Hassan Rouhani": 1, "Mohammad Javad Zarif": 1}
    assert tallied(wire)["year"] == {"2021": 1, "2019": 1}
    assert tallied(searched(program, made, "--since", "2019", "--until", "2019"))["person"] == {
        "Mohammad Javad Zarif": 1
    }
    assert tallied(searched(program, made, "--limit", "1")) == tallied(searched(program, made))
    assert searched(program, made, "--no-facets")["facets"] == {}


@pytest.mark.parametrize("name", [name for name in FACETS if name != "year"])
def test_a_value_given_as_a_filter_finds_as_many(api: TestClient, made: Path, name: str) -> None:
    for value, number in tallied(api.get("/api/v1/search?q=sanctions").json())[name].items():
        kept = api.get("/api/v1/search", params={"q": "sanctions", name: value}).json()
        assert kept["total"] == number, (name, value)


def test_the_api_tells_what_the_command_tells(api: TestClient, program: Program, made: Path) -> None:
    for words, more in (("", ()), ("&side=FRA", ("--side", "FRA")), ("&issue=deal", ("--issue", "deal"))):
        answer = api.get(f"/api/v1/search?q=sanctions{words}")
        Hits.model_validate(answer.json())
        told = searched(program, made, *more)
        for name in ("total", "exact", "facets", "facets_counted_over"):
            assert answer.json()[name] == told[name], name
        assert [hit["document"]["id"] for hit in answer.json()["items"]] == [hit["document"] for hit in told["hits"]]


def test_parts_of_what_is_found(api: TestClient) -> None:
    parts = [api.get(f"/api/v1/search?q=sanctions&limit=1&offset={at}").json() for at in range(4)]
    assert [len(one["items"]) for one in parts] == [1, 1, 1, 0]
    assert [one["more"] for one in parts] == [True, True, False, False]
    assert all(one["facets"] == parts[0]["facets"] for one in parts)
