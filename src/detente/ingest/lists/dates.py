"""Dates as lists print them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_FORMATS = ("%Y-%m-%d", "%d %b %Y", "%d/%m/%Y", "%d %B %Y")


def birth_years(texts: Iterable[str]) -> tuple[When, ...]:
    """Years of birth, an interval each: "1950", "15 Jan 1950", "01 Jan 1961 to 31 Dec 1963", "circa 1970"."""
    found = []
    for text in texts:
        years = [int(year) for year in _YEAR.findall(text)]
        if years:
            found.append(When(date(min(years), 1, 1), date(max(years), 12, 31)))
    return tuple(dict.fromkeys(found))


def day(text: str) -> When | None:
    """A day in one of the lists' formats, else ``None``."""
    text = text.strip().split("T")[0]
    for form in _FORMATS:
        try:
            return When.day(datetime.strptime(text, form).date())  # noqa: DTZ007  # a calendar day has no zone
        except ValueError:
            continue
    return None


def american_day(text: str) -> When | None:
    """A day as OFAC prints it in XML, month first: "12/14/2020"."""
    try:
        return When.day(datetime.strptime(text.strip(), "%m/%d/%Y").date())  # noqa: DTZ007  # a calendar day has no zone
    except ValueError:
        return None
