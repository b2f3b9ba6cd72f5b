"""A record on disk with the readings of ``tests.fixtures``, and the program to look at it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from detente.cli.app import app
from detente.record import open_project
from tests.fixtures import iran

if TYPE_CHECKING:
    from pathlib import Path


class Program:
    """The program, run in a folder; ``run`` gives exit code, output and errors."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_PROJECT", raising=False)
    return Program(tmp_path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that no test changes."""
    path = tmp_path_factory.mktemp("record") / "iran.sqlite"
    view = iran()
    with open_project(path, create=True) as record, record.writer() as writer:
        for document, reading in view.read:
            writer.add(document, reading)
        for failure in view.failed:
            writer.settle(failure.origin, failed=[failure])
    return path
