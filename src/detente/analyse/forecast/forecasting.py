"""The chance of at least one act of a class after a day, with its baselines, its track record, its interval and what drives it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.features import SHRINK, Known, climatology
from detente.analyse.forecast.learning import densely, levels, relearn
from detente.analyse.forecast.model import (
    CLIMATOLOGY,
    HALF,
    HALF_YEAR,
    MODEL,
    PERSISTENCE,
    STEP,
    THREE,
    THREE_YEARS,
    WARM_UP,
    Origins,
    Report,
    persistence,
    sample,
    trial,
)
from detente.analyse.forecast.series import happened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from detente.analyse.forecast.features import Feature
    from detente.analyse.forecast.model import Trial
    from detente.analyse.forecast.series import Series

JUDGED = 16
"""Dyads on which the model is judged: those asked for, then those with most acts."""
LEAST_ORIGINS = 104
"""Weeks of closed windows without which there is no model."""
LEAST_HITS = 30
"""Windows with an act, in the weeks learnt from, without which there is no model."""
LEAST_WINDOWS = 8
"""Windows that the series must be long, or there is no number at all."""
EARLY, MIDDLE = 0.55, 0.7
Z = 1.645  # of the normal distribution, for nine chances in ten


Drivers = tuple[tuple[str, float], ...]
"""What features count, and what they add to the log odds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The chance of at least one act of a class in a dyad in the days after ``as_of``.

    Attributes:
        dyad: ``IRN–USA``.
        name: the class of acts.
        horizon: days of the window, the first of which is the day after ``as_of``.
        as_of: the last day that is known.
        chance: what is shown; ``None`` where there is no number, and ``why`` says so.
        low: lower end of the interval that holds it with nine chances in ten.
        high: its upper end.
        shown: whose number it is: the model's, or a baseline's.
        why: why this is shown.
        chances: of the model, where there is one, and of each baseline.
        drivers: what moves the model's log odds from their mean, features summed by what they count; strongest first.
        track: how such numbers did before, or ``None`` where there is no model.
    """

    dyad: str
    name: str
    horizon: int
    as_of: date
    chance: float | None
    low: float | None
    high: float | None
    shown: str
    why: str
    chances: dict[str, float]
    drivers: Drivers
    track: Report | None

    @property
    def past(self) -> tuple[float, float, int] | None:
        """Of the model's past chances nearest to this one: their mean, the share that came true, their number."""
        if self.track is None or self.chance is None or self.shown != MODEL:
            return None
        chance = self.chance
        return min(self.track.reliability, key=lambda row: (abs(row[0] - chance), row))


@dataclass(frozen=True, slots=True)
class Live:
    """The model's chance of a dyad, its interval and its drivers."""

    chance: float
    interval: tuple[float, float]
    drivers: Drivers


def forecasts(
    series: Series,
    names: Sequence[str],
    *,
    horizons: Sequence[int],
    asked: int,
    progress: Callable[[str], None] | None = None,
) -> Iterator[Forecast]:
    """The chances of the dyads asked for, after the last day of the series.

    Args:
        series: what happened until that day; the dyads asked for come first.
        names: classes of acts.
        horizons: days of the windows.
        asked: the first so many dyads are asked for.
        progress: told each class and window before it is learnt.
    """
    grid = _grid(series)
    known = Known(series, densely(grid))
    for horizon in horizons:
        when = split(grid, horizon=horizon, last=series.days - 1)
        for name in names:
            if progress:
                progress(f"{name}, {horizon} days")
            yield from _of_class(known, name, horizon=horizon, when=when, asked=asked)


def asked_for(
    series: Series,
    names: Sequence[str],
    *,
    horizons: Sequence[int],
    asked: int,
    thin: str = "",
    progress: Callable[[str], None] | None = None,
) -> tuple[Forecast, ...]:
    """The forecasts by dyad, class and horizon; none has a number where the series is too thin.

    Args:
        series: what happened until the day that is known; the dyads asked for come first.
        names: classes of acts.
        horizons: days of the windows.
        asked: the first so many dyads are asked for.
        thin: why the series can give no number, or "".
        progress: told each class and window before it is learnt.
    """
    found = sorted(
        forecasts(series, names, horizons=horizons, asked=asked, progress=progress),
        key=lambda one: (series.dyads.index(one.dyad), list(names).index(one.name), one.horizon),
    )
    if not thin:
        return tuple(found)
    return tuple(replace(one, chance=None, low=None, high=None, why=thin) for one in found)


def trials(
    series: Series, names: Sequence[str], *, horizons: Sequence[int], asked: int
) -> Iterator[tuple[Report | None, str]]:
    """A backtest of each class and horizon inside a series, or why there can be none."""
    grid = _grid(series)
    known = Known(series, densely(grid))
    for name in names:
        for horizon in horizons:
            judged = min(max(JUDGED, asked), len(series.dyads))
            when = split(grid, horizon=horizon, last=series.days - 1)
            tried, why = _tried(known, name, horizon=horizon, when=when, judged=judged)
            yield (tried.report if tried else None), f"{name}, {horizon} days: {why}"


def _grid(series: Series) -> NDArray[np.int64]:
    """Weekly origins, the last day among them, after the first year where there is more than one."""
    last = series.days - 1
    grid = np.arange(last % STEP, last + 1, STEP, dtype=np.int64)
    return grid[grid >= WARM_UP] if last >= WARM_UP else np.array([last])


def split(grid: NDArray[np.int64], *, horizon: int, last: int) -> Origins | None:
    """Origins to learn on, to recalibrate on and to judge on, each part's windows closed before the next; ``None`` for too few."""
    closed = grid[grid + horizon <= last]
    if len(closed) < LEAST_ORIGINS:
        return None
    first, second = closed[int(EARLY * len(closed))], closed[int(MIDDLE * len(closed))]
    return Origins(
        closed[closed + horizon <= first],
        closed[(closed >= first) & (closed + horizon <= second)],
        closed[closed >= second],
    )


def _of_class(known: Known, name: str, *, horizon: int, when: Origins | None, asked: int) -> Iterator[Forecast]:
    series = known.series
    judged = min(max(JUDGED, asked), len(series.dyads))
    tried, why = _tried(known, name, horizon=horizon, when=when, judged=judged)
    rates = _baselines(series.leading(judged), name, horizon=horizon, when=when)
    live = _live(known, name, horizon=horizon, when=when, tried=tried, judged=judged) if tried and when else []
    windows = series.days / horizon
    shown = tried.report.shown if tried else CLIMATOLOGY
    short = (
        f"the series has {series.days} days; {LEAST_WINDOWS * horizon} are needed" if windows < LEAST_WINDOWS else ""
    )
    for number in range(asked):
        chances = {key: float(values[number]) for key, values in rates.items()}
        if live:
            chances = {MODEL: live[number].chance, **chances}
        is_model = bool(live) and shown == MODEL
        low, high = live[number].interval if is_model else _around(chances[shown], windows, shown, horizon)
        yield Forecast(
            dyad=series.dyads[number],
            name=name,
            horizon=horizon,
            as_of=series.day(series.days - 1),
            chance=None if short else chances[shown],
            low=None if short else low,
            high=None if short else high,
            shown=shown,
            why=short or why or _because(tried, shown),
            chances=chances,
            drivers=live[number].drivers if live else (),
            track=tried.report if tried else None,
        )


def _tried(known: Known, name: str, *, horizon: int, when: Origins | None, judged: int) -> tuple[Trial | None, str]:
    """A backtest inside what is known, or why there can be none; of one fit, so that an answer does not take minutes."""
    if when is None:
        return None, f"a model needs {LEAST_ORIGINS} weeks of closed windows after a first year"
    learnt_from = np.concatenate([when.early, when.middle])
    hits = int(happened(known.series.leading(judged), name, origins=learnt_from, horizon=horizon).sum())
    if hits < LEAST_HITS:
        return None, f"only {hits} past windows had such an act; a model needs {LEAST_HITS}"
    return trial(known, name, horizon=horizon, when=when, asked=judged, refits=False), ""


def _because(tried: Trial | None, shown: str) -> str:
    if tried is None:
        return ""
    report = tried.report
    own = report.skills[MODEL]
    if shown == MODEL:
        return f"the model beat every baseline on {report.forecasts:,} past forecasts (Brier skill {own:+.3f})"
    return (
        f"the model did not beat every baseline on {report.forecasts:,} past forecasts (Brier skill {own:+.3f}); "
        f"the {shown} did best among those shown"
    )


def _baselines(series: Series, name: str, *, horizon: int, when: Origins | None) -> dict[str, NDArray[np.float64]]:
    """Each baseline's chance for each dyad after the last day."""
    at = np.array([series.days - 1])

    def rate(window: int | None) -> NDArray[np.float64]:
        return climatology(series, name, origins=at, horizon=horizon, window=window)[:, 0]

    found = {CLIMATOLOGY: rate(None), HALF: rate(HALF_YEAR), THREE: rate(THREE_YEARS)}
    if when is not None:
        found[PERSISTENCE] = persistence(series, name, horizon, when.all, at)[:, 0]
    return found


def _live(known: Known, name: str, *, horizon: int, when: Origins, tried: Trial, judged: int) -> list[Live]:
    """The model learnt on every closed window, at the last day, for each dyad it was judged on."""
    x, told = known.features(name, horizon=horizon)
    closed = np.concatenate([densely(part) for part in (when.early, when.middle, when.late)])
    whole = relearn(sample(known, x, name, origins=closed, horizon=horizon), asked=judged, before=tried.learnt)
    came = happened(known.series.leading(judged), name, origins=when.late, horizon=horizon)
    shift = levels(tried.log_odds, came, when.late, at=known.origins[-1:], horizon=horizon)[0]
    placed = replace(whole, model=replace(whole.model, shift=float(shift)))
    now = x[:judged, -1]
    chances = placed.model.chance(now)
    return [
        Live(float(chance), placed.interval(row, width=Z), drivers(told, placed.model.contributions(row)))
        for chance, row in zip(chances, now, strict=True)
    ]


def drivers(told: Sequence[Feature], parts: NDArray[np.float64]) -> Drivers:
    """What features of the same acts add to the log odds together, strongest first."""
    summed: dict[str, float] = {}
    for feature, part in zip(told, parts, strict=True):
        summed[feature.about] = summed.get(feature.about, 0.0) + float(part)
    ranked = sorted(summed.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(ranked)


def _around(chance: float, windows: float, shown: str, horizon: int) -> tuple[float, float]:
    """Wilson's interval of a rate from so many windows that do not overlap, with what it is shrunk by."""
    span = {HALF: HALF_YEAR / horizon, THREE: THREE_YEARS / horizon}.get(shown, windows)
    n = max(1.0, min(span, windows) + SHRINK * 7 / horizon / 4)
    square = Z * Z / n
    middle = (chance + square / 2) / (1 + square)
    reach = Z * np.sqrt(chance * (1 - chance) / n + square / (4 * n)) / (1 + square)
    return float(max(0.0, middle - reach)), float(min(1.0, middle + reach))
