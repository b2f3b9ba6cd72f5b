"""What a container (a mailbox, a feed, a WARC file, a table of articles) gives: its documents' bytes, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.errors import SkipItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document of a container, or the page at an address.

    Attributes:
        uri: the container's path or address.
        part: which of its documents this is; ``""`` where it is the only one.
        data: the raw bytes, kept by their hash.
        text: the text where it is not the bytes decoded (a mail's body, a PDF's words); the way back to the bytes is then unknown.
        known: what the container tells of the document, under the names that front matter has: title, date, author, publisher, url.
        address: where it was published, as far as known.
        trusted: the text is the article alone; no line of it is taken for a menu or an advertisement.
    """

    uri: str
    part: str = ""
    data: bytes = field(repr=False)
    text: str | None = field(default=None, repr=False)
    known: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    trusted: bool = False

    @property
    def name(self) -> str:
        """Container and part, as failures name it."""
        return f"{self.uri}#{self.part}" if self.part else self.uri


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a container that could not be read; the rest goes on."""

    uri: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class End:
    """The container has been read to its end.

    Attributes:
        uri: its path or address.
        whole: whether it gave all that it holds. A feed gives its newest entries, and nothing where nothing is new: what it gave before still stands.
    """

    uri: str
    whole: bool = True


def fault(error: SkipItem, *, uri: str, part: str = "") -> Fault:
    """The fault that an error in a part of a container makes."""
    origin = f"{uri}#{part}" if part else uri
    return Fault(
        uri, Failure(origin=origin, stage="ingest", kind=type(error).__name__, reason=error.what, cure=error.cure)
    )
