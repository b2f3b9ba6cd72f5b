"""All that is SQLite's own: driver, pragmas, transactions, full text, its errors. ``postgres`` stands beside it."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from detente.errors import AbortRun, DetenteError, DiskFull, NotWritable, RecordBroken
from detente.record.asked import asked
from detente.record.snippets import CLOSE_MARK, OPEN_MARK, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

    from sqlalchemy import Connection
    from sqlalchemy.pool import ConnectionPoolEntry

    from detente.record.asked import Phrase

SAFE_VERSION = (3, 51, 3)
"""SQLite before this can lose committed pages when a WAL file is reset while another process writes."""
APPLICATION_ID = 0x44455445  # "DETE", so that file(1) and open_project know a record
MADE_ANEW = "restore a copy, or make a new project and read the documents again"
WAIT_SECONDS = 30.0
TEXT_INDEX = "documents_text"


def driver() -> ModuleType:
    """The newest SQLite at hand: pysqlite3, which brings its own, else the standard library's."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:
        return import_module("sqlite3")


def version() -> tuple[int, ...]:
    """The version of SQLite in use."""
    found: tuple[int, ...] = driver().sqlite_version_info
    return found


def engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine on a file, each connection with foreign keys checked and explicit transactions."""
    module = driver()
    address = path.absolute().as_uri() + (f"?{_read_only_mode(path)}" if read_only else "?mode=rwc")

    def connect() -> object:
        return module.connect(
            address,
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )

    made = create_engine("sqlite://", module=module, creator=connect, poolclass=QueuePool)

    @event.listens_for(made, "connect")
    def set_up(connection: object, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # a driver's connection, which has no type of its own
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA trusted_schema = OFF")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


def _read_only_mode(path: Path) -> str:
    """A folder that may not be written has no room for shared memory; without a log the file alone is the record."""
    log = path.with_name(path.name + "-wal")
    return "mode=ro" if os.access(path.parent, os.W_OK) or log.exists() else "mode=ro&immutable=1"


def begin_loading(connection: Connection) -> None:
    """Rows may come in any order until the transaction ends."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def stamp(path: Path) -> tuple[int, ...]:
    """Size and time of the file and of its log."""
    found: list[int] = []
    for name in (path, path.with_name(path.name + "-wal")):
        with suppress(OSError):
            told = name.stat()
            found += (told.st_mtime_ns, told.st_size)
    return tuple(found)


def prepare(engine: Engine) -> None:
    """Makes a new file a record: marked as ours, and readers go on while one writes (WAL)."""
    raw = engine.raw_connection()  # these pragmas have no effect inside a transaction
    try:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    finally:
        raw.close()


def is_ours(connection: Connection) -> bool:
    """Whether the file carries the record's mark."""
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID)


def faults(connection: Connection) -> tuple[str, ...]:
    """What SQLite's own checks find: pages, indexes, foreign keys, the full-text index."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    found.extend(
        f"row {row[1]} of {row[0]} points to a row of {row[2]} that is not there"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    )
    return tuple(found)


def text_index_fault(connection: Connection) -> str | None:
    """What is wrong between the full-text index and the texts, or ``None``. Needs a connection that may write."""
    try:
        connection.exec_driver_sql("INSERT INTO documents_text(documents_text, rank) VALUES ('integrity-check', 1)")
    except DBAPIError as error:
        return f"the full-text index does not fit the texts ({error.orig})"
    return None


def create_text_index(connection: Connection) -> None:
    """Full text over the documents, the words stemmed and without accents; it keeps no second copy of the text."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE documents_text USING fts5(title, text, content='documents', content_rowid='number', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )


def index_text(connection: Connection, number: int, *, title: str | None, body: str) -> None:
    """Adds a document to the full-text index."""
    connection.execute(
        text("INSERT INTO documents_text(rowid, title, text) VALUES (:number, :title, :body)"),
        {"number": number, "title": title or "", "body": body},
    )


def rebuild_text_index(connection: Connection) -> None:
    """Makes the full-text index anew from the texts."""
    connection.exec_driver_sql("INSERT INTO documents_text(documents_text) VALUES ('rebuild')")


def ranked(connection: Connection, query: str, *, most: int) -> tuple[list[tuple[int, float]], bool]:
    """Numbers of the documents that match and how well (higher is better), best first; and whether these are all.

    Of more than ``most`` the newest are ranked: to weigh each of a hundred thousand takes longer than a reader waits.
    """
    matched = match_of(query)
    if not matched:
        return [], True
    newest = text(
        "SELECT rowid, -bm25(documents_text, 4.0, 1.0) FROM documents_text WHERE documents_text MATCH :matched "
        "ORDER BY rowid DESC LIMIT :most"
    )
    rows = connection.execute(newest, {"matched": matched, "most": most + 1}).all()
    found = sorted(((int(number), float(score)) for number, score in rows[:most]), key=lambda one: (-one[1], one[0]))
    return found, len(rows) <= most


def matching(connection: Connection, query: str) -> int:
    """How many documents match."""
    counted = text("SELECT count(*) FROM documents_text WHERE documents_text MATCH :matched")
    return int(connection.execute(counted, {"matched": match_of(query)}).scalar() or 0)


def snippets(connection: Connection, query: str, numbers: Sequence[int]) -> dict[int, str]:
    """By a document's number, a stretch of its text with the words marked; for a few documents that match."""
    if not numbers:
        return {}
    wanted = text(  # the range makes one walk through what matches; asked for one by one, each begins anew
        "SELECT rowid, snippet(documents_text, 1, :open, :close, '…', :words) FROM documents_text WHERE documents_text MATCH :matched "
        "AND rowid BETWEEN :least AND :most AND +rowid IN (SELECT value FROM json_each(:numbers))"
    )
    given = {"matched": match_of(query), "open": OPEN_MARK, "close": CLOSE_MARK, "words": WORDS}
    span = {"least": min(numbers), "most": max(numbers), "numbers": json.dumps(list(numbers))}
    found = connection.execute(wanted, given | span)
    return {int(number): str(snippet) for number, snippet in found if snippet is not None}


def match_of(query: str) -> str:
    """A user's query in FTS5's own language; "" where it asks for nothing."""
    found = asked(query)
    wanted = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in found.wanted)
    return wanted + "".join(f" NOT {_quoted(phrase)}" for phrase in found.refused)


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + ("*" if phrase.prefix else "")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns the driver's errors into Detente's, with the cure.

    Raises:
        DiskFull: where nothing more can be written.
        NotWritable: where the file or its folder may not be written.
        RecordBroken: where the file is damaged or no SQLite file.
        AbortRun: where another process holds the record for too long.
    """
    try:
        yield
    except (DBAPIError, driver().Error) as error:
        raise _explanation(path, error) from error
    except UnicodeDecodeError as error:  # a damaged schema makes SQLite say so in bytes that are no text
        raise RecordBroken(f"{path}: it is damaged", cure=MADE_ANEW) from error


def _explanation(path: Path, error: Exception) -> DetenteError:
    """What a driver's error, bare or in SQLAlchemy's, means to the user."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code, said = str(getattr(cause, "sqlite_errorname", "")), str(cause)
    if code.startswith("SQLITE_FULL") or "disk is full" in said or code == "SQLITE_IOERR_WRITE":
        return DiskFull(f"{path}: the disk is full", cure="free some space and run again; what was committed stays")
    if code.startswith("SQLITE_READONLY") or "readonly" in said:
        return NotWritable(f"{path}: it may not be written", cure="change its permissions or copy it elsewhere")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in said:
        return AbortRun(
            f"{path}: another process has been writing for more than {WAIT_SECONDS:.0f} seconds",
            cure="wait for it to end and run again",
        )
    if code.startswith("SQLITE_CANTOPEN") or "unable to open" in said:
        return NotWritable(f"{path}: it cannot be opened", cure="check that its folder exists and may be written")
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in said or "not a database" in said:
        return RecordBroken(
            f"{path}: it is damaged or no record ({said})",
            cure=MADE_ANEW,
        )
    return RecordBroken(f"{path}: {said}", cure="run `detente doctor --verify`")
