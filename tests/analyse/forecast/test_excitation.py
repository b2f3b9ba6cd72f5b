"""The exciting intensity: parts that are never negative, found again in what they made; what it adds is told by feature."""

from __future__ import annotations

import numpy as np
import pytest

from detente.analyse.forecast.excitation import FRESH, excited, parts
from detente.analyse.forecast.features import Feature
from detente.analyse.forecast.logistic import sigmoid

TOLD = (
    Feature("rate", 0, form="rate"),
    Feature("meet", 0, form="since"),
    Feature("meet", 8),
    Feature("threaten", 3),
    Feature("meet", 8, form="contrast"),
    Feature("season", 0, form="wave"),
)


def made(rows: int = 30000, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Acts by an intensity of a rate and of the class's own counts; other acts have no part in it."""
    random = np.random.default_rng(seed)
    rate = random.choice([-3.0, -2.0, -1.0], size=rows)
    own, other = (np.log1p(random.exponential(1.0, size=rows)) for _ in range(2))
    since = np.log1p(random.uniform(0, 400, size=rows))
    x = np.stack([rate, since, own, other, random.normal(size=rows), random.normal(size=rows)], axis=-1)
    level = 0.6 * np.logaddexp(0, rate) + 0.3 * own
    return x, random.random(rows) < -np.expm1(-level)


def test_parts_are_never_negative_and_know_their_feature() -> None:
    x, _ = made(200)
    found, of = parts(x, TOLD)
    assert (found >= 0).all()
    assert found.shape == (200, len(of))
    assert of.tolist() == [0, *[1] * len(FRESH), 2, 3]


def test_an_intensity_is_found_again() -> None:
    x, y = made()
    found = excited(x, y, TOLD)
    assert (found.weights >= 0).all()
    assert found.weights[5] == pytest.approx(0.3, abs=0.06)
    assert found.weights[6] < 0.04
    level = 0.6 * np.logaddexp(0, x[:, 0]) + 0.3 * x[:, 2]
    assert np.abs(sigmoid(found.log_odds(x)) + np.expm1(-level)).mean() < 0.02
    assert np.array_equal(excited(x, y, TOLD).weights, found.weights)


def test_what_a_feature_adds_sums_to_the_distance_from_the_mean() -> None:
    x, y = made(5000)
    found = excited(x, y, TOLD)
    usual = np.log(np.expm1(found.mean.sum()))
    added = found.contributions(x[3])
    assert added.shape == (len(TOLD),)
    assert added.sum() == pytest.approx(float(found.log_odds(x[3])) - usual)
    assert added[4] == added[5] == 0


def test_what_never_happened_has_hardly_any_chance() -> None:
    x, _ = made(500)
    found = excited(x, np.zeros(500, dtype=bool), TOLD)
    assert sigmoid(found.log_odds(x)).max() < 0.05
