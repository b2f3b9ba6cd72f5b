"""A Data Package: CSV tables with their schema, the codebook beside them (specs.frictionlessdata.io)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

from detente import resources
from detente.present.tabular import defused
from detente.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.present.exchange.frames import Frame


def package(frames: Iterable[Frame]) -> dict[str, str]:
    """Names of files to their texts: ``datapackage.json``, ``codebook.md``, ``data/*.csv``."""
    files: dict[str, str] = {}
    described = []
    for frame in frames:
        text = _csv(frame)
        name = f"data/{frame.name}.csv"
        files[name] = text
        data = text.encode("utf-8", "surrogatepass")
        schema: dict[str, object] = {
            "fields": [{"name": c.name, "type": c.type, "description": c.description} for c in frame.columns],
            "missingValues": [""],
        }
        if frame.name != "failures":
            schema["primaryKey"] = "id"
        if frame.name not in {"documents", "failures"}:
            schema["foreignKeys"] = [{"fields": "document", "reference": {"resource": "documents", "fields": "id"}}]
        described.append({
            "name": frame.name, "path": name, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
            "encoding": "utf-8", "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True}, "schema": schema,
        })  # fmt: skip
    told = {
        "name": "detente-record",
        "title": "A cited record of sanctions disputes",
        "profile": "tabular-data-package",
        "description": "Notes read from news by Detente, each with the words it rests on; codebook.md says what each list holds. "
        "Cells that a spreadsheet would take for a formula begin with an apostrophe.",
        "sources": [{"title": f"Detente {__version__}"}],
        "resources": described,
    }
    files["codebook.md"] = resources.text("codebook.md")
    files["datapackage.json"] = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return files


def _csv(frame: Frame) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in frame.columns])
    writer.writerows(
        ["" if cell is None else defused(cell) if isinstance(cell, str) else str(cell) for cell in row]
        for row in frame.rows
    )
    return out.getvalue()
