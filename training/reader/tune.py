"""Chooses how each layer is joined (``learned.joining.Limits``) on texts of disputes that the training has not seen."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from detente.extract.learned.guesses import hear
from detente.extract.learned.hints import hints
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
ADD = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)  # chances from which the reader's notes may stand
KEEP = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)  # chances that the grammar's notes may need to stay
ROUNDS = 3


@dataclass(frozen=True)
class Case:
    """A text with what grammar and network say of it (the network also without the grammar's hints), and its own reading."""

    name: str
    style: str
    dispute: str
    annotated: AnnotatedDocument
    grammar: Reading
    draft: Draft
    alone: Draft
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
        said, known = outcome.reading.statements, hints(annotated, outcome.reading)
        drafts = [
            draft(annotated, hear(network, annotated, said, hints=given, ask=lambda _: ASKED)) for given in (known, ())
        ]
        found.append(
            Case(
                text.name,
                text.header["style"],
                text.header["dispute"],
                annotated,
                outcome.reading,
                *drafts,
                plain(text.reading),
            )
        )
    return found


def counts(
    score: Any, tested: Sequence[Case], layer: Layer, limits: Limits, *, alone: bool = False
) -> tuple[int, int, int]:
    """Paired, wanted and found notes of a layer; ``alone``: the reader's, with no word of the grammar's."""
    paired = wanted = found = 0
    for case in tested:
        grammar, mine = ((), case.alone) if alone else (case.grammar.layer(layer), case.draft)
        notes = joined(case.annotated, layer, grammar, mine, limits)
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
    """For each layer how it is joined best, by F1 on the tested texts: each setting in turn, until none gets better."""
    score, best = scorer(), {}
    for layer in LAYERS:
        grammar = figures(*counts(score, tested, layer, Limits({"": ALONE}, 0.0)))
        reader = max(
            (figures(*counts(score, tested, layer, Limits({"": add}, 0.0), alone=True)) for add in ADD),
            key=lambda f: f[2],
        )
        limits, both = Limits({"": ALONE}, 0.0), grammar
        for _ in range(ROUNDS):
            before = limits
            ways = [replace(limits, add={"": add}) for add in ADD]
            ways += [replace(limits, keep=keep) for keep in KEEP] + [replace(limits, leads=not limits.leads)]
            for way in ways:
                found = figures(*counts(score, tested, layer, way))
                if found[2] > both[2]:
                    limits, both = way, found
            if limits == before:
                break
        best[layer] = Chosen(limits, both, reader, grammar)
        rows = (" ".join(f"{f:.3f}" for f in row) for row in (both, reader, grammar))
        print(f"{layer:12}", limits, *rows, sep="  ", flush=True)
    return best
