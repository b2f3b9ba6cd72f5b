"""A view through filters: what ``analyse`` asks of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.record.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model.document import Document
    from detente.model.findings import Failure, Sourced
    from detente.model.lists import Edition, Listing
    from detente.model.reading import Assessment, Event, Layer, Measure, Note, Position, Reading, Statement, Term
    from detente.model.topics import Topics
    from detente.record.filters import Filters
    from detente.record.view import View


class Selection:
    """The notes, documents and failures of a view that fit the filters.

    Notes that tell of one thing are one entry: the best told with the others beside it (``Sourced.also``).

    Args:
        view: the record as it is looked at.
        filters: what must hold.
        each: every note by itself, as many as tell of a thing.
    """

    def __init__(self, view: View, filters: Filters, *, each: bool = False) -> None:
        self._view = view
        self.filters = filters
        self._each = each
        self._things: dict[Layer, dict[str, str]] = {}
        self._stories: dict[str, tuple[str, ...]] | None = None

    def _notes(self, layer: Layer) -> Sequence[Sourced[Note]]:
        if layer not in self._things:
            self._things[layer] = {} if self._each else self._view.things(layer)
        if self._stories is None:
            self._stories = self._view.stories_of()
        return folded(self._view.notes(layer, self.filters), things=self._things[layer], stories=self._stories)

    def statements(self) -> Sequence[Sourced[Statement]]:
        """Statements, oldest first."""
        return self._notes("statements")  # type: ignore[return-value]  # a layer holds one type of note

    def events(self) -> Sequence[Sourced[Event]]:
        """Events, oldest first."""
        return self._notes("events")  # type: ignore[return-value]  # as above

    def positions(self) -> Sequence[Sourced[Position]]:
        """Positions, oldest first."""
        return self._notes("positions")  # type: ignore[return-value]  # as above

    def terms(self) -> Sequence[Sourced[Term]]:
        """Terms, oldest first."""
        return self._notes("terms")  # type: ignore[return-value]  # as above

    def measures(self) -> Sequence[Sourced[Measure]]:
        """Measures, oldest first."""
        return self._notes("measures")  # type: ignore[return-value]  # as above

    def assessments(self) -> Sequence[Sourced[Assessment]]:
        """Assessments, oldest first."""
        return self._notes("assessments")  # type: ignore[return-value]  # as above

    def documents(self) -> Sequence[Document]:
        """The documents, oldest first, with their texts."""
        return tuple(self._view.document(row.id) for row in self._view.documents(self.filters))

    def document(self, id_: str) -> Document:
        """A document with its text, whatever the filters."""
        return self._view.document(id_)

    def reading(self, document: str) -> Reading:
        """The whole reading of a document, whatever the filters."""
        return self._view.reading(document)

    def editions(self) -> Sequence[Edition]:
        """The editions of official lists, oldest first in each list, whatever the filters."""
        return tuple(row.edition for row in self._view.editions())

    def listings(self, edition: str) -> Sequence[Listing]:
        """The entries of an edition."""
        return self._view.listings(edition)

    def failures(self) -> Sequence[Failure]:
        """Inputs that could not be read, whatever the filters."""
        return self._view.failures()

    def topics(self) -> Topics:
        """What tells what the words of a demand or an offer are about."""
        return self._view.topics
