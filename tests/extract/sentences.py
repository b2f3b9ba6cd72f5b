"""Short texts as annotated documents, for tests of the grammar."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente.annotate.annotator import Annotator
from detente.model.actors import Actor
from detente.model.annotation import AnnotatedDocument, Mention
from detente.model.document import PARAGRAPH_BREAK, Document, Origin, Paragraph, Span
from detente.model.when import When

if TYPE_CHECKING:
    from detente.annotate.parser import Parser


@cache
def annotator() -> Annotator:
    """The one annotator of these tests."""
    return Annotator()


@cache
def parser() -> Parser:
    """The one parser of these tests."""
    return annotator().parser


def document(*paragraphs: str, published: str | None = "2021-03-10", headline: bool = False) -> Document:
    """A document of the paragraphs given; the first is its headline where told."""
    spans, at = [], 0
    for text in paragraphs:
        spans.append(Paragraph(Span(at, at + len(text)), "headline" if headline and not spans else "body"))
        at += len(text) + len(PARAGRAPH_BREAK)
    return Document(
        text=PARAGRAPH_BREAK.join(paragraphs),
        paragraphs=tuple(spans),
        published=When.parse(published) if published else None,
        publisher="Detente Tests",
        origin=Origin(uri="test.txt"),
    )


def annotated(*paragraphs: str, published: str | None = "2021-03-10", headline: bool = False) -> AnnotatedDocument:
    """The paragraphs with all that the annotator finds."""
    return next(iter(annotator().annotate([document(*paragraphs, published=published, headline=headline)])))


def parsed(text: str, **sides: str) -> AnnotatedDocument:
    """A parsed sentence with one mention for each word given, ``word=side``; nothing else is annotated."""
    made = next(iter(parser().parse([document(text)])))
    mentions = tuple(
        Mention(
            first=t.number,
            stop=t.number + 1,
            head=t.number,
            kind="demonym" if t.pos == "ADJ" else "name",
            actors=(Actor(name=t.text, side=sides[t.text], kind="state"),),
        )
        for t in made.tokens
        if t.text in sides
    )
    return replace(
        AnnotatedDocument(document=made.document, tokens=made.tokens, sentences=made.sentences), mentions=mentions
    )


def at(document: AnnotatedDocument, word: str, *, nth: int = 0) -> int:
    """The number of the nth token that reads so."""
    return [t.number for t in document.tokens if t.text == word][nth]
