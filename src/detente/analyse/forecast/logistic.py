"""Ridge logistic regression by Newton's method, and Platt's recalibration, in numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = 50
CLOSE = 1e-5


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted model on standardised features.

    Attributes:
        mean: of each feature.
        spread: standard deviation of each feature, 1 where it is constant.
        weights: the intercept first.
    """

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    weights: NDArray[np.float64]

    def log_odds(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log odds of rows of features; shape of ``x`` without its last axis."""
        return np.asarray(((x - self.mean) / self.spread) @ self.weights[1:] + self.weights[0])

    def chance(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities of rows of features."""
        return sigmoid(self.log_odds(x))

    def contributions(self, row: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each feature adds to the log odds of one row, against its mean."""
        return np.asarray((row - self.mean) / self.spread * self.weights[1:])


def sigmoid(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -40, 40))))


def fit(
    x: NDArray[np.float64],
    y: NDArray[np.bool_],
    *,
    ridge: float | NDArray[np.float64],
    start: Logistic | None = None,
) -> Logistic:
    """Fits by penalised maximum likelihood; the intercept is not penalised.

    Args:
        x: features, shape (rows, features).
        y: outcomes, shape (rows,).
        ridge: the penalty on squared standardised weights, one for all or one a feature.
        start: a fit to much the same rows, from which the search is short.
    """
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    scale = Logistic(mean, spread, np.zeros(x.shape[1] + 1))
    penalty = np.r_[1e-9, np.broadcast_to(ridge, x.shape[1])]
    begin = _moved(start, scale) if start else None
    return Logistic(mean, spread, _newton(_design(scale, x), y.astype(np.float64), penalty, begin=begin))


def platt(log_odds: NDArray[np.float64], y: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift of Platt's recalibration, from held-out log odds and what came; drawn a little toward no change."""
    raw = log_odds.ravel()
    design = np.stack([np.ones_like(raw), raw], axis=1)
    none = np.array([0.0, 1.0])
    shift, slope = _newton(design, y.ravel().astype(np.float64), np.array([1.0, 10.0]), toward=none)
    return float(slope), float(shift)


def averaged(one: Logistic, other: Logistic) -> Logistic:
    """The model whose log odds are the mean of two models' log odds."""
    return Logistic(one.mean, one.spread, (one.weights + _moved(other, one)) / 2)


def _moved(one: Logistic, scale: Logistic) -> NDArray[np.float64]:
    """A model's weights on features standardised as another's are."""
    shift = float((one.weights[1:] * (scale.mean - one.mean) / one.spread).sum())
    return np.asarray(np.r_[one.weights[0] + shift, one.weights[1:] * scale.spread / one.spread])


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
    begin: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    centre = np.zeros(design.shape[1]) if toward is None else toward
    weights = centre.copy() if begin is None else begin
    z = design @ weights
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
