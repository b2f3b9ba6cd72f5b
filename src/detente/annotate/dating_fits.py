"""A clue to when a document was written, and the shapes that clues have along the axis.

The weights are rough likelihoods (natural logarithms, 0 where a day agrees): a clue that contradicts a day costs it some units, so that
one odd clue (an old photograph, a quotation, an event mistaken) cannot rule out what all others say. Shares are as counted on dated
texts: the written corpus and the statements of the White House.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detente.annotate.dating_axis import decay

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Fit = NDArray[np.float64]

AGAINST = -8.0
ODD = -2.5
# over how many days what is mistaken for another thing would be spread
SPREAD = 20_000
MONTH, YEAR = 31, 365


@dataclass(frozen=True, slots=True)
class Clue:
    """How well each day of the axis agrees with one sign, and the sign in words."""

    fit: Fit
    reason: str


@cache
def density(scale: float, slope: float) -> Fit:
    """A power law of days as shares of one."""
    weights = np.exp(decay(scale, slope))
    found: Fit = weights / weights.sum()
    return found
