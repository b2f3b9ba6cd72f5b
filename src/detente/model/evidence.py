"""What a fact rests on: words of a document, or an entry of a list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InText:
    """Words of a document: ``document.text[start:end] == quote``, always."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InList:
    """An entry of an edition of an official list."""

    edition: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact stands, and how it was found.

    Attributes:
        where: the words or the list entry.
        made_by: the versioned step that made it (``events.v1``).
        confidence: 0 to 1, the step's own estimate of being right.
        because: the derivation, piece by piece ("lemma 'urge' → REQUEST", "subject by control").
    """

    where: InText | InList
    made_by: str
    confidence: float = 1.0
    because: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        """The words, or the entry's id where it stands in a list."""
        return self.where.quote if isinstance(self.where, InText) else self.where.entry
