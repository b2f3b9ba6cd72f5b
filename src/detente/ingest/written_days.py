"""Full days as pages write them: "Oct. 5, 2021", "5 octobre 2021", "2021년 10월 5일", "10/05/21 4:12 PM", also where what follows is glued on."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

_EARLIEST, _LATEST = 1945, 2049
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}Z?)?(?!\d)")
# a page dump may glue the month to the name before it ("By ANA TORRESOCT. 5, 2021") and the time to the year ("October 5, 20214:12 PM")
_GLUED = r"(?:\b|(?<=[a-z])|(?<=[A-Z]{2})(?=(?:JAN|FEB|MARCH|APRIL|MAY|JUNE|JULY|AUG|SEPT|OCT|NOV|DEC)))"
_MONTH = r"(?P<month>[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})(?!\d(?!\d?[:.]\d\d))"
_TEXT = (
    re.compile(rf"{_GLUED}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}"),
    re.compile(rf"(?<!\d)(?P<day>\d\d){_MONTH}(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})-{_MONTH}-(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})(?!\d)"),
    re.compile(r"\((?P<year>\d{4})\)[.\s]*(?P<number>\d{1,2})\.(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
)
_ABROAD = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:er|º|ª|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,12})\.?,?\s+(?:de[l]?\s+)?(?P<year>\d{4})(?!\d)"
)
_BARS = re.compile(r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4}|\d\d(?=[\s,-]+\d{1,2}:\d\d))(?![\d/])")
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d|\.\d)")
_DAY_FIRST = re.compile(r"\bKCNA\b|\bJuche\b")
_CENTURY = 2000
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d|/\d\d")


@cache
def months() -> dict[str, int]:
    """Names of months in lower case, in full and short, in English."""
    return {
        r["word"].lower(): int(r["value"]) for r in resources.rows("dates/words.tsv") if r["kind"].startswith("month")
    }


@cache
def months_abroad() -> dict[str, int]:
    """Names of months in other languages, in lower case, as pages write them in a full day."""
    return {row["word"]: int(row["value"]) for row in resources.rows("ingest/months.tsv")}


def made(year: str | int, month: str | int, day: str | int) -> date | None:
    """The day of these numbers, ``None`` where there is none or it lies outside 1945 to 2049."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _EARLIEST <= found.year <= _LATEST else None


def day_in(text: str) -> date | None:
    """The first full day that a text names."""
    for pattern in (_ISO, _COMPACT):
        match = pattern.search(text)
        if match and (found := made(*match.groups())):
            return found
    return next(days_written(text), None)


def days_written(text: str) -> Iterator[date]:
    """The full days written in words or numbers, in order."""
    yield from (day for _, _, day in spans_written(text))


def spans_written(text: str) -> list[tuple[int, int, date]]:
    """The full days written in words or numbers with their first character and the one past their last, in order."""
    found: list[tuple[int, int, date]] = []
    if not _YEAR_LIKE.search(text):
        return found
    for pattern in (*_TEXT, _ABROAD):
        names = months_abroad() if pattern is _ABROAD else months()
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = parts.get("number") or names.get(str(parts.get("month", "")).lower())
            day = made(parts["year"], month, parts["day"]) if month else None
            if day:
                found.append((*match.span(), day))
    for match in _BARS.finditer(text):
        day = _of_bars(text, match)
        if day:
            found.append((*match.span(), day))
    return sorted(found)


def _of_bars(text: str, match: re.Match[str]) -> date | None:
    """The day of "3/12/2019", ``None`` where it might be two.

    A time with "am" or "pm" beside it puts the month first, one of 24 hours the day.
    """
    year = int(match["year"]) + (_CENTURY if len(match["year"]) == 2 else 0)
    month_first, day_first = made(year, match["one"], match["two"]), made(year, match["two"], match["one"])
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first
    if _HALF_DAY.search(text):
        return month_first
    return day_first if CLOCK.search(text) or _DAY_FIRST.search(text) else None
