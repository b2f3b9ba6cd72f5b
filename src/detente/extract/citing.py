"""Evidence out of spans: the one place where extracting steps cut words out of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import datelines
from detente.model.evidence import Evidence, InText

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span


def words(annotated: AnnotatedDocument, span: Span) -> InText:
    """The words of a span, as evidence has them."""
    document = annotated.document
    return InText(document=document.id, start=span.start, end=span.end, quote=document.quote(span))


def cite(
    annotated: AnnotatedDocument, span: Span, *, made_by: str, confidence: float = 1.0, because: tuple[str, ...] = ()
) -> Evidence:
    """Evidence that rests on a span, without the dateline that it may begin with."""
    return Evidence(
        where=words(annotated, datelines.behind(annotated.document, span)),
        made_by=made_by,
        confidence=confidence,
        because=because,
    )
