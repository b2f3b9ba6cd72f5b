"""Learns whom acts are aimed at where their clause does not say, from the written corpus.

    python -m training.aims [--held K]

Reads the corpus as ``evals.corpus`` does (parses are kept), takes every event that has no recipient of its own words and whose type and evidence
the corpus has too, and fits a conditional logit over the document's parties and nobody (``extract.frames.aims``): shared weights and weights by
type, with a ridge. With ``--held K`` each fourth text from the K-th is left out, so that the gain can be measured on them. Writes
``resources/events/aims.tsv``; weights near nought are dropped. Needs the ``training`` group (SciPy).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix

from detente.extract.frames import aims
from detente.extract.frames.counterpart import Sides
from detente.model.evidence import InText
from detente.model.findings import Failure
from evals.actors import LEAST_OVERLAP, scorer
from evals.corpus import document, plain
from evals.dev import kept_pipeline
from training import logit
from training.corpus.__main__ import TEXTS, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import EventType, Reading
    from training.corpus.format import Text

    Asked = tuple[EventType, int, tuple[Actor, ...]]

OUT = Path(__file__).resolve().parents[1] / "src/detente/resources/events/aims.tsv"
RIDGE = 3.0
OF_A_TYPE = 0.5  # how strongly a type's own weights are fitted beside the shared ones
LEAST = 0.02
HEAD = "# Written by training/aims.py from the corpus: what each clue adds to the chance that a party is aimed at.\n"


@dataclass(frozen=True, slots=True)
class Example:
    """One event: its type, the parties with their clues, which of them the corpus has as recipients."""

    kind: str
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    wanted: frozenset[str]


def examples(texts: list[Text]) -> Iterator[Example]:
    """The events of texts whose recipient their own words do not tell: they have none, or have the one that ``Sides.counterpart`` gave."""
    pipeline = kept_pipeline()
    seen: list[tuple[AnnotatedDocument, Reading]] = []
    asked: list[Asked] = []
    last, counterpart = pipeline._steps[-1], Sides.counterpart  # noqa: SLF001  # the annotated document is wanted beside the reading

    def keep(annotated: AnnotatedDocument, reading: Reading) -> Reading:
        read = last(annotated, reading)
        seen.append((annotated, read))
        return read

    def overheard(
        self: Sides, kind: EventType, number: int, actors: Iterable[Actor], *, formal: bool = True
    ) -> tuple[Actor, ...]:
        given = counterpart(self, kind, number, actors, formal=formal)
        asked.append((kind, number, given))
        return given

    pipeline._steps[-1] = keep  # noqa: SLF001  # as above
    with patch.object(Sides, "counterpart", overheard):
        for text in texts:
            asked.clear()
            (outcome,) = pipeline.read([document(text)])
            if isinstance(outcome, Failure):
                print(f"{text.name}: {outcome.reason}", file=sys.stderr)
                continue
            yield from _of_text(text, *seen[-1], asked=asked)


def _of_text(text: Text, annotated: AnnotatedDocument, reading: Reading, *, asked: list[Asked]) -> Iterator[Example]:
    overlap, found, gold = scorer().iou, aims.Aims(annotated), plain(text.reading)["events"]
    for event in reading.events:
        where = event.evidence.where
        number = found.head(event.evidence)
        if number is None or not isinstance(where, InText):
            continue
        for kind, at, given in asked:
            inside = where.start <= annotated.tokens[at].start < where.end
            if inside and kind == event.type and given == event.recipients:
                number = at
                break
        else:
            if event.recipients and not any(b.startswith("aimed at ") for b in event.evidence.because):
                continue
        fits = [(overlap(note["evidence"], where.quote), note) for note in gold if note["type"] == event.type]
        best: tuple[float, dict[str, Any]] = max(fits, key=lambda pair: pair[0], default=(0.0, {}))
        if best[0] >= LEAST_OVERLAP:
            wanted = frozenset(a["side"] or f"={a['name']}" for a in best[1]["recipients"])
            yield Example(event.type, tuple(found.clues(number, event.actors)), wanted)


def fitted(found: list[Example]) -> dict[str, float]:
    """The weights of a conditional logit with a ridge."""
    names: dict[str, int] = {}
    rows: list[list[str]] = []
    owners: list[int] = []
    shares: list[float] = []
    for number, example in enumerate(found):
        hits = [party in example.wanted for party, _ in example.parties]
        for (_, clues), hit in zip(example.parties, hits, strict=True):
            rows.append([*clues, *(f"{example.kind}:{clue}" for clue in clues)])
            owners.append(number)
            shares.append(hit / sum(hits) if any(hits) else 0.0)
        rows.append([])
        owners.append(number)
        shares.append(0.0 if any(hits) else 1.0)
    for row in rows:
        for clue in row:
            names.setdefault(clue, len(names))
    scale = np.array([OF_A_TYPE if ":" in clue else 1.0 for clue in names])
    at = [number for number, row in enumerate(rows) for _ in row]
    columns = np.array([names[clue] for row in rows for clue in row])
    clues_of = csr_matrix((scale[columns], (at, columns)), shape=(len(rows), len(names)))
    best = logit.best(clues_of, np.array(owners), np.array(shares), ridge=RIDGE)
    return dict(zip(names, (best * scale).tolist(), strict=True))


def main() -> None:
    """Reads, fits, writes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--held", type=int)
    args = options.parse_args()
    texts, _ = load(sorted(TEXTS.glob("*.txt")))
    found = list(examples([t for n, t in enumerate(texts) if args.held is None or n % 4 != args.held]))
    logit.write(OUT, HEAD, fitted(found), least=LEAST)
    print(f"{len(found)} events of {len(texts)} texts")


if __name__ == "__main__":
    main()
