"""How well the line classifier tells an article's own lines on page dumps, cross-validated by page; and how fast.

    python -m evals.pagedumps

Needs the group ``training`` (scikit-learn) and ``../shared``.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from detente.ingest import lines
from training.page_lines import Labelled, cross_validated, load

THRESHOLD = 0.5


def figures(pages: list[Labelled], scores: dict[tuple[str, str], np.ndarray], kind: str) -> dict[str, float]:
    """Line precision, recall and F1 over all lines; F1 of the lines' characters, over all and by page.

    The last is nearest to the shingle F1 by which extractors are compared; beside it, what keeping every line gives.
    """
    chosen = [page for page in pages if page.kind == kind]
    gold = np.concatenate([page.labels for page in chosen])
    told = np.concatenate([scores[kind, page.page] for page in chosen]) > THRESHOLD
    sizes = [np.array([len(line.text) for line in page.lines]) for page in chosen]
    each = [
        f1(page.labels, scores[kind, page.page] > THRESHOLD, size) for page, size in zip(chosen, sizes, strict=True)
    ]
    hits = (gold == 1) & told
    return {
        "precision": float(hits.sum() / told.sum()),
        "recall": float(hits.sum() / gold.sum()),
        "F1 of lines": f1(gold, told),
        "of their characters": f1(gold, told, np.concatenate(sizes)),
        "of characters, mean of pages": float(np.mean(each)),
        "keeping every line": float(
            np.mean([f1(p.labels, p.labels >= 0, s) for p, s in zip(chosen, sizes, strict=True)])
        ),
    }


def f1(gold: np.ndarray, told: np.ndarray, weights: np.ndarray | None = None) -> float:
    """F1 of the lines kept; 1 where there are none to keep and none is."""
    weights = np.ones(len(gold)) if weights is None else weights
    both = weights[(gold == 1) & told].sum()
    total = weights[gold == 1].sum() + weights[told].sum()
    return float(2 * both / total) if total else 1.0


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.parse_args()
    pages = load()
    scores = cross_validated(pages)
    for kind in ("main", "full"):
        row = figures(pages, scores, kind)
        print(kind.ljust(6), " · ".join(f"{name} {value:.3f}" for name, value in row.items()))
    model = lines.load()
    for kind in ("main", "full"):
        chosen = [page for page in pages if page.kind == kind]
        model.scores(chosen[0].lines)
        start = time.perf_counter()
        for page in chosen:
            model.scores(page.lines)
        print(kind.ljust(6), f"{len(chosen) / (time.perf_counter() - start):.0f} documents a second")


if __name__ == "__main__":
    main()
