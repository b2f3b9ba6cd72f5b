"""The date table of readings: documents dated right and how narrowly, and the dates of notes that gold and reading share.

Notes are paired by their evidence alone, whatever else they get wrong, so that dates are judged apart from the rest of the reading
(score.py counts the date of every gold note, found or not). ``right``: gold has a date and ours is the same by score.py's measure;
``open``: gold has none but ours has one; ``none``: neither has one.

    python -m evals.note_dates READINGS [--gold DIR] [--set tune|check] [--show LAYER]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from evals.actors import LEAST_OVERLAP, evidence, scorer
from evals.dev import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

Note = dict[str, Any]
DATED = ("statements", "events", "positions", "measures")
KINDS = {"statements": "form", "events": "type", "positions": "issue", "measures": "act"}
WORDS = ("right", "wrong", "missing", "open", "none")


@dataclass(slots=True)
class Dates:
    """Counts of a set.

    Attributes:
        documents: how many have a gold date.
        documents_right: how many of these have the same date in the reading.
        widths: the width in days of each date that a reading gives to one of these.
        notes: of pairs, by layer and what became of the date.
    """

    documents: int = 0
    documents_right: int = 0
    widths: list[int] = field(default_factory=list)
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def share(self, *layers: str) -> float | None:
        """Of the paired notes that have a gold date, the share that gets it right."""
        counted = {word: sum(self.notes[layer, word] for layer in layers) for word in WORDS}
        dated = counted["right"] + counted["wrong"] + counted["missing"]
        return round(counted["right"] / dated, 3) if dated else None

    def figures(self) -> dict[str, Any]:
        """The table as plain values."""
        return {
            "documents": self.documents,
            "documents right": round(self.documents_right / self.documents, 3) if self.documents else None,
            "median width in days": median(self.widths) if self.widths else None,
            "undated": self.documents - len(self.widths),
            "notes right": self.share(*DATED),
            **{layer: {"share": self.share(layer), **{w: self.notes[layer, w] for w in WORDS}} for layer in DATED},
        }


def paired(score: ModuleType, layer: str, gold: list[Note], found: list[Note]) -> Iterator[tuple[Note, Note]]:
    """Pairs of notes by evidence alone, from the closest; of two equally close, the one of the same kind."""
    kind = KINDS[layer]
    close = sorted(
        (-score.iou(evidence(layer, g), evidence(layer, p)), g.get(kind) != p.get(kind), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(found)
    )
    left, right = set(range(len(gold))), set(range(len(found)))
    for overlap, _, i, j in close:
        if -overlap >= LEAST_OVERLAP and i in left and j in right:
            left.discard(i)
            right.discard(j)
            yield gold[i], found[j]


def judged(score: ModuleType, told: str | None, ours: str | None) -> str:
    """What became of a note's date: one of ``WORDS``."""
    if not told:
        return "open" if ours else "none"
    if not ours:
        return "missing"
    return "right" if score.same_date(told, ours) else "wrong"


def width(date: str, score: ModuleType) -> int:
    """The days that an ISO date or interval takes in."""
    first, last = score.days(date)
    return int(last) - int(first) + 1


def dates(readings: Path, golds: list[Path], *, show: str = "") -> Dates:
    """Compares the readings with the gold files of the same names; prints the pairs of one layer that differ, where asked."""
    score, found = scorer(), Dates()
    for path in golds:
        gold, kept = json.loads(path.read_text()), readings / path.name
        reading = json.loads(kept.read_text()) if kept.exists() else {}
        told, ours = gold["document"].get("published"), (reading.get("document") or {}).get("published")
        if told:
            found.documents += 1
            found.documents_right += score.same_date(told, ours)
            found.widths += [width(ours, score)] if ours else []
        for layer in DATED:
            for g, p in paired(score, layer, gold.get(layer) or [], reading.get(layer) or []):
                word = judged(score, g.get("date"), p.get("date"))
                found.notes[layer, word] += 1
                if layer == show and word not in ("right", "none"):
                    print(f"{path.stem} ({told}) {word}: {g.get('date')} / {p.get('date')}  {evidence(layer, g)!r}")
    return found


def gold_files(part: str, *, folder: Path = SHARED / "gold") -> list[Path]:
    """The gold readings of a set; all of the folder where it has no split or none is asked for."""
    files, split = sorted(folder.glob("*.json")), folder / "split.tsv"
    if not part or not split.exists():
        return files
    parts = dict(line.split("\t") for line in split.read_text().splitlines())
    return [path for path in files if parts[path.stem] == part]


def table(named: dict[str, dict[str, Any]]) -> str:
    """The date tables of some sets as one Markdown table."""
    lines = ["| dates | " + " | ".join(named) + " |", "|---|" + "---|" * len(named)]
    rows = ("documents", "documents right", "median width in days", "undated", "notes right")
    lines += [f"| {row} | " + " | ".join(str(figures[row]) for figures in named.values()) + " |" for row in rows]
    for layer in DATED:
        cells = [
            f"{figures[layer]['share']} ({', '.join(f'{w} {figures[layer][w]}' for w in WORDS)})"
            for figures in named.values()
        ]
        lines.append(f"| {layer} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> int:
    """Prints the table of a folder of readings."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("readings", type=Path)
    options.add_argument("--gold", type=Path, default=SHARED / "gold")
    options.add_argument("--set", choices=["tune", "check"], default="")
    options.add_argument("--show", choices=DATED, default="")
    args = options.parse_args()
    if args.show and args.set != "tune" and args.gold == SHARED / "gold":
        options.error("misses are shown for the tune set only: add --set tune")
    found = dates(args.readings, gold_files(args.set, folder=args.gold), show=args.show)
    print(table({args.set or "all": found.figures()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
