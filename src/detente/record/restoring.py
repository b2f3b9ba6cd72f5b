"""Making anew what a damaged record lacks, from the raw files that it keeps.

What follows from sound content (columns, parties, stories, full text) is derived again; a text, or what is known of its file, is had by reading the raw file
again, and is taken only where it has the id that the rest of the record cites; a reading by reading the document again. What cannot be had is told.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import delete, insert, select, update

from detente.model.ids import bytes_id, content_id
from detente.record import edge, gathering, restored_readings
from detente.record.backends import full_text
from detente.record.pruning import erased, pruned
from detente.record.schema import (
    alike,
    blobs,
    carriers,
    contained,
    documents,
    editions,
    failures,
    listed,
    listings,
    marks,
    meta,
    readings,
    sketches,
    stale,
)
from detente.record.verification import (
    carrier_stands,
    each_row,
    edition_faults,
    listing_stands,
    text_id,
    unpacked,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Row

    from detente.model.document import Document
    from detente.model.reading import Reading
    from detente.record.store import Record

MOST_TRIED_BYTES = 30_000
MOST_RAW = 10_000


class Rereads(Protocol):
    """Who reads again; the record knows neither importers nor steps."""

    def documents(self, raw: bytes, *, place: str, part: str, told: Document | None) -> Iterable[Document]:
        """The documents that a raw file gives, in each way that it may have been read; ``told`` is what is known of the one looked for."""

    def reading(self, document: Document) -> Reading | None:
        """A document's reading; ``None`` where it cannot be read."""

    def original(self, place: str, wanted: str) -> bytes | None:
        """The bytes with a hash, as the file at a place or what it holds has them now; ``None`` where there are none."""


@dataclass(slots=True)
class Restored:
    """What was made anew, by the id of its document ("" where it is none's), and what could not be."""

    made: list[tuple[str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)


def restore(record: Record, rereads: Rereads) -> Restored:
    """Makes anew what can be, in one transaction; the record is sound afterwards, but for what it tells as lost."""
    told = Restored()
    with record.writer() as writer, writer._transaction() as connection:  # noqa: SLF001  # for this package alone
        now = writer._now()  # noqa: SLF001  # as above
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        _raw(connection, rereads, told)
        texts = _Texts(connection, rereads, told)
        texts.restore()
        _carriers(connection, texts, told)
        _unplaced(connection, told)
        restored_readings.restore(connection, rereads.reading, told, now=now)
        _rest(connection, told)
        for table in (sketches, marks, contained, alike, stale):
            connection.execute(table.delete())
        connection.execute(meta.delete().where(meta.c.name == gathering.RULES))
        pruned(connection)
        full_text(connection).rebuild_text_index(connection)
        gathering.gather(connection, now=now)
    return told


def _raw(connection: Connection, rereads: Rereads, told: Restored) -> None:
    """Raw files that are not what their hash says: by the file where it still is, by trying each bit, or not at all."""
    wanted = {str(id_) for id_ in connection.execute(select(carriers.c.raw_id).distinct()).scalars() if id_}
    for id_, row in list(each_row(connection, blobs, "id")):
        data = unpacked(row) if row else None
        if row is not None and data is not None and bytes_id(data) == id_ and len(data) == row.size:
            continue
        right = bytes_id(data) if data is not None else ""
        here = blobs.c.id == id_
        if data is None or right not in wanted:
            places = connection.execute(select(carriers.c.place).where(carriers.c.raw_id == id_)).scalars()
            data = _of_files(rereads, places, str(id_)) or (_tried(row.data, str(id_)) if row else None)
            right = str(id_)
        of = _documents_of(connection, right)
        if data is None:
            connection.execute(update(carriers).where(carriers.c.raw_id == id_).values(raw_id=None))
            connection.execute(delete(blobs).where(here))
            told.lost += [(one, "the raw file kept of it, which is no longer where it was read from") for one in of]
            continue
        kept = {"id": right, "size": len(data), "compression": "zlib", "data": zlib.compress(data)}
        connection.execute(update(blobs).where(here).values(**kept))
        told.made += [(one, "the raw file kept of it") for one in of]


def _documents_of(connection: Connection, raw_id: str) -> list[str]:
    wanted = select(carriers.c.document).where(carriers.c.raw_id == raw_id).distinct().order_by(carriers.c.document)
    return [str(one) for one in connection.execute(wanted).scalars()]


def _of_files(rereads: Rereads, places: Iterable[str], wanted: str) -> bytes | None:
    found = (rereads.original(place, wanted) for place in places)
    return next((data for data in found if data is not None), None)


def _tried(data: bytes, wanted: str) -> bytes | None:
    """A packed file with the one bit turned back that gives it its hash."""
    held = bytearray(data) if isinstance(data, bytes) and len(data) <= MOST_TRIED_BYTES else bytearray()
    for place in range(8 * len(held)):
        held[place >> 3] ^= 1 << (place & 7)
        try:
            found = zlib.decompress(held)
        except zlib.error:
            found = b""
        held[place >> 3] ^= 1 << (place & 7)
        if found and bytes_id(found) == wanted:
            return found
    return None


class _Texts:
    """The documents' rows, and the way back to what raw files give."""

    def __init__(self, connection: Connection, rereads: Rereads, told: Restored) -> None:
        self._connection, self._rereads, self._told = connection, rereads, told

    def restore(self) -> None:
        named = select(carriers.c.document).union(select(readings.c.document))
        wanted = {str(one) for one in self._connection.execute(named).scalars()}
        sound: set[str] = set()
        numbers: dict[str, int] = {}
        for number, row in list(each_row(self._connection, documents, "number")):
            id_ = text_id(row) if row else ""
            here = documents.c.number == number
            if row is not None and id_ in wanted - sound:
                last = row.published_last if row.published_first else None
                if (row.id, row.published_last) != (id_, last):
                    self._connection.execute(update(documents).where(here).values(id=id_, published_last=last))
                    self._told.made.append((id_, "its row, by its content"))
                sound.add(id_)
                continue
            if row is not None and row.id in wanted - sound:
                numbers[row.id] = row.number
            else:
                self._connection.execute(delete(documents).where(here))
        for id_ in sorted(wanted - sound):
            self._anew(id_, numbers.get(id_))

    def _anew(self, id_: str, number: int | None) -> None:
        wanted = select(carriers).where(carriers.c.document == id_).order_by(carriers.c.number)
        rows = self._connection.execute(wanted).all()
        held = next((found for row in rows for found in self.reread(row)), None)
        if held is None:
            self._told.lost.append((id_, f"its text; read {rows[0].place if rows else 'its file'} again"))
            erased(self._connection, id_)
            return
        published = held.published
        row = {
            "id": id_, "title": held.title, "publisher": held.publisher, "text": held.text,
            "published_first": published.first if published else None,
            "published_last": published.last if published else None,
        }  # fmt: skip
        if number is None:
            self._connection.execute(insert(documents), row)
        else:
            self._connection.execute(update(documents).where(documents.c.number == number).values(**row))
        self._told.made.append((id_, "its text, by reading the raw file again"))

    def reread(self, row: Row[Any]) -> Iterator[Document]:
        """What its raw file gives for a carrier's row: documents with its id, as found and with what the row tells of it."""
        try:
            told = edge.document_from_json(row.body, text="")
        except ValueError:
            told = None
        for raw in self._raw_of(row):
            for found in self._rereads.documents(raw, place=row.place, part=row.part, told=told):
                for one in (found, replace(told, text=found.text) if told else found):
                    if one.id == row.document:
                        yield one

    def _raw_of(self, row: Row[Any]) -> Iterator[bytes]:
        """A carrier's raw file; where it does not tell which, those that no carrier names."""
        named = select(carriers.c.raw_id).where(carriers.c.raw_id.is_not(None))
        which = blobs.c.id == row.raw_id if row.raw_id else blobs.c.id.not_in(named)
        for blob in self._connection.execute(select(blobs).where(which).order_by(blobs.c.id).limit(MOST_RAW)).all():
            if (raw := unpacked(blob)) is not None:
                yield raw


def _carriers(connection: Connection, texts: _Texts, told: Restored) -> None:
    for number, row in list(each_row(connection, carriers, "number")):
        if row is not None and carrier_stands(row):
            continue
        here = carriers.c.number == number
        held = _body(row) if row is not None else None
        found = _as_kept(texts, row) if row is not None and held is None else None
        document = held or found
        if row is None or document is None:
            connection.execute(delete(carriers).where(here))
            if row is None:
                told.lost.append(("", "where a document was read from"))
            continue
        origin = document.origin
        body = edge.document_to_json(replace(document, text=""))
        values = {
            "place": origin.uri, "part": origin.part, "media_type": origin.media_type, "language": document.language,
            "dateline": document.dateline, "agency": document.agency, "authors": edge.list_to_json(document.authors),
            "body": body, "digest": edge.document_digest(row.document, body),
            "raw_id": connection.execute(select(blobs.c.id).where(blobs.c.id == origin.raw_id)).scalar(),
        }  # fmt: skip
        connection.execute(update(carriers).where(here).values(**values))
        how = "from its content" if held else "by reading the raw file again"
        told.made.append((row.document, f"what is known of its file, {how}"))


def _as_kept(texts: _Texts, row: Row[Any]) -> Document | None:
    """What the raw file gives that has the digest kept; else the first that has the id."""
    first: Document | None = None
    for found in texts.reread(row):
        one = replace(found, origin=replace(found.origin, uri=row.place, part=row.part))
        first = first or one
        if edge.document_digest(row.document, edge.document_to_json(one)) == row.digest:
            return one
    return first


def _body(row: Row[Any]) -> Document | None:
    """What a carrier's row says of its document, where that is what was written."""
    try:
        return (
            edge.document_from_json(row.body, text="")
            if edge.document_digest(row.document, row.body) == row.digest
            else None
        )
    except ValueError:
        return None


def _unplaced(connection: Connection, told: Restored) -> None:
    """Documents of which no place is known any more."""
    placed = select(carriers.c.document)
    for id_ in connection.execute(
        select(documents.c.id).where(documents.c.id.not_in(placed)).order_by(documents.c.id)
    ).scalars():
        told.lost.append((str(id_), "where it was read from; read its file again"))


def _rest(connection: Connection, told: Restored) -> None:
    """Failures and lists, which no raw file of the record gives: what is damaged of them goes."""
    for number, row in list(each_row(connection, failures, "number")):
        if row is None or content_id("f", row.origin, row.stage, row.kind, row.raw_id) != row.id:
            connection.execute(delete(failures).where(failures.c.number == number))
            told.lost.append(("", "a failure that was noted"))
    for id_, row in list(each_row(connection, listings, "id")):
        if row is None or not listing_stands(row):
            connection.execute(delete(listed).where(listed.c.listing == id_))
            connection.execute(delete(listings).where(listings.c.id == id_))
    for number, origin in list(edition_faults(connection)):
        connection.execute(delete(listed).where(listed.c.edition == number))
        connection.execute(delete(editions).where(editions.c.number == number))
        told.lost.append(("", f"an edition of a list; add {origin or 'it'} again"))
