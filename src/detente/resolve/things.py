"""The same thing told by several documents: one act, one saying, one measure, with all its reports.

Blocking: notes of a layer are compared where they share a feature (``marks``): what a copied quote has in common in documents of one story; who
did what to whom about which day; who, about which day, with which telling word. Scoring: ``likeness``. The best pairs are joined first; no document
tells one thing twice; the days told of one thing lie close together. What people say is one, or is not, comes before all that.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Protocol

import numpy as np

from detente.model.ids import content_id
from detente.resolve.likeness import MOST_DAYS, NEAR_ACTS, NEAR_REPORTS, NEAR_WORDS, Likeness, likeness, threshold
from detente.resolve.marks import Marks
from detente.resolve.pairing import pairs
from detente.resolve.sets import Sets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from detente.model.reading import Layer
    from detente.resolve.claims import Claim
    from detente.resolve.pairing import Pairs

TELLING = 12
"""Words of a quote, the longest first, by which it is looked for."""
WIDE = max(NEAR_ACTS, NEAR_WORDS, NEAR_REPORTS)
ACTS = frozenset({"events", "measures"})
COPIED = 100.0
"""The score of a note's copy: more than any sum of weights."""
LEAST_QUOTE = 8
"""Characters of a quote that may make copies known by it alone."""


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """A note tells of a thing that other notes tell of too.

    Attributes:
        thing: the thing's id.
        layer: the layer of its notes.
        document: the note's document.
        note: the note's id.
        score: what speaks for it being of that thing, at best.
        because: what the score is made of, or who said so.
    """

    thing: str
    layer: str
    document: str
    note: str
    score: float
    because: str


class Placed(Protocol):
    """What of a claim says whether it may be joined with others."""

    @property
    def note(self) -> str:
        """The note's id."""

    @property
    def layer(self) -> Layer:
        """Its layer."""

    @property
    def document(self) -> str:
        """Its document's id."""

    @property
    def first(self) -> int:
        """First day as an ordinal, or 0."""

    @property
    def last(self) -> int:
        """Last day."""

    @property
    def told(self) -> bool:
        """Whether the note itself tells the day."""


def thing_id(note: str) -> str:
    """The id of the thing of which this note is the first by document and id."""
    return content_id("x", note)


def things(
    claims: Iterable[Claim],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[Report, ...]:
    """The things that more than one note tells.

    Args:
        claims: the notes of one layer, each once.
        together: pairs of note ids that people say are one.
        apart: pairs that they say are not.

    Returns:
        By thing, then document and note; in any order of the claims the same.
    """
    told = sorted(claims, key=lambda claim: (claim.document, claim.note))
    if not told:
        return ()
    features, owners = Marks.joined([marks(claim, number=n) for n, claim in enumerate(told)]).features()
    found = alike(pairs(features, owners, things=len(told)), told)
    return joined(told, found, together=together, apart=apart)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two notes are one by their score: their numbers, the sum, and what it is made of."""

    one: int
    other: int
    score: float
    because: str


def alike(candidates: Pairs, told: Mapping[int, Claim] | Sequence[Claim]) -> Iterator[Alike]:
    """Those of the candidates that are one by their score.

    Args:
        candidates: pairs of numbers.
        told: the notes of one layer by number, in the order of documents and ids.
    """
    for left, right in zip(candidates.left.tolist(), candidates.right.tolist(), strict=True):
        one, other = told[left], told[right]
        acts = one.layer in ACTS
        if one.document == other.document or (acts and one.kind[0] != other.kind[0]):
            continue
        found = copied(one, other) or likeness(one, other)
        if found and found.score >= threshold(one.layer):
            yield Alike(left, right, found.score, ", ".join(found.because))


def joined(
    told: Sequence[Placed],
    found: Iterable[Alike],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[Report, ...]:
    """The things of notes, from which of them are one by their score; notes that have nothing to do with these have no say.

    Args:
        told: notes of one layer, in the order of documents and ids.
        found: which are alike, by place among them.
        together: as in ``things``.
        apart: as in ``things``.
    """
    number = {claim.note: n for n, claim in enumerate(told)}
    sets = Sets(len(told), apart=[(number[a], number[b]) for a, b in apart if a in number and b in number])
    groups = _Groups(told, sets)
    best: dict[int, tuple[float, str]] = {}
    for a, b in together:
        if a in number and b in number:
            groups.join(number[a], number[b], judged=True)
            best.update(dict.fromkeys((number[a], number[b]), (0.0, "merged by hand")))
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other)):
        if groups.join(pair.one, pair.other, copied=pair.score >= COPIED):
            for n in (pair.one, pair.other):
                best.setdefault(n, (pair.score, pair.because))
    return tuple(
        sorted(
            Report(thing_id(told[members[0]].note), told[n].layer, told[n].document, told[n].note, *best[n])
            for members in sets.joined()
            for n in members
        )
    )


def copied(one: Claim, other: Claim) -> Likeness | None:
    """Notes of the same words and kind in copies of one story are one, whatever else the readings make of them."""
    same = one.quote == other.quote and one.kind == other.kind and one.who == other.who and one.stories & other.stories
    return Likeness(COPIED, (("words", "the same in a copy", COPIED),)) if same else None


_NO_DAY = 10**9
_ANY_DAY = (_NO_DAY, -_NO_DAY)


class _Groups:
    """Sets of claims with what keeps them apart: a document in both, days too far from one another."""

    def __init__(self, told: Sequence[Placed], sets: Sets) -> None:
        self._told = told
        self._sets = sets
        self._documents: dict[int, set[str]] = {}
        self._days: dict[int, tuple[int, int]] = {}

    def join(self, one: int, other: int, *, judged: bool = False, copied: bool = False) -> bool:
        left, right = self._sets.find(one), self._sets.find(other)
        if left == right:
            return True
        documents = (self._of(left), self._of(right))
        days = self._span(left), self._span(right)
        span = (min(days[0][0], days[1][0]), max(days[0][1], days[1][1]))
        near = NEAR_ACTS if self._told[one].layer in ACTS else NEAR_WORDS
        if not judged and (documents[0] & documents[1] or (span[1] - span[0] > near and not copied)):
            return False
        if not self._sets.join(left, right):
            return False
        root = self._sets.find(left)
        larger, smaller = sorted(documents, key=len, reverse=True)
        larger |= smaller
        self._documents[root] = larger
        self._days[root] = _ANY_DAY if judged else days[0] if copied else span
        return True

    def _of(self, root: int) -> set[str]:
        return self._documents.setdefault(root, {self._told[root].document})

    def _span(self, root: int) -> tuple[int, int]:
        """The earliest last day and the latest first day told: where intervals meet, the first is not before the second."""
        claim = self._told[root]
        acts = claim.layer in ACTS
        placed = claim.told if acts else claim.first > 0
        return self._days.get(root) or ((claim.last, claim.first) if placed else _ANY_DAY)


def marks(claim: Claim, *, number: int) -> Marks:
    """What a note is looked for by; ``number`` is its own."""
    bare = sorted({_hashed(text) for text in _bare(claim)})
    placed = sorted({_hashed(text) for text in _placed(claim)})
    first = claim.first // WIDE
    spans = claim.last // WIDE + 2 - first if placed else 0  # days up to WIDE apart share a span
    count = len(bare) + len(placed)
    return Marks(
        np.array([*bare, *placed], dtype=np.uint64),
        np.array([0] * len(bare) + [first] * len(placed), dtype=np.int32),
        np.array([0] * len(bare) + [spans] * len(placed), dtype=np.uint16),
        np.full(count, number, dtype=np.int64),
    )


def _bare(claim: Claim) -> Iterator[str]:
    """Whatever the day: the same quote in documents of a story; a measure that stands."""
    if len(claim.quote) >= LEAST_QUOTE:
        for story in claim.stories:
            yield f"{story}|{claim.quote}"
    if claim.layer == "measures" and not claim.told:
        yield from ("|".join(("stands", who, *claim.kind, *claim.whom)) for who in _sides(claim))


def _placed(claim: Claim) -> Iterator[str]:
    """About the same day: who did what to whom; who, with which telling word."""
    if not claim.first or claim.last - claim.first >= MOST_DAYS:
        return
    sides = _sides(claim)
    if claim.layer in ACTS:
        for who, whom in product(sides, (*claim.whom, "")):
            yield f"{claim.kind[-1]}|{who}|{whom}"
    telling = sorted(claim.words, key=lambda word: (-len(word), word))[:TELLING]
    for who, word in product(sides, telling):
        yield f"{who}|{word}"


def _sides(claim: Claim) -> list[str]:
    return sorted({key.partition(":")[0] or key for key in claim.who})


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
