"""Who lists whom: entries of different authorities' lists that mean the same person or body, and who stands on one list but not on another.

Each entry of the shorter list is asked, name by name, of an index over the longer one. Kinds must agree and years of birth must not be apart; where the
names and births cannot tell one entry from others, the pair is ``ambiguous`` and counts neither as shared nor as missing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from detente.model.evidence import InList
from detente.resolve.names.folding import words
from detente.resolve.names.index import MARGIN, MATCH, NameIndex
from detente.resolve.names.scripts import latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model.lists import Edition, Listing
    from detente.model.when import When
    from detente.resolve.names.index import Candidate

SURE = 0.97
"""A primary name that fits one entry so well needs no look at the other names."""
UNBORN = 0.95
"""Persons of whom no birth is known on both lists match from here on; below, they are ambiguous."""
YEAR = 366
"""Births this many days apart are still one birth: lists differ by a year where the source does not know."""
ASKED_KINDS = frozenset({"primary", "alias", "former", "native"})
MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry with the edition it stands in."""

    edition: Edition
    listing: Listing

    @property
    def authority(self) -> str:
        """Who lists it."""
        return self.edition.authority

    @property
    def where(self) -> InList:
        """Edition and entry, as evidence."""
        return InList(edition=self.edition.id, entry=self.listing.entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two entries that mean one person or body, or may.

    Attributes:
        left: the entry of the authority that comes first by name.
        right: the other.
        verdict: ``match`` or ``ambiguous``.
        score: how alike the names are, 0 to 1.
        names: the two names that fit best, left and right.
        because: what speaks for the pair, or why it is not sure.
    """

    left: Entry
    right: Entry
    verdict: Literal["match", "ambiguous"]
    score: float
    names: tuple[str, str]
    because: str


@dataclass(frozen=True)
class Overlap:
    """Lists of several authorities compared.

    Attributes:
        entries: the entries compared, by authority in order of its name.
        pairs: those that match or may, by authorities, then in the order of the asked list.
    """

    entries: dict[str, tuple[Entry, ...]]
    pairs: tuple[Pair, ...]

    @cached_property
    def _partners(self) -> dict[tuple[InList, str], frozenset[str]]:
        found: defaultdict[tuple[InList, str], set[str]] = defaultdict(set)
        for pair in self.pairs:
            found[pair.left.where, pair.right.authority].add(pair.verdict)
            found[pair.right.where, pair.left.authority].add(pair.verdict)
        return {key: frozenset(verdicts) for key, verdicts in found.items()}

    def shared(self, by: str, other: str) -> int:
        """How many entries of one authority match an entry of another."""
        return sum("match" in self._verdicts(entry, other) for entry in self.entries[by])

    def ambiguous(self, by: str, other: str) -> int:
        """How many entries of one authority may be on the other's list, but names and births cannot tell."""
        return sum(self._verdicts(entry, other) == {"ambiguous"} for entry in self.entries[by])

    def alone(self, by: str, other: str) -> tuple[Entry, ...]:
        """Entries of one authority that no entry of the other matches or may match."""
        return tuple(entry for entry in self.entries[by] if not self._verdicts(entry, other))

    def _verdicts(self, entry: Entry, other: str) -> frozenset[str]:
        return self._partners.get((entry.where, other), frozenset())


def overlap(lists: Iterable[tuple[Edition, Sequence[Listing]]], *, programmes: Sequence[str] = ()) -> Overlap:
    """Compares the lists of each pair of authorities.

    Args:
        lists: editions with their entries; several lists of one authority count as one.
        programmes: beginnings of programme tags ("DPRK"): only entries under one of these are compared, each with the whole of the other's list.
    """
    whole: defaultdict[str, list[Entry]] = defaultdict(list)
    for edition, listings in lists:
        whole[edition.authority].extend(Entry(edition=edition, listing=listing) for listing in listings)
    authorities = sorted(whole)
    kept = {name: tuple(e for e in whole[name] if _bears(e.listing, programmes)) for name in authorities}
    sides = {name: _Side(tuple(whole[name])) for name in authorities}
    pairs: list[Pair] = []
    for one, other in combinations(authorities, 2):
        asked = [(one, other)] if len(kept[one]) <= len(kept[other]) else [(other, one)]
        if programmes:
            asked = [(one, other), (other, one)]
        told: dict[tuple[InList, InList], Pair] = {}
        for asking, answering in asked:
            known = {where for pair in told for where in pair}
            unknown = [e for e in kept[asking] if e.where not in known]
            for pair in _contested(sides[answering].pairs(unknown)):
                told.setdefault((pair.left.where, pair.right.where), pair)
        pairs.extend(told.values())
    return Overlap(kept, tuple(pairs))


class _Side:
    """One authority's entries, asked by name; the index is made when first needed."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._numbered = {str(number): entry for number, entry in enumerate(entries)}

    @cached_property
    def _index(self) -> NameIndex:
        # two lists of one authority may use one id twice: entries are numbered
        return NameIndex(replace(entry.listing, entry=number) for number, entry in self._numbered.items())

    def pairs(self, asked: Iterable[Entry]) -> list[Pair]:
        """The entries of this side that each asked entry means or may mean."""
        return [pair for entry in asked for pair in self._of(entry)]

    def _of(self, entry: Entry) -> list[Pair]:
        fits = self._fitting(entry.listing)
        if not fits:
            return []
        best = max(candidate.score for _, candidate in fits)
        close = [(name, candidate) for name, candidate in fits if best - candidate.score < MARGIN]
        born = [fit for fit in close if _births(entry.listing.born, fit[1].listing.born) == "agree"]
        chosen = born or close
        doubt = self._doubt(entry.listing, chosen, born=bool(born))
        because = doubt or ("names and births agree" if born else "names agree")
        return [self._pair(entry, name, found, sure=not doubt, because=because) for name, found in chosen]

    def _doubt(self, listing: Listing, chosen: Sequence[tuple[str, Candidate]], *, born: bool) -> str:
        """Why the candidates chosen are no sure match; "" where one is."""
        name, candidate = chosen[0]
        if len(chosen) > 1:
            return f"{len(chosen)} entries of {self._numbered[candidate.listing.entry].authority} bear such a name"
        if listing.kind != "person":
            return ""
        if not (_telling(name) and _telling(candidate.name)):
            return "one word of a name alone"
        return "" if born or candidate.score >= UNBORN else "names only alike, no birth in common"

    def _fitting(self, listing: Listing) -> list[tuple[str, Candidate]]:
        """The candidates that names, kinds and births allow, each with the name that found it best."""
        best: dict[str, tuple[str, Candidate]] = {}
        for name in _names(listing):
            answer = self._index.who(name, most=MOST)
            for candidate in answer.candidates:
                held = best.get(candidate.listing.entry)
                if candidate.score < MATCH or not _may_be_one(listing, candidate.listing):
                    continue
                if held is None or candidate.score > held[1].score:
                    best[candidate.listing.entry] = (name, candidate)
            if answer.verdict == "match" and any(c.score >= SURE and _telling(n) for n, c in best.values()):
                break
        return list(best.values())

    def _pair(self, entry: Entry, name: str, candidate: Candidate, *, sure: bool, because: str) -> Pair:
        found = self._numbered[candidate.listing.entry]
        turned = found.authority < entry.authority
        return Pair(
            left=found if turned else entry,
            right=entry if turned else found,
            verdict="match" if sure else "ambiguous",
            score=candidate.score,
            names=(candidate.name, name) if turned else (name, candidate.name),
            because=because,
        )


def _contested(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs less those whose entry another pair fits better by a margin; where several fit an entry alike, they are ambiguous."""
    claims: defaultdict[InList, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.verdict == "match":
            claims[pair.left.where].append(pair)
            claims[pair.right.where].append(pair)
    judged = (_judged(pair, [*claims[pair.left.where], *claims[pair.right.where]]) for pair in pairs)
    return [pair for pair in judged if pair]


def _judged(pair: Pair, claims: Sequence[Pair]) -> Pair | None:
    others = [claim for claim in claims if claim is not pair]
    if any(claim.score - pair.score >= MARGIN for claim in others):
        return None
    if pair.verdict == "match" and any(pair.score - claim.score < MARGIN for claim in others):
        return replace(pair, verdict="ambiguous", because=f"{len(others) + 1} entries fit this one alike")
    return pair


def _names(listing: Listing) -> tuple[str, ...]:
    """The names to ask, those once that are spelt alike; weak aliases are left out."""
    once = {
        tuple(sorted(word.light for word in words(latin(n.text)))): n.text
        for n in reversed(listing.names)
        if n.kind in ASKED_KINDS
    }
    return tuple(reversed(once.values()))


def _telling(name: str) -> bool:
    return sum(word.weight == 1.0 for word in words(latin(name))) > 1


def _may_be_one(left: Listing, right: Listing) -> bool:
    kinds = left.kind == right.kind or "unknown" in (left.kind, right.kind)
    return kinds and _births(left.born, right.born) != "apart"


def _births(left: Sequence[When], right: Sequence[When]) -> Literal["agree", "unknown", "apart"]:
    if not left or not right:
        return "unknown"
    if any(one.meets(other) for one in left for other in right):
        return "agree"
    near = any(one.meets(other.shifted(days)) for one in left for other in right for days in (-YEAR, YEAR))
    return "unknown" if near else "apart"


def _bears(listing: Listing, programmes: Sequence[str]) -> bool:
    return not programmes or any(tag.startswith(tuple(programmes)) for tag in listing.programmes)
