"""Short documents linked for the tests of actors."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.annotate.annotator import Annotator
from detente.model.document import PARAGRAPH_BREAK, Document, Origin, Paragraph, Span
from detente.model.when import When

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument, Mention


@cache
def annotator() -> Annotator:
    return Annotator()


def linked(
    *paragraphs: str,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    dateline: str | None = None,
) -> AnnotatedDocument:
    """A document of these paragraphs, annotated."""
    spans, at = [], 0
    for text in paragraphs:
        spans.append(Paragraph(Span(at, at + len(text))))
        at += len(text) + len(PARAGRAPH_BREAK)
    document = Document(
        text=PARAGRAPH_BREAK.join(paragraphs),
        paragraphs=tuple(spans),
        title=title,
        publisher=publisher,
        dateline=dateline,
        published=When.parse(published) if published else None,
        origin=Origin(uri="test.txt"),
    )
    (annotated,) = annotator().annotate([document])
    return annotated


def mention_of(annotated: AnnotatedDocument, words: str, *, nth: int = 0) -> Mention:
    """The mention whose head is the last word of the nth occurrence of these words."""
    text, at = annotated.document.text, -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    numbers = set(annotated.tokens_in(Span(at, at + len(words))))
    found = [m for m in annotated.mentions if m.head in numbers]
    assert found, (
        f"no mention in {words!r}; mentions: {[annotated.document.quote(annotated.span(m.first, m.stop)) for m in annotated.mentions]}"
    )
    return max(found, key=lambda m: (m.stop - m.first, m.head))


def actors_of(annotated: AnnotatedDocument, words: str, *, nth: int = 0) -> tuple[Actor, ...]:
    return mention_of(annotated, words, nth=nth).actors


def who(annotated: AnnotatedDocument, words: str, *, nth: int = 0) -> list[tuple[str, str | None]]:
    """Names and sides of the actors that these words stand for."""
    return [(a.name, a.side) for a in actors_of(annotated, words, nth=nth)]
