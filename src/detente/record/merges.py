"""What people judge of two notes or two documents: that they are one, or are not. A judgement outlives the readings it was given on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, insert, or_, select, update

from detente.record.filters import known
from detente.record.linked import mark_stale
from detente.record.schema import LAYER_TABLES, TYPE_COLUMN, documents, merges, readings

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from detente.model.reading import Layer

DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A judgement of two notes of a layer, or of two documents.

    Attributes:
        layer: the notes' layer, or ``documents``.
        one: id of the one as it was judged; the lesser id.
        other: id of the other.
        together: whether they are one.
        why: the judge's words, or "".
        learnt_at: when it was given.
    """

    layer: str
    one: str
    other: str
    together: bool
    why: str
    learnt_at: datetime


@dataclass(frozen=True, slots=True)
class _End:
    id: str
    layer: str
    document: str
    type: str | None = None
    start: int | None = None
    stop: int | None = None

    def columns(self, name: str) -> dict[str, Any]:
        return {
            name: self.id,
            f"{name}_document": self.document,
            f"{name}_type": self.type,
            f"{name}_start": self.start,
            f"{name}_stop": self.stop,
        }


def judge(connection: Connection, one: str, other: str, *, together: bool | None, why: str, now: datetime) -> bool:
    """Adds a judgement on two notes or documents that now stand, or with ``None`` takes one back; whether anything changed.

    For the writer, inside its transaction.

    Raises:
        ValueError: if there is no such note or document, or they are not of one layer.
    """
    ends = [_end(connection, id_) for id_ in sorted((one, other))]
    if one == other or ends[0].layer != ends[1].layer:
        raise ValueError(f"{one} and {other} cannot be judged together: two notes of one layer can, or two documents")
    before = _judged(connection, ends[0], ends[1])
    if [(row.together, row.why) for row in before] == [(together, why)]:
        return False
    numbers = [row.number for row in before]
    connection.execute(update(merges).where(merges.c.number.in_(numbers)).values(superseded_at=now))
    mark_stale(connection, [end.document for end in ends])
    if together is None:
        return bool(before)
    values = {**ends[0].columns("one"), **ends[1].columns("other"), "layer": ends[0].layer}
    connection.execute(insert(merges).values(**values, together=together, why=why, learnt_at=now))
    return True


def _judged(connection: Connection, one: _End, other: _End) -> list[Row[Any]]:
    """The judgements that hold on two notes or documents, given on them or on what stood in their places."""
    layer, documents_of = one.layer, (one.document, other.document)
    rows = connection.execute(
        select(merges).where(
            merges.c.layer == layer,
            merges.c.one_document.in_(documents_of),
            merges.c.other_document.in_(documents_of),
            known(merges, None),
        )
    ).all()
    return [row for row in rows if set(_now(connection, layer, row)) == {one.id, other.id}]


def _end(connection: Connection, id_: str) -> _End:
    if connection.execute(select(documents.c.number).where(documents.c.id == id_)).first():
        return _End(id_, DOCUMENTS, id_)
    for layer, table in LAYER_TABLES.items():
        kind = table.c[TYPE_COLUMN[layer]].label("kind")
        row = connection.execute(
            select(table.c.document, table.c.start, table.c.stop, kind)
            .join(readings, readings.c.number == table.c.reading)
            .where(table.c.id == id_, known(readings, None))
        ).first()
        if row is not None:
            return _End(id_, layer, row.document, row.kind, row.start, row.stop)
    raise ValueError(f"there is no note or document {id_!r}")


def all_merges(connection: Connection, *, as_of: datetime | None) -> tuple[Merge, ...]:
    """The judgements that hold, in the order they were given."""
    rows = connection.execute(select(merges).where(known(merges, as_of)).order_by(merges.c.number))
    return tuple(
        Merge(layer=r.layer, one=r.one, other=r.other, together=r.together, why=r.why, learnt_at=r.learnt_at)
        for r in rows
    )


def pairs(connection: Connection, layer: str, *, together: bool) -> list[tuple[str, str]]:
    """The judged pairs of a layer, as ids that now stand: those judged, or what a later reading made of the same words."""
    wanted = select(merges).where(merges.c.layer == layer, merges.c.together == together, known(merges, None))
    found: list[tuple[str, str]] = []
    for row in connection.execute(wanted.order_by(merges.c.number)).all():
        one, other = _now(connection, layer, row)
        if one and other:
            found.append((one, other))
    return found


def judged_with(connection: Connection, layer: str, touched: Collection[str]) -> set[str]:
    """The notes, or documents, that a judgement binds to one of these documents: what stands for either end."""
    wanted = select(merges).where(merges.c.layer == layer).order_by(merges.c.number)
    found: set[str] = set()
    for row in connection.execute(wanted).all():
        if row.one_document in touched or row.other_document in touched:
            found.update(end for end in _now(connection, layer, row) if end)
    return found


def _now(connection: Connection, layer: str, row: Row[Any]) -> tuple[str | None, str | None]:
    """What stands for the two that were judged."""
    if layer == DOCUMENTS:
        return row.one, row.other
    one = _End(row.one, layer, row.one_document, row.one_type, row.one_start, row.one_stop)
    other = _End(row.other, layer, row.other_document, row.other_type, row.other_start, row.other_stop)
    return _standing(connection, one), _standing(connection, other)


def _standing(connection: Connection, end: _End) -> str | None:
    """The note itself where it stands; else the note of the same type whose words overlap its own most."""
    layer: Layer = end.layer  # type: ignore[assignment]  # not documents here
    table = LAYER_TABLES[layer]
    overlaps = and_(
        table.c.document == end.document,
        table.c[TYPE_COLUMN[layer]] == end.type,
        table.c.start < end.stop,
        table.c.stop > end.start,
    )
    rows = connection.execute(
        select(table.c.id, table.c.start, table.c.stop)
        .join(readings, readings.c.number == table.c.reading)
        .where(known(readings, None), or_(table.c.id == end.id, overlaps))
    ).all()
    if any(row.id == end.id for row in rows):
        return end.id
    start, stop = end.start or 0, end.stop or 0
    ranked = sorted(rows, key=lambda row: (max(row.start, start) - min(row.stop, stop), row.id))
    return str(ranked[0].id) if ranked else None
