"""Readings of a damaged record: derived again from their content where that is sound, had by reading the document again where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from detente.model.reading import LAYERS
from detente.record import edge
from detente.record.filters import carried, known
from detente.record.rows import note_row, party_rows
from detente.record.schema import LAYER_TABLES, carriers, documents, parties, readings
from detente.record.verification import each_row, published_of, reading_stands
from detente.record.writer import keep_reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from detente.model.document import Document
    from detente.model.reading import Layer, Note, Reading
    from detente.record.restoring import Restored


def restore(
    connection: Connection, read: Callable[[Document], Reading | None], told: Restored, *, now: datetime
) -> None:
    """Makes sound every reading that is not; a document without one is read again."""
    learnt: dict[str, datetime] = {}
    for number, row in list(each_row(connection, readings, "number")):
        try:
            stands = row is not None and reading_stands(connection, row)
        except (ValueError, LookupError, DBAPIError):
            stands = False
        if stands:
            continue
        held = _content(connection, row) if row is not None else None
        _emptied(connection, int(str(number)))
        if row is not None and held is not None:
            _derived(connection, row, held)
            told.made.append((row.document, "columns of its reading, from its content"))
            continue
        connection.execute(
            update(readings).where(readings.c.superseded_by == number).values(superseded_by=None)
        )  # what gave way to it stays history
        connection.execute(delete(readings).where(readings.c.number == number))
        if row is not None and row.superseded_at is None:
            learnt[row.document] = row.learnt_at
        elif row is not None:
            told.lost.append((row.document, "a reading that had given way to another"))
    _again(connection, read, told, learnt=learnt, now=now)


def _content(connection: Connection, row: Row[Any]) -> Reading | None:
    """A reading as its rows have it, where these are what was written."""
    notes: dict[Layer, list[Note]] = {}
    bodies: list[str] = []
    try:
        for layer in LAYERS:
            table = LAYER_TABLES[layer]
            wanted = select(table.c.body).where(table.c.reading == row.number).order_by(table.c.ordinal)
            here = list(connection.execute(wanted).scalars())
            bodies += here
            notes[layer] = [edge.note_from_json(layer, body) for body in here]
        if edge.reading_digest(row.body, bodies) != row.digest:
            return None
        return edge.reading_from_json(row.body, notes)
    except (ValueError, TypeError, DBAPIError):
        return None


def _emptied(connection: Connection, number: int) -> None:
    for table in (*LAYER_TABLES.values(), parties):
        connection.execute(delete(table).where(table.c.reading == number))


def _derived(connection: Connection, row: Row[Any], held: Reading) -> None:
    """A reading's rows made anew from its content, under the number that it has."""
    found = connection.execute(select(documents).where(documents.c.id == held.document)).first()
    published = held.published or (published_of(found) if found else None)
    common = {"reading": row.number, "document": held.document}
    for layer in LAYERS:
        rows = [
            note_row(layer, note, published=published) | common | {"ordinal": n}
            for n, note in enumerate(held.layer(layer))
        ]
        if rows:
            connection.execute(insert(LAYER_TABLES[layer]), rows)
    people = list(party_rows(held, number=row.number))
    if people:
        connection.execute(insert(parties), people)
    values = {
        "id": held.id, "document": held.document, "steps": edge.list_to_json(held.steps),
        "issuer": edge.actor_to_json(held.issuer), "notes": len(held.notes()),
        "published_first": held.published.first if held.published else None,
        "published_last": held.published.last if held.published else None,
    }  # fmt: skip
    connection.execute(update(readings).where(readings.c.number == row.number).values(**values))


def _again(
    connection: Connection,
    read: Callable[[Document], Reading | None],
    told: Restored,
    *,
    learnt: dict[str, datetime],
    now: datetime,
) -> None:
    """Reads the documents that some place holds and that have no reading."""
    standing = select(readings.c.document).where(known(readings, None))
    lacking = select(documents.c.id).where(carried(None), documents.c.id.not_in(standing)).order_by(documents.c.id)
    for id_ in connection.execute(lacking).scalars().all():
        wanted = select(carriers.c.body, carriers.c.uri, documents.c.text).join(documents)
        here = wanted.where(documents.c.id == id_, known(carriers, None)).order_by(carriers.c.number)
        row = connection.execute(here).first()
        document = edge.document_from_json(row.body, text=row.text) if row else None
        reading = read(document) if document else None
        if document is None or reading is None:
            told.lost.append((id_, "its reading"))
            continue
        keep_reading(connection, document, reading, now=learnt.get(id_, now))
        told.made.append((id_, "its reading, by reading the document again"))
