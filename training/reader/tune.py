"""Chooses how each layer is joined (``learned.joining.Limits``) on texts of disputes that the training has not seen."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from detente.extract.learned import aiming
from detente.extract.learned.guesses import hear
from detente.extract.learned.hints import hints
from detente.extract.learned.joining import NEVER, Limits, Weights, draft, joined
from detente.extract.learned.labels import LABELS
from detente.extract.learned.network import FILES, made
from detente.model.findings import Failure
from detente.model.reading import LAYERS
from detente.pipeline import GRAMMAR
from evals.actors import scorer
from evals.corpus import document, plain
from evals.dev import SHARED, ingested, kept_pipeline
from evals.scores import FLOORS
from training.corpus.density import REAL
from training.reader.pairing import Pairing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from detente.extract.learned.joining import Draft
    from detente.extract.learned.labels import Label
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Document
    from detente.model.reading import Event, Layer, Note, Reading
    from training.corpus.format import Text

ARTICLE = 400  # words from which a text is as long as articles are
ENOUGH = 40  # such texts that must be there to choose on them alone
# Chances of a word from which the reader's notes are made out when joined: what is less likely is hardly ever right, and takes time
ASK: dict[Layer, float] = {
    "statements": 0.3, "events": 0.35, "positions": 0.3, "terms": 0.3, "measures": 0.3, "assessments": 0.25,
}  # fmt: skip
ASKED = 0.1  # chance from which notes are made out, to be measured
ALONE = 1.01  # more than any chance
# Weights from which the reader's notes may stand
ADD = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.87, 0.9, 0.92, 0.95, ALONE)
ALONE_AT = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)  # those from which its notes are measured alone
# Weights that the grammar's notes may need to stay; where no trees weigh them, they are mostly small
KEEP = (0.0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
# Layers in which the reader's actors may take the place of the grammar's, and chances from which they may
MENDED: frozenset[Layer] = frozenset({"events", "statements", "terms"})
MEND = (NEVER, 0.5, 0.6, 0.7, 0.8)
WORTH = 0.002  # how much better a choice must be for a label to have a chance of its own
ROUNDS = 2  # how often each number is chosen anew beside the others'


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
    weights: dict[Layer, Weights] = field(default_factory=dict, compare=False, repr=False)
    pairings: dict[Layer, Pairing] = field(default_factory=dict, compare=False, repr=False)
    aimed: dict[Event, Event] = field(default_factory=dict, compare=False, repr=False)


def cases(texts: Iterable[Text], folder: Path) -> list[Case]:
    """The texts, annotated, read by the grammar, and guessed at by the network in a folder."""
    kept = list(texts)
    told = [(t.name, t.header["style"], t.header["dispute"], plain(t.reading)) for t in kept]
    return _cases([document(text) for text in kept], told, folder)


def guards(folder: Path) -> dict[str, list[Case]]:
    """The tune and the check set of ../shared/gold likewise; none where they are absent."""
    if not (SHARED / "gold").exists():
        return {}
    rows = [line.split("\t") for line in (SHARED / "gold/split.tsv").read_text().splitlines()[1:]]
    found = {}
    for part in ("tune", "check"):
        paths = [SHARED / "gold" / f"{row[0]}.json" for row in rows if row[1] == part]
        told = [(path.stem, "", "", json.loads(path.read_text())) for path in paths]
        found[part] = _cases([ingested(path) for path in paths], told, folder)
    return found


def _cases(documents: Sequence[Document], told: Sequence[tuple[str, str, str, Any]], folder: Path) -> list[Case]:
    network = made({name: (folder / name).read_bytes() for name in FILES})
    pipeline = kept_pipeline(GRAMMAR)
    found = []
    for row, annotated in zip(told, pipeline._annotator.annotate(documents), strict=True):  # noqa: SLF001
        outcome = pipeline.extract(annotated)
        if isinstance(outcome, Failure):
            sys.exit(f"{row[0]}: {outcome.reason}")
        said, known = outcome.reading.statements, hints(annotated, outcome.reading)
        hinted, alone = (
            draft(annotated, hear(network, annotated, said, hints=given, ask=lambda _: ASKED, mend=_mended))
            for given in (known, ())
        )
        found.append(Case(*row[:3], annotated, outcome.reading, hinted, alone, row[3]))
    return found


def _mended(label: Label) -> bool:
    return label.layer in MENDED


def counts(
    score: Any, tested: Sequence[Case], layer: Layer, limits: Limits, *, alone: bool = False
) -> tuple[int, int, int]:
    """Paired, wanted and found notes of a layer; ``alone``: the reader's, with no word of the grammar's."""
    paired = wanted = found = 0
    for case in tested:
        notes = _alone(case, layer, limits) if alone else _joined(case, layer, limits)
        if layer not in case.pairings:
            case.pairings[layer] = Pairing(score, layer, case.gold)
        pairing = case.pairings[layer]
        paired += pairing.paired(notes)
        wanted += len(pairing.gold)
        found += len(notes)
    return paired, wanted, found


def _joined(case: Case, layer: Layer, limits: Limits) -> Sequence[Note]:
    mine, grammar = case.draft.of(layer, limits.ask), case.grammar.layer(layer)
    notes = joined(case.annotated, layer, grammar, mine, limits=limits, weights=case.weights[layer])
    return _aimed(case, notes, case.draft) if layer == "events" else notes  # type: ignore[arg-type]  # events alone


def _alone(case: Case, layer: Layer, limits: Limits) -> Sequence[Note]:
    """The reader's notes by its own chances."""
    mine = case.alone.of(layer, ASKED)
    weights = Weights((), tuple(guess.sure for guess, _ in mine))
    notes = joined(case.annotated, layer, (), mine, limits=limits, weights=weights)
    return _aimed(case, notes, case.alone) if layer == "events" else notes  # type: ignore[arg-type]  # events alone


def _aimed(case: Case, events: Sequence[Event], mine: Draft) -> list[Event]:
    """The events with the likeliest recipients, weighed once each: what the other events of a try are hardly counts."""
    unknown = [event for event in events if event not in case.aimed]
    if unknown:
        case.aimed.update(zip(events, aiming.aimed(case.annotated, events, mine.notes), strict=True))
    return [case.aimed[event] for event in events]


def figures(paired: int, wanted: int, found: int) -> Figures:
    """Precision, recall, F1."""
    precision, recall = paired / max(found, 1), paired / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def thinned(paired: int, wanted: int, found: int, density: float) -> float:
    """F1 as it would be where notes are so many times rarer and all that is no note stays as it is."""
    hits, total = paired / density, wanted / density
    return 2 * hits / max(total + hits + found - paired, 1e-9)


@dataclass(frozen=True)
class Chosen:
    """How a layer is joined, and precision, recall and F1 of the joined notes, of the reader's alone at its best and of the grammar's."""

    limits: Limits
    both: Figures
    reader: Figures
    grammar: Figures


def tuned(tested: Sequence[Case], guards: Mapping[str, Sequence[Case]]) -> dict[Layer, Chosen]:
    """For each layer the joining that reads best.

    It is judged by F1 on the texts as long as articles that the training has not seen, thinned to the density of real articles, and, as much, by F1 on the
    tune set. First one weight for all labels is chosen, then, label by label, one of its own where that is clearly better: the trees know the label. The check
    set chooses nothing. What falls under its floor on either is forbidden.
    """
    floors = json.loads(FLOORS.read_text())["floors"]
    long = [case for case in tested if len(case.annotated.document.text.split()) >= ARTICLE]
    like = long if len(long) >= ENOUGH else tested
    best: dict[Layer, Chosen] = {}
    for layer in LAYERS:
        measure = partial(_measured, scorer(), layer=layer)
        judge = _Judge(layer, like, guards, {part: floors[part][layer] for part in guards})
        none = Limits({"": ALONE}, ask=ASK[layer])
        reader = max((measure(tested, Limits({"": add}), alone=True) for add in ALONE_AT), key=lambda f: f[2])
        limits = _climbed(layer, none, judge)
        best[layer] = Chosen(limits, measure(tested, limits), reader, measure(tested, none))
        rows = (" ".join(f"{f:.3f}" for f in row) for row in (best[layer].both, reader, best[layer].grammar))
        print(f"{layer:12}", limits, *rows, f"{judge.worth(limits):.3f}", sep="  ", flush=True)
    return best


def _climbed(layer: Layer, limits: Limits, judge: _Judge) -> Limits:
    """The way that is best in each of its numbers, the others being as they are."""
    mends = MEND if layer in MENDED else MEND[:1]
    for _ in range(ROUNDS):
        limits = max((replace(limits, add={"": add}) for add in ADD), key=judge.worth)
        limits = max((replace(limits, keep={"": keep}) for keep in KEEP), key=judge.worth)
        limits = max((replace(limits, mend=mend) for mend in mends), key=judge.worth)
    for _ in range(ROUNDS):
        for label in (label.value for label in LABELS if label.layer == layer and label.value):
            adds = (replace(limits, add={**limits.add, label: add}) for add in ADD)
            keeps = (replace(limits, keep={**limits.keep, label: keep}) for keep in KEEP)
            other = max((*adds, *keeps), key=judge.worth)
            limits = other if judge.worth(other) > judge.worth(limits) + WORTH else limits
        for other in (
            *(replace(limits, keep={**limits.keep, "": keep}) for keep in KEEP),
            *(replace(limits, add={**limits.add, "": add}) for add in ADD),
        ):
            limits = other if judge.worth(other) > judge.worth(limits) else limits
    return limits


class _Judge:
    """What ways of joining a layer are worth; each is measured once.

    Args:
        layer: the layer.
        like: unseen written texts.
        guards: the tune and the check set, where they are.
        floors: what F1 there may not fall under.
    """

    def __init__(
        self, layer: Layer, like: Sequence[Case], guards: Mapping[str, Sequence[Case]], floors: Mapping[str, float]
    ) -> None:
        self._layer, self._like, self._guards, self._floors = layer, like, guards, floors
        words = sum(len(case.annotated.document.text.split()) for case in like)
        notes = sum(len(case.gold[layer]) for case in like)
        self._density = 1000 * notes / max(words, 1) / REAL[layer]
        self._known: dict[tuple[object, ...], float] = {}

    def worth(self, way: Limits) -> float:
        """The mean of both F1, less ten times what is wanting to the floors."""
        key = (*sorted(way.add.items()), *sorted(way.keep.items()), way.mend)
        if key not in self._known:
            written = thinned(*counts(scorer(), self._like, self._layer, way), self._density)
            real = {part: _measured(scorer(), cases, way, layer=self._layer)[2] for part, cases in self._guards.items()}
            wanting = sum(max(0.0, floor - round(real[part], 3)) for part, floor in self._floors.items())
            self._known[key] = (written + real.get("tune", written)) / 2 - 10 * wanting
        return self._known[key]


def _measured(score: Any, tested: Sequence[Case], limits: Limits, *, layer: Layer, alone: bool = False) -> Figures:
    return figures(*counts(score, tested, layer, limits, alone=alone))
