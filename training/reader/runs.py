"""A run of the training: which texts it learns from, whether alone or as one of several processes."""

from __future__ import annotations

import hashlib
import json
import pickle
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training import folds
from training.corpus.__main__ import TEXTS, load
from training.reader.examples import examples
from training.reader.fellows import ALONE
from training.reader.train import Recipe, begun, train

if TYPE_CHECKING:
    from pathlib import Path

    from training.corpus.format import Text
    from training.reader.examples import Example
    from training.reader.fellows import Fellows

HELD_OUT = 0
KNOWN = "known.json"  # names of the texts that a run, or one on a share of them, could be trained on


def fold(dispute: str) -> int:
    """The fold of a dispute: all its texts lie in one."""
    return folds.fold(dispute, folds.OUTER)


def texts() -> list[Text]:
    """The corpus."""
    found, errors = load(sorted(TEXTS.glob("*.txt")))
    for error in errors:
        print(error, file=sys.stderr)
    return found


def annotated(folder: Path) -> list[Example]:
    """All texts as examples, those of held-out disputes too; kept beside the run, as annotation takes minutes."""
    kept: list[Example] = pickle.loads(annotate(folder).read_bytes())
    return kept


def annotate(folder: Path) -> Path:
    """The file of ``annotated``, written where it is not there yet."""
    cache = folder.parent / "examples.pickle"
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(pickle.dumps(list(examples(texts()))))
    return cache


def chosen(name: str, share: float) -> bool:
    """Whether a text belongs to a share of all; a greater share has those of a smaller."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 1000 / 1000 < share


def prepared(folder: Path, share: float, fellows: Fellows = ALONE) -> list[Example]:
    """The texts that are trained on. The names of all that are not held out stand in the run's folder."""
    kept = annotated(folder)
    known = [e for e in kept if fold(e.dispute) != HELD_OUT]
    if not fellows.rank:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / KNOWN).write_text(json.dumps([example.name for example in known]))
    return [e for e in known if chosen(e.name, share)]


def parted(found: list[Example], before: Path | None) -> tuple[list[Example], list[Example]]:
    """Those that a finished run has not learnt from, and those that it has."""
    names = set(json.loads((before / KNOWN).read_text())) if before else set()
    return [e for e in found if e.name not in names], [e for e in found if e.name in names]


@dataclass(frozen=True)
class Run:
    """What is learnt, and how.

    Attributes:
        folder: of the run.
        encoder: folder of the encoder's weights and word pieces.
        recipe: how.
        share: of the texts that it learns from.
        before: a finished run that it goes on from.
    """

    folder: Path
    encoder: Path
    recipe: Recipe
    share: float = 1.0
    before: Path | None = None

    def __call__(self, fellows: Fellows) -> None:
        """One process' part."""
        seen, known = parted(prepared(self.folder, self.share, fellows), self.before)
        if not fellows.rank:
            begun(self.folder, seen, self.recipe)
            print(f"{len(seen)} texts, {len(known)} known before", flush=True)
        fellows.meet()
        seen, known = fellows.part(seen), fellows.part(known)  # so that the rest need not be kept
        train(seen, self.encoder, self.folder, self.recipe, known=known, fellows=fellows)
