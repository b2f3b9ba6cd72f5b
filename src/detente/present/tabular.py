"""Tables as text, CSV and JSON; nothing in a cell can act on a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]  # the JSON edge: what leaves here is text
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text for people and spreadsheets, and the same as JSON for programs.

    Attributes:
        name: what it lists.
        columns: headings; a row has as many cells.
        rows: cells.
        records: one JSON object a row.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    records: tuple[Json, ...]


def as_json(table: Table) -> str:
    """A JSON list of the records."""
    return json.dumps(list(table.records), ensure_ascii=False, indent=1)


def as_csv(table: Table) -> str:
    """RFC 4180 CSV with a heading; cells that a spreadsheet would take for a formula are defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([[defused(cell) for cell in row] for row in table.rows])
    return out.getvalue()


def as_lines(table: Table) -> str:
    """A heading and a line a row, cells apart by tabs."""
    lines: Sequence[tuple[str, ...]] = (table.columns, *table.rows)
    return "\n".join("\t".join(plain(cell) for cell in row) for row in lines) + "\n"


def defused(cell: str) -> str:
    """A cell with an apostrophe before what a spreadsheet would run; numbers stay as they are."""
    return f"'{cell}" if cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell) else cell


def plain(text: str) -> str:
    """Text without characters that steer a terminal or turn its reading order; breaks become spaces."""
    return _CONTROL.sub("", re.sub(r"[\t\r\n]+", " ", text))
