"""Notes as rows: the columns that filters and analysts' tools look at, all derived from the note itself."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from detente.model.actors import Actor
from detente.model.evidence import InText
from detente.model.reading import LAYERS, Assessment, Event, Measure, Position, Statement, Term
from detente.record.edge import note_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.reading import Layer, Note, Reading
    from detente.model.when import When

Cell = str | int | float | date | None
Row = dict[str, Cell]

ADDRESSED = "to"
"""The role of those who are only spoken to; a filter by side or person leaves it out."""


def folded(name: str) -> str:
    """A name as it is searched: without case and accents."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def note_row(layer: Layer, note: Note, *, published: When | None) -> Row:
    """A note's row, but for its reading, document and place in the reading.

    Args:
        layer: the note's layer.
        note: the note.
        published: the days of its document, which place it in time where it has none of its own.
    """
    who = principals(note)
    when: When | None = getattr(note, "date", None) or published
    where = note.evidence.where
    return {
        "id": note.id,
        "who": " and ".join(actor.name for actor in who),
        "side": who[0].side if who else None,
        **_own(layer, note),
        "date_first": when.first if when else None,
        "date_last": when.last if when else None,
        "start": where.start if isinstance(where, InText) else None,
        "stop": where.end if isinstance(where, InText) else None,
        "quote": note.evidence.quote,
        "made_by": note.evidence.made_by,
        "confidence": note.evidence.confidence,
        "body": note_to_json(note),
    }


def principals(note: Note) -> tuple[Actor, ...]:
    """Who speaks, acts, holds, bargains, imposes or judges."""
    match note:
        case Statement():
            return (note.source,)
        case Event():
            return note.actors
        case Position():
            return (note.holder,)
        case Term():
            return (note.by,)
        case Measure():
            return (note.imposer,)
        case Assessment():
            return (note.by,)


def parties(note: Note) -> Iterator[tuple[str, int, Actor]]:
    """All actors of a note: role, place among those of the role, actor."""
    match note:
        case Statement():
            roles: dict[str, tuple[Actor | None, ...]] = {"source": (note.source,), ADDRESSED: (note.to,)}
        case Event():
            roles = {"actor": note.actors, "recipient": note.recipients}
        case Position():
            roles = {"holder": (note.holder,)}
        case Term():
            roles = {"by": (note.by,), "of": (note.of,)}
        case Measure():
            roles = {"imposer": (note.imposer,), "target": note.targets}
        case Assessment():
            sides = tuple(Actor(name=side, side=side) for side in note.about)
            roles = {"by": (note.by,), "about": sides}
    for role, actors in roles.items():
        for rank, actor in enumerate(actors):
            if actor is not None:
                yield role, rank, actor


def party_rows(reading: Reading, *, number: int) -> Iterator[Row]:
    """The rows of all actors of a reading's notes."""
    for layer in LAYERS:
        for ordinal, note in enumerate(reading.layer(layer)):
            for role, rank, actor in parties(note):
                yield {
                    "reading": number,
                    "layer": layer,
                    "ordinal": ordinal,
                    "role": role,
                    "rank": rank,
                    "note": note.id,
                    "name": actor.name,
                    "folded": folded(actor.name),
                    "side": actor.side,
                    "kind": actor.kind,
                    "office": actor.role,
                    "entity": actor.entity,
                }


def _own(layer: Layer, note: Note) -> Row:
    match note:
        case Statement():
            return {"cue": note.cue.quote, "cue_class": note.cue_class, "form": note.form}
        case Event():
            return {"type": note.type, "status": note.status}
        case Position():
            return {"issue": note.issue, "target": note.target, "stance": note.stance}
        case Term():
            demand = note.demand.quote if note.demand else None
            return {"demand": demand, "offer": note.offer.quote if note.offer else None, "link": note.link}
        case Measure():
            return {"act": note.act, "programme": note.programme, "status": note.status}
        case Assessment():
            return {"topic": note.topic, "direction": note.direction}
    raise TypeError(f"{layer} holds no {type(note).__name__}")
