"""A workbench for reading quality: readings of ../shared/articles, scored, with the parse kept between runs.

    python -m evals.dev [--set tune|check] [--show LAYER] [--only NAME,NAME] [--text gold|ingest] [--grammar] [--out DIR]

The parse (the slow part) is pickled under /tmp/detente-dev by text and parser, so that a change in a lexicon is judged in seconds.
With ``--text gold`` documents are made of the gold's own paragraphs and metadata, so that a layer is judged apart from ingest.
``--out`` (default: a folder of the process's own under /tmp/detente-dev) keeps the readings. Misses are shown for the tune set only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.annotate import parser
from detente.model.document import PARAGRAPH_BREAK, Document, Origin, Paragraph, Span
from detente.model.findings import Failure
from detente.model.when import When
from detente.pipeline import EXTRACT, GRAMMAR, Pipeline
from detente.present.codebook import reading_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHARED = Path(__file__).resolve().parents[2] / "shared"
KEPT = Path("/tmp/detente-dev")


class KeptParser(parser.Parser):
    """A parser that keeps each document's parse on disk."""

    def parse(self, documents: Iterable[Document]) -> Iterator[parser.Parsed]:
        """As ``Parser.parse``, from disk where it was parsed before."""
        for document in documents:
            key = hashlib.sha256(f"{self.name}\0{parser.__doc__}\0{document.text}".encode()).hexdigest()[:24]
            path = KEPT / f"{key}.pickle"
            if path.exists():
                tokens, sentences = pickle.loads(path.read_bytes())
            else:
                parsed = next(iter(super().parse([document])))
                tokens, sentences = parsed.tokens, parsed.sentences
                KEPT.mkdir(exist_ok=True)
                part = path.with_suffix(f".{os.getpid()}")
                part.write_bytes(pickle.dumps((tokens, sentences)))
                part.rename(path)
            yield parser.Parsed(document, tokens, sentences)


def kept_pipeline(steps: Sequence[str] = EXTRACT) -> Pipeline:
    """A pipeline whose parses are kept on disk."""
    pipeline = Pipeline(steps=steps)
    pipeline._annotator.parser = KeptParser()  # type: ignore[attr-defined]  # noqa: SLF001  # the workbench swaps the parser
    return pipeline


def gold_document(path: Path) -> Document:
    """A document of a gold reading's own paragraphs and metadata."""
    gold = json.loads(path.read_text())["document"]
    spans, at = [], 0
    texts = [" ".join(p.split()) for p in gold["paragraphs"]]
    for i, text in enumerate(texts):
        spans.append(Paragraph(Span(at, at + len(text)), "headline" if i == 0 and text == gold["title"] else "body"))
        at += len(text) + len(PARAGRAPH_BREAK)
    return Document(
        text=PARAGRAPH_BREAK.join(texts),
        paragraphs=tuple(spans),
        title=gold["title"],
        published=When.parse(gold["published"]) if gold["published"] else None,
        dateline=gold["dateline"],
        authors=tuple(gold["authors"]),
        publisher=gold["publisher"],
        agency=gold["agency"],
        origin=Origin(uri=path.name),
    )


def ingested(path: Path) -> Document:
    """The document that ingest makes of the article."""
    from detente.ingest.reader import read_file

    article = next(p for p in (SHARED / "articles").iterdir() if p.stem == path.stem)
    (found,) = read_file(article)
    if isinstance(found, Failure):
        sys.exit(f"{article}: {found}")
    return found


def chosen(args: argparse.Namespace) -> list[Path]:
    """The gold files asked for."""
    split = dict(line.split("\t") for line in (SHARED / "gold/split.tsv").read_text().splitlines())
    paths = sorted((SHARED / "gold").glob("*.json"))
    if args.only:
        return [p for p in paths if p.stem in args.only.split(",")]
    return [p for p in paths if not args.set or split[p.stem] == args.set]


def main() -> None:
    """Reads, writes and scores."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", choices=["tune", "check"])
    options.add_argument("--show")
    options.add_argument("--only")
    options.add_argument("--text", choices=["gold", "ingest"], default="ingest")
    options.add_argument("--grammar", action="store_true", help="without the trained reader")
    options.add_argument("--out", type=Path, default=KEPT / f"readings-{os.getpid()}")
    args = options.parse_args()
    if args.show and args.set != "tune":
        options.error("misses are read in the tune set only: add --set tune")
    args.out.mkdir(parents=True, exist_ok=True)
    pipeline = kept_pipeline(GRAMMAR if args.grammar else EXTRACT)
    paths = chosen(args)
    documents = [gold_document(p) if args.text == "gold" else ingested(p) for p in paths]
    for path, outcome in zip(paths, pipeline.read(documents), strict=True):
        if isinstance(outcome, Failure):
            print(f"{path.stem}: {outcome.stage}: {outcome.kind}: {outcome.reason}", file=sys.stderr)
            continue
        shaped: Any = reading_json(outcome.document, outcome.reading)
        (args.out / path.name).write_text(json.dumps(shaped, ensure_ascii=False, indent=1))
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "gold"), str(args.out)]
    command += ["--set", args.set] if args.set else []
    command += ["--show", args.show] if args.show else []
    subprocess.run(command, check=False)


if __name__ == "__main__":
    main()
