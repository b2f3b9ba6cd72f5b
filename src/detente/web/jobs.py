"""A read in a process of its own, so that pages stay quick while the parser works."""

from __future__ import annotations

import threading
from multiprocessing import get_context
from queue import Empty
from typing import TYPE_CHECKING

from detente.errors import DetenteError
from detente.record import open_project
from detente.run.local import read_into

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.queues import Queue
    from pathlib import Path

    from detente.record.address import Address
    from detente.run.local import Progress
    from detente.settings import Settings

Told = tuple[str, int, int, str] | tuple[str, dict[str, int], list[tuple[str, str]]] | tuple[str, str]
"""What the process tells: ``at`` with done, total and origin; ``end`` with counts and failures; ``fault`` with a reason."""
MOST_FAILURES = 50
WAIT = 0.5


class Job:
    """Files being read into a record.

    Args:
        project: where the record is.
        paths: the files.
        settings: how to read.
        at_end: called when it has ended, however it did.
    """

    def __init__(
        self, project: Address, paths: Sequence[Path], settings: Settings, *, at_end: Callable[[], None]
    ) -> None:
        self.total = len(paths)
        self.done = 0
        self.origin = ""
        self.counts: dict[str, int] = {}
        self.failures: list[tuple[str, str]] = []
        self.fault = ""
        self.running = True
        self._at_end = at_end
        context = get_context("spawn")
        self._told: Queue[Told] = context.Queue()
        self._process = context.Process(target=work, args=(project, list(paths), settings, self._told))
        self._thread = threading.Thread(target=self._listen, name="import", daemon=True)

    @property
    def share(self) -> int:
        """How much is done, in percent."""
        return 100 * self.done // max(self.total, 1)

    def start(self) -> None:
        """Begins."""
        self._process.start()
        self._thread.start()

    def stop(self) -> None:
        """Ends the process, if it still runs, and waits for it."""
        if self._process.is_alive():
            self._process.terminate()
        self._thread.join()

    def _listen(self) -> None:
        while True:
            try:
                told = self._told.get(timeout=WAIT)
            except Empty:
                if self._process.is_alive():
                    continue
                self.fault = "the process that was reading ended; what was committed stays"
                break
            if self._hear(told):
                break
        self._process.join()
        self._told.close()
        self._at_end()
        self.running = False

    def _hear(self, told: Told) -> bool:
        """Whether that was the last word."""
        match told:
            case ("at", int(done), int(total), str(origin)):
                self.done, self.total, self.origin = done, total, origin
                return False
            case ("end", dict(counts), list(failures)):
                self.counts, self.failures = counts, failures
            case (_, str(reason)):
                self.fault = reason
        return True


def work(project: Address, paths: list[Path], settings: Settings, told: Queue[Told]) -> None:
    """What the process does: reads the files, and tells how far it is."""

    def tick(reached: Progress) -> None:
        told.put(("at", reached.done, reached.total, reached.origin.rsplit("/", 1)[-1].partition("-")[2]))

    try:
        with open_project(project) as record:
            report = read_into(paths, record, settings, on_progress=tick)
    except DetenteError as error:
        told.put(("fault", str(error)))
    else:
        failures = [(failure.origin.rsplit("/", 1)[-1], failure.reason) for failure in report.failures]
        told.put(("end", report.counts, failures[:MOST_FAILURES]))
