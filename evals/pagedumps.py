"""How well the line classifier tells an article's own lines on page dumps, cross-validated by page; and how fast.

    python -m evals.pagedumps

First the measure that extractors of articles are compared by (and by which keeping every line has .898 on ``main`` and .653 on
``full``): four words in a row as often as the article has them, precision and recall each a mean over the pages. The article is
what ``full`` labels as its own, for both kinds, so what a dump in ``main`` never had counts as missed. Beside it F1 of lines,
each counted once however short, and of their characters.

Needs the group ``training`` (scikit-learn) and ``../shared``.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from detente.ingest import lines, plaintext
from training.page_lines import Labelled, cross_validated, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THRESHOLD = 0.5
LENGTH = 4  # words of a shingle
_WORD = re.compile(r"\w+")

Shingles = Counter[tuple[str, ...]]
Scores = dict[tuple[str, str], np.ndarray]


def shingles(page: Labelled, kept: np.ndarray) -> Shingles:
    """The runs of four words in the lines kept, with how often each stands there."""
    words = _WORD.findall("\n".join(line.text for line, is_kept in zip(page.lines, kept, strict=True) if is_kept))
    return Counter(tuple(words[i : i + LENGTH]) for i in range(max(1, len(words) - LENGTH + 1)))


def shingle_f1(pages: Sequence[tuple[Labelled, np.ndarray]], articles: Mapping[str, Shingles]) -> float:
    """F1 of mean precision and mean recall of shingles, of pages and the lines kept of each."""
    precision, recall = [], []
    for page, kept in pages:
        found, article = shingles(page, kept), articles[page.page]
        hits = sum((found & article).values())
        precision.append(hits / sum(found.values()))
        recall.append(hits / sum(article.values()))
    first, second = float(np.mean(precision)), float(np.mean(recall))
    return 2 * first * second / (first + second)


def figures(pages: list[Labelled], scores: Scores, kind: str) -> dict[str, float]:
    """F1 of shingles, with what keeping every line gives; precision, recall and F1 of lines; F1 of their characters."""
    articles = {page.page: shingles(page, page.labels == 1) for page in pages if page.kind == "full"}
    chosen = [page for page in pages if page.kind == kind]
    kept = [scores[kind, page.page] > THRESHOLD for page in chosen]
    gold = np.concatenate([page.labels for page in chosen])
    told = np.concatenate(kept)
    sizes = np.array([len(line.text) for page in chosen for line in page.lines])
    hits = (gold == 1) & told
    return {
        "F1 of shingles": shingle_f1(list(zip(chosen, kept, strict=True)), articles),
        "keeping every line": shingle_f1([(page, page.labels >= 0) for page in chosen], articles),
        "F1 of lines": f1(gold, told),
        "precision": float(hits.sum() / told.sum()),
        "recall": float(hits.sum() / gold.sum()),
        "of their characters": f1(gold, told, sizes),
    }


def f1(gold: np.ndarray, told: np.ndarray, weights: np.ndarray | None = None) -> float:
    """F1 of the lines kept; 1 where there are none to keep and none is."""
    weights = np.ones(len(gold)) if weights is None else weights
    both = weights[(gold == 1) & told].sum()
    total = weights[gold == 1].sum() + weights[told].sum()
    return float(2 * both / total) if total else 1.0


def speed(pages: list[Labelled], kind: str) -> float:
    """Documents a second of processor time on one core, from text to scores; the fastest of three rounds."""
    model = lines.load()
    texts = [page.text for page in pages if page.kind == kind]
    model.scores(list(plaintext.lines(texts[0])))
    rounds = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            model.scores(list(plaintext.lines(text)))
        rounds.append(time.process_time() - start)
    return len(texts) / min(rounds)


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.parse_args()
    pages = load()
    for kind in ("main", "full"):
        print(kind.ljust(6), f"{speed(pages, kind):.0f} documents a second")
    scores = cross_validated(pages)
    for kind in ("main", "full"):
        row = figures(pages, scores, kind)
        print(kind.ljust(6), " · ".join(f"{name} {value:.3f}" for name, value in row.items()))


if __name__ == "__main__":
    main()
