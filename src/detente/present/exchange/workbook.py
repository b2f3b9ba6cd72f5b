"""A workbook for spreadsheets: a sheet a table; no cell is ever a formula or a link."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from detente.present.tabular import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.present.exchange.frames import Cell, Frame

LONGEST = 32_767
"""Characters of a cell in Excel; a longer text is cut and ends in an ellipsis."""
MOST_ROWS = 1_048_576
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def workbook(frames: Iterable[Frame]) -> bytes:
    """The bytes of an XLSX file; the same tables give the same bytes."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  # the format's own time has no zone
    head = book.add_format({"bold": True, "bottom": 1})
    quoted = book.add_format({"quote_prefix": True})
    for frame in frames:
        sheet = book.add_worksheet(frame.name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(frame.columns):
            sheet.write_string(0, place, column.name, head)
            sheet.set_column(place, place, 60 if column.name in {"quote", "reason", "title", "because"} else 16)
        for number, row in enumerate(frame.rows[: MOST_ROWS - 1], start=1):
            for place, cell in enumerate(row):
                _write(sheet, number, place, cell, quoted)
        if frame.rows:
            sheet.autofilter(0, 0, min(len(frame.rows), MOST_ROWS - 1), len(frame.columns) - 1)
    book.close()
    return out.getvalue()


def _write(sheet: object, row: int, place: int, cell: Cell, quoted: object) -> None:
    write = {name: getattr(sheet, f"write_{name}") for name in ("string", "number", "datetime")}
    if cell is None:
        return
    if isinstance(cell, str):
        text = cell.translate(_CONTROLS)
        text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        write["string"](row, place, text, *([quoted] if text.startswith(FORMULA) else []))
    elif isinstance(cell, date):
        write["datetime"](row, place, datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001  # as above
    else:
        write["number"](row, place, cell)
