"""Sources: the documents, who published them, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present import words
from detente.present.tabular import Table
from detente.record.pages import document_counts, publishers
from detente.record.paging import documents_part
from detente.web.page import A_PAGE, MOST_DATA, Page, Sheet, last_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.record import DocumentRow
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_PUBLISHERS = 20
COLUMNS = ("id", "date", "title", "publisher", "language", "notes", "copies", "origin")


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page, newest document first."""
    del parts
    view = desk.view(as_of=look.as_of)
    filters = look.filters
    part = documents_part(view, filters, limit=A_PAGE, offset=(look.page - 1) * A_PAGE, newest=True)
    page = last_page(look.page, part.total)
    if page < look.page:
        part = documents_part(view, filters, limit=A_PAGE, offset=(page - 1) * A_PAGE, newest=True)
    told = publishers(view, filters)
    unread, undated = document_counts(view, filters)
    values: dict[str, object] = {
        "sheet": Sheet(rows=part.items, total=part.total, page=page, pages=last_page(part.total, part.total)),
        "publishers": told[:MOST_PUBLISHERS],
        "more_publishers": max(0, len(told) - MOST_PUBLISHERS),
        "failures": view.failures(),
        "unread": unread,
        "undated": undated,
    }

    def table() -> Table:
        start = (look.page - 1) * MOST_DATA
        return documents_table(documents_part(view, filters, limit=MOST_DATA, offset=start, newest=True).items)

    return Page(template="sources.html", title="Sources", values=values, table=table)


def documents_table(found: Sequence[DocumentRow]) -> Table:
    """Documents as a table, without their texts."""
    rows = tuple(
        (
            row.id,
            row.published.iso if row.published else "",
            row.title,
            row.publisher or "",
            row.language,
            str(row.notes),
            str(row.carriers),
            row.uri,
        )
        for row in found
    )
    records = tuple(
        dict(zip(COLUMNS, row, strict=True)) | {"notes": d.notes, "copies": d.carriers, "when": words.date(d.published)}
        for row, d in zip(rows, found, strict=True)
    )
    return Table(name="documents", columns=COLUMNS, rows=rows, records=records)
