"""Reading a record: what it knows, or knew at a time."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func as sql
from sqlalchemy import nulls_first, select

from detente.errors import UnknownId
from detente.model.findings import Failure, Sourced
from detente.record import edge, lists
from detente.record.backends import explained
from detente.record.filters import (
    Filters,
    carried,
    holds_note,
    known,
    of_days,
    of_document,
    of_first_carrier,
    of_note,
    unread,
)
from detente.record.folding import folded
from detente.record.gathered import CarriageRow, ReportRow, all_carriages, report_rows, reports_of, stories_of, surplus
from detente.record.gathering import compared
from detente.record.listed import DocumentRow, Hit, RunRow, document_row, sourced
from detente.record.merges import Merge, all_merges
from detente.record.schema import LAYER_TABLES, carriers, documents, failures, readings, runs
from detente.record.verdicts import all_verdicts, is_judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Engine, Select

    from detente.model.document import Document
    from detente.model.lists import Listing
    from detente.model.reading import Layer, Note, Reading
    from detente.model.topics import Topics
    from detente.record.address import Address
    from detente.record.lists import EditionRow
    from detente.record.searching import Found
    from detente.record.selection import Selection
    from detente.record.verdicts import Verdict
    from detente.resolve.likeness import Likeness

_ID_CHARACTERS = 18


class View:
    """A read-only look at a record. Several calls may see what a writer committed between them; one call never does."""

    def __init__(self, engine: Engine, *, address: Address, topics: Topics, as_of: datetime | None = None) -> None:
        self._engine = engine
        self._address = address
        self.topics = topics
        self.as_of = as_of

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with explained(self._address), self._engine.connect() as connection, connection.begin():
            yield connection

    def select(self, filters: Filters | None = None, *, each: bool = False) -> Selection:
        """The notes, documents and failures that fit, as analysis asks for them: what several notes tell once, unless ``each``."""
        from detente.record.selection import Selection

        return Selection(self, filters or Filters(), each=each)

    def documents(self, filters: Filters | None = None) -> tuple[DocumentRow, ...]:
        """The documents that fit, oldest first, those without a date before them."""
        with self._connection() as connection:
            return tuple(map(document_row, connection.execute(self._listed(filters or Filters()))))

    def document(self, id_: str) -> Document:
        """A document with its text.

        Args:
            id_: its id, or enough of its beginning.

        Raises:
            UnknownId: if there is none, or several begin so.
        """
        with self._connection() as connection:
            return self._document(connection, self._resolve(connection, id_))

    def editions(self) -> tuple[EditionRow, ...]:
        """The editions of official lists, by authority, name and day."""
        with self._connection() as connection:
            return lists.all_editions(connection, as_of=self.as_of)

    def edition(self, id_: str) -> EditionRow:
        """An edition by its id, or enough of its beginning.

        Raises:
            UnknownId: if there is none, or several begin so.
        """
        with self._connection() as connection:
            return lists.edition_named(connection, id_, as_of=self.as_of)

    def listings(self, edition: str) -> tuple[Listing, ...]:
        """The entries of an edition, in the list's own order; none for an edition that is not known."""
        with self._connection() as connection:
            return lists.listings_of(connection, edition)

    def reading(self, document: str) -> Reading:
        """A document's reading, by the document's id or enough of its beginning.

        Raises:
            UnknownId: if there is none.
        """
        with self._connection() as connection:
            return self._reading(connection, self._resolve(connection, document))

    def is_read(self, document: str, steps: Sequence[str]) -> bool:
        """Whether the record holds a reading of the document by these very steps, not superseded."""
        wanted = select(readings.c.steps).where(readings.c.document == document, known(readings, self.as_of))
        with self._connection() as connection:
            found = connection.execute(wanted).scalar()
        return found is not None and edge.list_from_json(found) == tuple(steps)

    def notes(self, layer: Layer, filters: Filters | None = None) -> tuple[Sourced[Note], ...]:
        """The notes of a layer that fit: oldest first, those without a date before them, then by document and place."""
        with self._connection() as connection:
            rows = connection.execute(self._noted(layer, filters or Filters()))
            return tuple(sourced(layer, row) for row in rows)

    def note(self, id_: str) -> Sourced[Note]:
        """A note of any layer, by its id or enough of its beginning.

        Raises:
            UnknownId: if there is none, or several begin so.
        """
        found: dict[str, Sourced[Note]] = {}
        with self._connection() as connection:
            for layer, table in LAYER_TABLES.items():
                fits = table.c.id == id_ if len(id_) >= _ID_CHARACTERS else table.c.id.startswith(id_, autoescape=True)
                for row in connection.execute(self._noted(layer, Filters(rejected=True)).where(fits).limit(3)):
                    found.setdefault(str(row.id), sourced(layer, row))
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise UnknownId(f"several notes begin with {id_!r}", cure=f"say which: {', '.join(sorted(found)[:5])}")
        raise UnknownId(f"there is no note {id_!r}", cure="list the notes with `detente show`")

    def carriages(self) -> tuple[CarriageRow, ...]:
        """Which documents carry which stories, where several do: by story, documents that are wholly of it first."""
        with self._connection() as connection:
            return all_carriages(connection, as_of=self.as_of)

    def stories_of(self) -> dict[str, tuple[str, ...]]:
        """By document, the stories it carries, its own first; documents that share none with another are left out."""
        with self._connection() as connection:
            return stories_of(connection, as_of=self.as_of)

    def things(self, layer: Layer) -> dict[str, str]:
        """By a note's id, the thing it tells of, where other notes of the layer tell of it too."""
        with self._connection() as connection:
            return {note: row.thing for note, row in report_rows(connection, as_of=self.as_of, layer=layer).items()}

    def reports(self, note: str) -> tuple[ReportRow, ...]:
        """The notes that tell of the same thing as a note, itself among them; none where nobody else does."""
        with self._connection() as connection:
            return reports_of(connection, note, as_of=self.as_of)

    def likeness(self, one: str, other: str) -> tuple[Layer, Likeness | None]:
        """The layer of two notes, and what speaks for them being one; ``None`` where something rules it out.

        Raises:
            UnknownId: if there is no such note, or the two are of different layers.
        """
        named = [self.note(id_).note for id_ in (one, other)]
        with self._connection() as connection:
            return compared(connection, named[0], named[1])

    def merges(self) -> tuple[Merge, ...]:
        """What people judge to be one and not to be one, in the order they said so."""
        with self._connection() as connection:
            return all_merges(connection, as_of=self.as_of)

    def told(self, id_: str) -> Sourced[Note]:
        """A note of any layer with all others that tell of the same thing.

        Raises:
            UnknownId: if there is none, or several begin so.
        """
        sourced = self.note(id_)
        own = sourced.note.id
        told = [sourced, *(self.note(row.note) for row in self.reports(own) if row.note != own)]
        every = folded(told, things=dict.fromkeys((s.note.id for s in told), ""), stories=self.stories_of())
        reports = {report.note.id: report for one in every for report in one.reports}
        lead = reports.pop(own)
        return replace(lead, also=tuple(replace(report, also=()) for report in reports.values()))

    def verdicts(self) -> tuple[Verdict, ...]:
        """What people judge of notes, in the order they said so."""
        with self._connection() as connection:
            return all_verdicts(connection, as_of=self.as_of)

    def failures(self) -> tuple[Failure, ...]:
        """The inputs that could not be read when last tried, in the order they came."""
        with self._connection() as connection:
            rows = connection.execute(select(failures).where(known(failures, self.as_of)).order_by(failures.c.number))
            return tuple(
                Failure(
                    origin=row.origin,
                    stage=row.stage,
                    kind=row.kind,
                    reason=row.reason,
                    cure=row.cure,
                    raw_id=row.raw_id,
                )
                for row in rows
            )

    def runs(self) -> tuple[RunRow, ...]:
        """The runs, in the order they began."""
        wanted = select(runs).order_by(runs.c.number)
        if self.as_of is not None:
            wanted = wanted.where(runs.c.started_at <= self.as_of)
        with self._connection() as connection:
            return tuple(
                RunRow(
                    number=row.number,
                    started_at=row.started_at,
                    finished_at=row.finished_at,
                    state=row.state,
                    version=row.version,
                    steps=edge.list_from_json(row.steps),
                    counts=json.loads(row.counts),
                )
                for row in connection.execute(wanted)
            )

    def search(self, query: str, filters: Filters | None = None, *, limit: int = 20) -> tuple[Hit, ...]:
        """The documents whose text has the words, best first.

        Args:
            query: words that must all be there, ``"a phrase"``, ``-word``, ``begin*``, ``this OR that``.
            filters: what must hold besides.
            limit: at most so many.
        """
        return self.find(query, filters, limit=limit, facets=False).hits

    def find(
        self, query: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0, facets: bool = True
    ) -> Found:
        """As ``search``, with how many there are and what stands in them by side, person, issue, type, publisher and year.

        Args:
            query: as in ``search``.
            filters: what must hold besides.
            limit: at most so many hits.
            offset: leave out so many of the best.
            facets: count the facets.
        """
        from detente.record.searching import find

        with self._connection() as connection:
            return find(
                connection,
                query,
                filters or Filters(),
                as_of=self.as_of,
                limit=limit,
                offset=offset,
                rows_of=lambda numbers: self._listed(Filters(), numbers=numbers),
                with_facets=facets,
            )

    def counts(self) -> dict[str, int]:
        """How many documents (``documents``, of these ``unread``), stories, notes a layer, and failures."""
        with self._connection() as connection:
            counts = {"documents": _count(connection, select(documents.c.id).where(carried(self.as_of)))}
            counts["stories"] = counts["documents"] - surplus(connection, as_of=self.as_of)
            counts["unread"] = _count(connection, unread(self.as_of))
            for layer, table in LAYER_TABLES.items():
                current = (
                    select(table.c.ordinal)
                    .join(readings, readings.c.number == table.c.reading)
                    .join(documents, documents.c.id == table.c.document)
                    .where(known(readings, self.as_of), carried(self.as_of))
                )
                counts[layer] = _count(connection, current)
            counts["failures"] = _count(connection, select(failures.c.number).where(known(failures, self.as_of)))
        return counts

    def _resolve(self, connection: Connection, id_: str) -> str:
        wanted = select(documents.c.id).where(documents.c.id.startswith(id_, autoescape=True), carried(self.as_of))
        found = connection.execute(wanted.order_by(documents.c.id).limit(6)).scalars().all()
        if len(found) == 1:
            return str(found[0])
        if id_ in found:
            return id_
        if found:
            raise UnknownId(f"several documents begin with {id_!r}", cure=f"say which: {', '.join(found[:5])}")
        raise UnknownId(f"there is no document {id_!r}", cure="list them with `detente show documents`")

    def _document(self, connection: Connection, id_: str) -> Document:
        row = connection.execute(
            select(carriers.c.body, carriers.c.uri, documents.c.text)
            .join(documents, documents.c.id == carriers.c.document)
            .where(documents.c.id == id_, known(carriers, self.as_of))
            .order_by(carriers.c.number)
            .limit(1)
        ).one()
        document = edge.document_from_json(row.body, text=row.text)
        return replace(document, origin=replace(document.origin, uri=row.uri))

    def _reading(self, connection: Connection, id_: str) -> Reading:
        row = connection.execute(
            select(readings.c.number, readings.c.body).where(readings.c.document == id_, known(readings, self.as_of))
        ).first()
        if row is None:
            raise UnknownId(f"{id_} has no reading", cure="read it with `detente read`")
        notes: dict[Layer, list[Note]] = {}
        for layer, table in LAYER_TABLES.items():
            bodies = select(table.c.body).where(table.c.reading == row.number).order_by(table.c.ordinal)
            notes[layer] = [edge.note_from_json(layer, body) for body in connection.execute(bodies).scalars()]
        return edge.reading_from_json(row.body, notes)

    def _listed(self, filters: Filters, *, numbers: Sequence[int] = ()) -> Select[tuple[object, ...]]:
        """Documents with their reading and what their carriers say, as rows; of those numbers, where some are given."""
        of_these = carriers.c.document.in_(select(documents.c.id).where(documents.c.number.in_(numbers)))
        first = (
            select(
                carriers.c.document,
                sql.min(carriers.c.number).label("number"),
                sql.count().label("carriers"),
                sql.min(carriers.c.learnt_at).label("learnt_at"),
            )
            .where(known(carriers, self.as_of), *([of_these] if numbers else []))
            .group_by(carriers.c.document)
            .subquery()
        )
        since = sql.coalesce(readings.c.published_first, documents.c.published_first)
        last = sql.coalesce(readings.c.published_last, documents.c.published_last)
        wanted = (
            select(
                documents.c.number,
                documents.c.id,
                documents.c.title,
                documents.c.publisher,
                since.label("date_first"),
                last.label("date_last"),
                carriers.c.language,
                carriers.c.uri,
                first.c.carriers,
                first.c.learnt_at,
                readings.c.notes,
            )
            .join(first, first.c.document == documents.c.id)
            .join(carriers, carriers.c.number == first.c.number)
            .outerjoin(readings, (readings.c.document == documents.c.id) & known(readings, self.as_of))
            .where(*of_document(filters), *of_days(since, last, filters))
            .order_by(nulls_first(last), since, documents.c.id)
        )
        return wanted.where(holds_note(filters)) if filters.of_notes else wanted

    def _noted(self, layer: Layer, filters: Filters) -> Select[tuple[object, ...]]:
        """Notes of a layer with what is said of their document, as rows."""
        table = LAYER_TABLES[layer]
        judged = () if filters.rejected else (~is_judged(table, layer, accepted=False, as_of=self.as_of),)
        uri = of_first_carrier(carriers.c.uri, self.as_of)
        return (
            select(
                table.c.id,
                table.c.document,
                table.c.date_first,
                table.c.date_last,
                table.c.body,
                documents.c.title,
                documents.c.publisher,
                uri.label("uri"),
            )
            .join(readings, readings.c.number == table.c.reading)
            .join(documents, documents.c.id == table.c.document)
            .where(
                known(readings, self.as_of),
                carried(self.as_of),
                *judged,
                *of_note(layer, filters),
                *of_document(filters),
                *of_days(table.c.date_first, table.c.date_last, filters),
            )
            .order_by(
                nulls_first(table.c.date_last), table.c.date_first, table.c.document, table.c.start, table.c.ordinal
            )
        )


def _count(connection: Connection, wanted: Select[tuple[object]]) -> int:
    return int(connection.execute(select(sql.count()).select_from(wanted.subquery())).scalar() or 0)
