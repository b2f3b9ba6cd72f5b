"""What a record learnt between two moments: documents, notes and list editions added, superseded, retracted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import or_, select

from detente.record.filters import carried, known
from detente.record.listed import sourced
from detente.record.schema import LAYER_TABLES, TYPE_COLUMN, carriers, documents, editions, readings, verdicts
from detente.record.store import reading as connected
from detente.record.verdicts import is_judged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection, Row, Table

    from detente.model.findings import Sourced
    from detente.model.reading import Layer, Note
    from detente.record.store import Record

How = Literal["added", "superseded", "retracted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something came, gave way, or went.

    Attributes:
        at: when the record learnt it.
        how: ``added``; ``superseded``: a later reading has another note of the same words, or a file another text; ``retracted``: gone without
            another in its place, or rejected by somebody.
        what: a layer of notes, ``documents`` or ``editions``.
        id: id of what came or went.
        document: the document, "" for an edition.
        title: the document's, or the edition's list.
        publisher: the document's outlet, or ``None``.
        note: the note, where it is one.
        by: id of what stands in its place, "" where nothing does.
        why: the reason of who rejected it, or what happened to it, in words.
    """

    at: datetime
    how: How
    what: str
    id: str
    document: str
    title: str
    publisher: str | None = None
    note: Sourced[Note] | None = None
    by: str = ""
    why: str = ""


CHUNK = 400


def changes(record: Record, *, since: datetime, until: datetime | None = None) -> tuple[Change, ...]:
    """What came, gave way and went after a moment, oldest first.

    Args:
        record: the record.
        since: a moment with its zone; what the record knew then is not told.
        until: up to and with this moment; ``None`` is now.

    Raises:
        ValueError: if a moment has no zone.
    """
    if since.tzinfo is None or (until is not None and until.tzinfo is None):
        raise ValueError("a moment has no time zone; give it one, as in datetime(2024, 5, 1, tzinfo=UTC)")
    with connected(record) as connection:
        window = _Window(connection, since, until)
        found = [*window.of_editions()]
        touched = window.touched()
        for start in range(0, len(touched), CHUNK):
            ids = touched[start : start + CHUNK]
            found += window.of_documents(ids)
            for layer, table in LAYER_TABLES.items():
                found += window.of_notes(ids, layer, table)
    return tuple(sorted(found, key=lambda change: (change.at, change.what, change.how, change.id, change.by)))


class _Window:
    """Two states of a record, and the moments between them."""

    def __init__(self, connection: Connection, since: datetime, until: datetime | None) -> None:
        self._connection = connection
        self._since = since
        self._until = until

    def _inside(self, moment: datetime | None) -> bool:
        return moment is not None and moment > self._since and (self._until is None or moment <= self._until)

    def touched(self) -> list[str]:
        """The documents of which anything came or went."""
        found: set[str] = set()
        for table in (carriers, readings, verdicts):
            late = or_(table.c.learnt_at > self._since, table.c.superseded_at > self._since)
            found.update(self._connection.execute(select(table.c.document).where(late).distinct()).scalars())
        return sorted(found)

    def of_editions(self) -> list[Change]:
        rows = self._connection.execute(select(editions).where(editions.c.learnt_at > self._since))
        return [
            Change(
                at=row.learnt_at,
                how="added",
                what="editions",
                id=row.id,
                document="",
                title=f"{row.authority} {row.name}" + (f" of {row.day_first}" if row.day_first else ""),
                why=f"{row.entries:,} entries",
            )
            for row in rows
            if self._inside(row.learnt_at)
        ]

    def of_documents(self, ids: list[str]) -> list[Change]:
        wanted = (
            select(carriers, documents.c.title, documents.c.publisher)
            .join(documents, documents.c.id == carriers.c.document)
            .where(carriers.c.document.in_(ids))
            .order_by(carriers.c.number)
        )
        held: dict[str, list[Row[Any]]] = {}
        for row in self._connection.execute(wanted):
            held.setdefault(row.document, []).append(row)
        return [change for rows in held.values() for change in self._of_document(rows)]

    def _of_document(self, rows: list[Row[Any]]) -> Iterable[Change]:
        before, after = _known(rows, self._since), _known(rows, self._until)
        row = rows[0]
        title = row.title or row.uri
        if after and not before:
            at = min(r.learnt_at for r in rows if self._inside(r.learnt_at))
            if not self._replaces(rows):
                yield Change(
                    at=at,
                    how="added",
                    what="documents",
                    id=row.document,
                    document=row.document,
                    title=title,
                    publisher=row.publisher,
                )
        elif before and not after:
            at = max(r.superseded_at for r in rows if self._inside(r.superseded_at))
            by = self._in_place_of(rows)
            why = "its file holds another text" if by else "its file no longer holds it"
            yield Change(
                at=at,
                how="superseded" if by else "retracted",
                what="documents",
                id=row.document,
                document=row.document,
                title=title,
                publisher=row.publisher,
                by=by,
                why=why,
            )

    def _replaces(self, rows: list[Row[Any]]) -> bool:
        """Whether a document came where one stood that is gone now: then that one is told as superseded."""
        for row in rows:
            here = (carriers.c.place == row.place, carriers.c.part == row.part, carriers.c.document != row.document)
            gone = self._connection.execute(
                select(carriers.c.document).where(*here, carriers.c.superseded_at == row.learnt_at)
            )
            if self._inside(row.learnt_at) and any(not self._stands(id_) for id_ in gone.scalars()):
                return True
        return False

    def _in_place_of(self, rows: list[Row[Any]]) -> str:
        for row in rows:
            here = (carriers.c.place == row.place, carriers.c.part == row.part, carriers.c.document != row.document)
            found = self._connection.execute(
                select(carriers.c.document).where(*here, known(carriers, self._until)).limit(1)
            ).scalar()
            if found:
                return str(found)
        return ""

    def _stands(self, document: str) -> bool:
        wanted = select(carriers.c.number).where(carriers.c.document == document, known(carriers, self._until))
        return self._connection.execute(wanted.limit(1)).first() is not None

    def of_notes(self, ids: list[str], layer: Layer, table: Table) -> list[Change]:
        before, after = (self._notes(ids, layer, table, moment) for moment in (self._since, self._until))
        fresh = {id_: row for id_, row in after.items() if id_ not in before}
        found: list[Change] = []
        for id_, row in before.items():
            if id_ not in after:
                newer = _overlapping(row, fresh.values())
                if newer is not None:
                    fresh.pop(newer.id)
                found.append(self._gone(row, newer, layer))
        for row in fresh.values():
            at = row.learnt_at if self._inside(row.learnt_at) else self._moment(row, layer)
            found.append(_change(row, layer, at=at, how="added"))
        return found

    def _gone(self, row: Row[Any], newer: Row[Any] | None, layer: Layer) -> Change:
        if newer is not None:
            at = newer.learnt_at if self._inside(newer.learnt_at) else self._moment(row, layer)
            change = _change(newer, layer, at=at, how="superseded", why="read anew")
            return replace(change, id=row.id, by=newer.id)
        rejected = self._verdict(row, layer)
        if rejected is not None:
            why = f"rejected: {rejected.why}" if rejected.why else "rejected"
            return _change(row, layer, at=rejected.learnt_at, how="retracted", why=why)
        if not self._stands(row.document):
            return _change(row, layer, at=self._moment(row, layer), how="retracted", why="its document is gone")
        return _change(
            row, layer, at=self._moment(row, layer), how="retracted", why="the newer reading has no such note"
        )

    def _moment(self, row: Row[Any], layer: Layer) -> datetime:
        """When a note came or went for another reason than its own reading's coming."""
        verdict = self._verdict(row, layer)
        moments: list[datetime] = [verdict.learnt_at] if verdict else []
        if self._inside(row.superseded_at):
            moments.append(row.superseded_at)
        if not moments:
            wanted = select(carriers.c.learnt_at, carriers.c.superseded_at).where(carriers.c.document == row.document)
            both = [moment for pair in self._connection.execute(wanted) for moment in pair if self._inside(moment)]
            wanted = select(verdicts.c.learnt_at, verdicts.c.superseded_at).where(verdicts.c.document == row.document)
            both += [moment for pair in self._connection.execute(wanted) for moment in pair if self._inside(moment)]
            moments = [max(both)]
        return max(moments)

    def _verdict(self, row: Row[Any], layer: Layer) -> Row[Any] | None:
        wanted = select(verdicts).where(
            verdicts.c.document == row.document,
            verdicts.c.layer == layer,
            verdicts.c.accepted.is_(False),
            verdicts.c.learnt_at > self._since,
            known(verdicts, self._until),
            or_(verdicts.c.note == row.id, (verdicts.c.start < row.stop) & (verdicts.c.stop > row.start)),
        )
        return self._connection.execute(wanted.order_by(verdicts.c.number.desc())).first()

    def _notes(self, ids: list[str], layer: Layer, table: Table, moment: datetime | None) -> dict[str, Row[Any]]:
        wanted = (
            select(
                table.c.id,
                table.c.document,
                table.c.date_first,
                table.c.date_last,
                table.c.body,
                table.c.start,
                table.c.stop,
                table.c[TYPE_COLUMN[layer]].label("kind"),
                table.c.side,
                documents.c.title,
                documents.c.publisher,
                documents.c.id.label("uri"),
                readings.c.learnt_at,
                readings.c.superseded_at,
            )
            .join(readings, readings.c.number == table.c.reading)
            .join(documents, documents.c.id == table.c.document)
            .where(
                table.c.document.in_(ids),
                known(readings, moment),
                carried(moment),
                ~is_judged(table, layer, accepted=False, as_of=moment),
            )
            .order_by(table.c.document, table.c.ordinal)
        )
        found: dict[str, Row[Any]] = {row.id: row for row in self._connection.execute(wanted)}  # type: ignore[misc]  # a row of more columns is a row
        return found


def _known(rows: Iterable[Row[Any]], moment: datetime | None) -> list[Row[Any]]:
    if moment is None:
        return [row for row in rows if row.superseded_at is None]
    return [
        row for row in rows if row.learnt_at <= moment and (row.superseded_at is None or row.superseded_at > moment)
    ]


def _overlapping(row: Row[Any], fresh: Iterable[Row[Any]]) -> Row[Any] | None:
    """The new note of the same document whose words overlap a gone one's most; of equals the first."""
    near = [
        (min(row.stop, new.stop) - max(row.start, new.start), new)
        for new in fresh
        if new.document == row.document and row.start is not None and new.start is not None
    ]
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _change(row: Row[Any], layer: Layer, *, at: datetime, how: How, why: str = "") -> Change:
    note = sourced(layer, row)
    return Change(
        at=at,
        how=how,
        what=layer,
        id=row.id,
        document=row.document,
        title=note.title,
        publisher=row.publisher,
        note=note,
        why=why,
    )
