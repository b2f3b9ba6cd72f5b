"""Packed bytes unpacked within limits: gzip files as streams, packed bodies as a whole. A decompression bomb is refused."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import Malformed, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

GZIP = b"\x1f\x8b"
_CHUNK = 1 << 18
_FREE = 2_000_000
"""Bytes that may come of any file before the ratio is asked."""
_MOST_RATIO = 200
"""Bytes unpacked from one packed byte; text reaches 10, tables that repeat themselves 50, bombs 1,000."""
_BOMB = "do not open it; it is made to fill a disk or memory"


def unpacked(data: bytes, *, most: int, origin: str = "") -> bytes:
    """The bytes of a body packed by gzip or deflate.

    Raises:
        TooLarge: if more than ``most`` bytes would come of it.
        Malformed: if it is broken.
    """
    return b"".join(_stretches(io.BytesIO(data), most=most, origin=origin))


def lines(file: BinaryIO, *, origin: str, longest: int) -> Iterator[bytes | TooLarge]:
    """The lines of a file, gzip or plain, without their ends; one over ``longest`` bytes is skipped and told as an error.

    No line is held whole beyond that.

    Raises:
        TooLarge: for a decompression bomb.
        Malformed: for broken gzip.
    """
    head = file.peek(2)[:2] if isinstance(file, io.BufferedReader) else b""
    stream = _stretches(file, most=None, origin=origin) if head == GZIP else iter(lambda: file.read(_CHUNK), b"")
    held = bytearray()
    skipped = 0
    for stretch in stream:
        at = 0
        while (end := stretch.find(b"\n", at)) >= 0:
            if skipped or len(held) + end - at > longest:
                yield _too_long(skipped + len(held) + end - at, longest)
                skipped = 0
            else:
                yield bytes(held) + stretch[at:end]
            held.clear()
            at = end + 1
        rest = len(stretch) - at
        if skipped or len(held) + rest > longest:
            skipped += len(held) + rest
            held.clear()
        else:
            held += stretch[at:]
    if skipped:
        yield _too_long(skipped, longest)
    elif held:
        yield bytes(held)


def _too_long(size: int, longest: int) -> TooLarge:
    return TooLarge(
        f"the line has {size:,} bytes, over the limit of {longest:,}", cure="raise max_bytes, or cut the line"
    )


def _stretches(file: BinaryIO, *, most: int | None, origin: str) -> Iterator[bytes]:
    """The unpacked bytes in stretches, over all members of the file."""
    packed = given = 0
    engine = zlib.decompressobj(47)  # gzip or zlib, told by the head
    waiting = b""
    ended = True
    while data := (waiting or file.read(_CHUNK)):
        if not waiting:
            packed += len(data)
        try:
            out = engine.decompress(data, _CHUNK)
        except zlib.error as error:
            raise Malformed(f"its compression is broken ({error})", origin=origin, cure="get the file again") from error
        given += len(out)
        if most is not None and given > most:
            raise TooLarge(
                f"it unpacks to more than {most:,} bytes", origin=origin, cure="raise max_bytes, or " + _BOMB
            )
        if given > _FREE and given > _MOST_RATIO * packed:
            raise TooLarge(
                f"it is a decompression bomb: {packed:,} bytes unpack to {given:,} and more", origin=origin, cure=_BOMB
            )
        yield out
        waiting = engine.unconsumed_tail
        ended = engine.eof
        if engine.eof:
            waiting = engine.unused_data.lstrip(b"\0")
            engine = zlib.decompressobj(47)
    if not ended:
        raise Malformed(
            "its compression ends early", origin=origin, cure="get the file again; what stood before was read"
        )
