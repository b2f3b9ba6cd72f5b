"""What is known at an origin: decayed counts of own and other acts and of the volume of news, past rates, the season."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detente.analyse.forecast.acts import classes
from detente.analyse.forecast.series import ANY, PAIRS, happened

if TYPE_CHECKING:
    from detente.analyse.forecast.series import Series

OWN = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
"""Half-lives in days, of acts of the class that is asked for."""
OTHER = (3,)
SURGE = (20, 180)
"""Half-lives of what is recent and what is usual, of a surge of other acts."""
SHARE = (8, 32, 128, 512)
"""Half-lives of the class's share of all acts."""
ELSEWHERE = (7, 28, 91)
"""Half-lives of the class's acts of either side with third sides."""
BREADTH = (1, 3, 7, 28)
"""Half-lives of the pairs of actors."""
VOLUME = (1, 2, 4, 8, 16, 32, 64, 182)
RECENT = (91, 182, 364, 1096)
"""Windows of trailing rates, in days."""
TARGETS = frozenset({"meet", "negotiate", "sanction", "ease", "threaten", "test"})
"""Classes that are asked for, whose counts are made together."""
HARMONICS = (1, 2, 3)
FORGOTTEN = 400
"""Days after which the last act is no nearer than never."""
RIDGE = 300.0
"""Penalty on the squared standardised weights, of weekly origins."""
MUTUAL, ONE_SIDED = (300.0, 1000.0), (3000.0, 3000.0)
"""Penalty of other acts, and of their surges and of acts elsewhere: mutual acts are prepared by others, one-sided ones follow their own course."""
EXCITED_MUTUAL, EXCITED_ONE_SIDED = 0.5, 0.3
"""Weight of the exciting intensity's log odds beside the logistic regression's."""
SHRINK = 26.0
"""Weeks of the mean of all dyads that a dyad's own rate is shrunk by."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature is.

    Attributes:
        about: the class of acts it counts, ``rate``, ``season``, ``volume`` or ``elsewhere``.
        span: half-life or window in days, 0 where it has none.
        ridge: the penalty on its squared standardised weight.
        form: ``count`` (log of a decayed count), ``rate`` (log odds), ``since`` (log of days), ``contrast`` (of two counts) or ``wave``.
    """

    about: str
    span: int
    ridge: float = RIDGE
    form: str = "count"


Columns = tuple[list[NDArray[np.float64]], list[Feature]]
"""Features, each of shape (dyads, origins), and what they are."""


def decayed(counts: NDArray[np.float32], half_life: float) -> NDArray[np.float64]:
    """Counts that fade by half every ``half_life`` days, as known at the end of each day; same shape."""
    keep = 0.5 ** (1 / half_life)
    out = np.empty(counts.shape, dtype=np.float64)
    state = np.zeros(counts.shape[:-1])
    for day in range(counts.shape[-1]):
        state = state * keep + counts[..., day]
        out[..., day] = state
    return out


def climatology(
    series: Series, name: str, *, origins: NDArray[np.int64], horizon: int, window: int | None = None
) -> NDArray[np.float64]:
    """Each dyad's share of past windows with an event, shrunk to the mean of all dyads; shape (dyads, origins).

    At an origin only windows that had closed by then count; with ``window``, only those of that many days back.
    """
    days = np.arange(series.days)
    hit = happened(series, name, origins=days, horizon=horizon).astype(np.float64)
    total = np.concatenate([np.zeros((hit.shape[0], 1)), np.cumsum(hit, axis=1)], axis=1)
    last = np.maximum(origins - horizon + 1, 0)
    start = np.zeros_like(last) if window is None else np.maximum(last - window, 0)
    hits, seen = (total[:, last] - total[:, start]) / 7, (last - start) / 7
    everyone = (hits.sum(axis=0) + 0.5) / (seen * hit.shape[0] + 1)
    strength = SHRINK if window is None else SHRINK / 4
    return np.asarray((hits + strength * everyone) / (seen + strength))


def logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds, of probabilities kept off 0 and 1."""
    kept = np.clip(p, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(kept / (1 - kept)))


def _is_mutual(name: str) -> bool:
    return any(one.key == name and one.is_mutual for one in classes())


def _penalties(name: str) -> tuple[float, float]:
    """The penalty of other acts, and of their surges and acts elsewhere, for a class."""
    return MUTUAL if _is_mutual(name) else ONE_SIDED


def excited_share(name: str) -> float:
    """How much of a class's log odds are the exciting intensity's; the rest is the logistic regression's."""
    return EXCITED_MUTUAL if _is_mutual(name) else EXCITED_ONE_SIDED


class Known:
    """Features of a series, made once for all classes and horizons that ask for them.

    Args:
        series: what happened.
        origins: days (places on the series' last axis) that forecasts are made at the end of.
    """

    def __init__(self, series: Series, origins: NDArray[np.int64]) -> None:
        self.series = series
        self.origins = origins
        self._faded: dict[tuple[int, str], NDArray[np.float64]] = {}

    def features(self, name: str, *, horizon: int) -> tuple[NDArray[np.float64], tuple[Feature, ...]]:
        """All features for a class of acts: shape (dyads, origins, features), and what they are."""
        columns, told = self._rates(name, horizon)
        for half_life in OWN:
            columns.append(self._count(name, half_life))
            told.append(Feature(name, half_life))
        for half_life in SHARE:
            columns.append(self._count(name, half_life) - self._count(ANY, half_life))
            told.append(Feature(name, half_life, form="contrast"))
        for more, what in (self._others(name), self._volumes(), self._elsewhere(name)):
            columns += more
            told += what
        for wave in self._season(horizon):
            columns.append(np.broadcast_to(wave, columns[0].shape))
            told.append(Feature("season", 0, form="wave"))
        return np.stack(columns, axis=-1), tuple(told)

    def volume(self, name: str, *, horizon: int) -> tuple[NDArray[np.float64], tuple[Feature, ...]]:
        """The volume of news alone, with the dyad's own rate: the rival that a model of acts must beat."""
        rate = climatology(self.series, name, origins=self.origins, horizon=horizon)
        columns = [logit(rate), *(self._count(ANY, half_life) for half_life in VOLUME)]
        told = (Feature("rate", 0, form="rate"), *(Feature("volume", half_life) for half_life in VOLUME))
        return np.stack(columns, axis=-1), told

    def _rates(self, name: str, horizon: int) -> Columns:
        columns, told = [], []
        for window in (None, *RECENT):
            rate = climatology(self.series, name, origins=self.origins, horizon=horizon, window=window)
            columns.append(logit(rate))
            told.append(Feature("rate", window or 0, form="rate"))
        hit = self.series.counts[:, self.series.classes.index(name)] > 0
        days = np.arange(self.series.days)
        last = np.maximum.accumulate(np.where(hit, days, -FORGOTTEN), axis=1)[:, self.origins]
        columns.append(np.log1p(np.minimum(self.origins - last, FORGOTTEN)))
        told.append(Feature(name, 0, form="since"))
        return columns, told

    def _others(self, name: str) -> Columns:
        """Acts of each other class: how many lately, and whether more than usual."""
        signs, hints = _penalties(name)
        short, long = SURGE
        columns, told = [], []
        for other in self.series.classes:
            if other not in (name, ANY, PAIRS):
                for half_life in OTHER:
                    columns.append(self._count(other, half_life))
                    told.append(Feature(other, half_life, signs))
                recent = np.log1p(self._fade(other, short) * (long / short))
                columns.append(recent - self._count(other, long))
                told.append(Feature(other, short, hints, "contrast"))
        return columns, told

    def _volumes(self) -> Columns:
        """All acts, and the pairs of actors."""
        columns = [self._count(ANY, half_life) for half_life in VOLUME]
        told = [Feature("volume", half_life) for half_life in VOLUME]
        if PAIRS in self.series.classes:
            columns += [self._count(PAIRS, half_life) for half_life in BREADTH]
            told += [Feature("volume", half_life) for half_life in BREADTH]
        return columns, told

    def _elsewhere(self, name: str) -> Columns:
        """Acts of the class of the dyad's sides with third sides: of the side that has more, and of the other."""
        _, hints = _penalties(name)
        columns, told = [], []
        for half_life in ELSEWHERE:
            own = self._fade(name, half_life)
            of_side = np.tensordot(self._members, own, axes=(0, 0))
            both = np.log1p(np.maximum(of_side[self._sides] - own[:, None], 0.0))
            columns += [both.max(axis=1), both.min(axis=1)]
            told += [Feature("elsewhere", half_life, hints)] * 2
        return columns, told

    @cached_property
    def _sides(self) -> NDArray[np.int64]:
        """The places of each dyad's two sides in the order of all sides' names; shape (dyads, 2)."""
        pairs = [one.split("–") for one in self.series.dyads]
        places = {side: number for number, side in enumerate(sorted({side for pair in pairs for side in pair}))}
        return np.array([[places[pair[0]], places[pair[-1]]] for pair in pairs])

    @cached_property
    def _members(self) -> NDArray[np.float64]:
        """Which dyads each side is in; shape (dyads, sides)."""
        found = np.zeros((len(self._sides), int(self._sides.max()) + 1))
        for number, pair in enumerate(self._sides):
            found[number, pair] = 1
        return found

    def _fade(self, name: str, half_life: int) -> NDArray[np.float64]:
        """Decayed counts of a class at the origins: shape (dyads, origins)."""
        if (half_life, name) not in self._faded:
            told = self.series.classes
            whole = half_life in OTHER or half_life in SURGE
            wanted = [one for one in told if whole or one in (name, ANY, PAIRS) or one in TARGETS]
            counts = self.series.counts[:, [told.index(one) for one in wanted]]
            faded = decayed(counts, half_life)[:, :, self.origins]
            self._faded |= {(half_life, one): faded[:, number] for number, one in enumerate(wanted)}
        return self._faded[half_life, name]

    def _count(self, name: str, half_life: int) -> NDArray[np.float64]:
        return np.asarray(np.log1p(self._fade(name, half_life)))

    def _season(self, horizon: int) -> list[NDArray[np.float64]]:
        """Waves of the year at the middle of the window."""
        days = [self.series.day(int(origin)).timetuple().tm_yday + horizon / 2 for origin in self.origins]
        turn = 2 * np.pi * np.array(days) / 365.25
        return [wave(times * turn) for times in HARMONICS for wave in (np.sin, np.cos)]
