"""What is asked, small enough to be sent to another process, and the answer to it as it is kept and sent."""

from __future__ import annotations

import gzip
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

Stamp = tuple[int, ...]
"""The state of the record's files: another one whenever a process has written into it."""
FORM_MARK, FOOT_MARK, STALE_MARK = (secrets.token_hex(24) for _ in range(3))
"""Stand where a form's token, the line on who may write, and the line on the page's age will; no document can know them."""
FOOT = {
    False: b'<a href="/enter">Enter</a> to judge notes and import.',
    True: b"You may judge and import.",
}
TOLD: dict[Age, str] = {
    "": "",
    "stale": '<p class="stale" role="note">This page shows the record as it was at <time datetime="{iso}">{at}</time>. It has changed since, '
    "and the page is being made anew; load it again in a while.</p>",
    "awaits": '<p class="stale" role="status" hx-get="" hx-trigger="every 2s" hx-swap="none" hx-headers=\'{{"Detente-Have": "{iso}"}}\'>'
    'This page shows the record as it was at <time datetime="{iso}">{at}</time>, before you changed it. It is being made anew with '
    "what you wrote, and shows itself as soon as it is ready.</p>",
}
"""What a page says of its age."""
LEVEL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A question to the record.

    Attributes:
        kind: a page, or an answer of the API.
        name: the page's path as it is registered, or the name of the answer.
        shape: ``html``, ``json`` or ``csv``.
        path: the address without its ending.
        query: what the address asks, in the order of its names.
        parts: the named parts of the path.
        may_write: whether the page shows its forms.
        asked: the API's question as it was understood.
        lasts: the answer holds whatever we write ourselves meanwhile.
    """

    kind: Literal["page", "api"]
    name: str
    shape: str = "json"
    path: str = ""
    query: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    may_write: bool = False
    asked: object = None
    lasts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An answer as it was made.

    Attributes:
        content: its bytes, with the marks.
        stamp: how the record stood when it was looked at.
        looked_at: when that was, on the monotonic clock, which all processes share.
        moment: the same as people read it.
    """

    content: bytes
    stamp: Stamp
    looked_at: float
    moment: datetime


Age = Literal["", "stale", "awaits"]
"""Whether the record has changed since an answer was made: not, somehow, or by our own writing, which the reader awaits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Bytes as they go out, their hash, and the same packed."""

    plain: bytes
    packed: bytes
    tag: str


@dataclass(slots=True, kw_only=True)
class Body:
    """An answer that is kept, and the seconds it took to make."""

    made: Made
    took: float
    _sent: dict[Age, Sent] = field(default_factory=dict)

    def sent(self, *, age: Age) -> Sent:
        """The answer for those who only read, made ready once; it says its age."""
        if age not in self._sent:
            plain = self.filled(age=age, may_write=False)
            self._sent[age] = Sent(plain=plain, packed=packed(plain), tag=tag(plain))
        return self._sent[age]

    def filled(self, *, age: Age, may_write: bool, form_token: str = "") -> bytes:
        """The answer with its marks replaced."""
        told = TOLD[age].format(**_clock(self.made.moment)).encode()
        return (
            self.made.content.replace(STALE_MARK.encode(), told)
            .replace(FOOT_MARK.encode(), FOOT[may_write])
            .replace(FORM_MARK.encode(), form_token.encode())
        )


def packed(plain: bytes) -> bytes:
    """Bytes for those who take gzip; the same bytes give the same."""
    return gzip.compress(plain, LEVEL, mtime=0)


def tag(content: bytes) -> str:
    """What tells a browser that it has an answer already."""
    return f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'


def _clock(moment: datetime) -> dict[str, str]:
    at = moment.astimezone(UTC)
    return {"iso": at.isoformat(), "at": f"{at:%H:%M:%S}, {at.day} {at:%B %Y} (UTC)"}
