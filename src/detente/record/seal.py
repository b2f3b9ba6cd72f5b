"""A seal beside a record: a checksum of each of its pages, so that a flipped bit is found wherever it is.

SQLite keeps no checksums of its own. What a record holds is checked by its hashes (``verification``); indexes, free space within pages and moments have
none. The seal ``NAME.sums`` is written when a writer is done and removed before the next one writes; a record without one is checked by its hashes alone.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.record import sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

SUFFIX = ".sums"
SUM_BYTES = 4
MEND = "`detente doctor --mend` turns a flipped bit back, and makes more than that anew from the raw files kept"


def seal_of(path: Path) -> Path:
    """Where a record's seal lies."""
    return path.with_name(path.name + SUFFIX)


def broken(path: Path) -> None:
    """Removes the seal. For a writer that holds the lock, before it writes."""
    with contextlib.suppress(OSError):
        seal_of(path).unlink(missing_ok=True)


def sealed(engine: Engine, path: Path) -> bool:
    """Seals a record; ``False`` where another process reads or writes it just now, or there is no room."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        before = cursor.execute("PRAGMA data_version").fetchone()
        busy, log, moved = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if busy or log != moved:
            return False
        cursor.execute("BEGIN IMMEDIATE")
        try:
            if cursor.execute("PRAGMA data_version").fetchone() != before:
                return False
            return _write(path, page_size=int(cursor.execute("PRAGMA page_size").fetchone()[0]))
        finally:
            cursor.execute("ROLLBACK")
    except sqlite.driver().Error:
        return False
    finally:
        raw.close()


def _write(path: Path, *, page_size: int) -> bool:
    part = seal_of(path).with_name(f"{path.name}{SUFFIX}.part")
    try:
        sums = b"".join(total.to_bytes(SUM_BYTES, "big") for total in _sums(path, page_size))
        head = json.dumps({"page_size": page_size, "pages": len(sums) // SUM_BYTES, "sum": zlib.crc32(sums)})
        part.write_bytes(head.encode("ascii") + b"\n" + sums)
        part.replace(seal_of(path))
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True


def _sums(path: Path, page_size: int) -> Iterator[int]:
    with path.open("rb") as file:
        while page := file.read(page_size):
            yield zlib.crc32(page)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a seal tells: bytes a page, and a checksum (CRC-32) of each."""

    page_size: int
    sums: tuple[int, ...]

    @property
    def pages(self) -> int:
        """How many pages were sealed."""
        return len(self.sums)


def sums(path: Path) -> Sums | None:
    """A record's seal; ``None`` where there is none, or none that can be read."""
    try:
        head, _, kept = seal_of(path).read_bytes().partition(b"\n")
        told = json.loads(head)
        if zlib.crc32(kept) != told["sum"] or len(kept) != told["pages"] * SUM_BYTES or told["page_size"] < 1:
            return None
        each = range(0, len(kept), SUM_BYTES)
        return Sums(int(told["page_size"]), tuple(int.from_bytes(kept[at : at + SUM_BYTES], "big") for at in each))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def damaged(path: Path) -> tuple[int, ...] | None:
    """The numbers, from 1, of the pages that are not as they were sealed; ``None`` where there is no seal, or none that can be read."""
    told = sums(path)
    if told is None:
        return None
    try:
        now = list(_sums(path, told.page_size))
    except OSError:
        return None
    kept = told.sums
    wrong = [number for number, (one, other) in enumerate(zip(kept, now, strict=False), start=1) if one != other]
    wrong += range(min(len(kept), len(now)) + 1, max(len(kept), len(now)) + 1)
    return tuple(wrong)


def turned_back(page: bytes, wanted: int) -> tuple[bytes, int] | None:
    """A page with the one bit turned back that its checksum tells, and which it was; ``None`` where more of it is damaged."""
    place = _bits(len(page)).get(zlib.crc32(page) ^ wanted)
    if place is None:
        return None
    held = bytearray(page)
    held[place >> 3] ^= 1 << (place & 7)
    return bytes(held), place


@cache
def _bits(page_size: int) -> dict[int, int]:
    """By what a bit does to a page's checksum, the bit: the same whatever else stands in the page."""
    page = bytearray(page_size)
    bare = zlib.crc32(page)
    found: dict[int, int] = {}
    for place in range(page_size * 8):
        page[place >> 3] = 1 << (place & 7)
        found[zlib.crc32(page) ^ bare] = place
        page[place >> 3] = 0
    return found
