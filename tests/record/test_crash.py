"""Kill -9 in mid-read: afterwards each document is whole or absent, the record is sound, and a rerun completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.model.reading import LAYERS
from detente.record import check, open_project, sound, verify
from detente.record.sqlite import driver
from tests.record.samples import dump
from tests.run import reads
from tests.run.fakes import plug, write_articles

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 200
KILLS = 20
ALL_READ = 120  # seconds
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")
REAL = """
import sys
from detente.record import open_project
from detente.run.local import read_into
from detente.settings import Settings
from tests.run.fakes import standing
with open_project(sys.argv[1], clock=standing) as record:
    read_into([sys.argv[2]], record, Settings())
"""


def read_real(path: Path, folder: Path) -> None:
    subprocess.run([sys.executable, "-c", REAL, str(path), str(folder)], check=True, cwd=ROOT)


def count(path: Path) -> int:
    connection = driver().connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    finally:
        connection.close()


def assert_whole(path: Path) -> int:
    """That each document has its raw file, its reading with all notes, and its place in the index; how many there are."""
    with open_project(path) as record:
        assert sound(check(record))
        assert verify(record) == ()
        view = record.view()
        rows = view.documents()
        for row in rows:
            assert row.notes == len(view.reading(row.id).notes())
        assert sum(len(view.notes(layer)) for layer in LAYERS) == sum(row.notes for row in rows)
        return len(rows)


def killed(reading: Callable[[Path, Path], None], path: Path, folder: Path, *, at: int, later: float = 0.0) -> bool:
    """Reads in a process of its own, killed so many seconds after the record has ``at`` documents; whether it was."""
    process = get_context("fork").Process(target=reading, args=(path, folder))  # modules are loaded already
    process.start()
    deadline = time.monotonic() + ALL_READ
    while process.is_alive() and count(path) < at:
        assert time.monotonic() < deadline, "the read hangs"
        time.sleep(0.005)
    time.sleep(later)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    plug(monkeypatch.setitem)


def read_fake(path: Path, folder: Path) -> None:
    reads.main(path, str(folder), 1)


@pytest.mark.slow
@FORKS
def test_killed_twenty_times(tmp_path: Path) -> None:
    folder, path, untouched = tmp_path / "in", tmp_path / "killed.sqlite", tmp_path / "untouched.sqlite"
    write_articles(folder, DOCUMENTS)
    read_fake(untouched, folder)
    open_project(path, create=True).close()
    chance = random.Random(9)
    kills, before = 0, 0
    for number in range(KILLS):
        at = (number + 1) * DOCUMENTS * 9 // (KILLS * 10)
        kills += killed(read_fake, path, folder, at=at, later=chance.random() * 0.02)
        now = assert_whole(path)
        assert now >= before
        before = now
    assert kills >= KILLS * 3 // 4
    read_fake(path, folder)
    assert assert_whole(path) == DOCUMENTS
    assert dump(path, leave_out=("runs", "meta")) == dump(untouched, leave_out=("runs", "meta"))


@pytest.mark.slow
@FORKS
def test_killed_with_the_real_steps(tmp_path: Path) -> None:
    folder, path, untouched = tmp_path / "in", tmp_path / "killed.sqlite", tmp_path / "untouched.sqlite"
    write_articles(folder, 30)
    for made in (path, untouched):
        open_project(made, create=True).close()
    assert killed(exec_real, path, folder, at=8)
    assert 8 <= assert_whole(path) < 30
    for made in (path, untouched):
        read_real(made, folder)
    assert assert_whole(path) == 30
    assert dump(path, leave_out=("runs", "meta")) == dump(untouched, leave_out=("runs", "meta"))


def exec_real(path: Path, folder: Path) -> None:
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-c", REAL, str(path), str(folder)])
