"""One process's share of a run: inputs to readings, with nothing written."""

from __future__ import annotations

import gc
import os
import signal
import threading
from dataclasses import dataclass, field, replace
from functools import cache
from multiprocessing import parent_process
from typing import TYPE_CHECKING

from detente.errors import SkipItem
from detente.ingest.inputs import Input, failure
from detente.ingest.pieces import End, Fault, Piece
from detente.ingest.reader import read_bytes, read_piece
from detente.model.findings import Failure
from detente.own import own_files
from detente.pipeline import Pipeline, Read
from detente.record import open_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from multiprocessing.process import BaseProcess

    from detente.model.document import Document
    from detente.record.address import Address
    from detente.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every process of a run must know.

    Attributes:
        settings: the run's settings.
        annotator: name of the annotating step.
        steps: names of the extracting steps.
        record: where the record is, in which known documents are looked up; ``None`` reads all.
    """

    settings: Settings
    annotator: str
    steps: tuple[str, ...]
    record: Address | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All steps by name, with a mark of the user's own files."""
        own = own_files(actors_file=self.settings.actors_file, issues_files=self.settings.issues_files)
        return own.names((self.annotator, *self.steps))


@dataclass(frozen=True, slots=True)
class Known:
    """A document of which the record has a reading by the same steps."""

    document: Document


Outcome = Read | Known | Failure


Given = Input | Piece | Fault | End | Failure
"""What a run reads: files, and what containers of several documents hold."""


@dataclass(frozen=True, slots=True)
class Done:
    """An input, or a piece of one, with all that came of it.

    Attributes:
        uri: the input's path or address.
        raw: the bytes where they could be read.
        outcomes: documents and failures.
        ends: whether the input is done with it; more pieces of it follow otherwise.
        whole: whether the input gave all that it holds; what it gave before still stands otherwise.
    """

    uri: str
    raw: bytes | None = field(repr=False)
    outcomes: tuple[Outcome, ...]
    ends: bool = True
    whole: bool = True


def work(job: Job, inputs: Sequence[Given]) -> Iterator[Done]:
    """Reads inputs, in order; their documents go through the parser as one stream."""
    opened = [_open(found, job.settings) for found in inputs]
    first = _to_read(job, [document for one in opened for document in one.documents])
    chosen = job.settings
    pipeline = _pipeline(
        job.annotator, job.steps, job.names, model=chosen.model, actors_file=chosen.actors_file, issues_files=chosen.issues_files,
        gate=chosen.gate,
    )  # fmt: skip
    readings = pipeline.read(first.values())
    outcomes: dict[str, Read | Failure] = {}
    for one in opened:
        done: list[Outcome] = list(one.failures)
        for document in one.documents:
            if document.id not in first:
                done.append(Known(document))
                continue
            if document.id not in outcomes:
                outcomes[document.id] = next(readings)
            done.append(_for_copy(document, outcomes[document.id]))
        yield Done(one.uri, one.raw, tuple(done), one.ends, one.whole)
    _settle()


@cache
def _settle() -> None:
    """What is loaded by now stays loaded: the garbage collector need not look through it again and again."""
    gc.freeze()


def work_all(job: Job, inputs: Sequence[Given]) -> list[Done]:
    """As ``work``, all at once: what a process of several does."""
    return list(work(job, inputs))


def attend() -> None:
    """What a process of several begins with: Ctrl-C is left to the process that writes, and when that has died, however it did, this one ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    writing = parent_process()
    if writing is not None:
        threading.Thread(target=_end_with, args=(writing,), daemon=True).start()


def _end_with(writing: BaseProcess) -> None:
    writing.join()
    os._exit(1)  # nobody is left to take what is being read


@dataclass(frozen=True, slots=True)
class _Opened:
    uri: str
    raw: bytes | None
    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()
    ends: bool = True
    whole: bool = True


@cache
def _pipeline(
    annotator: str,
    steps: tuple[str, ...],
    names: tuple[str, ...],  # noqa: ARG001  # the mark of the user's files: another pipeline where they changed
    *,
    model: str,
    actors_file: str,
    issues_files: str,
    gate: bool,
) -> Pipeline:
    """The pipeline, loaded once a process."""
    return Pipeline(
        steps=steps, annotator=annotator, model=model, actors_file=actors_file, issues_files=issues_files, gate=gate
    )


def _to_read(job: Job, documents: Sequence[Document]) -> dict[str, Document]:
    """The documents to be read, by id: the first of several copies, and none that the record has by the same steps."""
    first: dict[str, Document] = {}
    for document in documents:
        first.setdefault(document.id, document)
    if job.record is None:
        return first
    names = job.names
    with open_project(job.record, read_only=True) as record:
        view = record.view()
        return {id_: document for id_, document in first.items() if not view.is_read(id_, names)}


def _open(found: Given, settings: Settings) -> _Opened:
    if isinstance(found, Failure):
        return _Opened(found.origin, None, failures=(found,))
    if isinstance(found, Fault):
        return _Opened(found.uri, None, failures=(found.failure,), ends=False)
    if isinstance(found, End):
        return _Opened(found.uri, None, whole=found.whole)
    try:
        raw = found.data if isinstance(found, Piece) else found.read(max_bytes=settings.max_bytes)
    except SkipItem as error:
        return _Opened(found.uri, None, failures=(failure(error, origin=found.uri),))
    outcomes = tuple(_ingested(raw, found, settings))
    return _Opened(
        found.uri,
        raw,
        documents=tuple(one for one in outcomes if not isinstance(one, Failure)),
        failures=tuple(one for one in outcomes if isinstance(one, Failure)),
        ends=isinstance(found, Input),
    )


def _ingested(raw: bytes, found: Input | Piece, settings: Settings) -> Iterable[Document | Failure]:
    most, seconds = settings.max_bytes, settings.max_seconds
    try:
        if isinstance(found, Piece):
            yield from read_piece(found, max_bytes=most, max_seconds=seconds)
        else:
            yield from read_bytes(raw, uri=found.uri, max_bytes=most, max_seconds=seconds)
    except Exception as error:  # noqa: BLE001  # no input, however odd, ends the run
        kind, reason = type(error).__name__, str(error)
        origin = found.name if isinstance(found, Piece) else found.uri
        yield Failure(origin=origin, stage="ingest", kind=kind, reason=reason, cure="report it with the file")


def _for_copy(document: Document, outcome: Read | Failure) -> Read | Failure:
    """What was found of the first of several copies, for this one."""
    if isinstance(outcome, Failure):
        return replace(outcome, origin=document.origin.uri)
    return Read(document, outcome.reading)
