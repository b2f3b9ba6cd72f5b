"""What people judge of notes: accepted or rejected, with their reason. A verdict outlives the reading it was given on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, insert, or_, select, update

from detente.record.filters import known
from detente.record.linked import mark_stale
from detente.record.schema import LAYER_TABLES, TYPE_COLUMN, readings, verdicts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row, Table

    from detente.model.reading import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A judgement of a note.

    Attributes:
        note: id of the note as it was judged.
        layer: its layer.
        document: id of its document.
        type: its event type, stance, link, act, direction or class of cue.
        made_by: the versioned step that had made it.
        accepted: whether it is right.
        why: the judge's words, or "".
        learnt_at: when it was given.
    """

    note: str
    layer: Layer
    document: str
    type: str
    made_by: str
    accepted: bool
    why: str
    learnt_at: datetime


def judge(connection: Connection, note: str, *, accepted: bool, why: str, now: datetime) -> bool:
    """Adds a verdict on a note that now stands; an earlier one on it gives way. Whether anything changed.

    For the writer, inside its transaction.
    """
    found = next(((layer, row) for layer in LAYER_TABLES if (row := _standing(connection, layer, note))), None)
    if found is None:
        return False
    layer, row = found
    before = connection.execute(
        select(verdicts.c.number, verdicts.c.accepted, verdicts.c.why).where(
            verdicts.c.note == note, known(verdicts, None)
        )
    ).first()
    if before is not None and (before.accepted, before.why) == (accepted, why):
        return False
    if before is not None:
        connection.execute(update(verdicts).where(verdicts.c.number == before.number).values(superseded_at=now))
    connection.execute(
        insert(verdicts).values(
            note=note,
            layer=layer,
            document=row.document,
            type=row.kind,
            side=row.side,
            start=row.start,
            stop=row.stop,
            made_by=row.made_by,
            accepted=accepted,
            why=why,
            learnt_at=now,
        )
    )
    mark_stale(connection, [row.document])
    return True


def _standing(connection: Connection, layer: Layer, note: str) -> Any:
    table = LAYER_TABLES[layer]
    kind = table.c[TYPE_COLUMN[layer]].label("kind")
    return connection.execute(
        select(table.c.document, table.c.side, table.c.start, table.c.stop, table.c.made_by, kind)
        .join(readings, readings.c.number == table.c.reading)
        .where(table.c.id == note, known(readings, None))
    ).first()


def withdraw(connection: Connection, note: str, *, now: datetime) -> bool:
    """Takes back the verdict on a note; whether there was one. For the writer, inside its transaction."""
    standing = (verdicts.c.note == note, known(verdicts, None))
    touched = connection.execute(select(verdicts.c.document).where(*standing)).scalars().all()
    connection.execute(update(verdicts).where(*standing).values(superseded_at=now))
    mark_stale(connection, touched)
    return bool(touched)


def is_judged(table: Table, layer: Layer, *, accepted: bool, as_of: datetime | None) -> ColumnElement[bool]:
    """Whether a note's row bears a verdict: by its id, or by what it says (type, side) of words that overlap those judged."""
    alike = and_(
        verdicts.c.type == table.c[TYPE_COLUMN[layer]],
        or_(verdicts.c.side == table.c.side, and_(verdicts.c.side.is_(None), table.c.side.is_(None))),
        verdicts.c.start < table.c.stop,
        table.c.start < verdicts.c.stop,
        ~_stands(table, as_of),
    )
    return (
        exists()
        .where(
            verdicts.c.document == table.c.document,
            verdicts.c.layer == layer,
            verdicts.c.accepted == accepted,
            known(verdicts, as_of),
            or_(verdicts.c.note == table.c.id, alike),
        )
        .correlate(table)
    )


def _stands(table: Table, as_of: datetime | None) -> ColumnElement[bool]:
    """Whether the very note that was judged still stands: then the verdict is of that one alone."""
    judged, its_reading = table.alias(), readings.alias()
    return (
        exists()
        .where(judged.c.id == verdicts.c.note, its_reading.c.number == judged.c.reading, known(its_reading, as_of))
        .correlate(verdicts)
    )


def all_verdicts(connection: Connection, *, as_of: datetime | None) -> tuple[Verdict, ...]:
    """The verdicts that hold, in the order they were given."""
    rows = connection.execute(select(verdicts).where(known(verdicts, as_of)).order_by(verdicts.c.number))
    return tuple(map(_verdict, rows))


def _verdict(row: Row[tuple[object, ...]]) -> Verdict:
    return Verdict(
        note=row.note,
        layer=row.layer,
        document=row.document,
        type=row.type,
        made_by=row.made_by,
        accepted=row.accepted,
        why=row.why,
        learnt_at=row.learnt_at,
    )
