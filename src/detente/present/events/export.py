"""The events of a selection as files for other tools."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.panels import panel
from detente.present import tabular
from detente.present.events import dyads, flat
from detente.present.events.plover import plover
from detente.present.events.told import told
from detente.present.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from detente.analyse.panels import Unit
    from detente.analyse.view import View
    from detente.model.reading import EventStatus
    from detente.present.tabular import Table

FORMATS = ("plover", "cameo", "icews", "gdelt", "dyad-day", "dyad-month")
SHAPES = {"plover": "json", "cameo": "csv", "icews": "tsv", "gdelt": "tsv", "dyad-day": "csv", "dyad-month": "csv"}
UNITS: dict[str, Unit] = {"dyad-day": "day", "dyad-month": "month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an export wrote and what it did not.

    Attributes:
        files: in the order written.
        other_status: events of the selection with a status that was not asked for; they are in no file.
        apart: events that no cell of a panel counts, by reason; they are in the file of those apart.
    """

    files: tuple[Path, ...]
    other_status: int = 0
    apart: dict[str, int]


def export(
    view: View,
    folder: Path,
    *,
    form: str,
    statuses: Collection[EventStatus],
    by_report: bool = False,
    shape: str | None = None,
) -> Written:
    """Writes events into a folder, each file whole or not at all.

    Args:
        view: what to export.
        folder: where to; it is made if it is not there, files of the same names are replaced.
        form: one of ``FORMATS``.
        statuses: events with one of these.
        by_report: an event without a date of its own has that of its document.
        shape: ``csv``, ``tsv`` or ``json``; ``None`` for the format's usual one. PLOVER is JSON whatever is asked.
    """
    ends = shape or SHAPES[form]
    found, others = told(view, statuses=statuses, by_report=by_report)
    if form == "plover":
        path = folder / "plover.json"
        write_whole(path, json.dumps([plover(one) for one in found], ensure_ascii=False, indent=1))
        return Written(files=(path,), other_status=others, apart={})
    apart: dict[str, int] = {}
    if form in UNITS:
        made = panel((one.sourced for one in found), unit=UNITS[form], by_report=by_report)
        tables = [dyads.cells(made), dyads.apart(made)]
        apart = dict(sorted(Counter(one.reason for one in made.apart).items()))
    else:
        tables = [{"cameo": flat.cameo, "icews": flat.icews, "gdelt": flat.gdelt}[form](found)]
    files = tuple(folder / f"{table.name}.{ends}" for table in tables)
    for path, table in zip(files, tables, strict=True):
        write_whole(path, _text(table, ends))
    return Written(files=files, other_status=others, apart=apart)


def _text(table: Table, shape: str) -> str:
    if shape == "json":
        return tabular.as_json(table)
    return tabular.as_csv(table) if shape == "csv" else as_tsv(table)


def as_tsv(table: Table) -> str:
    """A heading and a line a row, cells apart by tabs without quoting, what a spreadsheet would run defused."""
    lines = (table.columns, *([tabular.defused(tabular.plain(cell)) for cell in row] for row in table.rows))
    return "".join("\t".join(line) + "\n" for line in lines)
