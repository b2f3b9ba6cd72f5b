"""Chooses how each layer is joined (``learned.joining.Limits``) on texts of disputes that the training has not seen."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from detente.extract.frames import aims
from detente.extract.learned.guesses import hear
from detente.extract.learned.hints import hints
from detente.extract.learned.joining import NEVER, Limits, draft, joined
from detente.extract.learned.labels import LABELS
from detente.extract.learned.network import FILES, made
from detente.extract.learned.notes import STEP
from detente.model.findings import Failure
from detente.model.reading import LAYERS, Reading
from detente.pipeline import GRAMMAR
from detente.present.codebook import reading_json
from evals.actors import scorer
from evals.corpus import document, plain
from evals.dev import SHARED, ingested, kept_pipeline
from evals.scores import FLOORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from detente.extract.learned.joining import Draft
    from detente.extract.learned.labels import Label
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Document
    from detente.model.reading import Layer
    from training.corpus.format import Text

# At lower chances for all labels alike more events were wrong than right
LEAST = {"events": 0.7}
# What the check set forbade: of terms all that was better on held-out texts fell under its floor, by one to three of its 36 notes; of measures what was
# better by .004; of positions, lower chances fell under the grammar's alone (a written text says half of its stances without a word for them, an article fewer)
SETTLED: dict[Layer, Limits] = {
    "positions": Limits({"": 0.6}, 0.0),
    "terms": Limits({"": 0.6, "unless": 0.7, "no-preconditions": 0.5}, 0.0),
    "measures": Limits(
        {"": 0.92, "embargo": 0.4, "restrict": 0.6, "ease": 0.7, "delist": 0.5, "waive": 0.5, "extend": 0.6}, 0.05
    ),
}
ASKED = 0.1  # chance from which notes are made out, to be measured
ALONE = 1.01  # more than any chance
# Chances from which the reader's notes may stand
ADD = (0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.87, 0.9, 0.92, 0.95)
KEEP = (0.0, 0.02, 0.05, 0.1, 0.15)  # chances that the grammar's notes may need to stay
# Chances from which the reader's actors may take the place of those in a grammar's event
MEND = (NEVER, 0.5, 0.6, 0.7, 0.8)
OF_LABEL = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, ALONE)  # chances tried for a label by itself
WORTH = 0.0005  # how much better F1 must be for a label to have a chance of its own


Figures = tuple[float, float, float]


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
    kept = list(texts)
    told = [(t.name, t.header["style"], t.header["dispute"], plain(t.reading)) for t in kept]
    return _cases([document(text) for text in kept], told, folder)


def guard(folder: Path) -> list[Case]:
    """The tune set of ../shared/gold likewise; none where it is absent."""
    if not (SHARED / "gold").exists():
        return []
    rows = (line.split("\t") for line in (SHARED / "gold/split.tsv").read_text().splitlines()[1:])
    paths = [SHARED / "gold" / f"{row[0]}.json" for row in rows if row[1] == "tune"]
    told = [(path.stem, "", "", json.loads(path.read_text())) for path in paths]
    return _cases([ingested(path) for path in paths], told, folder)


def _cases(documents: Sequence[Document], told: Sequence[tuple[str, str, str, Any]], folder: Path) -> list[Case]:
    network = made({name: (folder / name).read_bytes() for name in FILES})
    pipeline = kept_pipeline(GRAMMAR)
    found = []
    for row, annotated in zip(told, pipeline._annotator.annotate(documents), strict=True):  # noqa: SLF001
        outcome = pipeline.extract(annotated)
        if isinstance(outcome, Failure):
            sys.exit(f"{row[0]}: {outcome.reason}")
        said, known = outcome.reading.statements, hints(annotated, outcome.reading)
        drafts = [
            draft(annotated, hear(network, annotated, said, hints=given, ask=lambda _: ASKED, mend=_mended))
            for given in (known, ())
        ]
        found.append(Case(*row[:3], annotated, outcome.reading, *drafts, row[3]))
    return found


def _mended(label: Label) -> bool:
    return label.layer == "events"


def counts(
    score: Any, tested: Sequence[Case], layer: Layer, limits: Limits, *, alone: bool = False
) -> tuple[int, int, int]:
    """Paired, wanted and found notes of a layer; ``alone``: the reader's, with no word of the grammar's."""
    paired = wanted = found = 0
    for case in tested:
        grammar, mine = ((), case.alone) if alone else (case.grammar.layer(layer), case.draft)
        notes = joined(case.annotated, layer, grammar, mine, limits)
        if layer == "events":
            notes = aims.filled(case.annotated, notes, step=STEP)  # type: ignore[arg-type]  # events alone
        empty = Reading(document=case.grammar.document, issuer=case.grammar.issuer)
        shaped = reading_json(case.annotated.document, replace(empty, **{layer: notes}))[layer]  # type: ignore[arg-type]  # its own type
        gold = case.gold[layer]
        paragraphs = [" ".join(p.split()) for p in case.gold["document"]["paragraphs"]]
        paired += len(score.pair(layer, gold, shaped, paragraphs))
        wanted += len(gold)
        found += len(shaped)
    return paired, wanted, found


def figures(paired: int, wanted: int, found: int) -> Figures:
    """Precision, recall, F1."""
    precision, recall = paired / max(found, 1), paired / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


@dataclass(frozen=True)
class Chosen:
    """How a layer is joined, and precision, recall and F1 of the joined notes, of the reader's alone at its best and of the grammar's."""

    limits: Limits
    both: Figures
    reader: Figures
    grammar: Figures


def tuned(tested: Sequence[Case], guard: Sequence[Case]) -> dict[Layer, Chosen]:
    """For each layer the joining with the best F1 on held-out texts, of those that the guard allows.

    First one chance for all labels is chosen, among those with which precision is not under the grammar's; then, label by label, one of its
    own where that is better. The guard, real articles that the grammar's writers have read, chooses nothing: it forbids what falls under its floor.
    """
    floors = json.loads(FLOORS.read_text())["floors"]["tune"]
    best: dict[Layer, Chosen] = {}
    for layer in LAYERS:
        measure = partial(_measured, scorer(), layer=layer)
        none = Limits({"": ALONE}, 0.0)
        grammar = measure(tested, none)
        least = floors[layer] if guard else 0.0

        def allowed(way: Limits, found: Figures, gained: float) -> bool:
            return found[2] > gained and (not guard or measure(guard, way)[2] >= least)  # noqa: B023  # called in its round

        reader = max((measure(tested, Limits({"": add}, 0.0), alone=True) for add in ADD), key=lambda f: f[2])
        ranked = sorted(((measure(tested, way), way) for way in _ways(layer)), key=lambda m: -m[0][2])
        fitting = ((way, f) for f, way in ranked if f[0] >= grammar[0] and allowed(way, f, grammar[2]))
        settled = SETTLED.get(layer)
        limits, both = (settled, measure(tested, settled)) if settled else next(fitting, (none, grammar))
        for label in () if settled else (label.value for label in LABELS if label.layer == layer):
            ways = [replace(limits, add={**limits.add, label: add}) for add in OF_LABEL]
            ranked = sorted(((measure(tested, way), way) for way in ways), key=lambda m: -m[0][2])
            limits, both = next(((w, f) for f, w in ranked if allowed(w, f, both[2] + WORTH)), (limits, both))
        best[layer] = Chosen(limits, both, reader, grammar)
        rows = (" ".join(f"{f:.3f}" for f in row) for row in (both, reader, grammar))
        print(f"{layer:12}", limits, *rows, sep="  ", flush=True)
    return best


def _measured(score: Any, tested: Sequence[Case], limits: Limits, *, layer: Layer, alone: bool = False) -> Figures:
    return figures(*counts(score, tested, layer, limits, alone=alone))


def _ways(layer: Layer) -> Iterator[Limits]:
    """What is tried with one chance for all labels of a layer."""
    for mend in MEND if layer == "events" else MEND[:1]:
        for keep in KEEP:
            yield from (Limits({"": add}, keep, mend) for add in ADD if add >= LEAST.get(layer, 0.0))
