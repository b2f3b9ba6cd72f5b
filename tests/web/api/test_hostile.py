"""What means harm: nothing runs, nothing leaks, nothing is written."""

from __future__ import annotations

import hashlib

import pytest

from detente.errors import NotWritable
from detente.record import open_project
from detente.record.store import reading
from tests.web.conftest import TOKEN

API = "/api/v1"
ADDRESSES = ["documents", "notes/positions", "search?q=x", "splits", "verdicts", "about", "imports", "openapi.json"]
SQL = [
    "' OR '1'='1",
    "'; DROP TABLE documents; --",
    '" OR 1=1 --',
    "x' UNION SELECT name, sql, 1, 1, 1 FROM parties --",
    "%",
    "_",
    "\\",
    "NEAR(a b)",
    'documents_text MATCH "a" AND rowid',
    "load_extension('/tmp/x')",
    "ATTACH DATABASE '/tmp/x' AS y",
]
ODD = [
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u202e",
    "%00",
    "../../etc/passwd",
    "{{7*7}}",
    "${7*7}",
]


NUL = ["\x00", "a\x00b", "p\x00"]


def state(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("words", SQL + ODD)
def test_words_in_filters_are_words(reader, words) -> None:
    before = state(reader.path)
    everything = reader.get(f"{API}/notes/positions").json()["total"]
    for name in ("person", "issue", "type", "publisher", "document"):
        answer = reader.get(f"{API}/notes/positions", params={name: words})
        assert answer.status_code == 200, (name, answer.text)
        assert answer.json()["total"] == 0 < everything, (name, words)
    for address, params in (("search", {"q": words}), ("documents", {"person": words}), ("splits", {"issue": words})):
        answer = reader.get(f"{API}/{address}", params=params)
        assert answer.status_code == 200
        assert "sqlite" not in answer.text.lower()
    for name in ("side", "since", "until", "as_of", "limit", "order"):
        answer = reader.get(f"{API}/notes/positions", params={name: words})
        assert answer.status_code == 422
        assert set(answer.json()) == {"error", "cure"}
    assert state(reader.path) == before


@pytest.mark.parametrize("words", SQL + ODD + ["p", "%25", ".."])
def test_words_in_paths_lead_nowhere(reader, words) -> None:
    from urllib.parse import quote

    for address in ("cite", "documents", "notes"):
        answer = reader.get(f"{API}/{address}/{quote(words, safe='')}")
        assert answer.status_code in {404, 422}, (address, answer.text)
        assert not any(told in answer.text for told in ("Traceback", "sqlite", "root:", "site-packages"))


@pytest.mark.parametrize("words", NUL)
def test_a_nul_is_refused(reader, words) -> None:
    """The database's patterns end there: what stands before it would fit everything."""
    for name in ("person", "issue", "type", "publisher", "document"):
        assert reader.get(f"{API}/notes/positions", params={name: words}).status_code == 422
    for address in ("cite/", "documents/"):
        assert reader.get(f"{API}/{address}{words.replace(chr(0), '%00')}").status_code == 422


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("person", "a" * 201, 422),
        ("person", "a" * 5000, 414),
        ("limit", "501", 422),
        ("limit", "-1", 422),
        ("limit", "1e9", 422),
        ("limit", "9" * 3000, 422),
        ("offset", str(2**63), 422),
        ("offset", "999999999", 200),
        ("since", "2021-02-30", 422),
        ("since", "9999999999", 422),
        ("nonsense", "1", 422),
    ],
)
def test_parameters_have_bounds(reader, name, value, status) -> None:
    assert reader.get(f"{API}/notes/events", params={name: value}).status_code == status


@pytest.mark.parametrize("address", ADDRESSES)
def test_other_names_of_this_machine_are_refused(reader, address) -> None:
    bearer = {"authorization": f"Bearer {TOKEN}"}
    answer = reader.get(f"{API}/{address}", headers=bearer | {"host": "evil.example"})
    assert answer.status_code == 421
    assert answer.json()["error"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_other_site_may_read_the_answers(reader, address) -> None:
    answer = reader.get(f"{API}/{address}", headers={"origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "application/json"


def test_a_document_that_tries_to_run_is_data(attacked) -> None:
    listed = attacked.get(f"{API}/documents").json()["items"]
    assert "<script" in str(listed)
    for address in (f"documents/{listed[0]['id']}", "notes/positions", "notes/statements", "splits", "search?q=script"):
        answer = attacked.get(f"{API}/{address}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_token_is_nowhere_in_what_readers_get(reader) -> None:
    for address in ADDRESSES:
        assert TOKEN not in reader.get(f"{API}/{address}").text


def test_pages_read_through_a_connection_that_cannot_write(reader) -> None:
    desk = reader.client.app.state.desk
    assert desk.record.read_only
    with pytest.raises(NotWritable):
        desk.record.writer()
    for statement in ("DELETE FROM documents", "UPDATE verdicts SET accepted = 1", "CREATE TABLE x (y)"):
        with pytest.raises(NotWritable), reading(desk.record) as connection:
            connection.exec_driver_sql(statement)
    with open_project(reader.path, read_only=True) as record:
        assert record.view().counts()["documents"] > 2
