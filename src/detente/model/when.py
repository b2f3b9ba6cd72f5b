"""When something happened, as far as the evidence tells: an interval of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day, month, year or interval, from its first day to its last, both included.

    Attributes:
        first: first day.
        last: last day, never before ``first``.

    Raises:
        ValueError: if ``last`` is before ``first``.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    @classmethod
    def day(cls, day: date) -> Self:
        """The interval of that one day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """The whole month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Self:
        """The whole year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads ``2021-10-01``, ``2021-09``, ``2019`` or two of these with ``/`` between.

        Raises:
            ValueError: if the text has another shape or names no day of the calendar.
        """
        low, _, high = text.partition("/")
        first, last = cls._parse_one(low), cls._parse_one(high or low)
        return cls(first.first, last.last)

    @classmethod
    def _parse_one(cls, text: str) -> Self:
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is no ISO day, month or year")
        year, month, day = match.groups()
        if day:
            return cls.day(date(int(year), int(month), int(day)))
        return cls.month(int(year), int(month)) if month else cls.year(int(year))

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year`` or ``interval``."""
        if self.first == self.last:
            return "day"
        if self == When.month(self.first.year, self.first.month):
            return "month"
        return "year" if self == When.year(self.first.year) else "interval"

    @property
    def width(self) -> int:
        """Length in days, at least 1."""
        return (self.last - self.first).days + 1

    @property
    def iso(self) -> str:
        """The shortest ISO text that ``parse`` reads back as this."""
        shape = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}.get(self.precision)
        if shape == "%Y":
            return f"{self.first.year:04d}"
        if shape == "%Y-%m":
            return f"{self.first.year:04d}-{self.first.month:02d}"
        return self.first.isoformat() if shape else f"{self.first.isoformat()}/{self.last.isoformat()}"

    def __str__(self) -> str:
        return self.iso

    def meets(self, other: When) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: When) -> When | None:
        """What the two share, or ``None``."""
        return When(max(self.first, other.first), min(self.last, other.last)) if self.meets(other) else None

    def shifted(self, days: int) -> When:
        """The same interval, that many days later."""
        return When(self.first + timedelta(days), self.last + timedelta(days))
