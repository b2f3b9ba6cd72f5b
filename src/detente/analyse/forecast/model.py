"""Fit, tune, report: one pooled model a class and horizon, beside its baselines, never told of what came after an origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.features import climatology, features, volume
from detente.analyse.forecast.logistic import Logistic, fit, recalibrated
from detente.analyse.forecast.scores import (
    bootstrap_skill,
    brier,
    calibration_slope,
    expected_calibration_error,
    reliability,
    skill,
)
from detente.analyse.forecast.series import happened

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from numpy.typing import NDArray

    from detente.analyse.forecast.series import Series

RIDGES = (3.0, 10.0, 30.0, 100.0, 300.0)
WARM_UP = 364  # days before the first origin that is learnt from
STEP = 7  # days between origins
HALF_YEAR, THREE_YEARS = 182, 1096
BLOCK = 26  # origins a block of the bootstrap: half a year


@dataclass(frozen=True, slots=True)
class Periods:
    """Fit up to a day, tune up to a later one, report from one day to another."""

    fit_until: date
    tune_until: date
    report_from: date
    report_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How the model and its baselines did on the report's origins.

    ``skills`` are Brier skills over the shrunk climatology; ``interval`` is the model's, ``over_volume`` its skill over the volume-only
    model with its own interval. ``shown`` is what a user is shown: the model where it beat the climatology and the volume, else the climatology.
    """

    name: str
    horizon: int
    forecasts: int
    base_rate: float
    brier: float
    skills: dict[str, float]
    interval: tuple[float, float]
    over_volume: float
    over_volume_interval: tuple[float, float]
    slope: float
    ece: float
    reliability: list[tuple[float, float, int]]
    ridge: float
    shown: str


def origins_between(series: Series, first: date, last: date, horizon: int) -> NDArray[np.int64]:
    """Weekly origins whose windows close by ``last`` (and inside the series)."""
    start = max(series.number(first), WARM_UP)
    start += -start % STEP
    return np.arange(start, min(series.number(last), series.days - 1) - horizon + 1, STEP, dtype=np.int64)


def backtest(series: Series, name: str, *, horizon: int, periods: Periods) -> Report:
    """Fits to the first period, chooses the penalty and recalibrates on the second, reports on the third."""
    early = origins_between(series, series.first, periods.fit_until, horizon)
    middle = origins_between(series, periods.fit_until, periods.tune_until, horizon)
    late = origins_between(series, periods.report_from, periods.report_to, horizon)
    chances = {
        "model": _chances(features, series, name, horizon=horizon, early=early, middle=middle, late=late),
        "volume": _chances(volume, series, name, horizon=horizon, early=early, middle=middle, late=late),
    }
    y = happened(series, name, origins=late, horizon=horizon)
    p, ridge = chances["model"]
    base = climatology(series, name, origins=late, horizon=horizon)
    rivals = {
        "volume": chances["volume"][0],
        "half-year rate": climatology(series, name, origins=late, horizon=horizon, window=HALF_YEAR),
        "three-year rate": climatology(series, name, origins=late, horizon=horizon, window=THREE_YEARS),
        "persistence": _persistence(series, name, horizon, np.r_[early, middle], late),
    }
    skills = {"model": skill(p, base, y)} | {rival: skill(q, base, y) for rival, q in rivals.items()}
    over = skill(p, rivals["volume"], y)
    return Report(
        name=name,
        horizon=horizon,
        forecasts=int(y.size),
        base_rate=float(y.mean()),
        brier=brier(p, y),
        skills=skills,
        interval=bootstrap_skill(p, base, y, block=BLOCK),
        over_volume=over,
        over_volume_interval=bootstrap_skill(p, rivals["volume"], y, block=BLOCK),
        slope=calibration_slope(p, y),
        ece=expected_calibration_error(p, y),
        reliability=reliability(p, y),
        ridge=ridge,
        shown="model" if skills["model"] > 0 and over > 0 else "climatology",
    )


def _chances(
    make: Callable[..., tuple[NDArray[np.float64], tuple[str, ...]]],
    series: Series,
    name: str,
    *,
    horizon: int,
    early: NDArray[np.int64],
    middle: NDArray[np.int64],
    late: NDArray[np.int64],
) -> tuple[NDArray[np.float64], float]:
    x, _ = make(series, name, origins=np.r_[early, middle, late], horizon=horizon)
    first, second = len(early), len(early) + len(middle)
    model, ridge = tuned(
        x[:, :first], happened(series, name, origins=early, horizon=horizon),
        x[:, first:second], happened(series, name, origins=middle, horizon=horizon),
    )  # fmt: skip
    return model.chance(x[:, second:]), ridge


def tuned(
    x: NDArray[np.float64], y: NDArray[np.bool_], held_x: NDArray[np.float64], held_y: NDArray[np.bool_]
) -> tuple[Logistic, float]:
    """Fits with each penalty, takes the one that does best on held-out origins, refits on both and recalibrates.

    Args:
        x: features to fit, shape (dyads, origins, features).
        y: outcomes to fit, shape (dyads, origins).
        held_x: features held out, of later origins.
        held_y: outcomes held out.
    """
    width = x.shape[-1]
    flat, held = x.reshape(-1, width), held_x.reshape(-1, width)
    tried = [(brier(fit(flat, y.ravel(), ridge=ridge).chance(held), held_y.ravel()), ridge) for ridge in RIDGES]
    ridge = min(tried)[1]
    scale = recalibrated(fit(flat, y.ravel(), ridge=ridge), held, held_y.ravel())
    whole = fit(np.concatenate([flat, held]), np.concatenate([y.ravel(), held_y.ravel()]), ridge=ridge)
    return Logistic(whole.mean, whole.spread, whole.weights, 0.5 + 0.5 * scale.slope, 0.5 * scale.shift), ridge


def _persistence(
    series: Series, name: str, horizon: int, past: NDArray[np.int64], late: NDArray[np.int64]
) -> NDArray[np.float64]:
    """A chain of two states: the chance after a window with an event and after one without, learnt from the past."""

    def before(origins: NDArray[np.int64]) -> NDArray[np.bool_]:
        return happened(series, name, origins=np.maximum(origins - horizon, 0), horizon=horizon)

    was, came = before(past), happened(series, name, origins=past, horizon=horizon)
    after = [(came[was == state].sum() + 1) / ((was == state).sum() + 2) for state in (False, True)]
    return np.asarray(np.where(before(late), after[1], after[0]), dtype=np.float64)
