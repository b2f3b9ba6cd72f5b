"""A page's answer: as HTML, JSON or CSV, from what is kept, with the session's own form token put in last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from detente.errors import DetenteError, UnknownId
from detente.web.look import BadAddress, look
from detente.web.making import shared
from detente.web.order import FOOT, FOOT_MARK, STALE_MARK, Order, tag
from detente.web.register import PAGES
from detente.web.templating import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from detente.web.bodies import Bodies
    from detente.web.desk import Desk
    from detente.web.order import Age, Body

TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}
PATIENCE = {"html": 2.5, "json": 60.0, "csv": 60.0}
"""Seconds after which a reader is told that the answer is being made."""
AGAIN = 3
"""Seconds after which it is asked for again."""
LEAST_PACKED = 1_000


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers one page in one shape.

    Args:
        name: the page as it is registered.
        desk: the record.
        bodies: the answers that are kept.
        shape: ``html``, ``json`` or ``csv``.
    """

    name: str
    desk: Desk
    bodies: Bodies
    shape: str

    async def __call__(self, request: Request) -> Response:
        """The answer to a request."""
        cookie = request.cookies.get(cookie_name(request))
        may_write = self.desk.sessions.holds(cookie)
        path = quote(request.scope["path"].removesuffix(f".{self.shape}"), safe="/")
        path = "/" if path in {"", "/overview"} else path
        have = request.headers.get("detente-have", "")
        try:
            order = self._order(path, request.query_params, request.path_params, may_write=may_write)
            found = self.bodies.ready(order)
            if have:
                return _newer(found, have)
            if found is None or (found[1] == "awaits" and may_write):
                found = await run_in_threadpool(self.bodies.wait, order, PATIENCE[self.shape]) or found
        except DetenteError as error:
            return sorry(error, shape=self.shape, path=path, may_write=may_write)
        if found is None:
            return being_made(request, shape=self.shape, path=path, may_write=may_write)
        body, age = found
        if may_write and self.shape == "html":
            token = self.desk.sessions.form_token(cookie or "")
            plain = body.filled(age=age, may_write=True, form_token=token)
            answer = _tagged(request, plain, None, tag(plain), self.shape)
        else:
            sent = body.sent(age=age)
            answer = _tagged(request, sent.plain, sent.packed, sent.tag, self.shape)
        return _told(answer, body, age=age, name=_file_name(path, self.shape))

    def _order(self, path: str, query: Mapping[str, str], parts: Mapping[str, str], *, may_write: bool) -> Order:
        asked = look(path, query)
        return Order(
            kind="page",
            name=self.name,
            shape=self.shape,
            path=path,
            query=tuple(sorted(asked.query.items())),
            parts=tuple(sorted(parts.items())),
            may_write=may_write and PAGES[self.name].judges,
            lasts=PAGES[self.name].lasts,
        )


def cookie_name(request: Request) -> str:
    """The session's cookie; servers on other ports of the machine have others, since cookies know no ports."""
    return f"detente-{request.url.port or 80}"


def whole(template: str, values: Mapping[str, object], *, may_write: bool) -> str:
    """A page that is not kept, with its marks replaced but for the form's."""
    text = render(template, values)
    return text.replace(FOOT_MARK, FOOT[may_write].decode()).replace(STALE_MARK, "")


def being_made(request: Request, *, shape: str, path: str, may_write: bool) -> Response:
    """What is told while an answer that looks at a whole large record is made for the first time: it comes by itself."""
    headers = {"retry-after": str(AGAIN), "cache-control": "no-store"}
    if shape != "html":
        said = {"error": "this is still being counted", "cure": f"ask again in {AGAIN} seconds"}
        return JSONResponse(said, status_code=503, headers=headers)
    values = shared(look(path, {}), "Being made", may_write=may_write) | {"again": AGAIN}
    template = "counting.html" if request.headers.get("hx-request") == "true" else "making.html"
    return Response(
        whole(template, values, may_write=may_write), status_code=202, headers=headers, media_type=TYPES["html"]
    )


def _newer(found: tuple[Body, Age] | None, have: str) -> Response:
    """For a page that asks whether there is a newer one: the word to load it, or nothing."""
    newer = found is not None and found[1] != "awaits" and found[0].made.moment.isoformat() > have
    headers = {"cache-control": "no-store"} | ({"hx-refresh": "true"} if newer else {})
    return Response(status_code=200 if newer else 204, headers=headers)


def sorry(
    error: DetenteError, *, shape: str = "html", path: str = "/", may_write: bool = False, status: int = 0
) -> Response:
    """An error as a page that says the cure."""
    status = status or (404 if isinstance(error, UnknownId) else 400 if isinstance(error, BadAddress) else 503)
    if shape == "json":
        return JSONResponse({"error": error.what, "cure": error.cure}, status_code=status)
    if shape == "csv":
        return Response(f"{error}\n", status_code=status, media_type="text/plain")
    title = {400: "That cannot be understood", 403: "This page only reads", 404: "There is nothing here"}
    values = shared(look(path, {}), title.get(status, "The record cannot be read"), may_write=may_write)
    text = whole("error.html", values | {"what": error.what, "cure": error.cure}, may_write=may_write)
    return Response(text, status_code=status, media_type=TYPES["html"])


def _tagged(request: Request, plain: bytes, packed: bytes | None, etag: str, shape: str) -> Response:
    """The answer with its hash, so that a browser that has it already need not take it again; packed for those who take it so."""
    headers = {"etag": etag, "vary": "Cookie, HX-Request, Accept-Encoding"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    if packed and len(plain) >= LEAST_PACKED and takes_gzip(request):
        return Response(packed, headers=headers | {"content-encoding": "gzip"}, media_type=TYPES[shape])
    return Response(plain, headers=headers, media_type=TYPES[shape])


def takes_gzip(request: Request) -> bool:
    """Whether the browser takes packed answers."""
    return any(one.split(";")[0].strip() == "gzip" for one in request.headers.get("accept-encoding", "").split(","))


def _told(answer: Response, body: Body, *, age: Age, name: str) -> Response:
    """The answer with the time of the record it shows."""
    answer.headers["detente-as-of"] = body.made.moment.isoformat(timespec="seconds")
    if age:
        answer.headers["detente-stale"] = "yes"
    if name:
        answer.headers["content-disposition"] = f'attachment; filename="{name}"'
    return answer


def _file_name(path: str, shape: str) -> str:
    """What a table for spreadsheets is saved as; "" for what is shown."""
    if shape != "csv":
        return ""
    plain = path.strip("/").replace("/", "-") or "overview"
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in plain)[:80] + ".csv"
