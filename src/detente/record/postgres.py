"""All that is PostgreSQL's own: driver, sessions, the writers' turn, its errors. ``postgres_text`` is its full text.

Several processes write side by side: each transaction that writes waits for its turn (an advisory lock of the record, let go by the server at its end,
however the process ended), so that moments and numbers rise in one order. Who reads waits for nobody, and sees one state of the record per call.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from detente.errors import AbortRun, BadSetting, DetenteError, DiskFull, NotWritable, RecordBroken
from detente.record import postgres_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from types import ModuleType
    from typing import Any

    from sqlalchemy import Connection
    from sqlalchemy.pool import ConnectionPoolEntry

    from detente.record.address import Server

OLDEST = 150_000
"""The oldest server that will do, as PostgreSQL counts: 15.0."""
CONNECTS_IN = 10
WAIT_SECONDS = 600
"""How long a writer waits for its turn: another one may be gathering stories of a large record."""
OWN_TABLES = ("written", postgres_text.TEXT_INDEX)
"""Tables of PostgreSQL's records alone: how many transactions wrote and the newest moment that they wrote; the words of full text."""
MADE_ANEW = "restore a copy, or make a new project and read the documents again"


def driver() -> ModuleType:
    """Psycopg.

    Raises:
        BadSetting: if it is not installed.
    """
    try:
        return import_module("psycopg")
    except ImportError as error:
        raise BadSetting(
            "a record on PostgreSQL needs a driver that is not installed", cure="pip install 'detente[postgres]'"
        ) from error


def engine(server: Server, *, read_only: bool = False) -> Engine:
    """An engine on a record's schema. Readers see one state of it per transaction; who writes waits for the turn.

    Raises:
        BadSetting: if the driver is not installed.
    """
    module = driver()
    keywords = {"connect_timeout": CONNECTS_IN, "application_name": "detente", **server.keywords()}

    def connect() -> object:
        return module.connect(**keywords)

    made = create_engine("postgresql+psycopg://", creator=connect, poolclass=QueuePool, pool_pre_ping=True)

    @event.listens_for(made, "connect")
    def set_up(connection: Any, _entry: ConnectionPoolEntry) -> None:
        _fits(server, connection)
        connection.execute(_session(server.schema, read_only=read_only))
        connection.commit()

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(
                f"SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({_turn(server.schema)})"
            )

    return made


def _session(schema: str, *, read_only: bool) -> str:
    """What each session is set to; the schema's name is of small letters, digits and _ alone (``address``)."""
    return (
        f'SET search_path = "{schema}"; SET timezone = UTC; SET jit = off; SET client_min_messages = warning; '
        "SET default_transaction_isolation = 'repeatable read'; "
        f"SET lock_timeout = '{WAIT_SECONDS}s'; SET tcp_keepalives_idle = 60; "
        f"SET default_transaction_read_only = {'on' if read_only else 'off'}"
    )


def _turn(schema: str) -> int:
    """The number of a record's lock, within its database."""
    return int.from_bytes(hashlib.sha256(f"detente {schema}".encode()).digest()[:8], "big", signed=True)


def _fits(server: Server, connection: Any) -> None:
    """Whether the server can keep a record.

    Raises:
        AbortRun: if it is too old, or its database keeps another encoding.
    """
    number = int(connection.info.server_version)
    if number < OLDEST:
        connection.close()
        raise AbortRun(
            f"{server}: the server is PostgreSQL {number // 10_000}, too old for a record",
            cure=f"use PostgreSQL {OLDEST // 10_000} or newer",
        )
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise AbortRun(
            f"{server}: the database's encoding is {encoding}, which does not hold every text",
            cure="make a database with `createdb --encoding UTF8 --template template0 NAME`",
        )


def version(connection: Connection) -> str:
    """The server's version, in words."""
    return str(connection.exec_driver_sql("SHOW server_version").scalar())


def create_own(connection: Connection) -> None:
    """Makes what a record has on PostgreSQL alone: the count of writes, and full text."""
    connection.exec_driver_sql("CREATE TABLE written (times bigint NOT NULL, newest timestamptz)")
    connection.exec_driver_sql("INSERT INTO written VALUES (0, NULL)")
    postgres_text.create_text_index(connection)


def finish(connection: Connection) -> None:
    """After migrations: makes texts compare by their bytes, as SQLite does, whatever the database's language."""
    columns = connection.execute(
        text(
            "SELECT c.table_name AS tab, string_agg(format('ALTER COLUMN %I TYPE %s COLLATE \"C\"', c.column_name, "
            "CASE WHEN c.character_maximum_length IS NULL THEN c.data_type "
            "ELSE format('%s(%s)', c.data_type, c.character_maximum_length) END), ', ') AS changes "
            "FROM information_schema.columns c WHERE c.table_schema = current_schema() "
            "AND c.data_type IN ('text', 'character varying') AND c.collation_name IS DISTINCT FROM 'C' "
            "GROUP BY c.table_name ORDER BY c.table_name"
        )
    ).all()
    for row in columns:
        connection.exec_driver_sql(f'ALTER TABLE "{row.tab}" {row.changes}')


def newest(connection: Connection) -> datetime | None:
    """The newest moment that anybody wrote. Inside a transaction that writes it stays so."""
    found: datetime | None = connection.exec_driver_sql("SELECT newest FROM written").scalar()
    return found


def wrote(connection: Connection, moment: datetime | None) -> None:
    """Counts a transaction that wrote, if this one did, with the newest moment it wrote."""
    connection.execute(
        text(
            "UPDATE written SET times = times + 1, newest = greatest(newest, :moment) "
            "WHERE pg_current_xact_id_if_assigned() IS NOT NULL"
        ),
        {"moment": moment},
    )


def times_written(connection: Connection) -> int:
    """How many transactions wrote so far."""
    return int(connection.exec_driver_sql("SELECT times FROM written").scalar() or 0)


def begin_loading(connection: Connection) -> None:
    """Rows of a table may come in any order until ``end_loading``."""
    _own_keys(connection, "DEFERRABLE INITIALLY DEFERRED")


def end_loading(connection: Connection, *, moment: datetime | None) -> None:
    """After rows that brought their numbers and moments along: what is added next gets later ones."""
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    _own_keys(connection, "NOT DEFERRABLE")
    numbered = connection.execute(
        text(
            "SELECT table_name AS tab, pg_get_serial_sequence(quote_ident(table_name), 'number') AS sequence "
            "FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'number' "
            "AND column_default IS NOT NULL ORDER BY table_name"
        )
    ).all()
    for row in numbered:
        highest = text(f'SELECT max(number) FROM "{row.tab}"')  # noqa: S608  # a name of the catalogue
        setting = text("SELECT setval(CAST(:sequence AS regclass), CAST(:highest AS bigint))")
        found = connection.execute(highest).scalar()
        if found is not None:
            connection.execute(setting, {"sequence": row.sequence, "highest": found})
    connection.execute(text("UPDATE written SET newest = :moment"), {"moment": moment})


def _own_keys(connection: Connection, when: str) -> None:
    """Says when it is checked that a row points to another of its own table."""
    own = connection.exec_driver_sql(
        "SELECT conrelid::regclass::text AS tab, conname AS name FROM pg_constraint WHERE contype = 'f' "
        "AND conrelid = confrelid AND connamespace = current_schema()::regnamespace ORDER BY conname"
    ).all()
    for row in own:
        connection.exec_driver_sql(f'ALTER TABLE {row.tab} ALTER CONSTRAINT "{row.name}" {when}')


def faults(connection: Connection) -> tuple[str, ...]:
    """What the catalogue tells: indexes that are not valid, and constraints that were never checked."""
    indexes = connection.exec_driver_sql(
        "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready) ORDER BY 1"
    ).scalars()
    found = [f"index {name} is not valid" for name in indexes]
    unchecked = connection.exec_driver_sql(
        "SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND NOT convalidated ORDER BY 1"
    ).scalars()
    return (*found, *(f"constraint {name} was never checked" for name in unchecked))


def keeps_checksums(connection: Connection) -> bool:
    """Whether the server keeps a checksum of each page, and so finds flipped bits itself."""
    return connection.exec_driver_sql("SHOW data_checksums").scalar() == "on"


@contextmanager
def explained(server: Server) -> Iterator[None]:
    """Turns the driver's errors into Detente's, with the cure and without the password.

    Raises:
        DiskFull: where nothing more can be written.
        NotWritable: where the user may not do it.
        RecordBroken: where tables are missing or damaged.
        AbortRun: where the server cannot be reached, ends the connection, or another process writes for too long.
        ValueError: where a text cannot be kept, as with a NUL in it.
    """
    try:
        yield
    except DBAPIError as error:
        raise _explanation(server, error) from error


def _explanation(server: Server, error: DBAPIError) -> Exception:
    said = " ".join(str(error.orig).split())
    if server.password:
        said = said.replace(server.password, "…")
    code = str(getattr(error.orig, "sqlstate", None) or "")
    if "cannot contain NUL" in said or code in {"22021", "22P05"}:
        return ValueError("PostgreSQL keeps no text with a NUL in it")
    for codes, kind, what, cure in _MEANT:
        if code.startswith(codes):
            return kind(f"{server}: {what}", cure=cure)
    if not code or error.connection_invalidated:
        return _unreached(server, said)
    return RecordBroken(f"{server}: {said} ({code})", cure="run `detente doctor --verify`")


_MEANT: tuple[tuple[tuple[str, ...], type[DetenteError], str, str], ...] = (
    (
        ("53100",),
        DiskFull,
        "the server's disk is full",
        "free some space there and run again; what was committed stays",
    ),
    (("53300",), AbortRun, "the server takes no more connections", "wait, or raise its max_connections"),
    (("42501",), NotWritable, "this user may not do that", "ask the database's owner for rights on the schema"),
    (("25006",), NotWritable, "the database may not be written", "name the primary server, not a replica"),
    (
        ("55P03", "40P01"),
        AbortRun,
        f"another process has been writing for more than {WAIT_SECONDS} seconds",
        "wait for it to end and run again",
    ),
    (("XX001", "XX002"), RecordBroken, "the database is damaged", MADE_ANEW),
    (("42P01", "3F000", "42703"), RecordBroken, "tables of the record are missing", MADE_ANEW),
    (("57P", "08"), AbortRun, "the server ended the connection", "run again; what was committed stays"),
)


def _unreached(server: Server, said: str) -> DetenteError:
    """What a connection that failed, or broke, means to the user."""
    if "password" in said or "no pg_hba.conf entry" in said or "authentication" in said:
        return NotWritable(
            f"{server}: the server does not let this user in",
            cure="check user and password; the password is best kept in ~/.pgpass or PGPASSWORD",
        )
    if "does not exist" in said and "database" in said:
        return NotWritable(f"{server}: there is no such database", cure=f"make it with `createdb {server.database}`")
    if "ended the connection" in said or "closed the connection" in said or "terminating connection" in said:
        return AbortRun(f"{server}: the server ended the connection", cure="run again; what was committed stays")
    return AbortRun(
        f"{server}: the server cannot be reached ({said})", cure="check that it runs, and its host and port"
    )
