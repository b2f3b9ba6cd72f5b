"""Work done behind the readers' backs: one piece at a time, urgent pieces first, with a rest after each that nobody waits for."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.web.order import Order


class Lane:
    """A thread that works on what was put, begun with the first piece.

    Args:
        work: does a piece; what goes wrong is its own to tell.
        name: the thread's.
        rests: how many times as long as a piece took the lane rests after it; urgent pieces end the rest.
    """

    def __init__(self, work: Callable[[Order], None], *, name: str, rests: float) -> None:
        self._work, self._name, self._rests = work, name, rests
        self._urgent: OrderedDict[Order, None] = OrderedDict()
        self._waiting: OrderedDict[Order, None] = OrderedDict()
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None
        self._rest_until = 0.0
        self._at: Order | None = None
        self._ended = False

    def put(self, order: Order, *, urgent: bool) -> None:
        """Puts a piece; one that waits already is not put twice, but may become urgent."""
        with self._turn:
            if self._at == order or order in self._urgent:
                return
            if urgent:
                self._waiting.pop(order, None)
                self._urgent[order] = None
            else:
                self._waiting.setdefault(order)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._turn.notify()

    def close(self) -> None:
        """Ends after the piece at hand; the others are dropped."""
        with self._turn:
            self._ended = True
            self._turn.notify()

    def _run(self) -> None:
        while (order := self._next()) is not None:
            began = time.monotonic()
            self._work(order)
            now = time.monotonic()
            with self._turn:
                self._at = None
                self._rest_until = now + self._rests * (now - began)

    def _next(self) -> Order | None:
        """The next piece; ``None`` at the end."""
        with self._turn:
            while not self._ended:
                rest = self._rest_until - time.monotonic()
                queue = self._urgent or (self._waiting if rest <= 0 else None)
                if queue:
                    self._at, _ = queue.popitem(last=False)
                    return self._at
                self._turn.wait(rest if self._waiting and rest > 0 else None)
            return None
