"""What all pages share: the record, opened for reading alone; the one writer; findings kept until the record changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from detente.analyse.kept import Kept
from detente.own import own_topics
from detente.record import open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from detente.record import Filters, Record, Selection, View, Writer
    from detente.record.address import Address
    from detente.resolve.names.index import NameIndex
    from detente.settings import Settings
    from detente.web.look import Look
    from detente.web.order import Stamp
    from detente.web.sessions import Sessions

ValueT = TypeVar("ValueT")
MOST_VIEWS = 6
MOST_FIGURES, MOST_INDEXES = 400, 8
PATIENCE = 20.0
"""What took a second to find stays for twenty while another process writes: pages stay quick."""
CHEAP = 0.4
"""What takes fewer seconds is found anew whenever the record has changed."""
LARGE = 1_500
"""Documents of a large record."""


@dataclass(slots=True)
class _Held(Generic[ValueT]):
    value: ValueT
    stamp: Stamp
    made_at: float
    took: float


class Shelf(Generic[ValueT]):
    """Values kept while the record stands as it stood when they were made, each made once however many ask.

    Where the record changes all the time (``detente read`` in another process), a value that was costly to make is kept a while longer: twenty times
    as long as it took.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[object, _Held[ValueT]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[object, threading.Lock] = {}

    def get(self, key: object, stamp: Stamp, make: Callable[[], ValueT]) -> ValueT:
        """The value of a key, made where there is none that still holds."""
        found = self._fresh(key, stamp)
        if found is not None:
            return found.value
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            found = self._fresh(key, stamp)
            if found is not None:
                return found.value
            began = time.monotonic()
            try:
                value = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._held[key] = _Held(value, stamp, time.monotonic(), time.monotonic() - began)
                self._held.move_to_end(key)
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
            return value

    def forget(self) -> None:
        """Throws all away: what we wrote ourselves must show at once."""
        with self._lock:
            self._held.clear()

    def _fresh(self, key: object, stamp: Stamp) -> _Held[ValueT] | None:
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            lasts = PATIENCE * found.took if found.took > CHEAP else 0.0
            if found.stamp != stamp and time.monotonic() - found.made_at > lasts:
                return None
            self._held.move_to_end(key)
            return found


class Desk:
    """The record and what is kept of it.

    Args:
        address: where the record is.
        sessions: who may write.
        settings: how imported files are read, and by whose topics demands and offers are told.

    Raises:
        ProjectMissing: if there is no record.
        RecordBroken: if it is none, or damaged.
        BadSetting: if a file that the settings name is not there or not in shape.
    """

    def __init__(self, address: Address, *, sessions: Sessions, settings: Settings) -> None:
        open_project(address).close()  # brings old tables up to date, which reading alone may not
        self.address = address
        self.sessions = sessions
        self.settings = settings
        self.record: Record = open_project(address, read_only=True, topics=own_topics(settings.issues_files))
        self._views: Shelf[Kept] = Shelf(MOST_VIEWS)
        self.figures: Shelf[int] = Shelf(MOST_FIGURES)
        self.indexes: Shelf[NameIndex] = Shelf(MOST_INDEXES)
        self._writing = threading.Lock()
        self._large = False
        self._stamp: Stamp | None = None
        self._told: list[Callable[[], None]] = []

    def stamp(self) -> Stamp:
        """Another one whenever a process has written into the record, unless it is held."""
        return self._stamp or self.record.stamp()

    def hold(self) -> Stamp:
        """Forgets what was kept, and keeps what is found from now on until the next time, whatever is written meanwhile."""
        self._stamp = self.record.stamp()
        self.forget()
        return self._stamp

    def is_large(self) -> bool:
        """Whether it takes longer than a reader waits to look at the whole record; one that is large stays so, since documents are never taken out."""
        self._large = self._large or self.record.holds(LARGE)
        return self._large

    def view(self, *, as_of: datetime | None = None) -> View:
        """The whole record."""
        return self.record.view(as_of=as_of)

    def select(self, look: Look, filters: Filters | None = None) -> Selection:
        """What an address asks for, asked anew each time."""
        return self.view(as_of=look.as_of).select(filters or look.filters)

    def kept(self, look: Look, filters: Filters | None = None) -> Kept:
        """The same, each layer asked once and kept."""
        wanted = filters or look.filters
        return self._views.get((wanted, look.as_of), self.stamp(), lambda: Kept(self.select(look, wanted)))

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The one writer; what was kept is forgotten after it."""
        with self._writing, open_project(self.address) as record, record.writer() as writer:
            yield writer
        self.forget()

    def forget(self) -> None:
        """Throws away what was kept."""
        self._views.forget()
        self.figures.forget()
        for forget in self._told:
            forget()

    def at_writing(self, forget: Callable[[], None]) -> None:
        """Has something more forgotten after our own writing."""
        self._told.append(forget)

    def close(self) -> None:
        """Lets go of the record."""
        self.record.close()
