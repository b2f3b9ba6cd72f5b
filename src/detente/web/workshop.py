"""A process of its own for answers that look at a whole large record, so that the server stays free for its readers."""

from __future__ import annotations

import os
import threading
import traceback
from multiprocessing import get_context
from typing import TYPE_CHECKING

from detente.errors import AbortRun, DetenteError
from detente.web.order import FOOT_MARK, FORM_MARK, STALE_MARK

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from detente.record.address import Address
    from detente.settings import Settings
    from detente.web.order import Order

    Told = tuple[str, bytes] | tuple[str, type[DetenteError], str, str]

NICE = 10
"""How far the process stands back behind the server and behind what else the machine does."""
WAIT = 1.0


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

    def make(self, order: Order) -> bytes:
        """An answer; one at a time.

        Raises:
            DetenteError: as it was raised there.
            AbortRun: if the process ended.
        """
        with self._turn:
            pipe = self._begun()
            try:
                pipe.send(order)
                told: Told = pipe.recv()
            except (EOFError, OSError) as error:
                self.close()
                raise AbortRun(
                    "the process that looks at the whole record ended",
                    cure="load the page again; see that memory suffices",
                ) from error
        if told[0] == "made" and isinstance(told[1], bytes):
            return told[1]
        _, kind, what, cure = told  # type: ignore[misc]  # the other of the two shapes
        raise kind(what, cure=cure)

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()
            self._process = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

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
    while True:
        try:
            order: Order = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            break
        told: Told
        try:
            content = made(order, desk)
            for own, given in replaced:
                content = content.replace(own, given)
            told = ("made", content)
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
