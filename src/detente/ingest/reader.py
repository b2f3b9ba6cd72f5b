"""Bytes to documents: the format told by content, the article's own paragraphs kept, the way back to the raw bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import Empty, Malformed, SkipItem, TooLarge, Undecodable
from detente.ingest import compose, front, inputs, lines, markdown, pdf, plaintext, webpage
from detente.ingest.decoding import Decoded, decode
from detente.ingest.language import language_of
from detente.ingest.metadata import describe
from detente.ingest.page import Page
from detente.ingest.pieces import Piece
from detente.ingest.runs import Block
from detente.model.document import PARAGRAPH_BREAK, Alignment, Document, Origin, Paragraph, Span
from detente.model.findings import Failure
from detente.model.ids import bytes_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.ingest.page import Metadata

MAX_BYTES = 20_000_000
MAX_SECONDS = 20.0
STAGE = "ingest"

_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|article|script)\b", re.IGNORECASE)
_INNER = re.compile(r"</?(?:p|div|br|span|a|h[1-6]|li|ul|td|tr|table|b|i|em|strong|img)\b[^<>]{0,2000}>", re.IGNORECASE)
_MARKS = re.compile(
    r"^(?:#{1,6} \S|[-*+]   ?\S|> )|\*\*\S[^*\n]{1,300}\*\*|\[[^\[\]\n]{1,300}\]\(\S{1,2000}\)", re.MULTILINE
)
_HEAD = 20_000
_MOST_LINES = 30_000  # of a file that is to be one article with its page around it
_MOST_TAGS = 100_000
_LONGEST = 50_000  # characters of a paragraph
_MOST_TEXT = 1_000_000  # characters of an article
_CUT = "cut the file into its articles"


def read_file(
    path: Path | str, *, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS
) -> Iterator[Document | Failure]:
    """The documents of a file; what cannot be read becomes a failure that says why and what to do.

    Args:
        path: the file.
        max_bytes: a larger file is refused.
        max_seconds: a page that takes longer is refused.
    """
    given = inputs.Input(Path(path))
    try:
        data = given.read(max_bytes=max_bytes)
    except SkipItem as error:
        yield inputs.failure(error, origin=given.uri)
        return
    yield from read_bytes(data, uri=given.uri, max_bytes=max_bytes, max_seconds=max_seconds)


def read_bytes(
    data: bytes, *, uri: str, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS
) -> Iterator[Document | Failure]:
    """The documents of a file's bytes; as ``read_file``.

    Where single bytes had to be repaired, the document comes with a failure that counts them.
    """
    raw_id = bytes_id(data)
    try:
        if len(data) > max_bytes:
            raise TooLarge(
                f"it has {len(data):,} bytes, over the limit of {max_bytes:,}",
                origin=uri,
                cure=f"raise the limit, or {_CUT}",
            )
        if pdf.is_pdf(data[:1024]):
            yield from _read(_of_pdf(data, uri=uri, max_seconds=max_seconds), max_seconds=max_seconds)
        else:
            yield from _read(Piece(uri=uri, data=data), max_seconds=max_seconds)
    except SkipItem as error:
        yield inputs.failure(error, origin=uri, raw_id=raw_id)
    except (MemoryError, RecursionError) as error:
        yield Failure(
            origin=uri,
            stage=STAGE,
            kind="Malformed",
            reason=f"it is too deep or too large to read ({type(error).__name__})",
            cure=_CUT,
            raw_id=raw_id,
        )


def read_piece(
    piece: Piece, *, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS
) -> Iterator[Document | Failure]:
    """The document of a container's piece; as ``read_bytes``, with what the container tells of it."""
    raw_id = bytes_id(piece.data)
    try:
        if len(piece.data) > max_bytes:
            raise TooLarge(
                f"it has {len(piece.data):,} bytes, over the limit of {max_bytes:,}", cure=f"raise the limit, or {_CUT}"
            )
        if piece.text is None and pdf.is_pdf(piece.data[:1024]):
            found = _of_pdf(piece.data, uri=piece.name, max_seconds=max_seconds)
            piece = replace(piece, text=found.text, known={**found.known, **piece.known})
        yield from _read(piece, max_seconds=max_seconds)
    except SkipItem as error:
        error.origin = piece.name
        yield inputs.failure(error, origin=piece.name, raw_id=raw_id)
    except (MemoryError, RecursionError) as error:
        reason = f"it is too deep or too large to read ({type(error).__name__})"
        yield Failure(origin=piece.name, stage=STAGE, kind="Malformed", reason=reason, cure=_CUT, raw_id=raw_id)


def _read(piece: Piece, *, max_seconds: float) -> Iterator[Document | Failure]:
    """The piece's document, and a failure that counts repaired bytes where there are some."""
    if piece.text is None:
        decoded = decode(piece.data, origin=piece.name)
    else:
        decoded = Decoded(piece.text, "utf-8", 0, np.empty(0, dtype=np.int64))
    yield _document(decoded, piece, raw_id=bytes_id(piece.data), max_seconds=max_seconds)
    if decoded.repaired:
        yield Failure(
            origin=piece.name,
            stage=STAGE,
            kind=Undecodable.__name__,
            reason=f"{decoded.repaired} of its bytes were no {decoded.encoding} and were read as their likeliest letters",
            cure="save it in UTF-8; the rest was read",
            raw_id=bytes_id(piece.data),
        )


def _of_pdf(data: bytes, *, uri: str, max_seconds: float) -> Piece:
    text, title = pdf.words(data, origin=uri, max_seconds=max_seconds)
    return Piece(uri=uri, data=data, text=text, known={"title": title} if len(title.split()) > 2 else {})


def media_type(text: str) -> str:
    """``text/html``, ``text/markdown`` or ``text/plain``, told by what stands in the text."""
    head = text[:_HEAD]
    if front.front_matter(text).body:
        return "text/markdown"
    if _MARKUP.search(head[:2000]) or len(_INNER.findall(head)) > max(3, len(head) / 1500):
        return "text/html"
    marks = _MARKS.findall(head)
    return "text/markdown" if len(marks) >= 2 and len(marks) > len(head) / 4000 else "text/plain"


def _document(decoded: Decoded, piece: Piece, *, raw_id: str, max_seconds: float) -> Document:
    text, uri = decoded.text, piece.name
    _check_size(text, uri)
    kind = media_type(text)
    values = piece.known
    if piece.trusted or (piece.text is not None and values.get("title")):
        composed = _of_piece(text, kind, piece)
    elif kind == "text/html":
        composed = _of_page(text, max_seconds=max_seconds)
    elif kind == "text/markdown":
        head = front.front_matter(text)
        values = {**head.values, **piece.known}
        found = compose.tidied(markdown.blocks(text, start=head.body))
        title = compose.front_title(text, head)
        scores = [1.0] * len(found) if title else compose.trusted(found, lines.load().scores(found))
        composed = compose.compose(found, scores, title=title)
    else:
        found = compose.tidied(plaintext.blocks(text))
        composed = compose.compose(found, lines.load().scores(found))
    if kind != "text/html" and not compose.holds_prose(composed):
        raise Empty(
            "it holds no prose, only a table or a list of links", origin=uri, cure="leave it out, or give the articles"
        )
    page = Page(
        uri=piece.address or piece.uri,
        media_type=kind,
        lines=composed.lines,
        paragraphs=composed.kept,
        front=values,
        html=webpage.harmless(text) if kind == "text/html" else None,
    )
    known = describe(page)
    media = "application/pdf" if pdf.is_pdf(piece.data[:1024]) else kind
    origin = Origin(uri=piece.uri, part=piece.part, media_type=media, encoding=decoded.encoding, raw_id=raw_id)
    return _built(composed, known, decoded, origin)


def _of_piece(text: str, kind: str, piece: Piece) -> compose.Composed:
    """The article of a text whose headline the container tells; where it is the article alone, all lines stay."""
    found = compose.tidied(plaintext.blocks(text) if kind == "text/plain" else markdown.blocks(text))
    scores = [1.0] * len(found) if piece.trusted else lines.load().scores(found)
    told = " ".join(piece.known.get("title", "").split())
    return compose.compose(found, scores, title=Block(told, (), "heading") if told else None)


def _check_size(text: str, uri: str) -> None:
    """Refuses what is no article by its mere size, before time is spent on it.

    Raises:
        TooLarge: if it has too many lines or tags.
        Malformed: if nearly all of it is one line without a break.
    """
    breaks, tags = text.count("\n") + text.count("\r"), text.count("<")
    if breaks > _MOST_LINES:
        raise TooLarge(f"it has {breaks:,} lines, over the limit of {_MOST_LINES:,}", origin=uri, cure=_CUT)
    if tags > _MOST_TAGS:
        raise TooLarge(f"it has {tags:,} tags, over the limit of {_MOST_TAGS:,}", origin=uri, cure=_CUT)
    if tags < 10 and len(text) > _LONGEST:
        longest = max(map(len, text.splitlines()))
        if longest > _LONGEST and longest > 0.5 * len(text):
            raise Malformed(f"it has a line of {longest:,} characters", origin=uri, cure="give it its paragraphs")


def _of_page(text: str, *, max_seconds: float) -> compose.Composed:
    """The article of an HTML page; by the line classifier where no extraction came within the limits."""
    found = markdown.blocks(text)
    chosen = webpage.article(text, found, max_seconds=max_seconds)
    if chosen:
        return compose.chosen(chosen, found)
    found = compose.tidied(found)
    return compose.compose(found, lines.load().scores(found))


def _built(composed: compose.Composed, known: Metadata, decoded: Decoded, origin: Origin) -> Document:
    """The document of the paragraphs that stay."""
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    alignment: list[Alignment] = []
    at = 0
    for number, (kept, block) in enumerate(zip(composed.kept, composed.blocks, strict=True)):
        if number in known.not_paragraphs:
            continue
        paragraphs.append(Paragraph(Span(at, at + len(kept.text)), kept.kind))
        for piece in block.pieces:
            raw = decoded.raw(piece.raw_start, piece.raw_end)
            if raw:
                alignment.append(Alignment(at + piece.start, at + piece.end, *raw))
        parts.append(kept.text)
        at += len(kept.text) + len(PARAGRAPH_BREAK)
    text = PARAGRAPH_BREAK.join(parts)
    if len(text) > _MOST_TEXT:
        raise TooLarge(f"its text has {len(text):,} characters, over {_MOST_TEXT:,}", origin=origin.uri, cure=_CUT)
    if not text:
        raise Empty("no article is in it", origin=origin.uri, cure="give the page's text or HTML")
    return Document(
        text=text,
        paragraphs=tuple(paragraphs),
        title=known.title,
        published=known.published,
        published_because=known.published_because,
        dateline=known.dateline,
        authors=known.authors,
        publisher=known.publisher,
        agency=known.agency,
        language=language_of(text),
        origin=origin,
        alignment=tuple(alignment),
    )
