"""Search: documents whose text has the words, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.present import words
from detente.present.tabular import Table
from detente.web.page import Page, Sheet, last_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.record import DocumentRow, Hit
    from detente.record.searching import Found as FoundHits
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
    view = desk.view(as_of=look.as_of)
    page = min(look.page, MOST_HITS // A_PAGE)
    found = view.find(query, look.filters, limit=A_PAGE, offset=(page - 1) * A_PAGE) if query else None
    total = min(found.total, MOST_HITS) if found else 0
    values: dict[str, object] = {
        "query": query,
        "found": found,
        "sheet": Sheet(rows=(), total=total, page=page, pages=last_page(total, total, size=A_PAGE)),
        "first": (page - 1) * A_PAGE + 1,
        "hits": [Found(hit.document, _pieces(hit)) for hit in found.hits] if found else [],
        "most": MOST_HITS,
        "facets": _facets(found) if found else [],
    }

    def table() -> Table:
        return _table(view.search(query, look.filters, limit=MOST_HITS) if query else ())

    title = f"Search: {query}" if query else "Search"
    return Page(template="search.html", title=title, values=values, table=table)


def _facets(found: FoundHits) -> list[tuple[str, list[tuple[dict[str, str], str, int]]]]:
    """By what, each value as the filters that keep it, in words, and how many of the best documents have it."""
    told = []
    for name, values in found.facets.items():
        rows = [
            ({"since": value, "until": value} if name == "year" else {name: value},
             words.side(value) if name == "side" else value, number)
            for value, number in values
        ]  # fmt: skip
        if len(rows) > 1:
            told.append((name, rows))
    return told


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
