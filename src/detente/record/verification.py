"""Whether a record still holds what was written: every hash recomputed, every derived column made anew and compared.

SQLite's pages carry no checksums: a flipped bit may give a wrong answer without an error. All that a record holds is
content with a hash, or follows from such content.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sqlalchemy import func as sql
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from detente.model.ids import bytes_id, content_id
from detente.model.lists import Edition
from detente.model.reading import LAYERS
from detente.model.when import When
from detente.record import damage, edge, seal
from detente.record.address import Server
from detente.record.backends import full_text
from detente.record.doctor import RESTORE, Finding, guarded
from detente.record.rederived import gathered_faults
from detente.record.rows import note_row, party_rows
from detente.record.schema import (
    LAYER_TABLES,
    blobs,
    carriers,
    documents,
    editions,
    failures,
    listed,
    listings,
    parties,
    readings,
)
from detente.record.store import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy import Connection, Row, Table

    from detente.model.reading import Layer, Note
    from detente.record.store import Record

_PARTY_KEY = ("layer", "ordinal", "role", "rank")


def verify(record: Record) -> tuple[Finding, ...]:
    """Recomputes the hashes of raw files, documents, readings and notes, and all columns that follow from them.

    Returns:
        The faults, each with the document it concerns where it is one; none if all is sound.
    """
    found: list[Finding] = []
    if not isinstance(record.address, Server):
        found.extend(damage.told(record.address, seal.damaged(record.address) or ()))
    with reading(record) as connection:
        for part in (_raw, _texts, _carriers, _readings, _failures, _lists, gathered_faults):
            found.extend(guarded(part(connection)))
    if not record.read_only or isinstance(record.address, Server):
        with reading(record) as connection:  # FTS5 checks itself by a command that asks for a connection that may write
            fault = full_text(connection).text_index_fault(connection)
        if fault:
            found.append(_fault(fault))
    return tuple(found)


def _fault(what: str, document: str | None = None) -> Finding:
    return Finding(level="fault", what=what, cure=RESTORE, document=document)


def each_row(connection: Connection, table: Table, key: str) -> Iterator[tuple[object, Row[tuple[object, ...]] | None]]:
    """The rows one by one, by their key; ``None`` for one whose cells cannot even be read."""
    column = table.c[key]
    for one in connection.execute(select(column).order_by(column)).scalars().all():
        try:
            yield one, connection.execute(select(table).where(column == one)).first()
        except (ValueError, DBAPIError):
            yield one, None


def _document_at(connection: Connection, table: Table, key: str, value: object) -> str | None:
    try:
        found = connection.execute(select(table.c.document).where(table.c[key] == value)).scalar()
    except (ValueError, DBAPIError):
        return None
    return None if found is None else str(found)


def _raw(connection: Connection) -> Iterator[Finding]:
    for id_, row in each_row(connection, blobs, "id"):
        data = unpacked(row) if row else None
        if row is None or data is None or bytes_id(data) != id_ or len(data) != row.size:
            yield _fault(f"raw file {id_} is damaged", _document_at(connection, carriers, "raw_id", id_))


def unpacked(row: Row[tuple[object, ...]]) -> bytes | None:
    """A raw file's bytes; ``None`` where they cannot be unpacked."""
    if row.compression != "zlib":
        return None
    try:
        return zlib.decompress(row.data)
    except zlib.error:
        return None


def _texts(connection: Connection) -> Iterator[Finding]:
    for number, row in each_row(connection, documents, "number"):
        if row is None:
            yield _fault(f"document in row {number} is damaged")
            continue
        if text_id(row) != row.id or (row.published_first is None) != (row.published_last is None):
            yield _fault(f"document {row.id} is damaged", row.id)


def text_id(row: Row[tuple[object, ...]]) -> str:
    """The id that a document's row has by its content."""
    published = published_of(row)
    return content_id("d", row.text, row.title, row.publisher, published.iso if published else None)


def _carriers(connection: Connection) -> Iterator[Finding]:
    for number, row in each_row(connection, carriers, "number"):
        if row is None or not carrier_stands(row):
            document = row.document if row else _document_at(connection, carriers, "number", number)
            yield _fault(f"what is known of the file of document {document} is damaged", document)


def carrier_stands(row: Row[tuple[object, ...]]) -> bool:
    """Whether a carrier's row is what its content makes of it."""
    try:
        document = edge.document_from_json(row.body, text="")
    except ValueError:
        return False
    origin = document.origin
    return (
        edge.document_digest(row.document, row.body) == row.digest
        and (origin.uri, origin.part, origin.media_type) == (row.place, row.part, row.media_type)
        and row.raw_id in {None, origin.raw_id}
        and (document.language, document.dateline, document.agency) == (row.language, row.dateline, row.agency)
        and edge.list_to_json(document.authors) == row.authors
    )


def _readings(connection: Connection) -> Iterator[Finding]:
    for number, row in each_row(connection, readings, "number"):
        try:
            stands = row is not None and reading_stands(connection, row)
        except (ValueError, LookupError, DBAPIError):
            stands = False
        if not stands:
            document = row.document if row else _document_at(connection, readings, "number", number)
            yield _fault(f"a reading of document {document} is damaged", document)


def reading_stands(connection: Connection, row: Row[tuple[object, ...]]) -> bool:
    """Whether a reading's row, its notes' rows and their parties' rows are what its content makes of them."""
    held: dict[Layer, list[Mapping[str, object]]] = {}
    notes: dict[Layer, list[Note]] = {}
    for layer, table in LAYER_TABLES.items():
        wanted = select(table).where(table.c.reading == row.number).order_by(table.c.ordinal)
        held[layer] = [found._asdict() for found in connection.execute(wanted)]
        notes[layer] = [edge.note_from_json(layer, str(found["body"])) for found in held[layer]]
    bodies = [str(found["body"]) for layer in LAYERS for found in held[layer]]
    reading = edge.reading_from_json(row.body, notes)
    text = connection.execute(select(documents).where(documents.c.id == row.document)).first()
    published = reading.published or (published_of(text) if text else None)
    common = {"reading": row.number, "document": row.document}
    made = {
        layer: [
            note_row(layer, note, published=published) | common | {"ordinal": ordinal}
            for ordinal, note in enumerate(notes[layer])
        ]
        for layer in LAYERS
    }
    people = connection.execute(select(parties).where(parties.c.reading == row.number))
    return (
        (edge.reading_digest(row.body, bodies), len(bodies)) == (row.digest, row.notes)
        and made == held
        and _ordered([found._asdict() for found in people]) == _ordered(list(party_rows(reading, number=row.number)))
        and (reading.id, reading.document) == (row.id, row.document)
        and (edge.list_to_json(reading.steps), edge.actor_to_json(reading.issuer)) == (row.steps, row.issuer)
        and reading.published == published_of(row)
        and (row.published_first is None) == (row.published_last is None)
    )


def _ordered(people: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    return sorted(people, key=lambda person: [str(person[name]) for name in _PARTY_KEY])


def _failures(connection: Connection) -> Iterator[Finding]:
    for number, row in each_row(connection, failures, "number"):
        if row is None or content_id("f", row.origin, row.stage, row.kind, row.raw_id) != row.id:
            yield _fault(f"failure {number} is damaged")


def _lists(connection: Connection) -> Iterator[Finding]:
    for id_, row in each_row(connection, listings, "id"):
        if row is None or not listing_stands(row):
            yield _fault(f"list entry {id_} is damaged")
    for number, _ in edition_faults(connection):
        yield _fault(f"edition {number} of a list is damaged")


def edition_faults(connection: Connection) -> Iterator[tuple[int, str]]:
    """The editions that lack entries, or are not what their id says: number, and where they were read from."""
    entries = select(listed.c.edition, sql.count()).group_by(listed.c.edition)
    held = {int(row.edition): int(row[1]) for row in connection.execute(entries)}
    for number, row in each_row(connection, editions, "number"):
        day = When(row.day_first, row.day_last) if row and row.day_first else None
        if (
            row is None
            or held.get(row.number, 0) != row.entries
            or (Edition(authority=row.authority, name=row.name, day=day, raw_id=row.raw_id).id != row.id)
        ):
            yield int(str(number)), row.origin if row else ""


def listing_stands(row: Row[tuple[object, ...]]) -> bool:
    """Whether a list entry's row is what its content makes of it."""
    try:
        listing = edge.listing_from_json(row.body)
    except ValueError:
        return False
    return (listing.id, listing.entry, listing.kind, listing.name) == (row.id, row.entry, row.kind, row.name)


def published_of(row: Row[tuple[object, ...]]) -> When | None:
    """The days that a row of documents or readings gives."""
    first: date | None = row.published_first
    return When(first, row.published_last) if first else None
