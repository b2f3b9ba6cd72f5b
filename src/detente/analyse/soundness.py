"""Whether a record still says what its documents say: ids are content hashes and quotes are exact, so rot shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import UnknownId
from detente.model.evidence import InText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.analyse.view import View


def faults(view: View) -> Iterator[str]:
    """What does not hold, document by document; nothing for a sound record.

    A document's id is computed anew from its text, so a text that changed finds no reading.
    """
    for document in view.documents():
        try:
            reading = view.reading(document.id)
        except UnknownId:
            yield f"{document.id}: no reading is of this text; it changed on the disk, or its reading was lost"
            continue
        for note in reading.notes():
            where = note.evidence.where
            if isinstance(where, InText) and document.text[where.start : where.end] != where.quote:
                yield f"{document.id}: the words of {note.id} are not in its text"
