"""Blocks to an article: which are its own paragraphs, in order and once, and of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.ingest.page import Kept, Line
from detente.ingest.runs import Block, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.ingest.front import Front
    from detente.model.document import ParagraphKind

_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Composed:
    """An article's paragraphs, the blocks they were read from, and all lines of the page."""

    kept: tuple[Kept, ...]
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]


def front_title(text: str, front: Front) -> Block | None:
    """The headline that front matter gives; it knows its raw characters where it stands there word for word."""
    key = front.title_key
    if not key:
        return None
    title = " ".join(front.values[key].split())
    start, end = front.spans[key]
    raw = text[start:end]
    lead = len(raw) - len(raw.lstrip("'\"> \n|-"))
    body = raw[lead:].rstrip("'\" \n")
    pieces: tuple[Piece, ...] = ()
    if " ".join(body.split()) == title:
        pieces = (Piece(0, len(title), start + lead, start + lead + len(body)),)
    return Block(title, pieces, "heading")


def compose(blocks: Sequence[Block], *, title: Block | None = None) -> Composed:
    """The article of a page's blocks."""
    kept: list[Kept] = []
    used: list[Block] = []
    lines: list[Line] = []
    for block in ([title] if title else []) + list(blocks):
        number = None
        if any(c.isalnum() for c in block.text) and block.shape != "link" and (not kept or block.text != kept[0].text):
            number = len(kept)
            kind: ParagraphKind = "headline" if not kept else "body"
            if kept and len(block.text) < 90 and not _SENTENCE.search(block.text) and block.shape != "item":
                kind = "subhead"
            kept.append(Kept(text=block.text, kind=kind))
            used.append(block)
        lines.append(Line(text=block.text, paragraph=number, shape=block.shape))
    return Composed(tuple(kept), tuple(used), tuple(lines))
