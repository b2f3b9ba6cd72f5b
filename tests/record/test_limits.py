from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from detente.errors import DiskFull
from detente.record import check, open_project, sound, verify
from tests.record.samples import document, dump, raw, reading

if TYPE_CHECKING:
    from pathlib import Path

    from detente.record import Record

WRITER = """
import sys
from detente.record import open_project
from tests.record.samples import IRAN, document, raw, reading
with open_project(sys.argv[1]) as record, record.writer() as writer:
    for number in range(int(sys.argv[2])):
        found = document((*IRAN, f"Paragraph {number} of many. " * 200), uri=f"{number}.txt")
        writer.add(found, reading(found), raw=raw(found))
        print(number, flush=True)
"""


def many(number: int) -> tuple[str, ...]:
    from tests.record.samples import IRAN

    return (*IRAN, f"{number} " * 3000)


def add_many(record: Record, count: int) -> None:
    with record.writer() as writer:
        for number in range(count):
            found = document(many(number), uri=f"{number}.txt")
            writer.add(found, reading(found), raw=raw(found))


def test_a_full_disk_loses_nothing_that_was_committed(file_record: Record) -> None:
    with file_record.writer() as writer:
        found = document()
        writer.add(found, reading(found), raw=raw(found))
    before = dump(file_record.address)

    @event.listens_for(file_record._engine, "begin")
    def limit(connection: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 160")  # type: ignore[attr-defined]  # SQLAlchemy's connection

    with pytest.raises(DiskFull, match="what was committed stays"):
        add_many(file_record, 200)
    event.remove(file_record._engine, "begin", limit)
    rows = file_record.view().documents()
    assert 1 < len(rows) < 200
    assert sound(check(file_record))
    assert verify(file_record) == ()
    assert before.splitlines()[0] in dump(file_record.address)
    with open_project(file_record.address) as again, again.writer() as writer:
        found = document(many(199), uri="199.txt")
        assert writer.add(found, reading(found), raw=raw(found)) == "new"


def test_a_second_process_reads_while_the_first_writes(tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite"
    open_project(path, create=True).close()
    command = [sys.executable, "-c", WRITER, str(path), "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline() == "0\n"
        counts, waits = [], []
        while writing.poll() is None:
            begun = time.perf_counter()
            with open_project(path, read_only=True) as looked:
                view = looked.view()
                rows = view.documents()
                assert all(view.reading(row.id) == reading(view.document(row.id)) for row in rows[-3:])
            waits.append((time.perf_counter() - begun) / (1 + len(rows) / 20))
            counts.append(len(rows))
        writing.communicate()
    assert writing.returncode == 0
    assert counts == sorted(counts)
    assert len(set(counts)) > 2, "the reader never saw the writer at work"
    assert sorted(waits)[len(waits) // 2] < 1.0


def test_two_writers_take_turns(record: Record) -> None:
    with record.writer() as first, open_project(record.address) as other, other.writer() as second:
        for number, writer in enumerate((first, second, first)):
            found = document(many(number), uri=f"{number}.txt")
            assert writer.add(found, reading(found), raw=raw(found)) == "new"
    assert len(record.view().documents()) == 3
