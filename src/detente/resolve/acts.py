"""The same act told by several documents: one act, all its reports.

Two events are reports of one act where type, status, actors and recipients agree by side (by name where they have none)
and their days meet; no document reports an act twice. Only events placed within a week are joined: a month-wide interval
would make one of all that two states did in it. Reports that disagree stay apart: claims, not truths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.reading import Event
    from detente.model.when import When

MOST_DAYS = 7
Act = tuple["Sourced[Event]", ...]
"""The reports of one act, oldest first."""


def same_acts(events: Iterable[Sourced[Event]]) -> tuple[Act, ...]:
    """Groups events into acts; the result does not hang on the order they come in.

    Returns:
        The acts by their first report: dated ones by day, then those without a day; an event told once is an act of one.
    """
    acts: list[list[Sourced[Event]]] = []
    open_acts: dict[tuple[object, ...], list[tuple[When, list[Sourced[Event]]]]] = {}
    for event in sorted(events, key=_order):
        when = event.when
        if when is None or when.width > MOST_DAYS or not event.note.actors:
            acts.append([event])
            continue
        rivals = open_acts.setdefault(_block(event.note), [])
        for number, (shared, reports) in enumerate(rivals):
            narrower = shared.within(when)
            if narrower and all(report.document != event.document for report in reports):
                reports.append(event)
                rivals[number] = (narrower, reports)
                break
        else:
            acts.append([event])
            rivals.append((when, acts[-1]))
    return tuple(map(tuple, acts))


def _order(event: Sourced[Event]) -> tuple[bool, int, int, str, str]:
    when = event.when
    days = (when.first.toordinal(), when.last.toordinal()) if when else (0, 0)
    return (when is None, *days, event.document, event.note.id)


def _block(event: Event) -> tuple[object, ...]:
    return (event.type, event.status, _parties(event.actors), _parties(event.recipients))


def _parties(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(sorted({actor.side or f"name:{actor.name.casefold()}" for actor in actors}))
