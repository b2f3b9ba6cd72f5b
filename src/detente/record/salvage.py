"""Every row that can still be read of a damaged SQLite file, into a new one."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from detente.errors import RecordBroken
from detente.record import engine as engines
from detente.record import sqlite
from detente.record.columns import Moment
from detente.record.doctor import RESTORE
from detente.record.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Table

OUTLINED = {"documents", "carriers", "readings", "blobs"}
"""Tables whose rows can be made anew where at least their place is known."""
_UNREADABLE = (sqlite.driver().Error, ValueError)
MOST_TRIED = 5_000_000
"""Row numbers that are tried one by one where a table cannot be walked through."""


def salvage(path: Path, part: Path) -> Counter[str]:
    """Makes a new record with every row of a damaged one that can be read; what it lacks is for ``restoring``.

    Rows that point to lost ones are taken along; full text is left empty.

    Returns:
        How many rows of each table could not be read.

    Raises:
        RecordBroken: if the file does not even tell its tables.
    """
    lost: Counter[str] = Counter()
    engines.make(part, now=datetime(2000, 1, 1, tzinfo=UTC))
    source = sqlite.driver().connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    made = sqlite.driver().connect(str(part), isolation_level=None)
    with closing(source), closing(made):
        _schema_stands(source, path)
        made.execute("BEGIN")
        for table in metadata.sorted_tables:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            blanks = ", ".join("?" * len(table.columns))
            made.execute(f"DELETE FROM {table.name}")  # noqa: S608  # tables and columns of ours, here and below
            put = f"INSERT INTO {table.name} ({names}) VALUES ({blanks})"  # noqa: S608
            for row in _rows(source, table, names):
                try:
                    made.execute(put, row or ())
                except sqlite.driver().Error:  # unreadable, or a damaged key that is another row's
                    lost[table.name] += 1
        made.execute("COMMIT")
    return lost


def _schema_stands(source: Any, path: Path) -> None:
    try:
        held = {str(row[0]) for row in source.execute("SELECT name FROM sqlite_schema")}
    except _UNREADABLE as error:
        raise RecordBroken(f"{path}: where its tables are cannot be read ({error})", cure=RESTORE) from error
    if lacking := sorted(metadata.tables.keys() - held):
        raise RecordBroken(f"{path}: it has no table {lacking[0]}", cure=RESTORE)


def _rows(source: Any, table: Table, names: str) -> Iterator[tuple[Any, ...] | None]:
    """All rows, by number: of one that cannot be read its outline, or ``None``."""
    wanted = f"SELECT rowid, {names} FROM {table.name} NOT INDEXED"  # noqa: S608
    last = -1
    done = False
    told: dict[int, dict[str, Any]] = {}
    try:
        for row in source.execute(f"{wanted} ORDER BY rowid"):
            last = int(row[0])
            if _moments_stand(table, row[1:]):
                yield tuple(row[1:])
            else:
                told = told or _told_by_indexes(source, table)
                yield _outline(table, _numbered(table, last, told.get(last)))
        done = True
    except _UNREADABLE:
        pass
    if done:
        return
    told = told or _told_by_indexes(source, table)
    end = max([*told, *_ends(source, table)], default=last)
    for number in range(last + 1, min(end, last + MOST_TRIED) + 1):
        try:
            row = source.execute(f"{wanted} WHERE rowid = ?", (number,)).fetchone()
        except _UNREADABLE:
            yield _outline(table, _numbered(table, number, told.get(number)))
            continue
        if row is not None and _moments_stand(table, row[1:]):
            yield tuple(row[1:])
        elif number in told:
            yield _outline(table, _numbered(table, number, told[number]))


def _moments_stand(table: Table, row: tuple[Any, ...]) -> bool:
    """Whether a row's moments are moments: a bit that shifts its columns leaves words in their place."""
    told = (value for column, value in zip(table.columns, row, strict=True) if isinstance(column.type, Moment))
    return all(_is_moment(value) for value in told)


def _is_moment(value: Any) -> bool:
    try:
        return value is None or bool(datetime.fromisoformat(str(value)))
    except ValueError:
        return False


def _ends(source: Any, table: Table) -> Iterator[int]:
    try:
        yield from (int(row[0]) for row in source.execute(f"SELECT max(rowid) FROM {table.name} NOT INDEXED") if row[0])  # noqa: S608
    except _UNREADABLE:
        return


def _told_by_indexes(source: Any, table: Table) -> dict[int, dict[str, Any]]:
    """What the table's indexes tell of its rows, by their number."""
    found: dict[int, dict[str, Any]] = {}
    try:
        indexes = [str(row[1]) for row in source.execute(f"PRAGMA index_list({table.name})")]
    except _UNREADABLE:
        return found
    for index in indexes:
        try:
            columns = [str(row[2]) for row in source.execute(f'PRAGMA index_info("{index}")')]
            names = ", ".join(f'"{name}"' for name in columns)
            partial = " WHERE superseded_at IS NOT NULL" if columns == ["superseded_at"] else ""
            for row in source.execute(f'SELECT rowid, {names} FROM {table.name} INDEXED BY "{index}"{partial}'):  # noqa: S608
                found.setdefault(int(row[0]), {}).update(zip(columns, row[1:], strict=True))
        except _UNREADABLE:
            continue
    return found


def _numbered(table: Table, number: int, told: dict[str, Any] | None) -> dict[str, Any] | None:
    return told | {"number": number} if told and "number" in table.c else told


def _outline(table: Table, told: dict[str, Any] | None) -> tuple[Any, ...] | None:
    """A row of what indexes tell of it, blanks for the rest; it is the row's place, which ``restoring`` fills."""
    if not told or table.name not in OUTLINED:
        return None
    blanks = {c.name: None if c.nullable else b"" if c.name == "data" else "" for c in table.columns}
    wrong = {c.name for c in table.columns if isinstance(c.type, Moment) and not _is_moment(told.get(c.name))}
    return tuple(blank if name in wrong else told.get(name, blank) for name, blank in blanks.items())
