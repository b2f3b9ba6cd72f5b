"""What two sides do to each other week by week: directed streams of one-sided acts and their meetings, each excited by all.

A self- and cross-exciting system in discrete time: each week each stream has an act or not, by a logistic regression on the decayed counts of the
side's own acts, of the other's, and of meetings, and on the dyad's own rate. It is pooled over dyads and over the two sides: the one who acts, the
other. Only one-sided acts are in the directed streams, since mutual ones are filed for both sides and would fake reciprocity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.acts import classes, named
from detente.analyse.forecast.features import logit
from detente.analyse.forecast.logistic import Logistic, fit, sigmoid, spread_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.analyse.forecast.acts import Act

WEEK = 7
MEETING = "meet"
KIND, HARSH = "conciliatory", "hostile"
CONCILIATORY = ("ease", "intent", "promise", "praise", "aid", "yield")
HOSTILE = (
    "sanction",
    "threaten",
    "test",
    "demand",
    "disapprove",
    "reject",
    "protest",
    "posture",
    "reduce",
    "coerce",
    "force",
)
RIDGE = 30.0
BLOCK = 13
YEAR = 52


@dataclass(frozen=True, slots=True)
class Weeks:
    """Whether a stream had an act, week by week.

    Attributes:
        dyads: names; axis 0 of ``hits``.
        streams: names of directed streams, and ``meet`` last; axis 2.
        hits: shape (dyads, 2 sides, streams, weeks); meetings are the same for both sides.
        last: ordinal of the last day of the last week.
    """

    dyads: tuple[str, ...]
    streams: tuple[str, ...]
    hits: NDArray[np.float64]
    last: int


def weeks(acts: Sequence[Act], *, dyads: Sequence[str], special: Sequence[str], last: int) -> Weeks:
    """The weeks of some dyads, counted back from the last day.

    Args:
        acts: what happened.
        dyads: those to count.
        special: classes that are streams of their own; the rest is conciliatory or hostile.
        last: ordinal of the last day.
    """
    streams = (*special, KIND, HARSH, MEETING)
    first = min(act.day for act in acts).toordinal()
    number = (last - first) // WEEK + 1
    place = {one: at for at, one in enumerate(dyads)}
    hits = np.zeros((len(dyads), 2, len(streams), number))
    sorts = {code: _stream(code, special) for code in {act.code for act in acts}}
    meeting = named(MEETING)
    for act in acts:
        week = number - 1 - (last - act.day.toordinal()) // WEEK
        if week >= number or week < 0:
            continue
        if meeting.holds(act.code):
            for one in act.dyads:
                if one in place:
                    hits[place[one], :, -1, week] = 1
            continue
        stream = sorts[act.code]
        if stream is None:
            continue
        for one in act.dyads or tuple(d for d in dyads if act.sources[0] in d.split("–")):
            if one in place:
                sides = one.split("–")
                for source in act.sources:
                    if source in sides:
                        hits[place[one], sides.index(source), streams.index(stream), week] = 1
    return Weeks(tuple(dyads), streams, hits, last)


def _stream(code: str, special: Sequence[str]) -> str | None:
    for key in special:
        if named(key).holds(code):
            return key
    for one in classes():
        if one.holds(code) and one.key in CONCILIATORY:
            return KIND
        if one.holds(code) and one.key in HOSTILE:
            return HARSH
    return None


@dataclass(frozen=True, slots=True)
class System:
    """One logistic regression a stream, with the covariance of its weights.

    Attributes:
        streams: as in ``Weeks``.
        half_lives: in weeks, of the decayed counts.
        fits: by stream.
        covariances: of the weights on standardised features, the intercept first.
        rates: each dyad's log odds of a stream in a week, at the last week: shape (dyads, 2, streams).
        state: decayed counts after the last week: shape (dyads, 2, streams, half-lives).
    """

    streams: tuple[str, ...]
    half_lives: tuple[float, ...]
    fits: tuple[Logistic, ...]
    covariances: tuple[NDArray[np.float64], ...]
    rates: NDArray[np.float64]
    state: NDArray[np.float64]


def learn(
    told: Weeks,
    *,
    half_lives: tuple[float, ...],
    without: NDArray[np.bool_] | None = None,
    start: System | None = None,
) -> System:
    """Fits the system.

    Args:
        told: what happened.
        half_lives: in weeks.
        without: weeks to leave out, shape (dyads, weeks).
        start: what was learnt with the same half-lives from much the same weeks, from which the search is short.
    """
    dyads, _, streams, number = told.hits.shape
    keep = 0.5 ** (1 / np.array(half_lives))
    state = np.zeros((dyads, 2, streams, len(half_lives)))
    before = np.empty((number, dyads, 2, streams, len(half_lives)))
    for week in range(number):
        before[week] = state
        state = state * keep + told.hits[:, :, :, week, None]
    past = np.concatenate([np.zeros((dyads, 2, streams, 1)), np.cumsum(told.hits, axis=-1)], axis=-1)
    everyone = (past.sum(axis=(0, 1)) + 0.5) / (2 * dyads * np.arange(number + 1) + 1)
    rates = logit((past + YEAR * everyone) / (np.arange(number + 1) + YEAR))
    skipped = min(YEAR, number // 4)
    x = features(before, np.moveaxis(rates[..., :-1], -1, 0))[skipped:]
    kept = np.ones((dyads, number - skipped), dtype=bool) if without is None else ~without[:, skipped:]
    rows = np.repeat(kept.T[:, :, None], 2, axis=2)
    fits, covariances = [], []
    for stream in range(streams):
        design = x[:, :, :, stream]
        y = np.moveaxis(told.hits[:, :, stream, skipped:], -1, 0) > 0
        one = fit(design[rows], y[rows], ridge=RIDGE, start=start.fits[stream] if start else None)
        fits.append(one)
        flat = np.moveaxis(design.reshape(number - skipped, -1, design.shape[-1]), 0, 1)
        covariances.append(
            spread_of(one, flat, np.moveaxis(y.reshape(number - skipped, -1), 0, 1), ridge=RIDGE, block=BLOCK)
        )
    return System(told.streams, half_lives, tuple(fits), tuple(covariances), rates[..., -1], state)


def features(state: NDArray[np.float64], rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each side's streams hang on: own rate, log counts of own acts, of the other's, of meetings.

    Args:
        state: decayed counts, shape (…, 2 sides, streams, half-lives).
        rates: log odds, shape (…, 2, streams).

    Returns:
        Shape (…, 2, streams, features): of each stream its own rate first, then the counts, which are the same for all streams.
    """
    logs = np.log1p(state)
    own, other, met = logs[..., :-1, :], logs[..., ::-1, :-1, :], logs[..., -1, :]
    lead = state.shape[:-2]
    counts = np.concatenate([own.reshape(*lead, -1), other.reshape(*lead, -1), met], axis=-1)
    streams = state.shape[-2]
    wide = np.broadcast_to(counts[..., None, :], (*lead, streams, counts.shape[-1]))
    return np.concatenate([rates[..., None], wide], axis=-1)


@dataclass(frozen=True, slots=True)
class Forced:
    """An act that a path states: a side's place in the dyad, a stream, a week from 0."""

    side: int
    stream: str
    week: int


def simulate(
    system: System, *, dyad: int, forced: Sequence[Forced], ahead: int, draws: int, paths: int, seed: int = 0
) -> NDArray[np.float64]:
    """Shares of paths with an act, week by week, for each draw of the weights.

    The same seed gives the same chances everywhere, and fewer draws are the first of more.

    Args:
        system: what was learnt.
        dyad: which.
        forced: acts that happen in every path.
        ahead: weeks.
        draws: of the weights, from their covariance.
        paths: of each draw.
        seed: of weights and chances.

    Returns:
        Shape (draws, ahead, 2 sides, streams): whether an act came by the end of each week; forced acts do not count. A path that had
        none before counts with its chance in the week, which is smoother than with what was drawn.
    """
    random = np.random.default_rng(seed)
    weights = [
        _drawn(one, covariance, draws, np.random.default_rng((seed, at)))
        for at, (one, covariance) in enumerate(zip(system.fits, system.covariances, strict=True))
    ]
    keep = 0.5 ** (1 / np.array(system.half_lives))
    streams = len(system.streams)
    state = np.broadcast_to(system.state[dyad], (draws, paths, 2, streams, len(keep))).copy()
    rates = np.broadcast_to(system.rates[dyad], (draws, paths, 2, streams))
    came = np.zeros((draws, paths, 2, streams), dtype=bool)
    shares = np.empty((draws, ahead, 2, streams))
    for week in range(ahead):
        x = features(state, rates)
        p = np.stack(
            [
                sigmoid(
                    np.einsum("dpsf,df->dps", (x[..., at, :] - one.mean) / one.spread, weights[at][:, 1:])
                    + weights[at][:, None, None, 0]
                )
                for at, one in enumerate(system.fits)
            ],
            axis=-1,
        )
        p[..., -1] = p[..., -1].mean(axis=2, keepdims=True)
        chance = random.random((1, paths, 2, streams))
        chance[..., 1, -1] = chance[..., 0, -1]
        hit = chance < p
        shares[:, week] = np.where(came, 1.0, p).mean(axis=1)
        came |= hit
        now = hit.astype(np.float64)
        for one in forced:
            if one.week == week:
                now[:, :, one.side, system.streams.index(one.stream)] = 1
        state = state * keep + now[..., None]
    return shares


def _drawn(
    one: Logistic, covariance: NDArray[np.float64], draws: int, random: np.random.Generator
) -> NDArray[np.float64]:
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0))
    return np.asarray(one.weights + random.standard_normal((draws, len(one.weights))) @ root.T)
