"""A time axis for the brief's own drawings: days to places, and the marks under them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.when import When

MOST_TICKS = 8
MONTHLY = 550
"""Up to so many days the marks are months, beyond them years."""
MONTH_STEPS, YEAR_STEPS = (1, 2, 3, 6), (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark under the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """From the first day at ``left`` to the last at ``right``, in the units of the drawing."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, whens: Iterable[When], *, left: float, right: float) -> Axis:
        """The axis that holds all of some days; a single day gets a month on either side.

        Raises:
            ValueError: if there are no days.
        """
        days = [day for when in whens for day in (when.first.toordinal(), when.last.toordinal())]
        first, last = min(days), max(days)
        room = max((last - first) // 30, 0 if last - first > 60 else 30)
        return cls(first=first - room, last=last + room, left=left, right=right)

    def x(self, when: When) -> float:
        """Where the middle of some days stands."""
        return self._at((when.first.toordinal() + when.last.toordinal()) / 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Years or months, as few as can be read."""
        starts = self._months() if self.last - self.first <= MONTHLY else self._years()
        return tuple(Tick(self._at(day.toordinal()), text) for day, text in starts)

    def _at(self, day: float) -> float:
        return round(self.left + (self.right - self.left) * (day - self.first) / max(self.last - self.first, 1), 1)

    def _years(self) -> list[tuple[date, str]]:
        low, high = date.fromordinal(self.first).year, date.fromordinal(self.last).year
        step = next((s for s in YEAR_STEPS if (high - low) // s < MOST_TICKS), YEAR_STEPS[-1])
        starts = [date(year, 1, 1) for year in range(low + 1, high + 1) if year % step == 0]
        return [(day, str(day.year)) for day in starts]

    def _months(self) -> list[tuple[date, str]]:
        low, high = date.fromordinal(self.first), date.fromordinal(self.last)
        numbers = range(12 * low.year + low.month, 12 * high.year + high.month)  # the month after low, counted from 0
        step = next((s for s in MONTH_STEPS if len(numbers) // s < MOST_TICKS), MONTH_STEPS[-1])
        starts = [date(number // 12, number % 12 + 1, 1) for number in numbers if number % step == 0]
        return [(day, f"{day:%b} {day.year}") for day in starts]
