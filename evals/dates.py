"""The date table: documents dated, told and inferred, and the dates of notes apart from the recall of notes.

    python -m evals.dates [--set tune|check|white-house] [--show]

``told``: ingest's date of the article. ``inferred``: from the gold's paragraphs alone, all metadata withheld. ``read``: told, else
inferred, as the annotator gives it. ``notes``: the date that the extracting steps give to each gold note's own words, its document's date
being known; ``open`` are notes with no date in the gold that get one from us.

``--set white-house`` infers the dates of 200 short texts of ../shared/corpora/white-house.jsonl.gz (none that has a gold reading),
their front matter and lines of date withheld: a development set whose texts may be read. ``--show`` lists each answer but check's.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.annotate.annotator import Annotator
from detente.extract.dating import date_of_event, date_of_measure, date_of_saying, date_of_stance
from detente.model.document import PARAGRAPH_BREAK, Document, Origin, Paragraph, Span
from detente.model.when import When
from evals.dev import SHARED, KeptParser, gold_document, ingested

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model.annotation import AnnotatedDocument

DATED = ("statements", "events", "positions", "measures")
WHITE_HOUSE = SHARED / "corpora/white-house.jsonl.gz"
SAMPLE = 200
NARROW = 7
SHORTEST, LONGEST = 900, 8000
HEADER = 60
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*#>_]{1,}|\\(?=\W)")


def head_of(read: AnnotatedDocument, note: dict[str, Any], layer: str) -> int | None:
    """The token that heads a gold note's words: its cue where it has one, else the top of its evidence.

    For "the colonel, who seized power in May" it is the verb: a reader calls the note by that.
    """
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
    top = next((n for n in tokens if read.tokens[n].head == n or read.tokens[n].head not in tokens), None)
    if top is None or layer == "statements" or read.tokens[top].pos not in ("NOUN", "PROPN"):
        return top
    told = (c for c in read.children(top) if c in tokens and read.tokens[c].dep in ("relcl", "acl"))
    return next(told, top)


def same(gold: str, ours: When | None) -> bool:
    """The shared scorer's own test of two dates."""
    sys.path.insert(0, str(SHARED))
    import score  # type: ignore[import-not-found]  # the scorer lies beside the checkout

    return bool(score.same_date(gold, ours.iso if ours else None))


def dated(read: AnnotatedDocument, head: int, layer: str, note: dict[str, Any]) -> When | None:
    """The date that the extracting steps give to a note of such a kind with such a head."""
    if layer == "statements":
        return date_of_saying(read, head)
    if layer == "positions":
        return date_of_stance(read, head)
    if layer == "measures":
        return date_of_measure(read, head, note["status"])
    return date_of_event(read, head, note["type"], note["status"])


def notes(read: AnnotatedDocument, gold: dict[str, Any], tally: Counter[tuple[str, str]]) -> None:
    """Counts, by layer, the notes whose date is right, wrong, missing, or open."""
    for layer in DATED:
        for note in gold.get(layer) or []:
            head = head_of(read, note, layer)
            if head is None:
                continue
            ours, told = dated(read, head, layer, note), note.get("date")
            if told is None:
                tally[layer, "open" if ours else "none"] += 1
            else:
                tally[layer, "missing" if ours is None else "right" if same(told, ours) else "wrong"] += 1


def white_house() -> list[tuple[When, Document]]:
    """The sample: each text as a document without metadata, and the day that it was published on."""
    titles = {json.loads(p.read_text())["document"]["title"].lower() for p in (SHARED / "gold").glob("*.json")}
    found: list[tuple[str, When, Document]] = []
    with gzip.open(WHITE_HOUSE, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            front = _FRONT.match(row["text"])
            if front is None or not SHORTEST < len(row["text"]) - front.end() < LONGEST:
                continue
            title = re.search(r"^title: *(.*(?:\n +.*)*)", front[1], re.MULTILINE)
            words = " ".join(title[1].split()).strip("'\"").replace("''", "'") if title else ""
            words = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), words)
            day = When.parse(row["id"][:10])
            if words.lower() not in titles:
                order = hashlib.sha256(row["id"].encode()).hexdigest()
                found.append((order, day, _bare(words, row["text"][front.end() :], day)))
    return [(day, document) for _, day, document in sorted(found, key=lambda f: f[0])[:SAMPLE]]


def _bare(title: str, body: str, day: When) -> Document:
    texts = [" ".join(_MARKS.sub("", _LINK.sub(r"\1", part)).split()) for part in re.split(r"\n\s*\n", body)]
    own = f"{day.first:%B} {day.first.day}, {day.first.year}"
    texts = [title, *(t for t in texts if t and not (len(t) < HEADER and own in t))]
    spans, at = [], 0
    for number, text in enumerate(texts):
        spans.append(Paragraph(Span(at, at + len(text)), "body" if number else "headline"))
        at += len(text) + len(PARAGRAPH_BREAK)
    return Document(
        text=PARAGRAPH_BREAK.join(texts), paragraphs=tuple(spans), title=title, origin=Origin(uri="white-house")
    )


def inferred_dates(annotator: Annotator, *, show: bool) -> None:
    """Prints how many of the White House sample are dated right, and how wide the answers are."""
    sample = white_house()
    right, narrow, narrow_right, held = 0, 0, 0, 0
    widths: list[int] = []
    for (day, document), read in zip(sample, annotator.annotate([d for _, d in sample]), strict=True):
        ours = read.published
        good = same(day.iso, ours)
        is_narrow = ours is not None and ours.width <= NARROW
        right += good
        narrow += is_narrow
        narrow_right += good and is_narrow
        held += ours is not None and ours.meets(day)
        widths.append(ours.width if ours else 99_999)
        if show:
            print(
                "right" if good else "holds" if ours and ours.meets(day) else "wrong",
                day,
                ours,
                (document.title or "")[:90],
            )
            if not good:
                print("".join(f"      {reason}\n" for reason in read.published_because), end="")
    widths.sort()
    print(
        f"white house: {len(sample)} texts, right {right / len(sample):.3f}, holding the day {held / len(sample):.3f}; "
        f"within {NARROW} days {narrow}, of these right {narrow_right / max(1, narrow):.3f}; median width {widths[len(widths) // 2]}"
    )


def main() -> None:
    """Prints the tables of the set that is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", choices=["tune", "check", "white-house"], default="tune")
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    wanted = chosen.set
    annotator = Annotator()
    annotator.parser = KeptParser()
    if wanted == "white-house":
        inferred_dates(annotator, show=chosen.show)
        return
    split = dict(line.split("\t") for line in (SHARED / "gold/split.tsv").read_text().splitlines())
    paths: list[Path] = [p for p in sorted((SHARED / "gold").glob("*.json")) if split[p.stem] == wanted]
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
            if chosen.show and wanted == "tune":
                good = same(published, of_bare.published)
                print("right" if good else "WRONG", published, of_bare.published, path.stem)
                print("".join(f"      {reason}\n" for reason in of_bare.published_because if not good), end="")
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
