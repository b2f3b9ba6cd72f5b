"""What analysis asks of a record: notes with their sources, documents, failures. The record's view answers; so does ``Memory``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from detente.errors import UnknownId
from detente.model.findings import Failure, Sourced
from detente.resources.topics import built_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model.document import Document
    from detente.model.reading import Assessment, Event, Measure, Note, Position, Reading, Statement, Term
    from detente.model.topics import Topics
    from detente.model.when import When

NoteT = TypeVar("NoteT", bound="Note")


class View(Protocol):
    """A selection of a record's notes, already filtered."""

    def statements(self) -> Sequence[Sourced[Statement]]:
        """Statements, oldest first."""

    def events(self) -> Sequence[Sourced[Event]]:
        """Events, oldest first."""

    def positions(self) -> Sequence[Sourced[Position]]:
        """Positions, oldest first."""

    def terms(self) -> Sequence[Sourced[Term]]:
        """Terms, oldest first."""

    def measures(self) -> Sequence[Sourced[Measure]]:
        """Measures, oldest first."""

    def assessments(self) -> Sequence[Sourced[Assessment]]:
        """Assessments, oldest first."""

    def documents(self) -> Sequence[Document]:
        """The documents of the selection, oldest first."""

    def document(self, id_: str) -> Document:
        """A document by its id, whether it is of the selection or not.

        Raises:
            UnknownId: if the record has no such document.
        """

    def reading(self, document: str) -> Reading:
        """The reading of a document, by its id.

        Raises:
            UnknownId: if the record has no such document.
        """

    def failures(self) -> Sequence[Failure]:
        """Inputs that could not be read."""

    def topics(self) -> Topics:
        """What tells what the words of a demand or an offer are about."""


def when_of(note: Note, reading: Reading) -> When | None:
    """The day that places a note in time: its own, else its document's; a term and an assessment have none of their own."""
    own: When | None = getattr(note, "date", None)
    return own or reading.published


def place_in_time(sourced: Sourced[NoteT]) -> tuple[bool, int, int, str]:
    """A key that sorts oldest first, notes without a day before all others, and ties by the note's id."""
    when = sourced.when
    if when is None:
        return (False, 0, 0, sourced.note.id)
    return (True, when.last.toordinal(), when.first.toordinal(), sourced.note.id)


def carrier(sourced: Sourced[NoteT]) -> str:
    """The story that carries a note; its document where nobody looked for stories. Notes of one carrier are not independent."""
    return sourced.story or sourced.document


def documents_under(notes: Iterable[Sourced[NoteT]]) -> int:
    """How many documents tell of some things."""
    return len({report.document for sourced in notes for report in sourced.reports})


@dataclass(frozen=True, slots=True)
class Memory:
    """A view of readings held in memory: a brief without a project, and tests.

    Args:
        read: documents with their readings.
        failed: inputs that could not be read.
        told_by: the topics of demands and offers.
    """

    read: tuple[tuple[Document, Reading], ...]
    failed: tuple[Failure, ...] = ()
    told_by: Topics = field(default_factory=built_in)

    def _layer(self, name: str) -> tuple[Sourced[Note], ...]:
        notes = [
            Sourced(
                note=note,
                document=document.id,
                title=document.title or document.name,
                publisher=document.publisher,
                when=when_of(note, reading),
            )
            for document, reading in self.read
            for note in getattr(reading, name)
        ]
        return tuple(sorted(notes, key=place_in_time))

    def statements(self) -> Sequence[Sourced[Statement]]:
        """Statements, oldest first."""
        return self._layer("statements")  # type: ignore[return-value]  # a layer holds one type of note

    def events(self) -> Sequence[Sourced[Event]]:
        """Events, oldest first."""
        return self._layer("events")  # type: ignore[return-value]  # as above

    def positions(self) -> Sequence[Sourced[Position]]:
        """Positions, oldest first."""
        return self._layer("positions")  # type: ignore[return-value]  # as above

    def terms(self) -> Sequence[Sourced[Term]]:
        """Terms, oldest first."""
        return self._layer("terms")  # type: ignore[return-value]  # as above

    def measures(self) -> Sequence[Sourced[Measure]]:
        """Measures, oldest first."""
        return self._layer("measures")  # type: ignore[return-value]  # as above

    def assessments(self) -> Sequence[Sourced[Assessment]]:
        """Assessments, oldest first."""
        return self._layer("assessments")  # type: ignore[return-value]  # as above

    def documents(self) -> Sequence[Document]:
        """The documents, oldest first."""

        def key(pair: tuple[Document, Reading]) -> tuple[int, str]:
            published = pair[1].published or pair[0].published
            return (published.last.toordinal() if published else 0, pair[0].id)

        return tuple(document for document, _ in sorted(self.read, key=key))

    def document(self, id_: str) -> Document:
        """A document by its id."""
        return self._pair(id_)[0]

    def reading(self, document: str) -> Reading:
        """The reading of a document, by its id."""
        return self._pair(document)[1]

    def _pair(self, id_: str) -> tuple[Document, Reading]:
        for document, reading in self.read:
            if document.id == id_:
                return document, reading
        raise UnknownId(f"there is no document {id_!r}", cure="list them with `detente show documents`")

    def failures(self) -> Sequence[Failure]:
        """Inputs that could not be read."""
        return self.failed

    def topics(self) -> Topics:
        """What tells what the words of a demand or an offer are about."""
        return self.told_by
