"""Clues to a document's date from days, months and weekdays without their year, and from what comes round every year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from detente import resources
from detente.annotate.dating_axis import days_since, days_until, decay, months, since_fit, until_fit, weekdays
from detente.annotate.dating_fits import AGAINST, ODD, Clue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.annotate.dating_fits import Fit
    from detente.annotate.times import Timed
    from detente.annotate.times_model import Phrase

LEAD = 5
# a day in a dateline outweighs all likeness to reports of other days
DATELINED = 2 * AGAINST
# by how many months ago a month was, or until it comes: the shares of months named without a year, as logarithms to the largest
_MONTH_GONE = np.array([-1.4, 0.0, 0.0, -0.4, -0.9, -1.0, -1.2, -1.5, -1.7, -1.9, -1.9, -2.2])
_MONTH_TO_COME = np.array([-1.8, 0.0, -0.3, -0.9, -1.3, -1.4, -1.5, -1.9, -2.1, -2.2, -2.4, -2.3])
# by how many days after the weekday named first, and after others, the report is of
_REPORTED = np.array([-0.25, 0.0, -1.7, -2.6, -3.0, -3.1, -3.3])
_NAMED = np.array([-0.3, 0.0, -0.1, -0.5, -0.8, -1.4, -2.0])
# by how many days before the weekday that it looks ahead to
_TO_COME = np.array([-0.8, 0.0, -0.3, -0.1, -1.2, -1.1, -0.8])


def calendar_clues(text: str, timed: Sequence[Timed]) -> Iterator[Clue]:
    """All clues of the kind."""
    yield from _month_days(timed)
    yield from _months(timed)
    yield from _weekdays(timed)
    yield from _last_month(timed)
    yield from _occasions(text)


def _month_days(timed: Sequence[Timed]) -> Iterator[Clue]:
    """A day without its year: soon before or after. Days of the last week are mostly called by their weekday."""
    seen: set[tuple[int, int]] = set()
    for one in timed:
        part = one.phrase.first if one.phrase.kind == "range" and one.phrase.first else one.phrase
        if (
            part.kind not in ("month-day", "holiday")
            or not part.month
            or not part.day
            or part.shift is not None
            or (part.month, part.day) in seen
        ):
            continue
        seen.add((part.month, part.day))
        month, day, label = part.month, part.day, f"{part.month:02d}-{part.day:02d} without a year"
        since = days_since(month, day)
        if one.dateline:
            yield Clue(np.where(since <= 1, -1.5 * since, DATELINED), f"dateline {month:02d}-{day:02d}")
        elif part.kind == "holiday":
            yield Clue(np.maximum(since_fit(month, day, 7.0, 0.6), until_fit(month, day, 7.0, 0.6)), label)
        elif part.weekday is not None:
            yield Clue(_on_weekday(part), f"{label}, on that weekday")
        elif one.ahead:
            yield Clue(np.maximum(until_fit(month, day, 20.0, 1.0), -3.0), f"{label}, still to come")
        else:
            yield Clue(_named_day(month, day, opening=one.paragraph <= 1), label)


def _named_day(month: int, day: int, *, opening: bool) -> Fit:
    """A day without year that has been: mostly of the last weeks, where the opening names it mostly just gone; one in ten lies ahead."""
    coming = until_fit(month, day, 30.0, 1.3)
    found: Fit
    if opening:
        found = np.maximum(since_fit(month, day, 2.0, 1.0), coming - 3.4)
        return found
    gone = np.minimum(since_fit(month, day, 20.0, 1.3) + 0.6, 0.0) - 0.5 * (days_since(month, day) < 4)
    found = np.maximum(gone, coming - 1.9)
    return found


def _on_weekday(part: Phrase) -> Fit:
    month, day = part.month or 1, part.day or 1
    past = (weekdays() - days_since(month, day)) % 7 == part.weekday
    coming = (weekdays() + days_until(month, day)) % 7 == part.weekday
    return np.maximum(
        np.where(past, since_fit(month, day, 3.0, 0.8), AGAINST),
        np.where(coming, until_fit(month, day, 3.0, 1.2) - 1.0, AGAINST),
    )


def _months(timed: Sequence[Timed]) -> Iterator[Clue]:
    """A month named without its year is one of the last or next few."""
    seen: set[tuple[int, bool]] = set()
    for one in timed:
        phrase = one.phrase
        if phrase.kind != "month" or not phrase.month or phrase.shift is not None or (phrase.month, one.ahead) in seen:
            continue
        seen.add((phrase.month, one.ahead))
        if one.ahead:
            fit = _MONTH_TO_COME[(phrase.month - 1 - months()) % 12]
        else:
            fit = _MONTH_GONE[(months() - phrase.month + 1) % 12]
        yield Clue(fit, f"month {phrase.month} without a year" + (", still to come" if one.ahead else ""))


def _weekdays(timed: Sequence[Timed]) -> Iterator[Clue]:
    """Reports are mostly of the day they name first, or appear the day after; "later on Monday" is said on Monday."""
    bare = [t for t in timed if t.phrase.kind == "weekday" and t.phrase.shift is None and t.phrase.weekday is not None]
    for one in bare:
        if one.phrase.part == "after":
            yield Clue(np.where(weekdays() == one.phrase.weekday, 0.0, ODD), "later on that weekday")
            return
    coming = next((t.phrase.weekday for t in bare if t.ahead and not t.phrase.relation), None)
    if coming is not None:
        yield Clue(_TO_COME[(coming - weekdays()) % 7], "weekday still to come")
    past = [t for t in bare if not t.ahead and not t.phrase.relation]
    if not past:
        return
    lead = past[0].phrase.weekday or 0
    fit = _REPORTED[(weekdays() - lead) % 7] / (1 if past[0].paragraph <= LEAD else 2)
    for other in sorted({t.phrase.weekday or 0 for t in past[1:]} - {lead}):
        fit = fit + _NAMED[(weekdays() - other) % 7]
    yield Clue(fit, "weekday of the report")


def _last_month(timed: Sequence[Timed]) -> Iterator[Clue]:
    """The words "last month" near a month or day without its year: mostly that month."""
    for one in timed:
        if one.phrase.kind != "unit" or one.phrase.unit != "month" or one.phrase.shift != -1:
            continue
        for other in timed:
            named = other.phrase.month
            near = abs(other.paragraph - one.paragraph) <= 1
            if (
                near
                and named
                and not other.ahead
                and other.phrase.kind in ("month-day", "month")
                and other.phrase.shift is None
            ):
                yield Clue(np.where((months() - 1) % 12 + 1 == named, 0.0, -1.2), f"'last month' and month {named}")
                return


def _occasions(text: str) -> Iterator[Clue]:
    """What comes round every year ("the U.N. General Assembly") is mostly spoken of in its days."""
    folded = text.lower().replace("’", "'")
    for row in resources.rows("dates/occasions.tsv"):
        if not any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", folded) for w in row["words"].split("|") if w in folded):
            continue
        first, last = (tuple(map(int, row[key].split("-"))) for key in ("first", "last"))
        since, ahead = days_since(*last), days_until(*first)
        during = days_since(*first) < days_since(*last)
        near = np.where(during, 0, np.minimum(since, ahead))
        yield Clue(
            np.maximum(decay(10.0, 0.8)[near], ODD), f"{row['occasion']}, {row['first']} to {row['last']} every year"
        )
