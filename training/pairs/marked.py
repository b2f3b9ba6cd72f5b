"""A sentence with its source and target marked, and the PLOVER root that joins them: the written ones, and what is wrong with them."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.learned.pairs import CLASSES
from training.corpus.__main__ import ROOT, SHARED, shingles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WRITTEN = ROOT / "corpus" / "pairs"
BORROWED = 9  # words in a row that also stand in a shared article or bench file
MARK = re.compile(r"</?[st]>")
MARKS = ("<s>", "</s>", "<t>", "</t>")
HELD_OUT = 5  # one written sentence of so many is held out


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence, with ``<s>…</s>`` and ``<t>…</t>``; CONCEDE and RETREAT are YIELD. ``held``: not learnt from."""

    words: str
    root: str
    where: str
    held: bool = False

    @property
    def plain(self) -> str:
        """The words without marks."""
        return MARK.sub("", self.words)


def written(paths: Iterable[Path] | None = None) -> Iterator[Marked]:
    """The sentences of ``corpus/pairs``; a fifth is held out, drawn by its words, whichever parties are marked."""
    for path in sorted(WRITTEN.glob("*.tsv")) if paths is None else sorted(paths):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
                if number > 1:
                    words, root = (*row, "", "")[:2]
                    held = int(hashlib.sha256(MARK.sub("", words).encode()).hexdigest(), 16) % HELD_OUT == 0
                    yield Marked(words, YIELD.get(root, root), f"{path.name}:{number}", held)


YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def faults(found: Iterable[Marked]) -> Iterator[str]:
    """What is wrong: marks, roots, repeats, borrowed words."""
    seen: Counter[str] = Counter()
    theirs = _theirs()
    for pair in found:
        counts = [pair.words.count(mark) for mark in MARKS]
        order = [m.group() for m in MARK.finditer(pair.words)]
        if counts != [1, 1, 1, 1] or order not in (list(MARKS), [*MARKS[2:], *MARKS[:2]]):
            yield f"{pair.where}: marks {order}"
        if pair.root not in CLASSES:
            yield f"{pair.where}: {pair.root!r} is no root"
        seen[pair.words] += 1
        if seen[pair.words] > 1:
            yield f"{pair.where}: stands twice"
        if common := shingles(pair.plain, BORROWED) & theirs:
            yield f"{pair.where}: borrowed: {' '.join(min(common))!r}"


def _theirs() -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    if SHARED.exists():
        for path in [*(SHARED / "articles").iterdir(), *(SHARED / "bench" / "plover").glob("*_train.tsv")]:
            found |= shingles(path.read_text(errors="replace"), BORROWED)
    return found
