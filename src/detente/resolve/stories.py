"""Stories: articles that several outlets carry, whole, cut, re-headed, or inside a roundup.

Two texts are compared by their samples of shingles (``shingles``). ``contained`` is the share of the smaller sample that the larger one has.

1. Texts of which half or more of the *larger* sample is shared are copies.
2. A text of which half or more (of a short text more) is in a larger one is a part of it: a cut. Where a larger text has parts that have nothing to do with one another, it
   is a roundup: it carries the stories of all its parts and makes none of them one with another. Where a text is a part of several that have nothing
   to do with one another, it is a passage that they share, and makes no story of these either.

All of it follows from the set of texts and of what people judge; the order they come in has no say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from detente.model.ids import content_id
from detente.resolve.pairing import features_of, pairs
from detente.resolve.sets import Sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from detente.resolve.pairing import Pairs
    from detente.resolve.shingles import Sketch

Shares = npt.NDArray[np.float64]
CONTAINED = 0.5
"""Share of the smaller sample from which on it is a part of the larger."""
SHORT, SHORT_CONTAINED = 24, 0.8
"""Samples of fewer shingles (some 200 words) must share more, the shortest this much: a few set phrases are soon half of a short text."""
LEAST_SHARED = 2
"""Shingles that a part shares at the least; one alone is a set phrase."""
HOPEFUL = 0.1
"""Share seen from which on the exact share is counted, where too many share a shingle for all pairs to be seen."""


@dataclass(frozen=True, slots=True, order=True)
class Carriage:
    """A document carries a story.

    Attributes:
        story: the story's id.
        document: the document's.
        whole: whether the story is all of the document; else it is one of several in it, or a passage.
        share: how much of the smaller is contained in the larger, at best, 0 to 1; 1 for what people joined.
    """

    story: str
    document: str
    whole: bool
    share: float


def story_id(document: str) -> str:
    """The id of the story of which this document has the least id."""
    return content_id("o", document)


def stories(
    sketches: Mapping[str, Sketch],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[Carriage, ...]:
    """The stories that more than one document carries.

    Args:
        sketches: samples by document.
        together: pairs of documents that people say are one story.
        apart: pairs of which they say they are not.

    Returns:
        By story, then document. A document that is in none has a story of its own, ``story_id`` of itself.
    """
    names = sorted(sketches)
    held = [sketches[name] for name in names]
    features, owners = features_of(held)
    return carriages(names, contained(pairs(features, owners, things=len(held)), held), together=together, apart=apart)


@dataclass(frozen=True, slots=True)
class Contained:
    """``part`` has the smaller sample; ``share`` of it is in ``whole``, ``mutual`` of the whole's is in it."""

    part: int
    whole: int
    share: float
    mutual: float


class Sketched(Protocol):
    """Sketches by number."""

    def __getitem__(self, number: int, /) -> Sketch:
        """The sketch of that number."""


def contained(candidates: Pairs, sketches: Sketched) -> Iterator[Contained]:
    """The pairs of which the smaller is in the larger.

    Args:
        candidates: pairs of numbers of sketches that are in the order of their documents' ids.
        sketches: the samples.
    """
    numbers = np.union1d(candidates.left, candidates.right)
    lengths = np.fromiter((len(sketches[n]) for n in numbers.tolist()), dtype=np.int64, count=len(numbers))
    left_size = lengths[np.searchsorted(numbers, candidates.left)]
    right_size = lengths[np.searchsorted(numbers, candidates.right)]
    hopeful = candidates.shared >= np.maximum(HOPEFUL * np.minimum(left_size, right_size), 1)
    for left, right, seen, first, second in zip(
        candidates.left[hopeful].tolist(),
        candidates.right[hopeful].tolist(),
        candidates.shared[hopeful].tolist(),
        left_size[hopeful].tolist(),
        right_size[hopeful].tolist(),
        strict=True,
    ):
        part, whole = (left, right) if first <= second else (right, left)
        least, most = min(first, second), max(first, second)
        shared = seen if seen >= CONTAINED * most else len(np.intersect1d(sketches[left], sketches[right], True))
        if shared >= needed(least) * least and (shared >= LEAST_SHARED or least == most == shared):
            yield Contained(part, whole, shared / least, shared / most)


def carriages(
    names: Sequence[str],
    found: Iterable[Contained],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[Carriage, ...]:
    """The stories of documents, from which of them are in which; documents that have nothing to do with these have no say.

    Args:
        names: ids of the documents, in order.
        found: which are in which, by place among the names.
        together: as in ``stories``.
        apart: as in ``stories``.
    """
    number = {name: n for n, name in enumerate(names)}
    kept_apart = [(number[a], number[b]) for a, b in apart if a in number and b in number]
    cores = Sets(len(names), apart=kept_apart)
    best = np.zeros(len(names))
    for a, b in together:
        if a in number and b in number and cores.join(number[a], number[b]):
            best[[number[a], number[b]]] = 1.0
    ordered = sorted(found, key=lambda one: (-one.mutual, -one.share, one.part, one.whole))
    for copy in ordered:
        if copy.mutual >= CONTAINED and cores.join(copy.part, copy.whole):
            best[copy.part] = max(best[copy.part], copy.share)
            best[copy.whole] = max(best[copy.whole], copy.share)
    inside = _between(ordered, cores)
    return tuple(sorted(_joined(names, cores, inside, best)))


def needed(size: int) -> float:
    """The share of a sample of so many shingles from which on its text is a part of another."""
    return max(CONTAINED, SHORT_CONTAINED - (SHORT_CONTAINED - CONTAINED) * size / SHORT)


def _between(contained: Iterable[Contained], cores: Sets) -> dict[tuple[int, int], float]:
    """Which sets of copies are parts of which: (part, whole) and the best share, by their least members."""
    inside: dict[tuple[int, int], float] = {}
    for one in contained:
        part, whole = cores.find(one.part), cores.find(one.whole)
        if part != whole and cores.may_join(part, whole):
            inside[part, whole] = max(inside.get((part, whole), 0.0), one.share)
    return {pair: inside[pair] for pair in sorted(inside)}


def _joined(
    names: Sequence[str], sets: Sets, inside: Mapping[tuple[int, int], float], best: Shares
) -> Iterator[Carriage]:
    parts: dict[int, list[int]] = {}
    wholes: dict[int, list[int]] = {}
    near: dict[int, set[int]] = {}
    for part, whole in inside:
        parts.setdefault(whole, []).append(part)
        wholes.setdefault(part, []).append(whole)
        near.setdefault(part, set()).add(whole)
        near.setdefault(whole, set()).add(part)
    roundups = {whole for whole, held in parts.items() if not _are_one(held, near)}
    passages = {part for part, held in wholes.items() if not _are_one(held, near)}
    copies = {one: list(sets.members(one)) for one in near}
    carried: list[tuple[int, int, float]] = []
    for (part, whole), share in sorted(inside.items(), key=lambda item: (-item[1], item[0])):
        if whole in roundups or part in passages:
            carried.append((part, whole, share))
        elif sets.join(part, whole):
            members = [*copies[part], *copies[whole]]
            best[members] = np.maximum(best[members], share)
    carried = _allowed(carried, sets)
    shown = {sets.find(part) for part, _, _ in carried} | {held[0] for held in sets.joined()}
    for root in sorted(shown):
        for member in sets.members(root):
            yield Carriage(story_id(names[root]), names[member], True, float(best[member]) or 1.0)
    told: dict[tuple[str, str], float] = {}
    for part, whole, share in carried:
        for member in copies[whole]:
            told.setdefault((story_id(names[sets.find(part)]), names[member]), share)
    yield from (Carriage(story, document, False, share) for (story, document), share in told.items())


def _allowed(carried: Iterable[tuple[int, int, float]], sets: Sets) -> list[tuple[int, int, float]]:
    """Parts with wholes that carry their stories, less those that people keep apart from the story or from another that carries it."""
    carrying: dict[int, list[int]] = {}
    found: list[tuple[int, int, float]] = []
    for part, whole, share in carried:
        held = carrying.setdefault(sets.find(part), [part])
        if sets.find(part) != sets.find(whole) and all(sets.may_join(one, whole) for one in held):
            held.append(whole)
            found.append((part, whole, share))
    return found


def _are_one(held: Sequence[int], near: Mapping[int, set[int]]) -> bool:
    """Whether each of these has to do with another, step by step."""
    wanted, reached, waiting = set(held), {held[0]}, [held[0]]
    while waiting:
        for one in near[waiting.pop()] & wanted - reached:
            reached.add(one)
            waiting.append(one)
    return reached == wanted
