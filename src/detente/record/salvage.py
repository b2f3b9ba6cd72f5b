"""Every row that can still be read of a damaged SQLite file, into a new one."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from detente.record import engine as engines
from detente.record import sqlite
from detente.record.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Table

MOST_TRIED = 5_000_000
"""Row numbers that are tried one by one where a table cannot be walked through."""


def salvage(path: Path, part: Path) -> Counter[str]:
    """Makes a new record with every row of a damaged one that can be read; what it lacks is for ``restoring``.

    Rows that point to lost ones are taken along; full text is left empty.

    Returns:
        How many rows of each table could not be read.
    """
    engines.make(part, now=datetime(2000, 1, 1, tzinfo=UTC))
    lost: Counter[str] = Counter()
    source = sqlite.driver().connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    made = sqlite.driver().connect(str(part), isolation_level=None)
    with closing(source), closing(made):
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


def _rows(source: Any, table: Table, names: str) -> Iterator[tuple[Any, ...] | None]:
    """All rows, by number; ``None`` for one that is there and cannot be read."""
    wanted = f"SELECT rowid, {names} FROM {table.name} NOT INDEXED"  # noqa: S608
    last = -1
    done = False
    try:
        for row in source.execute(f"{wanted} ORDER BY rowid"):
            last = int(row[0])
            yield tuple(row[1:])
        done = True
    except (sqlite.driver().Error, ValueError, UnicodeDecodeError):
        pass
    if done:
        return
    known = _numbered(source, table)
    end = max([*known, *_ends(source, table)], default=last)
    for number in range(last + 1, min(end, last + MOST_TRIED) + 1):
        try:
            row = source.execute(f"{wanted} WHERE rowid = ?", (number,)).fetchone()
        except (sqlite.driver().Error, ValueError, UnicodeDecodeError):
            yield None
            continue
        if row is not None:
            yield tuple(row[1:])
        elif number in known:
            yield None


def _ends(source: Any, table: Table) -> Iterator[int]:
    try:
        yield from (int(row[0]) for row in source.execute(f"SELECT max(rowid) FROM {table.name} NOT INDEXED") if row[0])  # noqa: S608
    except sqlite.driver().Error:
        return


def _numbered(source: Any, table: Table) -> set[int]:
    """The numbers of rows that the table's indexes know of."""
    found: set[int] = set()
    try:
        indexes = [str(row[1]) for row in source.execute(f"PRAGMA index_list({table.name})")]
    except sqlite.driver().Error:
        return found
    for index in indexes:
        try:
            found.update(int(row[0]) for row in source.execute(f'SELECT rowid FROM {table.name} INDEXED BY "{index}"'))  # noqa: S608
        except sqlite.driver().Error:
            continue
    return found
