"""What a view's lists hold, and the store's rows turned into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model.findings import Sourced
from detente.model.when import When
from detente.record import edge
from detente.record.snippets import CLOSE_MARK, OPEN_MARK

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Row

    from detente.model.reading import Layer, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in a list.

    Attributes:
        id: its id.
        title: headline, or its file's name.
        publisher: outlet, or ``None``.
        published: its date, its own or inferred by its reading.
        language: ISO 639-1; others than ``en`` are kept and not read.
        uri: the path or address it was first read from.
        carriers: at how many places it stands.
        notes: how many notes its reading holds.
        learnt_at: when the record learnt it.
    """

    id: str
    title: str
    publisher: str | None
    published: When | None
    language: str
    uri: str
    carriers: int
    notes: int
    learnt_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that a search found. ``marks`` are the places of the words found in ``snippet``."""

    document: DocumentRow
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A run of ``detente read``. A run that was killed stays ``running`` without ``finished_at``."""

    number: int
    started_at: datetime
    finished_at: datetime | None
    state: str
    version: str
    steps: tuple[str, ...]
    counts: dict[str, int]


def _when(first: date | None, last: date | None) -> When | None:
    return When(first, last or first) if first else None


def _file_name(uri: str) -> str:
    return uri.rstrip("/").rsplit("/", 1)[-1] or uri


def document_row(row: Row[tuple[object, ...]]) -> DocumentRow:
    """A row of the list of documents."""
    return DocumentRow(
        id=row.id,
        title=row.title or _file_name(row.uri),
        publisher=row.publisher,
        published=_when(row.date_first, row.date_last),
        language=row.language,
        uri=row.uri,
        carriers=row.carriers,
        notes=row.notes or 0,
        learnt_at=row.learnt_at,
    )


def sourced(layer: Layer, row: Row[tuple[object, ...]]) -> Sourced[Note]:
    """A note's row, with what is said of its document."""
    return Sourced(
        note=edge.note_from_json(layer, row.body),
        document=row.document,
        title=row.title or _file_name(row.uri),
        publisher=row.publisher,
        when=_when(row.date_first, row.date_last),
    )


def hit(row: Row[tuple[object, ...]], marked: str, score: float) -> Hit:
    """A search's hit, the marks in its snippet turned into places."""
    plain, marks, begun = "", [], 0
    for character in marked:
        if character == OPEN_MARK:
            begun = len(plain)
        elif character == CLOSE_MARK:
            marks.append((begun, len(plain)))
        else:
            plain += character
    return Hit(document=document_row(row), snippet=plain, marks=tuple(marks), score=score)
