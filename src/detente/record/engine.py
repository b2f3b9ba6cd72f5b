"""Opening a store: making it, finding out whether it is one, bringing its tables up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine, insert, inspect, select, text

from detente.errors import NotWritable, ProjectExists, ProjectMissing, RecordBroken
from detente.record import seal, sqlite
from detente.record.schema import REVISION, meta
from detente.version import __version__

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

SIDE_FILES = ("-wal", "-shm", "-journal")


def make(path: Path, *, now: datetime) -> None:
    """Makes a new record: built under another name, so that it is there whole or not at all.

    Raises:
        ProjectExists: if there is something at the path.
        NotWritable: if its folder may not be written.
        DiskFull: if there is no room.
    """
    if path.exists():
        raise ProjectExists(f"{path}: there is something already", cure="choose another name, or read into it")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _discard(part)
    except OSError as error:
        raise NotWritable(f"{path.parent}: {error.strerror}", cure="choose a folder that may be written") from error
    try:
        with sqlite.explained(path):
            _build(part, now=now)
        part.rename(path)
    finally:
        _discard(part)


def _build(part: Path, *, now: datetime) -> None:
    engine = sqlite.engine(part)
    try:
        sqlite.prepare(engine)
        with engine.connect() as connection, connection.execution_options(writes=True).begin():
            _migrate(connection)
            rows = [
                {"name": "made by", "value": f"detente {__version__}"},
                {"name": "made at", "value": now.isoformat()},
            ]
            connection.execute(insert(meta), rows)
    finally:
        engine.dispose()


def open_store(path: Path, *, read_only: bool) -> Engine:
    """An engine on a record that is there, its tables brought up to date.

    Raises:
        ProjectMissing: if there is none.
        RecordBroken: if it is no record, is damaged, or was written by a newer Detente.
        NotWritable: if its tables are old and it may not be written.
    """
    if not path.exists():
        raise ProjectMissing(f"{path}: there is no project", cure=f"make one with `detente new {path}`")
    if path.is_dir():
        raise RecordBroken(f"{path}: it is a folder, no record", cure="name the record's file")
    engine = sqlite.engine(path, read_only=read_only)
    try:
        with sqlite.explained(path):
            _bring_up_to_date(engine, path, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _bring_up_to_date(engine: Engine, path: Path, *, read_only: bool) -> None:
    with engine.connect() as connection:
        if not sqlite.is_ours(connection):
            raise RecordBroken(
                f"{path}: it is no record of Detente", cure="name another file, or make one with `detente new`"
            )
        found = revision(connection)
    if found == REVISION:
        return
    if found is None or found > REVISION:
        raise RecordBroken(
            f"{path}: its tables are of version {found or 'unknown'}, newer than this Detente's {REVISION}",
            cure="upgrade Detente",
        )
    if read_only:
        raise NotWritable(f"{path}: its tables are old and must be brought up to date", cure="open it once for writing")
    with engine.connect() as connection, connection.execution_options(writes=True).begin():
        seal.broken(path)
        _migrate(connection)


def revision(connection: Connection) -> str | None:
    """The version of the store's tables, or ``None`` where it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def made_by(connection: Connection) -> dict[str, str]:
    """What the record says of its making: name to value."""
    return {str(name): str(value) for name, value in connection.execute(select(meta.c.name, meta.c.value))}


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "detente.record:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _discard(part: Path) -> None:
    for suffix in ("", *SIDE_FILES):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
