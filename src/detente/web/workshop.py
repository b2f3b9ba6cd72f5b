"""A process of its own for answers that look at a whole large record, so that the server stays free for its readers."""

from __future__ import annotations

import os
import threading
import time
import traceback
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING

from detente.errors import AbortRun, DetenteError
from detente.web.order import FOOT_MARK, FORM_MARK, STALE_MARK, Made, Order

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from detente.record.address import Address
    from detente.settings import Settings
    from detente.web.desk import Desk

    Told = tuple[str, Made] | tuple[str, type[DetenteError], str, str]

NICE = 10
"""How far the process stands back behind the server and behind what else the machine does."""
LASTS = 30.0
"""Seconds for which one look at the record serves, so that what several pages need of it is found once; the age of a page is counted from its look."""


class Workshop:
    """The process, begun with the first piece of work, and again where it has ended.

    Args:
        address: where the record is.
        settings: how to read.
    """

    def __init__(self, address: Address, settings: Settings) -> None:
        self._address, self._settings = address, settings
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._turn = threading.Lock()

    def make(self, order: Order, since: float) -> Made:
        """An answer; one at a time.

        Args:
            order: what is asked.
            since: the record must not have been looked at before this time of the monotonic clock.

        Raises:
            DetenteError: as it was raised there.
            AbortRun: if the process ended.
        """
        with self._turn:
            pipe = self._begun()
            try:
                pipe.send((order, since))
                told: Told = pipe.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise AbortRun(
                    "the process that looks at the whole record ended",
                    cure="load the page again; see that memory suffices",
                ) from error
        if isinstance(told[1], Made):
            return told[1]
        _, kind, what, cure = told
        raise kind(what, cure=cure)

    def close(self) -> None:
        """Ends the process; what is being made in it fails."""
        process = self._process
        if process is not None:
            process.terminate()
        with self._turn:  # the pipe is closed by one alone: a number closed twice may be another file's by then
            self._end()

    def _end(self) -> None:
        """Ends the process, for who has the turn."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        if process is not None:
            process.terminate()
            process.join()
        if pipe is not None:
            pipe.close()

    def _begun(self) -> Connection:
        if self._pipe is None:
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            marks = (FORM_MARK, FOOT_MARK, STALE_MARK)
            self._process = context.Process(
                target=work, args=(self._address, self._settings, theirs, marks), daemon=True
            )
            self._process.start()
            theirs.close()
            self._pipe = ours
        return self._pipe


def work(address: Address, settings: Settings, pipe: Connection, marks: tuple[str, str, str]) -> None:
    """What the process does: answers until nobody asks any more.

    Args:
        address: where the record is.
        settings: how to read.
        pipe: where orders come from and answers go to.
        marks: what stands in the server's pages where this process puts its own marks.
    """
    from detente.web.desk import Desk
    from detente.web.making import made
    from detente.web.sessions import Sessions, new_token

    os.nice(NICE)
    replaced = [
        (own.encode(), given.encode()) for own, given in zip((FORM_MARK, FOOT_MARK, STALE_MARK), marks, strict=True)
    ]
    desk = Desk(address, sessions=Sessions(new_token()), settings=settings)
    look = Looking(desk)
    while True:
        order: Order
        since: float
        try:
            order, since = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            break
        told: Told
        try:
            look.renew(since)
            content = made(order, desk)
            for own, given in replaced:
                content = content.replace(own, given)
            told = ("made", Made(content=content, stamp=look.stamp, looked_at=look.began, moment=look.moment))
        except DetenteError as error:
            told = ("fault", type(error), error.what, error.cure)
        except Exception as error:  # noqa: BLE001  # a page's own fault must not cost what was read for all others
            traceback.print_exc()
            told = (
                "fault",
                AbortRun,
                f"the page could not be made ({type(error).__name__}: {error})",
                "report it as a fault of Detente",
            )
        pipe.send(told)
    desk.close()


class Looking:
    """The look at the record that answers are made from: while it lasts, what was found for one serves the next.

    Args:
        desk: the record.

    Attributes:
        stamp: how the record stood when the look began.
        began: when that was, on the monotonic clock.
        moment: the same as people read it.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._begin()

    def renew(self, since: float) -> None:
        """Looks anew where the record has changed and the look is older than it may be."""
        if (self.began < since or time.monotonic() - self.began > LASTS) and self._desk.record.stamp() != self.stamp:
            self._begin()

    def _begin(self) -> None:
        self.began, self.moment = time.monotonic(), datetime.now(UTC)
        self.stamp = self._desk.hold()
