"""Which rows stand on which pages of a SQLite file: its B-trees walked, so that a damaged page is told by what is on it.

The file's format: https://www.sqlite.org/fileformat2.html, "B-tree Pages" and "Record Format".
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
_INNER = {INDEX_INNER, TABLE_INNER}
_ROWS = {TABLE_INNER, TABLE_LEAF}
_END = (1 << 63) - 1
_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
"""Bytes of a value by its serial type; from 12 on the type tells them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a page holds.

    Attributes:
        table: the table whose rows, or whose index, it is of.
        index: name of the index, "" for the table's own page.
        rows: the numbers of its rows, or of those that its index entries point to.
        between: the least and the most that its rows can have, where they cannot be told one by one.
    """

    table: str
    index: str
    rows: tuple[int, ...] = ()
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Branch:
    page: int
    table: str
    index: str
    least: int = -_END
    most: int = _END


@dataclass(frozen=True, slots=True)
class _Cell:
    """An entry of a page: the page below it (0 for none), its row (0 for none told), its payload's size and where that begins."""

    below: int
    row: int
    size: int
    at: int


def held(page_of: Callable[[int], bytes | None], wanted: set[int]) -> dict[int, Held]:
    """What stands on pages; those of no tree (free ones, and what hangs below a page that cannot be read) are left out.

    Args:
        page_of: a page's bytes by its number, from 1; ``None`` where they cannot be trusted.
        wanted: numbers of the pages asked for.
    """
    walk = _Walk(page_of, wanted)
    seen: set[int] = set()
    while walk.waiting:
        branch = walk.waiting.pop()
        if branch.page in seen or branch.page < 1:
            continue
        seen.add(branch.page)
        with suppress(IndexError, ValueError):  # not the page that the seal tells of
            walk.look(branch)
    return walk.found


class _Walk:
    """A walk down all trees; ``found`` is what stands on the pages wanted."""

    def __init__(self, page_of: Callable[[int], bytes | None], wanted: set[int]) -> None:
        self.found: dict[int, Held] = {}
        self.waiting = [_Branch(1, "sqlite_schema", ""), *_roots(page_of)]
        self._page_of, self._wanted = page_of, wanted

    def look(self, branch: _Branch) -> None:
        """Looks at a page; the pages below it are put on the list."""
        page = self._page_of(branch.page)
        span = None if branch.index else (branch.least, branch.most)
        rows: tuple[int, ...] = ()
        if page is not None:
            kind = page[_start(branch.page)]
            rows = self._rows(page, branch, kind)
            span = span if kind == TABLE_INNER else None
        if branch.page in self._wanted:
            self.found[branch.page] = Held(table=branch.table, index=branch.index, rows=rows, between=span)

    def _rows(self, page: bytes, branch: _Branch, kind: int) -> tuple[int, ...]:
        start = _start(branch.page)
        rows: list[int] = []
        least = branch.least
        for place in _cells(page, start, kind):
            cell = _cell(page, place, kind)
            if kind == TABLE_INNER:
                self.waiting.append(_Branch(cell.below, branch.table, branch.index, least, cell.row))
                least = cell.row + 1
                continue
            if cell.below:
                self.waiting.append(_Branch(cell.below, branch.table, branch.index))
            row = self._over(page, cell, branch, kind)
            rows += [row] if row else []
        if kind in _INNER:
            last = int.from_bytes(page[start + 8 : start + 12], "big")
            self.waiting.append(_Branch(last, branch.table, branch.index, least, branch.most))
        return tuple(rows)

    def _over(self, page: bytes, cell: _Cell, branch: _Branch, kind: int) -> int:
        """The row of an entry; the pages that it runs over onto are noted."""
        row, local = cell.row, _local(cell.size, len(page), leaf=kind == TABLE_LEAF)
        if local == cell.size:
            return row if kind == TABLE_LEAF else _last(page[cell.at : cell.at + local])
        over = int.from_bytes(page[cell.at + local : cell.at + local + 4], "big")
        for number in _chain(over, self._page_of, most=cell.size // (len(page) - 4) + 2):
            if number in self._wanted:
                rows = (row,) if row else ()
                self.found[number] = Held(table=branch.table, index=branch.index, rows=rows)
        return row


def _cell(page: bytes, at: int, kind: int) -> _Cell:
    if kind not in {INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF}:
        raise ValueError(f"{kind} is no kind of page")
    below = int.from_bytes(page[at : at + 4], "big") if kind in _INNER else 0
    size, row, place = 0, 0, at + 4 * (kind in _INNER)
    if kind != TABLE_INNER:
        size, place = _varint(page, place)
    if kind in _ROWS:
        row, place = _varint(page, place)
    return _Cell(below, row, size, place)


def _roots(page_of: Callable[[int], bytes | None]) -> Iterator[_Branch]:
    """The first page of each tree, from the table of tables."""
    waiting, seen = [1], set[int]()
    while waiting:
        number = waiting.pop()
        page = page_of(number)
        if page is None or number in seen:
            continue
        seen.add(number)
        start = _start(number)
        kind = page[start]
        if kind not in _ROWS:
            continue
        for at in _cells(page, start, kind):
            cell = _cell(page, at, kind)
            if kind == TABLE_INNER:
                waiting.append(cell.below)
            else:
                yield from _root(page, cell.at)
        if kind == TABLE_INNER:
            waiting.append(int.from_bytes(page[start + 8 : start + 12], "big"))


def _root(page: bytes, at: int) -> Iterator[_Branch]:
    values = _values(page, at, most=4)
    if len(values) == 4 and values[0] in {b"table", b"index"}:
        kind, name, table = (bytes(value).decode("utf-8", "replace") for value in values[:3])
        first = int.from_bytes(values[3], "big")
        if first:
            yield _Branch(first, table, name if kind == "index" else "")


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _cells(page: bytes, start: int, kind: int) -> Iterator[int]:
    """Where the cells of a page begin."""
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + (12 if kind in _INNER else 8)
    for place in range(first, first + 2 * count, 2):
        yield int.from_bytes(page[place : place + 2], "big")


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    value = 0
    for place in range(8):
        byte = page[at + place]
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + place + 1
    value = (value << 8) | page[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _local(size: int, page_size: int, *, leaf: bool) -> int:
    """How many bytes of a payload stand on its own page."""
    most = page_size - 35 if leaf else (page_size - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (page_size - 12) * 32 // 255 - 23
    kept = least + (size - least) % (page_size - 4)
    return kept if kept <= most else least


def _chain(number: int, page_of: Callable[[int], bytes | None], *, most: int) -> Iterator[int]:
    """The pages that a payload runs over onto."""
    while number and most:
        yield number
        page = page_of(number)
        number, most = int.from_bytes(page[:4], "big") if page else 0, most - 1


def _values(page: bytes, at: int, *, most: int) -> list[bytes]:
    """The first values of a record, as their bytes."""
    size, place = _varint(page, at)
    types: list[int] = []
    while place < at + size and len(types) < most:
        kind, place = _varint(page, place)
        types.append(kind)
    place = at + size
    found: list[bytes] = []
    for kind in types:
        width = (kind - 12) // 2 if kind >= 12 else _SIZES.get(kind, 0)
        found.append(b"\x01" if kind == 9 else page[place : place + width])
        place += width
    return found


def _last(payload: bytes) -> int:
    """The last value of an index entry: the number of the row it points to."""
    values = _values(payload, 0, most=len(payload))
    return int.from_bytes(values[-1], "big", signed=True) if values else 0
