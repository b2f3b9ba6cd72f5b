"""A document as the grammar of attribution sees it: its trees, its quotations and where each token stands to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import datelines
from detente.extract.attribution.quotes import Quotation, paragraphs, quotations

if TYPE_CHECKING:
    from detente.extract.attribution.record import Stretch
    from detente.model.annotation import AnnotatedDocument, Token

MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»"})
EDGES = MARKS | frozenset({",", ";", ":", "-", "–", "—", "--", "‘", "'"})
FRONT = EDGES | frozenset({"that", "because", "."})
BACK = EDGES | frozenset({".", "and", "but"})


class Page:
    """Looks up trees and quotations of one annotated document."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self.tokens: tuple[Token, ...] = annotated.tokens
        self.quotes: tuple[Quotation, ...] = quotations(annotated)
        self.paragraphs = paragraphs(annotated)
        self._quote_of = [-1] * len(self.tokens)
        for number, quote in enumerate(self.quotes):
            for at in range(quote.first, quote.stop):
                self._quote_of[at] = number
        self._edges: dict[int, Stretch] = {}
        self._opening: dict[int, int] = {}

    def quote_of(self, token: int) -> int:
        """The number of the quotation that holds a token, or -1."""
        return self._quote_of[token]

    def word(self, token: int) -> str:
        """A token's text in lower case; "" before the first and behind the last."""
        return self.tokens[token].text.lower() if 0 <= token < len(self.tokens) else ""

    def edges(self, head: int) -> Stretch:
        """First token of a subtree, and one past its last."""
        found = self._edges.get(head)
        if found is None:
            subtree = self.annotated.subtree(head)
            found = self._edges[head] = (subtree[0], subtree[-1] + 1)
        return found

    def bounds(self, token: int) -> Stretch:
        """First token of a token's sentence behind its dateline, and one past its last."""
        sentence = self.annotated.sentence_of(token)
        first = self._opening.get(sentence.number)
        if first is None:
            whole = self.annotated.span(sentence.first, sentence.stop)
            own = datelines.behind(self.annotated.document, whole)
            first = sentence.first if own == whole else self.annotated.tokens_in(own).start
            self._opening[sentence.number] = first
        return first, sentence.stop

    def trimmed(self, first: int, stop: int) -> Stretch | None:
        """A stretch without marks, a leading "that" and closing punctuation; ``None`` where nothing is left."""
        tokens = self.tokens
        while first < stop and tokens[first].text.lower() in FRONT:
            first += 1
        while first < stop and tokens[stop - 1].text.lower() in BACK:
            stop -= 1
        return (first, stop) if first < stop else None

    def below(self, token: int, head: int) -> bool:
        """Whether a token hangs, however deep, on a head."""
        return token == head or head in self.annotated.ancestors(token)
