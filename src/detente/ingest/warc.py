"""WARC files (Common Crawl's news among them), gzip or plain: pages and plain texts as a stream.

A damaged record does not end the stream, as it does in the libraries tried (warcio and FastWARC stop there without a word): reading goes on at the next
record, and what was lost is told.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import Malformed, SkipItem, TooLarge
from detente.ingest.pieces import Fault, Piece, fault
from detente.ingest.unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 18
_MEMBER = b"\x1f\x8b\x08"
_RECORD = b"WARC/"
_HEAD_MOST = 1 << 16
_BOMB = 300_000_000  # bytes of one record that are run through before it is left
_KINDS = frozenset({"response", "resource", "conversion"})
_MEDIA = ("text/html", "application/xhtml", "text/plain")
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset", re.IGNORECASE)
_GET = "get the file again; the other records were read"


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    data: bytes
    whole: bool = True
    why: str = ""


def pages(file: BinaryIO, *, uri: str, max_bytes: int) -> Iterator[Piece | Fault]:
    """The pages of a WARC file: HTML and plain text that a server gave with 200, and converted texts (WET).

    One record is in memory at a time; one over ``max_bytes`` and a broken one are faults, reading goes on after it.
    """
    packed = file.read(3)
    records = (_packed if packed == _MEMBER else _plain)(file, packed, most=max_bytes + _HEAD_MOST)
    for record in records:
        part = f"record {record.number}"
        try:
            if not record.whole:
                raise Malformed(record.why, cure=_GET)
            found = _piece(record.data, uri=uri, part=part, max_bytes=max_bytes)
        except SkipItem as error:
            yield fault(error, uri=uri, part=part)
            continue
        if found is not None:
            yield found


def _packed(file: BinaryIO, head: bytes, *, most: int) -> Iterator[_Record]:
    """Records that are each a gzip member; a broken one is told, and the next member is looked for."""
    waiting, number = head + file.read(_CHUNK), 0
    while waiting:
        number += 1
        engine, out, why, skipped = zlib.decompressobj(31), bytearray(), "", 0
        began = waiting
        try:
            while True:
                if len(out) <= most:
                    out += engine.decompress(waiting, most + 1 - len(out))
                else:  # too large to keep: run through it to find where it ends
                    skipped += len(engine.decompress(waiting, _CHUNK))
                    why = f"the record has more than {most:,} bytes"
                    if skipped > _BOMB:
                        why = f"the record is a decompression bomb: {most + skipped:,} bytes and more"
                        waiting = _next_member(file, engine.unconsumed_tail)
                        break
                waiting = engine.unconsumed_tail
                if engine.eof:
                    waiting = engine.unused_data
                    break
                if not waiting and not (waiting := file.read(_CHUNK)):
                    why = "the file ends within the record"
                    break
        except zlib.error as error:
            why = f"the record's compression is broken ({error})"
            waiting = _next_member(file, began[3:] if waiting is began else waiting)
        yield _Record(number, bytes(out), not why, why)
        waiting = waiting or file.read(_CHUNK)
        if waiting and not waiting.startswith(_MEMBER):
            waiting += file.read(3) if len(waiting) < 3 else b""
            if waiting.strip(b"\0\r\n") and not waiting.startswith(_MEMBER):
                waiting = _next_member(file, waiting)


def _next_member(file: BinaryIO, held: bytes) -> bytes:
    """From the next head of a gzip member that holds a record's beginning on; empty at the end of the file."""
    while True:
        at = held.find(_MEMBER)
        while at >= 0:
            if len(held) - at < 512:
                held = held[at:] + file.read(_CHUNK)
                at = 0
            try:
                if zlib.decompressobj(31).decompress(held[at : at + 4096], 5) == _RECORD:
                    return held[at:]
            except zlib.error:
                pass  # three bytes that look like a head and are none
            at = held.find(_MEMBER, at + 1)
        more = file.read(_CHUNK)
        if not more:
            return b""
        held = held[-2:] + more


def _plain(file: BinaryIO, head: bytes, *, most: int) -> Iterator[_Record]:
    """Records one after the other, by the length that each tells; where one tells none, the next is looked for."""
    number = 0
    line = head + file.readline(_HEAD_MOST)
    lost = 0
    while line:
        if not line.startswith(_RECORD):
            lost += len(line.strip())
            line = file.readline(_HEAD_MOST)
            continue
        if lost:
            number += 1
            yield _Record(number, b"", False, f"{lost:,} bytes stand between two records; a length was wrong")
            lost = 0
        number += 1
        headers = bytearray(line)
        while (line := file.readline(_HEAD_MOST)).strip() and len(headers) < _HEAD_MOST:
            headers += line
        length = re.search(rb"^content-length:\s*(\d{1,15})\s*$", headers, re.IGNORECASE | re.MULTILINE)
        if length is None:
            yield _Record(number, b"", False, "the record does not tell its length")
        else:
            yield _body(file, bytes(headers), int(length[1]), number, most=most)
        line = file.readline(_HEAD_MOST)


def _body(file: BinaryIO, headers: bytes, size: int, number: int, *, most: int) -> _Record:
    if size > most:
        left = size
        while left and (skipped := file.read(min(left, _CHUNK))):
            left -= len(skipped)
        return _Record(number, b"", False, f"the record has {size:,} bytes, over the limit")
    body = file.read(size)
    if len(body) < size:
        return _Record(number, b"", False, "the file ends within the record")
    return _Record(number, headers + b"\r\n" + body)


def _piece(data: bytes, *, uri: str, part: str, max_bytes: int) -> Piece | None:
    """The page of a record; ``None`` for a record that holds none.

    Raises:
        SkipItem: if it is too large or broken.
    """
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(_RECORD):
        raise Malformed("it does not begin as a record does", cure=_GET)
    headers = _headers(head)
    kind, address = headers.get("warc-type", ""), headers.get("warc-target-uri", "").strip("<> ")
    if kind not in _KINDS or address.startswith(("dns:", "metadata:")):
        return None
    media = headers.get("content-type", "")
    if kind == "response":
        if "http" not in media:
            return None
        http, _, body = body.partition(b"\r\n\r\n")
        status = re.match(rb"HTTP/\d(?:\.\d)? 200\b", http)
        sent = _headers(http)
        media = sent.get("content-type", "text/html")
        if status is None or not media.lower().startswith(_MEDIA):
            return None
        body = _unwrapped(body, sent, max_bytes=max_bytes)
    elif not media.lower().startswith(_MEDIA):
        return None
    if len(body) > max_bytes:
        raise TooLarge(f"the page has {len(body):,} bytes, over the limit of {max_bytes:,}", cure="raise max_bytes")
    return Piece(uri=uri, part=address[:500] or part, data=_in_utf8(body, media), address=address)


def _headers(head: bytes) -> dict[str, str]:
    parsed = BytesHeaderParser().parsebytes(head.partition(b"\n")[2])
    return {name.lower(): str(value).strip() for name, value in parsed.items()}


def _unwrapped(body: bytes, sent: dict[str, str], *, max_bytes: int) -> bytes:
    """The body without chunks and packing, where they are still there (crawlers often take them off and keep the header)."""
    if "chunked" in sent.get("transfer-encoding", "").lower() and re.match(
        rb"[0-9a-fA-F]{1,8}\s*(?:;[^\r\n]*)?\r\n", body
    ):
        body = _unchunked(body)
    if body.startswith(b"\x1f\x8b"):
        return unpacked(body, most=max_bytes)
    return body


def _unchunked(body: bytes) -> bytes:
    parts, at = [], 0
    while match := re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n").match(body, at):
        size = int(match[1], 16)
        if not size:
            break
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
    return b"".join(parts)


def _in_utf8(body: bytes, media: str) -> bytes:
    """The page in UTF-8 where only the server said its encoding; else as it is."""
    charset = _CHARSET.search(media)
    if not charset or charset[1].lower() in {"utf-8", "utf8"} or _DECLARED.search(body[:4096]):
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return body.decode(charset[1]).encode()
        except (LookupError, UnicodeDecodeError, ValueError):
            return body
    return body
