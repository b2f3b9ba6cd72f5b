"""How good forecasts were: Brier score and skill, calibration slope, expected calibration error, block bootstrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.features import logit
from detente.analyse.forecast.logistic import fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = 10


def brier(p: NDArray[np.float64], y: NDArray[np.bool_]) -> float:
    """Mean squared distance of chance and outcome (Brier 1950); 0 is best."""
    return float(np.mean((p - y) ** 2))


def skill(p: NDArray[np.float64], reference: NDArray[np.float64], y: NDArray[np.bool_]) -> float:
    """Brier skill over a reference: 1 − Brier / Brier of the reference."""
    return 1 - brier(p, y) / max(brier(reference, y), 1e-12)


def calibration_slope(p: NDArray[np.float64], y: NDArray[np.bool_]) -> float:
    """Slope of outcomes on the forecast's log odds: 1 is right, less is overconfident."""
    model = fit(logit(p).reshape(-1, 1), y.ravel(), ridge=1e-6)
    return float(model.weights[1] / model.spread[0])


def reliability(p: NDArray[np.float64], y: NDArray[np.bool_]) -> list[tuple[float, float, int]]:
    """Mean chance, share that happened and number of forecasts, in bins of equal number."""
    order = np.argsort(p.ravel(), kind="stable")
    flat_p, flat_y = p.ravel()[order], y.ravel()[order]
    return [
        (float(part_p.mean()), float(part_y.mean()), len(part_p))
        for part_p, part_y in zip(np.array_split(flat_p, BINS), np.array_split(flat_y, BINS), strict=True)
        if len(part_p)
    ]


def expected_calibration_error(p: NDArray[np.float64], y: NDArray[np.bool_]) -> float:
    """Mean distance of chance and share over the bins of ``reliability``, weighted by number."""
    bins = reliability(p, y)
    total = sum(n for *_, n in bins)
    return sum(abs(chance - share) * n for chance, share, n in bins) / max(1, total)


def bootstrap_skill(
    p: NDArray[np.float64],
    reference: NDArray[np.float64],
    y: NDArray[np.bool_],
    *,
    block: int,
    draws: int = 500,
    seed: int = 0,
) -> tuple[float, float]:
    """95% interval of the skill by resampling blocks of origins (axis 1) over all dyads at once; seeded."""
    random = np.random.default_rng(seed)
    starts = np.arange(0, p.shape[1], block)
    own = np.array([((p[:, s : s + block] - y[:, s : s + block]) ** 2).sum() for s in starts])
    theirs = np.array([((reference[:, s : s + block] - y[:, s : s + block]) ** 2).sum() for s in starts])
    drawn = random.integers(0, len(starts), size=(draws, len(starts)))
    skills = 1 - own[drawn].sum(axis=1) / np.maximum(theirs[drawn].sum(axis=1), 1e-12)
    low, high = np.quantile(skills, [0.025, 0.975])
    return float(low), float(high)
