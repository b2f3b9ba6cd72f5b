"""Learns whom events are aimed at, from the written corpus.

    python -m training.recipients EXAMPLES CASES [--known FILE] [--folds]

Two conditional logits over a document's parties and nobody, with shared weights, weights by type of event, and a ridge. The first
(``extract.recipients``) is fitted on every event of the corpus as its reading has it, from the clues of the text alone: EXAMPLES is the pickle that
``training.reader train`` keeps. The second (``extract.learned.aiming``) weighs that sum beside what grammar and reader found, on texts that the reader has
not seen: CASES is a pickle of ``training.reader.tune.cases``, made with the shipped reader where it is missing (``--known``: the run's ``known.json``); for it
the first is fitted without the disputes of those texts. ``--folds`` measures instead of writing: the second is fitted on four fifths of the disputes at a time, and recipients of the others' events (type, status, actors right) are judged before and after.
Needs the ``training`` group (SciPy).
"""

from __future__ import annotations

import argparse
import json
import pickle
from array import array
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix

from detente.extract.learned import aiming
from detente.extract.learned.joining import joined, traits, weights
from detente.extract.learned.labels import LABELS
from detente.extract.learned.weighing import shipped
from detente.extract.reader import limits
from detente.extract.recipients import weighing
from detente.extract.recipients.circle import Circle
from detente.extract.recipients.clues import Act
from detente.model.actors import Actor
from detente.model.reading import Event, Reading
from detente.present.codebook import reading_json
from evals.actors import scorer
from training import logit
from training.corpus.__main__ import TEXTS, load
from training.folds import inner_fold
from training.reader.tune import cases as made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.model.reading import Note
    from training.reader.examples import Example
    from training.reader.tune import Case

RESOURCES = Path(__file__).resolve().parents[1] / "src/detente/resources"
RIDGE = {weighing.TABLE: 3.0, aiming.TABLE: 5.0}
LEAST = {weighing.TABLE: 0.12, aiming.TABLE: 0.005}  # weights below which a clue is left out
OFTEN = 10  # rows in which a clue of the text must stand
OF_A_TYPE = 0.5  # how strongly a type's own weights are fitted beside the shared ones
FOLDS = 5
HEAD = (
    "# Written by training/recipients.py from the corpus: what each clue adds to the chance that a party is aimed at.\n"
)


@dataclass
class Rows:
    """The parties of many events, each with its features, and nobody; which of them are wanted."""

    names: dict[str, int] = field(default_factory=dict)
    stops: array[int] = field(default_factory=lambda: array("q", [0]))
    columns: array[int] = field(default_factory=lambda: array("i"))
    values: array[float] = field(default_factory=lambda: array("f"))
    owners: array[int] = field(default_factory=lambda: array("i"))
    shares: array[float] = field(default_factory=lambda: array("f"))
    events: int = 0

    def add(self, parties: Iterable[tuple[dict[str, float], bool]], *, wanted: bool) -> None:
        """Adds an event; one whose wanted recipients are no party of its document teaches nothing."""
        found = list(parties)
        hits = sum(hit for _, hit in found)
        if wanted and not hits:
            return
        for features, hit in found:
            self._row(features, hit / hits if hits else 0.0)
        self._row({}, 0.0 if hits else 1.0)
        self.events += 1

    def _row(self, features: dict[str, float], share: float) -> None:
        for name, value in features.items():
            self.columns.append(self.names.setdefault(name, len(self.names)))
            self.values.append(value)
        self.stops.append(len(self.columns))
        self.owners.append(self.events)
        self.shares.append(share)


def fitted(rows: Rows, *, ridge: float, often: int = 1, rounds: int = 200) -> dict[str, float]:
    """The weights of a conditional logit with a ridge."""
    shape = (len(rows.owners), len(rows.names))
    table = csr_matrix((np.array(rows.values), np.array(rows.columns), np.array(rows.stops)), shape=shape)
    kept = np.flatnonzero(np.bincount(np.array(rows.columns), minlength=shape[1]) >= often)
    named = list(rows.names)
    names = [named[n] for n in kept]
    scale = np.array([OF_A_TYPE if name.split(":")[0].isupper() else 1.0 for name in names])
    table = table[:, kept].multiply(scale).tocsr()
    best = logit.best(table, np.array(rows.owners), np.array(rows.shares), ridge=ridge, rounds=rounds)
    return dict(zip(names, (best * scale).tolist(), strict=True))


def of_text(examples: Iterable[Example]) -> dict[str, float]:
    """The weights of the text's clues."""
    rows, same = Rows(), scorer().same_actor
    for example in examples:
        circle = Circle(example.annotated)
        for note in example.notes:
            label = LABELS[note.label]
            if label.layer != "events":
                continue
            actors, wanted = (tuple(Actor(name=n, side=s) for n, s in role) for role in note.roles)
            gold = [shaped(actor) for actor in wanted]
            parties = [
                (
                    {name: 1.0 for clue in party.clues for name in (clue, f"{label.value}:{clue}")},
                    any(same(one, shaped(party.face)) for one in gold),
                )
                for party in Act(circle, note.anchor, actors).parties()
            ]
            rows.add(parties, wanted=bool(gold))
    print(f"{rows.events} events, {len(rows.names)} clues", flush=True)
    return fitted(rows, ridge=RIDGE[weighing.TABLE], often=OFTEN)


def shaped(actor: Actor) -> dict[str, Any]:
    """An actor as score.py has it."""
    return {"name": actor.name, "side": actor.side}


@dataclass(frozen=True)
class Asked:
    """An event that a case has too, or the reader thinks of: who could be its recipients, and who is.

    Attributes:
        counted: whether it is one of the joined events, right in type, status and actors.
    """

    dispute: str
    event: Event
    choices: list[aiming.Choice]
    gold: list[dict[str, Any]]
    counted: bool


def asked(case: Case) -> Iterator[Asked]:
    """The events of a case that its own reading has too, with those that the reader thinks of but is not sure enough to tell."""
    told = _told(case)
    places = {(getattr(e.evidence.where, "start", -1), e.type) for e in told}
    more = [
        note
        for guess, note in case.draft.notes
        if isinstance(note, Event) and (getattr(note.evidence.where, "start", -1), note.type) not in places
    ]
    found = aiming.Aiming(case.annotated, told, case.draft.notes)
    for events, counted in ((told, True), (more, False)):
        for event, note in zip(events, _plain(case, events), strict=True):
            gold = _fitting(case, note)
            if gold is not None:
                right = counted and gold["status"] == event.status
                yield Asked(case.dispute, event, found.choices(event, counted=counted), gold["recipients"], right)


def _told(case: Case) -> list[Event]:
    """The events of a case as they are joined, before their recipients are weighed."""
    limit = limits()["events"]
    weighed_so = weights(traits(case.annotated, case.grammar, case.draft, {"events": limit.ask}), shipped())
    mine = case.draft.of("events", limit.ask)
    found = joined(case.annotated, "events", case.grammar.events, mine, limits=limit, weights=weighed_so["events"])
    return [note for note in found if isinstance(note, Event)]


def _plain(case: Case, events: Sequence[Note]) -> list[dict[str, Any]]:
    reading = Reading(document=case.grammar.document, issuer=case.grammar.issuer, events=tuple(events))  # type: ignore[arg-type]  # events alone
    shaped_events: list[dict[str, Any]] = reading_json(case.annotated.document, reading)["events"]
    return shaped_events


def _fitting(case: Case, note: dict[str, Any]) -> dict[str, Any] | None:
    """The case's own event that is nearest to one found: of its type and actors, where the evidence overlaps."""
    score = scorer()
    fits = [
        gold
        for gold in case.gold["events"]
        if gold["type"] == note["type"]
        and score.overlaps(gold["evidence"], note["evidence"])
        and score.lists_agree(gold["actors"], note["actors"])
    ]
    return min(
        fits,
        key=lambda gold: (gold["status"] != note["status"], -score.iou(gold["evidence"], note["evidence"])),
        default=None,
    )


def of_all(found: Iterable[Asked]) -> dict[str, float]:
    """The weights of all that speaks for a recipient."""
    rows, same = Rows(), scorer().same_actor
    for one in found:
        parties = [(c.features, any(same(g, shaped(c.face)) for g in one.gold)) for c in one.choices]
        rows.add(parties, wanted=bool(one.gold))
    return fitted(rows, ridge=RIDGE[aiming.TABLE], rounds=400)


@contextmanager
def weighed(learnt: dict[str, float]) -> Iterator[None]:
    """The clues of the text weighed by other weights than those that ship."""
    kept = weighing.table
    weighing.table = lambda _: learnt  # type: ignore[assignment]  # for a while
    weighing.weights.cache_clear()
    try:
        yield
    finally:
        weighing.table = kept
        weighing.weights.cache_clear()


def folds(found: Sequence[Asked]) -> None:
    """Measures on each fifth of the disputes what the others teach, and prints it."""
    agree = scorer().lists_agree
    told: Counter[tuple[str, bool, bool]] = Counter()
    for number in range(FOLDS):
        learnt = of_all(one for one in found if inner_fold(one.dispute, FOLDS) != number)
        for one in found:
            if one.counted and inner_fold(one.dispute, FOLDS) == number:
                told[one.event.type, *judged(one, learnt, agree)] += 1
    for kind in (*sorted({kind for kind, *_ in told}), None):
        rows = [(count, before, after) for (k, before, after), count in told.items() if kind in {k, None}]
        whole = sum(count for count, *_ in rows)
        before, after = (sum(row[0] for row in rows if row[place]) / whole for place in (1, 2))
        print(f"{kind or 'all':12}{whole:6} {before:.3f} -> {after:.3f}")


def judged(one: Asked, learnt: dict[str, float], agree: Any) -> tuple[bool, bool]:
    """Whether an event's recipients are right before and after the weighing."""
    after, _ = aiming.chosen(one.event, one.choices, learnt)
    return tuple(agree(one.gold, [shaped(a) for a in actors]) for actors in (one.event.recipients, after))


def write(path: str, learnt: dict[str, float]) -> None:
    """Writes a table of weights, in order of the clues."""
    number = logit.write(RESOURCES / path, HEAD, learnt, least=LEAST[path], digits=2)
    print(f"{path}: {number} weights")


def main() -> None:
    """Reads, fits, writes or measures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("examples", type=Path)
    options.add_argument("cases", type=Path)
    options.add_argument("--known", type=Path, help="names of the texts that the reader was trained on")
    options.add_argument("--folds", action="store_true")
    args = options.parse_args()
    examples: list[Example] = pickle.loads(args.examples.read_bytes())
    if not args.cases.exists():
        known = set(json.loads(args.known.read_text()))
        texts = [text for text in load(sorted(TEXTS.glob("*.txt")))[0] if text.name not in known]
        args.cases.write_bytes(pickle.dumps(made(texts, RESOURCES / "reader")))
    cases: list[Case] = pickle.loads(args.cases.read_bytes())
    unseen = {case.dispute for case in cases}
    with weighed(of_text(example for example in examples if example.dispute not in unseen)):
        found = [one for case in cases for one in asked(case)]
    print(
        f"{len(found)} events of {len(cases)} unseen texts, {sum(one.counted for one in found)} of them told",
        flush=True,
    )
    if args.folds:
        folds(found)
        return
    write(aiming.TABLE, of_all(found))
    write(weighing.TABLE, of_text(examples))


if __name__ == "__main__":
    main()
