"""Fit, tune, report: one model a class and horizon, beside its baselines, never told of what came after an origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.features import Known, climatology, excited_share
from detente.analyse.forecast.learning import Sample, densely, learn, levels, refit
from detente.analyse.forecast.logistic import sigmoid
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
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from detente.analyse.forecast.features import Feature
    from detente.analyse.forecast.learning import Learnt
    from detente.analyse.forecast.series import Series

WARM_UP = 364  # days before the first origin that is learnt from
STEP = 7  # days between origins
HALF_YEAR, THREE_YEARS = 182, 1096
BLOCK = 26  # origins a block of the bootstrap: half a year
REFIT = 26  # late origins that are foretold by one fit: every half year all is learnt again
MODEL, CLIMATOLOGY, HALF, THREE, PERSISTENCE = (
    "model",
    "climatology",
    "half-year rate",
    "three-year rate",
    "persistence",
)


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
    model with its own interval. ``shown`` is what a user is shown: the model where it beat the climatology, the volume and every other
    baseline, else the best of the baselines.
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
    shown: str


@dataclass(frozen=True, slots=True)
class Origins:
    """Weekly origins to fit on, to tune on, to report on; each part's windows close before the next part's first origin."""

    early: NDArray[np.int64]
    middle: NDArray[np.int64]
    late: NDArray[np.int64]

    @property
    def all(self) -> NDArray[np.int64]:
        """All of them in order."""
        return np.concatenate([self.early, self.middle, self.late])

    @property
    def dense(self) -> NDArray[np.int64]:
        """All of them, and the days between that are learnt from."""
        return np.concatenate([densely(part) for part in (self.early, self.middle, self.late)])


def origins_between(series: Series, first: date, last: date, horizon: int) -> NDArray[np.int64]:
    """Weekly origins whose windows close by ``last`` (and inside the series)."""
    start = max(series.number(first), WARM_UP)
    start += -start % STEP
    return np.arange(start, min(series.number(last), series.days - 1) - horizon + 1, STEP, dtype=np.int64)


def origins(series: Series, periods: Periods, horizon: int) -> Origins:
    """The origins of the periods."""
    return Origins(
        origins_between(series, series.first, periods.fit_until, horizon),
        origins_between(series, periods.fit_until, periods.tune_until, horizon),
        origins_between(series, periods.report_from, periods.report_to, horizon),
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """A backtest with what it learnt, for the forecast that follows it.

    Attributes:
        report: how it did.
        learnt: the model.
        log_odds: the model's at the late origins, of the dyads asked for, before their levels.
    """

    report: Report
    learnt: Learnt
    log_odds: NDArray[np.float64]


def backtest(series: Series, name: str, *, horizon: int, periods: Periods, asked: int | None = None) -> Report:
    """One report; the arguments are those of ``backtests``."""
    return backtests(series, [name], horizons=[horizon], periods=periods, asked=asked)[0]


def backtests(
    series: Series, names: Sequence[str], *, horizons: Sequence[int], periods: Periods, asked: int | None = None
) -> list[Report]:
    """Fits to the first period, recalibrates on the second, reports on the third; by class, then by horizon.

    Args:
        series: what happened, in the dyads asked for first and in others that are learnt from.
        names: the classes of acts.
        horizons: days of the windows.
        periods: which days are for what.
        asked: the first so many dyads are reported on; by default all.
    """
    found = {}
    for horizon in horizons:
        when = origins(series, periods, horizon)
        known = Known(series, when.dense)
        for name in names:
            done = trial(known, name, horizon=horizon, when=when, asked=asked or len(series.dyads))
            found[name, horizon] = done.report
    return [found[name, horizon] for name in names for horizon in horizons]


def trial(known: Known, name: str, *, horizon: int, when: Origins, asked: int, refits: bool = True) -> Trial:
    """Learns on the early and middle origins and reports on the late ones, beside the baselines.

    Args:
        known: the features, at these origins or more.
        name: the class of acts.
        horizon: days of a window.
        when: the origins.
        asked: the first so many dyads are reported on.
        refits: whether it is fitted again inside the report, every half year.
    """
    foretold: dict[str, NDArray[np.float64]] = {}
    for key, make in (("volume", known.volume), (MODEL, known.features)):
        x, told = make(name, horizon=horizon)
        learnt, late, shift = foretelling(
            known, x, name, when=when, horizon=horizon, asked=asked, told=told, refits=refits
        )
        foretold[key] = sigmoid(late + shift)
    return Trial(
        _report(known.series.leading(asked), name, horizon=horizon, when=when, foretold=foretold), learnt, late
    )


def _report(
    series: Series, name: str, *, horizon: int, when: Origins, foretold: dict[str, NDArray[np.float64]]
) -> Report:
    y = happened(series, name, origins=when.late, horizon=horizon)
    base = climatology(series, name, origins=when.late, horizon=horizon)
    past = np.concatenate([when.early, when.middle])
    rivals = {
        "volume": foretold["volume"],
        HALF: climatology(series, name, origins=when.late, horizon=horizon, window=HALF_YEAR),
        THREE: climatology(series, name, origins=when.late, horizon=horizon, window=THREE_YEARS),
        PERSISTENCE: persistence(series, name, horizon, past, when.late),
    }
    p = foretold[MODEL]
    skills = {MODEL: skill(p, base, y)} | {rival: skill(q, base, y) for rival, q in rivals.items()}
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
        shown=best(skills),
    )


def best(skills: dict[str, float]) -> str:
    """What is shown: the model if it is above 0 and above every baseline, else the baseline that did best.

    The volume of news is a rival, not a baseline that is shown.
    """
    rivals = {name: value for name, value in skills.items() if name != MODEL}
    if skills[MODEL] > max(0.0, *rivals.values()):
        return MODEL
    shown = {CLIMATOLOGY: 0.0} | {name: value for name, value in rivals.items() if name != "volume"}
    return max(shown, key=lambda name: shown[name])


def sample(known: Known, x: NDArray[np.float64], name: str, *, origins: NDArray[np.int64], horizon: int) -> Sample:
    """Features and outcomes at some of the origins that the features were made at."""
    y = happened(known.series, name, origins=origins, horizon=horizon)
    return Sample(x[:, np.searchsorted(known.origins, origins)], y)


def foretelling(
    known: Known,
    x: NDArray[np.float64],
    name: str,
    *,
    when: Origins,
    horizon: int,
    asked: int,
    told: tuple[Feature, ...],
    refits: bool = True,
) -> tuple[Learnt, NDArray[np.float64], NDArray[np.float64]]:
    """Learns on the early and middle origins; what was learnt, the log odds at the late ones, and the levels of their days.

    Args:
        known: the series and the origins that the features were made at, ``when.dense`` among them.
        x: the features, shape (dyads, origins, features).
        name: the class of acts. Outcomes at late origins count for later ones alone, once their windows have closed.
        when: the origins.
        horizon: days of a window.
        asked: the first so many dyads are those that forecasts are for.
        told: what the features are.
        refits: whether the model is fitted again inside the report, every half year, on every window that had closed by then.
    """

    def at(origins: NDArray[np.int64]) -> Sample:
        return sample(known, x, name, origins=origins, horizon=horizon)

    early, between, days = densely(when.early), densely(when.middle), densely(when.late)
    learnt = learn(at(early), at(between), asked=asked, told=told, share=excited_share(name))
    middle, late = at(when.middle), at(when.late)
    foretold = np.empty((asked, len(when.late)))
    every = REFIT if refits else max(1, len(when.late))
    for start in range(0, len(when.late), every):
        closed = days[days + horizon <= when.late[start]]
        model = learnt.model
        if len(closed):
            model = refit(at(np.concatenate([early, between, closed])), asked=asked, before=learnt)
        foretold[:, start : start + every] = model.log_odds(late.x[:asked, start : start + every])
    past, came = (
        np.concatenate([learnt.first.log_odds(middle.x[:asked]), foretold], axis=1),
        late.after(middle).y[:asked],
    )
    return learnt, foretold, levels(past, came, np.concatenate([when.middle, when.late]), at=when.late, horizon=horizon)


def persistence(
    series: Series, name: str, horizon: int, past: NDArray[np.int64], late: NDArray[np.int64]
) -> NDArray[np.float64]:
    """A chain of two states: the chance after a window with an event and after one without, learnt from the past."""

    def before(origins: NDArray[np.int64]) -> NDArray[np.bool_]:
        return happened(series, name, origins=np.maximum(origins - horizon, 0), horizon=horizon)

    was, came = before(past), happened(series, name, origins=past, horizon=horizon)
    after = [(came[was == state].sum() + 1) / ((was == state).sum() + 2) for state in (False, True)]
    return np.asarray(np.where(before(late), after[1], after[0]), dtype=np.float64)
