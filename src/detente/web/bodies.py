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
from detente.web.order import Body, Made
from detente.web.workshop import LASTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from detente.web.order import Age, Order, Stamp

MOST_BODIES = 600
MOST_BYTES = 200_000_000
"""All that is kept; the least asked for goes first."""
PATIENCE = 20.0
"""What took a second to make stays for twenty while another process writes into a small record."""
CHEAP = 0.4
"""Of a small record, what takes fewer seconds is made anew whenever it has changed."""
RESTS = {False: 4.0, True: 0.3}
"""After making one anew a lane rests so many times as long as it took: the light ones work beside the readers, the heavy ones elsewhere."""


class Bodies:
    """The answers of a server.

    Args:
        make: makes an answer, here.
        elsewhere: makes an answer in another process, from a look at the record not older than a time.
        stamp: how the record stands.
        is_large: whether the record is large.
        is_far: whether an answer takes so long that it is made in the other process.
    """

    def __init__(
        self,
        make: Callable[[Order], bytes],
        *,
        elsewhere: Callable[[Order, float], Made],
        stamp: Callable[[], Stamp],
        is_large: Callable[[], bool],
        is_far: Callable[[Order], bool],
    ) -> None:
        self._make, self._elsewhere = make, elsewhere
        self.stamp, self._is_large, self._is_far = stamp, is_large, is_far
        self._held: OrderedDict[Order, Body] = OrderedDict()
        self._bytes = 0
        self._written = 0.0
        self._open: dict[Order, Future[Body]] = {}
        self._makes: dict[Order, Callable[[], bytes]] = {}
        self._lock = threading.Lock()
        self._lanes = {
            heavy: Lane(self._work, name="heavy" if heavy else "light", rests=r) for heavy, r in RESTS.items()
        }

    def ready(self, order: Order) -> tuple[Body, Age] | None:
        """An answer that can be given at once, and its age; ``None`` where it must be made first."""
        stamp = self.stamp()
        with self._lock:
            body = self._held.get(order)
            if body is None:
                return None
            self._held.move_to_end(order)
        if body.made.stamp == stamp:
            return body, ""
        old = time.monotonic() - body.made.looked_at
        if self._is_large():
            age = self._age(order, body)
            if age == "awaits" or old > LASTS or not self._is_far(order):
                self._again(order, urgent=age == "awaits")
            return body, age
        lasts = PATIENCE * body.took if body.took > CHEAP else 0.0
        return (body, "stale") if old <= lasts else None

    def wait(
        self, order: Order, patience: float | None = None, *, make: Callable[[], bytes] | None = None
    ) -> tuple[Body, Age] | None:
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
            body = future.result(patience)
        except TookLonger:
            return None
        return body, self._age(order, body) if heavy else ""

    def warm(self, orders: Iterable[Order]) -> None:
        """Begins to make answers that will be asked for."""
        for order in orders:
            self._again(order, urgent=False)

    def forget(self) -> None:
        """We wrote ourselves: what is cheap to make must show it at once; the rest is made anew, and until then says what it awaits."""
        with self._lock:
            self._written = time.monotonic()
            kept = {order: body for order, body in self._held.items() if self._is_far(order)}
            self._held = OrderedDict(kept)
            self._bytes = sum(len(body.made.content) for body in kept.values())

    def close(self) -> None:
        """Ends the work behind the readers' backs."""
        for lane in self._lanes.values():
            lane.close()

    def _age(self, order: Order, body: Body) -> Age:
        if body.made.stamp == self.stamp():
            return ""
        return "awaits" if body.made.looked_at < self._written and not order.lasts else "stale"

    def _again(self, order: Order, *, urgent: bool) -> None:
        with self._lock:
            if order in self._open and not urgent:
                return
            self._open.setdefault(order, Future())
        self._lanes[self._is_far(order)].put(order, urgent=urgent)

    def _work(self, order: Order) -> None:
        """Makes an answer, keeps it, and gives it to all who wait."""
        with self._lock:
            future = self._open.get(order)
        if future is None:
            return
        began = time.monotonic()
        try:
            made = self._made(order)
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
        body = Body(made=made, took=time.monotonic() - began)
        self._keep(order, body)
        self._done(order)
        future.set_result(body)

    def _made(self, order: Order) -> Made:
        stamp, began, moment = self.stamp(), time.monotonic(), datetime.now(UTC)
        own = self._makes.get(order)
        if own is None and self._is_far(order):
            return self._elsewhere(order, 0.0 if order.lasts else self._written)
        content = own() if own else self._make(order)
        return Made(content=content, stamp=stamp, looked_at=began, moment=moment)

    def _done(self, order: Order) -> None:
        with self._lock:
            self._open.pop(order, None)

    def _drop(self, order: Order) -> None:
        with self._lock:
            gone = self._held.pop(order, None)
            self._bytes -= len(gone.made.content) if gone else 0

    def _keep(self, order: Order, body: Body) -> None:
        self._drop(order)
        with self._lock:
            self._held[order] = body
            self._bytes += len(body.made.content)
            while len(self._held) > MOST_BODIES or (self._bytes > MOST_BYTES and len(self._held) > 1):
                other, gone = self._held.popitem(last=False)
                self._makes.pop(other, None)
                self._bytes -= len(gone.made.content)
