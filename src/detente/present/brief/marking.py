"""A document's paragraphs with every cited stretch marked, so that a claim's link has somewhere to go."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.document import Document


@dataclass(frozen=True, slots=True, order=True)
class Cited:
    """A stretch of a document's text that a note rests on."""

    start: int
    end: int
    note: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or the beginning or end of a mark.

    Attributes:
        kind: ``rest`` begins the part of a mark that goes on beyond the end of a mark it crosses.
        text: the words of a text; the note's id of a mark.
        label: what the mark's note says.
    """

    kind: Literal["text", "open", "rest", "close"]
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph in pieces."""

    kind: str
    pieces: tuple[Piece, ...]


def mark(document: Document, cited: Iterable[Cited]) -> tuple[MarkedParagraph, ...]:
    """The paragraphs of a document; marks nest, and one that crosses another is cut where the other ends."""
    spans = sorted(set(cited), key=_outer_first)
    seen: set[str] = set()
    marked = []
    for paragraph in document.paragraphs:
        inside = [span for span in spans if paragraph.span.meets(Span(span.start, span.end))]
        marked.append(MarkedParagraph(paragraph.kind, tuple(_pieces(document.text, paragraph.span, inside, seen))))
    return tuple(marked)


def crossing(paragraphs: Iterable[MarkedParagraph]) -> tuple[str, ...]:
    """Ids of the notes whose marks are in several parts, in order of the text."""
    rests = [piece.text for p in paragraphs for piece in p.pieces if piece.kind == "rest"]
    return tuple(dict.fromkeys(rests))


def _outer_first(span: Cited) -> tuple[int, int, str]:
    return (span.start, -span.end, span.note)


def _pieces(text: str, whole: Span, spans: list[Cited], seen: set[str]) -> list[Piece]:
    """``seen`` holds the notes whose mark has begun; their further parts are ``rest``."""
    pieces: list[Piece] = []
    ends: list[int] = []
    at = whole.start

    def write(until: int) -> None:
        nonlocal at
        if until > at:
            pieces.append(Piece("text", text[at:until]))
            at = until

    clipped = [Cited(max(s.start, whole.start), min(s.end, whole.end), s.note, s.label) for s in spans]
    queue = [(_outer_first(span), span) for span in clipped]
    heapq.heapify(queue)
    while queue:
        _, span = heapq.heappop(queue)
        while ends and ends[-1] <= span.start:
            write(ends.pop())
            pieces.append(Piece("close"))
        write(span.start)
        end = min(span.end, ends[-1]) if ends else span.end
        if end < span.end:
            beyond = Cited(end, span.end, span.note, span.label)
            heapq.heappush(queue, (_outer_first(beyond), beyond))
        pieces.append(Piece("rest" if span.note in seen else "open", span.note, span.label))
        seen.add(span.note)
        ends.append(end)
    while ends:
        write(ends.pop())
        pieces.append(Piece("close"))
    write(whole.end)
    return pieces
