"""Plain text and page dumps: lines to blocks, hard-wrapped paragraphs unfolded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.ingest.runs import Block, Piece, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.ingest.runs import Shape

_BULLETS = frozenset("•‣▪●◦·∙*+–—-(0123456789")
_BULLET = re.compile(r"(?:[•‣▪●◦·∙*+–—-]|\(?\d{1,2}[.)])\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_ADDRESS = re.compile(r"\bhttps?://\S+")
_LINKED = 0.4  # share of a line's characters; above, it is a link and its label
_WRAP = range(45, 110)  # widths at which text is wrapped by hand or by a mailer


def blocks(text: str) -> list[Block]:
    """The paragraphs of plain text: one a line, or one a stretch of lines where the lines are wrapped at a width."""
    given = list(lines(text))
    width = wrap_width([line.text for line in given], [line.gap for line in given])
    return list(_unfolded(given, width))


def lines(text: str) -> Iterator[Block]:
    """The lines that are not blank, bullets left out, each with its place."""
    gap, at = True, 0
    for line in text.splitlines(keepends=True):
        start = at
        at += len(line)
        body = line.strip()
        if not body:
            gap = True
            continue
        indent = line.index(body[0])
        shape: Shape = "text"
        bullet = _BULLET.match(body) if body[0] in _BULLETS else None
        if bullet:
            body, shape = body[bullet.end() :], "item"
            indent += bullet.end()
        elif body[0] == "|" and is_row(body):
            shape = "row"
        elif "://" in body and sum(map(len, _ADDRESS.findall(body))) > _LINKED * len(body):
            shape = "link"
        folded = " ".join(body.split())
        start += indent
        yield Block(folded, (Piece(0, len(folded), start, start + len(body)),), shape, indent, gap)
        gap = False


def is_row(line: str) -> bool:
    """Whether a line is a table's row: cells between bars, a bar at either end."""
    return line[0] == "|" and len(line) > 2 and line[-1] == "|" and line.count("|") > 2


def wrap_width(lines: Sequence[str], gaps: Sequence[bool]) -> int:
    """The width at which lines are wrapped by hand; 0 where each line is a paragraph of its own."""
    inner = [len(a) for a, b in zip(lines, gaps[1:], strict=False) if not b]
    if len(inner) < 4 or len(inner) < 0.3 * len(lines):
        return 0
    longest = sorted(len(line) for line in lines)[int(0.98 * (len(lines) - 1))]
    if longest not in _WRAP:
        return 0
    full = sum(length > 0.75 * longest for length in inner)
    midway = sum(
        1
        for a, b, gap in zip(lines, lines[1:], gaps[1:], strict=False)
        if not gap and not _ENDS.search(a) and b[0].islower()
    )
    return longest if full > 0.6 * len(inner) and midway > 0.3 * len(inner) else 0


def _unfolded(lines: Sequence[Block], width: int) -> Iterator[Block]:
    held: Block | None = None
    last = ""
    for line in lines:
        if held is not None and _continues(last, line, width):
            held = joined(held, line)
        else:
            if held is not None:
                yield held
            held = line
        last = line.text
    if held is not None:
        yield held


def _continues(last: str, line: Block, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if line.gap or line.shape in {"item", "row", "link"}:
        return False
    if width:  # a break is the mailer's where the next word would not have fitted
        return len(last) + 1 + len(line.text.split(" ", 1)[0]) > 0.92 * width or (
            not _ENDS.search(last) and line.text[0].islower()
        )
    return len(last) > 60 and not _ENDS.search(last) and line.text[0].islower()
