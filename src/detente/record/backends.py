"""Which store a record is on: what each does in its own way, asked for in one."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import JSON, BindParameter, Integer, Text, bindparam, cast, column, select
from sqlalchemy import func as sql

from detente.record import postgres, postgres_text, sqlite
from detente.record.address import Server

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine, Select

    from detente.record.address import Address


class FullText(Protocol):
    """Full text, as ``sqlite`` and ``postgres_text`` have it."""

    def index_text(self, connection: Connection, number: int, *, title: str | None, body: str) -> None:
        """Adds a document."""

    def rebuild_text_index(self, connection: Connection) -> None:
        """Makes the index anew from the texts."""

    def text_index_fault(self, connection: Connection) -> str | None:
        """What is wrong with it, or ``None``."""

    def ranked(self, connection: Connection, query: str, *, most: int) -> tuple[list[tuple[int, float]], bool]:
        """The documents that match, best first; and whether these are all."""

    def matching(self, connection: Connection, query: str) -> int:
        """How many documents match."""

    def snippets(self, connection: Connection, query: str, numbers: Sequence[int]) -> dict[int, str]:
        """By document, a stretch of its text with the words marked."""


def full_text(connection: Connection) -> FullText:
    """The full text of the store that a connection is to."""
    return sqlite if connection.dialect.name == "sqlite" else postgres_text


def explained(address: Address) -> AbstractContextManager[None]:
    """Turns the driver's errors into Detente's, with the cure; see each store's own."""
    return postgres.explained(address) if isinstance(address, Server) else sqlite.explained(address)


def stamp(engine: Engine, address: Address) -> tuple[int, ...]:
    """Another one whenever somebody has written: size and time of the file and its log, or the server's own count."""
    if not isinstance(address, Server):
        return sqlite.stamp(address)
    with engine.connect() as connection, connection.begin():
        return (postgres.times_written(connection),)


def among(connection: Connection) -> Select[tuple[int]]:
    """The numbers that ``given`` gives, as a query: any number of them in one parameter, and the same query whichever they are."""
    return _among(connection.dialect.name)


@cache
def _among(dialect: str) -> Select[tuple[int]]:
    numbers: BindParameter[str] = bindparam("numbers")
    if dialect == "sqlite":
        each = sql.json_each(numbers).table_valued(column("value"))
        return select(each.c.value)
    return select(cast(sql.json_array_elements_text(cast(cast(numbers, Text), JSON)), Integer))


def given(numbers: Iterable[int]) -> dict[str, str]:
    """The parameter of ``among``."""
    return {"numbers": json.dumps(list(numbers))}
