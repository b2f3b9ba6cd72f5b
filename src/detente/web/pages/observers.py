"""Observers: how relations and prospects are judged, by topic and sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present import tables
from detente.present.brief import rows
from detente.present.brief.chances import chances
from detente.present.brief.citing import Citations
from detente.present.tabular import Table
from detente.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look

COLUMNS = ("dyad", "what", "chance", "interval", "shown", "climatology", "past", "why")


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page; of a large record the chances stand on a page of their own, since the model takes minutes to be fitted."""
    del parts
    view = desk.kept(look)
    citations = Citations()
    apart = desk.is_large()
    values: dict[str, object] = {
        "outlooks": rows.outlook_rows(view, citations),
        "chances": None if apart else chances(view, citations),
        "apart": apart,
    }
    return Page(
        template="observers.html", title="Observers", values=values, table=lambda: tables.notes(view, "assessments")
    )


def likely(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The chances alone."""
    del parts
    found = chances(desk.kept(look), Citations())
    cells = tuple(
        (row.dyad, row.what, row.chance, row.interval, row.shown, row.climatology, row.past, row.why)
        for row in found.rows
    )
    table = Table(
        name="chances",
        columns=COLUMNS,
        rows=cells,
        records=tuple(dict(zip(COLUMNS, row, strict=True)) for row in cells),
    )
    return Page(template="likely.html", title="Chances", values={"chances": found}, table=lambda: table)
