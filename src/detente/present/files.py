"""Writing files that are there whole or not at all, and names for many of them."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from detente.errors import DiskFull, NotWritable


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a text or bytes beside its place and moves it there, so that no reader sees half of it.

    Raises:
        DiskFull: if there is no room.
        NotWritable: if the folder may not be written, or the place is a folder.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
            part.chmod(0o666 & ~_umask())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(f"{path}: the disk is full", cure="make room and run again") from error
        raise NotWritable(f"{path}: {error.strerror}", cure="choose a place that may be written") from error


def free_name(name: str, taken: set[str]) -> str:
    """A file's name that no other of the set has, whatever the case: ``page``, ``page-2``, …; it is added to the set."""
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.casefold())
    return found


def _umask() -> int:
    before = os.umask(0o077)
    os.umask(before)
    return before
