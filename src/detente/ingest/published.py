"""The date an article tells of itself: front matter, the page's metadata, its address, a line of its own, the dateline.

Never inferred: where no clue names a full day, there is no date here (``annotate.dating`` narrows one down from the inside).
Times of day and their zones are ignored: the day is the one written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente import resources
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_EARLIEST, _LATEST = 1945, 2049
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}Z?)?(?!\d)")
_SLASHED = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)", re.IGNORECASE)
_MONTH = r"(?P<month>[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?"
_TEXT = (
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
)
_LABEL = re.compile(
    r"\b(published|posted|first published|updated|last (?:updated|modified)|modified|created|released|issued|date|input|registered)\b",
    re.IGNORECASE,
)
_CHANGED = ("updated", "last updated", "last modified", "modified")
_PARTS = re.compile(r"\s*[|•·,–—]\s*|\s+-\s+")
_LONGEST_LINE = 90
_NEAR_TOP = 14
FRONT_KEYS = (
    "date", "published", "published_time", "published_at", "publish_date", "pubdate", "pub_date", "post_date", "date_published",
    "datepublished", "publication_date", "release_date", "created", "created_at", "timestamp",
)  # fmt: skip
ADDRESS_KEYS = (
    "source_url",
    "url",
    "link",
    "permalink",
    "original_link",
    "canonical_url",
    "canonical",
    "source",
    "original_url",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """One sign of the date.

    Attributes:
        day: the day it tells.
        reason: what it is, for a person ("front matter 'date'").
        weight: how far it is trusted, 0 to 1.
    """

    day: date
    reason: str
    weight: float


def months() -> dict[str, int]:
    """Names of months in lower case, in full and short."""
    return {
        r["word"].lower(): int(r["value"]) for r in resources.rows("dates/words.tsv") if r["kind"].startswith("month")
    }


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
    found: list[tuple[int, date]] = []
    for pattern in _TEXT:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = parts.get("number") or months().get(str(parts.get("month", "")).lower())
            day = made(parts["year"], month, parts["day"]) if month else None
            if day:
                found.append((match.start(), day))
    yield from (day for _, day in sorted(found))


def in_address(address: str) -> date | None:
    """The day in the path of an address ("/2016/01/13/")."""
    match = _SLASHED.search(address)
    if match:
        month = months().get(match[2].lower(), match[2])
        return made(match[1], month, match[3]) if str(month).isdecimal() else None
    return None


def front_clues(front: Mapping[str, str]) -> Iterator[Clue]:
    """What front matter tells."""
    for key in FRONT_KEYS:
        day = day_in(front.get(key, ""))
        if day:
            yield Clue(day=day, reason=f"front matter '{key}'", weight=0.97)
    for key in ADDRESS_KEYS:
        day = in_address(front.get(key, ""))
        if day:
            yield Clue(day=day, reason=f"address in front matter '{key}'", weight=0.9)
    day = day_in(front.get("modified_time", "") or front.get("modified", "") or front.get("updated", ""))
    if day:
        yield Clue(day=day, reason="front matter, time of change", weight=0.6)


def line_clues(lines: Sequence[str]) -> Iterator[Clue]:
    """What lines of the page tell: "Published 3:45 p.m. ET Feb. 3, 2017", a date alone near the top."""
    for number, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            continue
        day = next(days_written(line), None) or (day_in(line) if _LABEL.search(line) else None)
        if day is None:
            continue
        label = _LABEL.search(line)
        if label and label.start() < 40:
            changed = label[1].lower() in _CHANGED
            yield Clue(day=day, reason=f"line {label[1]!r}", weight=0.7 if changed else 0.95)
        elif number < _NEAR_TOP and alone(line):
            yield Clue(day=day, reason="a date on a line of its own near the top", weight=0.85)
        elif number < _NEAR_TOP and _in_byline(line):
            yield Clue(day=day, reason="a date in the byline", weight=0.9)


def _in_byline(line: str) -> bool:
    """Whether a line is "By", names and a date, in parts that commas, bars or dots set apart."""
    head, *parts = _PARTS.split(line.strip())
    names = head.split()
    if len(names) < 3 or names[0].lower() != "by" or not all(word[0].isupper() or word == "and" for word in names[1:]):
        return False
    return any(alone(", ".join(parts[at:])) for at in range(len(parts)))


_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DATE_WORDS = frozenset(
    [
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "am",
        "pm",
        "gmt",
        "utc",
        "est",
        "edt",
        "et",
        "kst",
        "pst",
        "pdt",
        "pt",
        "bst",
        "cet",
        "cest",
        "ist",
        "jst",
        "msk",
        "st",
        "nd",
        "rd",
        "th",
        "at",
        "on",
        "of",
        "updated",
        "published",
        "posted",
        "date",
    ]
)


def alone(line: str) -> bool:
    """Whether a line holds a date and nothing else but weekday, time and zone."""
    rest = [w.lower() for w in _LETTERS.findall(line)]
    named = months()
    return bool(re.search(r"\d", line)) and all(word in named or word in _DATE_WORDS for word in rest)


_HEAD = re.compile(r"(?P<head>[A-Z][^()\n]{2,50}?)\s*(?:\([^()]{2,40}\)\s*)?(?:--|—|–|-)\s")


def dateline_clues(paragraphs: Sequence[str]) -> Iterator[Clue]:
    """A full day in the dateline ("WASHINGTON, Jan 13, 2016 (Reuters) -")."""
    for text in paragraphs[:6]:
        match = _HEAD.match(text)
        day = next(days_written(match["head"]), None) if match else None
        if day:
            yield Clue(day=day, reason="dateline", weight=0.93)


def decided(clues: Iterable[Clue]) -> tuple[When | None, tuple[str, ...]]:
    """The day that most and best clues agree on, with the reasons; those that say otherwise are named too."""
    weights: dict[date, float] = {}
    reasons: dict[date, list[str]] = {}
    for clue in clues:
        weights[clue.day] = 1 - (1 - weights.get(clue.day, 0.0)) * (1 - clue.weight)
        reasons.setdefault(clue.day, []).append(clue.reason)
    if not weights:
        return None, ()
    best = max(sorted(weights), key=lambda day: weights[day])
    against = tuple(
        f"{reason} says {day.isoformat()}" for day in sorted(reasons) if day != best for reason in reasons[day]
    )
    return When.day(best), (*dict.fromkeys(reasons[best]), *against)
