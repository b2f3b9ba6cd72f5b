"""From a match of the grammar of times to its ``Phrase``: one small reader a form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.annotate.times_model import Phrase, Unit

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

Groups = dict[str, str | None]
_SHIFTS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "this": 0,
    "the current": 0,
}
# "days after": how many is not said
VAGUELY = 0
_NIGHTS = ("night", "evening", "morning", "afternoon")
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


@cache
def words(kind: str) -> dict[str, str]:
    """The words of one kind, in lower case, with what they stand for."""
    return {row["word"].lower(): row["value"] for row in resources.rows("dates/words.tsv") if row["kind"] == kind}


def build(match: re.Match[str]) -> Phrase | None:
    """The phrase of a match, or ``None`` where its numbers name no day of the calendar."""
    form = str(match.lastgroup).removeprefix("f_")
    phrase = _BUILDERS[form](match.groupdict(), match.start(), match.end())
    days = [p.day for p in (phrase, phrase.first, phrase.other) if p is not None and p.day is not None]
    return phrase if all(1 <= day <= 31 for day in days) else None


def month_number(word: str | None) -> int | None:
    """The month a word names, in full or short, or ``None``."""
    if not word:
        return None
    key = word.lower().rstrip(".")
    found = words("month").get(key) or words("month-short").get(key)
    return int(found) if found else None


def _weekday(word: str | None) -> int | None:
    key = (word or "").lower().strip(" ,.").removesuffix("the").strip(" ,.")
    found = words("weekday").get(key) or words("weekday-short").get(key)
    return int(found) if found else None


def _number(word: str | None) -> int | None:
    digits = "".join(c for c in word or "" if c.isdigit())
    return int(digits) if digits else None


def _count(word: str | None) -> int:
    key = " ".join((word or "").lower().split())
    return int(key) if key.isdecimal() else int(words("number").get(key, "1"))


def _part(word: str | None) -> str:
    key = (word or "").lower()
    for sign, part in (
        ("earlier", "before"),
        ("later", "after"),
        ("ear", "early"),
        ("begin", "early"),
        ("start", "early"),
        ("mid", "mid"),
    ):
        if sign in key:
            return part
    return "late" if "late" in key or "end" in key else ""


def _shift(word: str | None) -> int | None:
    return _SHIFTS.get(" ".join(word.lower().split())) if word else None


def _unit(word: str | None) -> Unit:
    key = (word or "").lower()
    if key.startswith(("night", "evening", "morning")):
        return "day"
    if key.startswith(("hour", "minute")):
        return "hour"
    if key.startswith("fortnight"):
        return "week"
    return "century" if key.startswith("centur") else key.removesuffix("s")  # type: ignore[return-value]  # the grammar lets no other word through


def _iso(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "calendar", year=_number(g["iso_y"]), month=_number(g["iso_m"]), day=_number(g["iso_d"]))


def _juche(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "calendar", year=_number(g["juche_y"]))


def _days(g: Groups, start: int, end: int) -> Phrase:
    year, month = _number(g["days_y"]), month_number(g["days_m"])
    first, last = (
        Phrase(start, end, "calendar" if year else "month-day", year=year, month=month, day=_number(g[k]))
        for k in ("days_a", "days_b")
    )
    return Phrase(start, end, "range", first=first, other=last)


def _day(g: Groups, start: int, end: int, form: str) -> Phrase:
    year, month, day = _number(g[f"{form}_y"]), month_number(g[f"{form}_m"]), _number(g[f"{form}_d"])
    shift = _shift(g[f"{form}_s"])
    return Phrase(
        start,
        end,
        "calendar" if year else "month-day",
        year=year,
        month=month,
        day=day,
        weekday=_weekday(g[f"{form}_w"]),
        unit=None if shift is None else "year",
        shift=shift,
    )


def _ordinal(g: Groups, start: int, end: int) -> Phrase:
    year, month = _number(g["or_y"]), month_number(g["or_m"])
    day = int(words("ordinal")[(g["or_d"] or "").lower().replace(" ", "-")])
    return Phrase(start, end, "calendar" if year else "month-day", year=year, month=month, day=day)


def _month_year(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "calendar", year=_number(g["my_y"]), month=month_number(g["my_m"]), part=_part(g["my_p"]))


def _month_of_year(g: Groups, start: int, end: int) -> Phrase:
    month, shift = month_number(g["ml_m"]), _shift(g["ml_s"])
    that = {"following": 1, "same": 0, "that": 0, "previous": -1}.get((g["ml_s"] or "").lower())
    if that is not None:
        return Phrase(start, end, "anaphoric", month=month, shift=that)
    return Phrase(start, end, "month", month=month, shift=shift, unit="year", part=_part(g["ml_p"]))


def _same(g: Groups, start: int, end: int) -> Phrase:
    word = (g["sa"] or "").lower()
    month = month_number(word)
    unit = None if month else "day" if word in _NIGHTS else _unit(word)
    return Phrase(start, end, "anaphoric", month=month, unit=unit, shift=0)


def _then(g: Groups, start: int, end: int) -> Phrase:
    if g["th_d"]:
        return Phrase(start, end, "anaphoric", unit="day", part="before", shift=0)
    return Phrase(start, end, "anaphoric", shift=0)


def _the_next(g: Groups, start: int, end: int) -> Phrase:
    """For "the following week", "the following August": counted from the time named last."""
    month = month_number(g["tn"])
    return Phrase(start, end, "anaphoric", month=month, unit="month" if month else _unit(g["tn"]), shift=1)


def _end_of(g: Groups, start: int, end: int) -> Phrase:
    """For "the end of the month": its last part; "the end of the year" is its last month."""
    edge = {"end": 12, "beginning": 1, "start": 1}.get((g["eo_e"] or "").lower())
    if edge and _unit(g["eo_u"]) == "year":
        return Phrase(start, end, "month", month=edge, unit="year", shift=0)
    return Phrase(start, end, "unit", unit=_unit(g["eo_u"]), shift=0, part=_part(g["eo_e"]))


def _nth(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "nth", day=_number(g["nth"]))


def _this_season(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "season", month=int(words("season")[(g["ts"] or "").lower()]))


def _fraction(g: Groups, start: int, end: int) -> Phrase:
    year, half = _number(g["fr_y"]), (g["fr_u"] or "").lower() == "half"
    length = 6 if half else 3
    at = _ORDINALS[(g["fr_n"] or "").lower()] % (12 // length)
    ends = [Phrase(start, end, "calendar", year=year, month=at * length + k) for k in (1, length)]
    return Phrase(start, end, "range", first=ends[0], other=ends[1])


def _season(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(
        start,
        end,
        "season",
        year=_number(g["se_y"]),
        month=int(words("season")[(g["se"] or "").lower()]),
        part=_part(g["se_p"]),
    )


def _decade(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "decade", year=_number(g["dc"]), part=_part(g["dc_p"]))


def _years(g: Groups, start: int, end: int) -> Phrase:
    low, high = _number(g["ys_a"]) or 0, _number(g["ys_b"]) or 0
    high = high if high > 100 else low // 100 * 100 + high
    return Phrase(
        start,
        end,
        "range",
        first=Phrase(start, end, "calendar", year=low),
        other=Phrase(start, end, "calendar", year=high),
    )


def _ago(g: Groups, start: int, end: int) -> Phrase:
    sign = -1 if (g["ag_d"] or "").lower() == "ago" else 1
    return Phrase(start, end, "ago", number=sign * _times(g["ag_n"], g["ag_u"]), unit=_unit(g["ag_u"]))


def _times(count: str | None, unit: str | None) -> int:
    """How many of the unit that stands for the word: a fortnight is two weeks."""
    return _count(count) * (2 if (unit or "").lower().startswith("fortnight") else 1)


def _offset(g: Groups, start: int, end: int) -> Phrase:
    if g["of_s"]:
        relation = "earlier" if (g["of_s"] or "").lower() == "previous" else "later"
        return Phrase(start, end, "offset", number=1, unit=_unit(g["of_t"]), relation=relation)
    word = g["of_u"] or g["of_b"] or g["of_d"]
    vague = g["of_b"] is not None or (g["of_n"] or "").lower().endswith(("few", "several"))
    number = VAGUELY if vague else _times(g["of_n"], word)
    unit = "hour" if g["of_l"] and _unit(word) == "day" else _unit(word)
    word = (g["of_r"] or "").lower()
    relation = "later" if word.startswith("afterward") else word
    return Phrase(start, end, "offset", number=number, unit=unit, relation=relation)


def _past(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "past", number=-_count(g["pa_n"]), unit=_unit(g["pa_u"]))


def _within(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "past", number=_count(g["in_n"]), unit=_unit(g["in_u"]))


def _shifted_unit(g: Groups, start: int, end: int) -> Phrase:
    word, shift, part = (g["un_u"] or "").lower(), _shift(g["un_s"]), _part(g["un_e"])
    if word in words("season"):
        return Phrase(start, end, "season", month=int(words("season")[word]), shift=shift, part=part)
    if word in _NIGHTS:
        return Phrase(start, end, "unit", unit="day", shift=shift)
    if word in ("decade", "decades", "century") and shift == -1:
        return Phrase(start, end, "past", number=-1, unit=_unit(word))
    return Phrase(start, end, "unit", unit=_unit(word), shift=shift, part=part)


def _day_of_week(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(
        start, end, "weekday", weekday=_weekday(g["wd"]), shift=_shift(g["wd_s"] or g["wd_n"]), part=_part(g["wd_e"])
    )


def _shifted_month(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "month", month=month_number(g["nm_m"]), shift=_shift(g["nm_s"]), part=_part(g["nm_e"]))


def _month(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "month", month=month_number(g["mo"]), part=_part(g["mo_e"]) or _part(g["mo_p"]))


def _deictic(g: Groups, start: int, end: int) -> Phrase:
    word = " ".join((g["de"] or "").lower().split())
    if word == "overnight":
        return Phrase(start, end, "ago", number=-1, unit="hour")
    shift = {"yesterday": -1, "the day before yesterday": -2, "tomorrow": 1}.get(word, 0)
    return Phrase(start, end, "unit", unit="day", shift=shift)


def _holiday(g: Groups, start: int, end: int) -> Phrase:
    month, _, day = words("holiday")[(g["ho"] or "").lower().replace("’", "'")].partition("-")
    return Phrase(start, end, "holiday", month=int(month), day=int(day))


def _year(g: Groups, start: int, end: int) -> Phrase:
    return Phrase(start, end, "calendar", year=_number(g["ye"]), part=_part(g["ye_e"]) or _part(g["ye_p"]))


_BUILDERS: dict[str, Callable[[Groups, int, int], Phrase]] = {
    "iso": _iso,
    "juche": _juche,
    "days": _days,
    "md": lambda g, start, end: _day(g, start, end, "md"),
    "dm": lambda g, start, end: _day(g, start, end, "dm"),
    "ordinal": _ordinal,
    "my": _month_year,
    "month_of": _month_of_year,
    "same": _same,
    "then": _then,
    "the_next": _the_next,
    "end_of": _end_of,
    "nth": _nth,
    "this_season": _this_season,
    "fraction": _fraction,
    "season": _season,
    "decade": _decade,
    "years": _years,
    "ago": _ago,
    "offset": _offset,
    "weekend": lambda _g, start, end: Phrase(start, end, "unit", unit="weekend"),
    "past": _past,
    "within": _within,
    "unit": _shifted_unit,
    "weekday": _day_of_week,
    "named": _shifted_month,
    "month": _month,
    "deictic": _deictic,
    "holiday": _holiday,
    "year": _year,
}
