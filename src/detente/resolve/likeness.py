"""How much speaks for two notes being reports of one thing: a sum of weights, detail by detail, as Fellegi and Sunter's method of record linkage has it.

The weights stand in ``resources/resolve/weights.tsv``; they were set by hand, not estimated. Source of the method: I. Fellegi, A. Sunter, "A Theory
for Record Linkage", *Journal of the American Statistical Association* 64 (1969).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.resolve.claims import Claim

VERBAL = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
"""Types of which a side does several to another within a day."""
MOST_DAYS = 7
"""A day told more widely than this places nothing."""
NEAR_ACTS, NEAR_WORDS, NEAR_REPORTS = 2, 3, 3
"""Days apart that may still be one: of acts, of what is said, of a day told and the report of one that tells none."""
MOST, MANY, SOME = 0.75, 0.5, 0.25
"""Shares of the telling words in common: the geometric mean of both notes' shares."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The sum, and what it is made of: detail, level, weight."""

    score: float
    told: tuple[tuple[str, str, float], ...]

    @property
    def because(self) -> tuple[str, ...]:
        """The parts in words: "day: near +0"."""
        return tuple(f"{detail}: {level} {weight:+g}" for detail, level, weight in self.told)


def likeness(one: Claim, other: Claim) -> Likeness | None:
    """What speaks for two notes of a layer being one; ``None`` where something rules it out."""
    weights = _weights(one.layer)
    score = 0.0
    told: list[tuple[str, str, float]] = []
    for detail, compare in _DETAILS:
        level = compare(one, other)
        weight = weights[detail, level]
        if weight is None:
            return None
        score += weight
        told.append((detail, level, weight))
    return Likeness(score, tuple(told))


def threshold(layer: str) -> float:
    """The sum from which on two notes of a layer are one."""
    return _weights(layer)["threshold", "-"] or 0.0


def words(one: Claim, other: Claim) -> str:
    """How many words two quotes have in common; numbers that differ make them different."""
    if one.quote == other.quote:
        return "equal"
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return "few"
    smaller, larger = sorted((len(one.words), len(other.words)))
    if not smaller:
        return "few"
    shared = len(one.words & other.words)
    share = shared / sqrt(smaller * larger)
    if shared >= 5 and shared == smaller:
        return "most"  # all of a shorter quote stands in the longer one
    return "most" if share >= MOST and shared > 2 else "many" if share >= MANY else "some" if share >= SOME else "few"


def _kind(one: Claim, other: Claim) -> str:
    if one.kind == other.kind:
        return "same-verbal" if one.layer == "events" and one.kind[-1] in VERBAL else "same"
    if one.layer in {"events", "measures", "statements"}:
        return "family" if one.kind[0] == other.kind[0] else "other"
    return "family" if one.kind[:-1] == other.kind[:-1] else "other"


def _who(one: Claim, other: Claim) -> str:
    if not one.who or not other.who:
        return "other"
    if one.who == other.who:
        return "same"
    if set(one.who) & set(other.who):
        return "some"
    told = one.layer in {"events", "measures"}
    return "other" if told or not _sides(one.who) & _sides(other.who) else "some"


def _whom(one: Claim, other: Claim) -> str:
    left, right = set(one.whom), set(other.whom)
    if not left or not right:
        return "none"
    if left == right:
        return "same"
    if left & right:
        return "some"
    if one.layer == "measures" and _sides(left) & _sides(right) and (_bare(left) or _bare(right)):
        return "none"
    return "other"


def _sides(keys: set[str] | tuple[str, ...]) -> set[str]:
    return {side for key in keys if (side := key.partition(":")[0])}


def _bare(keys: set[str]) -> bool:
    return all(":" not in key for key in keys)


def _day(one: Claim, other: Claim) -> str:
    if one.layer == "measures" and not one.told and not other.told and "imposes" in one.kind:
        return "standing"
    if not one.first or not other.first or max(one.last - one.first, other.last - other.first) >= MOST_DAYS:
        return "other"
    gap = max(one.first - other.last, other.first - one.last, 0)
    acts = one.layer in {"events", "measures"}
    if acts and not (one.told and other.told):
        return "report" if gap <= NEAR_REPORTS else "other"
    if not gap:
        exact = one.first == one.last == other.first == other.last
        return "same" if exact or not acts else "meet"
    return "near" if gap <= (NEAR_ACTS if acts else NEAR_WORDS) else "other"


def _status(one: Claim, other: Claim) -> str:
    if one.status == other.status:
        return "same"
    return "wished" if {one.status, other.status} & {"hypothetical", "proposed"} else "other"


_DETAILS: tuple[tuple[str, Callable[[Claim, Claim], str]], ...] = (
    ("kind", _kind),
    ("who", _who),
    ("day", _day),
    ("words", words),
    ("whom", _whom),
    ("status", _status),
)
"""What is compared, the cheapest and those that rule out most first."""


@cache
def _weights(layer: str) -> dict[tuple[str, str], float | None]:
    rows = resources.rows("resolve/weights.tsv")
    own = [row for row in rows if row["layer"] == layer] or [row for row in rows if row["layer"] == "*"]
    return {(row["detail"], row["level"]): None if row["weight"] == "never" else float(row["weight"]) for row in own}
