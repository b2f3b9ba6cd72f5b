"""Which rows stand on which pages of a SQLite file: its B-trees walked, so that a damaged page is told by what is on it.

The file's format: https://www.sqlite.org/fileformat2.html, "B-tree Pages" and "Record Format".
"""

from __future__ import annotations

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


def held(page_of: Callable[[int], bytes | None], wanted: set[int]) -> dict[int, Held]:
    """What stands on pages; those of no tree (free ones, and what hangs below a page that cannot be read) are left out.

    Args:
        page_of: a page's bytes by its number, from 1; ``None`` where they cannot be trusted.
        wanted: numbers of the pages asked for.
    """
    found: dict[int, Held] = {}
    seen: set[int] = set()
    waiting = [_Branch(1, "sqlite_schema", ""), *_roots(page_of)]
    while waiting:
        branch = waiting.pop()
        if branch.page in seen or branch.page < 1:
            continue
        seen.add(branch.page)
        page = page_of(branch.page)
        if page is None:
            if branch.page in wanted:
                span = None if branch.index else (branch.least, branch.most)
                found[branch.page] = Held(table=branch.table, index=branch.index, between=span)
            continue
        try:
            rows = _walked(page, branch, page_of, wanted, found, waiting)
        except (IndexError, ValueError):  # not the page that the seal tells of
            continue
        if branch.page in wanted:
            inner = page[_start(branch.page)] == TABLE_INNER
            span = (branch.least, branch.most) if inner else None
            found[branch.page] = Held(table=branch.table, index=branch.index, rows=() if inner else rows, between=span)
    return found


def _walked(
    page: bytes,
    branch: _Branch,
    page_of: Callable[[int], bytes | None],
    wanted: set[int],
    found: dict[int, Held],
    waiting: list[_Branch],
) -> tuple[int, ...]:
    """The rows of a page; the pages below it are put on the list, those its rows run over onto are looked at."""
    start = _start(branch.page)
    kind = page[start]
    if kind not in {INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF}:
        raise ValueError(f"{kind} is no kind of page")
    rows: list[int] = []
    least = branch.least
    for at in _cells(page, start, kind):
        below = 0
        if kind in _INNER:
            below, at = int.from_bytes(page[at : at + 4], "big"), at + 4
        if kind == TABLE_INNER:
            row, _ = _varint(page, at)
            waiting.append(_Branch(below, branch.table, branch.index, least, row))
            least = row + 1
            continue
        if below:
            waiting.append(_Branch(below, branch.table, branch.index))
        size, at = _varint(page, at)
        row = 0
        if kind == TABLE_LEAF:
            row, at = _varint(page, at)
        local = _local(size, len(page), leaf=kind == TABLE_LEAF)
        if kind != TABLE_LEAF:
            row = _last(page[at : at + local]) if local == size else 0
        rows.append(row)
        if local < size:
            over = int.from_bytes(page[at + local : at + local + 4], "big")
            for number in _chain(over, page_of, most=size // (len(page) - 4) + 2):
                if number in wanted:
                    found[number] = Held(table=branch.table, index=branch.index, rows=(row,))
    if kind in _INNER:
        last = int.from_bytes(page[start + 8 : start + 12], "big")
        waiting.append(_Branch(last, branch.table, branch.index, least, branch.most))
    return tuple(row for row in rows if row)


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
            if kind == TABLE_INNER:
                waiting.append(int.from_bytes(page[at : at + 4], "big"))
                continue
            _, at = _varint(page, at)
            _, at = _varint(page, at)
            yield from _root(page, at)
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
