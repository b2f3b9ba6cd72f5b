"""Learning a model of one class and horizon: half pooled over all dyads, half from the dyads asked for.

Two ridge logistic regressions are fitted, one on every dyad of the series and one on the dyads asked for, and their log odds are
averaged: partial pooling, and steadier than either. On the middle origins, which are later than the ones fitted, the slope of Platt's
recalibration is learnt and halved; then both are fitted again on all. A penalty chosen on the middle, and Platt's shift, did worse than
none in the years used to choose (docs/outlook.md). Nothing later than the middle's last window is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.logistic import Logistic, averaged, fit, recalibrated, sigmoid, spread_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.analyse.forecast.features import Feature

BETWEEN = (0, 2, 4)
"""Days after a weekly origin that are learnt from as well: three windows a week tell more than one."""
LEVEL_PRIOR, FADING, STEPS = 10.0, 182.0, 6
"""Precision of the level's prior, the half-life in days of what it is learnt from, Newton's steps."""
BLOCK = 13 * len(BETWEEN)
"""Origins that hang together, for the weights' covariance: a quarter of a year."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Features and outcomes at some origins.

    Attributes:
        x: shape (dyads, origins, features).
        y: whether it happened in the window, shape (dyads, origins).
    """

    x: NDArray[np.float64]
    y: NDArray[np.bool_]

    def flat(self, dyads: int | None = None) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """As rows: shape (rows, features) and (rows,), of the first dyads alone if so many are named."""
        x, y = self.x[:dyads], self.y[:dyads]
        return x.reshape(-1, x.shape[-1]), y.ravel()

    def after(self, other: Sample) -> Sample:
        """The other's origins and then these."""
        return Sample(np.concatenate([other.x, self.x], axis=1), np.concatenate([other.y, self.y], axis=1))


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model that was learnt.

    Attributes:
        logistic: its weights.
        told: what its features are.
        first: what was learnt from the early origins alone, with the same slope; for the log odds of the middle ones.
        covariance: of the weights, the intercept first, clustered by quarters, once asked for; for intervals.
    """

    logistic: Logistic
    told: tuple[Feature, ...]
    first: Logistic
    covariance: NDArray[np.float64] | None = None

    def chance(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities of rows of features."""
        return self.logistic.chance(x)

    def interval(self, row: NDArray[np.float64], *, width: float = 1.645) -> tuple[float, float]:
        """Where the chance of one row lies with nine chances in ten, for what the weights leave open."""
        model = self.logistic
        covariance = np.zeros((len(row) + 1,) * 2) if self.covariance is None else self.covariance
        z = np.r_[1.0, (row - model.mean) / model.spread]
        wide = abs(model.slope) * float(np.sqrt(max(0.0, z @ covariance @ z))) * width
        middle = float(model.log_odds(row))
        return float(1 / (1 + np.exp(wide - middle))), float(1 / (1 + np.exp(-wide - middle)))


def learn(early: Sample, middle: Sample, *, asked: int, told: tuple[Feature, ...]) -> Learnt:
    """Fits on the early origins, recalibrates on the middle ones, fits again on both.

    Args:
        early: origins to fit.
        middle: later origins to recalibrate on.
        asked: the first so many dyads are those that forecasts are for.
        told: what the features are.
    """
    first = _fitted(early, asked, told)
    slope = 0.5 + 0.5 * recalibrated(first, *middle.flat(asked)).slope
    both = middle.after(early)
    whole = _fitted(both, asked, told)
    return Learnt(replace(whole, slope=slope), told, replace(first, slope=slope))


def relearn(sample: Sample, *, asked: int, before: Learnt) -> Learnt:
    """Fits again on more origins, with the slope that an earlier fit was recalibrated by and the weights' covariance."""
    whole = _fitted(sample, asked, before.told)
    covariance = spread_of(whole, sample.x[:asked], sample.y[:asked], ridge=_ridges(before.told), block=BLOCK)
    return replace(before, logistic=replace(whole, slope=before.logistic.slope), covariance=covariance)


def levels(
    log_odds: NDArray[np.float64],
    y: NDArray[np.bool_],
    origins: NDArray[np.int64],
    *,
    at: NDArray[np.int64],
    horizon: int,
) -> NDArray[np.float64]:
    """What to add to all log odds at some origins, learnt from how often it happened in the windows that had closed by then.

    The level of a series drifts: more or less is read, a class of acts comes or goes. One shift for all dyads, of a Gaussian prior
    about 0, the newest windows counting most.

    Args:
        log_odds: foretold, shape (dyads, origins).
        y: what came, shape (dyads, origins).
        origins: their days.
        at: days of the forecasts to be shifted.
        horizon: days of a window.
    """
    shifts = np.zeros(len(at))
    for number, day in enumerate(at):
        closed = origins + horizon <= day
        if not closed.any():
            continue
        weight = 0.5 ** ((day - origins[closed] - horizon) / FADING)
        foretold, came = log_odds[:, closed], y[:, closed]
        prior = LEVEL_PRIOR * horizon / 7
        for _ in range(STEPS):
            p = sigmoid(foretold + shifts[number])
            gradient = (weight * (p - came)).sum() + prior * shifts[number]
            shifts[number] -= gradient / ((weight * p * (1 - p)).sum() + prior)
    return shifts


def densely(origins: NDArray[np.int64]) -> NDArray[np.int64]:
    """Weekly origins and days between them; none after the last, so that no window closes later than the last's."""
    if not len(origins):
        return origins
    days = (origins[:, None] + np.array(BETWEEN)).ravel()
    return np.asarray(days[days <= origins[-1]])


def _ridges(told: tuple[Feature, ...]) -> NDArray[np.float64]:
    """Penalties of the features, for so many origins a week."""
    return len(BETWEEN) * np.array([feature.ridge for feature in told])


def _fitted(sample: Sample, asked: int, told: tuple[Feature, ...]) -> Logistic:
    ridge = _ridges(told)
    return averaged(fit(*sample.flat(), ridge=ridge), fit(*sample.flat(asked), ridge=ridge))
