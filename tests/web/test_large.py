"""A record that counts as large: what looks at all of it is made in a process of its own, and shown with its age while the record changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from detente.record import open_project
from detente.settings import Settings
from detente.web import bodies, desk
from detente.web.app import create_app
from detente.web.sessions import Sessions
from tests.fixtures import hostile, iran
from tests.web.conftest import BASE, TOKEN, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 90.0


@pytest.fixture
def large(tmp_path: Path, monkeypatch) -> Iterator[tuple[TestClient, Path]]:
    monkeypatch.setattr(desk, "LARGE", 1)
    monkeypatch.setattr(bodies, "LASTS", 0.0)
    path = written(tmp_path / "iran.sqlite", iran())
    with TestClient(create_app(path, settings=Settings(), token=TOKEN), base_url=BASE) as client:
        yield client, path


def test_a_record_is_large_by_its_documents(tmp_path: Path, monkeypatch) -> None:
    path = written(tmp_path / "iran.sqlite", iran())
    number = len(iran().read)
    monkeypatch.setattr(desk, "LARGE", number + 1)
    ours = desk.Desk(path, sessions=Sessions(TOKEN), settings=Settings())
    assert not ours.is_large()
    with ours.writer() as writer:
        writer.add(*hostile().read[0])
    assert ours.is_large()
    ours.close()


def there(client: TestClient, address: str, *, stale: bool | None = False):
    """The answer, once it is there; ``stale`` of ``None`` is either."""
    end = time.monotonic() + PATIENCE
    while True:
        answer = client.get(address)
        if answer.status_code == 200 and stale in (None, answer.headers.get("detente-stale") == "yes"):
            return answer
        assert answer.status_code in {200, 202, 503}, answer.text
        if answer.status_code == 202:
            assert answer.headers["retry-after"]
            assert 'hx-get=""' in answer.text
        assert time.monotonic() < end
        time.sleep(0.1)


def test_pages_come_from_the_other_process_and_say_their_age(large) -> None:
    client, path = large
    first = there(client, "/splits")
    assert 'class="stale"' not in first.text
    with open_project(path) as record, record.writer() as writer:
        for document, reading in hostile().read:
            writer.add(document, reading)
    old = client.get("/splits")
    assert old.headers["detente-stale"] == "yes"
    assert "It has changed since" in old.text
    assert old.headers["detente-as-of"] == first.headers["detente-as-of"]
    new = there(client, "/splits")
    assert new.headers["detente-as-of"] >= first.headers["detente-as-of"]
    assert client.get("/splits", headers={"if-none-match": new.headers["etag"]}).status_code == 304


def test_a_fault_there_is_the_same_fault_here(large) -> None:
    client, _ = large
    answer = client.get("/sides/XYZ.json")
    assert answer.status_code == 404
    assert answer.json()["cure"]
    assert client.get("/api/v1/splits").status_code == 200


def test_lists_of_notes_are_made_here_and_counted_apart(large) -> None:
    client, _ = large
    page = client.get("/notes/positions")
    assert page.status_code == 200
    assert 'href="/counts/positions"' in page.text
    assert "By side" in client.get("/counts/positions").text


def test_who_may_write_has_the_same_pages_with_other_words_at_the_foot(large) -> None:
    client, _ = large
    assert "to judge notes and import" in there(client, "/").text
    client.get(f"/enter?token={TOKEN}", follow_redirects=False)
    assert "You may judge and import." in there(client, "/").text


def test_a_verdict_moves_the_splits_at_once_and_the_page_says_what_it_awaits(large) -> None:
    client, _ = large
    client.get(f"/enter?token={TOKEN}", follow_redirects=False)
    before = there(client, "/splits.json").json()
    there(client, "/splits")
    note = before[0]["left"]["notes"][0]
    form = client.get(f"/documents/{note['document']}").text
    token = form.partition('name="form_token" value="')[2].partition('"')[0]
    headers = {"origin": BASE, "hx-request": "true"}
    given = {"form_token": token, "verdict": "reject", "why": ""}
    card = client.post(f"/judge/{note['id']}", data=given, headers=headers).text
    address = f"/moved/{note['id']}/reject"
    assert f'hx-get="{address}"' in card
    moved = there(client, address, stale=None).text
    assert "gap" in moved.partition('class="moved"')[2]
    page = client.get("/splits")
    if page.headers.get("detente-stale"):
        assert "before you changed it" in page.text
        assert client.get("/splits", headers={"detente-have": "9"}).status_code == 204
    assert there(client, "/splits.json").json() != before
    fresh = there(client, "/splits")
    assert fresh.headers["detente-as-of"]
    asked = client.get("/splits", headers={"detente-have": "0"})
    assert (asked.status_code, asked.headers["hx-refresh"]) == (200, "true")
    assert client.post(f"/judge/{note['id']}", data=given | {"verdict": "withdraw"}, headers=headers).status_code == 200
    assert there(client, "/splits.json").json() == before
    assert "reject" not in there(client, f"/moved/{note['id']}/accept.json").text
    assert client.get(f"/moved/{note['id']}/burn").status_code == 404
