"""How good the actors are: sides and names, by role, with notes paired by evidence alone.

    python -m evals.actors [--set tune|check] [--readings DIR] [--show ROLE]

Without ``--readings`` the linker is judged apart from the extracting steps: for a gold statement the subject of its cue is looked up,
for another note's actor the mention in its evidence that fits best ("is there a mention that an extractor could have called?").
With ``--readings`` (a folder of readings in the codebook's shape, as ``evals.dev --out`` writes them) gold and predicted notes of a layer
are paired by the overlap of their evidence alone (of notes that overlap alike, those of one type first; of notes with the very same words, as joint actors have them, one a side, those
of the same name and side), and each role of the pair is compared;
``--gold DIR`` takes another gold than ../shared's, say the corpus as ``training.corpus build`` writes it.
Misses are shown for the tune set only. ``make scores`` prints the table of both sets.

``side``: the gold actors for which an actor of the same side is given. ``name``: for which the same person, body or state is given (names that share
their distinctive words, or forms of one state or body, "Moscow" and "Russia", "EU" and "European Union"). ``stray``: the given actors whose side no gold actor of the role has.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.annotate import knowledge
from evals.dev import SHARED, KeptParser, gold_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from detente.model.annotation import AnnotatedDocument

Note = dict[str, Any]
Seen = tuple[str, list[Note], list[Note], str]
ROLES = (
    ("statements", "source"), ("events", "actors"), ("events", "recipients"), ("positions", "holder"), ("terms", "by"), ("terms", "of"),
    ("measures", "imposer"), ("measures", "targets"), ("assessments", "by"),
)  # fmt: skip
LEAST_OVERLAP = 0.34
GOVERNING = ("government", "regime", "authorities")
SORTS = {"events": "type", "positions": "issue", "measures": "act", "assessments": "direction"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A role of one pair of notes: how many gold actors it has, how many of them are given, how many given ones are strays."""

    role: str
    wanted: int
    some: int
    sided: int
    named: int
    given: int
    strays: int


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
    """Whether two names share their distinctive words, or are forms of one state or body."""
    one = entity_of(str(gold.get("name")), gold.get("side"))
    if one is not None and one == entity_of(str(found.get("name")), found.get("side")):
        return True
    a, b = score.core(gold), score.core(found)
    return bool(a & b) and (a <= b or b <= a or 2 * len(a & b) >= max(len(a), len(b)))


@cache
def known() -> knowledge.Knowledge:
    """The knowledge base, for the forms of states and bodies."""
    return knowledge.load(None)


@cache
def entity_of(name: str, side: str | None = None) -> str | None:
    """The state or body that a name as a whole is a form of ("Moscow", "the Russian government"; "EU"), or ``None``.

    A government called by whoever leads it is its state, as the codebook has it ("the Kim regime"); for that the side is asked.
    """
    bare = name.removeprefix("the ").removeprefix("The ")
    if side and bare.endswith(tuple(f" {word}" for word in (*GOVERNING, "administration"))):
        return f"state:{side}"
    for word in GOVERNING:
        bare = bare.removesuffix(f" {word}").removeprefix(f"{word} of ")
    entry = known().gazetteer.lookup(bare.removesuffix("'s").removesuffix("’s"))
    return entry.entity if entry is not None and entry.entity.startswith(("state:", "body:")) else None


def as_list(value: Any) -> list[Note]:
    """A role's actors, whether the codebook has one or a list."""
    if not value:
        return []
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, dict)]


def apart(score: ModuleType, gold: list[Note], found: list[Note]) -> int:
    """How far two lists are from having an actor in common: 0 by name and side or where both are empty, 1 by one of these, 2 by neither."""
    if not (gold or found):
        return 0
    pairs = [(g, f) for g in gold for f in found]
    return min((2 - named_alike(score, g, f) - (g.get("side") == f.get("side")) for g, f in pairs), default=2)


def from_readings(score: ModuleType, gold: Note, reading: Note) -> Iterator[Seen]:
    """Pairs of actors out of notes paired by evidence alone, greedily from the closest."""
    for layer, role in ROLES:
        left, right = gold.get(layer) or [], reading.get(layer) or []
        sort = SORTS.get(layer, "")
        told = Counter(evidence(layer, g) for g in left)
        joint = {words for words, times in told.items() if times > 1}
        close = [
            (
                score.iou(evidence(layer, g), evidence(layer, p)),
                bool(sort) and g.get(sort) != p.get(sort),
                apart(score, as_list(g.get(role)), as_list(p.get(role))) if evidence(layer, g) in joint else 0,
                i,
                j,
            )
            for i, g in enumerate(left)
            for j, p in enumerate(right)
        ]
        taken_left: set[int] = set()
        taken_right: set[int] = set()
        for overlap, _, _, i, j in sorted(close, key=lambda c: (-c[0], *c[1:])):
            if overlap < LEAST_OVERLAP or i in taken_left or j in taken_right:
                continue
            taken_left.add(i)
            taken_right.add(j)
            yield f"{layer}.{role}", as_list(left[i].get(role)), as_list(right[j].get(role)), evidence(layer, left[i])


def from_mentions(score: ModuleType, gold: Note, annotated: AnnotatedDocument) -> Iterator[Seen]:
    """Gold actors with those that the mentions at their place give."""
    for note in gold["statements"]:
        found = at_cue(annotated, note)
        if found is not None:
            yield "statements.source", [note["source"]], found, f"{note['cue']} | {evidence('statements', note)[:90]}"
    for layer, role in ROLES[1:-1]:
        for note in gold.get(layer) or []:
            inside = in_evidence(annotated, evidence(layer, note))
            for actor in as_list(note.get(role)):
                named = [f for f in inside if named_alike(score, actor, f)]
                sided = [f for f in inside if actor["side"] and f["side"] == actor["side"]]
                yield f"{layer}.{role}", [actor], named or sided or inside, evidence(layer, note)[:120]


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


def compare(score: ModuleType, seen: Seen) -> Compared:
    """How well a role's actors are given."""
    role, wanted, found, _ = seen
    sides = [w["side"] for w in wanted]
    return Compared(
        role=role,
        wanted=len(wanted),
        some=len(wanted) if found else 0,
        sided=sum(any(f.get("side") == side for f in found) for side in sides),
        named=sum(any(named_alike(score, w, f) for f in found) for w in wanted),
        given=len(found),
        strays=sum(f.get("side") not in sides for f in found),
    )


def figures(rows: list[Compared]) -> dict[str, dict[str, float]]:
    """Shares by role, and over all roles."""
    found: dict[str, dict[str, float]] = {}
    for role in [*dict.fromkeys(r.role for r in rows), "all"]:
        chosen = [r for r in rows if role in ("all", r.role)]
        wanted, given = sum(r.wanted for r in chosen), sum(r.given for r in chosen)
        found[role] = {"actors": wanted} | {
            name: round(part / whole, 3) if whole else 0.0
            for name, part, whole in (
                ("some", sum(r.some for r in chosen), wanted),
                ("side", sum(r.sided for r in chosen), wanted),
                ("name", sum(r.named for r in chosen), wanted),
                ("stray", sum(r.strays for r in chosen), given),
            )
        }
    return found


def of_readings(gold: Path, readings: Path, names: list[str]) -> dict[str, dict[str, float]]:
    """The table of a folder of readings against a folder of gold, for the documents named."""
    score, rows = scorer(), []
    for name in names:
        read = readings / f"{name}.json"
        reading = json.loads(read.read_text()) if read.exists() else {}
        rows += [
            compare(score, s) for s in from_readings(score, json.loads((gold / f"{name}.json").read_text()), reading)
        ]
    return figures(rows)


def tabulate(rows: list[Compared]) -> None:
    """Prints shares by role."""
    print(f"{'role':24} {'actors':>6} {'some':>6} {'side':>6} {'name':>6} {'stray':>6}")
    for role, row in figures(rows).items():
        print(
            f"{role:24} {row['actors']:6.0f} " + " ".join(f"{row[c]:6.3f}" for c in ("some", "side", "name", "stray"))
        )


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", choices=["tune", "check"], default="tune")
    options.add_argument("--readings", type=Path)
    options.add_argument("--gold", type=Path)
    options.add_argument("--show")
    args = options.parse_args()
    if args.show and args.set != "tune":
        options.error("misses are read in the tune set only")
    score = scorer()
    folder = args.gold or SHARED / "gold"
    names = sorted(p.stem for p in folder.glob("*.json")) if args.gold else in_set(args.set)
    rows: list[Compared] = []
    for name in names:
        path = folder / f"{name}.json"
        gold = json.loads(path.read_text())
        if args.readings:
            read = args.readings / path.name
            seen = from_readings(score, gold, json.loads(read.read_text()) if read.exists() else {})
        else:
            seen = from_mentions(score, gold, annotate(path))
        for each in seen:
            found = compare(score, each)
            rows.append(found)
            if args.show in (found.role, "all") and (found.named < found.wanted or found.strays):
                print(shown(path.stem, each, found))
    tabulate(rows)


def in_set(part: str) -> list[str]:
    """The gold documents of a set."""
    split = [line.split("\t") for line in (SHARED / "gold/split.tsv").read_text().splitlines()]
    return sorted(name for name, of in split if of == part)


def shown(name: str, seen: Seen, found: Compared) -> str:
    """A miss on one line: its document and role, what is wanted, what is given, the words."""
    role, wanted, given, words = seen
    mark = "SIDE" if found.sided < found.wanted else "name" if found.named < found.wanted else "stray"
    left, right = ([(a.get("name"), a.get("side")) for a in actors[:5]] for actors in (wanted, given))
    return f"{mark} {name} {role}: {left} <> {right} || {words}"


def annotate(path: Path) -> AnnotatedDocument:
    """The annotated document of a gold reading's paragraphs."""
    from detente.annotate.annotator import Annotator

    annotator = Annotator()
    annotator.parser = KeptParser()
    return next(iter(annotator.annotate([gold_document(path)])))


if __name__ == "__main__":
    main()
