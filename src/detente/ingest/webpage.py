"""HTML pages: made harmless, their article extracted, its paragraphs found again in the raw text."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from detente.ingest.extraction import extractor
from detente.ingest.runs import Block, Piece, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_TAG = 16_000  # attributes beyond this are no news article's
LARGEST = 6_000_000  # characters; above, the tags are only skipped
DEEPEST = 400
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "option",
        "dt",
        "dd",
    ]
)
_TITLES = (
    re.compile(
        r"""<meta[^>]{0,500}?(?:property|name)=["']og:title["'][^>]{0,500}?content="([^"]{1,1000})""", re.IGNORECASE
    ),
    re.compile(
        r"""<meta[^>]{0,500}?content="([^"]{1,1000})"[^>]{0,500}?(?:property|name)=["']og:title["']""", re.IGNORECASE
    ),
    re.compile(r"<title[^>]{0,500}>([^<]{1,1000})", re.IGNORECASE),
)
_H1 = re.compile(r"<h1\b[^>]{0,2000}>(.{1,3000}?)</h1", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]{0,2000}>")
_SITE = re.compile(r"\s+(?:[|–—»•]|-)\s+[^|–—»•]{1,60}$")


def harmless(page: str) -> str:
    """The page without controls and with the attributes of monstrous tags left out."""
    page = page.replace("\0", "")
    parts: list[str] = []
    at = 0
    while (opening := page.find("<", at)) >= 0:
        closing = page.find(">", opening)
        if closing < 0:
            parts.append(page[at:opening] if len(page) - opening > LONGEST_TAG else page[at:])
            return "".join(parts)
        if closing - opening > LONGEST_TAG and not page.startswith("<!--", opening):
            name = _OPEN_OR_CLOSE.match(page, opening)
            parts += (page[at:opening], f"{name[0]}>" if name else " ")
        else:
            parts.append(page[at : closing + 1])
        at = closing + 1
    parts.append(page[at:])
    return "".join(parts)


def depth(page: str) -> int:
    """How deep the page's tags nest, at most."""
    deepest = now = 0
    for match in _OPEN_OR_CLOSE.finditer(page):
        if match[2].lower() in _VOID:
            continue
        now = max(0, now - 1) if match[1] else now + 1
        deepest = max(deepest, now)
    return deepest


def headline(page: str) -> str:
    """The headline that the page's metadata and its first heading tell; ``""`` where they tell none."""
    named = [" ".join(html.unescape(match[1]).split()) for pattern in _TITLES if (match := pattern.search(page))]
    headings = [_plain(match[1]) for match in _H1.finditer(page[:2_000_000])]
    headings = [heading for heading in headings if len(heading.split()) >= 3]
    if named:
        for heading in headings:
            if heading.casefold() in named[0].casefold() or _alike(heading, named[0]):
                return heading
    if headings:
        return headings[0]
    return _SITE.sub("", named[0]) if named else ""


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_ANY_TAG.sub(" ", markup)).split())


def _alike(first: str, second: str) -> bool:
    a, b = set(re.findall(r"\w+", first.lower())), set(re.findall(r"\w+", second.lower()))
    return len(a & b) >= 0.6 * max(1, min(len(a), len(b)))


def article(page: str, blocks: Sequence[Block], *, max_seconds: float) -> list[tuple[str, Block]]:
    """The article's paragraphs with their kinds; empty where none could be extracted within the limits.

    Args:
        page: the HTML.
        blocks: all its text, as ``markdown.blocks`` reads it, in which the paragraphs are found again.
        max_seconds: time limit.
    """
    safe = harmless(page)
    if len(safe) > LARGEST or depth(safe) > DEEPEST:
        return []
    found = extractor().extract(safe, max_seconds=max_seconds)
    if not found:
        return []
    title = headline(safe)
    paragraphs = [(kind, text) for kind, text in found if text.casefold() != title.casefold()]
    if title:
        paragraphs.insert(0, ("headline", title))
    places = _Places(blocks)
    return [(kind, places.find(text, heading=kind in {"headline", "subhead"})) for kind, text in paragraphs]


class _Places:
    """Where an extracted paragraph stands in the raw text, told by its letters."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts: list[int] = []
        parts: list[str] = []
        size = 0
        for each in blocks:
            self._starts.append(size)
            letters = each.text.replace(" ", "")
            parts.append(letters)
            size += len(letters)
        self._letters = "".join(parts)
        self._from = 0

    def find(self, text: str, *, heading: bool) -> Block:
        """A block of the text, with its raw place where it was found: after the paragraph before it, or anywhere."""
        shape: Shape = "heading" if heading else "text"
        letters = text.replace(" ", "")
        at = self._letters.find(letters, self._from)
        if at < 0:
            at = self._letters.find(letters)
        if at < 0 or not letters:
            return Block(text, (), shape)
        self._from = at + len(letters)
        start, end = self._raw(at, last=False), self._raw(at + len(letters) - 1, last=True)
        pieces = (Piece(0, len(text), start, end),) if start < end else ()
        return Block(text, pieces, shape)

    def _raw(self, letter: int, *, last: bool) -> int:
        number = bisect_right(self._starts, letter) - 1
        each = self._blocks[number]
        at = _letter_at(each.text, letter - self._starts[number])
        for piece in each.pieces:
            if piece.start <= at < piece.end:
                if piece.end - piece.start == piece.raw_end - piece.raw_start:
                    raw = piece.raw_start + at - piece.start
                    return raw + 1 if last else raw
                return piece.raw_end if last else piece.raw_start
        return 0


def _letter_at(text: str, letter: int) -> int:
    """Where the character with this many letters before it stands, spaces not counted."""
    places = (at for at, character in enumerate(text) if character != " ")
    return next(islice(places, letter, None), len(text) - 1)
