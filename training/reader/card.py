"""Writes the tables of the model card, docs/reader.md, out of figures.json; the words between them stay as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from detente.model.reading import LAYERS
from training.corpus.__main__ import ROOT
from training.reader.report import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterable

CARD = ROOT / "docs" / "reader.md"
AGREEMENT = ROOT / "corpus" / "second" / "agreement.json"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def layers(full: dict[str, Any]) -> str:
    """Precision, recall and F1 of joined notes; F1 of the reader's and of the grammar's alone."""
    rows = []
    for layer in LAYERS:
        row = full["layers"][layer]
        rows.append([layer, *map(float, row["joined"]), float(row["reader"][2]), float(row["grammar"][2])])
    return table(["layer", "P", "R", "F1", "reader alone F1", "grammar alone F1"], rows)


def styles(full: dict[str, Any]) -> str:
    """F1 of joined notes by style."""
    rows = [[style, row["texts"], *(float(row[layer]) for layer in LAYERS)] for style, row in full["styles"].items()]
    return table(["style", "texts", *LAYERS], rows)


def calibration(full: dict[str, Any]) -> str:
    """Of the reader's notes in each band of chances the share that is right."""
    bands = sorted({band[0] for rows in full["calibration"].values() for band in rows})
    rows = []
    for layer in LAYERS:
        known = {band[0]: band for band in full["calibration"][layer]}
        rows.append([layer, *(f"{known[b][1]:.2f} ({known[b][2]})" if b in known else "" for b in bands)])
    return table(["layer", *(f"to {band:.1f}" for band in bands)], rows)


def agreement() -> str:
    """How far two readers of the same texts agree, by score.py."""
    found = json.loads(AGREEMENT.read_text())
    rows = [
        [layer, *(float(found[layer][name]) for name in ("p", "r", "f1")), found[layer]["gold"]] for layer in LAYERS
    ]
    return table(["layer", "P", "R", "F1", "notes of the first reader"], rows)


def curve(found: dict[str, Any], full: dict[str, Any]) -> str:
    """F1 of the reader alone, by the texts it was trained on."""
    rows = [
        [row["texts"], *(float(row[layer]["reader"][2]) for layer in LAYERS)]
        for row in sorted(found.values(), key=lambda r: r["texts"])
    ]
    rows.append([full["trained on"], *(float(full["layers"][layer]["reader"][2]) for layer in LAYERS)])
    return table(["texts", *LAYERS], rows)


def write() -> None:
    """Puts the tables between their marks."""
    figures, text = json.loads(FIGURES.read_text()), CARD.read_text()
    full = figures["full"]
    parts = {"agreement": agreement(), "layers": layers(full), "styles": styles(full), "calibration": calibration(full)}
    if "curve" in figures:
        parts["curve"] = curve(figures["curve"], full)
    for name, content in parts.items():
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = marked.sub(lambda found, new=content: f"{found[1]}{new}\n{found[2]}", text)
    CARD.write_text(text)
