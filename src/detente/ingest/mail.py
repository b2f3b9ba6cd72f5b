"""Mail: newsletters and articles sent as messages, single (eml) or in a mailbox (mbox)."""

from __future__ import annotations

import email
import re
from email.errors import MessageError
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import Empty, Malformed, SkipItem, TooLarge
from detente.ingest.pieces import Fault, Piece, fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    _Standard = EmailPolicy[EmailMessage]
else:
    _Standard = EmailPolicy  # no generic while it runs

_FROM_LINE = re.compile(rb"From \S+.{0,40}\d\d:\d\d.{0,40}\r?\n")
_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]", re.MULTILINE)
_OF_MAIL = frozenset({b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"dkim-signature"})
_OUTER = re.compile(r"^\s*(?:(?:fwd?|fw|re|wg|tr)\s*:\s*)+", re.IGNORECASE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_MOST_PARTS = 200
_LONGEST_HEADER = 4_000
"""Characters of a header that are looked at: taking one apart costs the square of its length."""
_ID = re.compile(r"<([^<>\s]{3,120})>")


class _Policy(_Standard):
    """The standard one, with long headers cut."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def is_mailbox(head: bytes) -> bool:
    """Whether a file begins as a mailbox does."""
    return _FROM_LINE.match(head) is not None


def is_message(head: bytes) -> bool:
    """Whether a file begins with the headers of a message."""
    start = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(start)}
    return bool(_HEADER.match(start)) and bool(names & _OF_MAIL) and b"from" in names


def messages(file: BinaryIO, *, uri: str, max_bytes: int) -> Iterator[Piece | Fault]:
    """The messages of a mailbox, one in memory at a time; one over ``max_bytes`` is a fault."""
    held: list[bytes] = []
    size = number = 0
    blank = True
    while line := file.readline(max_bytes):
        if blank and _FROM_LINE.match(line):
            if number:
                yield _or_fault(held, size, number, uri=uri, max_bytes=max_bytes)
            held, size, number, blank = [], 0, number + 1, False
            continue
        size += len(line)
        if size <= max_bytes:
            held.append(line)
        blank = line in (b"\n", b"\r\n")
    if number:
        yield _or_fault(held, size, number, uri=uri, max_bytes=max_bytes)


def _or_fault(held: list[bytes], size: int, number: int, *, uri: str, max_bytes: int) -> Piece | Fault:
    part = f"message {number}"
    try:
        if size > max_bytes:
            raise TooLarge(f"the message has {size:,} bytes, over the limit of {max_bytes:,}", cure="raise max_bytes")
        return message(_QUOTED_FROM.sub(rb"\1", b"".join(held)), uri=uri, part=part)
    except SkipItem as error:
        return fault(error, uri=uri, part=part)


def message(data: bytes, *, uri: str, part: str = "") -> Piece:
    """A message as a document: its HTML or plain body, subject, date and sender.

    Raises:
        Empty: if it has no text; attachments are not read.
        Malformed: if it cannot be taken apart.
    """
    try:
        parsed: EmailMessage = email.message_from_bytes(data, policy=_Policy())
        text = _body(parsed)
        known = {"title": _OUTER.sub("", _header(parsed, "subject")), "date": _date(parsed)}
        sender, id_ = _header(parsed, "from"), _ID.search(_header(parsed, "message-id"))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Malformed(f"the message is broken ({type(error).__name__})", origin=uri, cure="save it anew") from error
    known["publisher"] = re.sub(r"<[^<>]{0,200}>", "", sender).strip(" \"'") or sender.strip("<> ")
    return Piece(
        uri=uri,
        part=(id_[1] if id_ else part) if part else "",
        data=data,
        text=text,
        known={key: value for key, value in known.items() if value},
    )


def _body(parsed: EmailMessage) -> str:
    if sum(1 for _ in parsed.walk()) > _MOST_PARTS:
        raise Malformed("the message has too many parts", cure="save the article alone")
    found = parsed.get_body(preferencelist=("html", "plain"))
    text = found.get_content() if found is not None and found.get_content_maintype() == "text" else ""
    if not isinstance(text, str) or not text.strip():
        raise Empty("the message has no text of its own", cure="read its attachments as files")
    return text


def _header(parsed: EmailMessage, name: str) -> str:
    return " ".join(str(parsed.get(name, "")).split())[:500]


def _date(parsed: EmailMessage) -> str:
    """The day as the sender's clock had it."""
    try:
        return parsedate_to_datetime(_header(parsed, "date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
