"""Plain text and page dumps: lines to blocks, hard-wrapped paragraphs unfolded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.ingest.runs import Block, Run, block, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•‣▪●◦·∙*+–—-]|\(?\d{1,2}[.)])\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_WRAP = range(45, 110)  # widths at which text is wrapped by hand or by a mailer


def blocks(text: str) -> list[Block]:
    """The paragraphs of plain text: one a line, or one a stretch of lines where the lines are wrapped at a width."""
    given = list(lines(text))
    width = wrap_width([line.text for line in given], [line.gap for line in given])
    return list(_unfolded(given, width))


def lines(text: str) -> Iterator[Block]:
    """The lines that are not blank, bullets left out, each with its place."""
    gap, start = True, 0
    ends = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    for end, after in [*ends, (len(text), len(text))]:
        line = text[start:end]
        if line.strip():
            indent = len(line) - len(line.lstrip())
            bullet = _BULLET.match(line, indent)
            skip = bullet.end() if bullet and line[bullet.end() :].strip() else indent
            made = block(
                [Run(line[skip:], start + skip, end)], shape="item" if skip > indent else "text", indent=skip, gap=gap
            )
            yield made
            gap = False
        else:
            gap = True
        start = after


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
    if line.gap or line.shape == "item":
        return False
    if width:  # a break is the mailer's where the next word would not have fitted
        return len(last) + 1 + len(line.text.split(" ", 1)[0]) > 0.92 * width or (
            not _ENDS.search(last) and line.text[0].islower()
        )
    return len(last) > 60 and not _ENDS.search(last) and line.text[0].islower()
