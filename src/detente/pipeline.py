"""The flow on one page: inputs → documents → annotated documents → readings.

    for outcome in read(paths):            # Read or Failure, in the order of the inputs
        ...

Stages do not know one another; they meet here. How the work is spread over processes is ``run``'s affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from detente import plugins
from detente.model.findings import Failure
from detente.model.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Document

ANNOTATE = "annotate.v1"
EXTRACT = ("statements.v1", "events.v1", "positions.v1", "terms.v1", "measures.v1", "assessments.v1")


class Annotates(Protocol):
    """What the pipeline asks of the annotating step."""

    def annotate(self, documents: Iterable[Document]) -> Iterator[AnnotatedDocument]:
        """Annotated documents in the order of the documents."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its reading."""

    document: Document
    reading: Reading


class Pipeline:
    """The steps of a reading, loaded once.

    Args:
        steps: names of the extracting steps, in order; later ones see the layers of earlier ones.
        annotator: name of the annotating step.
        model: name of the spaCy pipeline.
    """

    def __init__(
        self, *, steps: Sequence[str] = EXTRACT, annotator: str = ANNOTATE, model: str = "en_core_web_sm"
    ) -> None:
        self.names = (annotator, *steps)
        self._annotator: Annotates = plugins.load(annotator)(model=model)
        self._steps: list[Callable[[AnnotatedDocument, Reading], Reading]] = [plugins.load(name) for name in steps]
        self._extract_names = tuple(steps)

    def read(self, documents: Iterable[Document]) -> Iterator[Read | Failure]:
        """Reads documents in order; one that cannot be read gives a failure and the rest goes on.

        A document in another language than English has an empty reading.
        """
        for annotated in self._annotator.annotate(documents):
            yield self.extract(annotated)

    def extract(self, annotated: AnnotatedDocument) -> Read | Failure:
        """Runs the extracting steps on one annotated document."""
        document = annotated.document
        reading = Reading(
            document=document.id,
            published=annotated.published,
            published_because=annotated.published_because,
            issuer=annotated.issuer,
            steps=(self.names[0],),
        )
        for name, step in zip(self._extract_names, self._steps, strict=True):
            try:
                reading = step(annotated, reading)
            except Exception as error:  # noqa: BLE001  # a step's fault costs that document, not the run
                return Failure(
                    origin=document.origin.uri,
                    stage=name,
                    kind=type(error).__name__,
                    reason=str(error),
                    cure="report it with the document",
                    raw_id=document.origin.raw_id,
                )
        return Read(document, reading)
