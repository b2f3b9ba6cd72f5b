"""Trains the line classifier of page dumps and writes ``src/detente/resources/ingest/page_lines.npz``.

    python -m training.page_lines [--pages ../shared/bench/pagedumps]

The pages (181 news and blog pages as plain text, a label a line; the collection is MIT, the pages their publishers') give
numbers only: weights of hashed buckets, and thresholds over features of lines. No text of theirs is kept. Seeds are fixed.
Needs the group ``training`` (scikit-learn).
"""

from __future__ import annotations

import argparse
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from detente.ingest import features, lines, plaintext

if TYPE_CHECKING:
    from detente.ingest.runs import Block

PAGES = Path(__file__).resolve().parents[2] / "shared/bench/pagedumps"
OUT = Path(__file__).resolve().parents[1] / "src/detente/resources/ingest/page_lines.npz"
FOLDS = 5  # of the cross-validation
INNER = 5  # folds of the inner predictions that the next step is trained on
SEED = 20
OWN_WEIGHT = 1.5  # to leave out an article's line is worse than to keep another: both measures peak at a chance of 0.4


Part = tuple[np.ndarray, np.ndarray, np.ndarray]  # features, labels, weights of some lines


@dataclass(frozen=True, slots=True)
class Size:
    """How large the trees grow."""

    trees: int
    depth: int
    leaves: int
    rate: float


FIRST = Size(trees=80, depth=4, leaves=14, rate=0.14)
SECOND = Size(trees=150, depth=5, leaves=22, rate=0.06)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page's lines with their labels. Variants of one page share ``page`` and stay on one side of a split."""

    page: str
    kind: str
    lines: tuple[Block, ...]
    labels: np.ndarray
    text: str = ""

    @property
    def weight(self) -> np.ndarray:
        """What its lines weigh: less on a long page, so that it does not outweigh the others; more where they are its own."""
        weights: np.ndarray = np.where(self.labels == 1, OWN_WEIGHT, 1.0) * (30 / (30 + len(self.lines))) ** 0.5
        return weights


def load(folder: Path = PAGES) -> list[Labelled]:
    """All pages, by kind and name."""
    pages = []
    for kind in ("main", "full"):
        gold = json.loads((folder / f"{kind}_linegold.json").read_text())
        for name in sorted(gold):
            text = (folder / kind / f"{name}.txt").read_text(encoding="utf-8")
            found = tuple(plaintext.lines(text))
            if len(found) != len(gold[name]):
                raise ValueError(f"{kind}/{name}: {len(found)} lines, {len(gold[name])} labels")
            pages.append(Labelled(name, kind, found, np.array(gold[name]), text))
    return pages


def cleaner(page: Labelled, *, share: float, seed: int, most: int = 1_000) -> Labelled:
    """The page as a better scraper would have left it: of the lines that are not its own, only a share.

    Of its own, ``most``: the first ones, so that short reports are learned too.
    """
    random = np.random.default_rng([seed, int(page.page[:8], 16)])
    own = (page.labels == 1) & (np.cumsum(page.labels) <= most)
    chosen = np.flatnonzero(own | ((page.labels == 0) & (random.random(len(page.labels)) < share)))
    return Labelled(page.page, "variant", tuple(page.lines[i] for i in chosen), page.labels[chosen])


def fold(page: str, folds: int) -> int:
    """Which fold a page is in, by its name."""
    return int(page[:8], 16) % folds


def bucket_matrix(pages: list[Labelled]) -> csr_matrix:
    """The hashed words of all lines, a row a line of length one."""
    parts = []
    for page in pages:
        found, line = features.buckets([each.text for each in page.lines])
        sizes = np.bincount(line, minlength=len(page.lines))
        values = (1 / np.sqrt(sizes[line])).astype(np.float32)
        parts.append(csr_matrix((values, (line, found)), shape=(len(page.lines), features.BUCKETS)))
    return vstack(parts).tocsr()


def fit_words(pages: list[Labelled]) -> tuple[np.ndarray, float]:
    """Weights of the hashed words by logistic regression."""
    model = LogisticRegression(C=2.0, max_iter=300, random_state=SEED)
    labels = np.concatenate([page.labels for page in pages])
    model.fit(bucket_matrix(pages), labels, sample_weight=np.concatenate([page.weight for page in pages]))
    return model.coef_[0].astype(np.float16).astype(np.float32), float(model.intercept_[0])


def fit_trees(parts: list[Part], *, size: Size) -> lines.Trees:
    """Boosted trees, laid out as complete ones."""
    model = HistGradientBoostingClassifier(
        max_iter=size.trees,
        learning_rate=size.rate,
        max_depth=size.depth,
        max_leaf_nodes=size.leaves,
        min_samples_leaf=25,
        l2_regularization=3.0,
        max_features=0.3,
        random_state=SEED,
    )
    tables, labels, weights = (np.concatenate(each) for each in zip(*parts, strict=True))
    with threadpool_limits(1):  # threads that wait for each other take longer than one alone
        model.fit(tables, labels, sample_weight=weights)
    inner, leaves = 2**size.depth - 1, 2**size.depth
    grown = model._predictors  # noqa: SLF001  # scikit-learn has no public way to its trees
    feature = np.zeros((len(grown), inner), dtype=np.int16)
    threshold = np.full((len(grown), inner), np.inf, dtype=np.float32)
    values = np.zeros((len(grown), leaves), dtype=np.float32)
    for number, (tree,) in enumerate(grown):
        _lay_out(tree.nodes, 0, 0, (feature[number], threshold[number], values[number]))
    base = model._baseline_prediction  # noqa: SLF001  # as above
    return lines.Trees(feature, threshold, values, float(np.ravel(base)[0]))


def _lay_out(nodes: np.ndarray, source: int, target: int, tree: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    """Puts a node, and what is below it, where a complete tree has it."""
    feature, threshold, values = tree
    node = nodes[source]
    if target >= len(feature):
        values[target - len(feature)] = node["value"]
    elif node["is_leaf"]:  # asked in vain: everything goes left, down to the first leaf
        _lay_out(nodes, source, 2 * target + 1, tree)
    else:
        feature[target], threshold[target] = node["feature_idx"], node["num_threshold"]
        _lay_out(nodes, int(node["left"]), 2 * target + 1, tree)
        _lay_out(nodes, int(node["right"]), 2 * target + 2, tree)


def word_scores(page: Labelled, weights: np.ndarray, bias: float) -> np.ndarray:
    """Each line's log odds by its words."""
    unused = lines.Trees(np.zeros((0, 0), np.int16), np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32), 0.0)
    return lines.LineModel(weights, bias, unused, unused).word_scores(page.lines)


def fit(pages: list[Labelled], owns: list[np.ndarray] | None = None, *, inner: int = INNER) -> lines.LineModel:
    """The whole model. Each step learns from predictions of the step before on pages that step had not seen."""
    owns = owns or [features.own(page.lines) for page in pages]
    folds = [fold(page.page[8:], inner) for page in pages]
    scored: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for held in range(inner):
        weights = fit_words([page for page, f in zip(pages, folds, strict=True) if f != held])
        for i, page in enumerate(pages):
            if folds[i] == held:
                scored[i] = word_scores(page, *weights)
    tables = [features.around(table, scores) for table, scores in zip(owns, scored, strict=True)]
    parts = [(table, page.labels, page.weight) for table, page in zip(tables, pages, strict=True)]
    looks: list[Part] = []
    for held in range(inner):
        trees = fit_trees([part for part, f in zip(parts, folds, strict=True) if f != held], size=FIRST)
        for (table, labels, weight), f in zip(parts, folds, strict=True):
            if f == held:
                chosen, look = features.again(table, trees.scores(table))
                looks.append((look, labels[chosen], weight[chosen]))
    return lines.LineModel(*fit_words(pages), fit_trees(parts, size=FIRST), fit_trees(looks, size=SECOND))


def training_set(pages: list[Labelled]) -> list[Labelled]:
    """The pages and variants of them, cleaner and shorter."""
    chosen = [page for page in pages if page.kind == "main" and page.labels.any()]
    variants = ((1, 0.35, 1_000), (2, 0.12, 1_000), (3, 0.5, 6), (4, 0.5, 3))
    return [
        *pages,
        *(cleaner(page, share=share, seed=seed, most=most) for seed, share, most in variants for page in chosen),
    ]


def cross_validated(pages: list[Labelled]) -> dict[tuple[str, str], np.ndarray]:
    """Scores of each page by a model that saw no variant of it."""
    everything = training_set(pages)
    owns = {id(page): features.own(page.lines) for page in everything}
    scores = {}
    for held in range(FOLDS):
        seen = [page for page in everything if fold(page.page, FOLDS) != held]
        model = fit(seen, [owns[id(page)] for page in seen], inner=2)  # fewer than in earnest, to spare time
        for page in pages:
            if fold(page.page, FOLDS) == held:
                scores[page.kind, page.page] = np.array(model.scores(page.lines))
    return scores


def saved(model: lines.LineModel) -> bytes:
    """The model as a file's bytes; the same model gives the same bytes."""
    out = io.BytesIO()
    arrays: dict[str, Any] = {"words": model.words.astype(np.float16), "bias": np.float64(model.bias)}
    for look, trees in (("first", model.first), ("second", model.second)):
        arrays[f"{look}_feature"] = trees.feature
        arrays[f"{look}_threshold"] = trees.threshold
        arrays[f"{look}_leaves"] = trees.leaves
        arrays[f"{look}_base"] = np.float64(trees.base)
    np.savez_compressed(out, **arrays)
    return out.getvalue()


def main() -> None:
    """Trains on all pages and writes the model."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, default=PAGES)
    options.add_argument("--out", type=Path, default=OUT)
    args = options.parse_args()
    data = saved(fit(training_set(load(args.pages))))
    args.out.write_bytes(data)
    print(f"{args.out}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
