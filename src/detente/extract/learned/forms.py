"""Whether words are quoted: direct, indirect or mixed speech, by the quotation marks at and inside a stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span
    from detente.model.reading import Form

MARKS = '"“”«»'


def form(annotated: AnnotatedDocument, span: Span) -> Form:
    """Direct where the stretch is quoted as a whole, mixed where a part of it is, else indirect."""
    text = annotated.document.text
    before = text[max(0, span.start - 2) : span.start].strip()
    after = text[span.end : span.end + 3]
    if before.endswith(tuple(MARKS)) and any(mark in after for mark in MARKS):
        return "direct"
    inside = text[span.start : span.end + 2]
    return "mixed" if before.endswith(tuple(MARKS)) or any(mark in inside for mark in MARKS) else "indirect"
