"""When a stance changed, by exact Bayesian inference over all ways to cut a series into stretches of one stance each.

Each stretch has shares of *pro*, *conditional* and *anti* with Jeffreys' prior (a Dirichlet of ½ each); observations are weights of the three stances.
Between two steps a change is the likelier beforehand the more days lie between. The posterior over all cuts is found exactly by a forward and a backward
recursion: D. Barry and J. Hartigan, "A Bayesian Analysis for Change Point Problems", *Journal of the American Statistical Association* 88 (1993);
P. Fearnhead, "Exact and efficient Bayesian inference for multiple changepoint problems", *Statistics and Computing* 16 (2006).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

PRIOR = 0.5
"""Jeffreys' prior weight of each of the three stances in a stretch."""
CHANGE_DAYS = 1461.0
"""Mean days that a stance is taken to last beforehand."""
LEAST_RISK, MOST_RISK = 0.02, 0.5
"""A change between two steps is at least and at most so likely beforehand."""
_lgamma = np.vectorize(math.lgamma, otypes=[np.float64])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fitted:
    """What the steps of a series tell, all cuts weighed.

    Attributes:
        means: the expected position at each step, 0 (anti) to 1 (pro).
        deviations: its posterior standard deviation.
        stretches: the likeliest cut: first step and one past the last of each stretch.
        together: n × n; at [i, j], i ≤ j, the probability that no change lies between the steps i and j.
    """

    means: tuple[float, ...]
    deviations: tuple[float, ...]
    stretches: tuple[tuple[int, int], ...]
    together: Numbers

    def changed(self, earlier: int, later: int) -> float:
        """The probability that the stance changed between two steps."""
        return min(max(1.0 - float(self.together[earlier, later]), 0.0), 1.0)


def fitted(weights: Sequence[tuple[float, float, float]], days: Sequence[float]) -> Fitted:
    """Fits a series.

    Args:
        weights: at each step, in order of time, the weight of notes that are anti, conditional and pro.
        days: the day of each step, a number that never falls.

    Returns:
        Means, deviations and the likeliest stretches; nothing for no steps.
    """
    if not weights:
        return Fitted(means=(), deviations=(), stretches=(), together=np.zeros((0, 0)))
    risks = [_risk(later - earlier) for earlier, later in itertools.pairwise(days)]
    evidence, means, squares = _stretches(np.array(weights, dtype=np.float64))
    joint = _with_prior(evidence, risks)
    share = _posterior(joint)
    expected = _at_each_step(share * means)
    deviation = np.sqrt(np.maximum(_at_each_step(share * squares) - expected**2, 0.0))
    return Fitted(
        means=tuple(map(float, expected)),
        deviations=tuple(map(float, deviation)),
        stretches=_likeliest(joint),
        together=_covering(share),
    )


def _risk(days: float) -> float:
    return min(max(1.0 - math.exp(-days / CHANGE_DAYS), LEAST_RISK), MOST_RISK)


def _stretches(weights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each stretch [i, j], i ≤ j: its log evidence, and the mean and mean square of its position; three n × n tables."""
    sums = np.vstack([np.zeros(3), np.cumsum(weights, axis=0)])
    total = np.maximum(sums[None, 1:, :] - sums[:-1, None, :], 0.0)
    count = total.sum(axis=2)
    upper = np.triu_indices(len(weights))  # what lies below is no stretch
    evidence = np.zeros_like(count)
    evidence[upper] = (_lgamma(PRIOR + total[upper]) - math.lgamma(PRIOR)).sum(axis=1) + math.lgamma(3 * PRIOR)
    evidence[upper] -= _lgamma(3 * PRIOR + count[upper])
    share = (PRIOR + total) / (3 * PRIOR + count)[:, :, None]
    values = np.array([0.0, 0.5, 1.0])
    means = share @ values
    variance = np.maximum(share @ values**2 - means**2, 0.0) / (3 * PRIOR + count + 1.0)
    return evidence, means, variance + means**2


def _with_prior(evidence: Numbers, risks: Sequence[float]) -> Numbers:
    """Log evidence of each stretch with the prior of lasting so long and, unless it is the last, of then ending."""
    number = len(evidence)
    last = np.concatenate([[0.0], np.cumsum([math.log1p(-risk) for risk in risks])])
    ends = np.array([math.log(risk) for risk in risks] + [0.0])
    joint = evidence + (last[None, :] - last[:, None]) + ends[None, :]
    return np.where(np.tri(number, dtype=bool).T, joint, -np.inf)


def _posterior(joint: Numbers) -> Numbers:
    """The probability that [i, j] is a stretch, n × n."""
    number = len(joint)
    forward, backward = np.zeros(number + 1), np.zeros(number + 1)
    for stop in range(1, number + 1):
        forward[stop] = np.logaddexp.reduce(forward[:stop] + joint[:stop, stop - 1])
    for first in range(number - 1, -1, -1):
        backward[first] = np.logaddexp.reduce(joint[first, first:] + backward[first + 1 :])
    found: Numbers = np.exp(forward[:-1, None] + joint + backward[None, 1:] - forward[number])
    return found


def _covering(table: Numbers) -> Numbers:
    """At [i, j] the sum over all stretches that hold both i and j, i ≤ j."""
    found: Numbers = np.cumsum(np.cumsum(table[:, ::-1], axis=1)[:, ::-1], axis=0)
    return found


def _at_each_step(table: Numbers) -> Numbers:
    """The sum over all stretches that hold a step, for each step."""
    return np.diagonal(_covering(table))


def _likeliest(joint: Numbers) -> tuple[tuple[int, int], ...]:
    """The stretches of the single likeliest cut."""
    number = len(joint)
    best, begun = np.zeros(number + 1), [0] * (number + 1)
    for stop in range(1, number + 1):
        scores = best[:stop] + joint[:stop, stop - 1]
        begun[stop] = int(np.argmax(scores))
        best[stop] = scores[begun[stop]]
    cut, stop = [], number
    while stop:
        cut.append((begun[stop], stop))
        stop = begun[stop]
    return tuple(reversed(cut))
