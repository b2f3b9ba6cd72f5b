"""Grows the trees that say how likely a note is right (``learned.weighing``), on texts that the reader has not learnt.

A note is right when it pairs with one of the text's own; of several that pair with the same, the likeliest alone, so that the trees learn to doubt what is said twice.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from detente.extract.learned import aiming
from detente.extract.learned.joining import traits, weights
from detente.extract.learned.weighing import DEPTH, PARTS, TREED, Weigher
from evals.actors import scorer
from training.folds import inner_fold
from training.reader.pairing import Pairing
from training.reader.tune import ASK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.extract.learned.joining import Weights
    from detente.extract.learned.traits import Traits
    from detente.extract.learned.weighing import Hand
    from detente.model.reading import Layer, Note
    from training.reader.tune import Case

FOLDS = 5
Trees = dict[tuple["Layer", "Hand"], Weigher]


class Told:
    """The notes of a layer and hand in all texts: their traits, which are right, and the fold of each one's dispute."""

    def __init__(self, layer: Layer, hand: Hand, cases: Sequence[Case]) -> None:
        self.rows: list[Traits] = []
        self.right: list[bool] = []
        self.folds: list[int] = []
        for case in cases:
            found = traits(case.annotated, case.grammar, case.draft, {layer: ASK[layer]})[layer]
            rows = found.of_reader() if hand == "reader" else found.of_grammar()
            self.rows += rows
            self.right += _right(case, layer, _notes(case, layer, hand), [_rank(row) for row in rows])
            self.folds += [inner_fold(case.dispute, FOLDS)] * len(rows)


def _rank(row: Traits) -> float:
    return row.get("sure", row.get("heard", 0.0))


def _notes(case: Case, layer: Layer, hand: Hand) -> list[Note]:
    """The notes, events with the recipients that they get when joined."""
    found = (
        [note for _, note in case.draft.of(layer, ASK[layer])] if hand == "reader" else list(case.grammar.layer(layer))
    )
    return list(aiming.aimed(case.annotated, found, case.draft.notes)) if layer == "events" else found


def _right(case: Case, layer: Layer, notes: Sequence[Note], ranks: Sequence[float]) -> list[bool]:
    if layer not in case.pairings:
        case.pairings[layer] = Pairing(scorer(), layer, case.gold)
    taken: set[int] = set()
    right = [False] * len(notes)
    for number in sorted(range(len(notes)), key=lambda n: -ranks[n]):
        free = [wanted for wanted in case.pairings[layer].fitting(notes[number]) if wanted not in taken]
        taken.update(free[:1])
        right[number] = bool(free)
    return right


def grown(cases: Sequence[Case]) -> tuple[Trees, list[Trees]]:
    """The trees, and for each fold of disputes those that are grown on the others."""
    every: Trees = {}
    apart: list[Trees] = [{} for _ in range(FOLDS)]
    for layer, hand in TREED:
        told = Told(layer, hand, cases)
        every[layer, hand] = made(told.rows, told.right)
        for number, trees in enumerate(apart):
            others = [n for n, fold in enumerate(told.folds) if fold != number]
            trees[layer, hand] = made([told.rows[n] for n in others], [told.right[n] for n in others])
    return every, apart


def weighed(tested: Sequence[Case], guards: Mapping[str, Sequence[Case]]) -> Trees:
    """The trees; every text's notes are weighed meanwhile, those of the texts that they are grown on by trees of other disputes."""
    trees, apart = grown(tested)
    for case in tested:
        case.weights.update(_weights(case, apart[inner_fold(case.dispute, FOLDS)]))
    for case in (one for some in guards.values() for one in some):
        case.weights.update(_weights(case, trees))
    return trees


def _weights(case: Case, trees: Trees) -> dict[Layer, Weights]:
    return weights(traits(case.annotated, case.grammar, case.draft, ASK), trees)


def packed(trees: Trees) -> bytes:
    """The file of all trees."""
    arrays: dict[str, Any] = {}
    for (layer, hand), one in trees.items():
        values = (np.array(one.names), np.array(one.base), one.asked.astype(np.uint8), one.bounds, one.leaves)
        for part, value in zip(PARTS, values, strict=True):
            arrays[f"{layer} {hand} {part}"] = value
    packing = io.BytesIO()
    np.savez_compressed(packing, **arrays)
    return packing.getvalue()


def made(rows: Sequence[Traits], right: Sequence[bool]) -> Weigher:
    """Trees that tell the right notes from the others, by their traits."""
    names = tuple(sorted({name for row in rows for name in row}))
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = HistGradientBoostingClassifier(
        max_depth=DEPTH, learning_rate=0.05, max_iter=200, min_samples_leaf=40, l2_regularization=10.0, max_features=0.3, random_state=0, early_stopping=False
    )  # fmt: skip
    model.fit(table, np.array(right))
    trees = [_whole(stage[0].nodes) for stage in model._predictors]  # noqa: SLF001  # scikit-learn has no other way to its trees
    asked, bounds, leaves = (np.array(part) for part in zip(*trees, strict=True))
    base = float(np.ravel(model._baseline_prediction)[0])  # noqa: SLF001
    return Weigher(names, base, asked.astype(np.int64), bounds, leaves.astype(np.float32))


def _whole(nodes: Any) -> tuple[list[int], list[float], list[float]]:
    """A tree as one of all three questions: what a leaf higher up says is said by all leaves in its place."""
    inner = 2**DEPTH - 1
    asked, bounds, leaves = [0] * inner, [np.inf] * inner, [0.0] * (inner + 1)

    def put(node: int, at: int) -> None:
        here = nodes[node]
        if at >= inner:
            leaves[at - inner] = float(here["value"])
        elif here["is_leaf"]:
            put(node, 2 * at + 1)
            put(node, 2 * at + 2)
        else:
            asked[at], bounds[at] = int(here["feature_idx"]), float(here["num_threshold"])
            put(int(here["left"]), 2 * at + 1)
            put(int(here["right"]), 2 * at + 2)

    put(0, 0)
    return asked, bounds, leaves
