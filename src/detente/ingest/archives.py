"""Zip archives of articles, read in memory: nothing is ever unpacked to disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import Malformed, SkipItem, TooLarge, Undecodable
from detente.ingest.pieces import Fault, Piece, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_FILES = 100_000
_MOST_RATIO = 200
_MOST_BYTES = 4_000_000_000


def members(file: BinaryIO, *, uri: str, max_bytes: int) -> Iterator[Piece | Fault]:
    """The files of an archive, in its order; a path that leads out of it, a bomb and a locked file are faults.

    Raises:
        Malformed: if it is no zip archive.
        TooLarge: if it holds too many files, or is a decompression bomb as a whole.
    """
    try:
        archive = zipfile.ZipFile(file)
        found = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise Malformed(f"its zip archive is broken ({error})", origin=uri, cure="get it again") from error
    with archive:
        if len(found) > _MOST_FILES:
            raise TooLarge(f"it holds {len(found):,} files", origin=uri, cure="cut it into smaller ones")
        if sum(each.file_size for each in found) > _MOST_BYTES:
            raise TooLarge(
                f"it unpacks to more than {_MOST_BYTES:,} bytes", origin=uri, cure="cut it, or do not open it"
            )
        for each in found:
            if (
                each.is_dir()
                or each.filename.rsplit("/", 1)[-1].startswith(".")
                or each.filename.startswith("__MACOSX/")
            ):
                continue
            part = each.filename[:300]
            try:
                yield Piece(uri=uri, part=part, data=_member(archive, each, max_bytes=max_bytes))
            except SkipItem as error:
                yield fault(error, uri=uri, part=part)


def _member(archive: zipfile.ZipFile, each: zipfile.ZipInfo, *, max_bytes: int) -> bytes:
    steps = each.filename.replace("\\", "/").split("/")
    if ".." in steps or steps[0] in {"", "~"} or ":" in steps[0]:
        raise Malformed("its path leads out of the archive (zip slip)", cure="do not trust this archive")
    if each.file_size > max_bytes:
        raise TooLarge(f"it has {each.file_size:,} bytes, over the limit of {max_bytes:,}", cure="raise max_bytes")
    if each.file_size > 1_000_000 and each.file_size > _MOST_RATIO * max(each.compress_size, 1):
        raise TooLarge("it is a decompression bomb", cure="do not trust this archive")
    if each.flag_bits & 1:
        raise Undecodable("it is locked by a password", cure="unpack it yourself and read the folder")
    try:
        with archive.open(each) as file:
            data = file.read(max_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Malformed(f"it is broken ({error})", cure="get the archive again") from error
    if len(data) > max_bytes:
        raise TooLarge(f"it unpacks to more than {max_bytes:,} bytes", cure="raise max_bytes")
    return data
