"""An event with all that a file of events says of it: codes, document, day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.cameo import coding
from detente.model.evidence import InText

if TYPE_CHECKING:
    from collections.abc import Collection

    from detente.analyse.cameo import Coding
    from detente.analyse.view import View
    from detente.model.document import Document
    from detente.model.findings import Sourced
    from detente.model.reading import Event, EventStatus
    from detente.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of a document.

    Attributes:
        sourced: the note.
        coding: what CAMEO and PLOVER's tables say of it.
        document: where it stands.
        published: the document's day, own or inferred.
        date: the event's own, or that of its report where asked for; ``None`` where there is none.
    """

    sourced: Sourced[Event]
    coding: Coding
    document: Document
    published: When | None
    date: When | None

    @property
    def event(self) -> Event:
        """The note itself."""
        return self.sourced.note

    @property
    def start(self) -> int | None:
        """The first character of its words, or ``None`` where it stands in a list."""
        where = self.event.evidence.where
        return where.start if isinstance(where, InText) else None


def told(view: View, *, statuses: Collection[EventStatus], by_report: bool = False) -> tuple[tuple[Told, ...], int]:
    """The events of a view with one of the statuses, in the view's order, and how many have another status."""
    events = view.events()
    wanted = [event for event in events if event.note.status in statuses]
    documents = {id_: _document(view, id_) for id_ in dict.fromkeys(event.document for event in wanted)}
    found = tuple(
        Told(
            sourced=event,
            coding=coding(event.note),
            document=documents[event.document][0],
            published=documents[event.document][1],
            date=event.note.date or (documents[event.document][1] if by_report else None),
        )
        for event in wanted
    )
    return found, len(events) - len(wanted)


def _document(view: View, id_: str) -> tuple[Document, When | None]:
    document = view.document(id_)
    return document, view.reading(id_).published or document.published
