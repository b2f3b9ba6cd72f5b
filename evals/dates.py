"""The date table: documents dated, told and inferred, and the dates of notes apart from the recall of notes.

    python -m evals.dates [--set tune|check]

``told``: ingest's date of the article. ``inferred``: from the gold's paragraphs alone, all metadata withheld. ``read``: told, else
inferred, as the annotator gives it. ``notes``: the date that ``date_of`` gives to each gold note's own words, its document's date
being known; ``open`` are notes with no date in the gold that get one from us.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.annotate.annotator import Annotator
from detente.extract.dating import date_of
from detente.model.document import Span
from evals.dev import SHARED, KeptParser, gold_document, ingested

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model.annotation import AnnotatedDocument
    from detente.model.when import When

DATED = ("statements", "events", "positions", "measures")


def head_of(read: AnnotatedDocument, note: dict[str, Any], layer: str) -> int | None:
    """The token that heads a gold note's words: its cue where it has one, else the top of its evidence."""
    text = read.document.text
    quote = " ".join((note["content"] if layer == "statements" else note["evidence"]).split())
    start = text.find(quote)
    if start < 0:
        return None
    span = Span(start, start + len(quote))
    number = read.document.paragraph_at(start)
    cue = note.get("cue") or ""
    if layer == "statements" and cue and number is not None:
        inside = read.document.paragraphs[number].span
        places = [n for n in range(inside.start, inside.end) if text.startswith(cue, n)]
        if places:
            at = min(places, key=lambda n: min(abs(n - span.end), abs(n + len(cue) - span.start)))
            span = Span(at, at + len(cue))
    tokens = read.tokens_in(span)
    return next((n for n in tokens if read.tokens[n].head == n or read.tokens[n].head not in tokens), None)


def same(gold: str, ours: When | None) -> bool:
    """The shared scorer's own test of two dates."""
    sys.path.insert(0, str(SHARED))
    import score  # type: ignore[import-not-found]  # the scorer lies beside the checkout

    return bool(score.same_date(gold, ours.iso if ours else None))


def notes(read: AnnotatedDocument, gold: dict[str, Any], tally: Counter[tuple[str, str]]) -> None:
    """Counts, by layer, the notes whose date is right, wrong, missing, or open."""
    for layer in DATED:
        for note in gold.get(layer) or []:
            head = head_of(read, note, layer)
            if head is None:
                continue
            ours, told = date_of(read, head), note.get("date")
            if told is None:
                tally[layer, "open" if ours else "none"] += 1
            else:
                tally[layer, "missing" if ours is None else "right" if same(told, ours) else "wrong"] += 1


def main() -> None:
    """Prints both tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", choices=["tune", "check"], default="tune")
    wanted = options.parse_args().set
    split = dict(line.split("\t") for line in (SHARED / "gold/split.tsv").read_text().splitlines())
    paths: list[Path] = [p for p in sorted((SHARED / "gold").glob("*.json")) if split[p.stem] == wanted]
    annotator = Annotator()
    annotator.parser = KeptParser()
    right: Counter[str] = Counter()
    widths: list[int] = []
    tally: Counter[tuple[str, str]] = Counter()
    dated = 0
    for path in paths:
        gold = json.loads(path.read_text())
        known, article = gold_document(path), ingested(path)
        bare = replace(known, published=None, published_because=())
        of_gold, of_bare, of_article = annotator.annotate([known, bare, article])
        notes(of_gold, gold, tally)
        published = gold["document"]["published"]
        if published:
            dated += 1
            right.update(told=same(published, article.published), inferred=same(published, of_bare.published))
            right.update(read=same(published, of_article.published))
            widths.append(of_article.published.width if of_article.published else 99_999)
    widths.sort()
    print(
        f"documents of {wanted} with a date: {dated}; "
        + ", ".join(f"{k} right {v / dated:.3f}" for k, v in right.items())
    )
    print(
        f"width of what is read, in days: median {widths[len(widths) // 2]}, three quarters within {widths[len(widths) * 3 // 4]}"
    )
    for layer in DATED:
        counts = {k: tally[layer, k] for k in ("right", "wrong", "missing", "open", "none")}
        print(f"{layer:12}", "  ".join(f"{k} {v}" for k, v in counts.items()))
    total = sum(tally[layer, k] for layer in DATED for k in ("right", "wrong", "missing"))
    print(
        f"notes with a date in the gold that get it right: {sum(tally[layer, 'right'] for layer in DATED) / total:.3f} of {total}"
    )


if __name__ == "__main__":
    main()
