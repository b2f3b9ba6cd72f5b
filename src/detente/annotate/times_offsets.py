"""Times told from another time: "two days after the vote", "a week earlier", "the day after".

With a complement ("a day after Washington froze the assets, Minsk on Friday …") the words date the complement, counted from the main
clause's time; where only the complement has a date of its own, the main clause, counted from that. Without one they date their own clause,
counted from the time named last, else from the document's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.annotate.times_resolve import ABOUT_A_YEAR, moved
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.annotate.times_model import Phrase
    from detente.model.annotation import Token

# what "days after", "weeks after" and so on may mean, in days
_VAGUE = {"day": (2, 6), "week": (7, 40), "month": (31, 300), "year": (366, 3000)}
_LOOSE = 3
MONTH = 31
_VERBS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Offset:
    """How an offset stands in its sentence, by numbers of tokens.

    Attributes:
        inner: the head of the complement of "after" or "before", ``None`` without one.
        low: the complement's first token.
        high: one past its last.
        outer: the verb of the clause that the words stand in.
    """

    inner: int | None
    low: int
    high: int
    outer: int


def placed(tokens: Sequence[Token], children: Sequence[Sequence[int]], phrase: Phrase, first: int, stop: int) -> Offset:
    """Where an offset's complement and its clause are."""
    last = stop - 1
    inner, above = None, tokens[last].head
    if phrase.relation in ("after", "before"):
        if tokens[last].dep == "mark":
            inner = tokens[last].head
            above = tokens[inner].head
        else:
            inner = next((c for c in children[last] if tokens[c].dep in ("pobj", "pcomp") and c > last), None)
    outer = _verb(tokens, above)
    if inner is None:
        head = next((n for n in range(first, stop) if not first <= tokens[n].head < stop), last)
        return Offset(None, 0, 0, _verb(tokens, tokens[head].head))
    inside = [n for n in _subtree(children, inner) if n >= stop]
    return Offset(inner, min(inside, default=inner), max(inside, default=inner) + 1, outer)


def _verb(tokens: Sequence[Token], at: int) -> int:
    while tokens[at].pos not in _VERBS and tokens[at].head != at:
        at = tokens[at].head
    return at


def _subtree(children: Sequence[Sequence[int]], top: int) -> list[int]:
    found, stack = [], [top]
    while stack:
        found.append(stack.pop())
        stack.extend(children[found[-1]])
    return found


def counted(phrase: Phrase, anchor: When, *, forward: bool) -> When | None:
    """The days that lie the phrase's number of units from an anchor, as exactly as the unit tells."""
    sign, unit = (1 if forward else -1), phrase.unit or "day"
    try:
        if unit == "hour":
            return When(anchor.first - timedelta(0 if forward else 1), anchor.last + timedelta(1 if forward else 0))
        if not phrase.number:
            near, far = _VAGUE[unit]
            ends = [anchor.first + timedelta(sign * days) for days in (near, far)]
            return When(min(ends), max(ends))
        low, high = (moved(day, unit, sign * phrase.number) for day in (anchor.first, anchor.last))
    except (OverflowError, ValueError, KeyError):
        return None
    return _as_exact(unit, phrase.number, low, high)


def _as_exact(unit: str, number: int, low: date, high: date) -> When:
    if unit == "month":
        return When(When.month(low.year, low.month).first, When.month(high.year, high.month).last)
    if unit == "year" and number == 1 and (high - low).days < MONTH:
        return When(low - ABOUT_A_YEAR, high + ABOUT_A_YEAR)
    if unit in ("year", "decade", "century"):
        return When(When.year(low.year).first, When.year(high.year).last)
    loose = timedelta(_LOOSE if unit == "week" and number > 1 else 0)
    return When(low - loose, high + loose)
