"""Clues to a document's date from times named with their year."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detente import resources
from detente.annotate.dating_axis import FIRST, LAST, LENGTH, after, decay, index, until, years
from detente.annotate.dating_fits import AGAINST, MONTH, SPREAD, YEAR, Clue, density
from detente.annotate.times_resolve import resolve
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.annotate.dating_fits import Fit
    from detente.annotate.times import Timed
    from detente.annotate.times_model import Phrase

# a time without a sign of the future that lies ahead all the same: within days, a year, some years
SOON, PLAN, FAR_PLAN = -3.0, -2.5, -4.0
WEEKS, SOME_YEARS = 14, 4 * YEAR
# a term is mostly a year at most; a year named ahead mostly this one or the next
TERM = 400
# how a time that seems to lie ahead is past after all, by how it is told: half of the years with "until" are
_PAST = {"until": -1.0, "by": -2.7, "": -2.1}
UNLIKELY = -5.0
DAY_PAST = 0.03
_PICTURE = re.compile(r"\bREUTERS/|\bAP Photo|\bGetty\b|/AFP\b|\bAFP/|\bEPA\b|\bPhoto:|\(Photo|\bPHOTO\b|\bImage:")
_OLD_PICTURE = re.compile(r"\bfile\b|archive", re.IGNORECASE)
_PLANS = re.compile(
    r"\b(?:election|elections|race|campaign|bid|run|running|presidency|nomination|White House)\b[^.]{0,25}$"
)
_MAY_COME = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:election|race|campaign|vote|Olympics|World Cup|run|bid|target|goal|midterm|deadline|budget|fiscal)"
)
# words before a day that is set: an order stays in effect beyond it, it is proclaimed a day of something, a term or pact expires then
_SET = re.compile(r"\b(?:beyond|proclaim|effective|expires?|expiring)\s+(?:on\s+)?(?:\w+day,\s+)?$")
_NAMED_AFTER = re.compile(r"\b(?:of|dated|adopted|signed|on|since|the)\s+$", re.IGNORECASE)
_OWN_DAY = re.compile(
    r"\bthis\s+(?P<day>[a-z-]+)\s+day\s+of\s+(?P<month>[A-Z][a-z]+),?\s+(?:in\s+)?the\s+year\s+of\s+our\s+Lord,?\s+"
    r"(?P<century>two thousand|nineteen hundred)(?:,?\s+and)?\s+(?P<rest>[a-z]+(?:-[a-z]+)?)"
)
_UNITS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def year_clues(text: str, paragraphs: Sequence[str], timed: Sequence[Timed]) -> Iterator[Clue]:
    """A year named in the past is not after the document; a day under a fresh photograph is close to it."""
    yield from _own_day(text)
    for one in timed:
        phrase, when = one.phrase, resolve(one.phrase, None)
        if when is None or when.last < FIRST or index(when.first) >= LENGTH - 1:
            continue
        words = paragraphs[one.paragraph]
        dateline = one.dateline and when.width == 1
        if dateline or (when.width == 1 and _fresh_picture(words)):
            yield Clue(
                after(when.first, decay(0.4, 1.8), before=AGAINST),
                f"{'dateline' if dateline else 'a picture of'} {when}",
            )
        elif to_come(words, one):
            if phrase.kind != "decade":
                yield Clue(_term(when, phrase.relation), f"{when} is still to come")
        elif not (phrase.month is None and _may_come(words, phrase)):
            yield Clue(_not_before(when), f"{when} has been")


def to_come(words: str, one: Timed) -> bool:
    """Whether a time with its year seems to lie ahead of the document."""
    if one.phrase.relation == "since":
        return False
    set_ahead = one.phrase.day is not None and bool(_SET.search(words, max(0, one.phrase.start - 30), one.phrase.start))
    return one.ahead or one.phrase.relation in ("until", "by") or set_ahead


def _term(when: When, relation: str) -> Fit:
    """How far ahead of a document a time lies that is still to come: a day mostly soon, a month or year within the next."""
    if when.width == 1 and relation != "until":
        near = 0.6 * density(15.0, 2.0) + 0.4 * density(400.0, 1.0)
        soon: Fit = np.log(until(when.last, (1 - DAY_PAST) * near, beyond=0.0) + DAY_PAST / SPREAD)
        soon -= soon.max()
        return soon
    slope = np.where(np.arange(LENGTH) <= TERM, 0.0, -1.5) + np.minimum(0.0, (TERM - np.arange(LENGTH)) / 1500)
    return until(
        when.last, np.maximum(slope, UNLIKELY), beyond=UNLIKELY if when.width <= MONTH else _PAST.get(relation, -2.1)
    )


def _own_day(text: str) -> Iterator[Clue]:
    """The day that a proclamation says it is signed on, in words ("this eleventh day of January, in the year of our Lord …")."""
    for match in _OWN_DAY.finditer(text):
        words = _words()
        day, month = words.get(match["day"]), words.get(match["month"])
        rest = _number(match["rest"])
        if day and month and rest:
            when = When.parse(f"{(2000 if match['century'] == 'two thousand' else 1900) + rest}-{month:02d}-{day:02d}")
            yield Clue(after(when.first, decay(0.1, 4.0), before=2 * AGAINST), f"signed on {when}, in words")


@cache
def _words() -> dict[str, int]:
    rows = resources.rows("dates/words.tsv")
    return {row["word"]: int(row["value"]) for row in rows if row["kind"] in ("ordinal", "month")}


def _number(words: str) -> int:
    """A number below a hundred in words; 0 where it is none."""
    tens, _, units = words.partition("-")
    if tens in _UNITS:
        return _UNITS.index(tens) + 1
    if tens not in _TENS or (units and units not in _UNITS):
        return 0
    return 20 + 10 * _TENS.index(tens) + (_UNITS.index(units) + 1 if units else 0)


def _not_before(when: When) -> Fit:
    """A time named without a sign of the future is past; now and then it is a plan, of the next months mostly."""
    at = index(when.first)
    fit = np.zeros(LENGTH)
    fit[:at] = AGAINST
    fit[max(0, at - SOME_YEARS) : at] = FAR_PLAN
    if when.width > 1:
        fit[max(0, at - YEAR) : at] = PLAN
    else:
        fit[max(0, at - WEEKS) : at] = SOON
    return fit


def _may_come(text: str, phrase: Phrase) -> bool:
    """Whether a bare year may lie ahead ("the 2020 election", "a run for the White House in 2020")."""
    return bool(_MAY_COME.match(text, phrase.end) or _PLANS.search(text, max(0, phrase.start - 60), phrase.start))


def _fresh_picture(text: str) -> bool:
    return len(text) < 700 and bool(_PICTURE.search(text)) and not _OLD_PICTURE.search(text)


def newest_clues(paragraphs: Sequence[str], timed: Sequence[Timed]) -> Iterator[Clue]:
    """The newest of the days and of the years that are named as past."""
    past = [
        (t, w) for t in timed if not to_come(paragraphs[t.paragraph], t) and (w := resolve(t.phrase, None)) is not None
    ]
    yield from _newest_day(paragraphs, past)
    named = [when.first.year for _, when in past if when.width < TERM]
    if named and FIRST.year <= max(named) < LAST.year:
        later = years() - max(named)
        yield Clue(np.where(later < 0, 0.0, -0.15 * np.maximum(later - 1, 0)), f"the newest year named: {max(named)}")


def _newest_day(paragraphs: Sequence[str], past: Sequence[tuple[Timed, When]]) -> Iterator[Clue]:
    """The newest day named in full may be that of the news ("Aug. 7, 2018" under a tweet); "the order of Aug. 7, 2018" is background."""
    days = [(when.first, one) for one, when in past if when.width == 1]
    newest = max(days, key=lambda found: found[0], default=None)
    if newest is None or newest[0] <= FIRST or index(newest[0]) >= LENGTH - 1:
        return
    day, one = newest
    of = _NAMED_AFTER.search(paragraphs[one.paragraph], max(0, one.phrase.start - 12), one.phrase.start)
    fresh = 0.0 if of else 0.3
    near = after(day, fresh * density(1.0, 3.0) + (0.95 - fresh) * density(300.0, 0.7), before=0.0)
    yield Clue(
        np.log(near + 0.05 * until(day, density(10.0, 1.5), beyond=0.0) + 0.2 / SPREAD), f"the newest day named: {day}"
    )
