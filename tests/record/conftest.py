from __future__ import annotations

import os
from contextlib import contextmanager
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

MADE = "made"
"""The database that holds an empty record, which others are copied from."""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, one a session, with a database that holds an empty record."""
    if why := postgres.missing():
        pytest.skip(why)
    with postgres.running() as found:
        template = postgres.database(found, f"{MADE}_{os.getpid()}")
        open_project(template, create=True).close()
        try:
            yield template
        finally:
            postgres.drop(template)


@pytest.fixture
def empty(server: Server) -> Iterator[Server]:
    """A database of one's own, without a record."""
    with _copied(server, "empty", of="template0") as found:
        yield found


@pytest.fixture
def on_server(server: Server) -> Iterator[Server]:
    """An empty record on the server, of one's own."""
    with _copied(server, "copy", of=server.database) as found:
        yield found


@contextmanager
def _copied(server: Server, name: str, *, of: str) -> Iterator[Server]:
    found = postgres.database(server, f"{name}_{os.getpid()}", of=of)
    try:
        yield found
    finally:
        postgres.drop(found)


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
