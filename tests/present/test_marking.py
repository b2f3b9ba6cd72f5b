"""Marks in a document: they nest, are cut where they cross, and lose no text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.present.brief.marking import Cited, Piece, crossing, mark
from tests.fixtures import article

DOCUMENT = article("m", "A title", "abcdefghij", "klmnop", publisher=None, published=None)
SPANS = st.tuples(st.integers(0, len(DOCUMENT.text)), st.integers(0, len(DOCUMENT.text))).map(sorted)


def _shape(pieces: tuple[Piece, ...]) -> str:
    signs = {"open": "<", "rest": "{", "close": ">"}
    return "".join(
        p.text if p.kind == "text" else signs[p.kind] + (p.text if p.kind != "close" else "") for p in pieces
    )


def _cited(quote: str, note: str) -> Cited:
    start = DOCUMENT.text.index(quote)
    return Cited(start, start + len(quote), note, "")


def test_marks_nest_and_those_that_cross_are_cut() -> None:
    marked = mark(DOCUMENT, [_cited("bcdefg", "1"), _cited("cd", "2"), _cited("fghi", "3")])
    assert _shape(marked[1].pieces) == "a<1b<2cd>e<3fg>>{3hi>j"
    assert crossing(marked) == ("3",)


def test_the_same_words_cited_twice_have_both_marks() -> None:
    marked = mark(DOCUMENT, [_cited("klm", "1"), _cited("klm", "2")])
    assert _shape(marked[2].pieces) == "<1<2klm>>nop"


@given(st.lists(SPANS, max_size=8))
def test_no_text_is_lost_and_each_mark_holds_its_words(spans: list[list[int]]) -> None:
    cited = [Cited(start, end, f"n{i}", "") for i, (start, end) in enumerate(spans)]
    marked = mark(DOCUMENT, cited)
    held: dict[str, str] = {}
    for number, paragraph in enumerate(marked):
        stack: list[str] = []
        text = ""
        for piece in paragraph.pieces:
            if piece.kind == "text":
                text += piece.text
                for note in stack:
                    held[note] = held.get(note, "") + piece.text
            elif piece.kind == "close":
                stack.pop()
            else:
                stack.append(piece.text)
        assert stack == []
        assert text == DOCUMENT.quote(DOCUMENT.paragraphs[number].span)
    for one in cited:
        inside = [
            DOCUMENT.text[max(one.start, p.span.start) : min(one.end, p.span.end)]
            for p in DOCUMENT.paragraphs
            if max(one.start, p.span.start) < min(one.end, p.span.end)
        ]
        assert held.get(one.note, "") == "".join(inside)
    opened = [p.text for paragraph in marked for p in paragraph.pieces if p.kind == "open"]
    assert len(opened) == len(set(opened))
