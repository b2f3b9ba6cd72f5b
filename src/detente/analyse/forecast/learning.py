"""Learning a model of one class and horizon: a pool of two estimators, half from all dyads, half from the dyads asked for.

A ridge logistic regression and an exciting intensity are fitted, each on every dyad of the series and on the dyads asked for, and their log
odds are averaged, by weights that hang on the class: partial pooling, and steadier than any of the four. On the middle origins, which are
later than the ones fitted, the slope of Platt's recalibration is learnt and halved; then all are fitted again on all. A penalty chosen on the
middle, and Platt's shift, did worse than none in the years used to choose (docs/outlook.md). Nothing later than the last window is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.excitation import excited
from detente.analyse.forecast.logistic import averaged, fit, platt, sigmoid, spread_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.analyse.forecast.excitation import Excited
    from detente.analyse.forecast.features import Feature
    from detente.analyse.forecast.logistic import Logistic

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
class Pooled:
    """Two estimators whose log odds are averaged, and recalibrated.

    Attributes:
        of_all: the logistic regression on every dyad.
        of_asked: that on the dyads asked for.
        excited: the exciting intensity on every dyad, and that on the dyads asked for.
        share: how much of the log odds are the intensities'.
        slope: Platt's slope on the log odds.
        shift: what is added to them.
    """

    of_all: Logistic
    of_asked: Logistic
    excited: tuple[Excited, Excited]
    share: float
    slope: float = 1.0
    shift: float = 0.0

    @property
    def logistic(self) -> Logistic:
        """Both logistic regressions in one."""
        return averaged(self.of_all, self.of_asked)

    def log_odds(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log odds of rows of features; shape of ``x`` without its last axis."""
        added = sum(one.log_odds(x) for one in self.excited) / len(self.excited)
        return np.asarray(self.slope * ((1 - self.share) * self.logistic.log_odds(x) + self.share * added) + self.shift)

    def chance(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities of rows of features."""
        return sigmoid(self.log_odds(x))

    def contributions(self, row: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each feature adds to the log odds of one row, against its mean."""
        added = sum(one.contributions(row) for one in self.excited) / len(self.excited)
        return np.asarray(self.slope * ((1 - self.share) * self.logistic.contributions(row) + self.share * added))


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model that was learnt.

    Attributes:
        model: what gives the chances.
        told: what its features are.
        first: what was learnt from the early origins alone, with the same slope; for the log odds of the middle ones.
        covariance: of the logistic regression's weights, the intercept first, clustered by quarters, once asked for; for intervals.
    """

    model: Pooled
    told: tuple[Feature, ...]
    first: Pooled
    covariance: NDArray[np.float64] | None = None

    def interval(self, row: NDArray[np.float64], *, width: float = 1.645) -> tuple[float, float]:
        """Where the chance of one row lies with nine chances in ten, for what the logistic regression's weights leave open."""
        logistic = self.model.logistic
        covariance = np.zeros((len(row) + 1,) * 2) if self.covariance is None else self.covariance
        z = np.r_[1.0, (row - logistic.mean) / logistic.spread]
        wide = abs(self.model.slope) * float(np.sqrt(max(0.0, z @ covariance @ z))) * width
        middle = float(self.model.log_odds(row))
        return float(1 / (1 + np.exp(wide - middle))), float(1 / (1 + np.exp(-wide - middle)))


def learn(early: Sample, middle: Sample, *, asked: int, told: tuple[Feature, ...], share: float) -> Learnt:
    """Fits on the early origins, recalibrates on the middle ones, fits again on both.

    Args:
        early: origins to fit.
        middle: later origins to recalibrate on.
        asked: the first so many dyads are those that forecasts are for.
        told: what the features are.
        share: how much of the log odds are the exciting intensity's.
    """
    first = _fitted(early, asked, told, share)
    held, came = middle.flat(asked)
    slope = 0.5 + 0.5 * platt(first.log_odds(held), came)[0]
    whole = _fitted(middle.after(early), asked, told, share, first)
    return Learnt(replace(whole, slope=slope), told, replace(first, slope=slope))


def refit(sample: Sample, *, asked: int, before: Learnt) -> Pooled:
    """The model fitted again on more origins, with the slope that the earlier fit was recalibrated by."""
    old = before.model
    return replace(_fitted(sample, asked, before.told, old.share, old), slope=old.slope)


def relearn(sample: Sample, *, asked: int, before: Learnt) -> Learnt:
    """What was learnt, from more origins and with the weights' covariance."""
    model = refit(sample, asked=asked, before=before)
    ridge = _ridges(before.told)
    covariance = spread_of(model.logistic, sample.x[:asked], sample.y[:asked], ridge=ridge, block=BLOCK)
    return replace(before, model=model, covariance=covariance)


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


def _fitted(sample: Sample, asked: int, told: tuple[Feature, ...], share: float, start: Pooled | None = None) -> Pooled:
    """Both estimators, fitted to all dyads and to those asked for."""
    ridge = _ridges(told)
    everyone, own = sample.flat(), sample.flat(asked)
    return Pooled(
        fit(*everyone, ridge=ridge, start=start.of_all if start else None),
        fit(*own, ridge=ridge, start=start.of_asked if start else None),
        (excited(*everyone, told, often=len(BETWEEN)), excited(*own, told, often=len(BETWEEN))),
        share,
    )
