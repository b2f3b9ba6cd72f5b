"""Splits: pairs of sides that stand apart, with the sentences on either side, and what is said of allies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.splits import MINIMUM_NOTES, splits
from detente.present import tables
from detente.present.brief import rows
from detente.present.brief.citing import Citations
from detente.present.brief.measured import MINIMUMS, measured_rows
from detente.web.page import Page, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look

A_PAGE, MOST_RIFTS, MOST_LINES, MOST_MEASURED = 25, 20, 8, 40


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page; of many splits a part, those that are sure first, of them the widest reported ones."""
    del parts
    view = desk.kept(look)
    citations = Citations()
    pairs = sorted(
        zip(rows.split_rows(view, citations), splits(view), strict=True), key=lambda pair: not pair[0].certain
    )
    shown = sheet(tuple(pairs), look, size=A_PAGE)
    rifts = rows.rift_rows(view, citations)
    measured = measured_rows(view, desk.select(look), citations)
    values: dict[str, object] = {
        "sheet": shown,
        "splits": shown.rows,
        "rifts": [(rift.names, len(rift.lines), rift.lines[-MOST_LINES:][::-1]) for rift in rifts[:MOST_RIFTS]],
        "more_rifts": max(0, len(rifts) - MOST_RIFTS),
        "measured": measured[:MOST_MEASURED],
        "more_measured": max(0, len(measured) - MOST_MEASURED),
        "minimums": MINIMUMS,
        "minimum_notes": MINIMUM_NOTES,
        "positions": len(view.positions()),
    }
    return Page(template="splits.html", title="Splits", values=values, table=lambda: tables.table(view, "splits"))
