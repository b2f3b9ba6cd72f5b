"""Forecasts: nothing later than an origin is used, fits recover what made the data, scores are what they say."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from detente.analyse.forecast import features, logistic, scores
from detente.analyse.forecast.model import Periods, backtest, foretelling, origins, origins_between
from detente.analyse.forecast.series import Series, count, happened

FIRST = date(2001, 1, 1)
CLASSES = {"meet": frozenset({"042"}), "threaten": frozenset({"13"})}
DYADS = ("Iran–France", "Iran–Japan", "Cuba–Spain")


def _random(seed: int, days: int = 1500) -> Series:
    """Events that come in bursts, at another rate in each dyad."""
    random = np.random.default_rng(seed)
    counts = np.zeros((3, 3, days), dtype=np.float32)
    for dyad, rate in enumerate((0.02, 0.04, 0.08)):
        heat = 0.0
        for day in range(days):
            heat *= 0.93
            hit = random.random() < rate * 0.5 + 0.04 * heat
            counts[dyad, 0, day] = hit
            heat += hit
    counts[:, 1] = random.random((3, days)) < 0.02
    counts[:, 2] = counts[:, 0] + counts[:, 1]
    return Series(FIRST, DYADS, ("meet", "threaten", "any"), counts)


def test_counts_by_day_dyad_and_class() -> None:
    events = [
        (date(2001, 1, 2), "Iran–France", "042"),
        (date(2001, 1, 2), "Iran–France", "111"),
        (date(2001, 1, 3), "Iran–Chad", "042"),
        (date(2002, 1, 1), "Iran–France", "042"),
    ]
    series = count(events, dyads=DYADS, classes=CLASSES, first=FIRST, last=date(2001, 1, 5))
    assert series.counts[0].tolist() == [[0, 1, 0, 0, 0], [0, 0, 0, 0, 0], [0, 2, 0, 0, 0]]
    assert series.counts[1:].sum() == 0
    origins = np.array([0, 1])
    assert happened(series, "meet", origins=origins, horizon=2)[0].tolist() == [True, False]


def test_decay_halves() -> None:
    counts = np.zeros((1, 15), dtype=np.float32)
    counts[0, 0] = 8
    faded = features.decayed(counts, 7)
    assert faded[0, [0, 7, 14]] == pytest.approx([8, 4, 2])


@pytest.mark.parametrize("horizon", [7, 28])
@pytest.mark.parametrize("what", ["features", "volume"])
def test_no_feature_knows_the_future(what: str, horizon: int) -> None:
    series = _random(1)
    origins = np.array([700, 707])
    other = series.counts.copy()
    other[:, :, 708:] = np.random.default_rng(9).permutation(other[:, :, 708:], axis=2)
    other[:, :, 900] += 5
    shuffled = Series(series.first, series.dyads, series.classes, other)

    def made(of: Series) -> np.ndarray:
        return getattr(features.Known(of, origins), what)("meet", horizon=horizon)[0]

    assert np.array_equal(made(series), made(shuffled))
    assert np.array_equal(made(series), made(series.until(series.day(707))))


def test_a_report_does_not_hang_on_what_comes_after_it() -> None:
    series = _random(2)
    periods = Periods(date(2002, 12, 31), date(2003, 8, 31), date(2003, 9, 1), date(2004, 6, 1))
    late = series.number(periods.report_to) + 1
    other = series.counts.copy()
    other[:, :, late:] = 1 - np.minimum(other[:, :, late:], 1)
    changed = Series(series.first, series.dyads, series.classes, other)
    assert backtest(series, "meet", horizon=7, periods=periods) == backtest(changed, "meet", horizon=7, periods=periods)


def test_a_refit_inside_the_report_knows_no_window_that_was_open() -> None:
    series = _random(6, days=2200)
    when = origins(series, Periods(date(2003, 12, 31), date(2004, 9, 30), date(2004, 10, 1), date(2006, 12, 31)), 7)
    changed = int(when.late[40])  # after the first refit, before the last
    other = series.counts.copy()
    other[:, :, changed + 1 :] = 1 - np.minimum(other[:, :, changed + 1 :], 1)

    def foretold(of: Series) -> np.ndarray:
        known = features.Known(of, when.dense)
        x, told = known.features("meet", horizon=7)
        _, late, shift = foretelling(known, x, "meet", when=when, horizon=7, asked=2, told=told)
        return late + shift

    before, after = foretold(series), foretold(Series(series.first, series.dyads, series.classes, other))
    assert np.array_equal(before[:, :41], after[:, :41])
    assert not np.array_equal(before[:, 60:], after[:, 60:])


def test_bursts_are_foretold_better_than_by_the_climatology() -> None:
    series = _random(3, days=3000)
    periods = Periods(date(2005, 12, 31), date(2006, 12, 31), date(2007, 1, 1), date(2009, 3, 1))
    report = backtest(series, "meet", horizon=7, periods=periods)
    assert report.skills["model"] > 0.02
    assert report.interval[0] < report.skills["model"] < report.interval[1]
    assert report.shown in {"model", "climatology"}
    assert sum(n for *_, n in report.reliability) == report.forecasts


def test_origins_close_their_windows_in_time() -> None:
    series = _random(1)
    origins = origins_between(series, FIRST, date(2003, 1, 1), 28)
    assert origins[0] >= 364
    assert origins[-1] + 28 <= series.number(date(2003, 1, 1))
    assert set(np.diff(origins)) == {7}


def test_logistic_regression_recovers_its_weights() -> None:
    random = np.random.default_rng(4)
    x = random.normal(size=(20000, 2))
    y = random.random(20000) < logistic.sigmoid(0.5 + x @ np.array([1.0, -2.0]))
    model = logistic.fit(x, y, ridge=1e-3)
    assert model.weights[1:] / model.spread == pytest.approx([1.0, -2.0], abs=0.06)
    row = np.array([1.0, 0.5])
    assert model.contributions(row).sum() + model.weights[0] == pytest.approx(model.log_odds(row))


def test_recalibration_draws_in_an_overconfident_model() -> None:
    random = np.random.default_rng(5)
    x = random.normal(size=(4000, 1))
    y = random.random(4000) < logistic.sigmoid(x[:, 0])
    bold = logistic.Logistic(np.zeros(1), np.ones(1), np.array([0.0, 3.0]))
    slope, _ = logistic.platt(bold.log_odds(x), y)
    assert slope == pytest.approx(1 / 3, abs=0.05)


def test_scores() -> None:
    y = np.array([[True, False, True, False]])
    assert scores.brier(np.array([[1.0, 0.0, 1.0, 0.0]]), y) == 0
    assert scores.skill(np.full((1, 4), 0.5), np.full((1, 4), 0.5), y) == pytest.approx(0)
    random = np.random.default_rng(6)
    p = random.random((1, 20000))
    came = random.random((1, 20000)) < p
    assert scores.calibration_slope(p, came) == pytest.approx(1, abs=0.06)
    assert scores.expected_calibration_error(p, came) < 0.02
    assert scores.expected_calibration_error(np.clip(p + 0.3, 0, 1), came) > 0.15
