"""Blocks to an article: which are its own paragraphs, in order and once, and of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.ingest.features import stop_words
from detente.ingest.page import Kept, Line
from detente.ingest.runs import Block, Piece, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.ingest.front import Front
    from detente.model.document import ParagraphKind

KEEP = 0.5
DOUBT = 0.35
_CAPTION_LEAST = 45  # characters
_REPEAT_LEAST = 40
_HEADLINE_MOST = 30  # words
_NO_PROSE = frozenset(["link", "row"])  # shapes that are never paragraphs
_PROSE_LEAST = 8  # words of a sentence that makes a page more than a list of links
_NOTE_MOST = 100  # words beside a table that are a note on it
_LISTED_LEAST = 6  # words of a list entry that says something

_FULL_STOP = re.compile(r"[.!…。！][\"'”’»)\]]*$")
_SENTENCE = re.compile(r"[.!?…。！？:;][\"'”’»)\]]*$")
_UNFINISHED = re.compile(r"[\w,’'”\"–—-]$")
# What a page's markup said of a picture, run into the line: "Image copyright NAME Image caption WORDS".
_CAPTION_LABEL = re.compile(r".{0,120}?\b(?:image|media|photo|picture|video)\s+caption[:\s]\s*(?=\S)", re.IGNORECASE)
_CREDIT_LABEL = re.compile(r"(?:image|media|photo|picture|video)\s+(?:copyright|source|credit)\b", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S\.(?:jpe?g|png|gif|webp|mp4|svg)$", re.IGNORECASE)
_READER = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Oo]ur|[Ww]e|us|[Cc]lick|[Ss]ign up|[Ss]ubscribe|[Ll]og in|[Cc]omments?)\b")
_CREDIT = re.compile(
    r"\b(?:photo(?:graph)?|image|picture|credit)s?\s*(?:by\b|:)|\b(?:file|ap|afp|reuters|epa|handout) photo\b"
    r"|/(?:getty|afp|reuters|ap)\b|\b(?:getty|afp|reuters|ap|epa)\s?/|\bgetty images\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\S{3}\s+\S.{15,}\w{3}\.\s")  # a sentence before the credit
_SILENT = re.compile(r"[\W_]+")
_KINDS: dict[str, ParagraphKind] = {"headline": "headline", "subhead": "subhead"}
_CONTENT = re.compile(r"[^\W\d_]{4,}")


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


def tidied(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with what belongs together joined and what was read twice cut off.

    A sentence that a link or a column broke in two is one block again; the text of a list entry that a scraper put before
    the next entry's is taken off.
    """
    found: list[Block] = []
    last = ""
    for block in blocks:
        text = block.text
        if len(last) >= _REPEAT_LEAST and text.startswith(f"{last} "):
            block = block.cut(len(last), len(text))  # noqa: PLW2901  # the rest of the entry is what goes on
        elif found and _breaks_off(found[-1], block):
            found[-1] = joined(found[-1], block)
            last = found[-1].text
            continue
        last = block.text
        found.append(block)
    return found


def _breaks_off(first: Block, second: Block) -> bool:
    """Whether the second goes on with the first's sentence."""
    return (
        len(first.text) > 60
        and first.shape == second.shape == "text"
        and second.text[0].islower()
        and len(second.text) > 25
        and _UNFINISHED.search(first.text) is not None
    )


def compose(blocks: Sequence[Block], scores: Sequence[float], *, title: Block | None = None) -> Composed:
    """The article of a page's blocks.

    Args:
        blocks: in the page's order.
        scores: how likely each is the article's own.
        title: the headline, where metadata told it.
    """
    kinds = _kinds(blocks, scores, title)
    kept: list[Kept] = []
    used: list[Block] = []
    lines: list[Line] = []
    if title is not None:
        kept.append(Kept(text=title.text, kind="headline"))
        used.append(title)
    for block, score, kind in zip(blocks, scores, kinds, strict=True):
        number = None
        if kind is not None:
            number = len(kept)
            shown = _captioned(block) if kind == "caption" else block
            kept.append(Kept(text=shown.text, kind=kind))
            used.append(shown)
        lines.append(Line(text=block.text, score=score, paragraph=number, shape=block.shape))
    return Composed(tuple(kept), tuple(used), tuple(lines))


def chosen(paragraphs: Sequence[tuple[str, Block]], blocks: Sequence[Block]) -> Composed:
    """The article of an HTML page's extracted paragraphs, and the lines of the page they were found in."""
    kept: list[Kept] = []
    used: list[Block] = []
    numbers: dict[int, int] = {}  # the raw character each kept paragraph starts at
    seen: set[str] = set()
    for kind, block in paragraphs:
        key = _key(block.text)
        if not key or (key in seen and len(key) > 20):
            continue
        seen.add(key)
        if block.pieces:
            numbers[block.pieces[0].raw_start] = len(kept)
        kept.append(Kept(text=block.text, kind=_KINDS.get(kind, "body")))
        used.append(block)
    keys = {_key(each.text): number for number, each in enumerate(kept)}
    lines = [
        Line(text=block.text, score=float(number is not None), paragraph=number, shape=block.shape)
        for block in blocks
        for number in [keys.get(_key(block.text), numbers.get(block.pieces[0].raw_start) if block.pieces else None)]
    ]
    return Composed(tuple(kept), tuple(used), tuple(lines))


def trusted(blocks: Sequence[Block], scores: Sequence[float]) -> list[float]:
    """Scores of a page whose author marked headings and lists: these are kept where a dump's would be a menu's."""
    raised = {"heading": 0.8, "item": 0.6}
    return [
        max(score, raised[block.shape])
        if block.shape in raised and (block.shape == "heading" or len(block.text.split()) >= _LISTED_LEAST)
        else score
        for block, score in zip(blocks, scores, strict=True)
    ]


def _kinds(blocks: Sequence[Block], scores: Sequence[float], title: Block | None) -> list[ParagraphKind | None]:
    """The kind of each block that stays, ``None`` for what goes."""
    own = [_is_own(block, score) for block, score in zip(blocks, scores, strict=True)]
    head = None if title is not None else _headline(blocks, own)
    body = [i for i, kept in enumerate(own) if kept and i != head]
    last = body[-1] if body else -1
    first = head if head is not None else (-1 if title is not None else (body[0] if body else 0) - 3)
    seen = {_key(title.text)} if title is not None else set()
    if head is not None:
        seen.add(_key(blocks[head].text))
    kinds: list[ParagraphKind | None] = []
    captions: list[str] = []
    for i, block in enumerate(blocks):
        key = _key(block.text)
        kind: ParagraphKind | None = None
        if i == head:
            kind = "headline"
        elif key in seen and (len(key) > 20 or not own[i]):
            kind = None
        elif _is_caption(block, scores[i], inside=first < i <= last + 2 * bool(_CREDIT.search(block.text))):
            key = _key(_captioned(block).text)
            if key not in seen and not any(key.startswith(other) or other.startswith(key) for other in captions):
                kind = "caption"
                captions.append(key)
        elif own[i] and not _CREDIT_LABEL.match(block.text) and not _points_away(block.text):
            kind = "subhead" if _is_subhead(blocks, own, i) else "body"
        if kind is not None:
            seen.add(key)
        kinds.append(kind)
    return kinds


def holds_prose(composed: Composed) -> bool:
    """Whether the page is more than a table or a list of links: it has a sentence, and no table that outweighs it all."""
    body = [kept.text for kept in composed.kept if kept.kind == "body"]
    size = sum(map(len, body))
    rows = sum(len(line.text) for line in composed.lines if line.shape == "row")
    if rows and size < 0.2 * rows and sum(len(text.split()) for text in body) < _NOTE_MOST:
        return False
    linked = any(line.shape == "link" for line in composed.lines)
    return not linked or any(len(text.split()) >= _PROSE_LEAST for text in body)


def _is_own(block: Block, score: float) -> bool:
    """Whether a block is kept; one in doubt if it is running text that does not speak to the reader."""
    if score >= KEEP or score < DOUBT or block.shape != "text":
        return score >= KEEP and block.shape not in _NO_PROSE
    words = block.text.lower().split()
    running = sum(word in stop_words() for word in words) / len(words)
    return len(words) >= 10 and running >= 0.25 and not _READER.search(block.text)


def _key(text: str) -> str:
    return _SILENT.sub("", text.casefold())


def _headline(blocks: Sequence[Block], own: Sequence[bool]) -> int | None:
    """The number of the headline: before the body, of a headline's length, about what the body is about."""
    body = [i for i, kept in enumerate(own) if kept and _SENTENCE.search(blocks[i].text) and len(blocks[i].text) > 60]
    if not body:
        return None
    told = {word for i in body for word in _CONTENT.findall(blocks[i].text.lower())} - stop_words()
    best, found = 0.0, None
    for i in range(min(body[0] + 1, len(blocks))):
        text = blocks[i].text
        words = text.split()
        if (
            blocks[i].shape == "row"
            or not 2 <= len(words) <= _HEADLINE_MOST
            or _FILE_NAME.search(text)
            or _CAPTION_LABEL.match(text)
        ):
            continue
        if _FULL_STOP.search(text) and not text.endswith(("...", "…", "!")):
            continue
        content = set(_CONTENT.findall(text.lower())) - stop_words()
        share = len(content & told) / len(content) if content else 0.0
        score = (
            share * min(len(content), 6) / 6 + 0.3 * (blocks[i].shape == "heading") - 0.3 * (blocks[i].shape == "item")
        )
        if score > best + 0.1:  # of two alike the first
            best, found = score, i
    return found if found is not None else _opening(blocks, own, body[0])


def _opening(blocks: Sequence[Block], own: Sequence[bool], body: int) -> int | None:
    """The first line of a page, kept and without a full stop, right before the body: a headline in other words than the body's."""
    text = blocks[0].text
    short = 3 <= len(text.split()) <= _HEADLINE_MOST and not _FULL_STOP.search(text)
    return 0 if body == 1 and own[0] and short and blocks[0].shape not in _NO_PROSE else None


def _is_caption(block: Block, score: float, *, inside: bool) -> bool:
    """Whether a block tells of a picture: told so by the page's markup, or a sentence beside the running text."""
    if _CAPTION_LABEL.match(block.text):
        return inside or score >= KEEP
    if score >= KEEP or not inside or block.shape != "text" or len(block.text) < _CAPTION_LEAST:
        return False
    if _READER.search(block.text) or _FILE_NAME.search(block.text) or _points_away(block.text):
        return False
    words = block.text.lower().split()
    if sum(word in stop_words() for word in words) / len(words) >= 0.15:
        return True
    credit = _CREDIT.search(block.text)
    return credit is not None and _TOLD.search(block.text, 0, credit.start()) is not None


def _captioned(block: Block) -> Block:
    """The block without the label that the page's markup gave it."""
    label = _CAPTION_LABEL.match(block.text)
    return block.cut(label.end(), len(block.text)) if label else block


@cache
def _pointers() -> frozenset[str]:
    return frozenset(row["label"] for row in resources.rows("ingest/pointers.tsv"))


def _points_away(text: str) -> bool:
    """Whether a line names another page: a label of its own, a colon and a headline."""
    label, colon, rest = text.partition(":")
    return bool(colon) and label.casefold().strip() in _pointers() and len(rest.split()) <= _HEADLINE_MOST


def _is_subhead(blocks: Sequence[Block], own: Sequence[bool], i: int) -> bool:
    """Whether a kept block heads the paragraphs after it."""
    block = blocks[i]
    if block.shape == "heading":
        return True
    words = block.text.split()
    if len(words) > 12 or block.shape == "item" or _FULL_STOP.search(block.text) or block.text[-1] in ":;,":
        return False
    after = next((blocks[j] for j in range(i + 1, len(blocks)) if own[j]), None)
    return after is not None and len(after.text) > len(block.text)
