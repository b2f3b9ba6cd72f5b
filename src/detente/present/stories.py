"""Stories, things told by several notes, and what people judge of both, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present.codebook import date
from detente.present.tabular import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.record import CarriageRow, DocumentRow, Merge


def story_table(carriages: Iterable[CarriageRow], documents: Iterable[DocumentRow]) -> Table:
    """One row a document that carries a story which others carry too, story by story."""
    by_id = {row.id: row for row in documents}
    held = [one for one in carriages if one.document in by_id]
    rows, records = [], []
    for one in held:
        row = by_id[one.document]
        how = "whole" if one.whole else "in part"
        cells = (
            one.story,
            how,
            f"{one.share:.2f}",
            date(row.published) or "",
            row.title,
            row.publisher or "",
            row.id,
            row.uri,
        )
        rows.append(cells)
        records.append(
            {
                "story": one.story,
                "document": row.id,
                "carries": how,
                "share": one.share,
                "published": date(row.published),
                "title": row.title,
                "publisher": row.publisher,
                "origin": row.uri,
            }
        )
    columns = ("story", "carries", "share", "date", "title", "publisher", "document", "origin")
    return Table(name="stories", columns=columns, rows=tuple(rows), records=tuple(records))


def merge_table(merges: Iterable[Merge]) -> Table:
    """One row a judgement."""
    records = tuple(
        {
            "one": one.one,
            "other": one.other,
            "judged": "one" if one.together else "apart",
            "of": one.layer,
            "why": one.why,
            "on": f"{one.learnt_at:%Y-%m-%d}",
        }
        for one in merges
    )
    return Table(
        name="judgements",
        columns=("one", "other", "judged", "of", "why", "on"),
        rows=tuple(tuple(record.values()) for record in records),
        records=records,
    )
