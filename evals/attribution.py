"""Attributions against outside gold: PolNeAR dev and the news of GUM, by kind and cue class, with misses for reading.

    python -m evals.attribution [--set polnear|gum] [--sample N] [--misses FILE] [--no-attitudes] [--outermost]

Scored by ``../shared/bench/score_attributions.py``. PolNeAR has no licence: it is measured on, and nothing of it is kept. The parse is
kept between runs as in ``evals.dev``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.cli.statements import as_json, parsed, plain_document
from detente.extract.attribution.grammar import KINDS, attributions
from evals.dev import SHARED, KeptParser

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

SETS = {"polnear": SHARED / "bench/polnear/dev", "gum": SHARED / "bench/gum-news"}
ROWS = ("attr.partial", "attr.content", "attr.exact", "token.source", "token.cue", "token.content")


def scorer() -> Any:
    """The outside scorer, as a module."""
    spec = importlib.util.spec_from_file_location("score_attributions", SHARED / "bench/score_attributions.py")
    if spec is None or spec.loader is None:
        sys.exit("../shared/bench/score_attributions.py is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotated_documents(folder: Path, sample: int) -> list[AnnotatedDocument]:
    """The set's texts, annotated; every n-th where a sample is asked for."""
    paths = sorted((folder / "text").glob("*.txt"))
    if sample and sample < len(paths):
        step = len(paths) / sample
        paths = [paths[int(n * step)] for n in range(sample)]
    return list(parsed((plain_document(path) for path in paths), parser=KeptParser()))


def predicted(documents: list[AnnotatedDocument], *, attitudes: bool, outermost: bool) -> dict[str, list[Any]]:
    """What the grammar finds, as the scorer takes it, with cue class and rule for the tables."""
    kinds = KINDS if attitudes else frozenset({"speech"})
    found: dict[str, list[Any]] = {}
    for document in documents:
        made = attributions(document, kinds=kinds, outermost=outermost)
        found[document.document.name] = [
            {**as_json(document, one), "class": one.cue_class, "rule": one.rule} for one in made
        ]
    return found


def table(tool: Any, texts: dict[str, str], gold: Any, found: Any) -> None:
    """Scores for all cues and for speech cues alone, with recall by kind."""
    for title, speech in (("all attitudes", False), ("speech cues only", True)):
        result = tool.score(texts, gold, found, speech=speech)
        print(f"-- {title}")
        for row in ROWS:
            r = result[row]
            print(f"{row:14} P {r['p']:.3f}  R {r['r']:.3f}  F1 {r['f1']:.3f}  (pred {r['pred']} gold {r['gold']})")
        kinds = [f"{k[7:]} {v['r']:.2f}/{v['gold']}" for k, v in result.items() if k.startswith("recall.")]
        print("recall of partial:", ", ".join(kinds))


def paired(tool: Any, gold: list[Any], found: list[Any]) -> list[tuple[int, int]]:
    """The scorer's partial pairs; by content alone where the set has no sources."""
    sourced = any(one["source"] for one in gold)

    def agree(a: Any, b: Any) -> bool:
        return tool.iou(a["content"], b["content"]) >= 0.5 and (not sourced or tool.src_ok(a, b))

    pairs: list[tuple[int, int]] = tool.pairs(gold, found, agree, lambda a, b: tool.iou(a["content"], b["content"]))
    return pairs


def misses(tool: Any, texts: dict[str, str], gold: Any, found: Any) -> tuple[list[str], dict[str, Counter[str]]]:
    """Lines for reading, and counts by cue class: right, spurious, and what went wrong."""
    lines: list[str] = []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in sorted(found):
        text = texts[name]
        words = tool.tokens(text)
        g = [{r: tool.cover(a[r], words) for r in tool.ROLES} for a in gold[name]]
        p = [{r: tool.cover(a[r], words) for r in tool.ROLES} for a in found[name]]

        right = paired(tool, g, p)
        lines.append(f"== {name}")
        hit_gold, hit_found = {i for i, _ in right}, {j for _, j in right}
        for i, a in enumerate(gold[name]):
            if i not in hit_gold:
                near = max((tool.iou(g[i]["content"], b["content"]) for b in p), default=0.0)
                why = "source" if near >= 0.5 else "extent" if near > 0.1 else "absent"
                counts["(gold)"][why] += 1
                lines.append(f"  MISSED {why:7} {shown(text, a)}")
        for j, a in enumerate(found[name]):
            counts[a["class"]]["right" if j in hit_found else "spurious"] += 1
            counts[f"rule: {a['rule']}"]["right" if j in hit_found else "spurious"] += 1
            if j not in hit_found:
                lines.append(f"  SPURIOUS       {shown(text, a)} <{a['rule']}>")
    return lines, counts


def shown(text: str, one: Any) -> str:
    """An attribution on a line."""
    parts = (" … ".join(text[s:e].replace("\n", " ") for s, e in one[role]) for role in ("source", "cue", "content"))
    return " | ".join(part if len(part) < 150 else f"{part[:90]} [..] {part[-50:]}" for part in parts)


def main() -> None:
    """Scores, prints tables, writes misses."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", choices=sorted(SETS), action="append")
    options.add_argument("--sample", type=int, default=0)
    options.add_argument("--misses", type=Path)
    options.add_argument("--no-attitudes", action="store_true")
    options.add_argument("--outermost", action="store_true")
    args = options.parse_args()
    tool = scorer()
    for name in args.set or sorted(SETS):
        documents = annotated_documents(SETS[name], args.sample)
        began = time.perf_counter()
        found = predicted(documents, attitudes=not args.no_attitudes, outermost=args.outermost)
        took = time.perf_counter() - began
        texts, gold, _ = tool.load_gold(str(SETS[name]))
        chosen = {doc: texts[doc] for doc in found}
        tokens = sum(len(d.tokens) for d in documents)
        print(f"==== {name}: {len(documents)} documents, {took / max(tokens, 1) * 1e6:.1f} microseconds a token")
        table(tool, chosen, gold, found)
        lines, counts = misses(tool, chosen, gold, found)
        for row in sorted(counts):
            print(f"{row:46} {json.dumps(dict(sorted(counts[row].items())))}")
        if args.misses:
            args.misses.with_suffix(f".{name}").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
