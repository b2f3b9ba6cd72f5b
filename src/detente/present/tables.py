"""What ``detente show`` lists: notes, documents and findings as tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from detente.analyse.disputes import disputes
from detente.analyse.standings import standings
from detente.analyse.timeline import timeline
from detente.model.off_topic import off_topic
from detente.model.reading import Assessment, Event, Measure, Position, Statement, Term
from detente.present import words
from detente.present.apart import change_table, comparison_table, series_table, split_table
from detente.present.bargains import bargain_table, deadlock_table, move_table
from detente.present.codebook import date
from detente.present.listed_measures import with_entries
from detente.present.noted import sourced_json, sourced_jsons, words_of
from detente.present.tabular import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Note
    from detente.present.tabular import Json

Cells = tuple[str, ...]
NOTE_COLUMNS: dict[str, Cells] = {
    "statements": ("source", "cue", "form", "to"),
    "events": ("type", "status", "actors", "recipients"),
    "positions": ("holder", "issue", "target", "stance"),
    "terms": ("by", "of", "demand", "link", "offer"),
    "measures": ("imposer", "act", "targets", "programme", "reason", "status"),
    "assessments": ("by", "about", "topic", "direction"),
}


def notes(view: View, layer: str) -> Table:
    """The notes of a layer."""
    return note_table(layer, getattr(view, layer)())


def note_table(layer: str, listed: Sequence[Sourced[Any]]) -> Table:
    """Notes of a layer, in their order."""
    return Table(
        name=layer,
        columns=(
            "id",
            "date",
            *NOTE_COLUMNS[layer],
            "quote",
            "reports",
            "disputed",
            "publisher",
            "document",
            "confidence",
        ),
        rows=tuple(
            (
                s.note.id,
                date(s.when) or "",
                *_cells(s.note),
                s.note.evidence.quote,
                str(s.stories),
                "; ".join(dispute.words for dispute in disputes(s)),
                s.publisher or "",
                s.document,
                f"{s.note.evidence.confidence:.2f}",
            )
            for s in listed
        ),
        records=tuple(sourced_json(s) for s in listed),
    )


def documents(view: View, *, why: bool = False) -> Table:
    """The documents, with the reasons of their dates if asked."""
    rows: list[Cells] = []
    records: list[Json] = []
    for document in view.documents():
        reading = view.reading(document.id)
        published = reading.published or document.published
        because = reading.published_because or document.published_because
        cells = (
            document.id,
            date(published) or "",
            document.title or "",
            document.publisher or "",
            document.language,
            str(len(reading.notes())),
            document.origin.uri,
        )
        rows.append((*cells, "; ".join(because)) if why else cells)
        records.append(
            {
                "id": document.id,
                "title": document.title,
                "published": date(published),
                "published_because": list(because),
                "dateline": document.dateline,
                "authors": list(document.authors),
                "publisher": document.publisher,
                "agency": document.agency,
                "language": document.language,
                "notes": len(reading.notes()),
                "unread": "not in English" if document.language != "en" else off_topic(reading.steps) or None,
                "steps": list(reading.steps),
                "origin": document.origin.uri,
                "raw_id": document.origin.raw_id,
            }
        )
    columns = ("id", "date", "title", "publisher", "language", "notes", "origin")
    return Table(
        name="documents", columns=(*columns, "why") if why else columns, rows=tuple(rows), records=tuple(records)
    )


def standing_table(view: View) -> Table:
    """Where each side stands on each issue."""
    found = standings(view)
    return Table(
        name="standings",
        columns=("side", "issue", "over", "stance", "was", "since", "notes", "quote", "note"),
        rows=tuple(
            (
                s.side,
                s.issue,
                s.target or "",
                s.stance,
                s.changed_from or "",
                date(s.newest.when) or "",
                str(len(s.notes)),
                s.newest.note.evidence.quote,
                s.newest.note.id,
            )
            for s in found
        ),
        records=tuple(
            {
                "side": s.side,
                "issue": s.issue,
                "target": s.target,
                "stance": s.stance,
                "changed_from": s.changed_from,
                "probability": s.probability and round(s.probability, 3),
                "newest": sourced_json(s.newest),
                "notes": sourced_jsons(s.notes),
            }
            for s in found
        ),
    )


def timeline_table(view: View) -> Table:
    """Events and dated measures in order of their dates, those without a date after them."""
    found = timeline(view)
    lines = [*found.dated, *found.undated]
    return Table(
        name="timeline",
        columns=("date", "type", "status", "who", "to whom", "quote", "publisher", "reported", "note"),
        rows=tuple(
            (
                date(s.note.date) or "",
                s.note.type if isinstance(s.note, Event) else s.note.act,
                s.note.status,
                words.actors(s.note.actors) if isinstance(s.note, Event) else words.actor(s.note.imposer),
                words.actors(s.note.recipients if isinstance(s.note, Event) else s.note.targets),
                s.note.evidence.quote,
                s.publisher or "",
                date(s.when) or "",
                s.note.id,
            )
            for s in lines
        ),
        records=sourced_jsons(lines, kind=True),
    )


def failure_table(view: View) -> Table:
    """Inputs that could not be read."""
    found = view.failures()
    return Table(
        name="failures",
        columns=("origin", "stage", "kind", "reason", "cure"),
        rows=tuple((f.origin, f.stage, f.kind, f.reason, f.cure) for f in found),
        records=tuple(
            {
                "id": f.id,
                "origin": f.origin,
                "stage": f.stage,
                "kind": f.kind,
                "reason": f.reason,
                "cure": f.cure,
                "raw_id": f.raw_id,
            }
            for f in found
        ),
    )


FINDINGS: dict[str, Callable[[View], Table]] = {
    "splits": split_table,
    "comparisons": comparison_table,
    "standings": standing_table,
    "series": series_table,
    "changes": change_table,
    "bargain": bargain_table,
    "moves": move_table,
    "deadlocks": deadlock_table,
    "timeline": timeline_table,
    "failures": failure_table,
}


OF_PERSONS: dict[str, Callable[[View], Table]] = {
    "series": partial(series_table, of="person"),
    "changes": partial(change_table, of="person"),
}


def table(view: View, what: str, *, why: bool = False, persons: bool = False) -> Table:
    """One of the lists, by its name: ``documents``, a layer of notes, or a finding; ``persons`` for those of ``OF_PERSONS``."""
    if what == "documents":
        return documents(view, why=why)
    if persons:
        return OF_PERSONS[what](view)
    if what == "measures":
        return with_entries(notes(view, what), view)
    return FINDINGS[what](view) if what in FINDINGS else notes(view, what)


def _cells(note: Note) -> Cells:
    match note:
        case Statement():
            return (words.actor(note.source), note.cue.quote, note.form, words.actor(note.to))
        case Event():
            return (note.type, note.status, words.actors(note.actors), words.actors(note.recipients))
        case Position():
            return (words.actor(note.holder), note.issue, note.target or "", note.stance)
        case Term():
            return (words.actor(note.by), words.actor(note.of), words_of(note.demand), note.link, words_of(note.offer))
        case Measure():
            return (
                words.actor(note.imposer),
                note.act,
                words.actors(note.targets),
                note.programme or "",
                words_of(note.reason),
                note.status,
            )
        case Assessment():
            return (words.actor(note.by), ", ".join(note.about), note.topic, note.direction)
