"""A self- and cross-exciting intensity: past acts add to the chance of the next ones, and nothing takes from it.

The expected number of acts in a window is a sum of parts, none of them negative: the dyad's rates, how lately such an act was, decayed counts of
its own acts, of other acts, of acts elsewhere and of all acts (Hawkes 1971, in discrete time). The chance is that of at least one in a Poisson
number. Counts multiply the odds in a logistic regression and add here, which serves mutual acts better where many are announced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.analyse.forecast.features import Feature

FRESH = (3, 10, 30, 90)
"""Days in which the last act's part fades to a third."""
RIDGE = 30.0
"""Penalty on a part's squared share of the mean intensity, of weekly origins."""
STEPS, CLOSE, LEAST = 60, 1e-5, 1e-4


@dataclass(frozen=True, slots=True)
class Excited:
    """A fitted intensity.

    Attributes:
        told: what the features are that its parts are made of.
        weights: of the parts, none negative.
        mean: of each part times its weight, in what was learnt from.
    """

    told: tuple[Feature, ...]
    weights: NDArray[np.float64]
    mean: NDArray[np.float64]

    def log_odds(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log odds of at least one act, of rows of features; shape of ``x`` without its last axis."""
        made, _ = parts(x, self.told)
        return _odds(made @ self.weights)

    def contributions(self, row: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each feature adds to the log odds of one row against the mean: its share of what the intensity has more or less."""
        made, of = parts(row, self.told)
        gaps = made * self.weights - self.mean
        whole = float(gaps.sum())
        usual = float(self.mean.sum())
        steep = float(_odds(np.array(usual + whole)) - _odds(np.array(usual))) / whole if abs(whole) > CLOSE else 0.0
        found = np.zeros(len(self.told))
        np.add.at(found, of, gaps * steep)
        return found


def parts(x: NDArray[np.float64], told: Sequence[Feature]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The parts that an intensity is made of, none negative, on the last axis; and the feature that each is made from."""
    columns: list[NDArray[np.float64]] = []
    of: list[int] = []
    for place, feature in enumerate(told):
        column = x[..., place]
        if feature.form == "rate":
            columns.append(np.logaddexp(0, column))
        elif feature.form == "count":
            columns.append(column)
        elif feature.form == "since":
            columns += [np.exp(-np.expm1(column) / days) for days in FRESH]
        of += [place] * (len(columns) - len(of))
    return np.stack(columns, axis=-1), np.array(of)


def excited(x: NDArray[np.float64], y: NDArray[np.bool_], told: tuple[Feature, ...], *, often: int = 1) -> Excited:
    """Fits by penalised maximum likelihood.

    Args:
        x: features, shape (rows, features).
        y: whether there was an act in the window, shape (rows,).
        told: what the features are.
        often: origins a week, which the penalty is multiplied by.
    """
    made, _ = parts(x, told)
    mean = made.mean(axis=0)
    usual = max(float(y.mean()), 1 / len(y))
    scale = usual / (mean + 1e-6)
    weights = scale * _least(made[y] * scale, made[~y].sum(axis=0) * scale, RIDGE * often)
    return Excited(told, weights, mean * weights)


def _least(hits: NDArray[np.float64], misses: NDArray[np.float64], ridge: float) -> NDArray[np.float64]:
    """The shares of the parts at which the penalised loss is least, none negative: Newton's method, projected (Bertsekas 1982).

    Args:
        hits: scaled parts of the rows with an act, shape (rows, parts).
        misses: their sums over the rows without.
        ridge: the penalty.
    """

    def loss(shares: NDArray[np.float64]) -> float:
        level = np.maximum(hits @ shares, CLOSE)
        return float(misses @ shares - np.log(-np.expm1(-level)).sum() + ridge * (shares**2).sum())

    shares = np.full(len(misses), 1 / len(misses))
    before = loss(shares)
    for _ in range(STEPS):
        level = np.clip(hits @ shares, CLOSE, 30)
        more = np.expm1(level)
        slope = misses - hits.T @ (1 / more) + 2 * ridge * shares
        free = (shares > 0) | (slope < 0)
        kept = hits[:, free]
        curve = (kept * (np.exp(level) / more**2)[:, None]).T @ kept + 2 * ridge * np.eye(int(free.sum()))
        step = np.zeros(len(shares))
        step[free] = np.linalg.solve(curve, slope[free])
        size = 1.0
        while size > CLOSE and loss(np.maximum(shares - size * step, 0)) > before:
            size /= 2
        if size <= CLOSE:
            break
        shares = np.maximum(shares - size * step, 0)
        after = loss(shares)
        if before - after < CLOSE * max(1.0, abs(before)) * 0.01:
            break
        before = after
    return shares


def _odds(level: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds of at least one in a Poisson number of that mean."""
    return np.asarray(np.log(np.expm1(np.clip(level, LEAST, 30))))
