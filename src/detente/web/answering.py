"""A page's answer: as HTML, JSON or CSV, kept while the record stands, with the session's own form token put in last."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from detente.errors import DetenteError, UnknownId
from detente.web.look import BadAddress, look
from detente.web.templating import render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from detente.web.desk import Desk
    from detente.web.look import Look
    from detente.web.page import Page

    Build = Callable[[Look, Desk, Mapping[str, str]], Page]

FORM_MARK = secrets.token_hex(24)
"""Stands where a form's token will; no document can know it."""
TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers one address in one shape.

    Args:
        build: what makes the page.
        desk: the record.
        shape: ``html``, ``json`` or ``csv``.
    """

    build: Build
    desk: Desk
    shape: str

    async def __call__(self, request: Request) -> Response:
        """The answer to a request."""
        desk = self.desk
        cookie = request.cookies.get(cookie_name(request))
        may_write = desk.sessions.holds(cookie)
        path = quote(request.scope["path"].removesuffix(f".{self.shape}"), safe="/")
        path = "/" if path in {"", "/overview"} else path
        try:
            asked = look(path, request.query_params)
            key = (self.shape, asked.key, may_write)
            body = await run_in_threadpool(
                desk.bodies.get, key, desk.stamp(), lambda: self._body(asked, dict(request.path_params), may_write)
            )
        except DetenteError as error:
            return sorry(error, shape=self.shape, path=path, may_write=may_write)
        if may_write and self.shape == "html":
            body = body.replace(FORM_MARK.encode(), desk.sessions.form_token(cookie or "").encode())
        return _tagged(request, body, self.shape, name=path.strip("/").replace("/", "-") or "overview")

    def _body(self, asked: Look, parts: Mapping[str, str], may_write: bool) -> bytes:
        page = self.build(asked, self.desk, parts)
        if self.shape == "json":
            return page.as_json().encode()
        if self.shape == "csv":
            return page.as_csv().encode()
        return html(page, asked, may_write=may_write).encode()


def html(page: Page, asked: Look, *, may_write: bool) -> str:
    """A page as a whole document."""
    common = {"look": asked, "title": page.title, "may_write": may_write, "form_mark": FORM_MARK, "page": page}
    return render(page.template, common | dict(page.values))


def cookie_name(request: Request) -> str:
    """The session's cookie; servers on other ports of the machine have others, since cookies know no ports."""
    return f"detente-{request.url.port or 80}"


def sorry(
    error: DetenteError, *, shape: str = "html", path: str = "/", may_write: bool = False, status: int = 0
) -> Response:
    """An error as a page that says the cure."""
    status = status or (404 if isinstance(error, UnknownId) else 400 if isinstance(error, BadAddress) else 503)
    if shape == "json":
        from starlette.responses import JSONResponse

        return JSONResponse({"error": error.what, "cure": error.cure}, status_code=status)
    if shape == "csv":
        return Response(f"{error}\n", status_code=status, media_type="text/plain")
    values: dict[str, object] = {
        "look": look(path, {}),
        "title": {400: "That cannot be understood", 403: "This page only reads", 404: "There is nothing here"}.get(
            status, "The record cannot be read"
        ),
        "may_write": may_write,
        "form_mark": FORM_MARK,
        "page": None,
        "what": error.what,
        "cure": error.cure,
    }
    return Response(render("error.html", values), status_code=status, media_type=TYPES["html"])


def _tagged(request: Request, body: bytes, shape: str, *, name: str) -> Response:
    """The answer with its hash, so that a browser that has it already need not take it again."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"etag": tag, "vary": "Cookie, HX-Request"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if shape == "csv":
        headers["content-disposition"] = f'attachment; filename="{_plain(name)}.csv"'
    return Response(body, headers=headers, media_type=TYPES[shape])


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name)[:80]
