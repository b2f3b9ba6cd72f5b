"""The date of a document that does not tell it, inferred from the inside by constraint.

Each clue (a weekday's name, a month without its year, an office held, a dated event, a year named) says how well each day of the
calendar agrees with it; the clues together leave an interval, given as narrow as they allow, with the reasons. A wide interval is
the honest answer where little is said; never is a day guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.annotate import dating_clues
from detente.annotate.dating_axis import LENGTH, day_at, index, places
from detente.annotate.dating_table import last_known
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.annotate.dating_fits import Clue
    from detente.annotate.parser import Parsed
    from detente.annotate.times import Timed

NARROW = 7
NARROW_MASS = 0.44
MASS = 0.95
WIDE_MASS = 0.85
# a single day is hardly ever so sure: the paper may be of the day after
SURE = 0.995
# of a narrow run's weight, what is kept when its unlikely days at either end are left out
KEPT = 0.985
WIDEST = 1500
# whether a text appears on the day that the clues point to or on the next: a morning paper, a comment, a follow-up
LAG = (0.9, 0.1)
# texts of a time of which no event is known are fewer: so many days after the last one
LATER, BEYOND = 120, -1.5
_MOST_REASONS = 12


@dataclass(frozen=True, slots=True)
class Inferred:
    """An inferred date: the interval, or ``None`` where the text does not narrow it to some years, and the clues."""

    when: When | None
    because: tuple[str, ...]


def infer(parsed: Parsed, timed: tuple[Timed, ...]) -> Inferred:
    """The interval in which a document was written, from its text alone."""
    told, like = dating_clues.clues(parsed, timed)
    if not told and not like:
        return Inferred(None, ())
    alone = _inferred(told)
    return alone if not like or _is_narrow(alone) else _inferred([*told, *like])


def _is_narrow(found: Inferred) -> bool:
    """Whether a text tells its days by itself: what it reads like is asked only of others."""
    return found.when is not None and (found.when.last - found.when.first).days < NARROW


def _inferred(clues: Sequence[Clue]) -> Inferred:
    total: NDArray[np.float64] = np.where(places() > index(last_known()) + LATER, BEYOND, 0.0)
    for clue in clues:
        total += clue.fit
    weights = np.exp(total - total.max())
    weights /= weights.sum()
    first, last = _window(weights if weights.max() >= SURE else np.convolve(weights, LAG)[:LENGTH])
    if last - first + 1 > WIDEST:
        return Inferred(None, tuple(clue.reason for clue in clues)[:_MOST_REASONS])
    reasons = dict.fromkeys(clue.reason for clue in clues if clue.fit[first : last + 1].max() > clue.fit.min() + 1)
    return Inferred(When(day_at(first), day_at(last)), tuple(reasons)[:_MOST_REASONS])


def _window(weights: NDArray[np.float64]) -> tuple[int, int]:
    """The shortest run of days that holds enough of the weight: a narrow one if it holds nearly half, else one with most."""
    total = np.concatenate([[0.0], np.cumsum(weights)])
    for width in range(1, NARROW + 1):
        held = total[width:] - total[:-width]
        best = int(np.argmax(held))
        if held[best] >= (SURE if width == 1 else MASS if width < NARROW else NARROW_MASS):
            return _trimmed(weights, best, best + width - 1)
    ends = np.searchsorted(total, total[:-1] + WIDE_MASS)
    reached = ends <= LENGTH
    lengths = np.where(reached, ends - np.arange(LENGTH), LENGTH + 1)
    best = int(np.argmin(lengths))
    return best, min(LENGTH - 1, best + int(lengths[best]) - 1)


def _trimmed(weights: NDArray[np.float64], first: int, last: int) -> tuple[int, int]:
    """A narrow run without the days at its ends that hardly count: a report of a Tuesday's news is not of the Monday before."""
    spare = (1 - KEPT) * weights[first : last + 1].sum()
    while first + 1 < last:
        end = first if weights[first] <= weights[last] else last
        spare -= weights[end]
        if spare < 0:
            break
        first, last = (first + 1, last) if end == first else (first, last - 1)
    return first, last
