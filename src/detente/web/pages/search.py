"""Search: documents whose text has the words, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.present.tabular import Table
from detente.web.page import Page, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.record import DocumentRow, Hit
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_HITS = 500
A_PAGE = 25
COLUMNS = ("document", "date", "title", "publisher", "snippet", "score")


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: its document, and its snippet in pieces, each with whether it is what was looked for."""

    document: DocumentRow
    pieces: tuple[tuple[str, bool], ...]


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page."""
    del parts
    query = look.get("q")
    hits = desk.view(as_of=look.as_of).search(query, look.filters, limit=MOST_HITS) if query else ()
    part = sheet(hits, look, size=A_PAGE)
    values: dict[str, object] = {
        "query": query,
        "sheet": part,
        "hits": [Found(hit.document, _pieces(hit)) for hit in hits[(part.page - 1) * A_PAGE : part.page * A_PAGE]],
        "most": MOST_HITS,
    }
    title = f"Search: {query}" if query else "Search"
    return Page(template="search.html", title=title, values=values, table=lambda: _table(hits))


def _pieces(hit: Hit) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in hit.marks:
        pieces += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return (*pieces, (hit.snippet[at:], False))


def _table(hits: Sequence[Hit]) -> Table:
    rows = tuple(
        (
            hit.document.id,
            hit.document.published.iso if hit.document.published else "",
            hit.document.title,
            hit.document.publisher or "",
            hit.snippet,
            f"{hit.score:.3f}",
        )
        for hit in hits
    )
    records = tuple(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    return Table(name="search", columns=COLUMNS, rows=rows, records=records)
