"""A page: what a template shows, and the same as a table for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.present import tabular

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from detente.present.tabular import Table
    from detente.web.look import Look

A_PAGE = 100
"""Rows of a long list on one page."""
MOST_DATA = 10_000
"""Rows of a long list in one answer as data; ``page=2`` has the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page.

    Attributes:
        template: its file under ``resources/web/templates``.
        title: what the window is called.
        table: its content as a table, made when somebody asks for JSON or CSV.
        values: what the template shows.
        json: its content as JSON where that is more than the table's records.
    """

    template: str
    title: str
    table: Callable[[], Table]
    values: Mapping[str, object] = field(default_factory=dict)
    json: Callable[[], str] | None = None

    def as_json(self) -> str:
        """The page for programs."""
        return self.json() if self.json else tabular.as_json(self.table())

    def as_csv(self) -> str:
        """The page for spreadsheets."""
        return tabular.as_csv(self.table())


Build = "Callable[[Look, Desk, Mapping[str, str]], Page]"
"""What makes a page: the address's question, the record, and the named parts of the path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A part of a long list.

    Attributes:
        rows: those of this page.
        total: how many there are in all.
        page: which page this is, from 1.
        pages: how many there are, at least 1.
    """

    rows: Sequence[object]
    total: int
    page: int
    pages: int

    @property
    def first(self) -> int:
        """Number of the first row, from 1."""
        return (self.page - 1) * A_PAGE + 1


def last_page(page: int, total: int, *, size: int = A_PAGE) -> int:
    """A page that there is: the one asked for, or the last."""
    return min(page, max(1, -(-total // size)))


def sheet(rows: Sequence[object], look: Look, *, size: int = A_PAGE) -> Sheet:
    """The part of a list that an address asks for; the last where it asks for one beyond."""
    pages = max(1, -(-len(rows) // size))
    page = min(look.page, pages)
    return Sheet(rows=rows[(page - 1) * size : page * size], total=len(rows), page=page, pages=pages)
