"""What is known at an origin: decayed counts of own and other acts, of third sides, of the volume of news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.series import ANY, happened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.analyse.forecast.series import Series

OWN = (7, 28, 112, 448)  # half-lives in days
OTHER = (28, 182)
VOLUME = (7, 28, 182)
SHRINK = 26.0  # origins' worth of the mean that a dyad's own rate is shrunk by


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


def features(
    series: Series, name: str, *, origins: NDArray[np.int64], horizon: int
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """All features at the origins: shape (dyads, origins, features), and their names."""
    columns: list[NDArray[np.float64]] = [logit(climatology(series, name, origins=origins, horizon=horizon))]
    names = ["the dyad's own rate"]

    def add(label: str, counts: NDArray[np.float32], half_life: float) -> None:
        columns.append(np.log1p(decayed(counts, half_life)[:, origins]))
        names.append(f"{label}, half-life {half_life} days")

    own = series.counts[:, series.classes.index(name)]
    for half_life in OWN:
        add(name, own, half_life)
    for other in series.classes:
        if other not in {name, ANY}:
            for half_life in OTHER:
                add(other, series.counts[:, series.classes.index(other)], half_life)
    for half_life in VOLUME:
        add("all events", series.counts[:, series.classes.index(ANY)], half_life)
    add(f"{name} of dyads that share a side", thirds(series, name), 28)
    turn = 2 * np.pi * np.array([series.day(int(o)).timetuple().tm_yday for o in origins]) / 365.25
    for label, wave in (("season, sine", np.sin(turn)), ("season, cosine", np.cos(turn))):
        columns.append(np.broadcast_to(wave, columns[0].shape))
        names.append(label)
    return np.stack(columns, axis=-1), tuple(names)


def volume(
    series: Series, name: str, *, origins: NDArray[np.int64], horizon: int
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """The volume of news alone, with the dyad's own rate: the rival that a model of acts must beat."""
    columns = [logit(climatology(series, name, origins=origins, horizon=horizon))]
    everything = series.counts[:, series.classes.index(ANY)]
    columns += [np.log1p(decayed(everything, half_life)[:, origins]) for half_life in VOLUME]
    return np.stack(columns, axis=-1), ("the dyad's own rate", *(f"all events, half-life {h} days" for h in VOLUME))


def thirds(series: Series, name: str) -> NDArray[np.float32]:
    """Events of a class in the other dyads that share a side; shape (dyads, days). Sides are parted by an en dash."""
    sides = [set(dyad.split("–")) for dyad in series.dyads]
    shares = np.array(
        [[i != j and bool(a & b) for j, b in enumerate(sides)] for i, a in enumerate(sides)], dtype=np.float32
    )
    return np.asarray(shares @ series.counts[:, series.classes.index(name)], dtype=np.float32)
