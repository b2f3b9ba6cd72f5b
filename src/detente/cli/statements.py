"""``detente statements``: one line an attribution, with character offsets into the file's own text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from detente.annotate.parser import Parser
from detente.extract.attribution.grammar import KINDS, attributions
from detente.model.annotation import AnnotatedDocument
from detente.model.document import Document, Origin, Paragraph, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from detente.extract.attribution.record import Attribution

_LINE = re.compile(r"\S[^\n]*")


def plain_document(path: Path) -> Document:
    """A document whose text is the file's own, taken whole as the article; each line is a paragraph."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    spans = tuple(Paragraph(Span(m.start(), m.start() + len(m[0].rstrip()))) for m in _LINE.finditer(text))
    return Document(text=text, paragraphs=spans, origin=Origin(uri=path.name))


def parsed(documents: Iterable[Document], *, parser: Parser) -> Iterator[AnnotatedDocument]:
    """Documents with their trees alone: attributions are words here, and need no actors or dates."""
    for one in parser.parse(documents):
        yield AnnotatedDocument(document=one.document, tokens=one.tokens, sentences=one.sentences)


def as_json(annotated: AnnotatedDocument, found: Attribution) -> dict[str, Any]:
    """An attribution as spans of characters."""

    def spans(*stretches: tuple[int, int]) -> list[list[int]]:
        return [[annotated.tokens[first].start, annotated.tokens[stop - 1].end] for first, stop in stretches]

    source = spans((found.source.first, found.source.stop)) if found.source else []
    return {
        "doc": annotated.document.name,
        "source": source,
        "cue": spans(found.cue) if not found.carried else [],
        "content": spans(*found.content),
    }


def statements(
    files: Sequence[Path], *, jsonl: bool = True, attitudes: bool = False, outermost: bool = False
) -> Iterator[str]:
    """The lines that the command prints.

    Args:
        files: plain texts.
        jsonl: as JSON with offsets; else as words, tab-separated: file, source, cue, content.
        attitudes: also beliefs, hopes and wishes; without it words uttered alone.
        outermost: leave out what stands inside another's content.
    """
    kinds = KINDS if attitudes else frozenset({"speech"})
    for annotated in parsed((plain_document(path) for path in files), parser=Parser()):
        for found in attributions(annotated, kinds=kinds, outermost=outermost):
            line = as_json(annotated, found)
            yield json.dumps(line) if jsonl else "\t".join(_words(annotated, line))


def _words(annotated: AnnotatedDocument, line: dict[str, Any]) -> Iterator[str]:
    yield line["doc"]
    for role in ("source", "cue", "content"):
        yield " … ".join(annotated.document.text[start:end] for start, end in line[role])
