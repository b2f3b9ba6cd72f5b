"""Several processes on one record: readers beside a writer on both stores, writers beside writers."""

from __future__ import annotations

import os
import time
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from detente.record import check, open_project, postgres, sound, sqlite, verify
from tests.record.samples import IRAN, content, document, raw, reading
from tests.run import reads
from tests.run.fakes import plug, write_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from detente.record import Record
    from detente.record.address import Address, Server

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
LONGEST_WAIT = 0.1  # seconds
DOCUMENTS = 24
ALL_DONE = 240  # seconds


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    plug(monkeypatch.setitem)


def begun(work: Callable[..., None], *given: object) -> BaseProcess:
    process = get_context("fork").Process(target=work, args=given)
    process.start()
    return process


def write(address: Address) -> None:
    """Documents one by one, each with its notes, and gatherings between."""
    with open_project(address) as record, record.writer() as writer:
        for number in range(DOCUMENTS):
            found = document((*IRAN, f"Paragraph {number} of many. " * 100), uri=f"{number}.txt")
            writer.add(found, reading(found), raw=raw(found))
            if number % 8 == 7:
                writer.gather()


def test_who_reads_waits_for_no_writer_and_sees_no_half_document(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that waited longer than ``LONGEST_WAIT`` for a lock would be told so by its store; what the processor is busy with is no wait."""
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", LONGEST_WAIT)
    monkeypatch.setattr(postgres, "WAIT_SECONDS", LONGEST_WAIT)
    writing = begun(write_patiently, record.address)
    counts = []
    deadline = time.monotonic() + ALL_DONE
    while writing.is_alive():
        assert time.monotonic() < deadline
        with open_project(record.address, read_only=True) as looked:
            view = looked.view()
            rows = view.documents()
            for row in rows[-3:]:
                assert view.reading(row.id) == reading(view.document(row.id))
                assert row.notes == len(view.reading(row.id).notes())
            assert len(view.notes("events")) >= 2 * len(rows)
            counts.append(len(rows))
    writing.join()
    assert writing.exitcode == 0
    assert counts == sorted(counts)
    assert len(set(counts)) > 2, "the reader never saw the writer at work"


def write_patiently(address: Address) -> None:
    sqlite.WAIT_SECONDS, postgres.WAIT_SECONDS = 30.0, 600
    write(address)


def read_all(address: Address, folder: Path) -> None:
    reads.into(address, folder)


def test_two_reads_at_once_give_what_one_after_the_other_gives(
    server: Server, on_server: Server, tmp_path: Path
) -> None:
    from tests import postgres as servers

    both, more = tmp_path / "both", tmp_path / "more"
    write_articles(both, DOCUMENTS)
    write_articles(more, DOCUMENTS // 2)
    with servers.copied(server, "serial", of=server.database) as serial:
        for folder in (both, more, both):
            read_all(serial, folder)
        processes = [begun(read_all, on_server, folder) for folder in (both, more, both)]
        for process in processes:
            process.join(ALL_DONE)
        assert [process.exitcode for process in processes] == [0, 0, 0]
        with open_project(on_server) as record:
            assert sound(check(record))
            assert verify(record) == ()
            assert {run.state for run in record.view().runs()} == {"done"}
            moments = [row.learnt_at for row in record.view().documents()]
            assert len(moments) == DOCUMENTS
        assert content(on_server) == content(serial)


def test_moments_rise_over_all_writers_whatever_their_clocks(on_server: Server) -> None:
    from tests.run.fakes import standing, ticking

    late = ticking()
    for _ in range(100):
        late()
    with (
        open_project(on_server, clock=late) as one,
        open_project(on_server, clock=standing) as other,
        one.writer() as first,
        other.writer() as second,
    ):
        for number, writer in enumerate((first, second, first, second)):
            found = document((*IRAN, f"Round {number}."), uri=f"{number}.txt")
            writer.add(found, reading(found), raw=raw(found))
        rows = {row.uri: row.learnt_at for row in one.view().documents()}
    assert [rows[f"{number}.txt"] for number in range(4)] == sorted(rows.values())
