"""Where a report begins behind its dateline: "SEOUL, South Korea (AP) —" is nobody's words and no part of a clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.model.document import Span

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument, TimeExpression
    from detente.model.document import Document

_DAY = r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+\d{4})?)?"
_WIRE = r"(?:\s*[(\[][A-Z][^()\[\]]{1,60}[)\]])"
_DASH = r"\s*(?:--+|—|–|-)\s+"
_BEGINS = r"(?=[“\"‘'A-Z\d])"
_REGION = r"(?:,\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*)?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.’'-]*)*"
_SMALL = r"[A-ZÀ-Þ][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}"
_FORMS = (
    re.compile(rf"(?P<place>{_CAPITALS}){_REGION}{_DAY}{_WIRE}?{_DASH}{_BEGINS}"),
    re.compile(rf"(?P<place>{_SMALL}){_REGION}{_DAY}{_WIRE}{_DASH}{_BEGINS}"),
    re.compile(rf"{_WIRE}{_DASH}{_BEGINS}"),
    re.compile(rf"(?P<place>{_CAPITALS}){_REGION}{_DAY}{_WIRE}?:\s+{_BEGINS}"),
)
_KNOWN = re.compile(rf"{_REGION}{_DAY}{_WIRE}?{_DASH}{_BEGINS}")
OPENING = frozenset({"body", "caption"})  # a report's first paragraph may have been taken for a caption
_LEAST_LETTERS = 4
_HEAD = 250
"""Characters in which a dateline ends."""
_BODIES = frozenset({"NATO", "ASEAN", "OPEC", "IAEA", "UNESCO", "UNICEF", "ECOWAS", "BRICS"})


def begins(document: Document, paragraph: int) -> int:
    """The character of the document at which a paragraph's own words begin; its first one where it has no dateline."""
    span, kind = document.paragraphs[paragraph].span, document.paragraphs[paragraph].kind
    return span.start + (_length(document, document.quote(span)) if kind in OPENING else 0)


def of_a_dateline(annotated: AnnotatedDocument, expression: TimeExpression) -> bool:
    """Whether a time is the day of a dateline, which dates the report and no clause of it."""
    start = annotated.tokens[expression.first].start
    paragraph = annotated.document.paragraph_at(start)
    return paragraph is not None and start < begins(annotated.document, paragraph)


def behind(document: Document, span: Span) -> Span:
    """A span without the dateline that it begins with; the span itself where nothing would be left."""
    paragraph = document.paragraph_at(span.start)
    start = begins(document, paragraph) if paragraph is not None else span.start
    return Span(start, span.end) if span.start < start < span.end else span


def _length(document: Document, text: str) -> int:
    place = (document.dateline or "").strip()
    if place and text.startswith(place):
        known = _KNOWN.match(text, len(place), len(place) + _HEAD)
        if known:
            return known.end()
    for form in _FORMS:
        found = form.match(text, 0, _HEAD)
        if found and _plausible(document, found):
            return found.end()
    return 0


def _plausible(document: Document, found: re.Match[str]) -> bool:
    """Whether what looks like a dateline is neither an abbreviation nor a speaker of a transcript."""
    place = found.groupdict().get("place")
    if place is None:
        return True
    if sum(letter.isalpha() for letter in place) < _LEAST_LETTERS or place in _BODIES:
        return False
    colon = found.group().rstrip().endswith(":")
    return not (colon and document.text.count(f"{place}:") > 1)
