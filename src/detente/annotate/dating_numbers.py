"""A clue to a document's date from numbers that rise with time: resolutions, executive orders, Congresses, legal acts of the European Union."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detente import resources
from detente.annotate.dating_axis import LENGTH, index
from detente.annotate.dating_fits import AGAINST, Clue

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERS = {
    "resolution": re.compile(r"\b(?:resolutions?|UNSCRs?)\s+(?:No\.?\s*)?(\d{3,4})\b(?!/)", re.IGNORECASE),
    "order": re.compile(
        r"\b(?:executive\s+orders?|E\.?\s?O\.?)\s+(?:\(E\.?O\.?\)\s+)?(?:No\.?\s*)?(1[2-9]\d{3})\b", re.IGNORECASE
    ),
}
_CONGRESS = re.compile(r"\b(\d{3})(?:st|nd|rd|th)\s+(?:U\.S\.\s+)?Congress\b")
_ACT = re.compile(
    r"(?:\(CFSP\)|\((?:EU|EC)\))\s+(?:No\s+)?(?:(?P<first>(?:19|20)\d\d)/\d+|\d+/(?P<last>(?:19|20)\d\d))\b|\b(?P<cfsp>(?:19|20)\d\d)/\d+/CFSP"
)
_FIRST_CONGRESS = 1789
# a number may be told a little before it is given
SOON, PLAN = 30, -4.0
# an interpolated day may be wrong by so much
LOOSE = 30


def number_clues(text: str) -> Iterator[Clue]:
    """A document is not older than the newest number that it names; how much younger it is, a number does not tell."""
    found = max(_dated(text), default=None)
    if found is not None:
        day, name, loose = found
        at = index(day - timedelta(loose))
        fit = np.zeros(LENGTH)
        fit[:at] = AGAINST
        fit[max(0, at - SOON) : at] = PLAN
        yield Clue(fit, f"{name} is of {day.year}")


def _dated(text: str) -> Iterator[tuple[date, str, int]]:
    for series, pattern in _NUMBERS.items():
        for match in pattern.finditer(text):
            told = _day(series, int(match[1]))
            if told is not None:
                yield told[0], f"{series} {match[1]}", told[1]
    for match in _CONGRESS.finditer(text):
        year = _FIRST_CONGRESS + 2 * (int(match[1]) - 1)
        if 1988 < year < 2033:
            yield date(year, 1, 3), match[0], 0
    for match in _ACT.finditer(text):
        yield date(int(match["first"] or match["last"] or match["cfsp"]), 1, 1), match[0], 0


@cache
def _series() -> dict[str, tuple[list[int], list[date]]]:
    found: dict[str, tuple[list[int], list[date]]] = {}
    for row in resources.rows("dates/series.tsv"):
        numbers, days = found.setdefault(row["series"], ([], []))
        numbers.append(int(row["number"]))
        days.append(date.fromisoformat(row["when"]))
    return found


def _day(series: str, number: int) -> tuple[date, int] | None:
    """The day of a number, and by how much it may be wrong: between two that are known it is taken from both."""
    numbers, days = _series()[series]
    at = bisect_left(numbers, number)
    if at == len(numbers) or number < numbers[0]:
        return None
    if numbers[at] == number:
        return days[at], 0
    share = (number - numbers[at - 1]) / (numbers[at] - numbers[at - 1])
    span = (days[at] - days[at - 1]).days
    return days[at - 1] + timedelta(round(share * span)), min(LOOSE, span // 2)
