"""The reading measured on the written corpus: texts and disputes that the grammar's writers have not read.

    python -m evals.corpus [--show LAYER] [--files PREFIX,PREFIX] [--every N [--start K]] [--keep DIR] [--json]

With ``--keep`` the gold and the readings stay in DIR/gold and DIR/found, for ``evals.actors`` and ``evals.note_dates`` (``--gold``): who and when, on
texts a hundred times as many as the tune set's.

The corpus is for training and for reading misses at will (unlike the gold): its figures show how the reading carries over to other disputes and wordings.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.model.document import PARAGRAPH_BREAK, Document, Origin, Paragraph, Span
from detente.model.findings import Failure
from detente.model.when import When
from detente.present.codebook import reading_json
from evals.dev import SHARED, kept_pipeline
from training.corpus.__main__ import TEXTS, load

if TYPE_CHECKING:
    from training.corpus.format import Text


def document(text: Text) -> Document:
    """The document of a written text: its own paragraphs and header, so that the reading is judged apart from ingest."""
    spans, at = [], 0
    for kind, words in text.blocks:
        if kind != "junk":
            spans.append(Paragraph(Span(at, at + len(words)), kind))  # type: ignore[arg-type]  # the corpus's kinds are the model's
            at += len(words) + len(PARAGRAPH_BREAK)
    gold = text.reading["document"]
    return Document(
        text=text.text,
        paragraphs=tuple(spans),
        title=gold["title"],
        published=When.parse(gold["published"]) if gold["published"] else None,
        dateline=gold["dateline"],
        authors=tuple(gold["authors"]),
        publisher=gold["publisher"],
        agency=gold["agency"],
        origin=Origin(uri=f"{text.name}.txt"),
    )


def plain(reading: dict[str, Any]) -> dict[str, Any]:
    """A reading with its quotes as strings, as score.py wants gold."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return (
                value["text"] if {"text", "start", "end"} <= value.keys() else {k: strip(v) for k, v in value.items()}
            )
        return [strip(v) for v in value] if isinstance(value, list) else value

    stripped: dict[str, Any] = strip(reading)
    return stripped


def main() -> int:
    """Reads the corpus, scores, prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show")
    options.add_argument("--files", default="", help="only files whose names begin so")
    options.add_argument("--every", type=int, default=1, help="only each so-manieth text, by name")
    options.add_argument("--start", type=int, default=0, help="the number of the first of these")
    options.add_argument("--keep", type=Path, help="keep gold and readings in this folder")
    options.add_argument("--json", action="store_true")
    args = options.parse_args()
    files = [p for p in TEXTS.glob("*.txt") if p.name.startswith(tuple(args.files.split(",")))]
    texts = sorted(load(files)[0], key=lambda text: text.name)[args.start :: args.every]
    pipeline = kept_pipeline()
    with tempfile.TemporaryDirectory() as folder:
        gold, found = (args.keep or Path(folder)) / "gold", (args.keep or Path(folder)) / "found"
        gold.mkdir(parents=True, exist_ok=True)
        found.mkdir(parents=True, exist_ok=True)
        for text, outcome in zip(texts, pipeline.read([document(text) for text in texts]), strict=True):
            (gold / f"{text.name}.json").write_text(json.dumps(plain(text.reading)))
            if isinstance(outcome, Failure):
                print(f"{text.name}: {outcome.stage}: {outcome.reason}", file=sys.stderr)
                continue
            (found / f"{text.name}.json").write_text(json.dumps(reading_json(outcome.document, outcome.reading)))
        command = [sys.executable, str(SHARED / "score.py"), str(gold), str(found)]
        command += ["--show", args.show] if args.show else []
        return subprocess.run([*command, *(["--json"] if args.json else [])], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
