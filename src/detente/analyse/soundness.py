"""Whether a record still says what its documents say: ids are content hashes and quotes are exact, so rot shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model.evidence import InText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.analyse.view import View


def faults(view: View) -> Iterator[str]:
    """What does not hold, document by document; nothing for a sound record."""
    for document in view.documents():
        reading = view.reading(document.id)
        if reading.document != document.id:
            yield f"{document.id}: its reading is of {reading.document}"
        for note in reading.notes():
            where = note.evidence.where
            if isinstance(where, InText) and document.text[where.start : where.end] != where.quote:
                yield f"{document.id}: the words of {note.id} are not in its text"
