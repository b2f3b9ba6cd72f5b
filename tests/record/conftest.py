from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from detente.record import open_project
from tests import postgres
from tests.run.fakes import ticking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from detente.record import Record
    from detente.record.address import Address, Server


@pytest.fixture
def empty(server: Server) -> Iterator[Server]:
    """A database of one's own, without a record."""
    with postgres.copied(server, "empty", of="template0") as found:
        yield found


@pytest.fixture(params=["sqlite", "postgres"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Address]]:
    """Addresses for new records by name, on each of the stores in turn."""
    if request.param == "sqlite":
        yield lambda name: tmp_path / f"{name}.sqlite"
        return
    server: Server = request.getfixturevalue("server")
    made: list[Server] = []

    def address(name: str) -> Server:
        made.append(postgres.database(server, f"{name}_{os.getpid()}", of="template0"))
        return made[-1]

    try:
        yield address
    finally:
        for found in made:
            postgres.drop(found)


@pytest.fixture(params=["sqlite", "postgres"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """An empty record, on each of the stores in turn."""
    if request.param == "sqlite":
        with open_project(tmp_path / "project.sqlite", create=True, clock=ticking()) as made:
            yield made
        return
    clock = ticking()
    clock()  # it was made
    with open_project(request.getfixturevalue("on_server"), clock=clock) as made:
        yield made


@pytest.fixture
def file_record(tmp_path: Path) -> Iterator[Record]:
    """An empty record in a file, for what only files have."""
    with open_project(tmp_path / "project.sqlite", create=True, clock=ticking()) as made:
        yield made
