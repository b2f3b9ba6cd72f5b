"""Opening a store: making it, finding out whether it is one, bringing its tables up to date."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, insert, inspect, select, text

from detente.errors import NotWritable, ProjectExists, ProjectMissing, RecordBroken
from detente.record import postgres, seal, sqlite
from detente.record.address import Server
from detente.record.backends import explained
from detente.record.schema import REVISION, meta
from detente.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from detente.record.address import Address

SIDE_FILES = ("-wal", "-shm", "-journal")


def make(address: Address, *, now: datetime) -> None:
    """Makes a new record; it is there whole or not at all.

    Raises:
        ProjectExists: if there is something already.
        NotWritable: if its folder, or the database, may not be written.
        DiskFull: if there is no room.
    """
    if isinstance(address, Server):
        _make_on(address, now=now)
    else:
        _make_file(address, now=now)


def exists(address: Address) -> bool:
    """Whether there is something at a place, a record or not."""
    if not isinstance(address, Server):
        return address.exists()
    with _altering(address) as connection:
        return bool(inspect(connection).get_table_names(schema=address.schema))


def beside(address: Address) -> Address:
    """Where a record is built that is to be at a place when it is whole."""
    if isinstance(address, Server):
        return address.of_schema(f"{address.schema}_unpacking")
    return address.with_name(f"{address.name}.unpacking")


def discard(part: Address) -> None:
    """Removes what was built beside a record's place, if anything."""
    if not isinstance(part, Server):
        for suffix in ("", *SIDE_FILES):
            part.with_name(part.name + suffix).unlink(missing_ok=True)
        return
    with _altering(part) as connection:
        connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{part.schema}" CASCADE')


def put(address: Address) -> None:
    """Moves what was built beside a record's place to that place, at once.

    Raises:
        ProjectExists: if there is something on the server by now.
    """
    part = beside(address)
    if not isinstance(address, Server):
        Path(str(part)).rename(address)
        return
    with _altering(address) as connection:
        if inspect(connection).get_table_names(schema=address.schema):
            raise ProjectExists(f"{address}: there is something already", cure="choose another schema (?schema=NAME)")
        connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{address.schema}"')
        connection.exec_driver_sql(f'ALTER SCHEMA "{address.schema}_unpacking" RENAME TO "{address.schema}"')


@contextmanager
def _altering(server: Server) -> Iterator[Connection]:
    """A transaction on a server, whether or not a record is there."""
    engine = postgres.engine(server)
    try:
        with explained(server), engine.connect() as connection, connection.execution_options(writes=True).begin():
            yield connection
    finally:
        engine.dispose()


def _make_on(server: Server, *, now: datetime) -> None:
    """In one transaction: PostgreSQL makes tables as it makes rows."""
    with _altering(server) as connection:
        if inspect(connection).get_table_names(schema=server.schema):
            raise ProjectExists(
                f"{server}: there is something already", cure="choose another schema (?schema=NAME), or read into it"
            )
        if server.schema not in inspect(connection).get_schema_names():
            connection.exec_driver_sql(f'CREATE SCHEMA "{server.schema}"')
        _fill(connection, now=now)


def _make_file(path: Path, *, now: datetime) -> None:
    """Built under another name, then renamed."""
    if path.exists():
        raise ProjectExists(f"{path}: there is something already", cure="choose another name, or read into it")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        discard(part)
    except OSError as error:
        raise NotWritable(f"{path.parent}: {error.strerror}", cure="choose a folder that may be written") from error
    try:
        with explained(path):
            _build(part, now=now)
        part.rename(path)
    finally:
        discard(part)


def _build(part: Path, *, now: datetime) -> None:
    engine = sqlite.engine(part)
    try:
        sqlite.prepare(engine)
        with engine.connect() as connection, connection.execution_options(writes=True).begin():
            _fill(connection, now=now)
    finally:
        engine.dispose()


def _fill(connection: Connection, *, now: datetime) -> None:
    _migrate(connection)
    rows = [
        {"name": "made by", "value": f"detente {__version__}"},
        {"name": "made at", "value": now.isoformat()},
    ]
    connection.execute(insert(meta), rows)


def open_store(address: Address, *, read_only: bool) -> Engine:
    """An engine on a record that is there, its tables brought up to date.

    Raises:
        ProjectMissing: if there is none.
        RecordBroken: if it is no record, is damaged, or was written by a newer Detente.
        NotWritable: if its tables are old and it may not be written.
    """
    if isinstance(address, Server):
        engine = postgres.engine(address, read_only=read_only)
    else:
        if not address.exists():
            raise ProjectMissing(f"{address}: there is no project", cure=f"make one with `detente new {address}`")
        if address.is_dir():
            raise RecordBroken(f"{address}: it is a folder, no record", cure="name the record's file")
        engine = sqlite.engine(address, read_only=read_only)
    try:
        with explained(address):
            _bring_up_to_date(engine, address, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _bring_up_to_date(engine: Engine, address: Address, *, read_only: bool) -> None:
    with engine.connect() as connection:
        _ours(connection, address)
        found = revision(connection)
    if found == REVISION:
        return
    if found is None or found > REVISION:
        raise RecordBroken(
            f"{address}: its tables are of version {found or 'unknown'}, newer than this Detente's {REVISION}",
            cure="upgrade Detente",
        )
    if read_only:
        raise NotWritable(
            f"{address}: its tables are old and must be brought up to date", cure="open it once for writing"
        )
    with engine.connect() as connection, connection.execution_options(writes=True).begin():
        if not isinstance(address, Server):
            seal.broken(address)
        _migrate(connection)


def _ours(connection: Connection, address: Address) -> None:
    """Whether a record is there.

    Raises:
        ProjectMissing: if the server's schema is empty.
        RecordBroken: if something else is there.
    """
    if isinstance(address, Server):
        held = set(inspect(connection).get_table_names(schema=address.schema))
        if not held:
            raise ProjectMissing(f"{address}: there is no project", cure=f"make one with `detente new '{address}'`")
        ours = {meta.name, "alembic_version"} <= held
    else:
        ours = sqlite.is_ours(connection)
    if not ours:
        raise RecordBroken(
            f"{address}: it is no record of Detente", cure="name another place, or make one with `detente new`"
        )


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
    if connection.dialect.name != "sqlite":
        postgres.finish(connection)
