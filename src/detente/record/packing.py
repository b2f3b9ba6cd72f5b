"""The whole record as text files and back: every table a file of JSON lines, history, verdicts, lists and raw bytes included.

What is packed and unpacked into a new project is the same record, row for row. A pack is checked before it becomes a project: its files' hashes, then all
that ``doctor --verify`` recomputes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Date, LargeBinary, insert, select
from sqlalchemy.exc import SQLAlchemyError

from detente.errors import NotWritable, ProjectExists, RecordBroken
from detente.record import engine as engines
from detente.record import postgres, sqlite
from detente.record.address import Server
from detente.record.backends import explained, full_text
from detente.record.columns import Moment
from detente.record.moments import last_moment
from detente.record.schema import REVISION, metadata
from detente.record.store import open_project, reading
from detente.record.verification import verify
from detente.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Column, Connection, Table

    from detente.record.address import Address
    from detente.record.store import Record

MANIFEST = "record.json"
KIND = "detente record"
_CHUNK = 500
_LONGEST = 400_000_000
_CURE = "export it again, or get the files again"


def pack(record: Record, folder: Path) -> tuple[Path, ...]:
    """Writes all tables of a record into a folder; the manifest last, so that half a pack is none.

    Raises:
        NotWritable: if the folder may not be written.
    """
    written: list[Path] = []
    told: dict[str, dict[str, Any]] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)
        with reading(record) as connection:
            for table in metadata.sorted_tables:
                path = folder / f"{table.name}.jsonl"
                told[table.name] = _written(connection, table, path)
                written.append(path)
        manifest = {"kind": KIND, "revision": REVISION, "version": __version__, "tables": told}
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise NotWritable(f"{folder}: {error.strerror}", cure="choose a folder that may be written") from error
    return (*written, folder / MANIFEST)


def unpack(folder: Path, address: Address) -> int:
    """Makes a new project of a pack; it is there whole and verified, or not at all.

    Returns:
        How many documents it holds.

    Raises:
        ProjectExists: if there is something already.
        RecordBroken: if the pack is none, is damaged, or was made by another version of the tables.
        NotWritable: if the project may not be written.
    """
    if engines.exists(address):
        raise ProjectExists(f"{address}: there is something already", cure="choose another name")
    manifest = _manifest(folder)
    part = engines.beside(address)
    engines.discard(part)
    try:
        engines.make(part, now=datetime.fromisoformat("2000-01-01T00:00:00+00:00"))
        _filled(part, folder, manifest)
        with open_project(part) as record:
            faults = [found for found in verify(record) if found.level == "fault"]
            documents = record.view().counts()["documents"]
        if faults:
            raise RecordBroken(f"{folder}: {faults[0].what} ({len(faults)} faults)", cure=_CURE)
        engines.put(address)
    finally:
        engines.discard(part)
    return documents


def _filled(part: Address, folder: Path, manifest: dict[str, Any]) -> None:
    engine = postgres.engine(part) if isinstance(part, Server) else sqlite.engine(part)
    try:
        with (
            explained(part),
            engine.connect() as connection,
            connection.execution_options(writes=True).begin(),
        ):
            loading = postgres if isinstance(part, Server) else sqlite
            loading.begin_loading(connection)
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
            for table in metadata.sorted_tables:
                _loaded(connection, table, folder / f"{table.name}.jsonl", manifest["tables"].get(table.name))
            full_text(connection).rebuild_text_index(connection)
            if isinstance(part, Server):
                postgres.end_loading(connection, moment=last_moment(connection))
    except (SQLAlchemyError, ValueError) as error:
        raise RecordBroken(f"{folder}: its rows do not fit together ({type(error).__name__})", cure=_CURE) from error
    finally:
        engine.dispose()


def _written(connection: Connection, table: Table, path: Path) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    with path.open("wb") as file:
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            cells = {column.name: _told(row[place]) for place, column in enumerate(table.columns)}
            line = json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
            digest.update(line)
            file.write(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _told(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecordBroken(
            f"{folder}: it holds no {MANIFEST}", cure="name a folder that `detente export --format record` wrote"
        ) from error
    if not isinstance(found, dict) or found.get("kind") != KIND or not isinstance(found.get("tables"), dict):
        raise RecordBroken(f"{folder}: its {MANIFEST} is of something else", cure="name a folder of `--format record`")
    if found.get("revision") != REVISION:
        raise RecordBroken(
            f"{folder}: its tables are of version {found.get('revision')}, this Detente's of {REVISION}",
            cure=f"import it with Detente {found.get('version')}, open the project with this one",
        )
    return found


def _loaded(connection: Connection, table: Table, path: Path, told: Any) -> None:
    digest, held, count = hashlib.sha256(), [], 0
    for line in _lines(path):
        digest.update(line)
        held.append(_row(table, line, path))
        count += 1
        if len(held) >= _CHUNK:
            connection.execute(insert(table), held)
            held = []
    if held:
        connection.execute(insert(table), held)
    if not isinstance(told, dict) or told.get("sha256") != digest.hexdigest() or told.get("rows") != count:
        raise RecordBroken(f"{path}: it is not as it was written", cure=_CURE)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while line := file.readline(_LONGEST + 1):
                if len(line) > _LONGEST:
                    raise RecordBroken(f"{path}: it has a line of more than {_LONGEST:,} bytes", cure=_CURE)
                yield line
    except OSError as error:
        raise RecordBroken(f"{path}: {error.strerror}", cure=_CURE) from error


def _row(table: Table, line: bytes, path: Path) -> dict[str, Any]:
    try:
        cells = json.loads(line.decode("utf-8", "surrogatepass"))
        return {column.name: _value(column, cells[column.name]) for column in table.columns}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RecordBroken(f"{path}: a line of it is broken ({type(error).__name__})", cure=_CURE) from error


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value, validate=True)
    if isinstance(column.type, Boolean):
        return bool(value)
    if not isinstance(value, str | int | float):
        raise TypeError(f"{value!r} is no cell of {column.name}")
    return value
