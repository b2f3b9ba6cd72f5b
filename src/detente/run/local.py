"""Runs on this machine: files and folders into a record, in one process or several, with the same result."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections import Counter, deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Literal, Self

from detente.errors import AbortRun, DetenteError
from detente.ingest import inputs
from detente.ingest.containers import Ways, expand
from detente.ingest.pieces import Piece
from detente.model.findings import Failure
from detente.model.off_topic import off_topic
from detente.pipeline import ANNOTATE, EXTRACT, READ_LANGUAGE, Read
from detente.run.work import Done, Given, Job, Known, attend, work, work_all
from detente.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path
    from types import FrameType

    from detente.model.document import Document
    from detente.model.reading import Reading
    from detente.record import Record, Writer
    from detente.record.writer import Added, RunState

Result = Literal["new", "superseded", "carried", "unchanged", "unread", "aside", "failed"]
"""What came of a document: ``unread`` is in another language and kept, ``aside`` off topic by the gate and kept; the rest is as ``record.Added``."""
CHUNK_INPUTS = 8
LAST, LAST_INPUTS = 16, 2
CHUNK_BYTES = 4_000_000
AHEAD = 3
"""Chunks a process that may be under way or waiting to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """An input is done: ``done`` of ``total``."""

    done: int
    total: int
    origin: str
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """How a run went.

    Attributes:
        inputs: files found, done or not.
        counts: how many documents had each result.
        failures: what could not be read in this run.
        interrupted: whether Ctrl-C ended it; what was committed stays.
        asked_to_stop: whether Ctrl-C was pressed, also where nothing was left to read by then.
        seconds: how long it took.
    """

    inputs: int
    counts: dict[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    interrupted: bool = False
    asked_to_stop: bool = False
    seconds: float = 0.0


def read_into(
    paths: Iterable[Path | str | inputs.Input],
    record: Record,
    settings: Settings,
    *,
    annotator: str = ANNOTATE,
    steps: Sequence[str] = EXTRACT,
    again: bool = False,
    ways: Ways | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_read: Callable[[Document, Reading], None] | None = None,
) -> RunReport:
    """Reads files and folders into a record; each document is written whole, in the order of the inputs.

    Args:
        paths: files, folders, patterns, addresses.
        record: the record, open for writing.
        settings: ``workers`` says how many processes read.
        annotator: name of the annotating step.
        steps: names of the extracting steps.
        again: read also what the record has from the same steps.
        ways: how containers of several documents are opened, and whether addresses are; without it addresses are refused.
        on_progress: called after each input.
        on_read: called with each document and its reading, those known before too.

    Raises:
        AbortRun: if nothing more can be written or the record is damaged; what was committed stays.
    """
    found = list(inputs.find(paths))
    job = Job(settings=settings, annotator=annotator, steps=tuple(steps), record=None if again else record.address)
    keeper, started, count = _Keeper(record, on_read=on_read), time.monotonic(), 0
    state: RunState = "aborted"
    opened = contextlib.closing(_stream(job, found, ways or Ways(max_bytes=settings.max_bytes)))
    with record.writer() as writer, _Interrupts() as interrupts, opened as stream:
        number = writer.begin_run(steps=job.names, settings={**asdict(settings), "project": str(record.address)})
        try:
            for done in stream:
                results = keeper.keep(writer, done)
                count += done.ends
                if on_progress:
                    on_progress(Progress(done=count, total=len(found), origin=done.uri, results=results))
                if interrupts.asked and count < len(found):
                    state = "interrupted"
                    break
            else:
                state = "done"
            writer.gather()
        except KeyboardInterrupt:
            state = "interrupted"
        finally:
            with contextlib.suppress(DetenteError):  # a full disk takes no end of run either; its own error goes up
                writer.end_run(number, state=state, counts=keeper.counts)
    return RunReport(
        inputs=len(found),
        counts=dict(keeper.counts),
        failures=tuple(keeper.failures),
        interrupted=state == "interrupted",
        asked_to_stop=interrupts.asked,
        seconds=time.monotonic() - started,
    )


def read(
    paths: Iterable[Path | str | inputs.Input],
    settings: Settings | None = None,
    *,
    annotator: str = ANNOTATE,
    steps: Sequence[str] = EXTRACT,
    ways: Ways | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Read | Failure]:
    """Reads files and folders without a project: documents with their readings, and failures, in the inputs' order.

    Args:
        paths: files, folders, patterns, addresses.
        settings: how to read; the defaults where none are given.
        annotator: name of the annotating step.
        steps: names of the extracting steps, in order.
        ways: as in ``read_into``.
        on_progress: called after each input.
    """
    found = list(inputs.find(paths))
    job = Job(settings=settings or Settings(), annotator=annotator, steps=tuple(steps))
    count = 0
    for done in _stream(job, found, ways or Ways(max_bytes=job.settings.max_bytes)):
        count += done.ends
        results: list[Result] = []
        for outcome in done.outcomes:
            if isinstance(outcome, Read):
                results.append(_told(outcome, "new"))
                yield outcome
            elif isinstance(outcome, Failure):
                results.append("failed")
                yield outcome
        if on_progress:
            on_progress(Progress(done=count, total=len(found), origin=done.uri, results=tuple(results)))


class _Keeper:
    """Writes what comes of inputs, and counts."""

    def __init__(self, record: Record, *, on_read: Callable[[Document, Reading], None] | None) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: list[Failure] = []
        self._record = record
        self._on_read = on_read
        self._parts: list[str] = []
        self._failed: list[Failure] = []

    def keep(self, writer: Writer, done: Done) -> tuple[Result, ...]:
        """Writes all that came of an input or a piece of one; each document in a transaction of its own."""
        results: list[Result] = []
        failed: list[Failure] = []
        for outcome in done.outcomes:
            if isinstance(outcome, Failure):
                failed.append(outcome)
                continue
            try:
                added = writer.add(
                    outcome.document, None if isinstance(outcome, Known) else outcome.reading, raw=done.raw
                )
            except ValueError as error:  # text that no store takes, as half a surrogate pair
                failed.append(_unkept(outcome.document, error))
                continue
            self._parts.append(outcome.document.origin.part)
            results.append(_told(outcome, added))
            self._tell(outcome)
        self._failed += failed
        if done.ends:
            writer.settle(done.uri, parts=self._parts, failed=self._failed, whole=done.whole)
            self._parts, self._failed = [], []
        results += ["failed"] * len(failed)
        self.failures += failed
        self.counts.update(results)
        return tuple(results)

    def _tell(self, outcome: Read | Known) -> None:
        if self._on_read:
            id_ = outcome.document.id
            reading = outcome.reading if isinstance(outcome, Read) else self._record.view().reading(id_)
            self._on_read(outcome.document, reading)


def _told(outcome: Read | Known, added: Added) -> Result:
    """What came of a document, told apart where it is kept and not read."""
    if added != "new":
        return added
    if outcome.document.language != READ_LANGUAGE:
        return "unread"
    return "aside" if isinstance(outcome, Read) and off_topic(outcome.reading.steps) else "new"


def _unkept(document: Document, error: ValueError) -> Failure:
    return Failure(
        origin=document.origin.uri,
        stage="record",
        kind=type(error).__name__,
        reason=f"it cannot be kept: {error}",
        cure="report it with the file",
        raw_id=document.origin.raw_id,
    )


class _Interrupts:
    """Ctrl-C asks to stop after the document in hand; a second one stops at once."""

    def __init__(self) -> None:
        self.asked = False
        self._before: object = None

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]  # what signal gave is what it takes


def _stream(job: Job, found: Sequence[inputs.Input | inputs.Address | Failure], ways: Ways) -> Generator[Done]:
    """What comes of each input, in order, over as many processes as the settings say."""
    coming = _chunks(expand(found, ways))
    first = list(islice(coming, 2))
    coming = chain(first, coming)
    if job.settings.workers <= 1 or len(first) <= 1:
        for chunk in coming:
            yield from work(job, chunk)
        return
    workers = job.settings.workers
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=attend)
    try:
        pending: deque[Future[list[Done]]] = deque(
            pool.submit(work_all, job, chunk) for chunk in islice(coming, workers * AHEAD)
        )
        while pending:
            yield from pending.popleft().result()
            pending.extend(pool.submit(work_all, job, chunk) for chunk in islice(coming, 1))
    except BrokenProcessPool as error:
        raise AbortRun(
            "a process that was reading died, perhaps for want of memory",
            cure="run again with fewer workers; what was committed stays",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _chunks(found: Iterable[Given]) -> Iterator[list[Given]]:
    """Inputs in small groups, the same whatever the number of processes; in smaller ones towards the end, so that all have done at about one time."""
    chunk: list[Given] = []
    size = 0
    for one, last in _with_end(found):
        weight = _weight(one)
        most = LAST_INPUTS if last else CHUNK_INPUTS
        if chunk and (len(chunk) >= most or size + weight > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(one)
        size += weight
    if chunk:
        yield chunk


def _with_end(found: Iterable[Given]) -> Iterator[tuple[Given, bool]]:
    """Inputs, and whether they are among the last few; it looks as far ahead as a chunk or two are wide."""
    source = iter(found)
    ahead: deque[Given] = deque()
    size, ended = 0, False
    while True:
        while not ended and len(ahead) < LAST and size <= CHUNK_BYTES:
            try:
                ahead.append(next(source))
            except StopIteration:
                ended = True
            else:
                size += _weight(ahead[-1])
        if not ahead:
            return
        one = ahead.popleft()
        size -= _weight(one)
        yield one, ended


def _weight(one: Given) -> int:
    if isinstance(one, Piece):
        return len(one.data)
    return _size(one.path) if isinstance(one, inputs.Input) else 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
