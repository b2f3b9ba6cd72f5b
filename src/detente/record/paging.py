"""Long lists in parts: so many from such a place on, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import func as sql
from sqlalchemy import nulls_last, select

from detente.record.filters import Filters, carried, holds_note, known, of_days, of_document, of_note
from detente.record.listed import document_row, sourced
from detente.record.schema import LAYER_TABLES, documents, readings
from detente.record.verdicts import is_judged

if TYPE_CHECKING:
    from detente.model.findings import Sourced
    from detente.model.reading import Layer, Note
    from detente.record.listed import DocumentRow
    from detente.record.view import View

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Part(Generic[ItemT]):
    """A part of a list, and how long the whole list is."""

    items: tuple[ItemT, ...]
    total: int


def notes_part(
    view: View,
    layer: Layer,
    filters: Filters,
    *,
    limit: int,
    offset: int = 0,
    newest: bool = False,
    total: int | None = None,
) -> Part[Sourced[Note]]:
    """Some of the notes of a layer that fit, each by itself, in the order of ``View.notes``.

    Args:
        view: the record as it is looked at.
        layer: the layer.
        filters: what must hold.
        limit: at most so many.
        offset: so many are passed over.
        newest: in the opposite order, those without a date last.
        total: how many fit, where that is known.
    """
    table = LAYER_TABLES[layer]
    wanted = view._noted(layer, filters)  # noqa: SLF001  # for this package alone
    if newest:
        wanted = wanted.order_by(None).order_by(
            nulls_last(table.c.date_last.desc()),
            table.c.date_first.desc(),
            table.c.document.desc(),
            table.c.start.desc(),
            table.c.ordinal.desc(),
        )
    judged = () if filters.rejected else (~is_judged(table, layer, accepted=False, as_of=view.as_of),)
    counted = (
        select(sql.count())
        .select_from(table)
        .join(readings, readings.c.number == table.c.reading)
        .join(documents, documents.c.id == table.c.document)
        .where(
            known(readings, view.as_of),
            carried(view.as_of),
            *judged,
            *of_note(layer, filters),
            *of_document(filters),
            *of_days(table.c.date_first, table.c.date_last, filters),
        )
    )
    with view._connection() as connection:  # noqa: SLF001  # as above
        if total is None:
            total = int(connection.execute(counted).scalar() or 0)
        rows = connection.execute(wanted.limit(limit).offset(offset))
        return Part(tuple(sourced(layer, row) for row in rows), total)


def documents_part(
    view: View, filters: Filters, *, limit: int, offset: int = 0, newest: bool = False
) -> Part[DocumentRow]:
    """Some of the documents that fit, in the order of ``View.documents``; arguments as in ``notes_part``."""
    listed = view._listed(filters)  # noqa: SLF001  # for this package alone
    since = sql.coalesce(readings.c.published_first, documents.c.published_first)
    last = sql.coalesce(readings.c.published_last, documents.c.published_last)
    if newest:
        listed = listed.order_by(None).order_by(nulls_last(last.desc()), since.desc(), documents.c.id.desc())
    counted = (
        select(sql.count())
        .select_from(documents)
        .outerjoin(readings, (readings.c.document == documents.c.id) & known(readings, view.as_of))
        .where(carried(view.as_of), *of_document(filters), *of_days(since, last, filters))
    )
    if filters.of_notes:
        counted = counted.where(holds_note(filters))
    with view._connection() as connection:  # noqa: SLF001  # as above
        total = int(connection.execute(counted).scalar() or 0)
        rows = connection.execute(listed.limit(limit).offset(offset))
        return Part(tuple(map(document_row, rows)), total)
