"""A note as JSON, in the codebook's shape with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.analyse.disputes import disputes
from detente.present.codebook import date, note_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.evidence import InText
    from detente.model.findings import Sourced
    from detente.present.tabular import Json


def sourced_json(sourced: Sourced[Any]) -> Json:
    """A note in the codebook's shape, with its document and the day that places it in time."""
    return {
        **note_json(sourced.note),
        "when": date(sourced.when),
        "document": sourced.document,
        "title": sourced.title,
        "publisher": sourced.publisher,
        "stories": sourced.stories,
        "reports": [
            {
                "id": report.note.id,
                "document": report.document,
                "title": report.title,
                "publisher": report.publisher,
                "when": date(report.when),
                "quote": report.note.evidence.quote,
            }
            for report in sourced.also
        ],
        "disputed": {one.detail: {value: list(notes) for value, notes in one.values} for one in disputes(sourced)},
    }


def sourced_jsons(listed: Iterable[Sourced[Any]], *, kind: bool = False) -> tuple[Json, ...]:
    """Several notes; ``kind`` adds which layer's each is."""
    named = ((s, {"note": type(s.note).__name__.lower()} if kind else {}) for s in listed)
    return tuple({**extra, **sourced_json(s)} for s, extra in named)


def words_of(part: InText | None) -> str:
    """The words of a part of a note, or ""."""
    return part.quote if part else ""
