"""The pages and the API of a record on PostgreSQL answer as those of the same record in a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from detente.record import open_project
from detente.record.packing import pack, unpack
from detente.settings import Settings
from detente.web.app import create_app
from tests import postgres
from tests.fixtures import iran
from tests.web.conftest import BASE, TOKEN, Browser, addresses, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record.address import Server

API = ("documents", "notes/positions", "notes/events?side=USA", "search?q=sanctions", "splits", "counts")


@pytest.fixture
def both(server: Server, tmp_path: Path) -> Iterator[tuple[Browser, Browser]]:
    """The same record in a file and on a server, each with the web app on it."""
    path = written(tmp_path / "iran.sqlite", iran())
    with open_project(path) as record:
        pack(record, tmp_path / "pack")
    with postgres.copied(server, "pages", of="template0") as found:
        unpack(tmp_path / "pack", found)
        with (
            TestClient(create_app(path, settings=Settings(), token=TOKEN), base_url=BASE) as ours,
            TestClient(create_app(found, settings=Settings(), token=TOKEN), base_url=BASE) as theirs,
        ):
            yield Browser(ours, path), Browser(theirs, found)


def told(browser: Browser, address: str) -> object:
    """What a page tells as data, without how well a text fits, which each store weighs in its own way."""
    answer = browser.get(address)
    assert answer.status_code == 200, address

    def kept(value: object) -> object:
        if isinstance(value, dict):
            return {k: kept(v) for k, v in value.items() if k not in {"score", "snippet", "marks", "path", "record"}}
        return [kept(one) for one in value] if isinstance(value, list) else value

    return kept(json.loads(answer.text))


def test_pages_and_api_answer_the_same_and_a_verdict_shows(both: tuple[Browser, Browser]) -> None:
    ours, theirs = both
    for address in addresses(ours):
        path, _, query = address.partition("?")
        stem = "/overview" if path == "/" else path
        asked = f"{quote(stem)}.json" + (f"?{query}" if query else "")
        assert told(ours, asked) == told(theirs, asked), address
        assert theirs.get(address).status_code == 200, address
    for asked in API:
        answers = [browser.get(f"/api/v1/{asked}") for browser in both]
        assert answers[0].status_code == answers[1].status_code, asked
        if answers[0].status_code == 200:
            assert told(ours, f"/api/v1/{asked}") == told(theirs, f"/api/v1/{asked}"), asked
    notes = theirs.get("/notes/positions.json").text
    with open_project(theirs.path) as record, record.writer() as writer:
        writer.judge(record.view().notes("positions")[0].note.id, accepted=False)
    assert theirs.get("/notes/positions.json").text != notes
