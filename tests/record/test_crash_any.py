"""Kill -9 two hundred times, amid reads, merges, gatherings and list loads: what was committed is whole, and the work completes."""

from __future__ import annotations

import os
import random
import signal
import time
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from detente.model.lists import Edition, ListedName, Listing
from detente.model.when import When
from detente.record import check, open_project, sound, verify
from tests.record.samples import document, dump, raw
from tests.record.test_gathering import IRAN, OTHER, of
from tests.run.fakes import standing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
KILLS = 200
ROUNDS = 4
FULL_CHECK_EVERY = 10


def work(path: Path) -> None:
    """Documents, judgements, editions and gatherings in turn; done twice it changes nothing."""
    with open_project(path, clock=standing) as record, record.writer() as writer:
        for number in range(ROUNDS):
            told = [
                document(
                    (f"Round {number}", *(words for words in text[1:])),
                    uri=f"{name}-{number}.txt",
                    published=f"2021-{number + 1:02d}-10",
                )
                for name, text in (("a", IRAN), ("b", OTHER))
            ]
            for found in told:
                writer.add(found, of(found), raw=raw(found))
            writer.merge(told[0].id, told[1].id, together=number % 2 == 0, why=f"round {number}")
            entries = [
                Listing(entry=str(n), kind="entity", names=(ListedName(text=f"Trading house {n}"),))
                for n in range(number * 5 + 40)
            ]
            day = When.parse(f"2021-{number + 1:02d}-01")
            writer.add_list(
                Edition(authority="UN", name="consolidated", day=day, raw_id=f"{number:064d}"), entries, origin="un.xml"
            )
            writer.settle(f"a-{number}.txt", parts=[""])
        writer.gather()


def rows(path: Path) -> dict[str, int]:
    lines = dump(path).splitlines()
    return {
        name: sum(line.startswith(f"{name}: ") for line in lines)
        for name in ("documents", "readings", "editions", "merges")
    }


def assert_whole(path: Path, *, thorough: bool) -> dict[str, int]:
    with open_project(path) as record:
        assert sound(check(record))
        if thorough:
            assert verify(record) == ()
        view = record.view()
        for row in view.documents():
            assert row.notes == len(view.reading(row.id).notes())
        for edition in view.editions():
            assert len(view.listings(edition.edition.id)) == edition.entries
    return rows(path)


def test_killed_two_hundred_times(tmp_path: Path) -> None:
    path, untouched = tmp_path / "killed.sqlite", tmp_path / "untouched.sqlite"
    started = time.monotonic()
    open_project(untouched, create=True, clock=standing).close()
    work(untouched)
    whole = time.monotonic() - started
    chance = random.Random(8)
    kills, fresh = 0, 0
    before: dict[str, int] = {}
    for number in range(3 * KILLS):
        if kills == KILLS:
            break
        if not path.exists() or (before and before["merges"] >= ROUNDS):
            for old in tmp_path.glob("killed.sqlite*"):
                old.unlink()
            open_project(path, create=True, clock=standing).close()
            before, fresh = {}, fresh + 1
        process = get_context("fork").Process(target=work, args=(path,))
        process.start()
        time.sleep(chance.random() * whole * 0.4)
        process.kill()
        process.join()
        kills += process.exitcode == -signal.SIGKILL
        now = assert_whole(path, thorough=number % FULL_CHECK_EVERY == 0)
        assert all(now[name] >= count for name, count in before.items())
        before = now
    assert kills == KILLS
    work(path)
    assert assert_whole(path, thorough=True) == rows(untouched)
    assert dump(path, leave_out=("runs", "meta")) == dump(untouched, leave_out=("runs", "meta"))
