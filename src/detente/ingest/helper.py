"""A process beside this one that reads what may hang or swell, so that it can be killed: bytes in, bytes out, in frames (``worker.HEADER``)."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading

from detente.ingest.worker import HEADER


class Helper:
    """A helper process and its pipe. One question at a time; one that takes too long ends it, and the next starts a fresh one.

    Args:
        module: what is run as ``python -m``; it answers frame by frame.
        first: a first question, so that the time to import the libraries is nobody's.
    """

    def __init__(self, module: str, *, first: bytes) -> None:
        self._module, self._first = module, first
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, data: bytes, *, max_seconds: float) -> bytes | None:
        """The answer; ``None`` where the process died over it.

        Raises:
            TimeoutError: if it took longer than ``max_seconds``, its start not counted.
        """
        with self._lock:
            process = self._started()
            late = threading.Event()
            timer = threading.Timer(max_seconds, self._late, args=(late,))
            timer.start()
            try:
                answer = _answer(process, data)
                if answer is None and process.poll() == 0:  # it ended by itself after the question before
                    process = self._started()
                    answer = _answer(process, data)
            finally:
                timer.cancel()
            if answer is None:
                self.stop()
            if late.is_set():
                raise TimeoutError(f"no answer within {max_seconds:g} s")
        return answer

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self.stop()

    def _late(self, late: threading.Event) -> None:
        late.set()
        if (process := self._process) is not None:
            process.kill()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _answer(self._process, self._first)
        return self._process

    def stop(self) -> None:
        """Ends the process, for who holds the lock."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


def _answer(process: subprocess.Popen[bytes], data: bytes) -> bytes | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(HEADER.pack(len(data)) + data)
        process.stdin.flush()
        header = process.stdout.read(HEADER.size)
        if len(header) != HEADER.size:
            return None
        (size,) = HEADER.unpack(header)
        answer = process.stdout.read(size)
    except OSError:  # it died with the pipe open
        return None
    return answer if len(answer) == size else None
