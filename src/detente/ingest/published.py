"""The date an article tells of itself: front matter, the page's metadata, its address, a line of its own, the dateline.

Never inferred: where no clue names a full day, there is no date here (``annotate.dating`` narrows one down from the inside).
Times of day and their zones are ignored: the day is the one written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.ingest.written_days import CLOCK, day_in, days_written, made, months, months_abroad, spans_written
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

_SLASHED = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(published|posted|first published|updated|last (?:updated|modified)|modified|created|released|issued|date|input|registered|"
    r"publiée?|publicado|veröffentlicht|aktualisiert|actualizado|опубликовано|обновлено)\b|(입력|수정|발행|نشر)",
    re.IGNORECASE,
)
_CHANGED = ("updated", "last updated", "last modified", "modified", "aktualisiert", "actualizado", "обновлено", "수정")
_PARTS = re.compile(r"\s*[|•·,–—]\s*|\s+-\s+")
_ADDRESS = re.compile(r"(?:(?:source|url|link|from)\s*:\s*)?(https?://\S+)", re.IGNORECASE)
_RUN = re.compile(r"/(?:[a-z-]*)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_LONGEST_LINE = 90
_LONGEST_LABELLED = 160
_NEAR_TOP = 14
# what stands behind so many lines of text is of other articles
_BODY = 3
_MOST_BESIDE = 6
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
    body = 0
    for number, line in enumerate(lines):
        label = _LABEL.search(line)
        if len(line) > (
            _LONGEST_LABELLED if label and label.start() < 40 and line.rstrip()[-1:] != "." else _LONGEST_LINE
        ):
            body += line.rstrip()[-1:] in _ENDS
            continue
        near_top = number < _NEAR_TOP and body < _BODY
        address = _addressed(line) if near_top and not body else None
        if address:
            yield Clue(day=address, reason="an address above the text", weight=0.8)
            continue
        day = next(days_written(line), None) or (day_in(line) if label else None)
        if day is None:
            continue
        if label and label.start() < 40:
            weight = 0.7 if label[0].lower() in _CHANGED else 0.95
            yield Clue(day=day, reason=f"line {label[0]!r}", weight=weight if body < _BODY else weight / 2)
        elif near_top and alone(line):
            yield Clue(day=day, reason="a date on a line of its own near the top", weight=0.85)
        elif near_top and _in_byline(line):
            yield Clue(day=day, reason="a date in the byline", weight=0.9)
        elif near_top and _stamped(line):
            yield Clue(day=day, reason="a date with its time near the top", weight=0.8)
        elif number and not body and _tagged(line):
            yield Clue(day=day, reason="a date among names and labels above the text", weight=0.6)


def _addressed(line: str) -> date | None:
    """The day in an address that is all there is on a line."""
    match = _ADDRESS.fullmatch(line.strip())
    return in_address(match[1]) or _joined(match[1]) if match else None


def _joined(address: str) -> date | None:
    match = _RUN.search(address)
    return made(match[1], match[2], match[3]) if match else None


def _tagged(line: str) -> bool:
    """Whether a line holds a date beside a few names and labels, and no sentence ("Ana Torres, Staff writer | Oct. 5, 2021", "SHARE October 5, 2021")."""
    start, end = next(((start, end) for start, end, _ in spans_written(line)), (0, 0))
    words = _LETTERS.findall(line[:start] + " " + line[end:])
    plain = _words("label") | _words("beside") | _words("age")
    if line.rstrip()[-1:] in _ENDS or sum(w.lower() not in plain for w in words) > _MOST_BESIDE:
        return False
    return all(w[0].isupper() or w.lower() in plain for w in words)


def _stamped(line: str) -> bool:
    """Whether a line holds a date, a time of day and few other words ("(Xinhua) 10:14, March 12, 2019")."""
    beside = months().keys() | months_abroad().keys() | _words("beside") | _words("age")
    words = [w for w in _LETTERS.findall(line) if w.lower() not in beside]
    return bool(CLOCK.search(line)) and len(words) <= _MOST_BESIDE and line.rstrip()[-1:] not in _ENDS


def _in_byline(line: str) -> bool:
    """Whether a line is "By", names and a date, in parts that commas, bars or dots set apart or glued together."""
    start = next((start for start, _, _ in spans_written(line)), 0)
    by, *glued = line[:start].split() or [""]
    if (
        glued
        and by.lower() == "by"
        and all(word[0].isupper() or word == "and" for word in glued)
        and alone(line[start:])
    ):
        return True
    head, *parts = _PARTS.split(line.strip())
    names = head.split()
    if len(names) < 3 or names[0].lower() != "by" or not all(word[0].isupper() or word == "and" for word in names[1:]):
        return False
    return any(alone(", ".join(parts[at:])) for at in range(len(parts)))


_ENDS = frozenset(".!?\"”’'")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@cache
def _words(kind: str) -> frozenset[str]:
    """Words that stand beside a date: weekdays, zones and the like, or those of its age ("2 years ago", "5 min read")."""
    return frozenset(row["word"] for row in resources.rows("ingest/date_words.tsv") if row["kind"] == kind)


def alone(line: str) -> bool:
    """Whether a line holds a date and nothing else but weekday, time and zone."""
    named = months().keys() | months_abroad().keys()
    rest = {w.lower() for w in _LETTERS.findall(line)} - named - _words("beside")
    if not rest:
        return bool(re.search(r"\d", line))
    return rest <= _words("age") and next(days_written(line), None) is not None


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
