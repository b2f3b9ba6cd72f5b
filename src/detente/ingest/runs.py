"""Runs: stretches of clean text that know their raw characters, and blocks made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Shape = Literal["text", "heading", "item", "link", "row"]


@dataclass(frozen=True, slots=True)
class Run:
    """``text`` was read from the raw characters ``start`` up to ``end``; where it stands there as it is, lengths agree."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run in a block's folded text: ``text[start:end]`` came from the raw characters ``raw_start`` up to ``raw_end``."""

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of the raw text, white space folded.

    Attributes:
        text: folded text.
        pieces: the way back to the raw characters, in order.
        shape: what markup or bullets made of it.
        indent: white space before it, in characters, bullet included.
        gap: whether a blank line or a block border stands before it.
    """

    text: str
    pieces: tuple[Piece, ...]
    shape: Shape = "text"
    indent: int = 0
    gap: bool = True

    def cut(self, start: int, end: int) -> Block:
        """The part of the block between two characters of its text, stripped."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        pieces = []
        for piece in self.pieces:
            low, high = max(piece.start, start), min(piece.end, end)
            if low >= high:
                continue
            if piece.end - piece.start == piece.raw_end - piece.raw_start:
                shift = piece.raw_start - piece.start
                pieces.append(Piece(low - start, high - start, low + shift, high + shift))
            else:
                pieces.append(Piece(low - start, high - start, piece.raw_start, piece.raw_end))
        return Block(self.text[start:end], tuple(pieces), self.shape, self.indent, self.gap)


def block(runs: Iterable[Run], *, shape: Shape = "text", indent: int = 0, gap: bool = True) -> Block:
    """A block of runs: white space folded to single spaces, empty at both ends."""
    parts: list[str] = []
    pieces: list[Piece] = []
    size, space = 0, False
    for run in runs:
        words = run.text.split()
        if not words:
            space = space or bool(run.text)
            continue
        lead = len(run.text) - len(run.text.lstrip())
        folded = " ".join(words)
        if size and (space or lead):
            parts.append(" ")
            size += 1
        start, end = run.start, run.end
        if end - start == len(run.text):
            start, end = start + lead, start + len(run.text.rstrip())
        pieces.append(Piece(size, size + len(folded), start, end))
        parts.append(folded)
        size += len(folded)
        space = run.text[-1].isspace()
    return Block("".join(parts), tuple(pieces), shape, indent, gap)


def joined(first: Block, second: Block) -> Block:
    """Two blocks as one, a space between."""
    shift = len(first.text) + 1
    moved = tuple(Piece(p.start + shift, p.end + shift, p.raw_start, p.raw_end) for p in second.pieces)
    return Block(f"{first.text} {second.text}", first.pieces + moved, first.shape, first.indent, first.gap)
