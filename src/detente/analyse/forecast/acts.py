"""Acts: what forecasts are made from, wherever they come from; and their counts by dyad, class and day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detente import resources
from detente.analyse.forecast.series import PAIRS, Series, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

TO = " → "
"""Between the names of who acted and of whom it was done to."""
MOST_DYADS = 60
"""Dyads that are learnt from together: those asked for, then those with most acts."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something done by one side to another, or by a side alone.

    Attributes:
        day: the day it counts for: when it was reported, as far as that is told.
        sources: sides that did it, in order; of a mutual act all its sides.
        targets: sides it was done to; none for a mutual act and for one without a recipient.
        code: CAMEO code, or a class's own name.
        cite: where it stands: a note's id, or file and line.
        told: its words, as far as the series has them.
        who: the actors' names, as they are told.
    """

    day: date
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    code: str
    cite: str
    told: str = ""
    who: str = ""

    @property
    def dyads(self) -> tuple[str, ...]:
        """The pairs of sides it takes place between, each once: ``IRN–USA``, in alphabetical order."""
        pairs = {(a, b) for a in self.sources for b in (self.targets or self.sources) if a != b}
        return tuple(sorted({dyad(*pair) for pair in pairs}))


def dyad(one: str, other: str) -> str:
    """The name of two sides' dyad."""
    return "–".join(sorted((one, other)))


@dataclass(frozen=True, slots=True)
class Class:
    """A class of acts.

    Attributes:
        key: its short name (``meet``).
        prefixes: an act is of it whose CAMEO code begins with one of these.
        name: what it is called in a sentence.
        is_target: whether its chance is given; else it only tells of what may come.
        is_mutual: whether it is filed once whatever the direction.
    """

    key: str
    prefixes: tuple[str, ...]
    name: str
    is_target: bool
    is_mutual: bool

    def holds(self, code: str) -> bool:
        """Whether an act of that code is of this class."""
        return code.startswith(self.prefixes)


@cache
def classes() -> tuple[Class, ...]:
    """The classes of ``resources/forecast/classes.tsv``, in its order."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in resources.rows("forecast/classes.tsv"):
        found.setdefault(row["class"], []).append(row)
    return tuple(
        Class(
            key=key,
            prefixes=tuple(row["prefix"] for row in rows),
            name=rows[0]["name"],
            is_target=rows[0]["kind"] == "target",
            is_mutual=rows[0]["mutual"] == "yes",
        )
        for key, rows in found.items()
    )


def targets() -> tuple[Class, ...]:
    """The classes whose chance is given."""
    return tuple(one for one in classes() if one.is_target)


def named(key: str) -> Class:
    """A class by its key.

    Raises:
        KeyError: if there is none.
    """
    return {one.key: one for one in classes()}[key]


@cache
def mutual_prefixes() -> tuple[str, ...]:
    """Prefixes of codes whose acts are filed once whatever the direction."""
    return tuple(sorted({prefix for one in classes() if one.is_mutual for prefix in one.prefixes}))


def once(acts: Iterable[tuple[Act, str, str]]) -> Iterable[Act]:
    """Acts without copies: the same actors, code and day count once, and a mutual act once whatever its direction.

    Args:
        acts: each with the names of its source and its target, as the series has them.

    Yields:
        The acts, in the order given. A visit and the hosting of it are one.
    """
    seen: set[tuple[date, str, str, str]] = set()
    for act, source, target in acts:
        if act.code.startswith(mutual_prefixes()):
            first, second = sorted((source, target))
            group = "042" if act.code[:3] in {"042", "043"} else act.code[:3]
            key = (act.day, first, second, group)
        else:
            key = (act.day, source, target, act.code)
        if key not in seen:
            seen.add(key)
            yield act


def counted(acts: Sequence[Act], *, asked: Sequence[str] = (), last: date | None = None) -> Series:
    """The counts of the dyads asked for and of those with most acts besides, from the first act to the last day.

    Args:
        acts: what to count; an act without a recipient counts for every dyad of its side.
        asked: dyads that must be there, first.
        last: the last day of the series; by default that of the last act.

    Raises:
        ValueError: if there is no act.
    """
    if not acts:
        raise ValueError("no act to count")
    found = Counter(one for act in acts for one in act.dyads)
    dyads = list(dict.fromkeys([*asked, *sorted(found, key=lambda one: (-found[one], one))]))
    kept = dyads[: max(MOST_DYADS, len(asked))]
    of_side: dict[str, list[str]] = {}
    for one in kept:
        for side in one.split("–"):
            of_side.setdefault(side, []).append(one)
    rows = (
        (act.day, one, act.code)
        for act in acts
        for one in (act.dyads or tuple(d for side in act.sources[:1] for d in of_side.get(side, ())))
    )
    codes = sorted({act.code for act in acts})
    made = count(
        rows,
        dyads=kept,
        classes={one.key: frozenset(code for code in codes if one.holds(code)) for one in classes()},
        first=min(act.day for act in acts),
        last=last or max(act.day for act in acts),
    )
    pairs = _pairs(acts, made)
    return Series(made.first, made.dyads, (*made.classes, PAIRS), np.concatenate([made.counts, pairs], axis=1))


def _pairs(acts: Iterable[Act], series: Series) -> NDArray[np.float32]:
    """How many pairs of actors, whichever of them acted, a day: shape (dyads, 1, days)."""
    place = {one: number for number, one in enumerate(series.dyads)}
    found = {
        (place[one], series.number(act.day), tuple(sorted(act.who.split(TO))))
        for act in acts
        for one in act.dyads
        if one in place and 0 <= series.number(act.day) < series.days
    }
    counts = np.zeros((len(series.dyads), 1, series.days), dtype=np.float32)
    for number, day, _ in found:
        counts[number, 0, day] += 1
    return counts
