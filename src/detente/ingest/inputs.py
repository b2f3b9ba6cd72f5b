"""Files and folders to inputs, in a stable order; what cannot be opened is a failure with its cure."""

from __future__ import annotations

import glob
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import Changed, SkipItem, TooLarge, Unreadable
from detente.model.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_BYTES = 20_000_000


def failure(error: SkipItem, *, origin: str, raw_id: str = "") -> Failure:
    """The failure of an input that an error skipped."""
    return Failure(
        origin=error.origin or origin,
        stage="ingest",
        kind=type(error).__name__,
        reason=error.what,
        cure=error.cure,
        raw_id=raw_id,
    )


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be read.

    Attributes:
        path: where it is.
        name: what it is called instead, where the path is not its own (standard input).
    """

    path: Path
    name: str = ""

    @property
    def uri(self) -> str:
        """Its name, or the path as given, with forward slashes."""
        return self.name or self.path.as_posix()

    def head(self, size: int) -> bytes:
        """Its first bytes.

        Raises:
            OSError: if it cannot be opened or is no regular file.
        """
        handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(f"{self.path} is no regular file")
            return file.read(size)

    def read(self, *, max_bytes: int = MAX_BYTES) -> bytes:
        """The file's bytes, read whole and unchanged.

        Raises:
            TooLarge: if it has more than ``max_bytes``.
            Changed: if it changed while it was read, and again when read a second time.
            Unreadable: if it cannot be opened or is no file.
        """
        for _ in range(2):
            try:
                data = self._once(max_bytes)
            except OSError as error:
                if isinstance(error, SkipItem):
                    raise
                raise _unreadable(self.path, error) from error
            if data is not None:
                return data
        raise Changed("it changed while it was read", origin=self.uri, cure="read it again once it is written")

    def _once(self, max_bytes: int) -> bytes | None:
        """The bytes, or ``None`` if the file changed meanwhile."""
        # A named pipe would wait for a writer for ever.
        handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise Unreadable("it is no regular file", origin=self.uri, cure="name a file or a folder")
            if before.st_size > max_bytes:
                raise TooLarge(
                    f"it has {before.st_size:,} bytes, over the limit of {max_bytes:,}",
                    origin=self.uri,
                    cure="raise the limit, or cut the file into its articles",
                )
            data = file.read(max_bytes + 1)
            after = self.path.stat()
        same = (before.st_size, before.st_mtime_ns, before.st_ino) == (after.st_size, after.st_mtime_ns, after.st_ino)
        return data if same and len(data) == after.st_size else None


@dataclass(frozen=True, slots=True)
class Address:
    """A page or feed on the web, named by the user."""

    uri: str


def is_address(given: Path | str) -> bool:
    """Whether what the user named is an address on the web."""
    return isinstance(given, str) and given.lower().startswith(("http://", "https://"))


def find(paths: Iterable[Path | str | Input]) -> Iterator[Input | Address | Failure]:
    """The files under the paths: each path in the order given, folders sorted by name; hidden files are left out.

    A pattern (``articles/**/*.html``) gives the files that fit, sorted; an address gives itself. A path that is not there, and a
    folder that may not be opened, give a failure.
    """
    seen: set[str] = set()
    for given in paths:
        if isinstance(given, Input):
            yield given
            continue
        if is_address(given):
            if str(given) not in seen:
                seen.add(str(given))
                yield Address(str(given))
            continue
        for found in _named(Path(given)):
            if isinstance(found, Input):
                key = os.path.realpath(found.path)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _named(path: Path) -> Iterator[Input | Failure]:
    """What is at a path, or fits it where it is a pattern and no file has that very name."""
    if not any(sign in str(path) for sign in "*?[") or path.exists():
        yield from _under(path)
        return
    fitting = sorted(Path(each) for each in glob.glob(str(path), recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
    if not fitting:
        error = Unreadable(
            "no file fits the pattern", origin=path.as_posix(), cure="check it; ** goes down all folders"
        )
        yield failure(error, origin=path.as_posix())
    for each in fitting:
        yield from _under(each)


def _under(path: Path) -> Iterator[Input | Failure]:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISDIR(mode):
            yield Input(path)
            return
        with os.scandir(path) as entries:
            children = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield failure(_unreadable(path, error), origin=path.as_posix())
        return
    for child in children:
        if child.name.startswith("."):
            continue
        if child.is_symlink() and child.is_dir():  # a link up the tree would never end
            continue
        yield from _under(Path(child.path))


def _unreadable(path: Path, error: OSError) -> Unreadable:
    origin = path.as_posix()
    if isinstance(error, FileNotFoundError):
        return Unreadable("it is not there", origin=origin, cure="check the path")
    if isinstance(error, PermissionError):
        return Unreadable("it may not be opened", origin=origin, cure="give yourself the right to read it (chmod u+rX)")
    if isinstance(error, IsADirectoryError):
        return Unreadable("it is a folder", origin=origin, cure="read the files in it")
    return Unreadable(error.strerror or str(error), origin=origin, cure="check the disk and the path")
