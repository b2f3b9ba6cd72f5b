"""Content hashes as ids: the same content has the same id, so reading twice changes nothing."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ID_LENGTH = 16


def content_id(prefix: str, *parts: str | float | Sequence[str] | None) -> str:
    """A stable id, ``prefix-`` and 16 hexadecimal digits of the SHA-256 of the parts.

    The parts are joined as canonical JSON, so that no two lists of parts run together.
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{prefix}-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_LENGTH]}"


def bytes_id(data: bytes) -> str:
    """The SHA-256 of raw input, in full, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Identified:
    """What has an id that is a hash of its content, reckoned once."""

    __slots__ = ("_id",)
    _id: str

    @property
    def id(self) -> str:
        """The hash of ``_hashed``."""
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", self._hashed())
            return self._id

    def _hashed(self) -> str:
        raise NotImplementedError
