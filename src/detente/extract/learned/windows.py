"""Stretches of a document as the encoder takes them: whole sentences, as many as fit, each word with its first piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tokenizers import Tokenizer

    from detente.model.annotation import AnnotatedDocument

LIMIT = 160  # pieces, with the marks at both ends


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens ``first`` up to, not including, ``stop``.

    Attributes:
        pieces: ids of the word pieces, with the marks at both ends and between paragraphs.
        heads: for each token the place of its first piece in ``pieces``.
    """

    first: int
    stop: int
    pieces: tuple[int, ...]
    heads: tuple[int, ...]


class Windows:
    """Cuts documents into windows.

    Args:
        tokenizer: of the encoder.
        limit: most pieces a window.
    """

    def __init__(self, tokenizer: Tokenizer, limit: int = LIMIT) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._limit = limit
        self._start, self._break, self._unknown = (_id(tokenizer, mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))

    def of(self, annotated: AnnotatedDocument, *, shift: int = 0) -> Iterator[Window]:
        """The windows of a document, in order; together they hold every token once.

        Args:
            annotated: the document.
            shift: how many sentences the first window holds at most; 0 for as many as fit.
        """
        words = self._pieces(annotated)
        first, room, held = 0, self._limit - 2, 0
        for sentence in annotated.sentences:
            size = sum(map(len, words[sentence.first : sentence.stop])) + 1
            full = size > room or (shift and held >= shift and first == 0)
            if full and sentence.first > first:
                yield self._window(annotated, words, first, sentence.first)
                first, room, held = sentence.first, self._limit - 2, 0
            for number in range(sentence.first, sentence.stop):  # a sentence longer than a window is cut
                if len(words[number]) + 1 > room and number > first:
                    yield self._window(annotated, words, first, number)
                    first, room, held = number, self._limit - 2, 0
                room -= len(words[number])
            room, held = room - 1, held + 1
        if first < len(annotated.tokens):
            yield self._window(annotated, words, first, len(annotated.tokens))

    def _pieces(self, annotated: AnnotatedDocument) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in annotated.tokens]
        coded = self._tokenizer.encode(
            [token.text for token in annotated.tokens], is_pretokenized=True, add_special_tokens=False
        )
        for piece, word in zip(coded.ids, coded.word_ids, strict=True):
            if word is not None and len(found[word]) < self._limit // 4:
                found[word].append(piece)
        return [pieces or [self._unknown] for pieces in found]

    def _window(self, annotated: AnnotatedDocument, words: list[list[int]], first: int, stop: int) -> Window:
        pieces, heads = [self._start], []
        tokens, sentences = annotated.tokens, annotated.sentences
        paragraph = sentences[tokens[first].sentence].paragraph
        for token, parts in zip(tokens[first:stop], words[first:stop], strict=True):
            at = sentences[token.sentence].paragraph
            if at != paragraph:
                pieces.append(self._break)
                paragraph = at
            heads.append(len(pieces))
            pieces.extend(parts)
        return Window(first, stop, (*pieces, self._break), tuple(heads))


def _id(tokenizer: Tokenizer, mark: str) -> int:
    found = tokenizer.token_to_id(mark)
    if found is None:
        raise ValueError(f"the tokenizer has no {mark}")
    return found
