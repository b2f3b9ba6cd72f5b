"""Mending a damaged record: by its seal, or by what can be read of it and the raw files that it keeps.

A checksum (CRC-32) that is off by one bit's worth tells which bit of the page that was: no two bits of a page change it alike. What is mended so is the same
file, byte for byte, as the writer left it. Where more of a page is damaged, or there is no seal, the rows that can be read are put into a new file, and what
they lack is made anew (``rebuild``). The damaged file is kept beside it.
"""

from __future__ import annotations

import os
import shutil
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import AbortRun, DetenteError, DiskFull, NotWritable, RecordBroken
from detente.record import seal
from detente.record.address import Server
from detente.record.damage import turned
from detente.record.doctor import RESTORE
from detente.record.restoring import restore
from detente.record.salvage import salvage
from detente.record.store import open_project
from detente.record.verification import verify

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record.address import Address
    from detente.record.restoring import Rereads, Restored

KEPT = ".damaged"
_BY_HAND = {"verdicts": "verdicts", "merges": "judgements of what is one", "runs": "runs that were noted"}
"""Tables of what no file gives again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A bit that was turned back.

    Attributes:
        page: number of its page, from 1.
        byte: its byte in the file, from 0.
        bit: which of the byte's bits, 0 the least.
    """

    page: int
    byte: int
    bit: int


def mend(path: Path) -> tuple[Mended, ...]:
    """Turns flipped bits back; the record is verified before it takes the damaged one's place, which is kept as ``NAME.damaged``.

    Returns:
        The bits turned back; none where no page is other than it was sealed.

    Raises:
        RecordBroken: if there is no seal, or more is damaged than single bits of pages; the record is left as it is.
        AbortRun: if somebody writes into it just now.
        NotWritable: if a file beside it may not be written.
        DiskFull: if there is no room for a copy.
    """
    with _beside(path) as part:
        kept = seal.sums(path)
        if kept is None:
            raise RecordBroken(f"{path}: it has no seal ({path.name}{seal.SUFFIX}) to mend it by", cure=RESTORE)
        if kept.pages * kept.page_size != path.stat().st_size:
            raise RecordBroken(f"{path}: it is longer or shorter than it was sealed", cure=RESTORE)
        shutil.copyfile(path, part)
        found = _turned(part, kept)
        if found:
            _verified(part)
            _put(part, path)
    return found


def rebuild(record: Address, rereads: Rereads) -> Restored:
    """Puts a damaged record together from the rows that can be read, and makes anew the rest (``restoring``).

    A file is verified before it takes the damaged one's place, which is kept as ``NAME.damaged``; a server's record is restored where it is.

    Raises:
        RecordBroken: if what was put together is not sound; the record is left as it is.
        AbortRun: if somebody writes into it just now.
        NotWritable: if a file beside it may not be written.
        DiskFull: if there is no room for another one.
    """
    if isinstance(record, Server):
        with open_project(record) as opened:
            return restore(opened, rereads)
    with _beside(record) as part:
        lost = _salvaged(record, part)
        with open_project(part) as opened:
            told = restore(opened, rereads)
        _verified(part)
        told.lost += [("", f"{lost[name]} of the {words}") for name, words in _BY_HAND.items() if lost[name]]
        _put(part, record)
        with suppress(OSError):
            seal.seal_of(part).replace(seal.seal_of(record))
    return told


def _salvaged(path: Path, part: Path) -> Counter[str]:
    """The rows that can be read, once the bits are turned back that the seal tells."""
    kept = seal.sums(path)
    if kept is None or kept.pages * kept.page_size != path.stat().st_size:
        return salvage(path, part)
    copy = part.with_name(part.name + ".turned")
    try:
        turned(path, copy, kept)
        return salvage(copy, part)
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Where another record is built, that is removed unless it was put in the damaged one's place."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise AbortRun(
            f"{path}: somebody writes into it, or was killed while writing",
            cure="open it once for writing, then try again",
        )
    part = path.with_name(path.name + ".mending")
    _removed(part)
    try:
        yield part
    except OSError as error:
        if isinstance(error, DetenteError):
            raise
        if error.errno == 28:
            raise DiskFull(f"{path}: the disk is full", cure="free as much space as the record takes") from error
        raise NotWritable(f"{path}: {error.strerror}", cure="change the permissions of its folder") from error
    finally:
        _removed(part)


def _removed(part: Path) -> None:
    for suffix in ("", "-wal", "-shm", seal.SUFFIX):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def _put(part: Path, path: Path) -> None:
    shutil.copymode(path, part)
    path.replace(path.with_name(path.name + KEPT))
    part.replace(path)


def _turned(part: Path, kept: seal.Sums) -> tuple[Mended, ...]:
    found: list[Mended] = []
    with part.open("r+b") as file:
        for number, wanted in enumerate(kept.sums):
            file.seek(number * kept.page_size)
            page = file.read(kept.page_size)
            if zlib.crc32(page) == wanted:
                continue
            right = seal.turned_back(page, wanted)
            if right is None:
                raise RecordBroken(f"page {number + 1} of the file is damaged in more than one bit", cure=RESTORE)
            byte, bit = divmod(right[1], 8)
            file.seek(number * kept.page_size)
            file.write(right[0])
            found.append(Mended(page=number + 1, byte=number * kept.page_size + byte, bit=bit))
        file.flush()
        os.fsync(file.fileno())
    return tuple(found)


def _verified(part: Path) -> None:
    with open_project(part, read_only=True) as record:
        faults = [finding for finding in verify(record) if finding.level == "fault"]
    if faults:
        raise RecordBroken(f"mended it still has {len(faults)} faults: {faults[0].what}", cure=RESTORE)
