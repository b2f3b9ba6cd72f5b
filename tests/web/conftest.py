"""Records on disk with the readings of ``tests.fixtures``, and the web app on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from detente.record import open_project
from detente.settings import Settings
from detente.web.app import create_app
from tests.fixtures import hostile, iran

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.analyse.view import Memory

BASE = "http://127.0.0.1:8400"
TOKEN = "a-token-for-tests"


def written(path: Path, *views: Memory) -> Path:
    """A record of some readings."""
    with open_project(path, create=True) as record, record.writer() as writer:
        number = writer.begin_run(steps=("annotate.v1",), settings={})
        for view in views:
            for document, reading in view.read:
                writer.add(document, reading)
            for failure in view.failed:
                writer.settle(failure.origin, failed=[failure])
        writer.end_run(number, state="done", counts={"new": 1})
    return path


class Browser:
    """A client that reads; ``enter`` makes it one that may write."""

    def __init__(self, client: TestClient, path: Path) -> None:
        self.client = client
        self.path = path
        self.get = client.get

    def enter(self) -> None:
        answer = self.client.get(f"/enter?token={TOKEN}", follow_redirects=False)
        assert answer.status_code == 303

    def form_token(self, address: str = "/import") -> str:
        page = self.get(address).text
        return page.partition('name="form_token" value="')[2].partition('"')[0]

    def post(self, address: str, *, origin: str | None = BASE, **kwargs: object):
        headers = {"origin": origin} if origin else {}
        return self.client.post(address, headers=headers | kwargs.pop("headers", {}), **kwargs)


def browser_on(path: Path) -> Iterator[Browser]:
    with TestClient(create_app(path, settings=Settings(), token=TOKEN), base_url=BASE) as client:
        yield Browser(client, path)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    yield from browser_on(written(tmp_path / "iran.sqlite", iran()))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One that no test writes with."""
    yield from browser_on(written(tmp_path_factory.mktemp("reader") / "iran.sqlite", iran()))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A record whose one document tries to run in the page."""
    yield from browser_on(written(tmp_path_factory.mktemp("hostile") / "hostile.sqlite", hostile()))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A record with nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    open_project(path, create=True).close()
    yield from browser_on(path)


def addresses(browser: Browser) -> list[str]:
    """Every page, with the names that this record has."""
    with open_project(browser.path, read_only=True) as record:
        documents = record.view().documents()
        persons = [s.note.source.name for s in record.view().select().statements() if s.note.source.kind == "person"]
    fixed = [
        "/", "/splits", "/table", "/timeline", "/measures", "/observers", "/sides", "/persons", "/issues", "/search?q=sanctions",
        "/sources", "/lists", "/changes", "/about", "/notes/statements", "/notes/events", "/notes/positions", "/notes/terms",
        "/notes/measures", "/notes/assessments", "/counts/positions", "/overlap", "/chances",
    ]  # fmt: skip
    named = [f"/documents/{row.id}" for row in documents]
    if documents:
        named += ["/sides/USA", "/issues/sanctions"]
    return fixed + named + [f"/persons/{name}" for name in persons[:1]]
