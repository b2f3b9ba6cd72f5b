"""Stories and things of a whole record, made anew from what it holds and compared with what it had: only what changed is written.

All of it follows from documents, readings and judgements, so it may be made at any time, and comes out the same whatever the order they came in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func as sql
from sqlalchemy import insert, select, union_all, update

from detente.errors import UnknownId
from detente.model.reading import LAYERS
from detente.model.when import When
from detente.record import edge, merges
from detente.record.filters import carried, known
from detente.record.gathered import stories_of
from detente.record.schema import (
    LAYER_TABLES,
    carriers,
    documents,
    meta,
    readings,
    reports,
    sketches,
    stories,
)
from detente.record.schema import merges as merges_table
from detente.record.schema import verdicts as verdicts_table
from detente.record.verdicts import is_judged
from detente.resolve.claims import claim
from detente.resolve.likeness import likeness
from detente.resolve.shingles import Sketcher, packed, unpacked
from detente.resolve.stories import stories as find_stories
from detente.resolve.stories import story_id
from detente.resolve.things import copied
from detente.resolve.things import things as find_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Table

    from detente.model.reading import Layer, Note
    from detente.resolve.claims import Claim
    from detente.resolve.likeness import Likeness
    from detente.resolve.shingles import Sketch

CHUNK = 500
ValueT = TypeVar("ValueT")
GATHERED = "gathered at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a gathering found.

    Attributes:
        stories: stories that several documents carry.
        carriers: documents that carry them.
        things: things that several notes tell.
        reports: notes that tell them.
        changed: rows of all these that were added or gave way.
    """

    stories: int
    carriers: int
    things: int
    reports: int
    changed: int


def is_due(connection: Connection) -> bool:
    """Whether something came or went since stories and things were last made."""
    done = connection.execute(select(meta.c.value).where(meta.c.name == GATHERED)).scalar()
    moments = union_all(
        *(
            select(sql.max(table.c[name]))
            for table in (carriers, readings, verdicts_table, merges_table)
            for name in ("learnt_at", "superseded_at")
        )
    ).subquery()
    newest: datetime | None = connection.execute(select(sql.max(moments.c[0]))).scalar()
    return newest is not None and (done is None or newest.isoformat() >= str(done))


def gather(connection: Connection, *, now: datetime) -> Gathered:
    """Makes stories and things anew. For the writer, inside its transaction."""
    sketched = _sketched(connection)
    told, rows = rederived(connection, sketched)
    changed = _replace(connection, stories, told, now=now) + _replace(connection, reports, rows, now=now)
    connection.execute(meta.delete().where(meta.c.name == GATHERED))
    connection.execute(insert(meta).values(name=GATHERED, value=now.isoformat()))
    return Gathered(
        stories=len({row["story"] for row in told}),
        carriers=len({row["document"] for row in told}),
        things=len({row["thing"] for row in rows}),
        reports=len(rows),
        changed=changed,
    )


def rederived(
    connection: Connection, sketched: Mapping[str, Sketch]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The rows of stories and of reports that follow from sketches, notes and judgements."""
    found = find_stories(
        sketched,
        together=merges.pairs(connection, merges.DOCUMENTS, together=True),
        apart=merges.pairs(connection, merges.DOCUMENTS, together=False),
    )
    told: list[dict[str, object]] = [
        {"story": one.story, "document": one.document, "whole": one.whole, "share": round(one.share, 3)}
        for one in found
    ]
    of_document: defaultdict[str, list[str]] = defaultdict(list)
    for one in found:
        of_document[one.document].append(one.story)
    return told, [row for layer in LAYERS for row in _reports(connection, layer, of_document)]


def _sketched(connection: Connection) -> dict[str, Sketch]:
    """The sketches of the documents that some place holds, in order of their ids; those not yet made are made and kept."""
    rows = connection.execute(
        select(documents.c.id, sketches.c.data)
        .outerjoin(sketches, sketches.c.document == documents.c.id)
        .where(carried(None))
        .order_by(documents.c.id)
    ).all()
    found = {str(row.id): unpacked(row.data) for row in rows if row.data is not None}
    missing = [str(row.id) for row in rows if row.data is None]
    sketcher = Sketcher()
    for ids in _chunks(missing):
        texts = connection.execute(select(documents.c.id, documents.c.text).where(documents.c.id.in_(ids))).all()
        made = {str(row.id): sketcher.sketch(row.text) for row in texts}
        found |= made
        kept = [{"document": id_, "data": packed(made[id_])} for id_ in ids]
        connection.execute(insert(sketches), kept)
    return found


def _reports(connection: Connection, layer: Layer, stories_of: Mapping[str, list[str]]) -> list[dict[str, object]]:
    found = find_things(
        claims(connection, layer, stories_of),
        together=merges.pairs(connection, layer, together=True),
        apart=merges.pairs(connection, layer, together=False),
    )
    return [
        {
            "thing": one.thing,
            "layer": one.layer,
            "note": one.note,
            "document": one.document,
            "score": one.score,
            "because": one.because,
        }
        for one in found
    ]


def claims(
    connection: Connection,
    layer: Layer,
    carried_by: Mapping[str, Sequence[str]],
    *,
    only: ColumnElement[bool] | None = None,
) -> Iterator[Claim]:
    """The notes of a layer that stand and that nobody rejected, as they are compared; each once."""
    table = LAYER_TABLES[layer]
    wanted = (
        select(table.c.id, table.c.document, table.c.date_first, table.c.date_last, table.c.body)
        .join(readings, readings.c.number == table.c.reading)
        .join(documents, documents.c.id == table.c.document)
        .where(known(readings, None), carried(None), ~is_judged(table, layer, accepted=False, as_of=None))
        .order_by(table.c.reading, table.c.ordinal)
    )
    if only is not None:
        wanted = wanted.where(only)
    seen: set[str] = set()
    for row in connection.execute(wanted):
        if row.id in seen:
            continue
        seen.add(row.id)
        when = When(row.date_first, row.date_last) if row.date_first else None
        held = carried_by.get(row.document) or [story_id(row.document)]
        yield claim(edge.note_from_json(layer, row.body), layer=layer, document=row.document, stories=held, when=when)


def compared(connection: Connection, one: Note, other: Note) -> tuple[Layer, Likeness | None]:
    """The layer of two notes, and what speaks for them being one.

    Raises:
        UnknownId: if the two are of different layers.
    """
    held: dict[str, Claim] = {}
    for layer, table in LAYER_TABLES.items():
        only = table.c.id.in_((one.id, other.id))
        held |= {
            found.note: found for found in claims(connection, layer, stories_of(connection, as_of=None), only=only)
        }
    layers = [held[note.id].layer for note in (one, other) if note.id in held]
    if len(set(layers)) != 1 or len(layers) != 2:
        raise UnknownId(
            "the two notes are not of one layer, or one was rejected", cure="compare two events, two measures, …"
        )
    left, right = held[one.id], held[other.id]
    return left.layer, copied(left, right) or likeness(left, right)


def _replace(connection: Connection, table: Table, wanted: Iterable[dict[str, object]], *, now: datetime) -> int:
    """Makes the rows that hold these, and no others; how many came and went."""
    names = [column.name for column in table.columns if column.name not in {"number", "learnt_at", "superseded_at"}]
    standing = {
        tuple(row._mapping[name] for name in names): row.number  # noqa: SLF001  # SQLAlchemy's public way to a row's cells by name
        for row in connection.execute(select(table).where(known(table, None)))
    }
    new = {tuple(row[name] for name in names): row for row in wanted}
    gone = sorted(number for key, number in standing.items() if key not in new)
    for numbers in _chunks(gone):
        connection.execute(update(table).where(table.c.number.in_(numbers)).values(superseded_at=now))
    added = [row | {"learnt_at": now} for key, row in new.items() if key not in standing]
    if added:
        connection.execute(insert(table), added)
    return len(gone) + len(added)


def _chunks(values: list[ValueT]) -> Iterator[list[ValueT]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
