"""A record, opened."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy import func, select

from detente.errors import NotWritable
from detente.record import engine as engines
from detente.record.address import address_of
from detente.record.backends import explained, stamp
from detente.record.schema import documents
from detente.record.view import View
from detente.record.writer import Writer
from detente.resources.topics import built_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from detente.model.topics import Topics
    from detente.record.address import Address, Server


def _now() -> datetime:
    return datetime.now(UTC)


def open_project(
    place: Path | str | Server,
    *,
    create: bool = False,
    read_only: bool = False,
    clock: Callable[[], datetime] = _now,
    topics: Topics | None = None,
) -> Record:
    """Opens a project's record, or makes it.

    Args:
        place: the record's file, or ``postgresql://USER@HOST/DATABASE``.
        create: make a new record; there must be none yet.
        read_only: open it for reading alone; nothing is written, not even migrations.
        clock: the time that the record writes into what it learns.
        topics: what tells what demands and offers are about (``own.own_topics``); ``None`` for the topics that ship.

    Raises:
        ProjectMissing: if there is none.
        ProjectExists: if one is to be made and something is there.
        RecordBroken: if it is no record, or is damaged.
        NotWritable: if its folder may not be written and something must be.
        DiskFull: if there is no room for a new one.
        AbortRun: if its server cannot be reached, or is too old.
        BadSetting: if the address is none, or the driver for it is not installed.
    """
    address = address_of(place)
    if create:
        engines.make(address, now=clock())
    engine = engines.open_store(address, read_only=read_only)
    return Record(engine, address=address, read_only=read_only, clock=clock, topics=topics)


class Record:
    """A project's record. Any number of views, in any number of processes, read while others write.

    Attributes:
        address: its file, or its server.
        read_only: whether it was opened for reading alone.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        address: Address,
        read_only: bool,
        clock: Callable[[], datetime] = _now,
        topics: Topics | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._topics = topics or built_in()
        self.address = address
        self.read_only = read_only

    def view(self, *, as_of: datetime | None = None) -> View:
        """What the record knows, or knew at a time.

        Args:
            as_of: a moment with its zone; facts learnt later, and readings that superseded others later, are not seen.

        Raises:
            ValueError: if ``as_of`` has no time zone.
        """
        if as_of is not None and as_of.tzinfo is None:
            raise ValueError(f"{as_of} has no time zone; give it one, as in datetime(2024, 5, 1, tzinfo=UTC)")
        return View(self._engine, address=self.address, topics=self._topics, as_of=as_of)

    def writer(self) -> Writer:
        """A writer, to be used in a ``with``.

        Raises:
            NotWritable: if the record was opened for reading alone.
        """
        if self.read_only:
            raise NotWritable(f"{self.address}: it was opened for reading alone", cure="open it without read_only")
        return Writer(self._engine, address=self.address, clock=self._clock)

    def stamp(self) -> tuple[int, ...]:
        """Another one whenever somebody, in whatever process, has written into the record."""
        with explained(self.address):
            return stamp(self._engine, self.address)

    def holds(self, number: int) -> bool:
        """Whether it holds so many documents; not one more than those is looked at."""
        wanted = select(func.count()).select_from(select(documents.c.id).limit(number).subquery())
        with reading(self) as connection:
            return int(connection.execute(wanted).scalar() or 0) >= number

    def close(self) -> None:
        """Lets go of the file, or the server."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def reading(record: Record) -> Iterator[Connection]:
    """A connection with a transaction that reads; for this package alone."""
    engine = record._engine  # noqa: SLF001  # no SQLAlchemy object is public in a record
    with explained(record.address), engine.connect() as connection, connection.begin():
        yield connection
