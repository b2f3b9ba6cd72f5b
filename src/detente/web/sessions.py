"""Who may write: whoever knows the token that ``detente serve`` prints. Readers need none.

The token opens a session: a random name, signed, in a cookie that scripts cannot read and other sites' requests do not carry. Each session has a
token of its own for forms, so that no other page can make the browser post (CSRF).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

NAME_BYTES = 16


@dataclass(frozen=True, slots=True)
class Sessions:
    """Makes and checks sessions.

    Args:
        token: what opens a session, and what programs send as ``Authorization: Bearer``.
        key: signs sessions; a new one each time the server starts, so that old sessions end with it.
    """

    token: str
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def opens(self, token: str) -> bool:
        """Whether this is the token, told in a time that does not depend on it."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def open(self) -> str:
        """A new session's cookie."""
        name = secrets.token_hex(NAME_BYTES)
        return f"{name}.{self._sign('session', name)}"

    def holds(self, cookie: str | None) -> bool:
        """Whether a cookie is a session of ours."""
        name, _, signature = (cookie or "").partition(".")
        return bool(name) and hmac.compare_digest(signature.encode(), self._sign("session", name).encode())

    def form_token(self, cookie: str) -> str:
        """What the forms of a session carry."""
        return self._sign("form", cookie.partition(".")[0])

    def form_fits(self, cookie: str | None, given: str) -> bool:
        """Whether a form was made for the session that sends it."""
        return self.holds(cookie) and hmac.compare_digest(given.encode(), self.form_token(cookie or "").encode())

    def _sign(self, purpose: str, name: str) -> str:
        return hmac.new(self.key, f"{purpose}:{name}".encode(), hashlib.sha256).hexdigest()


def new_token() -> str:
    """A token nobody can guess."""
    return secrets.token_urlsafe(24)
