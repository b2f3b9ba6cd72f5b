"""Markdown, HTML inside it included: to blocks of clean text that know their raw characters."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.ingest.markup import Stretch, is_heading, stretches
from detente.ingest.plaintext import is_row
from detente.ingest.runs import Block, Run, Shape, block

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_QUOTE = re.compile(r"(?:\s{0,3}>\s?)+")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]]{1,200}\]:\s*\S+")
_SHORTCODE = re.compile(r"\s*(?:\[/?[a-z][\w-]*(?:\s+\w+=[^\]]*)?\]|\{[%{].*[%}]\})\s*$")
_INLINE = re.compile(
    r"""\\(?P<escaped>[!-/:-@\[-`{-~])
    | !\[(?:\\.|[^\[\]\\]){0,1000}\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+"[^"]{0,1000}")?\s*\)
    | \[(?P<link>(?:\\.|[^\[\]\\]){1,1000})\](?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+"[^"]{0,1000}")?\s*\)|\[[^\[\]]{0,200}\])
    | \[\^[^\[\]\s]{1,40}\]
    | (?P<mark>\*+|_+|`+|~~)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class _Line:
    """A physical line: its stretches of raw text, and what ends it."""

    stretches: list[Stretch] = field(default_factory=list)
    gap: bool = False
    hard: bool = False

    def text(self, raw: str) -> str:
        return "".join(raw[s.start : s.end] for s in self.stretches)


@dataclass(slots=True)
class _Open:
    """A paragraph being collected."""

    stretches: list[Stretch] = field(default_factory=list)
    shape: Shape = "text"
    indent: int = 0


def blocks(raw: str, *, start: int = 0) -> list[Block]:
    """The paragraphs of Markdown from the character ``start`` on."""
    return [made for held in _paragraphs(raw, start) if (made := _block(raw, held)) is not None]


def _lines(raw: str, start: int) -> Iterator[_Line]:
    line = _Line(gap=True)
    for stretch in stretches(raw, start=start):
        if stretch.breaks:
            line.hard = True
            yield line
            line = _Line(gap=not stretch.soft)
            continue
        at = stretch.start
        while (end := raw.find("\n", at, stretch.end)) >= 0:
            line.stretches.append(Stretch(at, end, stretch.tag, stretch.linked))
            line.hard = raw.endswith(("  ", "\\", "  \r"), max(at, end - 3), end)
            yield line
            line, at = _Line(), end + 1
        if at < stretch.end:
            line.stretches.append(Stretch(at, stretch.end, stretch.tag, stretch.linked))
    yield line


def _paragraphs(raw: str, start: int) -> Iterator[_Open]:
    held, fenced = _Open(), False
    for line in _lines(raw, start):
        text = line.text(raw)
        if _FENCE.match(text):
            fenced = not fenced
        rule = _is_rule(text)
        if rule and held.stretches and text.strip()[0] in "=-" and not line.gap and held.shape == "text":
            held.shape = "heading"
        if line.gap or not text.strip() or fenced or rule or _DEFINITION.match(text) or _SHORTCODE.match(text):
            yield held
            held = _Open()
        if (
            not text.strip()
            or fenced
            or rule
            or _FENCE.match(text)
            or _DEFINITION.match(text)
            or _SHORTCODE.match(text)
        ):
            continue
        skip, shape = _opening(text)
        if shape != "text" and held.stretches:
            yield held
            held = _Open()
        if not held.stretches:
            tag = line.stretches[0].tag
            held.shape = "heading" if is_heading(tag) else "item" if tag == "li" and shape == "text" else shape
            held.indent = skip
        held.stretches.extend(_without(line.stretches, skip))
        held.stretches.append(Stretch(line.stretches[-1].end, line.stretches[-1].end))  # the line's end is a space
        if line.hard or shape in {"heading", "row"}:
            yield held
            held = _Open()
    yield held


def _is_rule(text: str) -> bool:
    """Whether a line is drawn: under a heading, between sections, under a table's head."""
    signs = "".join(text.split())
    return (len(signs) >= 3 and not signs.strip("-*_=")) or ("---" in text and not signs.strip(":|-"))


def _opening(text: str) -> tuple[int, Shape]:
    """How many characters of markup a line starts with, and the shape they give it."""
    bare = text.strip()
    if bare and is_row(bare):
        return 0, "row"
    quote = _QUOTE.match(text)
    skip = quote.end() if quote else 0
    heading = _HEADING.match(text, skip)
    if heading:
        return heading.end(), "heading"
    item = _ITEM.match(text, skip)
    return (item.end(), "item") if item and text[item.end() :].strip() else (skip, "text")


def _without(given: list[Stretch], skip: int) -> Iterator[Stretch]:
    """The stretches without their first ``skip`` characters."""
    for stretch in given:
        size = stretch.end - stretch.start
        if skip < size:
            yield Stretch(stretch.start + skip, stretch.end, stretch.tag, stretch.linked)
        skip = max(0, skip - size)


def _block(raw: str, held: _Open) -> Block | None:
    """The block of a paragraph, markup taken out; ``None`` where no letter or digit is left."""
    if not held.stretches:
        return None
    text = "".join(raw[s.start : s.end] or "\n" for s in held.stretches)
    runs: list[Run] = []
    linked = 0
    places = _Places(held.stretches)
    for start, end, kept, link in _kept(text, 0, len(text), linked=False):
        for low, high, raw_low, from_link in places.parts(start, end):
            whole = kept is None
            run = Run(text[low:high] if kept is None else kept, raw_low, raw_low + (high - low))
            runs.append(run)
            linked += len(run.text.strip()) if link or from_link else 0
            if not whole:
                break
    made = block(runs, shape=held.shape, indent=held.indent)
    if not any(c.isalnum() for c in made.text):
        return None
    if held.shape not in {"heading", "row"} and linked >= 0.9 * len(made.text.replace(" ", "")):
        return Block(made.text, made.pieces, "link", made.indent, made.gap)
    return made


class _Places:
    """From a paragraph's characters to raw ones."""

    def __init__(self, given: list[Stretch]) -> None:
        self._rows: list[tuple[int, int, int, bool]] = []
        at = 0
        for stretch in given:
            size = stretch.end - stretch.start or 1
            self._rows.append((at, at + size, stretch.start, stretch.linked))
            at += size
        self._next = 0

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, int, bool]]:
        """The parts of ``start`` up to ``end`` with the raw character each starts at; asked in order only."""
        while self._next and self._rows[self._next][0] > start:
            self._next -= 1
        while self._next < len(self._rows) and self._rows[self._next][1] <= start:
            self._next += 1
        for row in range(self._next, len(self._rows)):
            low, high, raw_low, linked = self._rows[row]
            if low >= end:
                return
            a, b = max(low, start), min(high, end)
            yield a, b, raw_low + a - low, linked


def _kept(text: str, start: int, end: int, *, linked: bool) -> Iterator[tuple[int, int, str | None, bool]]:
    """What is left without inline markup: stretches of ``text``, with other words for them where they were escaped."""
    at = start
    for match in _INLINE.finditer(text, start, end):
        if match.start() < at:
            continue
        if match["mark"] and not _is_mark(text, match.start(), match.end()):
            continue
        if match.start() > at:
            yield at, match.start(), None, linked
        at = match.end()
        if match["escaped"]:
            yield match.start() + 1, match.end(), None, linked
        elif match["link"] is not None:
            yield from _kept(text, match.start("link"), match.end("link"), linked=True)
        elif match["entity"]:
            yield match.start(), match.end(), html.unescape(match["entity"]), linked
    if at < end:
        yield at, end, None, linked


def _is_mark(text: str, start: int, end: int) -> bool:
    """Whether asterisks or underscores are emphasis: beside a word, and underscores not inside one."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if text[start] == "_":
        return not (before.isalnum() and after.isalnum()) and not (before.isspace() and after.isspace())
    return not (before.isspace() and after.isspace())
