"""Stories and things of a record, brought up to date with what it holds: only what changed is compared anew and written.

All of it follows from documents, readings and judgements, so it may be made at any time, and comes out the same whatever the order they came in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import func as sql
from sqlalchemy import insert, select

from detente import resources
from detente.errors import UnknownId
from detente.model.ids import bytes_id
from detente.model.reading import LAYERS
from detente.record import merges
from detente.record.filters import known
from detente.record.gathered import stories_of
from detente.record.kinship import restoried
from detente.record.schema import (
    LAYER_TABLES,
    alike,
    contained,
    documents,
    marks,
    meta,
    reports,
    sketches,
    stale,
    stories,
)
from detente.record.tellings import claims, retold
from detente.resolve.likeness import likeness
from detente.resolve.stories import stories as find_stories
from detente.resolve.things import copied
from detente.resolve.things import things as find_things

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from detente.model.reading import Layer, Note
    from detente.resolve.claims import Claim
    from detente.resolve.likeness import Likeness
    from detente.resolve.shingles import Sketch

GATHERED, RULES = "gathered at", "gathered by"
VERSION = "gather.v1"
"""Rises when other stories or things come out of the same documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a gathering found.

    Attributes:
        stories: stories that several documents carry.
        carriers: documents that carry them.
        things: things that several notes tell.
        reports: notes that tell them.
        changed: rows of all these that were added or gave way.
    """

    stories: int
    carriers: int
    things: int
    reports: int
    changed: int


def is_due(connection: Connection) -> bool:
    """Whether something came, went or was judged since stories and things were last made, or was made by other rules."""
    if connection.execute(select(stale.c.number).limit(1)).first() is not None:
        return True
    anew = _told(connection, RULES) != rules() or _told(connection, GATHERED) is None
    return anew and connection.execute(select(documents.c.number).limit(1)).first() is not None


def gather(connection: Connection, *, now: datetime) -> Gathered:
    """Brings stories and things up to date. For the writer, inside its transaction.

    Only documents that came, went or were judged are compared with what they may have to do with; all are where nothing was gathered yet, or by other
    rules. What comes out is the same.
    """
    last = int(connection.execute(select(sql.max(stale.c.number))).scalar() or 0)
    due = set(connection.execute(select(stale.c.document).distinct()).scalars())
    if _told(connection, RULES) != rules() or _told(connection, GATHERED) is None:
        for table in (sketches, marks, contained, alike):
            connection.execute(table.delete())
        due = set(connection.execute(select(documents.c.id)).scalars())
    found = restoried(connection, due, now=now)
    changed = found.changed
    for layer in LAYERS:
        changed += retold(connection, layer, due | found.documents, now=now)
    connection.execute(stale.delete().where(stale.c.number <= last))
    connection.execute(meta.delete().where(meta.c.name.in_((GATHERED, RULES))))
    told = {GATHERED: now.isoformat(), RULES: rules()}
    connection.execute(insert(meta), [{"name": name, "value": value} for name, value in told.items()])
    return _summary(connection, changed)


def _summary(connection: Connection, changed: int) -> Gathered:
    several = select(sql.count(stories.c.story.distinct()), sql.count(stories.c.document.distinct()))
    shared = select(sql.count(reports.c.thing.distinct()), sql.count())
    told, held = connection.execute(several.where(known(stories, None))).one()
    things, notes = connection.execute(shared.where(known(reports, None))).one()
    return Gathered(stories=told, carriers=held, things=things, reports=notes, changed=changed)


def _told(connection: Connection, name: str) -> str | None:
    found: str | None = connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
    return found


@cache
def rules() -> str:
    """The version of what finds stories and things, with a mark of the words and weights it goes by."""
    named = ("resolve/weights.tsv", "resolve/plain.txt", "events/cameo.tsv")
    return f"{VERSION} {bytes_id(''.join(map(resources.text, named)).encode())[:12]}"


def rederived(
    connection: Connection, sketched: Mapping[str, Sketch]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The rows of stories and of reports that follow from sketches, notes and judgements."""
    found = find_stories(
        sketched,
        together=merges.pairs(connection, merges.DOCUMENTS, together=True),
        apart=merges.pairs(connection, merges.DOCUMENTS, together=False),
    )
    told: list[dict[str, object]] = [
        {"story": one.story, "document": one.document, "whole": one.whole, "share": round(one.share, 3)}
        for one in found
    ]
    of_document: defaultdict[str, list[str]] = defaultdict(list)
    for one in found:
        of_document[one.document].append(one.story)
    return told, [row for layer in LAYERS for row in _reports(connection, layer, of_document)]


def _reports(connection: Connection, layer: Layer, stories_of: Mapping[str, list[str]]) -> list[dict[str, object]]:
    found = find_things(
        claims(connection, layer, stories_of),
        together=merges.pairs(connection, layer, together=True),
        apart=merges.pairs(connection, layer, together=False),
    )
    return [
        {
            "thing": one.thing,
            "layer": one.layer,
            "note": one.note,
            "document": one.document,
            "score": one.score,
            "because": one.because,
        }
        for one in found
    ]


def compared(connection: Connection, one: Note, other: Note) -> tuple[Layer, Likeness | None]:
    """The layer of two notes, and what speaks for them being one.

    Raises:
        UnknownId: if the two are of different layers.
    """
    held: dict[str, Claim] = {}
    for layer, table in LAYER_TABLES.items():
        only = table.c.id.in_((one.id, other.id))
        held |= {
            found.note: found for found in claims(connection, layer, stories_of(connection, as_of=None), only=only)
        }
    layers = [held[note.id].layer for note in (one, other) if note.id in held]
    if len(set(layers)) != 1 or len(layers) != 2:
        raise UnknownId(
            "the two notes are not of one layer, or one was rejected", cure="compare two events, two measures, …"
        )
    left, right = held[one.id], held[other.id]
    return left.layer, copied(left, right) or likeness(left, right)
