"""Chooses how each layer is joined (``learned.joining.Limits``) on texts of disputes that the training has not seen."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from detente.extract.learned.guesses import DECIDING, hear
from detente.extract.learned.joining import Limits, draft, joined
from detente.extract.learned.network import FILES, made
from detente.model.findings import Failure
from detente.model.reading import LAYERS, Reading
from detente.pipeline import GRAMMAR
from detente.present.codebook import reading_json
from evals.actors import scorer
from evals.corpus import document, plain
from evals.dev import kept_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from detente.extract.learned.joining import Draft
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Layer
    from training.corpus.format import Text

ASKED = 0.1  # chance from which notes are made out, to be measured
ALONE = 1.01  # more than any chance
# Chances from which the reader's notes may stand
ADD = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
LEAST = 0.8  # of those, the lowest where the chance is not also of the field's value: below, most were wrong
SHOWN = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Case:
    """A text with what grammar and network say of it, and its own reading."""

    name: str
    style: str
    dispute: str
    annotated: AnnotatedDocument
    grammar: Reading
    draft: Draft
    gold: dict[str, Any]


def cases(texts: Iterable[Text], folder: Path) -> list[Case]:
    """The texts, annotated, read by the grammar, and guessed at by the network in a folder."""
    network = made({name: (folder / name).read_bytes() for name in FILES})
    pipeline = kept_pipeline(GRAMMAR)
    kept = list(texts)
    found = []
    annotating = pipeline._annotator.annotate([document(text) for text in kept])  # noqa: SLF001
    for text, annotated in zip(kept, annotating, strict=True):
        outcome = pipeline.extract(annotated)
        if isinstance(outcome, Failure):
            sys.exit(f"{text.name}: {outcome.reason}")
        mine = draft(annotated, hear(network, annotated, outcome.reading.statements, lambda _: ASKED))
        found.append(
            Case(
                text.name,
                text.header["style"],
                text.header["dispute"],
                annotated,
                outcome.reading,
                mine,
                plain(text.reading),
            )
        )
    return found


def counts(score: Any, tested: Sequence[Case], layer: Layer, limits: Limits) -> tuple[int, int, int]:
    """Paired, wanted and found notes of a layer."""
    paired = wanted = found = 0
    for case in tested:
        notes = joined(case.annotated, layer, case.grammar.layer(layer), case.draft, limits)
        empty = Reading(document=case.grammar.document, issuer=case.grammar.issuer)
        shaped = reading_json(case.annotated.document, replace(empty, **{layer: notes}))[layer]  # type: ignore[arg-type]  # its own type
        gold = case.gold[layer]
        paragraphs = [" ".join(p.split()) for p in case.gold["document"]["paragraphs"]]
        paired += len(score.pair(layer, gold, shaped, paragraphs))
        wanted += len(gold)
        found += len(shaped)
    return paired, wanted, found


def figures(paired: int, wanted: int, found: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision, recall = paired / max(found, 1), paired / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


@dataclass(frozen=True)
class Chosen:
    """How a layer is joined, and precision, recall and F1 of the joined notes, of the reader's alone at its best and of the grammar's."""

    limits: Limits
    both: tuple[float, float, float]
    reader: tuple[float, float, float]
    grammar: tuple[float, float, float]


def tuned(tested: Sequence[Case]) -> dict[Layer, Chosen]:
    """For each layer the lowest chance from which the reader's notes, added to the grammar's, cost no precision."""
    score, best = scorer(), {}
    for layer in LAYERS:
        grammar = figures(*counts(score, tested, layer, Limits({"": ALONE}, 0.0)))
        reader = max(
            (figures(*counts(score, tested, layer, Limits({"": add}, ALONE))) for add in SHOWN), key=lambda f: f[2]
        )
        limits, both = Limits({"": ALONE}, 0.0), grammar
        for add in (a for a in ADD if layer in DECIDING or a >= LEAST):
            found = figures(*counts(score, tested, layer, Limits({"": add}, 0.0)))
            if found[0] >= grammar[0]:
                limits, both = Limits({"": add}, 0.0), found
                break
        best[layer] = Chosen(limits, both, reader, grammar)
        rows = (" ".join(f"{f:.3f}" for f in row) for row in (both, reader, grammar))
        print(f"{layer:12}", limits, *rows, sep="  ", flush=True)
    return best
