"""What the pages on a large record ask: how many things a layer tells, of which sides, issues and types, and a part of them, newest first.

Several notes that tell of one thing are one, as in ``Selection``; those that the filters leave out count nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, nulls_last, select
from sqlalchemy import func as sql

from detente.record.filters import Filters, carried, holds_note, known, of_days, of_document, of_note, unread
from detente.record.folding import folded
from detente.record.listed import document_row, sourced
from detente.record.paging import Part, notes_part
from detente.record.rows import ADDRESSED
from detente.record.schema import (
    ISSUE_COLUMN,
    LAYER_TABLES,
    TYPE_COLUMN,
    carriers,
    documents,
    parties,
    readings,
    reports,
    stories,
    verdicts,
)
from detente.record.verdicts import is_judged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select, Subquery

    from detente.model.findings import Sourced
    from detente.model.reading import Layer, Note
    from detente.record.listed import DocumentRow
    from detente.record.view import View

Tally = tuple[tuple[str, int], ...]
"""Values with how many things have each, the most frequent first."""


def things_count(view: View, layer: Layer, filters: Filters) -> int:
    """How many things the notes of a layer that fit tell of."""
    with view._connection() as connection:  # noqa: SLF001  # for this package alone
        fitting = _fitting(connection, layer, filters, as_of=view.as_of)
        return int(connection.execute(select(sql.count(fitting.c.thing.distinct()))).scalar() or 0)


def things_part(
    view: View, layer: Layer, filters: Filters, *, limit: int, offset: int = 0, total: int | None = None
) -> Part[Sourced[Note]]:
    """Some of the things that the notes of a layer that fit tell of, those with the newest note first, undated ones last.

    Args:
        view: the record as it is looked at.
        layer: the layer.
        filters: what must hold.
        limit: at most so many.
        offset: so many are passed over.
        total: how many there are, where that is known.
    """
    with view._connection() as connection:  # noqa: SLF001  # as above
        gathered = _is_told_twice(connection, layer, as_of=view.as_of)
    if not gathered:
        part = notes_part(view, layer, filters, limit=limit, offset=offset, newest=True, total=total)
        with view._connection() as connection:  # noqa: SLF001  # as above
            told = _stories_among(connection, part.items, as_of=view.as_of)
        return Part(folded(part.items, things={}, stories=told), part.total)
    total = things_count(view, layer, filters) if total is None else total
    with view._connection() as connection:  # noqa: SLF001  # as above
        fitting = _fitting(connection, layer, filters, as_of=view.as_of)
        newest = (
            select(fitting.c.thing)
            .group_by(fitting.c.thing)
            .order_by(
                nulls_last(sql.max(fitting.c.date_last).desc()),
                sql.max(fitting.c.date_first).desc(),
                fitting.c.thing.desc(),
            )
        )
        things = [str(thing) for thing in connection.execute(newest.limit(limit).offset(offset)).scalars()]
        members = connection.execute(select(fitting.c.id, fitting.c.thing).where(fitting.c.thing.in_(things)))
        of = {str(note): str(thing) for note, thing in members}
        table = LAYER_TABLES[layer]
        rows = connection.execute(view._noted(layer, filters).where(table.c.id.in_(list(of))))  # noqa: SLF001  # as above
        notes = [sourced(layer, row) for row in rows]
        told = _stories_among(connection, notes, as_of=view.as_of)
    place = {thing: number for number, thing in enumerate(things)}
    leads = folded(notes, things=of, stories=told)
    return Part(tuple(sorted(leads, key=lambda s: place[of[s.note.id]])), total)


def facets(view: View, layer: Layer, filters: Filters, *, most: int) -> dict[str, Tally]:
    """How many things have each side, issue, type and publisher; so many values of each at most."""
    with view._connection() as connection:  # noqa: SLF001  # as above
        fitting = _fitting(connection, layer, filters, as_of=view.as_of)
        found = {"side": _sides(connection, fitting, layer, most)}
        for name, columns in (("issue", ISSUE_COLUMN), ("type", TYPE_COLUMN)):
            if layer in columns:
                found[name] = _tally(connection, fitting.c[columns[layer]], fitting.c.thing, most)
        found["publisher"] = _tally(connection, fitting.c.publisher, fitting.c.thing, most)
    return {name: values for name, values in found.items() if values}


def sides(view: View, layer: Layer, filters: Filters, *, most: int | None = None) -> Tally:
    """How many things of a layer have each side."""
    with view._connection() as connection:  # noqa: SLF001  # as above
        return _sides(connection, _fitting(connection, layer, filters, as_of=view.as_of), layer, most)


def persons(view: View, layer: Layer, filters: Filters) -> dict[tuple[str, str], int]:
    """How many things of a layer name each person: by name and side, "" where none is told."""
    with view._connection() as connection:  # noqa: SLF001  # as above
        fitting = _fitting(connection, layer, filters, as_of=view.as_of)
        side = sql.coalesce(parties.c.side, "")
        wanted = (
            _acting(fitting, layer, parties.c.name, side, sql.count(fitting.c.thing.distinct()))
            .where(parties.c.kind == "person")
            .group_by(parties.c.name, side)
        )
        return {(str(name), str(of)): int(number) for name, of, number in connection.execute(wanted)}


def document_notes(view: View, document: str) -> tuple[tuple[Sourced[Note], bool], ...]:
    """The notes of a document's reading, those rejected too, each with whether it is: by layer, in the order of its text.

    Args:
        view: the record as it is looked at.
        document: the document's whole id.
    """
    found: list[tuple[Sourced[Note], bool]] = []
    with view._connection() as connection:  # noqa: SLF001  # as above
        judged = connection.execute(select(verdicts.c.number).where(verdicts.c.document == document).limit(1)).first()
        for layer, table in LAYER_TABLES.items():
            here = view._noted(layer, Filters(rejected=True)).where(table.c.document == document)  # noqa: SLF001  # as above
            if judged:
                here = here.add_columns(is_judged(table, layer, accepted=False, as_of=view.as_of).label("gone"))
            rows = connection.execute(here.order_by(None).order_by(table.c.start, table.c.ordinal))
            found.extend((sourced(layer, row), bool(judged and row.gone)) for row in rows)
    return tuple(found)


def document_counts(view: View, filters: Filters) -> tuple[int, int]:
    """Of the documents that fit, how many are kept and not read (``filters.unread``), and how many have no date."""
    last = sql.coalesce(readings.c.published_last, documents.c.published_last)
    left = documents.c.id.in_(unread(view.as_of))
    wanted = _documents(view, filters, sql.count().filter(left), sql.count().filter(last.is_(None)))
    with view._connection() as connection:  # noqa: SLF001  # as above
        left_out, undated = connection.execute(wanted).one()
    return int(left_out), int(undated)


def documents_count(view: View, filters: Filters) -> int:
    """How many documents fit."""
    with view._connection() as connection:  # noqa: SLF001  # as above
        return int(connection.execute(_documents(view, filters, sql.count())).scalar() or 0)


def learnt_part(
    view: View, *, since: datetime | None, until: datetime | None, limit: int
) -> tuple[tuple[DocumentRow, ...], int]:
    """The documents that the record learnt between two moments, the newest first, at most so many; and how many there are."""
    first = (
        select(carriers.c.document, sql.min(carriers.c.learnt_at).label("at"))
        .where(known(carriers, view.as_of))
        .group_by(carriers.c.document)
        .subquery()
    )
    within = [] if since is None else [first.c.at >= since]
    within += [] if until is None else [first.c.at < until]
    total = select(sql.count()).select_from(first).where(*within)
    newest = (
        select(documents.c.number)
        .join(first, first.c.document == documents.c.id)
        .where(*within)
        .order_by(first.c.at.desc(), documents.c.id)
        .limit(limit)
    )
    with view._connection() as connection:  # noqa: SLF001  # as above
        number = int(connection.execute(total).scalar() or 0)
        numbers = connection.execute(newest).scalars().all()
        listed = view._listed(Filters(), numbers=numbers) if numbers else None  # noqa: SLF001  # as above
        rows = tuple(map(document_row, connection.execute(listed))) if listed is not None else ()
    return rows, number


def publishers(view: View, filters: Filters) -> Tally:
    """How many documents each publisher has."""
    wanted = (
        _documents(view, filters, documents.c.publisher, sql.count())
        .where(documents.c.publisher.is_not(None))
        .group_by(documents.c.publisher)
        .order_by(sql.count().desc(), documents.c.publisher)
    )
    with view._connection() as connection:  # noqa: SLF001  # as above
        return tuple((str(name), int(number)) for name, number in connection.execute(wanted))


def _documents(view: View, filters: Filters, *columns: ColumnElement[Any]) -> Select[Any]:
    """The documents that fit."""
    first = sql.coalesce(readings.c.published_first, documents.c.published_first)
    last = sql.coalesce(readings.c.published_last, documents.c.published_last)
    wanted = (
        select(*columns)
        .select_from(documents)
        .outerjoin(readings, (readings.c.document == documents.c.id) & known(readings, view.as_of))
        .where(carried(view.as_of), *of_document(filters), *of_days(first, last, filters))
    )
    return wanted.where(holds_note(filters)) if filters.of_notes else wanted


def _fitting(connection: Connection, layer: Layer, filters: Filters, *, as_of: datetime | None) -> Subquery:
    """The notes of a layer that fit, each with the thing it tells of."""
    table = LAYER_TABLES[layer]
    twice = _is_told_twice(connection, layer, as_of=as_of)
    thing = sql.coalesce(reports.c.thing, table.c.id) if twice else table.c.id
    own = [table.c[name] for name in (ISSUE_COLUMN.get(layer), TYPE_COLUMN[layer]) if name]
    wanted: Select[Any] = select(
        thing.label("thing"),
        table.c.id,
        table.c.reading,
        table.c.ordinal,
        table.c.date_first,
        table.c.date_last,
        documents.c.publisher,
        *own,
    ).select_from(table)
    wanted = wanted.join(readings, readings.c.number == table.c.reading).join(
        documents, documents.c.id == table.c.document
    )
    if twice:
        wanted = wanted.outerjoin(reports, and_(reports.c.note == table.c.id, known(reports, as_of)))
    conditions: list[ColumnElement[bool]] = [known(readings, as_of)]
    if connection.execute(select(carriers.c.number).where(~known(carriers, as_of)).limit(1)).first():
        conditions.append(carried(as_of))
    if not filters.rejected and connection.execute(select(verdicts.c.number).limit(1)).first():
        conditions.append(~is_judged(table, layer, accepted=False, as_of=as_of))
    days = of_days(table.c.date_first, table.c.date_last, filters)
    return wanted.where(*conditions, *of_note(layer, filters), *of_document(filters), *days).subquery()


def _is_told_twice(connection: Connection, layer: Layer, *, as_of: datetime | None) -> bool:
    """Whether any two notes of the layer tell of one thing."""
    wanted = select(reports.c.number).where(reports.c.layer == layer, known(reports, as_of)).limit(1)
    return connection.execute(wanted).first() is not None


def _stories_among(
    connection: Connection, notes: Sequence[Sourced[Note]], *, as_of: datetime | None
) -> dict[str, tuple[str, ...]]:
    """By document, the stories that the documents of some notes carry, their own first."""
    among = stories.c.document.in_(sorted({s.document for s in notes}))
    wanted = select(stories.c.document, stories.c.story).where(known(stories, as_of), among)
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(wanted.order_by(stories.c.document, stories.c.whole.desc(), stories.c.story)):
        found[row.document] = (*found.get(row.document, ()), row.story)
    return found


def _acting(fitting: Subquery, layer: Layer, *columns: ColumnElement[Any]) -> Select[Any]:
    """The notes with all who take part in them; those only spoken to do not."""
    same = and_(
        parties.c.reading == fitting.c.reading,
        parties.c.layer == layer,
        parties.c.ordinal == fitting.c.ordinal,
        parties.c.role != ADDRESSED,
    )
    return select(*columns).select_from(fitting).join(parties, same)


def _sides(connection: Connection, fitting: Subquery, layer: Layer, most: int | None) -> Tally:
    number = sql.count(fitting.c.thing.distinct())
    wanted = (
        _acting(fitting, layer, parties.c.side, number)
        .where(parties.c.side.is_not(None))
        .group_by(parties.c.side)
        .order_by(number.desc(), parties.c.side)
        .limit(most)
    )
    return tuple((str(side), int(n)) for side, n in connection.execute(wanted))


def _tally(connection: Connection, value: ColumnElement[Any], thing: ColumnElement[Any], most: int) -> Tally:
    number = sql.count(thing.distinct())
    wanted = select(value, number).where(value.is_not(None)).group_by(value).order_by(number.desc(), value).limit(most)
    return tuple((str(name), int(n)) for name, n in connection.execute(wanted))
