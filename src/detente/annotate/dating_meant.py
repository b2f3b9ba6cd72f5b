"""What a time phrase would mean on each day of the axis: ``times_resolve`` for all days at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from detente.annotate.dating_axis import (
    FIRST,
    MONTHS,
    days_since,
    days_until,
    index,
    month_starts,
    months,
    places,
    weekdays,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.annotate.times_model import Phrase
    from detente.model.when import When

    Whole = NDArray[np.int64]

_CLOSE = 3
_DECEMBER = 11


def agrees(phrase: Phrase, when: When, *, ahead: bool) -> NDArray[np.bool_] | None:
    """On which days of writing the phrase would mean days of an interval; ``None`` for phrases that cannot tell."""
    meant = _meant(phrase, ahead=ahead)
    if meant is None:
        return None
    first, last = meant
    found: NDArray[np.bool_] = (first <= index(when.last)) & (last >= index(when.first))
    return found


def _meant(phrase: Phrase, *, ahead: bool) -> tuple[Whole, Whole] | None:
    if phrase.kind == "weekday" and phrase.weekday is not None:
        day = _weekday(phrase, ahead=ahead)
        return day, day
    if phrase.kind in ("month-day", "holiday") and phrase.month and phrase.day and phrase.shift is None:
        away = days_until(phrase.month, phrase.day) if ahead else -days_since(phrase.month, phrase.day)
        return places() + away, places() + away
    if phrase.kind == "month" and phrase.month:
        return _month(_named_month(phrase, ahead=ahead))
    if phrase.kind == "unit":
        return _unit(phrase)
    if phrase.kind == "offset":
        return _after(phrase)
    return _ago(phrase) if phrase.kind == "ago" else None


def _after(phrase: Phrase) -> tuple[Whole, Whole] | None:
    """When the event was of a report of what came so long after it: the news is of the day of writing or of the one before."""
    found = _ago(replace(phrase, number=-phrase.number))
    return (found[0] - 1, found[1]) if found is not None else None


def _weekday(phrase: Phrase, *, ahead: bool) -> Whole:
    number = phrase.weekday or 0
    back = (weekdays() - number) % 7
    if phrase.shift == -1:
        return places() - np.where(back <= 2, back + 7, back)
    if phrase.shift == 1:
        return places() + (number - weekdays() - 1) % 7 + 1
    if phrase.shift == 0:
        return places() - (weekdays() - number)
    return places() + (-back % 7) if ahead or phrase.part == "after" else places() - back


def _named_month(phrase: Phrase, *, ahead: bool) -> Whole:
    number = (phrase.month or 1) - 1
    if phrase.unit == "year":
        return months() // 12 * 12 + 12 * (phrase.shift or 0) + number
    if phrase.shift == 0:
        return months() // 12 * 12 + number
    if phrase.shift == 1 or (ahead and phrase.shift is None):
        away = (number - months()) % 12
        return months() + np.where((away == 0) & (phrase.shift == 1), 12, away)
    away = (months() - number) % 12
    just = (away == 1) & (number != _DECEMBER)  # in October "last September" is last year's
    return months() - np.where((phrase.shift == -1) & ((away == 0) | just), away + 12, away)


def _month(month: Whole) -> tuple[Whole, Whole]:
    starts, inside = month_starts(), np.clip(month, 0, MONTHS - 1)
    return starts[inside], starts[inside + 1] - 1


def _year(year: Whole) -> tuple[Whole, Whole]:
    low = np.clip((year - FIRST.year) * 12, 0, MONTHS - 12)
    return month_starts()[low], month_starts()[low + 12] - 1


def _unit(phrase: Phrase) -> tuple[Whole, Whole] | None:
    shift = phrase.shift or 0
    monday = places() - weekdays() + 7 * shift
    if phrase.unit == "day":
        return places() + shift, places() + shift
    if phrase.unit == "week":
        return monday, monday + 6
    if phrase.unit == "weekend":
        return monday + 5, monday + 6
    if phrase.unit == "month":
        return _month(months() + shift)
    if phrase.unit == "year":
        return _year(months() // 12 + FIRST.year + shift)
    return None


def _ago(phrase: Phrase) -> tuple[Whole, Whole] | None:
    number = phrase.number
    if phrase.unit == "day":
        loose = 0 if abs(number) <= 10 else _CLOSE
        return places() + number - loose, places() + number + loose
    if phrase.unit == "week":
        return places() + 7 * number - _CLOSE, places() + 7 * number + _CLOSE
    if phrase.unit == "month":
        return _month(months() + number)
    return _year(months() // 12 + FIRST.year + number) if phrase.unit == "year" else None
