"""The clues to when a document was written; each weighs every day of the axis (natural logarithms, 0 where the day agrees).

The weights are rough likelihoods: a clue that contradicts a day costs it some units, so that one odd clue (an old photograph, a
quotation, an event mistaken) cannot rule out what all others say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detente import resources
from detente.annotate.dating_axis import (
    FIRST,
    LENGTH,
    after,
    days_since,
    days_until,
    decay,
    index,
    months,
    places,
    since_fit,
    until,
    until_fit,
    weekdays,
    years,
)  # fmt: skip
from detente.annotate.dating_events import Told, told_events
from detente.annotate.dating_meant import agrees
from detente.annotate.dating_nearly import nearly_told
from detente.annotate.dating_offices import holdings
from detente.annotate.times_resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from detente.annotate.parser import Parsed
    from detente.annotate.times import Timed
    from detente.annotate.times_model import Phrase
    from detente.model.when import When

    Fit = NDArray[np.float64]

AGAINST = -8.0
UNLIKELY = -5.0
ODD = -2.5
PLAUSIBLE = 4.0
PLAN = -3.0
# over how many days an event that is mistaken for another would be spread
SPREAD = 20_000
MONTH, YEAR = 31, 365
# measures are mostly prolonged by a year at most
TERM = 370
# a day named ahead is mostly one of the next months
FAR = -6.0
EVE = 0.15
# how often an event told as news is the news
NEWS = 0.7
# a man is hardly called president before he is one, but now and then long after
BEFORE_OFFICE = -7.0
AFTER_OFFICE = -4.5
# how often a count of days from an event means that event
EXACT = 0.85
_COUNTED = ("ago", "offset")
LEAD = 5
HEAD = 60
_PICTURE = re.compile(r"\bREUTERS/|\bAP Photo|\bGetty\b|/AFP\b|\bAFP/|\bEPA\b|\bPhoto:|\(Photo|\bPHOTO\b|\bImage:")
_OLD_PICTURE = re.compile(r"\bfile\b|archive", re.IGNORECASE)
_DATELINE_END = re.compile(r"\s*(?:,\s*\d{4}\s*)?(?:[(\[][^()\[\]]{2,40}[)\]])?\s*(?:--|—|–|-)\s")
_PLANS = re.compile(
    r"\b(?:election|elections|race|campaign|bid|run|running|presidency|nomination|White House)\b[^.]{0,25}$"
)
_MAY_COME = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:election|race|campaign|vote|Olympics|World Cup|run|bid|target|goal|midterm)"
)


@dataclass(frozen=True, slots=True)
class Clue:
    """How well each day of the axis agrees with one sign, and the sign in words."""

    fit: Fit
    reason: str


def clues(parsed: Parsed, timed: tuple[Timed, ...]) -> list[Clue]:
    """All clues of a document."""
    paragraphs = [parsed.document.quote(p.span) for p in parsed.document.paragraphs]
    found = [*_offices(parsed.document.text), *_years(paragraphs, timed)]
    base = np.zeros(LENGTH)
    for clue in found:
        base += clue.fit
    told = [t for t in told_events(parsed, timed) if _plausible(t, base)]
    if not any(one.lead and (one.ahead or _fresh(one, timed)) for one in told):
        nearly = [t for t in nearly_told(parsed, timed, told) if _plausible(t, base)]
        told += [t for t in nearly if not t.ahead and (t.dated is not None or _fresh(t, timed))]
    if not found and not told:
        return []
    found += [
        *_month_days(paragraphs, timed),
        *_months(timed),
        *_weekdays(timed),
        *_last_month(timed),
        *_occasions(parsed.document.text),
    ]
    return [*found, *_events(parsed, told, timed), *_newest_day(timed), *_newest_year(timed)]


def _plausible(told: Told, base: Fit) -> bool:
    """Whether offices and years leave room for a document after the event (or before it, where it is still to come)."""
    at = index(told.event.when.first)
    room = base[: at + 1] if told.ahead else base[at:]
    return bool(room.max() >= base.max() - PLAUSIBLE)


def _offices(text: str) -> Iterator[Clue]:
    for held in holdings(text):
        if held.status == "then":
            continue
        fit = np.full(LENGTH, AFTER_OFFICE if held.status == "now" else BEFORE_OFFICE)
        fit[: index(held.spans[0].first)] = BEFORE_OFFICE
        for span in held.spans:
            first, last = index(span.first), index(span.last)
            if held.status == "former":
                fit[last:] = 0
            elif held.status == "elect":
                fit[max(0, first - 80) : first + 1] = 0
            else:
                fit[first : last + 1] = 0
        spans = ", ".join(span.iso.replace("/2049-12-31", "/") for span in held.spans)
        word = {"former": "former ", "elect": "elect: "}.get(held.status, "")
        yield Clue(fit, f"{word}{held.label}, in office {spans}")


def _years(paragraphs: Sequence[str], timed: Sequence[Timed]) -> Iterator[Clue]:
    """A year named in the past is not after the document; a day under a fresh photograph is close to it."""
    for one in timed:
        phrase, when = one.phrase, resolve(one.phrase, None)
        if when is None or when.last < FIRST or index(when.first) >= LENGTH - 1:
            continue
        text = paragraphs[one.paragraph]
        dateline = one.place < HEAD and bool(_DATELINE_END.match(text, one.phrase.end)) and when.width == 1
        if dateline or (when.width == 1 and _fresh_picture(text)):
            yield Clue(
                after(when.first, decay(0.4, 1.8), before=AGAINST),
                f"{'dateline' if dateline else 'a picture of'} {when}",
            )
        elif one.ahead or phrase.relation in ("until", "by"):
            if phrase.kind != "decade" and phrase.relation != "since":
                near = np.maximum(decay(60.0, 1.2), FAR) if when.width <= MONTH else np.zeros(LENGTH)
                if phrase.relation == "until":  # mostly a year or half a year is granted
                    near = np.where(places() <= TERM, 0.0, FAR)
                yield Clue(until(when.last, near, beyond=UNLIKELY), f"{when} is still to come")
        elif not (phrase.month is None and _may_come(text, phrase)):
            yield Clue(_not_before(when), f"{when} has been")


def _not_before(when: When) -> Fit:
    """A time named without a sign of the future is past; now and then it is a plan for the next months."""
    at = index(when.first)
    fit = np.zeros(LENGTH)
    fit[:at] = AGAINST
    fit[max(0, at - YEAR) : at] = PLAN
    return fit


def _may_come(text: str, phrase: Phrase) -> bool:
    """Whether a bare year may lie ahead ("the 2020 election", "a run for the White House in 2020")."""
    return bool(_MAY_COME.match(text, phrase.end) or _PLANS.search(text, max(0, phrase.start - 60), phrase.start))


def _fresh_picture(text: str) -> bool:
    return len(text) < 700 and bool(_PICTURE.search(text)) and not _OLD_PICTURE.search(text)


def _month_days(paragraphs: Sequence[str], timed: Sequence[Timed]) -> Iterator[Clue]:
    """A day without its year: soon before or after. Days of the last week are mostly called by their weekday."""
    seen: set[tuple[int, int]] = set()
    for one in timed:
        part = one.phrase.first if one.phrase.kind == "range" and one.phrase.first else one.phrase
        if (
            part.kind not in ("month-day", "holiday")
            or not part.month
            or not part.day
            or (part.month, part.day) in seen
        ):
            continue
        seen.add((part.month, part.day))
        month, day, label = part.month, part.day, f"{part.month:02d}-{part.day:02d} without a year"
        since = days_since(month, day)
        if one.place < HEAD and _DATELINE_END.match(paragraphs[one.paragraph], one.phrase.end):
            yield Clue(np.where(since <= 1, -1.5 * since, AGAINST), f"dateline {month:02d}-{day:02d}")
        elif part.kind == "holiday":
            yield Clue(np.maximum(since_fit(month, day, 7.0, 0.6), until_fit(month, day, 7.0, 0.6)), label)
        elif part.weekday is not None:
            yield Clue(_on_weekday(part), f"{label}, on that weekday")
        elif one.ahead:
            yield Clue(until_fit(month, day, 20.0, 1.0), f"{label}, still to come")
        else:
            fit = np.maximum(since_fit(month, day, 20.0, 1.3), until_fit(month, day, 5.0, 1.5) - 2.0)
            yield Clue(fit - 1.0 * (since < 5), label)


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
            fit = until_fit(phrase.month, 28, 45.0, 1.0)
        else:
            since = days_since(phrase.month, 1)
            fit = np.where(since < 31, -0.5, decay(60.0, 1.2)[np.maximum(since - 31, 0)])
        yield Clue(fit, f"month {phrase.month} without a year" + (", still to come" if one.ahead else ""))


_REPORTED = np.array([0.0, -0.6, -2.0, -2.6, -3.0, -3.2, -3.2])
_NAMED = np.array([-0.3, 0.0, 0.0, -0.2, -0.8, -1.8, -3.0])


def _weekdays(timed: Sequence[Timed]) -> Iterator[Clue]:
    """Reports are mostly of the day they name first, or appear the day after; "later on Monday" is said on Monday."""
    bare = [t for t in timed if t.phrase.kind == "weekday" and t.phrase.shift is None and t.phrase.weekday is not None]
    for one in bare:
        if one.phrase.part == "after":
            yield Clue(np.where(weekdays() == one.phrase.weekday, 0.0, ODD), "later on that weekday")
            return
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


def _events(parsed: Parsed, told: Sequence[Told], timed: Sequence[Timed]) -> Iterator[Clue]:
    """Each event that seems to be named: if it is, the document stands near it in time; it may also be another one.

    News follows its newest event closely where it opens with it, and looks back on older ones; a time beside the event ("last
    month", "on Friday") must mean the event's day. Several events that agree outweigh one that does not.
    """
    for one in told:
        when, trust = one.event.when, one.trust
        if one.ahead:
            soon = until(when.last, _density(5.0, 2.2) if one.lead else _density(30.0, 1.2), beyond=0.0)
            near = 0.9 * soon + 0.1 * after(when.first, _background(era=one.event.era), before=0.0)
        else:
            near = after(when.first, _background(era=one.event.era), before=0.0)
            if _fresh(one, timed):
                near = NEWS * after(when.first, _density(4.0, 4.0), before=0.0) + (1 - NEWS) * near
            # what happens in Asia in the morning is news in America the evening before
            at = index(when.first)
            near[max(0, at - 1)] = max(near[max(0, at - 1)], EVE * near[at])
        words = f"about {when}: {one.event.name}" if one.ahead else f"{when}: {one.event.name}"
        found = None
        if one.dated is not None and one.dated.phrase.year is None:
            found = agrees(one.dated.phrase, when, ahead=one.dated.ahead)
        if found is not None and one.dated is not None:
            near = _counted(near, found) if one.dated.phrase.kind in _COUNTED else near * np.where(found, 4.0, 0.1)
            at = parsed.tokens[one.dated.first].start
            words += f", beside '{parsed.document.text[at : parsed.tokens[one.dated.stop - 1].end]}'"
        yield Clue(np.log(trust * near + (1 - trust) / SPREAD), words)


def _counted(near: Fit, found: NDArray[np.bool_]) -> Fit:
    """Nearly all of the weight on the days that a count from the event leaves ("eight days after the earthquake")."""
    held = near * found
    total = held.sum()
    return EXACT * near.sum() * held / total + (1 - EXACT) * near if total else near


@cache
def _density(scale: float, slope: float) -> Fit:
    weights = np.exp(decay(scale, slope))
    found: Fit = weights / weights.sum()
    return found


def _background(*, era: bool) -> Fit:
    return _density(300.0, 0.8) if era else _density(40.0, 1.3)


def _fresh(told: Told, timed: Sequence[Timed]) -> bool:
    """Whether an event is told as news: in the lead, and dated by a weekday or not at all; its day of the month nowhere."""
    day = told.event.when.first
    by_month = any(
        t.phrase.kind == "month-day" and (t.phrase.month, t.phrase.day) == (day.month, day.day) for t in timed
    )
    if told.ahead or told.past or by_month or (told.event.era and not told.lead):
        return False
    phrase = told.dated.phrase if told.dated else None
    if phrase is None:
        return told.lead and not told.event.era
    return phrase.kind == "weekday" or (phrase.kind == "unit" and phrase.unit in ("day", "week", "weekend"))


def _newest_day(timed: Sequence[Timed]) -> Iterator[Clue]:
    """The newest day named in full is often that of the news ("Aug. 7, 2018" under a tweet), and often background."""
    days = [w.first for t in timed if _has_been(t) and (w := resolve(t.phrase, None)) is not None and w.width == 1]
    if days and max(days) > FIRST and index(max(days)) < LENGTH - 1:
        near = after(max(days), 0.4 * _density(4.0, 3.0) + 0.6 * _density(200.0, 0.8), before=0.0)
        yield Clue(np.log(near + 1 / SPREAD), f"the newest day named: {max(days)}")


def _has_been(timed: Timed) -> bool:
    return not timed.ahead and timed.phrase.relation not in ("until", "by")


def _newest_year(timed: Sequence[Timed]) -> Iterator[Clue]:
    named = [
        w.first.year for t in timed if _has_been(t) and (w := resolve(t.phrase, None)) is not None and w.width < 400
    ]
    if named and FIRST.year <= max(named) < FIRST.year + 44:
        later = years() - max(named)
        yield Clue(np.where(later < 0, 0.0, -0.15 * np.maximum(later - 1, 0)), f"the newest year named: {max(named)}")
