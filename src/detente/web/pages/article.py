"""Document: the article with every note in its place, how each was found, and what people judge of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import UnknownId
from detente.model.evidence import InText
from detente.model.reading import LAYERS
from detente.present import words
from detente.present.brief.marking import Cited, mark
from detente.present.codebook import note_json, reading_json
from detente.present.tabular import Table
from detente.record.pages import document_notes
from detente.web.lines import Line, line
from detente.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.model.document import Document
    from detente.model.evidence import Evidence
    from detente.model.findings import Sourced
    from detente.model.reading import Note, Reading
    from detente.record import View
    from detente.web.desk import Desk
    from detente.web.look import Look

COLUMNS = ("id", "layer", "says", "quote", "start", "end", "made by", "confidence", "verdict", "because")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A note beside the text.

    Attributes:
        line: the note in words.
        start: where its words begin, -1 where they stand in a list.
        facts: its parts: name and words.
        made_by: the versioned step.
        because: the derivation, piece by piece.
        verdict: ``accepted``, ``rejected`` or "".
        why: the judge's words.
    """

    line: Line
    start: int
    facts: tuple[tuple[str, str], ...]
    made_by: str
    because: tuple[str, ...]
    verdict: str
    why: str


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page."""
    view = desk.view(as_of=look.as_of)
    document = view.document(parts["document"])
    reading = _reading(view, document)
    both = document_notes(view, document.id) if reading else ()
    rejected = {s.note.id for s, gone in both if gone}
    judged = {v.note: v for v in view.verdicts() if v.document == document.id}
    found = [s for s, _ in both]
    cards = sorted(
        (card(s, rejected=s.note.id in rejected, why=judged[s.note.id].why if s.note.id in judged else "",
              accepted=s.note.id in judged and judged[s.note.id].accepted) for s in found),
        key=lambda one: (one.start, one.line.layer, one.line.id),
    )  # fmt: skip
    standing = [s.note for s in found if s.note.id not in rejected]
    published = (reading.published if reading else None) or document.published
    values: dict[str, object] = {
        "document": document,
        "name": document.title or document.name,
        "published": words.date(published),
        "because": (reading.published_because if reading else ()) or document.published_because,
        "authors": words.listed(list(document.authors)),
        "issuer": words.actor(reading.issuer) if reading else "",
        "steps": reading.steps if reading else (),
        "paragraphs": mark(document, _cited(standing)),
        "headed": any(paragraph.kind == "headline" for paragraph in document.paragraphs[:1]),
        "layer_of": {c.line.id: c.line.layer for c in cards},
        "cards": cards,
        "tally": [(layer, sum(c.line.layer == layer and c.verdict != "rejected" for c in cards)) for layer in LAYERS],
        "rejected": sum(c.verdict == "rejected" for c in cards),
        "web": document.origin.uri if document.origin.uri.startswith(("http://", "https://")) else "",
    }
    return Page(
        template="article.html",
        title=document.title or document.name,
        values=values,
        table=lambda: _table(cards, [s.note for s in found]),
        json=lambda: _json(document, reading),
    )


def card(sourced: Sourced[Note], *, rejected: bool, accepted: bool, why: str) -> Card:
    """A note as a card."""
    evidence = sourced.note.evidence
    return Card(
        line=line(sourced),
        start=evidence.where.start if isinstance(evidence.where, InText) else -1,
        facts=_facts(sourced.note),
        made_by=evidence.made_by,
        because=evidence.because,
        verdict="rejected" if rejected else "accepted" if accepted else "",
        why=why,
    )


def _reading(view: View, document: Document) -> Reading | None:
    try:
        return view.reading(document.id)
    except UnknownId:
        return None


def _cited(notes: Iterable[Note]) -> list[Cited]:
    return [
        Cited(note.evidence.where.start, note.evidence.where.end, note.id, "")
        for note in notes
        if isinstance(note.evidence.where, InText)
    ]


def _facts(note: Note) -> tuple[tuple[str, str], ...]:
    """The parts of a note as name and words, those that are there."""
    told: list[tuple[str, str]] = []
    for name, value in note_json(note).items():
        if name in {"id", "evidence", "content", "confidence", "made_by", "because", "steps", "layer"}:
            continue
        text = _said(value)
        if text:
            told.append((name.replace("_", " "), text))
    return tuple(told)


def _said(value: object) -> str:
    match value:
        case None | False:
            return ""
        case str():
            return value
        case {"text": str(quote)}:
            return f"“{quote}”"
        case {"name": str(name), "side": side}:
            return f"{name} ({words.side(side)})" if isinstance(side, str) and words.side(side) != name else name
        case list() | tuple():
            return words.listed([text for text in map(_said, value) if text])
        case True:
            return "yes"
    return str(value)


def _json(document: Document, reading: Reading | None) -> str:
    if reading is None:
        return json.dumps(
            {"id": document.id, "title": document.title, "language": document.language}, ensure_ascii=False
        )
    return json.dumps(reading_json(document, reading), ensure_ascii=False, indent=1)


def _table(cards: Sequence[Card], notes: Sequence[Note]) -> Table:
    evidence: dict[str, Evidence] = {note.id: note.evidence for note in notes}
    rows = []
    for one in cards:
        where = evidence[one.line.id].where
        place = (str(where.start), str(where.end)) if isinstance(where, InText) else ("", "")
        quote = evidence[one.line.id].quote
        told = (one.made_by, f"{one.line.sure:.2f}", one.verdict, "; ".join(one.because))
        rows.append((one.line.id, one.line.layer, one.line.says, quote, *place, *told))
    return Table(
        name="notes",
        columns=COLUMNS,
        rows=tuple(rows),
        records=tuple(dict(zip(COLUMNS, row, strict=True)) for row in rows),
    )
