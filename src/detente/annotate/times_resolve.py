"""Which days a phrase means, given the document's own date and whether the clause looks back or ahead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.model.when import When

if TYPE_CHECKING:
    from detente.annotate.times_model import Phrase

_DAYS = {
    "hour": 0,
    "day": 1,
    "weekend": 7,
    "week": 7,
    "month": 30,
    "quarter": 91,
    "half": 182,
    "year": 365,
    "decade": 3652,
    "century": 36525,
}
LATE_DECADE = 6
# where the document's own date is wider than this, a weekday or a day without its year says nothing
VAGUE = 62
WEEK, SUNDAY = 7, 6
# days about which "a year ago" and "a year after" are exact
ABOUT_A_YEAR = timedelta(45)
# How many days back a weekday lies that a report names, of a thousand (counted in the dated texts of corpus/)
DAYS_BACK = (375.0, 438.0, 99.0, 43.0, 29.0, 7.0, 9.0)
SURELY = 0.8
_FINE = ("weekday", "unit", "month-day", "holiday", "nth")
# further ahead than this, a month or day without its year has been: "would visit, as agreed in September"
FAR = 200


def resolve(phrase: Phrase, published: When | None, *, ahead: bool = False) -> When | None:
    """The days meant, or ``None`` where the phrase needs a document date and there is none.

    Where the document's date is an interval, so is the answer: all days that the phrase could mean.

    Args:
        phrase: what the words say.
        published: the document's own date.
        ahead: whether the clause speaks of the future ("will meet on Friday").
    """
    if phrase.kind == "range" and phrase.first and phrase.other:
        first, last = resolve(phrase.first, published, ahead=ahead), resolve(phrase.other, published, ahead=ahead)
        return _joined(first, last)
    try:
        fixed = _fixed(phrase)
        if fixed is None and published is None:
            return None
        if published is None:
            found = fixed
        else:
            low, high = (fixed or _relative(phrase, day, ahead=ahead) for day in (published.first, published.last))
            found = When(min(low.first, high.first), max(low.last, high.last)) if low and high else None
            if phrase.kind == "weekday" and low != high and published.width <= WEEK:
                found = _mostly(phrase, published, ahead=ahead) or found
    except (ValueError, OverflowError):
        return None
    if fixed is None and published is not None and published.width > VAGUE and phrase.kind in _FINE:
        return None
    return found


def _mostly(phrase: Phrase, published: When, *, ahead: bool) -> When | None:
    """The day that a weekday's name means on an interval: the surely likeliest, else what it means on most days, if anything.

    A report names days that lie a day or two back, and it follows soon upon the last event that its interval begins with.
    """
    likely: dict[When, float] = {}
    often: dict[When, float] = {}
    for number in range(published.width):
        day = published.first + timedelta(number)
        meant = _relative(phrase, day, ahead=ahead)
        if meant is not None:
            usual = DAYS_BACK[min(abs((day - meant.first).days), len(DAYS_BACK) - 1)]
            likely[meant] = likely.get(meant, 0.0) + usual / (1 + number)
            often[meant] = often.get(meant, 0.0) + 1
    for votes, least in ((likely, SURELY), (often, 0.5)):
        most, weight = max(votes.items(), key=lambda vote: (vote[1], vote[0].first), default=(None, 0.0))
        if weight > least * sum(votes.values()):
            return most
    return None


def _joined(first: When | None, last: When | None) -> When | None:
    if first is None or last is None:
        return None
    if last.last < first.first:
        try:
            first = When(first.first.replace(year=first.first.year - 1), first.last.replace(year=first.last.year - 1))
        except ValueError:
            return None
    return When(first.first, max(first.last, last.last))


def _fixed(phrase: Phrase) -> When | None:
    """What needs no document date."""
    if phrase.year is None:
        return None
    if phrase.kind == "decade":
        low = phrase.year + {"early": 0, "mid": 4, "late": LATE_DECADE}.get(phrase.part, 0)
        high = phrase.year + {"early": 3, "mid": 6, "late": 9}.get(phrase.part, 9)
        return When(date(low, 1, 1), date(high, 12, 31))
    if phrase.kind == "season":
        return narrowed(_season(phrase.year, phrase.month or 3), phrase.part)
    if phrase.month and phrase.day:
        return When.day(date(phrase.year, phrase.month, phrase.day))
    if phrase.month:
        return narrowed(When.month(phrase.year, phrase.month), phrase.part)
    return narrowed(When.year(phrase.year), phrase.part)


def narrowed(when: When, part: str) -> When:
    """The early, middle or late third of an interval."""
    if part not in ("early", "mid", "late"):
        return when
    third = when.width // 3
    if part == "early":
        return When(when.first, when.first + timedelta(third))
    if part == "late":
        return When(when.last - timedelta(third), when.last)
    return When(when.first + timedelta(third), when.last - timedelta(third))


def _season(year: int, month: int) -> When:
    end = When.month(year + (month + 2 > 12), (month + 1) % 12 + 1)
    return When(date(year, month, 1), end.last)


def _relative(phrase: Phrase, day: date, *, ahead: bool) -> When | None:
    if phrase.kind == "weekday" and phrase.weekday is not None:
        later = phrase.part == "after" and phrase.shift is None
        return When.day(weekday(phrase.weekday, day, shift=phrase.shift, ahead=ahead or later))
    if phrase.kind in ("month-day", "holiday") and phrase.month and phrase.day:
        return _month_day(phrase, day, ahead=ahead)
    if phrase.kind == "nth" and phrase.day:
        return _nth(phrase.day, day, ahead=ahead)
    if phrase.kind == "month" and phrase.month:
        return _month(phrase, day, ahead=ahead)
    if phrase.kind == "season" and phrase.month:
        return _relative_season(phrase, day, ahead=ahead)
    if phrase.kind == "unit" and phrase.unit == "weekend" and phrase.shift is None:
        this = unit_at("weekend", day, 0)
        return this if ahead or this.first <= day else unit_at("weekend", day, -1)
    if phrase.kind == "unit" and phrase.unit:
        return _split(unit_at(phrase.unit, day, phrase.shift or 0), phrase, day)
    if phrase.kind == "ago" and phrase.unit:
        return _away(phrase, day)
    if phrase.kind == "past" and phrase.unit:
        other = moved(day, phrase.unit, phrase.number)
        return When(min(other, day), max(other, day))
    return None


def weekday(number: int, day: date, *, shift: int | None = None, ahead: bool = False) -> date:
    """The day meant by a weekday's name that was written on ``day``.

    Looking back it is the last such day, ``day`` itself included; "last Sunday" on a Monday or Tuesday is not the day just gone,
    which would be called "Sunday".
    """
    back = (day.weekday() - number) % 7
    if shift == -1:
        return day - timedelta(back + 7 if back <= 2 else back)
    if shift == 1:
        return day + timedelta((number - day.weekday() - 1) % 7 + 1)
    if shift == 0:
        return day - timedelta(day.weekday() - number)
    return day + timedelta(-back % 7) if ahead else day - timedelta(back)


def _month_day(phrase: Phrase, day: date, *, ahead: bool) -> When | None:
    month, number = phrase.month or 1, phrase.day or 1
    if phrase.unit == "year":
        return When.day(date(day.year + (phrase.shift or 0), month, number))
    candidates = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            candidates.append(date(year, month, number))
        except ValueError:
            continue
    if phrase.weekday is not None:
        agreeing = [c for c in candidates if c.weekday() == phrase.weekday]
        candidates = agreeing or candidates
    wanted = [c for c in candidates if (c >= day if ahead else c <= day + timedelta(2))]
    if ahead and wanted and (min(wanted) - day).days > FAR and phrase.weekday is None:
        return _month_day(phrase, day, ahead=False)
    if ahead:
        return When.day(min(wanted)) if wanted else None
    return When.day(max(wanted)) if wanted else None


def _nth(number: int, day: date, *, ahead: bool) -> When | None:
    """The last such day of a month, or the next one."""
    months = [day.year * 12 + day.month - 1 + n for n in ((0, 1) if ahead else (0, -1, -2))]
    for month in months:
        try:
            found = date(month // 12, month % 12 + 1, number)
        except ValueError:
            continue
        if found >= day if ahead else found <= day:
            return When.day(found)
    return None


def _month(phrase: Phrase, day: date, *, ahead: bool) -> When | None:
    months = [When.month(year, phrase.month or 1) for year in (day.year - 1, day.year, day.year + 1)]
    current = months[1]
    if phrase.unit == "year":
        return narrowed(months[1 + (phrase.shift or 0)], phrase.part)
    if phrase.shift == 0:
        return _split(current, phrase, day)
    if phrase.shift == -1:
        gone = [m for m in months if m.last < day]
        just = unit_at(
            "month", day, -1
        )  # in October "last September" is last year's: this year's would be "last month"
        return max(m for m in gone if m != just or m.first.year != day.year)
    if phrase.shift == 1:
        return min(m for m in months if m.first > day)
    coming = min(m for m in months if m.last >= day)
    if ahead and (coming.first - day).days <= FAR:
        return _split(coming, phrase, day)
    return _split(max(m for m in months if m.first <= day), phrase, day)


def _relative_season(phrase: Phrase, day: date, *, ahead: bool) -> When | None:
    seasons = [_season(year, phrase.month or 3) for year in range(day.year - 2, day.year + 2)]
    if phrase.shift == 1 or (phrase.shift is None and ahead):
        return min(s for s in seasons if s.last >= day)
    if phrase.shift == 0:
        return min(seasons, key=lambda s: abs((s.first - day).days + 45))
    return max(s for s in seasons if (s.last if phrase.shift == -1 else s.first) <= day)


def unit_at(unit: str, day: date, shift: int) -> When:
    """The day, week (from Monday), month or year that is ``shift`` away from the one of ``day``."""
    if unit == "day":
        return When.day(day + timedelta(shift))
    monday = day - timedelta(day.weekday())
    if (
        unit == "week" and shift == -1 and day.weekday() == SUNDAY
    ):  # whether the new week has begun, writers do not agree
        return When(day - timedelta(7), day - timedelta(1))
    if unit == "week":
        return When(monday, monday + timedelta(6)).shifted(7 * shift)
    if unit == "weekend":
        saturday = monday + timedelta(5 + 7 * shift)
        if shift == 0 and day.weekday() < 2:  # "this weekend" on a Monday has just gone
            saturday -= timedelta(7)
        return When(saturday, saturday + timedelta(1))
    if unit == "month":
        index = day.year * 12 + day.month - 1 + shift
        return When.month(index // 12, index % 12 + 1)
    if unit in ("quarter", "half"):
        length = 3 if unit == "quarter" else 6
        index = (day.year * 12 + day.month - 1) // length + shift
        first, last = index * length, index * length + length - 1
        return When(date(first // 12, first % 12 + 1, 1), When.month(last // 12, last % 12 + 1).last)
    if unit == "year":
        return When.year(day.year + shift)
    span = 10 if unit == "decade" else 100
    low = (day.year // span + shift) * span
    return When(date(low, 1, 1), date(low + span - 1, 12, 31))


def _split(when: When, phrase: Phrase, day: date) -> When:
    """Cuts at the present: "earlier this year" ends now, "later this week" begins now; early and late cut as ever."""
    if phrase.part == "before" and when.first <= day:
        return When(when.first, min(day, when.last))
    if phrase.part == "after" and day <= when.last:
        return When(max(day, when.first), when.last)
    return narrowed(when, phrase.part)


def moved(day: date, unit: str, number: int) -> date:
    """The day that is a number of units after (or, below zero, before) a day."""
    if unit in ("month", "quarter", "half"):
        index = day.year * 12 + day.month - 1 + number * {"month": 1, "quarter": 3, "half": 6}[unit]
        month = When.month(index // 12, index % 12 + 1)
        return min(month.last, month.first + timedelta(day.day - 1))
    if unit in ("year", "decade", "century"):
        index = day.year + number * {"year": 1, "decade": 10, "century": 100}[unit]
        return min(When.month(index, day.month).last, date(index, day.month, 1) + timedelta(day.day - 1))
    return day + timedelta(number * _DAYS[unit])


def _away(phrase: Phrase, day: date) -> When:
    """The time away: "three days ago" is a day, "two weeks ago" a week about it, "two months ago" that month, "four years ago" that year."""
    unit, at = phrase.unit or "day", moved(day, phrase.unit or "day", phrase.number)
    if unit == "hour":
        nights = timedelta(max(1, abs(phrase.number) // 24))
        return When(day - nights, day) if phrase.number < 0 else When(day, day + nights)
    if unit == "day":
        return When.day(at) if abs(phrase.number) <= 10 else When(at - timedelta(3), at + timedelta(3))
    if unit in ("week", "weekend"):
        return When(at - timedelta(3), at + timedelta(3))
    if unit in ("month", "quarter", "half"):
        return When.month(at.year, at.month)
    if unit == "year":
        return When(at - ABOUT_A_YEAR, at + ABOUT_A_YEAR) if phrase.number == -1 else When.year(at.year)
    years = 5 if unit == "decade" else 50
    return When(date(at.year - years, 1, 1), date(at.year + years, 12, 31))
