"""The days that a document may have been written on, as an axis to weigh clues along; all arrays are one value a day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Fit = NDArray[np.float64]

FIRST, LAST = date(1979, 1, 1), date(2032, 12, 31)
LENGTH = (LAST - FIRST).days + 1
MONTHS = (LAST.year - FIRST.year + 1) * 12


def index(day: date) -> int:
    """The place of a day on the axis, at its ends for days beyond."""
    return min(max((day - FIRST).days, 0), LENGTH - 1)


@cache
def places() -> Whole:
    """The places themselves: 0, 1, 2 and so on."""
    return np.arange(LENGTH)


@cache
def weekdays() -> Whole:
    """The weekday of each day, Monday 0."""
    return (np.arange(LENGTH) + FIRST.weekday()) % 7


@cache
def months() -> Whole:
    """The month of each day, counted from the first month of the axis."""
    return np.searchsorted(month_starts(), places(), side="right") - 1


@cache
def month_starts() -> Whole:
    """The place of the first day of each month, and one past the last month."""
    return np.array([(date(FIRST.year + m // 12, m % 12 + 1, 1) - FIRST).days for m in range(MONTHS)] + [LENGTH])


@cache
def years() -> Whole:
    """The year of each day."""
    return months() // 12 + FIRST.year


@cache
def days_since(month: int, day: int) -> Whole:
    """How many days ago, on each day, that day of the year was last; 0 on the day itself."""
    marks = _marks(month, day)
    return places() - marks[np.searchsorted(marks, places(), side="right") - 1]


@cache
def days_until(month: int, day: int) -> Whole:
    """How many days from now, on each day, that day of the year comes next; 0 on the day itself."""
    marks = _marks(month, day)
    return marks[np.searchsorted(marks, places(), side="left")] - places()


def _marks(month: int, day: int) -> Whole:
    days = [_anniversary(year, month, day) for year in range(FIRST.year - 1, LAST.year + 2)]
    return np.array([(d - FIRST).days for d in days])


def _anniversary(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


@cache
def decay(scale: float, slope: float) -> Fit:
    """A power law of days: 0 at once, then less and less likely; it keeps the far past possible."""
    return -slope * np.log1p(places() / scale)


@cache
def since_fit(month: int, day: int, scale: float, slope: float) -> Fit:
    """The power law of the days since a day of the year."""
    return decay(scale, slope)[days_since(month, day)]


@cache
def until_fit(month: int, day: int, scale: float, slope: float) -> Fit:
    """The power law of the days until a day of the year."""
    return decay(scale, slope)[days_until(month, day)]


def after(day: date, fading: Fit, *, before: float) -> Fit:
    """A fit that fades from a day on, and is ``before`` on all days before it."""
    at = index(day)
    fit = np.full(LENGTH, before)
    fit[at:] = fading[: LENGTH - at]
    return fit


def until(day: date, fading: Fit, *, beyond: float) -> Fit:
    """A fit that rises up to a day, and is ``beyond`` on all days after it."""
    at = index(day)
    fit = np.full(LENGTH, beyond)
    fit[: at + 1] = fading[at::-1]
    return fit


def day_at(place: int) -> date:
    """The day of a place."""
    return FIRST + timedelta(place)
