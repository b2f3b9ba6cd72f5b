"""Turns of position: a side that was last for something is now against it, or the other way about, as it was reported.

A turn counts on the day of its report. It is softer or harder by ``resources/forecast/turns.tsv``: more for talks or relief is softer, more
for military pressure harder. What a side wanted long ago and is told today is background, and no turn.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.analyse.forecast.acts import Act
from detente.analyse.stances import VALUE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Position

SOFTER, HARDER = "softer", "harder"
UNDECIDED = 0.5
"""The mean stance of a day that is neither for nor against; it neither makes a turn nor ends what was held."""


def turns(view: View, *, published: Mapping[str, date], soon: int) -> tuple[Act, ...]:
    """The turns of a view's positions.

    Args:
        view: what to read.
        published: days of the documents that are known.
        soon: days after which what was wanted is no news.

    Returns:
        An act for each turn, by day: its source is the holder's side, its target the side the issue bears on, if that is another. It cites the
        first position of its day that is of the new mind.
    """
    days: dict[tuple[str, str, str], dict[date, list[Sourced[Position]]]] = {}
    for one in view.positions():
        note, day = one.note, published.get(one.document)
        old = note.date is not None and day is not None and (day - note.date.last).days > soon
        if day is None or old or not note.holder.side or note.issue not in _soft():
            continue
        key = (note.holder.side, note.target or "", note.issue)
        days.setdefault(key, {}).setdefault(day, []).append(one)
    found = [act for key, told in days.items() for act in _of_one(*key, told)]
    return tuple(sorted(found, key=lambda act: (act.day, act.cite)))


def _of_one(side: str, target: str, issue: str, told: Mapping[date, list[Sourced[Position]]]) -> list[Act]:
    """The turns of one side on one issue and target."""
    found: list[Act] = []
    was: bool | None = None
    for day in sorted(told):
        mean = sum(VALUE[one.note.stance] for one in told[day]) / len(told[day])
        if mean == UNDECIDED:
            continue
        now = mean > UNDECIDED
        if was is not None and now != was:
            new = [
                one
                for one in told[day]
                if VALUE[one.note.stance] != UNDECIDED and (VALUE[one.note.stance] > UNDECIDED) == now
            ]
            shown = min(new, key=lambda one: one.note.id)
            code = SOFTER if now == (_soft()[issue] == "pro") else HARDER
            towards = (target,) if target and target != side else ()
            found.append(
                Act(day, (side,), towards, code, shown.note.id, shown.note.evidence.quote, shown.note.holder.name)
            )
        was = now
    return found


@cache
def _soft() -> dict[str, str]:
    return {row["issue"]: row["softer"] for row in resources.rows("forecast/turns.tsv")}
