"""Measures: formal sanctions acts, news and official lists joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present import tables
from detente.present.brief import rows
from detente.present.brief.citing import Citations
from detente.present.brief.listed import listed_rows
from detente.web.page import Page, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_LISTED = 60


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page."""
    del parts
    view = desk.kept(look)
    citations = Citations()
    editions = desk.view(as_of=look.as_of).editions()
    listed = listed_rows(view, desk.select(look), citations) if editions else ()
    values: dict[str, object] = {
        "sheet": sheet(rows.measure_rows(view, citations), look),
        "listed": listed[:MOST_LISTED],
        "more_listed": max(0, len(listed) - MOST_LISTED),
        "editions": editions,
    }
    return Page(template="measures.html", title="Measures", values=values, table=lambda: tables.notes(view, "measures"))
