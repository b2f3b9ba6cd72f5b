"""The record as typed tables: documents, a table a layer of notes, failures; the columns are told in ``resources/exchange/columns.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from detente import resources
from detente.model.evidence import InText
from detente.model.reading import LAYERS, Assessment, Event, Measure, Position, Statement, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.analyse.view import View
    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.reading import Note

Cell = str | int | float | date | None
NAMES = ("documents", *LAYERS, "failures")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type (``string``, ``integer``, ``number``, ``date``) and what it says."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A table: a row has a cell for each column, ``None`` where it is empty."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def frames(view: View) -> tuple[Frame, ...]:
    """All tables of a selection."""
    return tuple(frame(view, name) for name in NAMES)


def frame(view: View, name: str) -> Frame:
    """One table by its name: ``documents``, a layer, or ``failures``."""
    columns = columns_of(name)
    if name == "documents":
        found: Iterable[Mapping[str, Cell]] = _documents(view)
    elif name == "failures":
        found = (
            {"origin": f.origin, "stage": f.stage, "kind": f.kind, "reason": f.reason, "cure": f.cure}
            for f in view.failures()
        )
    else:
        notes: Sequence[Sourced[Any]] = getattr(view, name)()
        found = map(_note, notes)
    rows = tuple(tuple(row.get(column.name) or _zero(row, column) for column in columns) for row in found)
    return Frame(name, columns, rows)


@cache
def columns_of(name: str) -> tuple[Column, ...]:
    """The columns of a table: of notes the common ones around their own."""
    given = resources.rows("exchange/columns.tsv")
    own = [Column(row["column"], row["type"], row["description"]) for row in given if row["table"] == name]
    if name not in LAYERS:
        return tuple(own)
    common = [Column(row["column"], row["type"], row["description"]) for row in given if row["table"] == "*"]
    return (*common[:7], *own, *common[7:])


def _zero(row: Mapping[str, Cell], column: Column) -> Cell:
    """A number that is nought stays; an empty text is no cell."""
    value = row.get(column.name)
    return None if isinstance(value, str) else value


def _documents(view: View) -> Iterable[Mapping[str, Cell]]:
    for document in view.documents():
        reading = view.reading(document.id)
        published = reading.published or document.published
        yield {
            "id": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "published_first": published.first if published else None,
            "published_last": published.last if published else None,
            "language": document.language,
            "dateline": document.dateline,
            "agency": document.agency,
            "authors": "; ".join(document.authors),
            "origin": document.origin.uri,
            "part": document.origin.part,
            "raw_id": document.origin.raw_id,
            "notes": len(reading.notes()),
        }


def _note(sourced: Sourced[Any]) -> Mapping[str, Cell]:
    note: Note = sourced.note
    own, when, where = getattr(note, "date", None), sourced.when, note.evidence.where
    return {
        "id": note.id,
        "document": sourced.document,
        "publisher": sourced.publisher,
        "date_first": own.first if own else None,
        "date_last": own.last if own else None,
        "when_first": when.first if when else None,
        "when_last": when.last if when else None,
        "quote": note.evidence.quote,
        "start": where.start if isinstance(where, InText) else None,
        "end": where.end if isinstance(where, InText) else None,
        "confidence": round(note.evidence.confidence, 4),
        "made_by": note.evidence.made_by,
        "because": "; ".join(note.evidence.because),
        "stories": sourced.stories,
        "also": " ".join(other.note.id for other in sourced.also),
        **_own(note),
    }


def _own(note: Note) -> Mapping[str, Cell]:
    match note:
        case Statement():
            return {
                **_one("source", note.source), "cue": note.cue.quote, "cue_class": note.cue_class, "form": note.form,
                "to": note.to.name if note.to else None,
            }  # fmt: skip
        case Event():
            return {
                "type": note.type, "status": note.status, **_several("actor", note.actors),
                **_several("recipient", note.recipients),
            }  # fmt: skip
        case Position():
            return {**_one("holder", note.holder), "issue": note.issue, "target": note.target, "stance": note.stance}
        case Term():
            return {
                **_one("by", note.by), **_one("of", note.of), "link": note.link,
                "demand": note.demand.quote if note.demand else None, "offer": note.offer.quote if note.offer else None,
            }  # fmt: skip
        case Measure():
            return {
                **_one("imposer", note.imposer), "act": note.act, **_several("target", note.targets), "status": note.status,
                "programme": note.programme, "reason": note.reason.quote if note.reason else None,
            }  # fmt: skip
        case Assessment():
            return {
                **_one("by", note.by),
                "about": " ".join(note.about),
                "topic": note.topic,
                "direction": note.direction,
            }


def _one(name: str, actor: Actor | None) -> dict[str, Cell]:
    return {name: actor.name if actor else None, f"{name}_side": actor.side if actor else None}


def _several(name: str, actors: Sequence[Actor]) -> dict[str, Cell]:
    return {
        f"{name}s": "; ".join(actor.name for actor in actors),
        f"{name}_sides": "; ".join(actor.side or "-" for actor in actors),
    }
