"""What all tests share: where the real articles and lists are, a PostgreSQL server, and how a test without them says so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detente.record import open_project
from tests import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.record.address import Server

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips tests marked ``shared`` where ../shared is not beside the checkout."""
    if item.get_closest_marker("shared") and not SHARED.exists():
        pytest.skip(f"needs {SHARED}, the real articles, gold and lists kept beside the checkout")


@pytest.fixture
def shared() -> Path:
    """The folder of real articles, gold and lists; the test is skipped where it is absent."""
    if not SHARED.exists():
        pytest.skip(f"needs {SHARED}, the real articles, gold and lists kept beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, one a session, with a database that holds an empty record."""
    if why := postgres.missing():
        pytest.skip(why)
    with postgres.running() as found:
        template = postgres.database(found, f"made_{os.getpid()}")
        open_project(template, create=True).close()
        try:
            yield template
        finally:
            postgres.drop(template)


@pytest.fixture
def on_server(server: Server) -> Iterator[Server]:
    """An empty record on the server, of one's own."""
    with postgres.copied(server, "copy", of=server.database) as found:
        yield found
