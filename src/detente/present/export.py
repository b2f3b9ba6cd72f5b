"""A selection as files: readings in the codebook's shape, notes by line, or spreadsheets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from detente.model.reading import LAYERS
from detente.present import tables, tabular
from detente.present.codebook import reading_json
from detente.present.files import free_name, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from detente.analyse.view import View

LISTS = ("documents", *LAYERS, "standings", "splits", "deadlocks", "failures")
FORMATS = ("json", "jsonl", "csv")


def export(view: View, folder: Path, *, form: str) -> tuple[Path, ...]:
    """Writes files into a folder, each whole or not at all.

    Args:
        view: what to export.
        folder: where to; it is made if it is not there, files of the same names are replaced.
        form: ``json`` (a file a document, as ``codebook.md`` has it), ``jsonl`` (a file a list, a line an item) or
            ``csv`` (a file a list, safe to open in a spreadsheet).

    Returns:
        The files, in the order written.
    """
    return _documents(view, folder) if form == "json" else _lists(view, folder, form=form)


def _documents(view: View, folder: Path) -> tuple[Path, ...]:
    taken: set[str] = set()
    written = []
    for document in view.documents():
        path = folder / f"{free_name(document.name, taken)}.json"
        shaped = reading_json(document, view.reading(document.id))
        write_whole(path, json.dumps(shaped, ensure_ascii=False, indent=1))
        written.append(path)
    return tuple(written)


def _lists(view: View, folder: Path, *, form: str) -> tuple[Path, ...]:
    written = []
    for name in LISTS:
        table = tables.table(view, name, why=True)
        path = folder / f"{name}.{form}"
        lines = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in table.records)
        write_whole(path, tabular.as_csv(table) if form == "csv" else "".join(f"{line}\n" for line in lines))
        written.append(path)
    return tuple(written)
