"""What follows from other rows and is kept to save making it anew: helpers of ``kinship`` and ``tellings``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, delete, insert, select, update

from detente.record.filters import known
from detente.record.schema import stale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Column, ColumnElement, Connection, Table

CHUNK = 500
FEW = 2_000
"""So many ends are followed step by step; of more, all links are loaded at once."""
ValueT = TypeVar("ValueT")
HISTORY = frozenset({"number", "learnt_at", "superseded_at"})
Row = dict[str, object]


def chunks(values: Collection[ValueT]) -> Iterator[list[ValueT]]:
    """The values in lists that one query takes."""
    held = list(values)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]


def mark_stale(connection: Connection, documents: Iterable[str]) -> None:
    """Notes that something of these documents came, went or was judged. For the writer, inside its transaction."""
    rows = [{"document": document} for document in sorted(set(documents))]
    if rows:
        connection.execute(insert(stale), rows)


def picked(connection: Connection, wanted: Any, column: Column[Any], values: Collection[str]) -> Iterator[Any]:
    """The rows of a query of which the column has one of the values."""
    for some in chunks(sorted(values)):
        yield from connection.execute(wanted.where(column.in_(some)))


def sifted(connection: Connection, wanted: Any, column: Column[Any], values: Collection[str]) -> Iterator[Any]:
    """As ``picked``, of however many values: of many all rows are looked through."""
    if len(values) <= FEW:
        yield from picked(connection, wanted, column, values)
        return
    for row in connection.execute(wanted):
        if row._mapping[column.name] in values:  # noqa: SLF001  # SQLAlchemy's public way to a row's cells by name
            yield row


def dropped(
    connection: Connection,
    table: Table,
    ends: Sequence[Column[Any]],
    gone: Collection[str],
    *where: ColumnElement[bool],
) -> None:
    """Deletes links of which an end is gone."""
    for some in chunks(sorted(gone)):
        for end in ends:
            connection.execute(delete(table).where(end.in_(some), *where))


def unlinked(
    connection: Connection,
    table: Table,
    ends: Sequence[Column[Any]],
    pairs: Iterable[tuple[str, str]],
    *where: ColumnElement[bool],
) -> list[tuple[str, str]]:
    """Deletes the links between these pairs, whichever end is first; gives the pairs that were linked."""
    one, other = ends
    wanted = {frozenset(pair) for pair in pairs}
    begin = {end for pair in wanted for end in pair}
    rows = sifted(connection, select(one, other).where(*where), one, begin)
    found = [(str(row[0]), str(row[1])) for row in rows if frozenset((row[0], row[1])) in wanted]
    if found:
        gone = delete(table).where(one == bindparam("gone_one"), other == bindparam("gone_other"), *where)
        connection.execute(gone, [{"gone_one": a, "gone_other": b} for a, b in found])
    return found


def reached(
    connection: Connection,
    links: Any,
    ends: Sequence[Column[Any]],
    begin: Collection[str],
    also: Iterable[tuple[str, str]],
) -> tuple[set[str], list[Any]]:
    """All that hangs together with some, step by step, and the links among it.

    Args:
        connection: where the links are.
        links: a query of links; its first two columns are the ends.
        ends: the columns of the ends, to search by.
        begin: what to begin with.
        also: links that people made, as pairs.
    """
    near: dict[str, set[str]] = {}
    for one, other in also:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    rows: dict[tuple[str, str], Any] = {}
    if len(begin) > FEW:
        for row in connection.execute(links):
            rows[row[0], row[1]] = row
            near.setdefault(row[0], set()).add(row[1])
            near.setdefault(row[1], set()).add(row[0])
    seen, waiting = set(begin), set(begin)
    while waiting:
        if len(begin) <= FEW:
            for end in ends:
                for row in picked(connection, links, end, waiting):
                    rows[row[0], row[1]] = row
                    near.setdefault(row[0], set()).add(row[1])
                    near.setdefault(row[1], set()).add(row[0])
        waiting = {other for one in waiting for other in near.get(one, ())} - seen
        seen |= waiting
    return seen, [row for key, row in sorted(rows.items()) if key[0] in seen]


def replaced(
    connection: Connection, table: Table, key: Column[Any], keys: Collection[str], wanted: Iterable[Row], *where: ColumnElement[bool], now: datetime
) -> int:  # fmt: skip
    """Makes the standing rows of these keys the rows wanted and no others; how many came and went."""
    names = [column.name for column in table.columns if column.name not in HISTORY]
    columns = [table.c.number, table.c.learnt_at, *(table.c[name] for name in names)]
    standing_rows = select(*columns).where(known(table, None), *where)
    found = sifted(connection, standing_rows, key, keys)
    standing = {tuple(row[2:]): int(row.number) for row in found}
    new = {tuple(row[name] for name in names): row for row in wanted}
    gone = sorted(number for cells, number in standing.items() if cells not in new)
    for numbers in chunks(gone):
        connection.execute(update(table).where(table.c.number.in_(numbers)).values(superseded_at=now))
    added = [row | {"learnt_at": now} for cells, row in new.items() if cells not in standing]
    if added:
        connection.execute(insert(table), added)
    return len(gone) + len(added)
