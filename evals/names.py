"""Finding the listed person by another spelling: each alias of a list asked of an index that lacks it.

    python -m evals.names LIST [--programme PREFIX]... [--primary] [--show]

Aliases are held out by fifths; with ``--primary`` the index has the primary names alone.

An alias counts where its entry has another name that shares with it at least half of its words by sound (a nom de guerre finds nobody by spelling).
Precision: right among the answers that name one entry or name several ("ambiguous" is right where the entry is among the top two). Recall: right among all asked.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from detente.ingest.lists.reader import read_list
from detente.resolve.names.folding import words
from detente.resolve.names.index import NameIndex
from detente.resolve.names.scoring import word_likeness
from detente.resolve.names.scripts import latin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.lists import Listing

MOST = 1000
COMMON = 0.85
FOLDS = 5


def spelled(alias: str, other: str) -> bool:
    """Whether two names are spellings of one: most telling words of the shorter have their like in the longer."""
    left, right = ([w for w in words(latin(n)) if w.weight == 1.0] for n in (alias, other))
    short, long = sorted((left, right), key=len)
    likes = sum(any(word_likeness(a, b) >= COMMON for b in long) for a in short)
    joined = ["".join(w.heavy for w in side) for side in (left, right)]
    return len(short) > 0 and (likes >= max(2, len(short) - 1) or joined[0] == joined[1])


def questions(listings: list[Listing]) -> Iterator[tuple[Listing, str]]:
    """Each entry's aliases that are spellings of its primary name, but are not written the same."""
    for listing in listings:
        for name in listing.names[1:]:
            if (
                name.kind in {"alias", "former"}
                and spelled(name.text, listing.name)
                and name.text.lower() != listing.name.lower()
            ):
                yield listing, name.text


def _without(listing: Listing, held: set[tuple[str, str]], *, primary: bool) -> Listing:
    names = listing.names[:1] if primary else tuple(n for n in listing.names if (listing.entry, n.text) not in held)
    return replace(listing, names=names)


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("list", type=Path)
    options.add_argument("--programme", action="append", default=[])
    options.add_argument("--primary", action="store_true", help="index the primary names alone")
    options.add_argument("--show", action="store_true", help="print the misses")
    args = options.parse_args()
    persons = [one for one in read_list(args.list).listings if one.kind == "person"]
    asked = [
        q
        for q in questions(persons)
        if not args.programme or any(p.startswith(tuple(args.programme)) for p in q[0].programmes)
    ][:MOST]
    right = answered = 0
    start = time.perf_counter()
    for fold in range(1 if args.primary else FOLDS):
        held = {(listing.entry, alias) for n, (listing, alias) in enumerate(asked) if args.primary or n % FOLDS == fold}
        index = NameIndex([_without(one, held, primary=args.primary) for one in persons])
        for listing, alias in ((one, name) for one, name in asked if (one.entry, name) in held):
            answer = index.who(alias)
            first = [c.listing.entry for c in answer.candidates[: 2 if answer.verdict == "ambiguous" else 1]]
            answered += answer.verdict != "none"
            good = answer.verdict != "none" and listing.entry in first
            right += good
            if args.show and not good:
                print(
                    f"{alias!r} of {listing.name!r}: {answer.verdict} {[(c.name, c.score) for c in answer.candidates[:2]]}"
                )
    took = time.perf_counter() - start
    precision, recall = right / max(1, answered), right / max(1, len(asked))
    print(
        f"{len(asked)} aliases over {len(persons)} persons: P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}; {len(asked) / took:.0f} a second"
    )


if __name__ == "__main__":
    main()
