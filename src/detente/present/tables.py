"""What ``detente show`` lists: notes, documents and findings as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.analyse.bargain import deadlocks
from detente.analyse.splits import splits
from detente.analyse.standings import standings
from detente.analyse.timeline import timeline
from detente.model.reading import Assessment, Event, Measure, Position, Statement, Term
from detente.present import words
from detente.present.codebook import date, note_json
from detente.present.tabular import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from detente.analyse.view import View
    from detente.model.evidence import InText
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
    listed: Sequence[Sourced[Any]] = getattr(view, layer)()
    return Table(
        name=layer,
        columns=("id", "date", *NOTE_COLUMNS[layer], "quote", "publisher", "document", "confidence"),
        rows=tuple(
            (
                s.note.id,
                date(s.when) or "",
                *_cells(s.note),
                s.note.evidence.quote,
                s.publisher or "",
                s.document,
                f"{s.note.evidence.confidence:.2f}",
            )
            for s in listed
        ),
        records=tuple(sourced_json(s) for s in listed),
    )


def sourced_json(sourced: Sourced[Any]) -> Json:
    """A note in the codebook's shape, with its document and the day that places it in time."""
    return {
        **note_json(sourced.note),
        "when": date(sourced.when),
        "document": sourced.document,
        "title": sourced.title,
        "publisher": sourced.publisher,
    }


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
                "steps": list(reading.steps),
                "origin": document.origin.uri,
                "raw_id": document.origin.raw_id,
            }
        )
    columns = ("id", "date", "title", "publisher", "language", "notes", "origin")
    return Table(
        name="documents", columns=(*columns, "why") if why else columns, rows=tuple(rows), records=tuple(records)
    )


def split_table(view: View) -> Table:
    """Pairs of sides that stand apart on an issue."""
    found = splits(view)
    return Table(
        name="splits",
        columns=(
            "left",
            "right",
            "issue",
            "over",
            "gap",
            "left notes",
            "right notes",
            "reported",
            "left says",
            "right says",
        ),
        rows=tuple(
            (
                s.left_side,
                s.right_side,
                s.issue,
                s.target or "",
                f"{s.gap:.2f}",
                str(len(s.left)),
                str(len(s.right)),
                str(len(s.reported)),
                s.left[-1].note.evidence.quote,
                s.right[-1].note.evidence.quote,
            )
            for s in found
        ),
        records=tuple(
            {
                "left": {"side": s.left_side, "notes": _jsons(s.left)},
                "right": {"side": s.right_side, "notes": _jsons(s.right)},
                "issue": s.issue,
                "target": s.target,
                "gap": s.gap,
                "reported": _jsons(s.reported),
            }
            for s in found
        ),
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
                "newest": sourced_json(s.newest),
                "notes": _jsons(s.notes),
            }
            for s in found
        ),
    )


def deadlock_table(view: View) -> Table:
    """Pairs of terms that block each other."""
    found = deadlocks(view)
    return Table(
        name="deadlocks",
        columns=("left", "wants first", "right", "wants first", "left note", "right note", "because"),
        rows=tuple(
            (
                words.actor(d.left.note.by),
                _quote(d.left.note.demand),
                words.actor(d.right.note.by),
                _quote(d.right.note.demand),
                d.left.note.id,
                d.right.note.id,
                d.because,
            )
            for d in found
        ),
        records=tuple(
            {"left": sourced_json(d.left), "right": sourced_json(d.right), "because": d.because} for d in found
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
        records=_jsons(lines, kind=True),
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
    "standings": standing_table,
    "deadlocks": deadlock_table,
    "timeline": timeline_table,
    "failures": failure_table,
}


def table(view: View, what: str, *, why: bool = False) -> Table:
    """One of the lists, by its name: ``documents``, a layer of notes, or a finding."""
    if what == "documents":
        return documents(view, why=why)
    return FINDINGS[what](view) if what in FINDINGS else notes(view, what)


def _jsons(listed: Iterable[Sourced[Any]], *, kind: bool = False) -> tuple[Json, ...]:
    named = ((s, {"note": type(s.note).__name__.lower()} if kind else {}) for s in listed)
    return tuple({**extra, **sourced_json(s)} for s, extra in named)


def _quote(what: InText | None) -> str:
    return what.quote if what else ""


def _cells(note: Note) -> Cells:
    match note:
        case Statement():
            return (words.actor(note.source), note.cue.quote, note.form, words.actor(note.to))
        case Event():
            return (note.type, note.status, words.actors(note.actors), words.actors(note.recipients))
        case Position():
            return (words.actor(note.holder), note.issue, note.target or "", note.stance)
        case Term():
            return (words.actor(note.by), words.actor(note.of), _quote(note.demand), note.link, _quote(note.offer))
        case Measure():
            return (
                words.actor(note.imposer),
                note.act,
                words.actors(note.targets),
                note.programme or "",
                _quote(note.reason),
                note.status,
            )
        case Assessment():
            return (words.actor(note.by), ", ".join(note.about), note.topic, note.direction)
