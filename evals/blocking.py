"""How fast the index of names answers mentions against a full list: the bar is 100,000 within 10 seconds on one core.

    python -m evals.blocking LIST [--mentions 100000] [--asked 1000]

Mentions are names of the list, each varied in one or more of the ways in which press and lists differ: the order of the words, hyphens, a middle name
left out, a letter doubled, dropped or written otherwise. They are drawn by count, without chance, and no mention is asked twice. Blocking gives the
listed names worth scoring; ``--asked`` of the mentions are also answered in full.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from detente.ingest.lists.reader import read_list
from detente.resolve.names.index import NameIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from detente.model.lists import Listing

BAR_SECONDS = 10.0
MENTIONS = 100_000
LEAST_LETTERS = 5
ROUNDS = 12
"""Passes over the list's names before the ways of varying them are used up."""
SOUNDS = (("kh", "h"), ("ch", "j"), ("dj", "j"), ("ph", "f"), ("ou", "u"), ("y", "i"), ("k", "q"), ("v", "w"), ("e", "i"), ("o", "u"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, in seconds of the processor.

    Attributes:
        names: names in the index.
        mentions: mentions asked.
        built: seconds to make the index.
        blocked: seconds to find the names worth scoring for all mentions.
        found: share of the mentions whose own entry is among those.
        answered: full answers a second.
    """

    names: int
    mentions: int
    built: float
    blocked: float
    found: float
    answered: float


def variations(listings: Sequence[Listing]) -> Iterator[tuple[str, str]]:
    """Entry and varied name, every mention once: names of two words and more, pass after pass with other variations."""
    seen: set[str] = set()
    names = [(one.entry, name.text) for one in listings for name in one.names if len(name.text.split()) > 1]
    for turn in range(ROUNDS):
        for number, (entry, text) in enumerate(names):
            varied = varied_name(text, turn, number)
            if varied not in seen:
                seen.add(varied)
                yield entry, varied


def varied_name(name: str, turn: int, number: int) -> str:
    """A name in its natural order, varied in one way for its words and one for its letters."""
    family, _, given = name.partition(", ")
    words = f"{given} {family}".split() if given else family.split()
    words = _ORDERS[(turn + number) % len(_ORDERS)](words)
    place = max(range(len(words)), key=lambda i: len(words[i]))
    if len(words[place]) >= LEAST_LETTERS:
        words[place] = _LETTERS[(turn + number // len(_ORDERS)) % len(_LETTERS)](words[place], number + turn)
    return " ".join(words).title()


def _first_last(words: list[str]) -> list[str]:
    return [words[0], *words[2:]] if len(words) > 2 else words


_ORDERS: tuple[Callable[[list[str]], list[str]], ...] = (
    list,
    lambda words: [words[-1], *words[:-1]],
    lambda words: [*words[:-2], "-".join(words[-2:])] if len(words) > 2 else words,
    _first_last,
)


def _doubled(word: str, number: int) -> str:
    at = 1 + number % (len(word) - 2)
    return word[:at] + word[at] + word[at:]


def _dropped(word: str, number: int) -> str:
    at = 1 + number % (len(word) - 2)
    return word[:at] + word[at + 1 :]


def _sounded(word: str, number: int) -> str:
    lower = word.lower()
    for step in range(len(SOUNDS)):
        old, new = SOUNDS[(number + step) % len(SOUNDS)]
        if old in lower:
            return lower.replace(old, new, 1)
    return lower


_LETTERS: tuple[Callable[[str, int], str], ...] = (_sounded, _doubled, _dropped, lambda word, _: word)


def measure(listings: Sequence[Listing], mentions: Iterable[tuple[str, str]], *, asked: int) -> Measured:
    """Times blocking over all mentions, then full answers over the first ``asked`` of them."""
    drawn = list(mentions)
    start = time.process_time()
    index = NameIndex(listings)
    built = time.process_time() - start
    start = time.process_time()
    near = [index.near(mention) for _, mention in drawn]
    blocked = time.process_time() - start
    found = sum(entry in index.entries(numbers) for (entry, _), numbers in zip(drawn, near, strict=True))
    sample = drawn[:: max(1, len(drawn) // max(1, asked))][:asked]
    start = time.process_time()
    for _, mention in sample:
        index.who(mention)
    answered = len(sample) / max(1e-9, time.process_time() - start)
    return Measured(len(index), len(drawn), built, blocked, found / max(1, len(drawn)), answered)


def main() -> int:
    """Measures and prints; 1 where the bar is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("list", type=Path)
    options.add_argument("--mentions", type=int, default=MENTIONS)
    options.add_argument("--asked", type=int, default=1000, help="mentions answered in full")
    args = options.parse_args()
    listings = read_list(args.list).listings
    got = measure(listings, islice(variations(listings), args.mentions), asked=args.asked)
    print(
        f"{got.mentions:,} mentions against {len(listings):,} entries, {got.names:,} names: index {got.built:.2f} s, blocking {got.blocked:.1f} s, "
        f"own entry among those worth scoring {got.found:.3f}; {got.answered:.0f} full answers a second"
    )
    return 1 if got.mentions >= MENTIONS and got.blocked > BAR_SECONDS else 0


if __name__ == "__main__":
    raise SystemExit(main())
