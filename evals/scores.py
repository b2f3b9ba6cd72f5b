"""The reading's figures on ../shared/gold, for the tune and the check set.

    python -m evals.scores [--json] [--raise-floors] [--keep DIR]

Floors stand in evals/floors.json with the hash of the corpus they were measured on; they only rise. A changed corpus is reported and its floors are
measured anew with ``--raise-floors``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from detente.ingest.reader import read_file
from detente.model.findings import Failure
from detente.pipeline import Pipeline
from detente.present.codebook import reading_json
from evals import actors, note_dates

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "evals" / "floors.json"
SETS = ("tune", "check")
ALONE = ("mean_f1", "dates", "document_dates")
SLACK = 0.001  # figures are rounded to three places

Figures = dict[str, dict[str, float]]


def corpus_hash(shared: Path = SHARED) -> str:
    """SHA-256 over the gold, its split and its articles."""
    digest = hashlib.sha256()
    for path in sorted([*(shared / "gold").iterdir(), *(shared / "articles").iterdir()]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def write_readings(folder: Path, *, shared: Path = SHARED) -> None:
    """Reads all articles and writes one NAME.json each."""
    documents = []
    for article in sorted((shared / "articles").iterdir()):
        if article.name == "SOURCES.md":
            continue
        for found in read_file(article):
            if isinstance(found, Failure):
                print(f"{article.name}: {found.reason}", file=sys.stderr)
            else:
                documents.append(found)
    for outcome in Pipeline().read(documents):
        if isinstance(outcome, Failure):
            print(f"{outcome.origin}: {outcome.stage}: {outcome.reason}", file=sys.stderr)
            continue
        shaped = reading_json(outcome.document, outcome.reading)
        (folder / f"{outcome.document.name}.json").write_text(json.dumps(shaped, ensure_ascii=False, indent=1))


def score(folder: Path, part: str, *, shared: Path = SHARED) -> dict[str, Any]:
    """What score.py says of a folder of readings for one set."""
    command = [sys.executable, str(shared / "score.py"), str(shared / "gold"), str(folder), "--json", "--set", part]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def measure(*, keep: Path | None = None) -> dict[str, dict[str, Any]]:
    """Scores of both sets."""
    with tempfile.TemporaryDirectory() as folder:
        out = keep or Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        write_readings(out)
        return {
            part: score(out, part)
            | {"actors": actors.of_readings(SHARED / "gold", out, actors.in_set(part))}
            | {"date_table": note_dates.dates(out, note_dates.gold_files(part)).figures()}
            for part in SETS
        }


def figures(scores: dict[str, dict[str, Any]]) -> Figures:
    """The figures that have floors: F1 of each layer, the mean, dates."""
    kept: Figures = {}
    for part, table in scores.items():
        kept[part] = {layer: row["f1"] for layer, row in table.items() if isinstance(row, dict) and "f1" in row}
        kept[part] |= {name: table[name] or 0.0 for name in ALONE}
        kept[part] |= {"note_dates": table["date_table"]["notes right"] or 0.0}
    return kept


def table(scores: dict[str, dict[str, Any]]) -> str:
    """The scores as a Markdown table."""
    lines = ["| layer | " + " | ".join(f"{part}: P | R | F1" for part in SETS) + " |", "|---|" + "---|" * 3 * len(SETS)]
    layers = [layer for layer, row in scores[SETS[0]].items() if isinstance(row, dict) and "f1" in row]
    for layer in layers:
        cells = [f"{scores[part][layer][key]:.3f}" for part in SETS for key in ("p", "r", "f1")]
        lines.append(f"| {layer} | " + " | ".join(cells) + " |")
    named = {name.replace("_", " "): {part: scores[part][name] for part in SETS} for name in ALONE}
    named |= {
        f"{name} (where paired)": {part: scores[part]["fields"][name] for part in SETS}
        for name in scores[SETS[0]]["fields"]
    }
    lines += [f"| {name} | " + " | ".join(f" | | {row[part]}" for part in SETS) + " |" for name, row in named.items()]
    lines += ["", note_dates.table({part: scores[part]["date_table"] for part in SETS})]
    return "\n".join(lines)


def actor_table(scores: dict[str, dict[str, Any]]) -> str:
    """The actors as a Markdown table: notes paired by evidence alone; the right side, the right person or body, strays (see evals.actors)."""
    found = {part: scores[part]["actors"] for part in SETS}
    lines = [
        "| role | " + " | ".join(f"{part}: side | name | stray" for part in SETS) + " |",
        "|---|" + "---|" * 3 * len(SETS),
    ]
    for role in found[SETS[0]]:
        cells = [f"{found[part].get(role, {}).get(key, 0.0):.3f}" for part in SETS for key in ("side", "name", "stray")]
        lines.append(f"| {role} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def shortfalls(found: Figures, floors: Figures) -> list[str]:
    """The figures under their floors."""
    return [
        f"{part} {name}: {found[part].get(name, 0.0):.3f} is under its floor {floor:.3f}"
        for part, named in floors.items()
        for name, floor in named.items()
        if found[part].get(name, 0.0) < floor - SLACK
    ]


def raise_floors(found: Figures) -> None:
    """Writes floors that are the higher of what stood there, for the same corpus, and what is reached now."""
    kept: dict[str, Any] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"corpus": "", "floors": {}}
    same = kept["corpus"] == corpus_hash()
    floors = {
        part: {
            name: max(value, kept["floors"].get(part, {}).get(name, 0.0) if same else 0.0)
            for name, value in named.items()
        }
        for part, named in found.items()
    }
    FLOORS.write_text(json.dumps({"corpus": corpus_hash(), "floors": floors}, indent=1) + "\n")


def main() -> int:
    """Measures, prints, compares with the floors."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true", help="print the scores as JSON")
    options.add_argument("--raise-floors", action="store_true", help="write what is reached into evals/floors.json")
    options.add_argument("--keep", type=Path, help="keep the readings in this folder")
    args = options.parse_args()
    if not SHARED.exists():
        print(f"{SHARED} is not there: the gold is kept beside the checkout", file=sys.stderr)
        return 2
    scores = measure(keep=args.keep)
    found = figures(scores)
    print(json.dumps(scores, indent=1) if args.json else f"{table(scores)}\n\n{actor_table(scores)}")
    if args.raise_floors:
        raise_floors(found)
    kept = json.loads(FLOORS.read_text())
    if kept["corpus"] != corpus_hash():
        print("the gold has changed since the floors were measured: run with --raise-floors", file=sys.stderr)
        return 0
    under = shortfalls(found, kept["floors"])
    print("\n".join(under) or "all figures at or over their floors", file=sys.stderr)
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
