"""The clues to when a document was written; each weighs every day of the axis (see ``dating_fits``)."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from detente.annotate.dating_axis import LENGTH, after, index, until
from detente.annotate.dating_calendar import calendar_clues
from detente.annotate.dating_events import told_events
from detente.annotate.dating_fits import SPREAD, YEAR, Clue, density
from detente.annotate.dating_meant import agrees
from detente.annotate.dating_nearly import nearly_told
from detente.annotate.dating_numbers import number_clues
from detente.annotate.dating_offices import ADMINISTRATION, holdings
from detente.annotate.dating_reports import report_clues
from detente.annotate.dating_table import SUREST
from detente.annotate.dating_years import newest_clues, year_clues
from detente.annotate.times_resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from detente.annotate.dating_events import Told
    from detente.annotate.dating_fits import Fit
    from detente.annotate.parser import Parsed
    from detente.annotate.times import Timed

PLAUSIBLE = 4.0
# a man is hardly called president before he is one, more often for a year after, and now and then later
BEFORE_OFFICE, YEAR_AFTER, AFTER_OFFICE = -6.0, -3.0, -5.0
# "the Obama administration" is spoken of long after
YEAR_AFTER_ADMINISTRATION, AFTER_ADMINISTRATION = -0.5, -2.2
STILL_IN_OFFICE = -3.0
EVE = 0.15
# how often an event told as news is news of the last days, if it is surely meant: where the title holds all its words, the opening, the
# lead; by how surely, as counted on the written corpus
_FRESH = {
    "title": (0.78, 0.78, 0.95),
    "opening": (0.3, 0.6, 0.85),
    "lead": (0.35, 0.5, 0.53),
    "": (0.3, 0.45, 0.45),
}
SURE, SUREST_NEWS = 0.7, 0.85
OPENING_NEWS = 0.35
# how often an event that is told has not been yet: planned, feared, agreed on
BEFORE = 0.1
# how surely a time beside an event is its own, by what kind it is, where the event is surely meant and where not
_OWN = {
    "month-day": (0.55, 0.85),
    "holiday": (0.2, 0.4),
    "month": (0.4, 0.6),
    "weekday": (0.25, 0.55),
    "ago": (0.5, 0.8),
    "unit": (0.3, 0.5),
}
# ... where it is a count from the event, in the news itself and further down
_COUNTED_NEWS, _COUNTED = 0.85, 0.45
# how much a second row for an event tells beside the first
SECOND = 0.8
# how often a text that tells which anniversary of an event it is comes about that day
ANNIVERSARY = 0.8


def clues(parsed: Parsed, timed: tuple[Timed, ...]) -> tuple[list[Clue], list[Clue]]:
    """What a document tells of its time, and what it reads like."""
    text = parsed.document.text
    paragraphs = [parsed.document.quote(p.span) for p in parsed.document.paragraphs]
    found = [*_offices(text), *year_clues(text, paragraphs, timed), *number_clues(text)]
    base = np.zeros(LENGTH)
    for clue in found:
        base += clue.fit
    told = _once([t for t in told_events(parsed, timed) if _plausible(t, base)])
    if not any(one.lead and (one.ahead or _fresh(one, timed)) for one in told):
        nearly = [t for t in nearly_told(parsed, timed, told) if _plausible(t, base)]
        told += [t for t in nearly if not t.ahead and (t.dated is not None or _fresh(t, timed))]
    days = frozenset(one.event.when.first for one in told)
    like = report_clues(paragraphs, told=days, alone=not found and not told)
    if not found and not told and not like:
        return [], []
    found += calendar_clues(text, timed)
    return [*found, *_events(parsed, told, timed), *newest_clues(paragraphs, timed)], like


def _once(told: Sequence[Told]) -> list[Told]:
    """Of rows of the table for one day, told in other words, the surest of the news and the surest further down: they are one event; the others make it surer, and count no more."""
    rows: dict[tuple[date, bool, bool], list[Told]] = {}
    for one in told:
        rows.setdefault((one.event.when.first, one.event.era, one.lead), []).append(one)
    found = []
    for same in rows.values():
        best = max(same, key=lambda one: one.trust)
        doubt = math.prod(1 - SECOND * one.trust for one in same if one is not best)
        found.append(replace(best, trust=min(SUREST, 1 - (1 - best.trust) * doubt)))
    return found


def _plausible(told: Told, base: Fit) -> bool:
    """Whether offices and years leave room for a document after the event (or before it, where it is still to come)."""
    at = index(told.event.when.first)
    room = base[: at + 1] if told.ahead else base[at:]
    return bool(room.max() >= base.max() - PLAUSIBLE)


def _offices(text: str) -> Iterator[Clue]:
    for held in holdings(text):
        if held.status == "then":
            continue
        year_after, long_after = (
            (YEAR_AFTER_ADMINISTRATION, AFTER_ADMINISTRATION)
            if held.label.endswith(ADMINISTRATION)
            else (YEAR_AFTER, AFTER_OFFICE)
        )
        fit = np.full(LENGTH, long_after if held.status == "now" else STILL_IN_OFFICE)
        fit[: index(held.spans[0].first)] = BEFORE_OFFICE
        for span in held.spans:
            first, last = index(span.first), index(span.last)
            if held.status == "former":
                fit[last:] = 0
            elif held.status == "elect":
                fit[max(0, first - 80) : first + 1] = 0
            else:
                fit[first : last + 1] = 0
                fit[last + 1 : last + YEAR] = np.maximum(fit[last + 1 : last + YEAR], year_after)
        spans = ", ".join(span.iso.replace("/2049-12-31", "/") for span in held.spans)
        word = {"former": "former ", "elect": "elect: "}.get(held.status, "")
        yield Clue(fit, f"{word}{held.label}, in office {spans}")


def _events(parsed: Parsed, told: Sequence[Told], timed: Sequence[Timed]) -> Iterator[Clue]:
    """Each event that seems to be named: if it is, the document stands near it in time; it may also be another one.

    News follows its newest event closely where it opens with it, and looks back on older ones; a time beside the event ("last
    month", "on Friday") mostly means the event's day. Several events that agree outweigh one that does not.
    """
    named = {day.first for one in timed if (day := resolve(one.phrase, None)) is not None and day.width == 1}
    for one in told:
        when, trust = one.event.when, one.trust
        if when.width == 1 and when.first in named and one.anniversary is None and not _fresh(one, timed):
            continue  # its day is told in full, and counts as that
        if one.ahead:
            soon = until(when.last, density(5.0, 2.2) if one.lead else density(30.0, 1.2), beyond=0.0)
            near = 0.85 * soon + 0.15 * after(when.first, _background(era=one.event.era), before=0.0)
        else:
            near = (1 - BEFORE) * after(when.first, _background(era=one.event.era), before=0.0)
            news = _news(one, timed)
            if news:
                near = news * after(when.first, density(2.0, 4.0), before=0.0) + (1 - news) * near
            if not one.event.era:
                near += BEFORE * until(when.first, density(12.0, 1.4), beyond=0.0)
            # what happens in Asia in the morning is news in America the evening before
            at = index(when.first)
            near[max(0, at - 1)] = max(near[max(0, at - 1)], EVE * near[at])
        near = _anniversary(near, one)
        words = f"about {when}: {one.event.name}" if one.ahead else f"{when}: {one.event.name}"
        found = None
        if one.dated is not None and one.dated.phrase.year is None:
            found = agrees(one.dated.phrase, when, ahead=one.dated.ahead)
        if found is not None and one.dated is not None:
            near = _dated(near, found, own=_own(one.dated, trust))
            at = parsed.tokens[one.dated.first].start
            words += f", beside '{parsed.document.text[at : parsed.tokens[one.dated.stop - 1].end]}'"
        yield Clue(np.log(trust * near + (1 - trust) / SPREAD), words)


def _news(told: Told, timed: Sequence[Timed]) -> float:
    """How likely an event that has been is news of the last days; one that opens the text often is, even beside "last year's"."""
    if _fresh(told, timed):
        return _FRESH[told.place][(told.trust >= SURE) + (told.trust >= SUREST_NEWS)]
    opens = told.past and told.dated is None and told.place in ("title", "opening") and told.trust >= SURE
    return OPENING_NEWS if opens and not told.event.era else 0.0


def _own(dated: Timed, trust: float) -> float:
    if dated.phrase.kind in _OWN:
        return _OWN[dated.phrase.kind][trust >= SURE]
    return _COUNTED_NEWS if dated.paragraph <= 1 else _COUNTED


def _anniversary(near: Fit, told: Told) -> Fit:
    """Most of the weight about the anniversary that is spoken of."""
    if told.anniversary is None or told.ahead:
        return near
    day = told.event.when.first
    marked = date(day.year + told.anniversary, day.month, min(day.day, 28))
    around = 0.5 * after(marked, density(5.0, 2.5), before=0.0) + 0.5 * until(marked, density(5.0, 2.5), beyond=0.0)
    return ANNIVERSARY * around + (1 - ANNIVERSARY) * near


def _dated(near: Fit, found: NDArray[np.bool_], *, own: float) -> Fit:
    """So much of the weight as a time beside the event is its own lies on the days that it leaves ("eight days after the earthquake")."""
    held = near * found
    total = held.sum()
    return own * near.sum() * held / total + (1 - own) * near if total else near


def _background(*, era: bool) -> Fit:
    return density(70.0, 1.0) if era else density(20.0, 1.25)


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
