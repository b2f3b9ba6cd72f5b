"""Helpers of the attribution tests: short texts, parsed once, with mentions made by hand where a test needs them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente.annotate.parser import Parser
from detente.extract.attribution.grammar import KINDS, attributions
from detente.extract.statements import extract
from detente.model.actors import Actor
from detente.model.annotation import AnnotatedDocument, Mention
from detente.model.document import PARAGRAPH_BREAK, Document, Origin, Paragraph, Span
from detente.model.reading import Reading

if TYPE_CHECKING:
    from detente.model.reading import Statement


@cache
def parser() -> Parser:
    return Parser()


@cache
def annotated(text: str, *, headline: bool = False, actors: tuple[tuple[str, str], ...] = ()) -> AnnotatedDocument:
    """A text of paragraphs; ``actors`` gives words and the side that each mention of them stands for."""
    spans, at = [], 0
    for number, part in enumerate(text.split(PARAGRAPH_BREAK)):
        kind = "headline" if headline and number == 0 else "body"
        spans.append(Paragraph(Span(at, at + len(part)), kind))  # type: ignore[arg-type]  # one of the two kinds
        at += len(part) + len(PARAGRAPH_BREAK)
    document = Document(text=text, paragraphs=tuple(spans), origin=Origin(uri="test.txt"))
    parsed = next(iter(parser().parse([document])))
    bare = AnnotatedDocument(document=document, tokens=parsed.tokens, sentences=parsed.sentences)
    mentions = []
    for name, side in actors:
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            inside = bare.tokens_in(Span(*match.span()))
            actor = Actor(name=name, side=side or None)
            mentions.append(
                Mention(first=inside[0], stop=inside[-1] + 1, head=inside[-1], kind="name", actors=(actor,))
            )
    return AnnotatedDocument(
        document=document, tokens=parsed.tokens, sentences=parsed.sentences, mentions=tuple(mentions)
    )


def found(text: str, *, outermost: bool = False, kinds: frozenset[str] = KINDS) -> list[tuple[str, str, str]]:
    """Source, cue and content in words, the stretches of a content joined by a bar."""
    document = annotated(text)
    made = attributions(document, kinds=kinds, outermost=outermost)
    return [
        (
            document.words(a.source.first, a.source.stop) if a.source else "",
            document.words(*a.cue),
            " | ".join(document.words(*stretch) for stretch in a.content),
        )
        for a in made
    ]


def statements(text: str, *, headline: bool = False, actors: tuple[tuple[str, str], ...] = ()) -> tuple[Statement, ...]:
    """The statements that the step reads."""
    document = annotated(text, headline=headline, actors=actors)
    return extract(document, Reading(document=document.document.id)).statements
