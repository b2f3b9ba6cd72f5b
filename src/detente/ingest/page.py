"""A page as ingest hands it to the metadata reader, and what comes back: what is known of the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.model.document import ParagraphKind
    from detente.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the page that is not blank, in the page's order.

    Attributes:
        text: its text without markup, white space folded to single spaces.
        score: how likely it is the article's own, 0 to 1.
        paragraph: the number of the kept paragraph it went into, or ``None`` where it was left out.
        shape: what the page's markup made of it: ``heading``, ``item``, ``link``, ``row`` (of a table) or ``text``.
    """

    text: str
    score: float = 1.0
    paragraph: int | None = None
    shape: str = "text"

    @property
    def kept(self) -> bool:
        """Whether it went into a paragraph."""
        return self.paragraph is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A paragraph of the article: its text, white space folded to single spaces, and its kind."""

    text: str
    kind: ParagraphKind = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page before its metadata are read.

    Attributes:
        uri: path or address, as given.
        media_type: told by content: ``text/plain``, ``text/markdown`` or ``text/html``.
        lines: the lines of the raw text, kept and left out; for HTML, of its text without markup.
        paragraphs: what is to be the document's text, in order.
        front: YAML front matter, keys in lower case; lists are joined by "; ", empty where there is none.
        html: the HTML where the page is HTML.
    """

    uri: str
    media_type: str = "text/plain"
    lines: tuple[Line, ...] = ()
    paragraphs: tuple[Kept, ...] = ()
    front: Mapping[str, str] = field(default_factory=dict)
    html: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of an article; the fields are those of ``Document``.

    Attributes:
        title: headline; where it is none of the paragraphs, it stays metadata only.
        published: the date told by metadata, address or text, never inferred.
        published_because: the reasons for it, one a clue.
        dateline: the dateline's place.
        authors: of the byline.
        publisher: outlet.
        agency: a wire or origin credited.
        not_paragraphs: numbers of ``Page.paragraphs`` that are bylines, credits or dates and leave the text.
    """

    title: str | None = None
    published: When | None = None
    published_because: tuple[str, ...] = ()
    dateline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    agency: str | None = None
    not_paragraphs: frozenset[int] = frozenset()
