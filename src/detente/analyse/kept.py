"""A view that asks the record once for each thing and remembers the answer: for a page that looks at all of it."""

from __future__ import annotations

from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.analyse.view import View
    from detente.model.document import Document
    from detente.model.findings import Failure, Sourced
    from detente.model.reading import Assessment, Event, Measure, Position, Reading, Statement, Term
    from detente.model.topics import Topics


FoundT = TypeVar("FoundT")
Options = ParamSpec("Options")


def found_once(
    find: Callable[Concatenate[View, Options], FoundT],
) -> Callable[Concatenate[View, Options], FoundT]:
    """Has a finding found once of a kept view, however many ask for it; of other views it is found each time."""

    @wraps(find)
    def asked(view: View, /, *args: Options.args, **options: Options.kwargs) -> FoundT:
        if not isinstance(view, Kept):
            return find(view, *args, **options)
        key = (find.__module__, find.__name__, args, tuple(sorted(options.items())))
        if key not in view.findings:
            view.findings[key] = find(view, *args, **options)
        found: FoundT = view.findings[key]
        return found

    return asked


class Kept:
    """What a view answered when first asked.

    Attributes:
        findings: what was found of it (``found_once``), by what and how.

    Args:
        view: the view that is asked.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self.findings: dict[object, Any] = {}
        self._documents: dict[str, Document] = {}
        self._readings: dict[str, Reading] = {}

    @cached_property
    def _statements(self) -> Sequence[Sourced[Statement]]:
        return self._view.statements()

    @cached_property
    def _events(self) -> Sequence[Sourced[Event]]:
        return self._view.events()

    @cached_property
    def _positions(self) -> Sequence[Sourced[Position]]:
        return self._view.positions()

    @cached_property
    def _terms(self) -> Sequence[Sourced[Term]]:
        return self._view.terms()

    @cached_property
    def _measures(self) -> Sequence[Sourced[Measure]]:
        return self._view.measures()

    @cached_property
    def _assessments(self) -> Sequence[Sourced[Assessment]]:
        return self._view.assessments()

    @cached_property
    def _selected(self) -> Sequence[Document]:
        return self._view.documents()

    @cached_property
    def _failures(self) -> Sequence[Failure]:
        return self._view.failures()

    def statements(self) -> Sequence[Sourced[Statement]]:
        """Statements, oldest first."""
        return self._statements

    def events(self) -> Sequence[Sourced[Event]]:
        """Events, oldest first."""
        return self._events

    def positions(self) -> Sequence[Sourced[Position]]:
        """Positions, oldest first."""
        return self._positions

    def terms(self) -> Sequence[Sourced[Term]]:
        """Terms, oldest first."""
        return self._terms

    def measures(self) -> Sequence[Sourced[Measure]]:
        """Measures, oldest first."""
        return self._measures

    def assessments(self) -> Sequence[Sourced[Assessment]]:
        """Assessments, oldest first."""
        return self._assessments

    def documents(self) -> Sequence[Document]:
        """The documents, oldest first."""
        return self._selected

    def document(self, id_: str) -> Document:
        """A document by its id, whether it is of the selection or not."""
        if id_ not in self._documents:
            self._documents[id_] = self._view.document(id_)
        return self._documents[id_]

    def reading(self, document: str) -> Reading:
        """The reading of a document, by its id."""
        if document not in self._readings:
            self._readings[document] = self._view.reading(document)
        return self._readings[document]

    def failures(self) -> Sequence[Failure]:
        """Inputs that could not be read."""
        return self._failures

    def topics(self) -> Topics:
        """What tells what the words of a demand or an offer are about."""
        return self._view.topics()


class Otherwise(Kept):
    """A kept view whose positions are others; all else is as it was kept.

    Args:
        kept: the view.
        positions: its positions instead.
    """

    def __init__(self, kept: Kept, positions: Sequence[Sourced[Position]]) -> None:
        super().__init__(kept)
        self._otherwise = positions

    def positions(self) -> Sequence[Sourced[Position]]:
        """Positions, oldest first."""
        return self._otherwise
