from __future__ import annotations

import random
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente.errors import DetenteError, RecordBroken
from detente.model.findings import Failure
from detente.model.reading import LAYERS
from detente.record import check, open_project, seal, sound, sqlite, verify
from detente.record.address import Server
from tests.record.samples import IRAN, KOREA, STEPS, document, raw, reading, spoil
from tests.run.fakes import START

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record

FOUND = document()
PAGE = 4096


@pytest.fixture
def filled(record: Record) -> Record:
    return fill(record)


@pytest.fixture
def file_filled(file_record: Record) -> Record:
    return fill(file_record)


def fill(record: Record) -> Record:
    with record.writer() as writer:
        for found in (FOUND, document(KOREA, uri="korea.txt")):
            writer.add(found, reading(found), raw=raw(found))
        writer.settle("bad.txt", failed=[Failure(origin="bad.txt", stage="ingest", kind="Empty", reason="no text")])
        writer.end_run(writer.begin_run(steps=STEPS, settings={}), state="done", counts={})
    return record


def spoil_file(record: Record, statement: str) -> None:
    connection = sqlite.driver().connect(str(record.address))
    assert connection.execute(statement).rowcount != 0
    connection.commit()
    connection.close()


def test_a_sound_record(filled: Record) -> None:
    findings = check(filled)
    assert sound(findings)
    assert {finding.level for finding in findings} == {"fine"}
    assert verify(filled) == ()
    with open_project(filled.address, read_only=True) as looked:
        assert sound(check(looked))
        assert verify(looked) == ()


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("UPDATE documents SET text = replace(text, 'Friday', 'Monday') WHERE title LIKE 'Tehran%'", "document"),
        ("UPDATE documents SET published_last = '2021-10-02' WHERE title LIKE 'Tehran%'", "document"),
        ("UPDATE carriers SET language = 'fr' WHERE number = 1", "file of document"),
        ("UPDATE carriers SET body = replace(body, 'Reporter', 'Rapporteur') WHERE number = 1", "file of document"),
        ("UPDATE readings SET notes = notes + 1 WHERE number = 1", "reading"),
        ("UPDATE readings SET steps = '[]' WHERE number = 1", "reading"),
        ("UPDATE events SET type = 'AID' WHERE reading = 1 AND ordinal = 0", "reading"),
        ("UPDATE events SET body = replace(body, 'SANCTION', 'AID') WHERE reading = 1 AND ordinal = 0", "reading"),
        ("UPDATE terms SET date_first = '2021-09-30' WHERE reading = 1", "reading"),
        ("UPDATE statements SET body = '{' WHERE reading = 1", "reading"),
        ("DELETE FROM measures WHERE reading = 1", "reading"),
        ("UPDATE parties SET side = 'RUS' WHERE reading = 1 AND role = 'source'", "reading"),
        ("DELETE FROM parties WHERE reading = 1 AND role = 'holder'", "reading"),
        ("UPDATE blobs SET size = size + 1 WHERE id = (SELECT raw_id FROM carriers WHERE number = 1)", "raw file"),
    ],
)
def test_what_rotted_is_named(filled: Record, statement: str, names: str) -> None:
    spoil(filled, statement)
    findings = verify(filled)
    assert not sound(findings)
    assert any(names in finding.what for finding in findings)
    assert {finding.document for finding in findings if finding.document} == {FOUND.id}
    assert all(finding.cure for finding in findings)


def test_a_cell_that_cannot_be_read_is_named_by_its_row(file_filled: Record) -> None:
    spoil_file(file_filled, "UPDATE documents SET published_last = 'nonsense' WHERE title LIKE 'Tehran%'")
    assert any("row 1" in finding.what for finding in verify(file_filled))


def test_a_spoilt_raw_file(filled: Record) -> None:
    for data in (b"no zlib", zlib.compress(b"other words")):
        spoil(filled, "UPDATE blobs SET data = ? WHERE id = ?", data, FOUND.origin.raw_id)
        assert [finding.document for finding in verify(filled)] == [FOUND.id]


def test_a_spoilt_failure(filled: Record) -> None:
    spoil(filled, "UPDATE failures SET kind = 'Fine'")
    assert [finding.what for finding in verify(filled)] == ["failure 1 is damaged"]


def test_a_text_index_that_does_not_fit(filled: Record) -> None:
    if isinstance(filled.address, Server):
        spoil(filled, "UPDATE documents_text SET words = strip(words) WHERE number = 1")
    else:
        spoil(
            filled,
            "INSERT INTO documents_text(documents_text, rowid, title, text) VALUES ('delete', 1, 'other', 'words')",
        )
    assert any("full-text" in finding.what for finding in verify(filled))


def test_a_row_that_points_nowhere(file_filled: Record) -> None:
    spoil_file(file_filled, "UPDATE carriers SET raw_id = 'nowhere' WHERE number = 1")
    assert any("points to a row" in finding.what for finding in check(file_filled))


def test_a_run_that_was_killed_is_noted(filled: Record) -> None:
    with filled.writer() as writer:
        writer.begin_run(steps=STEPS, settings={})
    noted = [finding for finding in check(filled) if finding.level == "note"]
    assert ["run 2" in finding.what for finding in noted] == [True]
    assert sound(check(filled))


def test_an_old_driver_is_named(file_filled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "version", lambda: (3, 40, 1))
    (noted,) = [finding for finding in check(file_filled) if finding.level == "note"]
    assert "3.40.1" in noted.what
    assert "pysqlite3" in noted.cure


def test_the_standard_librarys_sqlite_serves_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr(sqlite, "driver", lambda: sqlite3)
    with open_project(tmp_path / "p.sqlite", create=True) as record:
        with record.writer() as writer:
            writer.add(FOUND, reading(FOUND), raw=raw(FOUND))
        assert record.view().search("embargo")[0].document.id == FOUND.id
        assert verify(record) == ()


FLIPS = 100


def test_flipped_bits_are_found_or_change_no_answer(file_filled: Record) -> None:
    """Without a seal: by hashes alone."""
    wanted = answers(file_filled)
    whole = contents(file_filled)
    named = 0
    for at, spoilt in flipped(whole, times=60):
        copy = file_filled.address.with_name(f"spoilt-{at}.sqlite")
        copy.write_bytes(spoilt)
        try:
            with open_project(copy) as record:
                faults = [finding for finding in (*check(record), *verify(record)) if finding.level == "fault"]
                named += bool(faults)
                assert faults or answers(record) == wanted, f"the flipped bit in byte {at} was not found"
        except DetenteError:
            named += 1
    assert named > 30


def test_every_flipped_bit_in_a_sealed_record_is_found(file_filled: Record) -> None:
    whole = contents(file_filled)
    sums = seal.seal_of(file_filled.address).read_bytes()
    for at, spoilt in flipped(whole, times=FLIPS):
        copy = file_filled.address.with_name(f"spoilt-{at}.sqlite")
        copy.write_bytes(spoilt)
        seal.seal_of(copy).write_bytes(sums)
        assert seal.damaged(copy) == (at // PAGE + 1,)
        try:
            with open_project(copy) as record:
                told = [finding.what for finding in verify(record)]
        except RecordBroken as error:  # so broken that it is not even opened
            told = [str(error)]
        assert any(f"page {at // PAGE + 1} of" in what or "is damaged" in what for what in told)


def test_a_seal_is_broken_by_the_next_writer_and_made_anew(file_filled: Record) -> None:
    assert seal.damaged(file_filled.address) == ()
    with file_filled.writer() as writer:
        assert seal.seal_of(file_filled.address).exists()
        writer.judge(reading(FOUND).positions[0].id, accepted=True)
        assert not seal.seal_of(file_filled.address).exists()
    assert seal.damaged(file_filled.address) == ()
    assert verify(file_filled) == ()
    with file_filled.writer():
        other = sqlite.driver().connect(str(file_filled.address))
        other.execute("UPDATE meta SET value = 'somebody else' WHERE name = 'made by'")
        other.commit()
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        other.close()
    assert seal.damaged(file_filled.address) != ()


@pytest.mark.parametrize("sums", [b"", b"{}", b'{"page_size": 4096}\nabc', b"\xff\xfe", b"[]\n"])
def test_a_seal_that_cannot_be_read_says_nothing(file_filled: Record, sums: bytes) -> None:
    seal.seal_of(file_filled.address).write_bytes(sums)
    assert seal.damaged(file_filled.address) is None
    assert verify(file_filled) == ()


@pytest.mark.parametrize(
    ("statement", "values", "names"),
    [
        ("UPDATE sketches SET data = ? WHERE document = ?", (bytes(8),), "compared"),
        ("UPDATE stories SET share = 0.9 WHERE document = ?", (), "stories"),
        ("DELETE FROM reports WHERE document = ?", (), "what else tells"),
    ],
)
def test_stories_and_things_that_do_not_follow(
    filled: Record, statement: str, values: tuple[object, ...], names: str
) -> None:
    copy = document(("Relief, says Tehran", *IRAN[1:]), uri="copy.txt")
    with filled.writer() as writer:
        writer.add(copy, reading(copy), raw=raw(copy))
        writer.merge(copy.id, FOUND.id, together=True)
        writer.gather()
    assert verify(filled) == ()
    spoil(filled, statement, *values, FOUND.id)
    found = [finding for finding in verify(filled) if "page" not in finding.what]
    assert found
    assert {finding.document for finding in found} == {FOUND.id}
    assert all(names in finding.what for finding in found)


def contents(record: Record) -> bytes:
    record.close()
    connection = sqlite.driver().connect(str(record.address))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return record.address.read_bytes()


def flipped(whole: bytes, *, times: int) -> Iterator[tuple[int, bytes]]:
    """The bytes with one bit flipped where there is something, and where; always the same draws."""
    used = [at for at in range(100, len(whole)) if whole[at]]
    chance = random.Random(20)
    for _ in range(times):
        spoilt, at = bytearray(whole), chance.choice(used)
        spoilt[at] ^= 1 << chance.randrange(8)
        yield at, bytes(spoilt)


def answers(record: Record) -> object:
    """What a record answers, but for the times it learnt and how files were named, which no hash covers."""
    view = record.view()
    rows = [replace(row, learnt_at=START, uri="") for row in view.documents()]
    texts = [view.document(row.id).text for row in rows]
    return rows, texts, [view.reading(row.id) for row in rows], [view.notes(layer) for layer in LAYERS]
