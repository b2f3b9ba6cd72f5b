"""Reports of known days that a document reads like: resources/dates/reports.tsv, an index of the written corpus and of the table of events.

Nobody can list the words by which reporters will name an event. Reports of one event share its names, places and figures, however they
put it: a text stands near in time to the dated texts whose rare words it shares. Likeness is the cosine of word weights (how rare a word is,
times 1.5 in the title, 1 in the opening, 0.5 further down).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from detente import resources
from detente.annotate.dating_axis import LENGTH, index
from detente.annotate.dating_fits import SPREAD, Clue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.annotate.dating_fits import Fit

WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d|\d")
OPENING = 8
IN_TITLE, IN_OPENING, FURTHER = 1.5, 1.0, 0.5
SCALE = 1000
"""What weights are multiplied with in the table."""
TABLE = "dates/reports.tsv"
NEAREST = 25
# how fast trust in a report rises with its likeness, and the likeness at which it is as likely of the same days as of none
STEEP, EVEN = 40.0, 0.29
# how far apart reports of the same days are: within three days, some ten, some months, some years
DAYS, WEEKS, MONTHS = 0.3, 0.35, 0.25
_NEAR = {-3: 0.0125, -2: 0.025, -1: 0.2, 0: 0.4, 1: 0.25, 2: 0.025, 3: 0.0125}
_TEN_DAYS, _SEASON, _ERA = 10.0, 120.0, 1500.0
LEAST_NAMED = 0.1
# the length, in weights of words, under which a text has too few of them for likeness to mean as much
SHORTEST = 30.0


@dataclass(frozen=True, slots=True)
class Reports:
    """The index.

    Attributes:
        days: of the reports: texts, then events.
        events: the number of the first event.
        lines: by word, how rare it is and which reports hold it, as the table has it.
    """

    days: tuple[date, ...]
    events: int
    lines: dict[str, str]


def weighed(paragraphs: Sequence[str]) -> dict[str, float]:
    """The words of a text, each with the weight of the best place it stands in."""
    found = dict.fromkeys(_words("\n".join(paragraphs)), FURTHER)
    found.update(dict.fromkeys(_words("\n".join(paragraphs[:OPENING])), IN_OPENING))
    found.update(dict.fromkeys(_words(paragraphs[0] if paragraphs else ""), IN_TITLE))
    return found


def report_clues(paragraphs: Sequence[str], *, told: frozenset[date], alone: bool) -> list[Clue]:
    """The days about which reports were written that the text reads like: one clue, or none where it reads like none.

    Args:
        paragraphs: the text's own.
        told: the days of events that the text tells: they are clues of their own, and count once.
        alone: whether nothing else tells of the time: a faint likeness is no clue then.
    """
    likeness = _likeness(weighed(paragraphs))
    for day in told:
        likeness[_events().get(day, [])] = 0.0
    nearest = _nearest(likeness)
    if not nearest.size:
        return []
    strength = np.exp(STEEP * likeness[nearest])
    shares = strength / (strength.sum() + np.exp(STEEP * EVEN))
    fit = np.full(LENGTH, (1 - shares.sum()) / SPREAD)
    by_day: dict[date, float] = {}
    for share, number in zip(shares.tolist(), nearest.tolist(), strict=True):
        day = _reports().days[number]
        by_day[day] = by_day.get(day, 0.0) + share
    for day, share in by_day.items():
        at = index(day)
        fit += share * _around()[LENGTH - 1 - at : 2 * LENGTH - 1 - at]
    day = max(sorted(by_day), key=lambda found: by_day[found])
    if alone and by_day[day] < LEAST_NAMED:
        return []
    named = f"reads like reports of about {day}" if by_day[day] >= LEAST_NAMED else "reads like reports of other days"
    return [Clue(np.log(fit), named)]


def _nearest(likeness: NDArray[np.float64]) -> NDArray[np.int64]:
    """The numbers of the reports that are most alike, the first of equals first; those only that are alike at all."""
    least = np.partition(likeness, -NEAREST)[-NEAREST] if len(likeness) > NEAREST else 0.0
    among = np.flatnonzero((likeness >= least) & (likeness > 0))
    nearest: NDArray[np.int64] = among[np.argsort(-likeness[among], kind="stable")[:NEAREST]]
    return nearest


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _likeness(words: dict[str, float]) -> NDArray[np.float64]:
    """The cosine of the words with each report."""
    reports = _reports()
    summed, square = np.zeros(len(reports.days)), 0.0
    for word in sorted(words.keys() & reports.lines.keys()):
        rare, numbers, weights = _holders(word)
        weight = words[word] * rare
        square += weight * weight
        summed[numbers] += weight * weights
    return summed / max(SHORTEST, float(np.sqrt(square)))


@cache
def _holders(word: str) -> tuple[float, NDArray[np.int64], NDArray[np.float64]]:
    """How rare a word is, the reports that hold it and what it weighs in each."""
    rare, _, held = _reports().lines[word].partition("\t")
    table = np.array(held.replace(":", " ").split(), dtype=np.int64).reshape(-1, 2)
    return float(rare), table[:, 0], table[:, 1] / SCALE


@cache
def _reports() -> Reports:
    lines = (line for line in resources.text(TABLE).splitlines() if not line.startswith("#"))
    texts, events = (line.partition("\t")[2].split() for line in (next(lines), next(lines)))
    parted = (line.partition("\t") for line in lines)
    return Reports(tuple(map(date.fromisoformat, texts + events)), len(texts), {word: rest for word, _, rest in parted})


@cache
def _events() -> dict[date, list[int]]:
    """The numbers of the table's events by their day."""
    found: dict[date, list[int]] = {}
    for number, day in enumerate(_reports().days[_reports().events :], start=_reports().events):
        found.setdefault(day, []).append(number)
    return found


@cache
def _around() -> Fit:
    """The chance of each distance in days between two reports alike, from ``1 - LENGTH`` to ``LENGTH - 1``."""
    away = np.arange(1 - LENGTH, LENGTH)
    near = np.zeros(away.size)
    near[[LENGTH - 1 + days for days in _NEAR]] = list(_NEAR.values())
    shapes = [near, *(np.exp(-np.abs(away) / scale) for scale in (_TEN_DAYS, _SEASON, _ERA))]
    shares = (DAYS, WEEKS, MONTHS, 1 - DAYS - WEEKS - MONTHS)
    found: Fit = np.sum([share * shape / shape.sum() for share, shape in zip(shares, shapes, strict=True)], axis=0)
    return found
