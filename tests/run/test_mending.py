"""A damaged record is put together from what can be read and from the raw files it keeps: the same record, or it says what is lost."""

from __future__ import annotations

import json
import random
import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest

from detente.errors import RecordBroken
from detente.record import check, open_project, seal, sound, sqlite, verify
from detente.run.local import read_into
from detente.run.mending import mend
from detente.settings import Settings
from tests.record.samples import content, spoil
from tests.record.test_damage import pages_of
from tests.run.fakes import ANNOTATE, STEPS, plug, standing, write_articles

if TYPE_CHECKING:
    from pathlib import Path

    from detente.record import Record
    from detente.record.address import Server
    from detente.record.restoring import Restored

PAGE = 4096
FLIPS = 100


def filled(record: Record, folder: Path) -> Record:
    """Files, a table and a mailbox, read, judged and gathered."""
    write_articles(folder / "in", 12)
    rows = [
        {
            "headline": f"Oslo waits {n}",
            "body": f"Oslo said on Monday that talks would wait. Day {n} passed in silence.",
            "when": "2024-02-06",
        }
        for n in range(4)
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    mail = "From: desk@example.org\nSubject: Quay {0}\nDate: Tue, 6 Feb 2024 10:00:00 +0000\nMessage-ID: <{0}@x>\n\nThe envoy to the port said that round {0} of the talks was put off.\n"
    (folder / "news.mbox").write_text(
        "".join(f"From desk Tue Feb  6 10:00:00 2024\n{mail.format(n)}\n" for n in range(3))
    )
    paths = [folder / "in", folder / "rows.jsonl", folder / "news.mbox"]
    report = read_into(paths, record, Settings(), annotator=ANNOTATE, steps=STEPS)
    assert report.counts == {"new": 19}
    with record.writer() as writer:
        first, second, *_ = sorted(row.id for row in record.view().documents())
        writer.merge(first, second, together=True, why="told so")
        writer.judge(record.view().notes("statements")[0].note.id, accepted=False, why="no")
        writer.gather()
    assert verify(record) == ()
    return record


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mending")
    with pytest.MonkeyPatch.context() as patch:
        plug(patch.setitem)
        with open_project(folder / "whole.sqlite", create=True, clock=standing) as record:
            filled(record, folder)
    return folder / "whole.sqlite"


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    """A copy beside which the files it was read from are not."""
    return shutil.copyfile(whole, tmp_path / "copy.sqlite")


def mended(path: Path | Server) -> Restored:
    return mend(path, Settings(), annotator=ANNOTATE, steps=STEPS)


def spoilt(path: Path, statement: str, *values: object) -> None:
    """Changes rows behind the record's back, foreign keys or not."""
    with closing(sqlite.driver().connect(str(path))) as connection:
        assert connection.execute(statement, values).rowcount != 0
        connection.commit()


STATEMENTS = {
    "a text": "UPDATE documents SET text = replace(text, 'Monday', 'Sunday') WHERE number = 3",
    "a row's text": "UPDATE documents SET text = 'x' WHERE title LIKE 'Oslo%'",
    "a message's text": "UPDATE documents SET text = 'x' WHERE title LIKE 'Quay%'",
    "all texts": "UPDATE documents SET text = text || 'x'",
    "an id": "UPDATE documents SET id = 'd-0' WHERE number = 2",
    "a day": "UPDATE documents SET published_last = '2030-01-01' WHERE published_first IS NULL",
    "a carrier": "UPDATE carriers SET body = replace(body, 'GENEVA', 'GENOVA')",
    "a carrier's column": "UPDATE carriers SET language = 'fr'",
    "a reading": "UPDATE readings SET body = replace(body, 'fake', 'lake')",
    "a reading's column": "UPDATE readings SET notes = 7",
    "notes": "UPDATE statements SET body = '{'",
    "a note's column": "UPDATE positions SET stance = 'con', date_first = NULL",
    "notes gone": "DELETE FROM events",
    "parties": "DELETE FROM parties WHERE ordinal = 0",
    "readings gone": "DELETE FROM readings WHERE number < 4",
    "documents gone": "DELETE FROM documents WHERE number BETWEEN 4 AND 9",
    "a sketch": "UPDATE sketches SET data = zeroblob(8)",
    "stories": "UPDATE stories SET share = 0.5",
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_rotted_is_made_anew(name: str, copy: Path, whole: Path) -> None:
    spoilt(copy, STATEMENTS[name])
    with open_project(copy) as record:
        assert not sound((*check(record), *verify(record)))
    told = mended(copy)
    assert told.lost == []
    with open_project(copy) as record:
        assert (verify(record), sound(check(record))) == ((), True)
    assert content(copy) == content(whole)


def test_raw_files_are_had_from_the_file_or_by_their_hash(copy: Path, whole: Path) -> None:
    with closing(sqlite.driver().connect(str(copy))) as connection:
        id_, data = connection.execute("SELECT id, data FROM blobs ORDER BY id LIMIT 1").fetchone()
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 4
    spoilt(copy, "UPDATE blobs SET data = ? WHERE id = ?", bytes(flipped), id_)
    told = mended(copy)
    assert (len(told.made), told.lost) == (1, [])
    assert content(copy) == content(whole)


def test_what_cannot_be_had_is_told(copy: Path) -> None:
    with open_project(copy) as record:
        wanted = record.view().documents()[0].id
    raw = "UPDATE blobs SET data = zeroblob(9) WHERE id IN (SELECT raw_id FROM carriers WHERE document = ?)"
    spoilt(copy, raw, wanted)
    spoilt(copy, "UPDATE documents SET text = 'x' WHERE id = ?", wanted)
    told = mended(copy)
    assert [document for document, what in told.lost if "text" in what] == [wanted]
    with open_project(copy) as record:
        assert verify(record) == ()
        assert wanted not in {row.id for row in record.view().documents()}
        assert len(record.view().documents()) == 18


def unreadable(path: Path, tables: set[tuple[str, str]]) -> bytes:
    """Spoils all pages of tables and indexes; what the file is then."""
    data = bytearray(path.read_bytes())
    for page, place in pages_of(path).items():
        if (place.table, place.index) in tables:
            data[(page - 1) * PAGE : (page - 1) * PAGE + 2] = b"\xff\xff"
    path.write_bytes(data)
    return bytes(data)


READ_AGAIN = {("documents", ""), ("carriers", ""), ("statements", ""), ("blobs", "sqlite_autoindex_blobs_1")}


def test_pages_that_cannot_be_read(copy: Path, whole: Path) -> None:
    """Every page of the documents, of their carriers and of the raw files' index is spoilt, and no seal is there: all is read again."""
    data = unreadable(copy, READ_AGAIN)
    told = mended(copy)
    assert [what for _, what in told.lost] == [
        "its text; read rows.jsonl again"
    ] * 4  # the table alone told their titles
    with open_project(copy) as record:
        assert (verify(record), sound(check(record))) == ((), True)
    lost = {document for document, _ in told.lost}
    assert documents_of(copy) == documents_of(whole) - lost
    assert notes_of(copy) == [line for line in notes_of(whole) if not any(id_ in line for id_ in lost)]
    assert copy.with_name("copy.sqlite.damaged").read_bytes() == data
    assert seal.damaged(copy) == ()


def test_rows_of_a_table_are_had_from_it_where_it_still_is(copy: Path, whole: Path) -> None:
    """The record keeps a row's words, the table alone its title: with it beside the record nothing is lost."""
    for name in ("rows.jsonl", "news.mbox"):
        shutil.copyfile(whole.with_name(name), copy.with_name(name))
    unreadable(copy, READ_AGAIN)
    assert mended(copy).lost == []
    with open_project(copy) as record:
        assert (verify(record), sound(check(record))) == ((), True)
    assert documents_of(copy) == documents_of(whole)
    assert notes_of(copy) == notes_of(whole)


def test_a_rows_raw_words_are_had_from_its_table(copy: Path, whole: Path) -> None:
    shutil.copyfile(whole.with_name("rows.jsonl"), copy.with_name("rows.jsonl"))
    raw = "UPDATE blobs SET data = zeroblob(9) WHERE id IN (SELECT raw_id FROM carriers WHERE place = 'rows.jsonl')"
    spoilt(copy, raw)
    told = mended(copy)
    assert (len(told.made), told.lost) == (4, [])
    assert content(copy) == content(whole)


def test_a_file_that_does_not_tell_its_tables_is_refused(copy: Path) -> None:
    data = bytearray(copy.read_bytes())
    page = max(page for page, place in pages_of(copy).items() if place.table == "sqlite_schema")
    data[(page - 1) * PAGE : (page - 1) * PAGE + 2] = b"\xff\xff"
    copy.write_bytes(data)
    with pytest.raises(RecordBroken):
        mended(copy)
    assert copy.read_bytes() == bytes(data)
    assert [found.name for found in copy.parent.iterdir()] == [copy.name]


def notes_of(path: Path) -> list[str]:
    return [line for line in content(path) if line.startswith(("statements", "terms", "events", "positions"))]


def documents_of(path: Path) -> set[str]:
    with open_project(path, read_only=True) as record:
        return {row.id for row in record.view().documents()}


def test_flipped_bits_without_a_seal(whole: Path, tmp_path: Path) -> None:
    """Each by itself: what verification finds is mended, or told as lost; what it mends is the same record."""
    data, chance = whole.read_bytes(), random.Random(3)
    used = [at for at in range(100, len(data)) if data[at]]
    wanted, found, same, lost = documents_of(whole), 0, 0, 0
    for number in range(8):
        path = tmp_path / f"{number}.sqlite"
        wrong, at = bytearray(data), chance.choice(used)
        wrong[at] ^= 1 << chance.randrange(8)
        path.write_bytes(wrong)
        with suppress(RecordBroken), open_project(path, read_only=True) as record:
            if sound((*check(record), *verify(record))):
                continue
        found += 1
        told = mended(path)
        with open_project(path) as record:
            assert (verify(record), sound(check(record))) == ((), True)
        gone = {document for document, _ in told.lost}
        lost += bool(told.lost)
        assert documents_of(path) | gone >= wanted
        same += content(path) == content(whole)
    assert found
    assert same + lost >= found - 1


def test_a_row_whose_columns_are_shifted_is_unreadable(copy: Path, whole: Path) -> None:
    with closing(sqlite.driver().connect(str(copy))) as file:
        file.execute("UPDATE readings SET learnt_at = 'te.v1\",\"fake' WHERE rowid = (SELECT min(rowid) FROM readings)")
        file.commit()
    mended(copy)
    with open_project(copy) as record:
        assert (verify(record), sound(check(record))) == ((), True)
    assert content(copy) == content(whole)


def test_a_record_on_a_server_is_mended_where_it_is(on_server: Server, tmp_path: Path) -> None:
    with open_project(on_server, clock=standing) as record:
        filled(record, tmp_path)
        sound_before = content(on_server)
        number = "(SELECT min(number) FROM documents)"
        spoil(record, f"UPDATE documents SET text = replace(text, 'said', 'sang') WHERE number = {number}")
        spoil(record, "UPDATE positions SET stance = 'con' WHERE ordinal = 0")
        spoil(record, "UPDATE carriers SET language = 'fr' WHERE place LIKE '%rows.jsonl'")
        assert not sound(verify(record))
        told = mended(on_server)
        assert told.lost == []
        assert verify(record) == ()
    assert content(on_server) == sound_before


@pytest.mark.slow
def test_a_hundred_flipped_bits_on_a_server(on_server: Server, tmp_path: Path) -> None:
    """In texts, in what is known of files, in readings and notes: each found and named by its document, then all mended at once."""
    of = {
        "documents": ("text", "number", "id"),
        "carriers": ("body", "number", "document"),
        "readings": ("body", "number", "document"),
    }
    chance = random.Random(7)
    with open_project(on_server, clock=standing) as record:
        filled(record, tmp_path)
        sound_before = content(on_server)
        cells = [
            (table, column, key, *row)
            for table, (column, key, document) in of.items()
            for row in asked(record, f"SELECT {key}, {column}, {document} FROM {table} ORDER BY {key}")
        ]
        for _ in range(FLIPS):
            table, column, key, number, held, document = chance.choice(cells)
            at = chance.randrange(len(held))
            wrong = f"{held[:at]}{chr(ord(held[at]) ^ 1)}{held[at + 1 :]}"
            spoil(record, f"UPDATE {table} SET {column} = ? WHERE {key} = ?", wrong, number)
            assert document in {found.document for found in verify(record)}, (table, number, at)
            if chance.random() < 0.8:
                spoil(record, f"UPDATE {table} SET {column} = ? WHERE {key} = ?", held, number)
        assert mended(on_server).lost == []
        assert verify(record) == ()
    assert content(on_server) == sound_before


def asked(record: Record, statement: str) -> list[tuple[Any, ...]]:
    with record._engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]
