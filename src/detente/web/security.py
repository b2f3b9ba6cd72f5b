"""The guard before all pages: who is asked for, from where, how much; and the headers that tell the browser what it may do.

A page on the internet may point its own name at 127.0.0.1 (DNS rebinding) or post a form to it: the first is refused by the ``Host`` header, the
second by ``Origin`` and, after that, by the form's token (``sessions``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD"})
API = "/api/"
"""Where addresses for programs begin: they are refused in JSON."""
MOST_ADDRESS = 4_000
"""Bytes of path and query of an address that is looked at."""
MOST_FORM = 64_000
"""Bytes of a form without files."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets through what the server's own pages ask for, and adds the headers to every answer.

    Args:
        app: the application behind it.
        hosts: names by which the server may be asked for, lower case, without port.
        uploads: paths that take files, and the most bytes that each takes.
    """

    app: ASGIApp
    hosts: frozenset[str]
    uploads: dict[str, int]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        taken = 0
        most = self.uploads.get(scope["path"], MOST_FORM)

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return {"type": "http.disconnect"} if taken > most else message

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-cache, private")
            await send(message)

        if refusal:
            await _refused(scope, *refusal)(scope, receive, headed)
            return
        await self.app(scope, counted, headed)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and reason where a request is refused."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(f"//{host}") not in self.hosts:
            return 421, "This server is not known by that name; open the address that `detente serve` printed."
        if len(scope["raw_path"]) + len(scope["query_string"]) > MOST_ADDRESS:
            return 414, "The address is too long."
        if scope["method"] in SAFE:
            return None
        if scope["method"] != "POST":
            return 405, "Pages are read with GET and written with POST."
        size = headers.get("content-length", "0")
        if not size.isdigit() or int(size) > self.uploads.get(scope["path"], MOST_FORM):
            return 413, "That is more than this page takes."
        return None if _from_here(headers, host, api=_is_api(scope)) else (403, "The request comes from another site.")


def _is_api(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.startswith(API)


def _refused(scope: Scope, status: int, said: str) -> Response:
    headers = {"allow": "GET, HEAD, POST"} if status == 405 else None
    if _is_api(scope):
        return JSONResponse({"error": said, "cure": ""}, status_code=status, headers=headers)
    return PlainTextResponse(said + "\n", status_code=status, headers=headers)


def _from_here(headers: Headers, host: str, *, api: bool) -> bool:
    """Whether a request that writes comes from a page of ours, or from a program that is no browser.

    The API asks every such request for the token itself and knows no cookies, so that a browser can be made to send nothing that counts there.
    """
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == host.lower() and urlsplit(origin).scheme in {"http", "https"}
    if headers.get("sec-fetch-site") is not None:
        return headers["sec-fetch-site"] == "same-origin"
    return api or headers.get("authorization", "").startswith("Bearer ")


def _name(address: str) -> str:
    """The host's name without port; "" for what is no host."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # an odd port raises here
    except ValueError:
        return ""
    return "" if parts.username is not None or parts.path else (parts.hostname or "").lower()


LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names of this machine to itself."""
