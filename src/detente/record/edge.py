"""The JSON edge: notes, documents and readings to canonical JSON and back, by the model's own types."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from detente.model.document import Document
from detente.model.ids import bytes_id
from detente.model.lists import Listing
from detente.model.reading import LAYERS, Assessment, Event, Measure, Note, Position, Reading, Statement, Term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.model.actors import Actor
    from detente.model.reading import Layer

NOTE_TYPES: dict[Layer, type[Note]] = {
    "statements": Statement,
    "events": Event,
    "positions": Position,
    "terms": Term,
    "measures": Measure,
    "assessments": Assessment,
}


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    kinds: dict[str, type[Any]] = {kind.__name__: kind for kind in (*NOTE_TYPES.values(), Document, Reading, Listing)}
    return TypeAdapter(kinds[name])


def note_to_json(note: Note) -> str:
    """A note's canonical JSON: fields in the order of the dataclass, so equal notes have equal texts."""
    return _adapter(type(note).__name__).dump_json(note).decode("utf-8")


def note_from_json(layer: Layer, text: str) -> Note:
    """The note again.

    Raises:
        ValueError: if the text is no note of the layer.
    """
    note: Note = _adapter(NOTE_TYPES[layer].__name__).validate_json(text)
    return note


def document_to_json(document: Document) -> str:
    """A document's canonical JSON without its text, which is kept apart."""
    return _adapter("Document").dump_json(replace(document, text="")).decode("utf-8")


def document_from_json(body: str, *, text: str) -> Document:
    """The document again, with its text."""
    document: Document = _adapter("Document").validate_json(body)
    return replace(document, text=text)


def reading_to_json(reading: Reading) -> str:
    """The canonical JSON of a reading without its notes, which are kept apart."""
    bare = replace(reading, statements=(), events=(), positions=(), terms=(), measures=(), assessments=())
    return _adapter("Reading").dump_json(bare).decode("utf-8")


def reading_from_json(body: str, notes: Mapping[Layer, Sequence[Note]]) -> Reading:
    """The reading again, with its notes."""
    reading: Reading = _adapter("Reading").validate_json(body)
    layers: dict[str, Any] = {layer: tuple(notes.get(layer, ())) for layer in LAYERS}
    return replace(reading, **layers)


def listing_to_json(listing: Listing) -> str:
    """A listing's canonical JSON."""
    return _adapter("Listing").dump_json(listing).decode("utf-8")


def listing_from_json(text: str) -> Listing:
    """The listing again.

    Raises:
        ValueError: if the text is no listing.
    """
    listing: Listing = _adapter("Listing").validate_json(text)
    return listing


def actor_to_json(actor: Actor | None) -> str | None:
    """An actor as a table's cell has it."""
    return None if actor is None else json.dumps({"name": actor.name, "side": actor.side}, ensure_ascii=False)


def list_to_json(values: Sequence[str]) -> str:
    """A list of words as a table's cell has it."""
    return json.dumps(list(values), ensure_ascii=False)


def list_from_json(text: str) -> tuple[str, ...]:
    """The words again."""
    return tuple(json.loads(text))


def document_digest(document: str, body: str) -> str:
    """The hash that a carrier's row keeps of what it says about its document."""
    return bytes_id(f"{document}\n{body}".encode())


def reading_digest(body: str, notes: Sequence[str]) -> str:
    """The hash that a reading's row keeps of itself and of all its notes, in order."""
    return bytes_id("\n".join((body, *notes)).encode())
