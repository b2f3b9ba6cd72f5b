"""Rows that point to rows which are not there, taken out of a record that was put together from what could be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from detente.record.schema import documents, metadata, readings

if TYPE_CHECKING:
    from sqlalchemy import Connection


def pruned(connection: Connection) -> int:
    """Takes out rows whose foreign keys lead nowhere, those that hang on them too; how many. A key that may be empty is emptied."""
    gone = 0
    changed = True
    while changed:
        changed = False
        for table in metadata.sorted_tables:
            for key in table.foreign_keys:
                column = key.parent
                lost = column.is_not(None) & column.not_in(select(key.column))
                if column.nullable:
                    found = connection.execute(update(table).where(lost).values({column.name: None})).rowcount
                else:
                    found = connection.execute(delete(table).where(lost)).rowcount
                    changed = changed or found > 0
                gone += found
    return gone


def erased(connection: Connection, document: str) -> None:
    """Takes out a document with all that hangs on it."""
    of_readings = select(readings.c.number).where(readings.c.document == document)
    for table in reversed(metadata.sorted_tables):
        for key in table.foreign_keys:
            if key.column is documents.c.id:
                connection.execute(delete(table).where(key.parent == document))
            elif key.column is readings.c.number and table is not readings:
                connection.execute(delete(table).where(key.parent.in_(of_readings)))
    connection.execute(delete(documents).where(documents.c.id == document))
