"""Splits: pairs of sides that stand apart, with the sentences on either side, and what is said of allies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.splits import MINIMUM_NOTES
from detente.present import tables
from detente.present.brief import rows
from detente.present.brief.citing import Citations
from detente.present.brief.measured import MINIMUMS, measured_rows
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
    values: dict[str, object] = {
        "splits": rows.split_rows(view, citations),
        "rifts": rows.rift_rows(view, citations),
        "measured": measured_rows(view, desk.select(look), citations),
        "minimums": MINIMUMS,
        "minimum_notes": MINIMUM_NOTES,
        "positions": len(view.positions()),
    }
    return Page(template="splits.html", title="Splits", values=values, table=lambda: tables.table(view, "splits"))
