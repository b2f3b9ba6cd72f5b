"""Answers kept until the record changes.

Of a small record an answer is made anew when the record has changed, before it is given. Of a large one that would make every reader wait while
``detente read`` writes: there the answer that is kept is given at once, with its age, and made anew behind the readers' backs, one at a time and with
rests, however many ask and however often the record changes.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookLonger
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from detente.errors import UnknownId
from detente.web.lane import Lane
from detente.web.order import Body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from detente.web.order import Order, Stamp

MOST_BODIES = 600
MOST_BYTES = 200_000_000
"""All that is kept; the least asked for goes first."""
PATIENCE = 20.0
"""What took a second to make stays for twenty while another process writes into a small record."""
CHEAP = 0.4
"""Of a small record, what takes fewer seconds is made anew whenever it has changed."""
RESTS = {False: 4.0, True: 1.0}
"""After making one anew a lane rests so many times as long as it took: the light ones work beside the readers, the heavy ones elsewhere."""


class Bodies:
    """The answers of a server.

    Args:
        make: makes an answer, here.
        elsewhere: makes an answer in another process.
        stamp: how the record stands.
        is_large: whether the record is large.
        is_far: whether an answer takes so long that it is made in the other process.
    """

    def __init__(
        self,
        make: Callable[[Order], bytes],
        *,
        elsewhere: Callable[[Order], bytes],
        stamp: Callable[[], Stamp],
        is_large: Callable[[], bool],
        is_far: Callable[[Order], bool],
    ) -> None:
        self._make, self._elsewhere = make, elsewhere
        self.stamp, self._is_large, self._is_far = stamp, is_large, is_far
        self._held: OrderedDict[Order, Body] = OrderedDict()
        self._bytes = 0
        self._open: dict[Order, Future[Body]] = {}
        self._makes: dict[Order, Callable[[], bytes]] = {}
        self._lock = threading.Lock()
        self._lanes = {
            heavy: Lane(self._work, name="heavy" if heavy else "light", rests=r) for heavy, r in RESTS.items()
        }

    def ready(self, order: Order) -> tuple[Body, bool] | None:
        """An answer that can be given at once, and whether the record has changed since; ``None`` where it must be made first."""
        stamp = self.stamp()
        with self._lock:
            body = self._held.get(order)
            if body is None:
                return None
            self._held.move_to_end(order)
        if body.stamp == stamp:
            return body, False
        if self._is_large():
            self._again(order)
            return body, True
        lasts = PATIENCE * body.took if body.took > CHEAP else 0.0
        return (body, True) if time.monotonic() - body.made_at <= lasts else None

    def wait(
        self, order: Order, patience: float | None = None, *, make: Callable[[], bytes] | None = None
    ) -> tuple[Body, bool] | None:
        """The answer, made where there is none that holds; once, however many ask.

        Args:
            order: the question.
            patience: seconds after which ``None`` comes instead; it goes on being made.
            make: makes it, where the order alone does not tell.
        """
        heavy = self._is_far(order)
        with self._lock:
            if make is not None:
                self._makes[order] = make
            future = self._open.get(order)
            ours = future is None
            if future is None:
                future = self._open[order] = Future()
        if heavy:
            self._lanes[True].put(order, urgent=True)
        elif ours:
            self._work(order)
        try:
            return future.result(patience), False
        except TookLonger:
            return None

    def warm(self, orders: Iterable[Order]) -> None:
        """Begins to make answers that will be asked for."""
        for order in orders:
            self._again(order)

    def forget(self) -> None:
        """We wrote ourselves: what is cheap to make must show it at once; the rest is made anew, and says its age until it is."""
        with self._lock:
            kept = {order: body for order, body in self._held.items() if self._is_far(order)}
            self._held = OrderedDict(kept)
            self._bytes = sum(len(body.content) for body in kept.values())

    def close(self) -> None:
        """Ends the work behind the readers' backs."""
        for lane in self._lanes.values():
            lane.close()

    def _again(self, order: Order) -> None:
        with self._lock:
            if order in self._open:
                return
            self._open[order] = Future()
        self._lanes[self._is_far(order)].put(order, urgent=False)

    def _work(self, order: Order) -> None:
        """Makes an answer, keeps it, and gives it to all who wait."""
        with self._lock:
            future = self._open.get(order)
        if future is None:
            return
        stamp, began, moment = self.stamp(), time.monotonic(), datetime.now(UTC)
        heavy = self._is_far(order)
        own = self._makes.get(order)
        try:
            content = own() if own else (self._elsewhere if heavy else self._make)(order)
        except BaseException as error:
            self._done(order)
            if isinstance(error, UnknownId):
                self._drop(order)
            if order not in self._held:
                self._makes.pop(order, None)
            future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        body = Body(content=content, stamp=stamp, made_at=began, moment=moment, took=time.monotonic() - began)
        self._keep(order, body)
        self._done(order)
        future.set_result(body)

    def _done(self, order: Order) -> None:
        with self._lock:
            self._open.pop(order, None)

    def _drop(self, order: Order) -> None:
        with self._lock:
            gone = self._held.pop(order, None)
            self._bytes -= len(gone.content) if gone else 0

    def _keep(self, order: Order, body: Body) -> None:
        self._drop(order)
        with self._lock:
            self._held[order] = body
            self._bytes += len(body.content)
            while len(self._held) > MOST_BODIES or (self._bytes > MOST_BYTES and len(self._held) > 1):
                other, gone = self._held.popitem(last=False)
                self._makes.pop(other, None)
                self._bytes -= len(gone.content)
