"""A single series of days, such as weapons tests: the chance of at least one, from how recent and how many they were.

A ridge logistic regression on the log odds of the trailing three-year rate and on decayed counts, learnt anew each year from the windows that
had closed by then, against the three-year rate; the rate is what is shown unless the model beat it clearly.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.analyse.forecast.features import decayed, logit
from detente.analyse.forecast.logistic import fit
from detente.analyse.forecast.scores import (
    bootstrap_skill,
    brier,
    calibration_slope,
    expected_calibration_error,
    reliability,
    skill,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Json = dict[str, Any]  # the JSON edge
HALF_LIVES = (14, 60, 240)
WINDOW = 1096
RIDGE = 30.0
LEAST_YEARS = 8
"""Years before the first that is reported on, of windows to learn from."""
BLOCK = 26
STEP = 7
LEAST_SKILL = 0.05
"""Skill over the rate from which on the model is shown."""
MODEL, RATE = "model", "three-year rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseReport:
    """How the model did against the three-year rate; ``shown`` is the rate unless the model's skill is ``LEAST_SKILL`` or more."""

    horizon: int
    forecasts: int
    base_rate: float
    brier: float
    skill: float
    interval: tuple[float, float]
    slope: float
    ece: float
    reliability: list[tuple[float, float, int]]
    shown: str

    @property
    def record(self) -> Json:
        """As JSON has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Pulse:
    """Features and outcomes at weekly origins of a series of days.

    Attributes:
        days: ordinals of the origins.
        x: features, shape (origins, features); the first is the log odds of the three-year rate.
        y: whether it happened in the window.
        horizon: days of a window.
    """

    days: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.bool_]
    horizon: int

    def foretold(self, year: int) -> NDArray[np.float64]:
        """Chances at the origins of a year, learnt from the windows that closed before it began."""
        start, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        past = self.days + self.horizon < start
        now = (self.days >= start) & (self.days < end)
        if self.y[past].sum() < 2:
            return np.asarray(1 / (1 + np.exp(-self.x[now][:, 0])))
        return fit(self.x[past], self.y[past], ridge=RIDGE).chance(self.x[now])


def pulse(days: Sequence[date], *, horizon: int, first: date, last: date) -> Pulse:
    """The features of a series of days.

    Args:
        days: when it happened, in order.
        horizon: days of a window.
        first: first day of the series.
        last: its last day; windows close by then.
    """
    length = (last - first).days + 1
    counts = np.zeros(length, dtype=np.float32)
    for day in days:
        if first <= day <= last:
            counts[(day - first).days] = 1
    total = np.concatenate([[0.0], np.cumsum(counts)])
    origins = np.arange(WINDOW, length - horizon, STEP)
    rate = 1 - np.exp(-horizon * (total[origins + 1] - total[origins + 1 - WINDOW] + 0.5) / WINDOW)
    columns = [logit(rate), *(np.log1p(decayed(counts[None], half_life)[0, origins]) for half_life in HALF_LIVES)]
    y = total[origins + 1 + horizon] > total[origins + 1]
    return Pulse(origins + first.toordinal(), np.stack(columns, axis=-1), y, horizon)


def backtest(days: Sequence[date], *, horizon: int, report_from: date, report_to: date) -> PulseReport:
    """Foretells every year from those before it, and reports on the origins between two days.

    Args:
        days: when it happened, in order.
        horizon: days of a window.
        report_from: first day that a reported forecast is made at the end of.
        report_to: last day of its window.

    Raises:
        ValueError: if no origin lies between the days.
    """
    first = min(days[0], date(report_from.year - LEAST_YEARS, 1, 1) - timedelta(WINDOW))
    made = pulse(days, horizon=horizon, first=first, last=report_to)
    years = sorted({date.fromordinal(int(day)).year for day in made.days if day >= report_from.toordinal()})
    if not years:
        raise ValueError(f"no window of {horizon} days lies between {report_from} and {report_to}")
    foretold = np.concatenate([made.foretold(year) for year in years])
    since = made.days >= date(years[0], 1, 1).toordinal()
    wanted = made.days[since] >= report_from.toordinal()
    p = foretold[wanted][None]
    y = made.y[since][wanted][None]
    rate = 1 / (1 + np.exp(-made.x[since][wanted][None, :, 0]))
    own = skill(p, rate, y)
    return PulseReport(
        horizon=horizon,
        forecasts=int(y.size),
        base_rate=float(y.mean()),
        brier=brier(p, y),
        skill=own,
        interval=bootstrap_skill(p, rate, y, block=BLOCK),
        slope=calibration_slope(p, y),
        ece=expected_calibration_error(p, y),
        reliability=reliability(p, y),
        shown=MODEL if own >= LEAST_SKILL else RATE,
    )
