"""Quoted stretches: where quotation marks open and close, paragraph by paragraph, and which go on over paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

OPENING = frozenset("“«")
CLOSING = frozenset("”»")
STRAIGHT = frozenset({'"', "''", "``"})
ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        first: first token inside.
        stop: one past the last token inside.
        paragraph: number of its paragraph.
        closed: a mark closes it in the same paragraph.
        continues: it goes on from a quotation left open in the paragraph before.
    """

    first: int
    stop: int
    paragraph: int
    closed: bool = True
    continues: bool = False

    @property
    def after(self) -> int:
        """The first token behind the closing mark."""
        return self.stop + (1 if self.closed else 0)


def paragraphs(annotated: AnnotatedDocument) -> list[tuple[int, int, int]]:
    """Number, first token and one past the last token of each paragraph that has tokens."""
    found: list[tuple[int, int, int]] = []
    for sentence in annotated.sentences:
        if found and found[-1][0] == sentence.paragraph:
            found[-1] = (sentence.paragraph, found[-1][1], sentence.stop)
        else:
            found.append((sentence.paragraph, sentence.first, sentence.stop))
    return found


def quotations(annotated: AnnotatedDocument) -> tuple[Quotation, ...]:
    """All quoted stretches in order; single quotation marks count in headlines only."""
    found: list[Quotation] = []
    left_open = False
    for number, first, stop in paragraphs(annotated):
        start = annotated.tokens[first].start
        single = annotated.document.paragraphs[number].kind == "headline" if _has(annotated, number) else False
        opened: int | None = None
        continues = False
        for at in range(first, stop):
            mark = _mark(annotated, at, start=start, single=single, opened=opened is not None)
            if mark == "open" and opened is None:
                opened, continues = at + 1, left_open and at == first
            elif mark == "close" and opened is not None:
                if at > opened:
                    found.append(Quotation(first=opened, stop=at, paragraph=number, continues=continues))
                opened = None
        left_open = opened is not None
        if opened is not None and opened < stop:
            found.append(Quotation(first=opened, stop=stop, paragraph=number, closed=False, continues=continues))
    return tuple(found)


def _has(annotated: AnnotatedDocument, number: int) -> bool:
    return number < len(annotated.document.paragraphs)


def _mark(annotated: AnnotatedDocument, at: int, *, start: int, single: bool, opened: bool) -> str:
    """``open``, ``close`` or "" for a token."""
    token = annotated.tokens[at]
    shape = token.text
    if shape in OPENING:
        return "open"
    if shape in CLOSING:
        return "close"
    if shape in STRAIGHT:
        text = annotated.document.text
        before = text[token.start - 1] if token.start > start else " "
        behind = text[token.end] if token.end < len(text) else " "
        if opened:
            return "open" if before.isspace() and not behind.isspace() and before != " " else "close"
        return "close" if not before.isspace() and before not in "([—–-" and behind.isspace() else "open"
    if single and shape in {"'", "‘", "’"}:
        text = annotated.document.text
        before = text[token.start - 1] if token.start > start else " "
        return "close" if opened and not before.isspace() else "open" if before.isspace() else ""
    return ""


def is_sentence(annotated: AnnotatedDocument, quote: Quotation) -> bool:
    """Whether a quotation begins like a sentence of its own and has a verb."""
    tokens = annotated.tokens
    head = tokens[quote.first]
    if not (head.text[:1].isupper() or head.text[:1].isdigit() or head.text in {"[", "...", "…", "("}):
        return False
    return quote.stop - quote.first >= 2
