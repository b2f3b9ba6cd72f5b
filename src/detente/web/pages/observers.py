"""Observers: how relations and prospects are judged, by topic and sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present import tables
from detente.present.brief import rows
from detente.present.brief.chances import chances
from detente.present.brief.citing import Citations
from detente.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page."""
    del parts
    view = desk.kept(look)
    citations = Citations()
    values: dict[str, object] = {"outlooks": rows.outlook_rows(view, citations), "chances": chances(view, citations)}
    return Page(
        template="observers.html", title="Observers", values=values, table=lambda: tables.notes(view, "assessments")
    )
