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
from detente.record.address import Server
from tests import postgres
from tests.record.samples import content, document, dump, raw
from tests.record.test_gathering import IRAN, OTHER, of
from tests.run.fakes import standing

if TYPE_CHECKING:
    from pathlib import Path

    from detente.record.address import Address

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
KILLS = 200
KILLS_ON_SERVER = 20
"""DETENTE_TEST_KILLS asks for more."""
ROUNDS = 4
FULL_CHECK_EVERY = 10


def work(path: Address) -> None:
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


def rows(path: Address) -> dict[str, int]:
    lines = dump(path).splitlines()
    return {
        name: sum(line.startswith(f"{name}: ") for line in lines)
        for name in ("documents", "readings", "editions", "merges")
    }


def assert_whole(path: Address, *, thorough: bool) -> dict[str, int]:
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


def fresh(path: Address, template: Server | None) -> None:
    """An empty record, whatever was there."""
    if isinstance(path, Server):
        assert template is not None
        postgres.drop(path)
        postgres.database(path, path.database, of=template.database)
        return
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    open_project(path, create=True, clock=standing).close()


def kill_at_work(path: Address, untouched: Address, *, kills: int, template: Server | None = None) -> None:
    """Kills the work so many times at random moments; each time what was committed is whole, and at the end it completes."""
    fresh(untouched, template)
    started = time.monotonic()
    work(untouched)
    whole = time.monotonic() - started
    chance = random.Random(8)
    killed = 0
    before: dict[str, int] = {}
    for number in range(3 * kills):
        if killed == kills:
            break
        if not number or before.get("merges", 0) >= ROUNDS:
            fresh(path, template)
            before = {}
        process = get_context("fork").Process(target=work, args=(path,))
        process.start()
        time.sleep(chance.random() * whole * 0.4)
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        now = assert_whole(path, thorough=number % FULL_CHECK_EVERY == 0)
        assert all(now[name] >= count for name, count in before.items())
        before = now
    assert killed == kills
    work(path)
    assert assert_whole(path, thorough=True) == rows(untouched)
    assert content(path) == content(untouched)


def test_killed_two_hundred_times(tmp_path: Path) -> None:
    kill_at_work(tmp_path / "killed.sqlite", tmp_path / "untouched.sqlite", kills=KILLS)


def test_killed_on_a_server(server: Server) -> None:
    with (
        postgres.copied(server, "killed", of="template0") as killed,
        postgres.copied(server, "untouched", of="template0") as untouched,
    ):
        kill_at_work(
            killed, untouched, kills=int(os.environ.get("DETENTE_TEST_KILLS", KILLS_ON_SERVER)), template=server
        )
