"""Inputs to pieces: which file is a container of several documents, told by its content, and what is in it."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import Malformed, SkipItem, TooLarge, Unreadable
from detente.ingest import archives, feeds, mail, tables, warc
from detente.ingest.inputs import MAX_BYTES, Address, Input, failure
from detente.ingest.pieces import End, Fault, Piece
from detente.ingest.unpacking import GZIP, unpacked
from detente.model.findings import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from detente.ingest.fetching.fetcher import Fetcher

FORMATS = ("jsonl", "json", "csv", "feed", "warc", "mbox", "eml", "zip")
"""Kinds of container; all but ``json`` and ``csv``, which go by the file's name, are told by content."""
Given = Input | Piece | Fault | End | Failure
_HEAD = 1 << 16
_BY_NAME = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
    ".eml": "eml", ".mbox": "mbox",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How inputs are opened.

    Attributes:
        fields: which column or JSON field holds what (``{"text": "body"}``); known names need none.
        form: the kind of all containers, where the user says it; ``""`` tells it by content.
        max_bytes: the most bytes that one document may have.
        fetcher: what gets pages at addresses; ``None`` refuses addresses.
        follow: read the pages that feeds point to in place of the feeds' own words.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    max_bytes: int = MAX_BYTES
    fetcher: Fetcher | None = None
    follow: bool = False


def expand(found: Iterable[Input | Address | Failure], ways: Ways) -> Iterator[Given]:
    """What inputs give, in order: a plain file is itself; a container gives its pieces and faults, then ``End``."""
    for one in found:
        if isinstance(one, Failure):
            yield one
        elif isinstance(one, Address):
            yield from _told_apart(one.uri, _at_address(one, ways), whole=False)
        else:
            form = _form_of(one, ways)
            if form:
                yield from _told_apart(one.uri, _of_file(one, form, ways), whole=form != "feed")
            else:
                yield one


def kind_of(head: bytes, name: str = "") -> str:
    """The kind of container that a file's first bytes show, or its name where they show nothing; "" for a single document."""
    if head.startswith(GZIP):
        return kind_of(_unpacked_head(head), name.removesuffix(".gz")) or "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if mail.is_mailbox(head):
        return "mbox"
    if feeds.is_feed(head):
        return "feed"
    if mail.is_message(head):
        return "eml"
    named = next((form for suffix, form in _BY_NAME.items() if name.lower().endswith(suffix)), "")
    if named in {"eml", "mbox"}:
        return named if head.strip() and b":" in head else ""
    if tables.looks_like_rows(head):
        return "jsonl" if named != "json" or b"\n{" in head else "json"
    if named == "json" and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        return "json"
    return named if named in {"csv", "jsonl"} else ""


def pieces(file: BinaryIO, form: str, *, uri: str, ways: Ways) -> Iterator[Piece | Fault]:
    """The documents of a container.

    Raises:
        SkipItem: if it cannot be read, or not to its end.
    """
    if form == "warc":
        yield from warc.pages(file, uri=uri, max_bytes=ways.max_bytes)
    elif form == "zip":
        for member in archives.members(file, uri=uri, max_bytes=ways.max_bytes):
            yield from _within(member, ways) if isinstance(member, Piece) else (member,)
    elif form == "mbox":
        yield from mail.messages(file, uri=uri, max_bytes=ways.max_bytes)
    elif form == "jsonl":
        yield from tables.json_lines(file, uri=uri, fields=ways.fields, max_bytes=ways.max_bytes)
    elif form == "csv":
        yield from tables.csv_rows(file, uri=uri, fields=ways.fields, max_bytes=ways.max_bytes)
    else:
        data = file.read(ways.max_bytes + 1)
        if data.startswith(GZIP):
            data = unpacked(data, most=ways.max_bytes, origin=uri)
        if len(data) > ways.max_bytes:
            raise TooLarge(f"it has more than {ways.max_bytes:,} bytes", origin=uri, cure="raise max_bytes")
        yield from _whole(data, form, uri=uri, ways=ways)


def _whole(data: bytes, form: str, *, uri: str, ways: Ways) -> Iterator[Piece | Fault]:
    if form == "feed":
        yield from feeds.entries(data, uri=uri)
    elif form == "json":
        yield from tables.json_list(data, uri=uri, fields=ways.fields)
    elif form == "eml":
        yield mail.message(data, uri=uri)
    else:
        yield Piece(uri=uri, data=data)


def _within(member: Piece, ways: Ways) -> Iterator[Piece | Fault]:
    """A file of an archive: itself, or what it holds where it is a feed or a message; no archive within an archive."""
    form = kind_of(member.data[:_HEAD], member.part)
    if form in {"zip", "gzip", "warc"}:
        error = Malformed("it is an archive within an archive", cure="unpack it yourself and read the folder")
        yield Fault(member.uri, failure(error, origin=member.name))
    elif form in {"feed", "eml", "json"}:
        try:
            for piece in _whole(member.data, form, uri=member.uri, ways=ways):
                yield replace(piece, part=f"{member.part} {piece.part}".strip()) if isinstance(piece, Piece) else piece
        except SkipItem as error:
            yield Fault(member.uri, failure(error, origin=member.name))
    elif form:
        held = io.BufferedReader(io.BytesIO(member.data))
        for piece in pieces(held, form, uri=member.uri, ways=ways):
            yield replace(piece, part=f"{member.part} {piece.part}".strip()) if isinstance(piece, Piece) else piece
    else:
        yield member


def _form_of(one: Input, ways: Ways) -> str:
    try:
        head = one.head(_HEAD)
    except (OSError, SkipItem):
        return ""  # reading it tells what is wrong
    return ways.form or kind_of(head, one.path.name)


def _of_file(one: Input, form: str, ways: Ways) -> Iterator[Piece | Fault]:
    try:
        with one.path.open("rb") as file:
            yield from pieces(file, form, uri=one.uri, ways=ways)
    except OSError as error:
        if isinstance(error, SkipItem):
            raise
        raise Unreadable(error.strerror or str(error), origin=one.uri, cure="check the disk and the path") from error


def _at_address(one: Address, ways: Ways) -> Iterator[Piece | Fault]:
    if ways.fetcher is None:
        raise Unreadable("addresses are not read here", origin=one.uri, cure="save the page and read the file")
    got = ways.fetcher.get(one.uri)
    if got is None:  # not changed since it was last got
        return
    form = kind_of(got.data[:_HEAD], "")
    if form == "feed":
        for entry in feeds.entries(got.data, uri=one.uri):
            yield _followed(entry, ways) if isinstance(entry, Piece) and ways.follow and entry.address else entry
    elif form in {"", "eml"}:
        yield Piece(uri=one.uri, data=got.data, address=got.address)
    else:
        raise Malformed(f"it is a {form} file", origin=one.uri, cure="download it and read the file")


def _followed(entry: Piece, ways: Ways) -> Piece | Fault:
    """The page that an entry points to, with what the feed tells of it."""
    if ways.fetcher is None:
        return entry
    try:
        got = ways.fetcher.get(entry.address, anew=True)
    except SkipItem as error:
        return Fault(entry.uri, failure(error, origin=entry.address))
    if got is None or kind_of(got.data[:_HEAD]):
        return entry
    return replace(entry, data=got.data, text=None, trusted=False, address=got.address)


def _told_apart(uri: str, found: Iterator[Piece | Fault], *, whole: bool) -> Iterator[Given]:
    """Pieces with parts of their own, however often a container names one; an error becomes the container's failure."""
    seen: Counter[str] = Counter()
    try:
        for one in found:
            if isinstance(one, Piece):
                seen[one.part] += 1
                yield replace(one, part=f"{one.part} ({seen[one.part]})") if seen[one.part] > 1 else one
            else:
                yield one
    except SkipItem as error:
        yield Fault(uri, failure(error, origin=uri))
    yield End(uri, whole=whole)


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, _HEAD)
    except zlib.error:
        return b""


def spooled(source: BinaryIO, folder: Path) -> Input:
    """Standard input kept in a file, under a name made of its content, so that the same text read twice is the same."""
    digest = hashlib.sha256()
    path = folder / "stdin"
    with path.open("wb") as file:
        while chunk := source.read(1 << 20):
            digest.update(chunk)
            file.write(chunk)
    return Input(path, f"stdin://{digest.hexdigest()[:16]}")
