"""Bytes to text, told by mark, declaration and content; and the way back from each character to its bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import Empty, Undecodable

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_BINARY_STARTS = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"RIFF", b"OggS", b"ID3", b"\x00\x00\x00\x18ftyp", b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd", b"PAR1", b"{\\rtf",
)  # fmt: skip
# Bytes that no text in an eight-bit encoding has, but for tab, line feed, vertical tab, form feed, return and escape.
_CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 11, 12, 13, 27}))
_CONTROL_SHARE = 0.005
_REPAIR_SHARE = 0.03
_CURE = "save it as text in UTF-8 or as HTML and read that"

# Windows-1252 with its five unused bytes read as Latin-1; and the same for the characters that stand for stray bytes.
_LATIN = {byte: bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
_WESTERN = {0xDC00 + byte: character for byte, character in _LATIN.items()}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in.

    Attributes:
        text: the characters, a byte-order mark left out.
        encoding: name of the encoding.
        repaired: how many bytes were no valid UTF-8 and were read as Windows-1252.
        offsets: the byte at which each character starts, and the end of the last; empty where it cannot be told.
    """

    text: str
    encoding: str
    repaired: int
    offsets: NDArray[np.int64]

    def raw(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last byte (exclusive) of the characters ``start`` up to ``end``."""
        if not len(self.offsets):
            return None
        return int(self.offsets[start]), int(self.offsets[end])


def decode(data: bytes, *, origin: str = "") -> Decoded:
    """Text of a file's bytes.

    Order: byte-order mark, UTF-16 told by its zeros, UTF-8, the encoding declared in the markup, UTF-8 with single bytes
    repaired, Windows-1252.

    Raises:
        Empty: if there are no bytes, or white space alone.
        Undecodable: if the bytes are binary, or text of no encoding tried.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Empty("it holds no text", origin=origin, cure="give a file that has an article in it")
    if data.startswith(_BINARY_STARTS):
        raise Undecodable("it is no text but a binary format", origin=origin, cure=_CURE)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, skip=len(mark), origin=origin)
    wide = _wide(data)
    if wide:
        return _strict(data, wide, skip=0, origin=origin)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(2, _CONTROL_SHARE * len(data)) or 2 * controls > len(data):
        raise Undecodable("it is binary", origin=origin, cure=_CURE)
    return _narrow(data)


def _strict(data: bytes, encoding: str, *, skip: int, origin: str) -> Decoded:
    """Text in an encoding that a mark or the pattern of zeros tells; single broken units become U+FFFD."""
    body = data[skip:]
    if encoding == "utf-8":
        return _narrow(data, skip=skip)
    unit = 4 if encoding.startswith("utf-32") else 2
    body = body[: len(body) - len(body) % unit]
    text = body.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > _REPAIR_SHARE * len(text) or not text.strip():
        raise Undecodable(f"its bytes are no {encoding}", origin=origin, cure=_CURE)
    widths = np.full(len(text), 4, dtype=np.int64)
    if unit == 2:
        widths = np.where(_codes(text) > 0xFFFF, 4, 2).astype(np.int64)
    return Decoded(text, encoding, broken, _ends(widths, skip, skip + len(body)))


def _narrow(data: bytes, *, skip: int = 0) -> Decoded:
    """Text in UTF-8, a declared encoding, or Windows-1252."""
    text = data[skip:].decode("utf-8", "surrogateescape")
    codes = _codes(text)
    escaped = (codes >= 0xDC80) & (codes <= 0xDCFF)
    repaired = int(escaped.sum())
    if repaired:
        other = _declared(data)
        if other is not None:
            return other
        text = text.translate(_WESTERN)
        if 2 * repaired >= int((codes > 127).sum()):  # most of what is not ASCII is no UTF-8
            text = data.decode("latin-1").translate(_LATIN)
            return Decoded(text, "cp1252", 0, np.arange(len(data) + 1, dtype=np.int64))
    widths = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
    widths[escaped] = 1
    return Decoded(text, "utf-8", repaired, _ends(widths, skip, len(data)))


def _declared(data: bytes) -> Decoded | None:
    """Text in the encoding that the markup declares, where it is one and fits."""
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not match:
        return None
    try:
        encoding = codecs.lookup((match[1] or match[2]).decode("ascii", "replace")).name
        if encoding in {"utf-8", "ascii"} or not getattr(codecs.lookup(encoding), "_is_text_encoding", True):
            return None
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    codes, which = np.unique(_codes(text), return_inverse=True)
    try:
        each = np.array([len(chr(code).encode(encoding)) for code in codes], dtype=np.int64)
    except UnicodeEncodeError:
        each = np.zeros(len(codes), dtype=np.int64)
    return Decoded(text, encoding, 0, _ends(each[which], 0, len(data)))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Western text is zero."""
    head = data[: 4096 - len(data) % 2]
    if len(head) < 8 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _ends(widths: NDArray[np.int64], first: int, size: int) -> NDArray[np.int64]:
    """Starts of characters from their widths; none where the widths do not add up to the bytes."""
    offsets = np.concatenate(([0], np.cumsum(widths))).astype(np.int64)
    return offsets + first if offsets[-1] + first == size else offsets[:0]
