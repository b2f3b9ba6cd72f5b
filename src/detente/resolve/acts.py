"""The same act told by several documents, for those who hold events without a record: ``things`` over a list of events.

Events of a record's selection are resolved already, and stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.resolve.claims import claim
from detente.resolve.stories import story_id
from detente.resolve.things import things

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.findings import Sourced
    from detente.model.reading import Event

Act = tuple["Sourced[Event]", ...]
"""The reports of one act; the first leads."""


def same_acts(events: Iterable[Sourced[Event]]) -> tuple[Act, ...]:
    """Groups events into acts; the result does not hang on the order they come in.

    Returns:
        The acts by their first report: dated ones by day, then those without a day; an event told once is an act of one.
    """
    ordered = sorted(events, key=_order)
    acts: list[Act] = [event.reports for event in ordered if event.story]
    bare = {str(number): event for number, event in enumerate(ordered) if not event.story}
    told = (
        replace(
            claim(s.note, layer="events", document=s.document, stories=(story_id(s.document),), when=s.when), note=key
        )
        for key, s in bare.items()
    )
    thing_of = {report.note: report.thing for report in things(told)}
    held: dict[str, list[Sourced[Event]]] = {}
    for key, event in bare.items():
        held.setdefault(thing_of.get(key, key), []).append(event)
    acts.extend(map(tuple, held.values()))
    return tuple(sorted(acts, key=lambda act: _order(act[0])))


def _order(event: Sourced[Event]) -> tuple[bool, int, int, str, str]:
    when = event.when
    days = (when.first.toordinal(), when.last.toordinal()) if when else (0, 0)
    return (when is None, *days, event.document, event.note.id)
