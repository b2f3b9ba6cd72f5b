"""Whether a record is sound, by quick checks; ``verify`` is the thorough one."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import sqlalchemy
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from detente.record import engine, postgres, sqlite
from detente.record.schema import REVISION, runs
from detente.record.store import reading
from detente.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from detente.record.store import Record

Level = Literal["fine", "note", "fault"]
RESTORE = "restore a copy, or make a new project and read the documents again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the doctor says.

    Attributes:
        level: ``fine``, ``note`` (good to know) or ``fault`` (something is wrong).
        what: what was found.
        cure: what to do, where something is to be done.
        document: the id of the document it concerns, where it is one.
    """

    level: Level
    what: str
    cure: str = ""
    document: str | None = None


def check(record: Record) -> tuple[Finding, ...]:
    """Versions, the database's own checks, runs that never ended. Seconds, not minutes."""
    found = [Finding(level="fine", what=f"Detente {__version__} on Python {platform.python_version()}")]
    with reading(record) as connection:
        found.append(_driver() if connection.dialect.name == "sqlite" else _server(connection))
        for part in (_tables, _own_checks, _unfinished):
            found.extend(guarded(part(connection)))
    return tuple(found)


def sound(findings: Iterable[Finding]) -> bool:
    """Whether none of the findings is a fault."""
    return all(finding.level != "fault" for finding in findings)


def guarded(findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings, up to where the database itself gives up."""
    try:
        yield from findings
    except DBAPIError as error:
        yield Finding(level="fault", what=f"the database cannot be read ({error.orig})", cure=RESTORE)


def _driver() -> Finding:
    name, number = sqlite.driver().__name__, ".".join(map(str, sqlite.version()))
    what = f"SQLite {number} by {name.partition('.')[0]}, SQLAlchemy {sqlalchemy.__version__}"
    if sqlite.version() >= sqlite.SAFE_VERSION:
        return Finding(level="fine", what=what)
    wanted = ".".join(map(str, sqlite.SAFE_VERSION))
    return Finding(
        level="note",
        what=f"{what}: before {wanted} SQLite can lose committed pages while two processes have the record open",
        cure="install pysqlite3, which brings a newer one",
    )


def _server(connection: Connection) -> Finding:
    what = f"PostgreSQL {postgres.version(connection)}, SQLAlchemy {sqlalchemy.__version__}"
    if postgres.keeps_checksums(connection):
        return Finding(level="fine", what=what)
    return Finding(
        level="note",
        what=f"{what}: its pages carry no checksums, so that a flipped bit shows only by the record's hashes",
        cure="have the server's keeper turn them on with `pg_checksums --enable`",
    )


def _tables(connection: Connection) -> Iterator[Finding]:
    found = engine.revision(connection)
    made = engine.made_by(connection).get("made by", "an unknown Detente")
    if found == REVISION:
        yield Finding(level="fine", what=f"tables of version {found}, made by {made}")
    else:
        yield Finding(level="fault", what=f"tables of version {found}, not {REVISION}", cure="upgrade Detente")


def _own_checks(connection: Connection) -> Iterator[Finding]:
    ours = connection.dialect.name == "sqlite"
    faults = sqlite.faults(connection) if ours else postgres.faults(connection)
    for fault in faults:
        yield Finding(level="fault", what=fault, cure=RESTORE)
    if not faults:
        sound = "pages, indexes and foreign keys are sound" if ours else "indexes and constraints are valid"
        yield Finding(level="fine", what=sound)


def _unfinished(connection: Connection) -> Iterator[Finding]:
    for row in connection.execute(select(runs).where(runs.c.finished_at.is_(None)).order_by(runs.c.number)):
        what = f"run {row.number} of {row.started_at:%Y-%m-%d %H:%M} never ended: it goes on still, or was killed"
        yield Finding(level="note", what=what, cure="read the same files again; what was committed is whole")
