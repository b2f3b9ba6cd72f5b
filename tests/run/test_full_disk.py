"""A disk that is full or may not be written: said with the file and the cure, nothing half-written, the record sound."""

from __future__ import annotations

import errno
import os
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import pytest
from sqlalchemy import event
from typer.testing import CliRunner, Result

from detente.cli.app import app
from detente.present import files
from detente.record import check, open_project, sound, sqlite, verify
from detente.run import local
from tests.run.fakes import ANNOTATE, STEPS, write_articles

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

ROOM = 170
"""Pages that a full disk has room for: some documents more than an empty record."""
LIST = "".join(
    f'{number},"EXAMPLE {number}, Person of a longer Name","individual","DPRK2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 19{number % 90 + 10}"\r\n'
    for number in range(1, 900)
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with two documents."""
    monkeypatch.setattr(local, "read_into", partial(local.read_into, annotator=ANNOTATE, steps=STEPS))
    path = tmp_path / "project" / "p.sqlite"
    path.parent.mkdir()
    open_project(path, create=True).close()
    write_articles(tmp_path / "in", 2)
    assert run("read", tmp_path / "in", "--project", path).exit_code == 0
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "sdn.csv").write_text(LIST, newline="")
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says of a file of so many pages what it says of a full disk."""
    making = sqlite.engine

    def engine(path: Path, **given: Any) -> Engine:
        made = making(path, **given)

        @event.listens_for(made, "connect")
        def limit(connection: Any, _entry: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {ROOM}")

        return made

    monkeypatch.setattr(sqlite, "engine", engine)


def is_sound(path: Path, *, documents: int | None = None, editions: int | None = None) -> bool:
    with open_project(path) as record:
        view = record.view()
        if documents is not None:
            assert view.counts()["documents"] == documents
        if editions is not None:
            assert len(view.editions()) == editions
        return sound(check(record)) and verify(record) == ()


def lying_beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()} - {
        f"{path.name}{end}" for end in ("", "-wal", "-shm", ".sums")
    }


def test_read_on_a_full_disk(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: None) -> None:
    del full
    write_articles(tmp_path / "in", 60)
    for path in sorted((tmp_path / "in").iterdir())[2:]:
        path.write_text(path.read_text() + "".join(f"\n\nLine {n} of {path.name}." for n in range(1500)))
    failed = run("read", tmp_path / "in", "--project", project)
    assert failed.exit_code == 1
    assert f"{project}: the disk is full; free some space and run again; what was committed stays" in failed.stderr
    assert len(failed.stderr.splitlines()) <= 2
    monkeypatch.undo()
    assert is_sound(project)
    assert lying_beside(project) == set()
    with open_project(project) as record:
        assert 2 <= record.view().counts()["documents"] < 62


def test_a_list_on_a_full_disk_is_there_whole_or_not_at_all(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: None
) -> None:
    del full
    failed = run("lists", "add", tmp_path / "list", "--day", "2020-01-01", "--project", project)
    assert failed.exit_code == 1
    assert f"{project}: the disk is full; free some space" in failed.stderr
    monkeypatch.undo()
    assert is_sound(project, documents=2, editions=0)
    assert run("lists", "add", tmp_path / "list", "--day", "2020-01-01", "--project", project).exit_code == 0
    assert is_sound(project, documents=2, editions=1)


def test_a_reading_beside_the_record_is_written_whole_or_not(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.fdopen

    class Full:
        def __init__(self, handle: int) -> None:
            self.file = opening(handle, "wb")

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, words: bytes) -> None:
            self.file.write(words[: len(words) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(
        files.os, "fdopen", lambda handle, mode: Full(handle) if mode == "wb" else opening(handle, mode)
    )
    folder = tmp_path / "readings"
    failed = run("read", tmp_path / "in", "--project", project, "--readings", folder)
    monkeypatch.undo()
    assert failed.exit_code == 1
    assert f"{folder / 'article-0000.json'}: the disk is full; make room and run again" in failed.stderr
    assert list(folder.iterdir()) == []
    assert is_sound(project, documents=2)


@pytest.mark.parametrize("command", ["read", "lists add"])
def test_a_record_that_may_not_be_written(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Root may write everything, so the driver is told to open the file as a read-only disk has it."""
    before = project.read_bytes()
    opening = sqlite.driver().connect

    class Driver:
        def __getattr__(self, name: str) -> Any:
            return getattr(sqlite_driver, name)

        def connect(self, address: str, **given: Any) -> Any:
            return opening(address.replace("mode=rwc", "mode=ro"), **given)

    sqlite_driver = sqlite.driver()
    monkeypatch.setattr(sqlite, "driver", Driver)
    write_articles(tmp_path / "in", 5)
    given = [tmp_path / "list", "--day", "2020-01-01"] if command == "lists add" else [tmp_path / "in"]
    failed = run(*command.split(), *given, "--project", project)
    monkeypatch.undo()
    assert failed.exit_code == 1
    assert f"{project}: it may not be written; change its permissions or copy it elsewhere" in failed.stderr
    assert project.read_bytes() == before
    assert lying_beside(project) == set()
    assert is_sound(project, documents=2, editions=0)
