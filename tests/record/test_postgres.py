"""What is PostgreSQL's own: errors with their cure, addresses, the session's settings, full text beside SQLite's."""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from detente.errors import AbortRun, BadSetting, NotWritable, ProjectExists, ProjectMissing, RecordBroken
from detente.record import check, open_project, postgres, verify
from detente.record.address import Server, address_of
from tests.record.samples import IRAN, KOREA, document, raw, reading, spoil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.record import Record

SECRET = "s3cret-word"


@pytest.fixture
def team(on_server: Server) -> Iterator[Record]:
    with open_project(on_server) as made:
        yield made


def add(record: Record, *texts: tuple[str, ...]) -> None:
    with record.writer() as writer:
        for number, text in enumerate(texts):
            found = document(text, uri=f"{number}.txt")
            writer.add(found, reading(found), raw=raw(found))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (f"postgresql://ana:{SECRET}@db.example/iran", "postgresql://ana@db.example/iran"),
        (f"postgres://ana:{SECRET}@db.example:5433/iran?schema=draft", "postgresql://ana@db.example:5433/iran?schema=draft"),
        (f"postgresql:///iran?host=/run/pg&password={SECRET}", "postgresql://%2Frun%2Fpg/iran"),
        (f"postgresql://ana%40un:{SECRET}%2F@[::1]/iran?sslmode=require", "postgresql://ana%40un@[::1]/iran?sslmode=require"),
    ],
)  # fmt: skip
def test_an_address_is_shown_without_its_password(given: str, said: str) -> None:
    found = address_of(given)
    assert isinstance(found, Server)
    assert str(found) == said
    assert SECRET in found.password
    assert SECRET not in repr(found)
    assert pickle.loads(pickle.dumps(found)) == found
    assert address_of(said) == replace(found, password="")


@pytest.mark.parametrize(
    "given",
    [
        "mysql://u:p4ss@h/d", "postgresql://h", "postgresql://h:port/d", "postgresql://h/a/b", "postgresql://h1,h2/d",
        "postgresql://h/d?schema=pg_toast", 'postgresql://h/d?schema=a"b', "postgresql://h/d?schema=x_unpacking",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_told_with_the_right_form(given: str) -> None:
    with pytest.raises(BadSetting) as told:
        address_of(given)
    assert told.value.cure
    assert "p4ss" not in str(told.value)


def test_all_else_is_a_path() -> None:
    assert [address_of(name) for name in ("iran.sqlite", "a:b", "c:/x")] == [
        Path("iran.sqlite"),
        Path("a:b"),
        Path("c:/x"),
    ]


def test_there_is_none_and_there_is_one_and_there_is_something_else(empty: Server) -> None:
    with pytest.raises(ProjectMissing, match="detente new"):
        open_project(empty)
    open_project(empty, create=True).close()
    with pytest.raises(ProjectExists, match="choose another schema"):
        open_project(empty, create=True)
    other = empty.of_schema("other")
    open_project(other, create=True).close()
    with open_project(empty) as record:
        spoil(record, "DROP TABLE meta")
    with pytest.raises(RecordBroken, match="no record of Detente"):
        open_project(empty)
    open_project(other).close()


def test_a_server_that_is_away(server: Server) -> None:
    with pytest.raises(AbortRun, match="cannot be reached") as told:
        open_project(replace(server, port=1))
    assert "check that it runs" in told.value.cure
    assert server.password not in str(told.value)


def test_a_wrong_password_is_not_repeated(server: Server) -> None:
    with pytest.raises(NotWritable, match="does not let this user in") as told:
        open_project(replace(server, password=SECRET))
    assert SECRET not in str(told.value)
    assert ".pgpass" in told.value.cure


def test_no_such_database(server: Server) -> None:
    with pytest.raises(NotWritable, match="createdb nowhere"):
        open_project(replace(server, database="nowhere"))


def test_an_older_server(team: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "OLDEST", 990_000)
    with pytest.raises(AbortRun, match="too old") as told:
        open_project(team.address)
    assert "use PostgreSQL 99" in told.value.cure


def test_without_the_driver(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadSetting) as told:
        open_project(server)
    assert "pip install 'detente[postgres]'" in told.value.cure


def test_a_user_without_rights(team: Record, server: Server) -> None:
    spoil(team, "CREATE ROLE onlooker LOGIN PASSWORD 'look'")
    try:
        spoil(team, "GRANT USAGE ON SCHEMA detente TO onlooker")
        spoil(team, "GRANT SELECT ON ALL TABLES IN SCHEMA detente TO onlooker")
        add(team, IRAN)
        assert isinstance(team.address, Server)
        onlooker = replace(team.address, user="onlooker", password="look")
        with open_project(onlooker, read_only=True) as looked:
            assert looked.view().counts()["documents"] == 1
            assert looked.view().search("embargo")
        with open_project(onlooker) as record, pytest.raises(NotWritable, match="may not do that"):
            add(record, KOREA)
        with pytest.raises(NotWritable):
            open_project(onlooker.of_schema("another"), create=True)
    finally:
        spoil(team, "DROP OWNED BY onlooker")
        spoil(team, "DROP ROLE onlooker")


def test_who_reads_alone_cannot_write(team: Record) -> None:
    with open_project(team.address, read_only=True) as looked, pytest.raises(DBAPIError, match="read-only"):
        spoil(looked, "DELETE FROM meta")


def test_a_connection_that_the_server_ends_is_told_and_the_next_call_works(team: Record) -> None:
    add(team, IRAN)
    with open_project(team.address) as other:
        spoil(other, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert team.view().counts()["documents"] == 1


def test_a_writer_whose_connection_ends_keeps_what_was_committed(team: Record) -> None:
    first, second = document(IRAN, uri="a.txt"), document(KOREA, uri="b.txt")
    with team.writer() as writer:
        writer.add(first, reading(first), raw=raw(first))
        with open_project(team.address) as other:
            spoil(other, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        with pytest.raises(AbortRun, match="what was committed stays"):
            writer.add(second, reading(second), raw=raw(second))
    assert [row.id for row in team.view().documents()] == [first.id]
    assert verify(team) == ()


def test_a_text_that_cannot_be_kept_harms_nothing_else(team: Record) -> None:
    bad, good = document((*IRAN, "A nul \x00 here."), uri="bad.txt"), document(KOREA, uri="good.txt")
    with team.writer() as writer:
        with pytest.raises(ValueError, match="NUL"):
            writer.add(bad, reading(bad), raw=raw(bad))
        assert writer.add(good, reading(good), raw=raw(good)) == "new"
    assert [row.id for row in team.view().documents()] == [good.id]


def test_a_text_with_more_words_than_a_row_holds_is_found_by_its_first(team: Record) -> None:
    many = " ".join(f"w{number}" for number in range(60_000))
    add(team, (*IRAN, many, "x" * 5000))
    assert team.view().search("embargo w77")
    assert not team.view().search("w59999")
    assert verify(team) == ()


def test_words_are_ordered_by_their_bytes_whatever_the_databases_language(team: Record) -> None:
    with team._engine.connect() as connection, connection.begin():
        held = connection.exec_driver_sql(
            "SELECT DISTINCT coalesce(collation_name, 'default') FROM information_schema.columns "
            "WHERE table_schema = 'detente' AND data_type IN ('text', 'character varying')"
        )
        assert held.scalars().all() == ["C"]


def test_the_doctor_names_the_server_and_tells_what_its_pages_lack(
    team: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert any(finding.what.startswith("PostgreSQL ") for finding in check(team))
    monkeypatch.setattr(postgres, "keeps_checksums", lambda _: False)
    (noted,) = [finding for finding in check(team) if finding.level == "note"]
    assert "pg_checksums" in noted.cure


def test_the_stamp_changes_when_somebody_writes_and_only_then(team: Record) -> None:
    stamps = [team.stamp()]
    with open_project(team.address) as other:
        for text in (IRAN, IRAN, KOREA):
            add(other, text)
            stamps.append(team.stamp())
    assert stamps[0] != stamps[1] == stamps[2] != stamps[3]
    assert team.holds(2)
    assert not team.holds(3)


TOLD = {
    "a.txt": ("Oil freeze", "The freeze on oil sales was lifted; oil ministers met, and oil flows. " * 3),
    "b.txt": ("Talks in Muscat", "Negotiators of Iran spoke of banks. A freeze of assets came up once. " * 4),
    "c.txt": ("Sanctions, sanctions", "The State Dept.'s well-known asset-freeze; Brasília and São Paulo object."),
    "d.txt": ("Mali", "ECOWAS eased its embargo on Mali after the junta's timetable. Embargoes had hurt trade."),
    "e.txt": ("Long read", "Nothing of note is said here at all. " * 200 + "At the very end an embargo is named."),
}
QUERIES = (
    "freeze", "oil freeze", '"asset freeze"', "asset-freeze", "sao paulo", "São", "embargo", "embarg*", "embargo -mali",
    "talks OR embargo", "the", "to be", "negotiator", "ministers oil", '"the embargo"', "junta timetable", "dept", "nothing here",
)  # fmt: skip


def test_both_stores_find_the_same(team: Record, file_record: Record) -> None:
    for record in (team, file_record):
        with record.writer() as writer:
            for uri, (title, text) in TOLD.items():
                found = document((title, text), uri=uri)
                writer.add(
                    found, reading(document(KOREA)).__class__(document=found.id, steps=("x.v1",)), raw=raw(found)
                )
    firsts = 0
    for query in QUERIES:
        ours, theirs = (record.view().find(query) for record in (team, file_record))
        assert {hit.document.id for hit in ours.hits} == {hit.document.id for hit in theirs.hits}, query
        assert ours.total == theirs.total
        assert ours.facets == theirs.facets
        firsts += [hit.document.id for hit in ours.hits[:1]] == [hit.document.id for hit in theirs.hits[:1]]
        for hit, other in zip(
            sorted(ours.hits, key=lambda h: h.document.id),
            sorted(theirs.hits, key=lambda h: h.document.id),
            strict=True,
        ):
            marked = {hit.snippet[start:stop].lower() for start, stop in hit.marks}
            assert (
                marked == {other.snippet[start:stop].lower() for start, stop in other.marks} or len(hit.snippet) > 150
            )
    assert firsts >= len(QUERIES) - 2
