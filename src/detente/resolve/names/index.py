"""Who on a list is meant by a name: candidates by shared consonants, then scored; "ambiguous" is an answer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from detente.resolve.names.folding import Word, words
from detente.resolve.names.scoring import likeness
from detente.resolve.names.scripts import latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model.lists import Listing
    from detente.model.when import When

Verdict = Literal["match", "ambiguous", "none"]
MATCH = 0.88  # at least this like
MARGIN = 0.02  # two entries closer than this cannot be told apart by name
COMMON = 2000  # a key that more names have tells nothing
SCORED = 60  # candidates that are scored
NAME_WEIGHT = {"primary": 1.0, "alias": 1.0, "native": 1.0, "former": 1.0, "weak": 0.97}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant: the name of it that fits best, and how well (0 to 1)."""

    listing: Listing
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on a name and the candidates behind it, best first."""

    verdict: Verdict
    candidates: tuple[Candidate, ...]


class NameIndex:
    """An index over the names of a list.

    Args:
        listings: the entries; their order breaks ties.
    """

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._names: list[tuple[Listing, str, tuple[Word, ...], float]] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        frequency: Counter[str] = Counter()
        for listing in listings:
            for name in listing.names:
                found = words(latin(name.text))
                if not found:
                    continue
                number = len(self._names)
                self._names.append((listing, name.text, found, NAME_WEIGHT[name.kind]))
                frequency.update({w.bones for w in found})
                for key in _keys(found):
                    self._by_key[key].append(number)
        self._common = {key: frozenset(numbers) for key, numbers in self._by_key.items() if 50 < len(numbers) <= COMMON}
        self._rarity = {bones: self._weight(count) for bones, count in frequency.items()}

    def _weight(self, count: int) -> float:
        return 0.35 + math.log(1 + len(self._names) / (1 + count)) / math.log(1 + len(self._names))

    def _weigh(self, word: Word) -> float:
        return word.weight * self._rarity.get(word.bones, 1.35)

    def __len__(self) -> int:
        """How many names it holds."""
        return len(self._names)

    def entries(self, numbers: Iterable[int]) -> frozenset[str]:
        """The entries that the names of these numbers belong to."""
        return frozenset(self._names[number][0].entry for number in numbers)

    def near(self, name: str) -> list[int]:
        """Numbers of the listed names that share the most telling keys with a name: what is worth scoring."""
        shared: dict[int, int] = {}
        common: list[str] = []
        for key in _keys(words(latin(name))):
            numbers = self._by_key.get(key, ())
            weight = 1 + 50 // len(numbers) + (3 if key[0] == "+" else 0) if numbers else 0
            if weight == 1:
                common.append(key)
            elif weight:
                for number in numbers:
                    shared[number] = shared.get(number, 0) + weight
        self._add_common(shared, [key for key in common if key in self._common])
        kept = sorted(shared)
        kept.sort(key=shared.__getitem__, reverse=True)
        return kept[:SCORED]

    def _add_common(self, shared: dict[int, int], keys: Sequence[str]) -> None:
        """Counts keys of many names, each as 1, without going through all of these: who shares just one of them only fills up, lowest number first."""
        sets = [self._common[key] for key in keys]
        worth = set(shared)
        for one, other in combinations(sets, 2):
            worth |= one & other
        for one in sets:
            for number in one & worth:
                shared[number] = shared.get(number, 0) + 1
        room = SCORED - len(shared)
        if room > 0:
            firsts: set[int] = set()
            for key in keys:
                firsts.update([n for n in self._by_key[key][: SCORED + room] if n not in shared][:room])
            shared.update(dict.fromkeys(sorted(firsts)[:room], 1))

    def who(self, name: str, *, born: When | None = None, most: int = 5) -> Answer:
        """Who is meant by a name.

        Args:
            name: in any of the scripts known, any order.
            born: year or interval of birth, where the text gives it: entries born in another are left out.
            most: candidates to give.
        """
        asked = words(latin(name))
        best: dict[str, Candidate] = {}
        for number in self.near(name):
            listing, text, listed, weight = self._names[number]
            if born and listing.born and not any(born.meets(year) for year in listing.born):
                continue
            score = weight * likeness(asked, listed, self._weigh)
            if listing.entry not in best or score > best[listing.entry].score:
                best[listing.entry] = Candidate(listing, text, round(score, 4))
        ranked = sorted(best.values(), key=lambda c: -c.score)[:most]
        if not ranked or ranked[0].score < MATCH:
            return Answer("none", tuple(ranked))
        close = [c for c in ranked if ranked[0].score - c.score < MARGIN]
        return Answer("ambiguous", tuple(close)) if len(close) > 1 else Answer("match", tuple(ranked))


def _keys(found: tuple[Word, ...]) -> set[str]:
    telling = [w for w in found if w.weight == 1.0] or list(found)
    keys = {w.bones for w in telling}
    joined = ["".join(w.bones for w in telling)]
    if 1 < len(telling) <= 4:
        joined += [
            "".join(w.bones for w in [*telling[1:], telling[0]]),
            "".join(w.bones for w in telling[1:]),
            "".join(w.bones for w in telling[:-1]),
        ]
    return keys | {f"+{run}" for run in joined if len(run) > 2}
