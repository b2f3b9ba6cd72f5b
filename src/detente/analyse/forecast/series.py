"""Counts a day of classes of events, a dyad each: what forecasts are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

ANY = "any"
PAIRS = "pairs"
"""Pairs of actors that did something with one another on a day: how broad the exchange is, which the number of acts does not tell."""


@dataclass(frozen=True, slots=True)
class Series:
    """Events of some dyads over a run of days without gaps.

    Attributes:
        first: the first day.
        dyads: names of the dyads; axis 0 of ``counts``.
        classes: names of the classes, ``any`` (all events) among them; axis 1.
        counts: events a day, shape (dyads, classes, days).
    """

    first: date
    dyads: tuple[str, ...]
    classes: tuple[str, ...]
    counts: NDArray[np.float32]

    @property
    def days(self) -> int:
        """How many days."""
        return int(self.counts.shape[2])

    def day(self, number: int) -> date:
        """The day of a place on the last axis."""
        return self.first + timedelta(number)

    def number(self, day: date) -> int:
        """The place of a day on the last axis."""
        return (day - self.first).days

    def until(self, day: date) -> Series:
        """The series as known at the end of a day: nothing later is in it."""
        return Series(self.first, self.dyads, self.classes, self.counts[:, :, : max(0, self.number(day) + 1)])

    def leading(self, dyads: int) -> Series:
        """The first so many dyads: those that are asked for, without the others that are learnt from."""
        return Series(self.first, self.dyads[:dyads], self.classes, self.counts[:dyads])


def count(
    events: Iterable[tuple[date, str, str]],
    *,
    dyads: Sequence[str],
    classes: Mapping[str, frozenset[str]],
    first: date,
    last: date,
) -> Series:
    """Counts events.

    Args:
        events: (day, dyad, kind); a kind counts for every class that has it, and for ``any``.
        dyads: those to count; others are passed over.
        classes: the kinds of each class.
        first: first day of the series.
        last: last day of the series.
    """
    names = (*classes, ANY)
    place = {dyad: i for i, dyad in enumerate(dyads)}
    counts = np.zeros((len(dyads), len(names), (last - first).days + 1), dtype=np.float32)
    for day, dyad, kind in events:
        if dyad in place and first <= day <= last:
            at = (day - first).days
            for number, name in enumerate(classes):
                if kind in classes[name]:
                    counts[place[dyad], number, at] += 1
            counts[place[dyad], len(classes), at] += 1
    return Series(first, tuple(dyads), names, counts)


def happened(series: Series, name: str, *, origins: NDArray[np.int64], horizon: int) -> NDArray[np.bool_]:
    """Whether at least one event of a class fell on the ``horizon`` days after each origin; shape (dyads, origins).

    The origin's own day is known, not forecast. A window that reaches beyond the series is judged on what there is:
    leave such origins out.
    """
    total = np.cumsum(series.counts[:, series.classes.index(name)], axis=1)
    ends = np.minimum(origins + horizon, series.days - 1)
    return np.asarray(total[:, ends] - total[:, origins] > 0)
