"""Things kept up to date: the notes of documents that came, went or were judged are compared with those they share marks with, and with no others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import insert, select

from detente.model.when import When
from detente.record import edge, linked, merges
from detente.record.filters import carried, known
from detente.record.kinship import carried_by
from detente.record.schema import LAYER_TABLES, alike, documents, marks, readings, reports
from detente.record.verdicts import is_judged
from detente.resolve.claims import claim
from detente.resolve.marks import MARK, Marks, renewed
from detente.resolve.stories import story_id
from detente.resolve.things import Alike, joined
from detente.resolve.things import alike as compared
from detente.resolve.things import marks as marks_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from detente.model.reading import Layer
    from detente.resolve.claims import Claim
    from detente.resolve.marks import Renewed

PLACES = 32
"""Bits of a note's number that tell its place in its document."""
ENDS = (alike.c.one, alike.c.other)


def retold(connection: Connection, layer: Layer, stale: Collection[str], *, now: datetime) -> int:
    """Brings a layer's marks, likenesses and things up to date; how many rows of things changed. For the writer, inside its transaction."""
    state = _State.of(connection, layer, stale)
    affected, old = _recompared(connection, state, stale)
    affected |= merges.judged_with(connection, layer, stale)
    together = merges.pairs(connection, layer, together=True)
    links = select(alike.c.one, alike.c.other, alike.c.score, alike.c.because).where(alike.c.layer == layer)
    near, rows = linked.reached(connection, links, ENDS, affected, together)
    told = sorted(state.claims(near).values(), key=lambda one: (one.document, one.note))
    number = {one.note: n for n, one in enumerate(told)}
    found = joined(
        told,
        [Alike(number[row.one], number[row.other], row.score, row.because) for row in rows],
        together=together,
        apart=merges.pairs(connection, layer, together=False),
    )
    wanted = [_row(one) for one in found]
    held = (reports.c.layer == layer,)
    return linked.replaced(connection, reports, reports.c.note, near | old, wanted, *held, now=now)


def _row(one: object) -> linked.Row:
    return {name: getattr(one, name) for name in ("thing", "layer", "note", "document", "score", "because")}


@dataclass(frozen=True, slots=True)
class _State:
    """The notes of a layer, as they were and as they are.

    Attributes:
        connection: where they are.
        layer: the layer.
        names: documents with notes in order; a note's number is its document's place there and its own in its document.
        kept: by document its notes' ids and marks, as they were last time.
        fresh: by document that changed, its notes now, in the order of their ids.
    """

    connection: Connection
    layer: Layer
    names: list[str]
    kept: dict[str, tuple[str, bytes]]
    fresh: dict[str, list[Claim]]
    loaded: dict[str, Claim] = field(default_factory=dict)

    @staticmethod
    def of(connection: Connection, layer: Layer, stale: Collection[str]) -> _State:
        wanted = select(marks.c.document, marks.c.notes, marks.c.data).where(marks.c.layer == layer)
        kept = {str(row.document): (str(row.notes), bytes(row.data)) for row in connection.execute(wanted)}
        table = LAYER_TABLES[layer]
        fresh: dict[str, list[Claim]] = {}
        for some in linked.chunks(sorted(stale)):
            held = carried_by(connection, some)
            for one in claims(connection, layer, held, only=table.c.document.in_(some)):
                fresh.setdefault(one.document, []).append(one)
        for told in fresh.values():
            told.sort(key=lambda one: one.note)
        made = _State(connection, layer, sorted(kept.keys() | fresh.keys()), kept, fresh)
        made.loaded.update({one.note: one for told in fresh.values() for one in told})
        return made

    def note(self, number: int) -> str:
        """The id of a note by its number; of one that stays or is."""
        name, place = self.names[number >> PLACES], number & ((1 << PLACES) - 1)
        return self.fresh[name][place].note if name in self.fresh else self.kept[name][0].split(" ")[place]

    def claims(self, notes: Collection[str]) -> dict[str, Claim]:
        """The notes by id, as they are compared; those that no longer stand are left out."""
        missing = [note for note in notes if note not in self.loaded]
        table = LAYER_TABLES[self.layer]
        for some in linked.chunks(sorted(missing)):
            only = table.c.id.in_(some)
            theirs = set(self.connection.execute(select(table.c.document).where(only)).scalars())
            for one in claims(self.connection, self.layer, carried_by(self.connection, theirs), only=only):
                self.loaded[one.note] = one
        return {note: self.loaded[note] for note in notes if note in self.loaded}


def _recompared(connection: Connection, state: _State, stale: Collection[str]) -> tuple[set[str], set[str]]:
    """Compares what changed with what it may have to do with: the notes that gained or lost a link, and those that were."""
    number = {name: n for n, name in enumerate(state.names)}
    new = {name: _packed(told) for name, told in state.fresh.items()}
    had = {name: data for name, (_, data) in state.kept.items() if name in stale}
    again = renewed(
        _marks(number, {name: data for name, (_, data) in state.kept.items() if name not in stale}),
        _marks(number, had),
        _marks(number, new),
    )
    old = {note for name in had for note in state.kept[name][0].split(" ")}
    fresh = set(state.loaded)
    affected: set[str] = set()
    of_layer = alike.c.layer == state.layer
    for end in ENDS:
        lost = linked.picked(connection, select(*ENDS).where(of_layer), end, old)
        affected.update(str(other) for row in lost for other in row)
    linked.dropped(connection, alike, ENDS, old, of_layer)
    shifted = zip(again.shifted.left.tolist(), again.shifted.right.tolist(), strict=True)
    pairs = [(state.note(one), state.note(other)) for one, other in shifted]
    affected.update(end for pair in linked.unlinked(connection, alike, ENDS, pairs, of_layer) for end in pair)
    rows = [
        {"layer": state.layer, "one": one, "other": other, "score": score, "because": because}
        for one, other, score, because in _alike(state, again)
    ]
    if rows:
        connection.execute(insert(alike), rows)
    linked.dropped(connection, marks, (marks.c.document,), had, marks.c.layer == state.layer)
    kept = [
        {"document": name, "layer": state.layer, "notes": " ".join(one.note for one in told), "data": new[name]}
        for name, told in sorted(state.fresh.items())
    ]
    if kept:
        connection.execute(insert(marks), kept)
    return (affected - old) | fresh | {str(row[end]) for row in rows for end in ("one", "other")}, old


def _alike(state: _State, again: Renewed) -> Iterator[tuple[str, str, float, str]]:
    """The pairs that are one by their score, as ids."""
    ends = np.union1d(again.pairs.left, again.pairs.right).tolist()
    notes = {number: state.note(number) for number in ends}
    held = state.claims(list(notes.values()))
    for found in compared(again.pairs, {number: held[note] for number, note in notes.items()}):
        yield notes[found.one], notes[found.other], found.score, found.because


def _packed(told: Sequence[Claim]) -> bytes:
    """The marks of a document's notes, as they are kept."""
    parts = []
    for place, one in enumerate(told):
        held = marks_of(one, number=place)
        made = np.empty(len(held.hashes), dtype=MARK)
        made["hash"], made["first"], made["spans"], made["of"] = held.hashes, held.first, held.spans, held.owners
        parts.append(made)
    return np.concatenate(parts).tobytes() if parts else b""


def _marks(number: Mapping[str, int], found: Mapping[str, bytes]) -> Marks:
    rows = np.frombuffer(bytearray(b"".join(found.values())), dtype=MARK)
    lengths = np.fromiter((len(data) // MARK.itemsize for data in found.values()), dtype=np.int64, count=len(found))
    owners = np.fromiter((number[name] << PLACES for name in found), dtype=np.int64, count=len(found))
    return Marks(
        np.ascontiguousarray(rows["hash"]), rows["first"], rows["spans"], np.repeat(owners, lengths) + rows["of"]
    )


def claims(
    connection: Connection,
    layer: Layer,
    stories_by: Mapping[str, Sequence[str]],
    *,
    only: ColumnElement[bool] | None = None,
) -> Iterator[Claim]:
    """The notes of a layer that stand and that nobody rejected, as they are compared; each once."""
    table = LAYER_TABLES[layer]
    wanted = (
        select(table.c.id, table.c.document, table.c.date_first, table.c.date_last, table.c.body)
        .join(readings, readings.c.number == table.c.reading)
        .join(documents, documents.c.id == table.c.document)
        .where(known(readings, None), carried(None), ~is_judged(table, layer, accepted=False, as_of=None))
        .order_by(table.c.reading, table.c.ordinal)
    )
    if only is not None:
        wanted = wanted.where(only)
    yield from _each_once(connection.execute(wanted), layer, stories_by)


def _each_once(
    rows: Iterable[Row[tuple[str, str, object, object, str]]], layer: Layer, stories_by: Mapping[str, Sequence[str]]
) -> Iterator[Claim]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            continue
        seen.add(row.id)
        when = When(row.date_first, row.date_last) if row.date_first else None
        held = stories_by.get(row.document) or [story_id(row.document)]
        yield claim(edge.note_from_json(layer, row.body), layer=layer, document=row.document, stories=held, when=when)
