"""Charts as Vega-Lite specs: the spec is a file under ``resources/charts``, here its data is filled in."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from detente import resources
from detente.model.reading import Event, Measure
from detente.present import words
from detente.present.brief.citing import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model.findings import Sourced
    from detente.model.when import When

Spec = dict[str, Any]  # the JSON edge: a chart's spec is Vega-Lite's own

WIDEST = 400
"""An event whose date is wider than this many days is in the table alone."""
DAYS_APART, MONTHS_APART = 92, 366 * 6
DOT, LEAST_HEIGHT, MOST_HEIGHT = 11, 160, 460


def spec(name: str) -> Spec:
    """A chart's spec as its file has it, without data."""
    found: Spec = json.loads(resources.text(f"charts/{name}.json"))
    return found


def timeline_chart(notes: Sequence[Sourced[Event] | Sourced[Measure]]) -> Spec | None:
    """What took place, a dot each, stacked by day, month or quarter as the whole time asks; ``None`` for nothing.

    Cooperation is stacked above the line, conflict below, deeds nearest to it. A dot links to ``#`` and its note's id.
    """
    shown = [(s, s.note.date) for s in notes if _took_place(s) and s.note.date and s.note.date.width <= WIDEST]
    placed = [(s, when) for s, when in shown if when]
    if not placed:
        return None
    days = max(when.last for _, when in placed) - min(when.first for _, when in placed)
    stacks: defaultdict[tuple[date, bool], int] = defaultdict(int)
    values = []
    for sourced, when in sorted(placed, key=lambda pair: _family(pair[0]).endswith("words")):
        family = _family(sourced)
        day = _bin(when, days.days)
        above = family.startswith("Cooperation")
        stacks[day, above] += 1
        level = stacks[day, above] - 0.5
        values.append(
            {
                "at": day.isoformat(),
                "level": level if above else -level,
                "family": family,
                "link": f"#{sourced.note.id}",
                "told": f"{words.date(when)}: {label(sourced.note)}",
            }
        )
    chart = spec("timeline")
    chart["data"]["values"] = values
    highest = max((n for (_, above), n in stacks.items() if above), default=1)
    deepest = max((n for (_, above), n in stacks.items() if not above), default=1)
    chart["params"] = [{"name": "highest", "value": highest}, {"name": "deepest", "value": -deepest}]
    chart["height"] = min(max(DOT * (highest + deepest) + 70, LEAST_HEIGHT), MOST_HEIGHT)
    return chart


def _family(sourced: Sourced[Event] | Sourced[Measure]) -> str:
    return words.word("family", sourced.note.type if isinstance(sourced.note, Event) else "SANCTION")


def _took_place(sourced: Sourced[Event] | Sourced[Measure]) -> bool:
    return sourced.note.status in ("actual", "in-force", "announced")


def _bin(when: When, days: int) -> date:
    """The middle of the date, moved to its day, the middle of its month, or of its quarter."""
    middle = when.first + (when.last - when.first) // 2
    if days <= DAYS_APART:
        return middle
    if days <= MONTHS_APART:
        return middle.replace(day=15)
    return date(middle.year, 3 * ((middle.month - 1) // 3) + 2, 15)
