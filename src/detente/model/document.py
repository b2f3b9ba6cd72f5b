"""A document: clean text with its paragraphs, what is known of it, and the way back to the raw file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from detente.model.ids import Identified, content_id
from detente.model.when import When

ParagraphKind = Literal["headline", "subhead", "body", "caption"]
TITLES: frozenset[ParagraphKind] = frozenset({"headline", "subhead"})
HEADINGS: frozenset[ParagraphKind] = TITLES | {"caption"}
"""What says in short what the body says."""
PARAGRAPH_BREAK = "\n\n"
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: characters ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}:{self.end}")

    def holds(self, other: Span) -> bool:
        """Whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One of the article's own paragraphs. ``span`` points into the document's text."""

    span: Span
    kind: ParagraphKind = "body"


@dataclass(frozen=True, slots=True)
class Alignment:
    """``text[start:end]`` was read from ``raw[raw_start:raw_end]`` (bytes of the raw file); in order of ``start``."""

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document came from.

    Attributes:
        uri: path or address, as given.
        part: which document of a container this is (``""`` where the file is one document).
        media_type: told by content: ``text/plain``, ``text/html``, ``text/markdown``, …
        encoding: of the raw bytes.
        raw_id: SHA-256 of the raw bytes.
    """

    uri: str
    part: str = ""
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    raw_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Identified):
    """An article as its reader sees it. The text never changes after ingest.

    Attributes:
        text: the paragraphs joined by a blank line; each paragraph's white space is folded to single spaces.
        paragraphs: in order, their spans inside ``text``.
        title: headline, or ``None``.
        published: the date told by metadata, address or text, or ``None``; never inferred (that is annotation's).
        published_because: the reasons for ``published``, one a clue.
        dateline: the place of the dateline ("SEOUL"), or ``None``.
        authors: of the byline.
        publisher: outlet, or ``None``.
        agency: a wire or origin credited, or ``None``.
        language: ISO 639-1; documents in another language than English are kept and not read.
        origin: where it came from.
        alignment: the way back to the raw bytes.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    published: When | None = None
    published_because: tuple[str, ...] = ()
    dateline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    agency: str | None = None
    language: str = "en"
    origin: Origin
    alignment: tuple[Alignment, ...] = ()

    def _hashed(self) -> str:
        """Hash of what was read: text, title, publisher and own date; copies elsewhere have the same id."""
        return content_id("d", self.text, self.title, self.publisher, self.published.iso if self.published else None)

    @property
    def name(self) -> str:
        """The file's name without folder and suffix, for readings on disk."""
        stem = self.origin.uri.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        stem = stem.rsplit(".", 1)[0] if "." in stem.strip(".") else stem
        part = "-".join(_WORDS.findall(self.origin.part))[-60:]
        return f"{stem}-{part}" if part else stem

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def paragraph_at(self, offset: int) -> int | None:
        """The number of the paragraph that holds the character, or ``None`` between paragraphs."""
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.span.start <= offset < paragraph.span.end:
                return number
        return None

    def raw_span(self, span: Span) -> tuple[int, int] | None:
        """First and last byte (exclusive) of the raw file that the span was read from, or ``None`` where unknown."""
        touched = [a for a in self.alignment if a.start < span.end and span.start < a.end]
        return (touched[0].raw_start, max(a.raw_end for a in touched)) if touched else None
