"""Adding to a record: each document whole or not at all; what is known already changes nothing."""

from __future__ import annotations

import json
import os
import zlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from sqlalchemy import bindparam, insert, select, update

from detente.model.ids import bytes_id
from detente.model.reading import LAYERS
from detente.record import edge, gathering, merges, postgres, seal, verdicts
from detente.record.address import Server
from detente.record.backends import explained, full_text
from detente.record.linked import mark_stale
from detente.record.lists import add_edition
from detente.record.moments import last_moment
from detente.record.rows import note_row, party_rows
from detente.record.schema import LAYER_TABLES, blobs, carriers, documents, failures, readings, runs
from detente.record.schema import parties as parties_table
from detente.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from detente.model.document import Document
    from detente.model.findings import Failure
    from detente.model.lists import Edition, Listing
    from detente.model.reading import Reading
    from detente.record.address import Address
    from detente.record.gathering import Gathered
    from detente.record.rows import Row

Added = Literal["new", "superseded", "carried", "unchanged"]
"""``new``: a document not read before; ``superseded``: what stood at its place, or its older reading, gave way;
``carried``: a document known from another place; ``unchanged``: all of it was known."""
RunState = Literal["running", "done", "interrupted", "aborted"]
# Asked for every document, and so built once.
_KEPT_RAW = select(blobs.c.id).where(blobs.c.id == bindparam("wanted"))
_KEPT_TEXT = select(documents.c.number).where(documents.c.id == bindparam("wanted"))
_STANDING_CARRIER = select(carriers.c.digest, carriers.c.document).where(
    carriers.c.place == bindparam("at"), carriers.c.part == bindparam("of"), carriers.c.superseded_at.is_(None)
)
_STANDING_READING = select(readings.c.number, readings.c.digest).where(
    readings.c.document == bindparam("wanted"), readings.c.superseded_at.is_(None)
)


class Writer:
    """Writes documents, readings, failures and runs. One transaction at a time; others wait for it, readers do not.

    All methods raise ``DiskFull``, ``NotWritable``, ``RecordBroken`` or ``AbortRun`` where the store cannot take it;
    then nothing of that call is kept.
    """

    def __init__(self, engine: Engine, *, address: Address, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._address = address
        self._folder = None if isinstance(address, Server) else address.resolve().parent
        self._clock = clock
        self._connection: Connection | None = None
        self._newest: datetime | None = None
        self._wrote = False

    def __enter__(self) -> Self:
        with explained(self._address):
            self._connection = self._engine.connect().execution_options(writes=True)
            if not isinstance(self._address, Server):  # on a server each transaction asks anew, as others write between
                with self._connection.begin():
                    self._newest = last_moment(self._connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            if self._wrote and error is None and not isinstance(self._address, Server):
                seal.sealed(self._engine, self._address)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._connection is None:
            raise RuntimeError("a writer is used in a `with`")
        with explained(self._address), self._connection.begin():
            self._wrote = True
            if not isinstance(self._address, Server):
                seal.broken(self._address)
                yield self._connection
                return
            self._newest = postgres.newest(self._connection)
            yield self._connection
            postgres.wrote(self._connection, self._newest)

    def _now(self) -> datetime:
        """The clock's time, but never before what the record learnt last: a clock set back must not reorder facts."""
        now = self._clock()
        self._newest = max(now, self._newest) if self._newest else now
        return self._newest

    def place(self, uri: str) -> str:
        """The one name of a path, from wherever it is read: relative to the record's folder; on a server, from the root. An address is itself."""
        if "://" in uri or not uri:
            return uri
        if self._folder is None:
            return Path(os.path.normpath(Path(uri).absolute())).as_posix()
        try:
            return Path(os.path.relpath(uri, self._folder)).as_posix()
        except ValueError:  # another drive, where there are drives
            return Path(uri).absolute().as_posix()

    def add(self, document: Document, reading: Reading | None, *, raw: bytes | None = None) -> Added:
        """Adds a document with its reading, in one transaction.

        Args:
            document: the document; where its place held another one, that one is superseded.
            reading: its reading; ``None`` where the record has one already (``View.is_read``).
            raw: the bytes it was read from, kept by their hash.

        Raises:
            ValueError: if the reading is of another document, or there is none and the record has none; or if the bytes
                are not those that the document was read from.
        """
        if raw is not None and bytes_id(raw) != document.origin.raw_id:
            raise ValueError(f"the bytes given are not those that {document.origin.uri} was read from")
        if reading is not None and reading.document != document.id:
            raise ValueError(f"the reading of {reading.document} is none of {document.id}")
        with self._transaction() as connection:
            now = self._now()
            if raw is not None:
                _keep_raw(connection, document.origin.raw_id, raw)
            fresh = _keep_text(connection, document)
            carrier = self._carry(connection, document, now=now)
            read = keep_reading(connection, document, reading, now=now)
            if (carrier, read) != ("unchanged", "unchanged"):
                mark_stale(connection, [document.id])
        if "superseded" in (carrier, read):
            return "superseded"
        if fresh:
            return "new"
        return "unchanged" if carrier == read == "unchanged" else "carried"

    def _carry(self, connection: Connection, document: Document, *, now: datetime) -> Added:
        place, origin = self.place(document.origin.uri), document.origin
        body = edge.document_to_json(replace(document, origin=replace(origin, uri=place)))
        digest = edge.document_digest(document.id, body)
        here = (carriers.c.place == place, carriers.c.part == origin.part, carriers.c.superseded_at.is_(None))
        before = connection.execute(_STANDING_CARRIER, {"at": place, "of": origin.part}).first()
        if before and before.digest == digest:
            return "unchanged"
        if before:
            mark_stale(connection, [before.document])
            connection.execute(update(carriers).where(*here).values(superseded_at=now))
        row = {
            "document": document.id,
            "place": place,
            "part": origin.part,
            "uri": origin.uri,
            "media_type": origin.media_type,
            "language": document.language,
            "dateline": document.dateline,
            "agency": document.agency,
            "authors": edge.list_to_json(document.authors),
            "raw_id": connection.execute(_KEPT_RAW, {"wanted": origin.raw_id}).scalar(),
            "body": body,
            "digest": digest,
            "learnt_at": now,
        }
        connection.execute(insert(carriers), row)
        return "superseded" if before else "new"

    def settle(
        self, uri: str, *, parts: Sequence[str] = (), failed: Sequence[Failure] = (), whole: bool = True
    ) -> bool:
        """Ends the reading of a file: its failures are these and no others, its documents have these parts.

        A file that failed keeps the documents it gave before, and so does one that did not give all it holds (``whole``), as a feed.

        Returns:
            Whether anything changed.
        """
        place = self.place(uri)
        wanted = {failure.id: failure for failure in failed}
        with self._transaction() as connection:
            open_here = (failures.c.place == place, failures.c.superseded_at.is_(None))
            standing = set(connection.execute(select(failures.c.id).where(*open_here)).scalars())
            gone_parts: dict[int, str] = {}
            if whole and not failed:
                held = select(carriers.c.number, carriers.c.part, carriers.c.document).where(
                    carriers.c.place == place, carriers.c.superseded_at.is_(None)
                )
                gone_parts = {number: id_ for number, part, id_ in connection.execute(held) if part not in parts}
            gone = sorted(standing - wanted.keys())
            new = [failure for key, failure in wanted.items() if key not in standing]
            if not (gone or new or gone_parts):
                return False
            now = self._now()
            if gone:
                connection.execute(
                    update(failures).where(*open_here, failures.c.id.in_(gone)).values(superseded_at=now)
                )
            if gone_parts:
                mark_stale(connection, gone_parts.values())
                connection.execute(update(carriers).where(carriers.c.number.in_(gone_parts)).values(superseded_at=now))
            for failure in new:
                connection.execute(insert(failures).values(**_failure_row(failure), place=place, learnt_at=now))
        return True

    def add_list(self, edition: Edition, found: Sequence[Listing], *, origin: str) -> bool:
        """Adds an edition of an official list with all its entries, in one transaction.

        Returns:
            Whether it was new; an edition known already changes nothing.
        """
        with self._transaction() as connection:
            return add_edition(connection, edition, found, origin=self.place(origin), now=self._now())

    def judge(self, note: str, *, accepted: bool, why: str = "") -> bool:
        """Accepts or rejects a note that now stands; an earlier verdict on it gives way.

        Args:
            note: its id.
            accepted: whether it is right.
            why: the judge's words.

        Returns:
            Whether anything changed.
        """
        with self._transaction() as connection:
            return verdicts.judge(connection, note, accepted=accepted, why=why, now=self._now())

    def withdraw(self, note: str) -> bool:
        """Takes back the verdict on a note; whether there was one."""
        with self._transaction() as connection:
            return verdicts.withdraw(connection, note, now=self._now())

    def merge(self, one: str, other: str, *, together: bool | None, why: str = "") -> bool:
        """Judges that two notes of a layer, or two documents, are one, or are not; an earlier judgement of the two gives way.

        Stories and things take it in with the next ``gather``.

        Args:
            one: an id.
            other: another of the same layer.
            together: whether they are one; ``None`` takes back what was judged.
            why: the judge's words.

        Returns:
            Whether anything changed.

        Raises:
            ValueError: if there is no such note or document, or they are not of one layer.
        """
        with self._transaction() as connection:
            return merges.judge(connection, one, other, together=together, why=why, now=self._now())

    def gather(self) -> Gathered | None:
        """Makes anew which documents carry which stories and which notes tell of one thing, in one transaction.

        Returns:
            What was found; ``None`` where nothing came or went since the last time.
        """
        with self._transaction() as connection:
            if not gathering.is_due(connection):
                return None
            return gathering.gather(connection, now=self._now())

    def begin_run(self, *, steps: Sequence[str], settings: Mapping[str, object]) -> int:
        """Notes that a run begins, and gives its number."""
        with self._transaction() as connection:
            values = {
                "started_at": self._clock(),
                "state": "running",
                "version": __version__,
                "steps": edge.list_to_json(steps),
                "settings": json.dumps(dict(settings), sort_keys=True),
                "counts": "{}",
            }
            (number,) = connection.execute(insert(runs).values(**values)).inserted_primary_key or (0,)
        return int(number)

    def end_run(self, number: int, *, state: RunState, counts: Mapping[str, int]) -> None:
        """Notes how a run ended."""
        with self._transaction() as connection:
            values = {"finished_at": self._clock(), "state": state, "counts": json.dumps(dict(counts), sort_keys=True)}
            connection.execute(update(runs).where(runs.c.number == number).values(**values))


def _keep_raw(connection: Connection, raw_id: str, raw: bytes) -> None:
    if connection.execute(_KEPT_RAW, {"wanted": raw_id}).first() is None:
        packed = zlib.compress(raw)
        connection.execute(insert(blobs), {"id": raw_id, "size": len(raw), "compression": "zlib", "data": packed})


def _keep_text(connection: Connection, document: Document) -> bool:
    """Adds the text; whether it was new."""
    if connection.execute(_KEPT_TEXT, {"wanted": document.id}).first():
        return False
    published = document.published
    row = {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published_first": published.first if published else None,
        "published_last": published.last if published else None,
        "text": document.text,
    }
    made = connection.execute(insert(documents), row)
    (number,) = made.inserted_primary_key or (0,)
    full_text(connection).index_text(connection, int(number), title=document.title, body=document.text)
    return True


def keep_reading(connection: Connection, document: Document, reading: Reading | None, *, now: datetime) -> Added:
    """Adds a reading, if it is another than the one that stands. For a writer's transaction."""
    before = connection.execute(_STANDING_READING, {"wanted": document.id}).first()
    if reading is None:
        if before is None:
            raise ValueError(f"{document.id} has no reading yet")
        return "unchanged"
    layer_rows = {
        layer: [
            note_row(layer, note, published=reading.published or document.published) for note in reading.layer(layer)
        ]
        for layer in LAYERS
    }
    body = edge.reading_to_json(reading)
    digest = edge.reading_digest(body, [str(row["body"]) for rows in layer_rows.values() for row in rows])
    if before and before.digest == digest:
        return "unchanged"
    published = reading.published
    row = {
        "id": reading.id,
        "document": document.id,
        "steps": edge.list_to_json(reading.steps),
        "published_first": published.first if published else None,
        "published_last": published.last if published else None,
        "issuer": edge.actor_to_json(reading.issuer),
        "notes": sum(map(len, layer_rows.values())),
        "body": body,
        "digest": digest,
        "learnt_at": now,
    }
    made = connection.execute(insert(readings), row)
    (number,) = made.inserted_primary_key or (0,)
    if before:
        gone = update(readings).where(readings.c.number == before.number)
        connection.execute(gone.values(superseded_at=now, superseded_by=number))
    for layer, rows in layer_rows.items():
        common = {"reading": number, "document": document.id}
        if rows:
            connection.execute(
                insert(LAYER_TABLES[layer]), [row | common | {"ordinal": n} for n, row in enumerate(rows)]
            )
    people = list(party_rows(reading, number=int(number)))
    if people:
        connection.execute(insert(parties_table), people)
    return "superseded" if before else "new"


def _failure_row(failure: Failure) -> Row:
    return {
        "id": failure.id,
        "origin": failure.origin,
        "stage": failure.stage,
        "kind": failure.kind,
        "reason": failure.reason,
        "cure": failure.cure,
        "raw_id": failure.raw_id,
    }
