"""A note with its words in their paragraph, where they stand in the raw file, and how it was derived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.analyse.disputes import disputes
from detente.model.document import Span
from detente.model.evidence import InText
from detente.present import words
from detente.present.brief.citing import label
from detente.present.codebook import date
from detente.present.noted import sourced_json

if TYPE_CHECKING:
    from detente.model.document import Document
    from detente.model.findings import Sourced
    from detente.present.tabular import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A note, cited in full.

    Attributes:
        says: what it says, in a few words.
        before: the paragraph before the quote.
        quote: the words it rests on.
        after: the paragraph after the quote.
        facts: name and value, in the order to be told.
        because: the derivation, piece by piece.
        record: all of it for programs.
    """

    says: str
    before: str
    quote: str
    after: str
    facts: tuple[tuple[str, str], ...]
    because: tuple[str, ...]
    record: Json


def citation(sourced: Sourced[Any], document: Document) -> Citation:
    """Cites a note of a document."""
    note = sourced.note
    evidence, where = note.evidence, note.evidence.where
    before = after = ""
    raw = None
    if isinstance(where, InText):
        number = document.paragraph_at(where.start)
        whole = document.paragraphs[number].span if number is not None else Span(where.start, where.end)
        before, after = document.text[whole.start : where.start], document.text[where.end : whole.end]
        raw = document.raw_span(Span(where.start, where.end))
    bytes_ = f"{document.origin.uri}, bytes {raw[0]} to {raw[1]}" if raw else document.origin.uri
    place = f"characters {where.start} to {where.end}" if isinstance(where, InText) else evidence.quote
    facts = (
        ("note", note.id),
        ("when", words.date(sourced.when) or "not told"),
        ("document", f"{sourced.document} · {sourced.title}"),
        ("publisher", sourced.publisher or "not told"),
        ("stands at", place),
        ("read from", bytes_),
        ("made by", f"{evidence.made_by}, confidence {evidence.confidence:.2f}"),
        *(("also told", f"{s.note.id} · {s.publisher or s.title}: {s.note.evidence.quote}") for s in sourced.also),
        *(("disputed", dispute.words) for dispute in disputes(sourced)),
    )
    record = {
        **sourced_json(sourced),
        "says": label(note),
        "published": date(document.published),
        "origin": document.origin.uri,
        "raw_id": document.origin.raw_id,
        "raw_bytes": list(raw) if raw else None,
        "paragraph": before + evidence.quote + after,
    }
    return Citation(
        says=label(note),
        before=before,
        quote=evidence.quote,
        after=after,
        facts=facts,
        because=evidence.because,
        record=record,
    )
