"""Words for a time, before they are resolved: what a phrase says, apart from when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "calendar",
    "month-day",
    "month",
    "weekday",
    "unit",
    "ago",
    "past",
    "season",
    "holiday",
    "decade",
    "range",
    "anaphoric",
    "offset",
    "nth",
]
Unit = Literal["hour", "day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a time. Which fields are set depends on ``kind``.

    Attributes:
        start: first character in the text searched.
        end: one past the last.
        kind: ``calendar`` has a year, with or without ``month`` and ``day``; ``month-day``, ``month``, ``season`` and ``holiday``
            have none; ``unit`` is a ``unit`` before, at or after the present one by ``shift`` ("last week"); ``ago`` is ``number``
            units away; ``past`` a stretch of ``number`` units up to now; ``range`` goes from ``first`` to ``other``; ``offset`` is
            ``number`` units away from another time ("two days after", "a week earlier"), which the sentence or the one before tells.
        part: ``early``, ``mid``, ``late``, or ``before`` ("earlier this year") and ``after`` ("later this week").
        shift: -1 last, 0 this or none said, 1 next.
        relation: ``since``, ``until``, ``before``, ``after``, ``by`` or ""; of an offset its own word, ``earlier`` or ``later`` too.
    """

    start: int
    end: int
    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: Unit | None = None
    number: int = 0
    shift: int | None = None
    part: str = ""
    relation: str = ""
    first: Phrase | None = None
    other: Phrase | None = None
