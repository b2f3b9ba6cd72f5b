"""Articles out of HTML by a worker process with limits of time and memory; it is started when the first page needs it."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from functools import cache

from detente.ingest.worker import HEADER


class Extractor:
    """A worker process and its pipe. One page at a time; a worker that is too slow is killed and a fresh one started."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def extract(self, html: str, *, max_seconds: float) -> list[tuple[str, str]]:
        """Kinds and texts of the article's paragraphs; empty where none were found or the page broke a limit.

        Args:
            html: the page.
            max_seconds: after this long the worker is killed. Its start is not counted.
        """
        data = html.encode("utf-8", "replace")
        with self._lock:
            self._start()
            process = self._process
            if process is None or process.stdin is None or process.stdout is None:
                return []
            timer = threading.Timer(max_seconds, process.kill)
            timer.start()
            try:
                process.stdin.write(HEADER.pack(len(data)) + data)
                process.stdin.flush()
                header = process.stdout.read(HEADER.size)
                answer = process.stdout.read(HEADER.unpack(header)[0]) if len(header) == HEADER.size else None
            except OSError:  # the worker died with the pipe open
                answer = None
            finally:
                timer.cancel()
            if answer is None:
                self._stop()
        return [(str(kind), str(text)) for kind, text in json.loads(answer)] if answer else []

    def close(self) -> None:
        """Ends the worker."""
        with self._lock:
            self._stop()

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._stop()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "detente.ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._warm()

    def _warm(self) -> None:
        """A first empty page, so that the time to import the libraries is no page's."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return
        page = b"<html><body><p>.</p></body></html>"
        with contextlib.suppress(OSError):
            process.stdin.write(HEADER.pack(len(page)) + page)
            process.stdin.flush()
            header = process.stdout.read(HEADER.size)
            if len(header) == HEADER.size:
                process.stdout.read(HEADER.unpack(header)[0])

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


@cache
def _of_process(process: int) -> Extractor:  # noqa: ARG001  # a forked child must not share its parent's pipe
    made = Extractor()
    atexit.register(made.close)
    return made


def extractor() -> Extractor:
    """The extractor of this process."""
    return _of_process(os.getpid())
