"""How good the actors are: sides and names, by role, with notes paired by evidence alone.

    python -m evals.actors [--set tune|check] [--readings DIR] [--show ROLE]

Without ``--readings`` the linker is judged apart from the extracting steps: for a gold statement the subject of its cue is looked up,
for another note's actor the mention in its evidence that fits best ("is there a mention that an extractor could have called?").
With ``--readings`` (a folder of readings in the codebook's shape, as ``evals.dev --out`` writes them) gold and predicted notes of a layer
are paired by the overlap of their evidence alone, and each role of the pair is compared.
Misses are shown for the tune set only.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.dev import SHARED, KeptParser, gold_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from detente.model.annotation import AnnotatedDocument

Note = dict[str, Any]
Seen = tuple[str, Note, list[Note], str]
ROLES = (
    ("statements", "source"), ("events", "actors"), ("events", "recipients"), ("positions", "holder"), ("terms", "by"), ("terms", "of"),
    ("measures", "imposer"), ("measures", "targets"), ("assessments", "by"),
)  # fmt: skip
LEAST_OVERLAP = 0.34


def scorer() -> ModuleType:
    """The scorer of the gold set, for its idea of words, overlap and names."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{SHARED / 'score.py'} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def evidence(layer: str, note: Note) -> str:
    """The words a note rests on."""
    found = note["content"] if layer == "statements" else note["evidence"]
    return str(found["text"] if isinstance(found, dict) else found)


def named_alike(score: ModuleType, gold: Note, found: Note) -> bool:
    """Whether two names share their distinctive words."""
    a, b = score.core(gold), score.core(found)
    return bool(a & b) and (a <= b or b <= a or 2 * len(a & b) >= max(len(a), len(b)))


def as_list(value: Any) -> list[Note]:
    """A role's actors, whether the codebook has one or a list."""
    if not value:
        return []
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, dict)]


def from_readings(score: ModuleType, gold: Note, reading: Note) -> Iterator[Seen]:
    """Pairs of actors out of notes paired by evidence alone, greedily from the closest."""
    for layer, role in ROLES:
        left, right = gold.get(layer) or [], reading.get(layer) or []
        close = [
            (score.iou(evidence(layer, g), evidence(layer, p)), i, j)
            for i, g in enumerate(left)
            for j, p in enumerate(right)
        ]
        taken_left: set[int] = set()
        taken_right: set[int] = set()
        for overlap, i, j in sorted(close, key=lambda c: (-c[0], c[1], c[2])):
            if overlap < LEAST_OVERLAP or i in taken_left or j in taken_right:
                continue
            taken_left.add(i)
            taken_right.add(j)
            for actor in as_list(left[i].get(role)):
                yield f"{layer}.{role}", actor, as_list(right[j].get(role)), evidence(layer, left[i])


def from_mentions(score: ModuleType, gold: Note, annotated: AnnotatedDocument) -> Iterator[Seen]:
    """Gold actors with those that the mentions at their place give."""
    for note in gold["statements"]:
        found = at_cue(annotated, note)
        if found is not None:
            yield "statements.source", note["source"], found, f"{note['cue']} | {evidence('statements', note)[:90]}"
    for layer, role in ROLES[1:-1]:
        for note in gold.get(layer) or []:
            inside = in_evidence(annotated, evidence(layer, note))
            for actor in as_list(note.get(role)):
                named = [f for f in inside if named_alike(score, actor, f)]
                sided = [f for f in inside if actor["side"] and f["side"] == actor["side"]]
                yield f"{layer}.{role}", actor, named or sided or inside, evidence(layer, note)[:120]


def at_cue(annotated: AnnotatedDocument, note: Note) -> list[Note] | None:
    """The actors at the subject of a statement's cue, or ``None`` where the cue cannot be found near its content."""
    text = annotated.document.text
    at = text.find(" ".join(evidence("statements", note).split()))
    if at < 0:
        return None
    cue = str(note["cue"]["text"] if isinstance(note["cue"], dict) else note["cue"])
    places = [i for i in range(max(0, at - 400), min(len(text), at + 700)) if text.startswith(cue, i)]
    end = at + len(evidence("statements", note))
    places = [i for i in places if i + len(cue) <= at or i >= end or cue.lower().startswith("accord")]
    if not places:
        return None
    best = min(places, key=lambda i: min(abs(at - i), abs(i - end)))
    head = next((t.number for t in annotated.tokens if t.start >= best), None)
    if head is None:
        return None
    for number in (head, *annotated.ancestors(head)):
        link = annotated.child(number, "agent", "prep")
        linked = (
            annotated.child(link, "pobj")
            if link is not None and annotated.tokens[link].text.lower() in {"to", "by", "from"}
            else None
        )
        for child in (annotated.child(number, "nsubj", "nsubjpass"), linked):
            if child is not None:
                return [
                    {"name": a.name, "side": a.side} for n in annotated.conjuncts(child) for a in annotated.actors_at(n)
                ]
        if annotated.tokens[number].dep in {"ROOT", "relcl"}:
            break
    return None


def in_evidence(annotated: AnnotatedDocument, words: str) -> list[Note]:
    """The actors of all mentions in the sentences that evidence touches."""
    at = annotated.document.text.find(" ".join(words.split()))
    if at < 0:
        return []
    numbers = {t.sentence for t in annotated.tokens if t.start < at + len(words) and at < t.end}
    first = min(annotated.sentences[n].first for n in numbers)
    stop = max(annotated.sentences[n].stop for n in numbers)
    return [{"name": a.name, "side": a.side} for m in annotated.mentions_in(first, stop) for a in m.actors]


def tabulate(rows: list[tuple[str, bool, bool, bool]]) -> None:
    """Prints shares by role."""
    print(f"{'role':24} {'pairs':>6} {'some':>6} {'side':>6} {'name':>6}")
    for role in [*dict.fromkeys(r[0] for r in rows), "all"]:
        chosen = [r[1:] for r in rows if role in ("all", r[0])]
        shares = [sum(r[i] for r in chosen) / len(chosen) for i in (0, 1, 2)]
        print(f"{role:24} {len(chosen):6} " + " ".join(f"{share:6.3f}" for share in shares))


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", choices=["tune", "check"], default="tune")
    options.add_argument("--readings", type=Path)
    options.add_argument("--show")
    args = options.parse_args()
    if args.show and args.set != "tune":
        options.error("misses are read in the tune set only")
    score = scorer()
    split = dict(line.split("\t") for line in (SHARED / "gold/split.tsv").read_text().splitlines())
    rows: list[tuple[str, bool, bool, bool]] = []
    for path in sorted((SHARED / "gold").glob("*.json")):
        if split[path.stem] != args.set:
            continue
        gold = json.loads(path.read_text())
        if args.readings:
            read = args.readings / path.name
            seen = from_readings(score, gold, json.loads(read.read_text()) if read.exists() else {})
        else:
            seen = from_mentions(score, gold, annotate(path))
        for role, wanted, found, words in seen:
            side = any(f.get("side") == wanted["side"] for f in found)
            name = any(named_alike(score, wanted, f) for f in found)
            rows.append((role, bool(found), side, name))
            if args.show in (role, "all") and not (side and name):
                shown = [(f["name"], f.get("side")) for f in found][:5]
                print(f"{path.stem} {role}: {wanted['name']} {wanted['side']} <> {shown} || {words}")
    tabulate(rows)


def annotate(path: Path) -> AnnotatedDocument:
    """The annotated document of a gold reading's paragraphs."""
    from detente.annotate.annotator import Annotator

    annotator = Annotator()
    annotator.parser = KeptParser()
    return next(iter(annotator.annotate([gold_document(path)])))


if __name__ == "__main__":
    main()
