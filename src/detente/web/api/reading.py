"""Documents, notes, citations, search: what the record holds."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from detente.model.document import Document
from detente.model.reading import LAYERS, Layer, Reading
from detente.present.citation import citation
from detente.present.codebook import date
from detente.present.noted import sourced_json
from detente.record import DocumentRow
from detente.record.paging import documents_part, notes_part
from detente.version import __version__
from detente.web.api import shapes
from detente.web.api.answers import FAULTS, MISSING, Json, answered, kept, part
from detente.web.api.asking import AskedList, AskedNotes, AskedPart, AskedWords, Id, InQuery, OnDesk

router = APIRouter(tags=["record"])


@router.get("/about", responses=answered(shapes.About, "Its figures.", FAULTS))
def about(request: Request, desk: OnDesk) -> Response:
    """How many documents, stories, notes of each layer, and failures the record holds."""
    return kept(request, lambda: {"version": __version__, "counts": desk.view().counts()})


@router.get("/documents", responses=answered(shapes.Documents, "The documents.", FAULTS))
def documents(request: Request, desk: OnDesk, asked: Annotated[AskedList, InQuery]) -> Response:
    """The documents that fit, oldest first, those without a date before them; filters of notes ask for documents that hold such a note."""

    def made() -> Json:
        newest = asked.order == "newest"
        view = desk.view(as_of=asked.moment)
        found = documents_part(view, asked.filters, limit=asked.limit, offset=asked.offset, newest=newest)
        return part([_line(row) for row in found.items], total=found.total, offset=asked.offset)

    return kept(request, made, asked=asked)


@router.get("/documents/{document}", responses=answered(shapes.Document, "The document.", MISSING))
def document(request: Request, desk: OnDesk, document: Id) -> Response:
    """A document with its text, its paragraphs, and how many notes its reading has."""

    def made() -> Json:
        view = desk.view()
        found = view.document(document)
        return _whole(found, view.reading(found.id))

    return kept(request, made)


@router.get("/notes/{layer}", responses=answered(shapes.Notes, "The notes.", FAULTS))
def notes(request: Request, desk: OnDesk, layer: Layer, asked: Annotated[AskedNotes, InQuery]) -> Response:
    """The notes of a layer that fit, each by itself, also those that tell of one thing; oldest first, those without a date before them."""

    def made() -> Json:
        newest = asked.order == "newest"
        view = desk.view(as_of=asked.moment)
        found = notes_part(view, layer, asked.filters, limit=asked.limit, offset=asked.offset, newest=newest)
        return part([sourced_json(one) for one in found.items], total=found.total, offset=asked.offset)

    return kept(request, made, asked=asked)


@router.get("/cite/{note}", responses=answered(shapes.Cited, "The note.", MISSING))
def cite(request: Request, desk: OnDesk, note: Id) -> Response:
    """A note with its paragraph, its place in the raw file, and how it was derived."""

    def made() -> Json:
        view = desk.view()
        found = view.note(note)
        return citation(found, view.document(found.document)).record

    return kept(request, made)


@router.get("/search", responses=answered(shapes.Hits, "The documents, best first.", FAULTS))
def search(request: Request, desk: OnDesk, asked: Annotated[AskedWords, InQuery]) -> Response:
    """The documents whose text has the words, best first, with what stands in them by side, person, issue, type, publisher and year."""

    def made() -> Json:
        found = desk.view(as_of=asked.moment).find(asked.q, asked.filters, limit=asked.limit, offset=asked.offset)
        items = [
            {
                "document": _line(hit.document),
                "snippet": hit.snippet,
                "marks": [list(mark) for mark in hit.marks],
                "score": round(hit.score, 3),
            }
            for hit in found.hits
        ]
        return {
            "offset": asked.offset,
            "more": found.total > asked.offset + len(items) and bool(items),
            "total": found.total,
            "exact": found.exact,
            "items": items,
            "facets": {
                name: [{"value": value, "documents": number} for value, number in values]
                for name, values in found.facets.items()
            },
            "facets_counted_over": found.counted,
        }

    return kept(request, made, asked=asked)


@router.get("/verdicts", responses=answered(shapes.Verdicts, "The verdicts.", FAULTS))
def verdicts(request: Request, desk: OnDesk, asked: Annotated[AskedPart, InQuery]) -> Response:
    """What people judge of notes, in the order they said so; of the filters ``as_of`` alone counts."""

    def made() -> Json:
        found = desk.view(as_of=asked.moment).verdicts()
        chosen = found[asked.offset : asked.offset + asked.limit]
        items = [{**asdict(one), "given_at": one.learnt_at.isoformat()} for one in chosen]
        for one in items:
            del one["learnt_at"]
        return part(items, total=len(found), offset=asked.offset)

    return kept(request, made, asked=asked)


def _line(row: DocumentRow) -> Json:
    return {
        "id": row.id,
        "title": row.title,
        "publisher": row.publisher,
        "published": date(row.published),
        "language": row.language,
        "origin": row.uri,
        "carriers": row.carriers,
        "notes": row.notes,
        "learnt_at": row.learnt_at.isoformat(),
    }


def _whole(found: Document, reading: Reading) -> Json:
    published = reading.published or found.published
    return {
        "id": found.id,
        "title": found.title,
        "publisher": found.publisher,
        "agency": found.agency,
        "authors": list(found.authors),
        "dateline": found.dateline,
        "language": found.language,
        "published": date(published),
        "published_because": list(reading.published_because or found.published_because),
        "origin": found.origin.uri,
        "raw_id": found.origin.raw_id,
        "steps": list(reading.steps),
        "notes": {layer: len(reading.layer(layer)) for layer in LAYERS},
        "text": found.text,
        "paragraphs": [
            {"text": found.quote(one.span), "start": one.span.start, "end": one.span.end, "kind": one.kind}
            for one in found.paragraphs
        ],
    }
