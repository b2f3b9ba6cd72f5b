"""Learns for whom officials and organs act whose words name no state, from the written corpus.

    python -m training.context [--held K]

Annotates the corpus as ``evals.corpus`` does (parses are kept), takes every person or noun phrase whose side only the context tells and whom the text's
reading names with one side, and fits a conditional logit over the sides in question (``annotate.context``): shared weights and weights by sort, with a
ridge. With ``--held K`` each fifth dispute from the K-th is left out and measured. Writes ``resources/actors/context.tsv``; weights near nought are dropped.
Needs the ``training`` group (SciPy).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix

from detente.annotate import context
from evals.actors import ROLES, as_list, evidence, named_alike, scorer
from evals.corpus import document, plain
from evals.dev import kept_pipeline
from training import logit
from training.corpus.__main__ import TEXTS, load
from training.folds import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.annotate.draft import Draft
    from training.corpus.format import Text

OUT = Path(__file__).resolve().parents[1] / "src/detente/resources/actors/context.tsv"
RIDGE = 3.0
OF_A_SORT = 0.5  # how strongly a sort's own weights are fitted beside the shared ones
LEAST = 0.02
FOLDS = 5
HEAD = "# Written by training/context.py from the corpus: what each clue adds to the chance that somebody acts for a side.\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whose side the context tells: his paragraph, name or noun phrase, sort, the sides in question with their clues, and who was chosen."""

    paragraph: int
    called: str
    sort: str
    rows: Mapping[str, Mapping[str, float]]
    chosen: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """One asked about, with the side that the reading gives him."""

    dispute: str
    asked: Asked
    side: str


def examples(texts: list[Text]) -> Iterator[Example]:
    """Those asked about whom the readings name with one side."""
    annotator = kept_pipeline()._annotator  # noqa: SLF001  # the annotating step alone
    heard: list[Asked] = []
    side = context.side

    def overheard(draft: Draft, at: int, *, role: str = "", name: str = "", host: str | None = None) -> str | None:
        chosen = side(draft, at, role=role, name=name, host=host)
        rows = {k: v for k, v in context.told(draft, at, role=role, name=name).items() if k != host}
        paragraph = draft.sentences[draft.tokens[at].sentence].paragraph
        heard.append(Asked(paragraph, name or role, context.sort(draft, at, name), rows, chosen))
        return chosen

    with patch.object(context, "side", overheard):
        for text in texts:
            heard.clear()
            list(annotator.annotate([document(text)]))
            yield from _of_text(text, heard)


def _of_text(text: Text, heard: list[Asked]) -> Iterator[Example]:
    score, reading = scorer(), plain(text.reading)
    paragraphs = [words for kind, words in text.blocks if kind != "junk"]
    named: list[tuple[frozenset[int], dict[str, Any]]] = []
    for layer, role in ROLES:
        for note in reading.get(layer) or []:
            places = frozenset(n for n, words in enumerate(paragraphs) if evidence(layer, note) in words)
            named += [(places, actor) for actor in as_list(note.get(role))]
    for asked in heard:
        sides = {
            actor["side"]
            for places, actor in named
            if (asked.sort == "person" or asked.paragraph in places)
            and named_alike(score, actor, {"name": asked.called})
        }
        if len(sides) == 1 and None not in sides:
            yield Example(text.header["dispute"], asked, sides.pop())


def fitted(found: list[Example]) -> dict[str, float]:
    """The weights of a conditional logit with a ridge."""
    names: dict[str, int] = {}
    cells: list[tuple[int, int, float]] = []
    owners: list[int] = []
    wanted: list[float] = []
    usable = [example for example in found if example.side in example.asked.rows]
    for number, example in enumerate(usable):
        for side, row in example.asked.rows.items():
            for clue, amount in row.items():
                cells.append((len(owners), names.setdefault(clue, len(names)), amount))
                of_sort = names.setdefault(f"{example.asked.sort}:{clue}", len(names))
                cells.append((len(owners), of_sort, amount * OF_A_SORT))
            owners.append(number)
            wanted.append(float(side == example.side))
    at, columns, values = zip(*cells, strict=True)
    clues_of = csr_matrix((values, (at, columns)), shape=(len(owners), len(names)))
    best = logit.best(clues_of, np.array(owners), np.array(wanted), ridge=RIDGE)
    return {name: float(best[k]) * (OF_A_SORT if ":" in name else 1.0) for name, k in names.items()}


def right(found: list[Example], weights: Mapping[str, float]) -> float:
    """The share of examples whose side the weights choose."""
    hits = 0
    for example in found:
        rows = example.asked.rows
        worth = {
            side: sum((weights.get(c, 0.0) + weights.get(f"{example.asked.sort}:{c}", 0.0)) * a for c, a in row.items())
            for side, row in rows.items()
        }
        hits += bool(worth) and min(worth, key=lambda side: (-worth[side], side)) == example.side
    return hits / max(len(found), 1)


def main() -> None:
    """Reads, fits, measures what was held out, writes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--held", type=int)
    args = options.parse_args()
    found = list(examples(load(sorted(TEXTS.glob("*.txt")))[0]))
    weights = fitted([e for e in found if args.held is None or fold(e.dispute, FOLDS) != args.held])
    logit.write(OUT, HEAD, weights, least=LEAST)
    print(f"{len(found)} asked about")
    held = [e for e in found if fold(e.dispute, FOLDS) == args.held]
    if held:
        before = sum(e.asked.chosen == e.side for e in held) / len(held)
        print(f"held out: {len(held)}, right {before:.3f} as chosen before, {right(held, weights):.3f} now")


if __name__ == "__main__":
    main()
