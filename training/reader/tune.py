"""Chooses how each layer is joined (``learned.joining.Limits``) on texts of disputes that the training has not seen."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from detente.extract.learned.guesses import hear
from detente.extract.learned.joining import Limits, draft, joined
from detente.extract.learned.network import FILES, made
from detente.model.findings import Failure
from detente.model.reading import LAYERS, Reading
from detente.pipeline import EXTRACT, Pipeline
from detente.present.codebook import reading_json
from evals.corpus import document, plain
from evals.dev import SHARED, KeptParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from detente.extract.learned.joining import Draft
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Layer
    from training.corpus.format import Text

ADD = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 1.01)
KEEP = (0.0, 0.02, 0.07, 0.1, 0.15, 0.2, 0.3, 1.01)
LEAST_PRECISION = 0.5
GRAMMAR_STEPS = tuple(step for step in EXTRACT if step != "reader.v1")


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


def scorer() -> Any:
    """The scorer of ../shared as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{SHARED / 'score.py'} is needed")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(texts: Iterable[Text], folder: Path) -> list[Case]:
    """The texts, annotated, read by the grammar, and guessed at by the network in a folder."""
    network = made({name: (folder / name).read_bytes() for name in FILES})
    pipeline = Pipeline(steps=GRAMMAR_STEPS)
    pipeline._annotator.parser = KeptParser()  # type: ignore[attr-defined]  # noqa: SLF001  # the workbench swaps the parser
    kept = list(texts)
    found = []
    annotating = pipeline._annotator.annotate([document(text) for text in kept])  # noqa: SLF001
    for text, annotated in zip(kept, annotating, strict=True):
        outcome = pipeline.extract(annotated)
        if isinstance(outcome, Failure):
            sys.exit(f"{text.name}: {outcome.reason}")
        mine = draft(annotated, hear(network, annotated, outcome.reading.statements, lambda _: ADD[0]))
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
    """How a layer is joined, and precision, recall and F1 of the joined notes, of the reader's alone and of the grammar's."""

    limits: Limits
    both: tuple[float, float, float]
    reader: tuple[float, float, float]
    grammar: tuple[float, float, float]


def tuned(tested: Sequence[Case]) -> dict[Layer, Chosen]:
    """The best limits of each layer by F1, of those whose precision is high enough where any is."""
    score, best = scorer(), {}
    for layer in LAYERS:
        tried = []
        for add, keep, lead in product(ADD, KEEP, (False, True)):
            limits = Limits({"": add}, keep, lead)
            tried.append((limits, figures(*counts(score, tested, layer, limits))))
        limits, both = max(tried, key=lambda t: (t[1][0] >= LEAST_PRECISION, t[1][2]))
        alone = max((t[1] for t in tried if t[0].keep > 1), key=lambda found: found[2])
        rules = next(t[1] for t in tried if t[0].keep == 0 and t[0].of("") > 1)
        best[layer] = Chosen(limits, both, alone, rules)
        print(
            f"{layer:12}",
            limits,
            *(" ".join(f"{f:.3f}" for f in row) for row in (both, alone, rules)),
            sep="  ",
            flush=True,
        )
    return best
