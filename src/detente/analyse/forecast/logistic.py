"""Ridge logistic regression by Newton's method, and Platt's recalibration, in numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = 50
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted model on standardised features.

    Attributes:
        mean: of each feature.
        spread: standard deviation of each feature, 1 where it is constant.
        weights: the intercept first.
        slope: Platt's slope on the log odds.
        shift: Platt's shift.
    """

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    weights: NDArray[np.float64]
    slope: float = 1.0
    shift: float = 0.0

    def log_odds(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log odds of rows of features, recalibrated; shape of ``x`` without its last axis."""
        raw = ((x - self.mean) / self.spread) @ self.weights[1:] + self.weights[0]
        return np.asarray(self.slope * raw + self.shift)

    def chance(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities of rows of features."""
        return sigmoid(self.log_odds(x))

    def contributions(self, row: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each feature adds to the log odds of one row, against its mean."""
        return np.asarray(self.slope * (row - self.mean) / self.spread * self.weights[1:])


def sigmoid(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -40, 40))))


def fit(x: NDArray[np.float64], y: NDArray[np.bool_], *, ridge: float | NDArray[np.float64]) -> Logistic:
    """Fits by penalised maximum likelihood; the intercept is not penalised.

    Args:
        x: features, shape (rows, features).
        y: outcomes, shape (rows,).
        ridge: the penalty on squared standardised weights, one for all or one a feature.
    """
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    start = Logistic(mean, spread, np.zeros(x.shape[1] + 1))
    penalty = np.r_[1e-9, np.broadcast_to(ridge, x.shape[1])]
    return Logistic(mean, spread, _newton(_design(start, x), y.astype(np.float64), penalty))


def recalibrated(model: Logistic, x: NDArray[np.float64], y: NDArray[np.bool_]) -> Logistic:
    """The model with Platt's slope and shift fitted on held-out rows, drawn a little toward no change."""
    raw = model.log_odds(x)
    design = np.stack([np.ones_like(raw), raw], axis=1)
    shift, slope = _newton(design, y.astype(np.float64), np.array([1.0, 10.0]), toward=np.array([0.0, 1.0]))
    return Logistic(model.mean, model.spread, model.weights, float(slope), float(shift))


def averaged(one: Logistic, other: Logistic) -> Logistic:
    """The model whose log odds are the mean of two models' log odds, before their recalibration."""
    weights = other.weights[1:] * one.spread / other.spread
    shift = float((other.weights[1:] * (one.mean - other.mean) / other.spread).sum())
    return Logistic(one.mean, one.spread, (one.weights + np.r_[other.weights[0] + shift, weights]) / 2)


def spread_of(
    model: Logistic, x: NDArray[np.float64], y: NDArray[np.bool_], *, ridge: float | NDArray[np.float64], block: int
) -> NDArray[np.float64]:
    """Covariance of the weights, robust to what hangs together within blocks of origins (Liang and Zeger 1986).

    Args:
        model: the fit.
        x: features, shape (dyads, origins, features).
        y: outcomes, shape (dyads, origins).
        ridge: the penalty it was fitted with.
        block: origins a block.
    """
    width = x.shape[-1]
    design = _design(model, x.reshape(-1, width))
    p = sigmoid(design @ model.weights)
    curvature = (design * (p * (1 - p))[:, None]).T @ design + np.diag(np.r_[1e-9, np.broadcast_to(ridge, width)])
    errors = (p - y.ravel()).reshape(y.shape)
    rows = design.reshape(*y.shape, width + 1)
    scores = [
        np.einsum("ij,ijk->k", errors[:, at : at + block], rows[:, at : at + block])
        for at in range(0, y.shape[1], block)
    ]
    half = np.linalg.solve(curvature, np.stack(scores, axis=1))
    return np.asarray(half @ half.T)


def _design(model: Logistic, x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([np.ones((len(x), 1)), (x - model.mean) / model.spread], axis=1)


def _newton(
    design: NDArray[np.float64],
    y: NDArray[np.float64],
    penalty: NDArray[np.float64],
    toward: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    centre = np.zeros(design.shape[1]) if toward is None else toward
    weights, z = centre.copy(), design @ centre
    loss = _loss(z, y, weights, penalty, centre)
    for _ in range(STEPS):
        p = sigmoid(z)
        gradient = design.T @ (p - y) + penalty * (weights - centre)
        curvature = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        along, size = design @ step, 1.0
        tried = _loss(z - along, y, weights - step, penalty, centre)
        while size > CLOSE and tried > loss:
            size /= 2
            tried = _loss(z - size * along, y, weights - size * step, penalty, centre)
        weights, z, loss = weights - size * step, z - size * along, min(loss, tried)
        if np.abs(size * step).max() < CLOSE:
            break
    return weights


def _loss(
    z: NDArray[np.float64],
    y: NDArray[np.float64],
    weights: NDArray[np.float64],
    penalty: NDArray[np.float64],
    centre: NDArray[np.float64],
) -> float:
    return float((np.logaddexp(0, z) - y * z).sum() + 0.5 * (penalty * (weights - centre) ** 2).sum())
