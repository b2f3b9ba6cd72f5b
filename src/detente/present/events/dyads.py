"""Dyad panels as tables, and what stands apart from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.cameo import QUADS
from detente.analyse.panels import TYPES
from detente.present import words
from detente.present.codebook import date
from detente.present.events.flat import number, table
from detente.present.tabular import Table

if TYPE_CHECKING:
    from detente.analyse.panels import Panel

COLUMNS = ("source", "target", "period", "acts", "reports", *QUADS, *TYPES, "goldstein")
APART = ("id", "reason", "type", "status", "date", "actors", "recipients", "quote", "document")


def cells(panel: Panel) -> Table:
    """One row a dyad and period; in the records counts and the mean weight are numbers, ``None`` where no act has a weight."""
    rows = [
        (
            cell.source, cell.target, cell.period.iso, str(cell.acts), str(cell.reports),
            *(str(n) for n in cell.quads.values()), *(str(cell.types[kind]) for kind in TYPES), number(cell.goldstein),
        )
        for cell in panel.cells
    ]  # fmt: skip
    records = tuple(
        {
            "source": cell.source,
            "target": cell.target,
            "period": cell.period.iso,
            "acts": cell.acts,
            "reports": cell.reports,
            **cell.quads,
            **cell.types,
            "goldstein": None if cell.goldstein is None else round(cell.goldstein, 2) + 0.0,
        }
        for cell in panel.cells
    )
    return Table(name=f"dyad-{panel.unit}", columns=COLUMNS, rows=tuple(rows), records=records)


def apart(panel: Panel) -> Table:
    """One row an event that no cell counts, with the reason."""
    rows = [
        (
            one.event.note.id, one.reason, one.event.note.type, one.event.note.status, date(one.event.note.date) or "",
            words.actors(one.event.note.actors), words.actors(one.event.note.recipients), one.event.note.evidence.quote,
            one.event.document,
        )
        for one in panel.apart
    ]  # fmt: skip
    return table(f"dyad-{panel.unit}-apart", APART, rows)
