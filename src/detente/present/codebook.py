"""Readings in the JSON shape of the codebook: quotes as objects with ``text``, ``start``, ``end``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.model.evidence import Evidence, InText
from detente.model.reading import LAYERS

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.document import Document
    from detente.model.reading import Assessment, Event, Measure, Note, Position, Reading, Statement, Term
    from detente.model.when import When

Json = dict[str, Any]  # the JSON edge: what leaves here is text


def reading_json(document: Document, reading: Reading) -> Json:
    """One document's reading as ``codebook.md`` has it; ``score.py`` accepts it."""
    shaped: Json = {"document": document_json(document, reading)}
    for layer in LAYERS:
        shaped[layer] = [note_json(note) for note in reading.layer(layer)]
    return shaped


def document_json(document: Document, reading: Reading) -> Json:
    """The ``document`` part: metadata and paragraphs as quotes."""
    published = reading.published or document.published
    shaped: Json = {
        "id": document.id,
        "title": document.title,
        "published": date(published),
        "dateline": document.dateline,
        "authors": list(document.authors),
        "publisher": document.publisher,
        "agency": document.agency,
        "paragraphs": [
            {"text": document.quote(p.span), "start": p.span.start, "end": p.span.end} for p in document.paragraphs
        ],
    }
    if reading.issuer:
        shaped["issuer"] = actor(reading.issuer)
    return shaped


def note_json(note: Note) -> Json:
    """One note, with its id, what made it and why."""
    shaped = _SHAPES[type(note).__name__](note)
    evidence = note.evidence
    return {
        "id": note.id,
        **shaped,
        "made_by": evidence.made_by,
        "confidence": round(evidence.confidence, 3),
        "because": list(evidence.because),
    }


def actor(who: Actor | None) -> Json | None:
    """An actor as ``{name, side}``, with role and entity where known."""
    if who is None:
        return None
    shaped: Json = {"name": who.name, "side": who.side}
    return shaped | {k: v for k, v in (("role", who.role), ("entity", who.entity)) if v}


def quote(what: Evidence | InText | None) -> Json | None:
    """Words with their offsets."""
    where = what.where if isinstance(what, Evidence) else what
    if not isinstance(where, InText):
        return None
    return {"text": where.quote, "start": where.start, "end": where.end}


def date(when: When | None) -> str | None:
    """ISO text of a date."""
    return when.iso if when else None


def _statement(note: Statement) -> Json:
    return {
        "source": actor(note.source),
        "cue": quote(note.cue),
        "content": quote(note.content),
        "form": note.form,
        "to": actor(note.to),
        "date": date(note.date),
    }


def _event(note: Event) -> Json:
    return {
        "type": note.type,
        "actors": [actor(a) for a in note.actors],
        "recipients": [actor(a) for a in note.recipients],
        "date": date(note.date),
        "status": note.status,
        "evidence": quote(note.evidence),
    }


def _position(note: Position) -> Json:
    return {
        "holder": actor(note.holder),
        "issue": note.issue,
        "target": note.target,
        "stance": note.stance,
        "date": date(note.date),
        "evidence": quote(note.evidence),
    }


def _term(note: Term) -> Json:
    return {
        "by": actor(note.by),
        "of": actor(note.of),
        "demand": quote(note.demand),
        "offer": quote(note.offer),
        "link": note.link,
        "evidence": quote(note.evidence),
    }


def _measure(note: Measure) -> Json:
    return {
        "imposer": actor(note.imposer),
        "act": note.act,
        "targets": [actor(a) for a in note.targets],
        "programme": note.programme,
        "reason": quote(note.reason),
        "date": date(note.date),
        "status": note.status,
        "evidence": quote(note.evidence),
    }


def _assessment(note: Assessment) -> Json:
    return {
        "by": actor(note.by),
        "about": list(note.about),
        "topic": note.topic,
        "direction": note.direction,
        "evidence": quote(note.evidence),
    }


_SHAPES: dict[str, Any] = {
    "Statement": _statement,
    "Event": _event,
    "Position": _position,
    "Term": _term,
    "Measure": _measure,
    "Assessment": _assessment,
}
