"""Sources: the documents, who published them, and what could not be read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.present import words
from detente.present.tabular import Table
from detente.web.page import Page, sheet

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
    found = tuple(reversed(view.documents(look.filters)))
    publishers = Counter(row.publisher for row in found if row.publisher)
    values: dict[str, object] = {
        "sheet": sheet(found, look),
        "publishers": publishers.most_common(MOST_PUBLISHERS),
        "more_publishers": max(0, len(publishers) - MOST_PUBLISHERS),
        "failures": view.failures(),
        "unread": sum(row.language != "en" for row in found),
        "undated": sum(row.published is None for row in found),
    }
    return Page(template="sources.html", title="Sources", values=values, table=lambda: documents_table(found))


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
