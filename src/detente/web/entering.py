"""How a reader becomes one who may write: by the token that ``detente serve`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from detente.web.answering import TYPES, cookie_name, whole
from detente.web.look import look
from detente.web.making import shared

if TYPE_CHECKING:
    from starlette.requests import Request

    from detente.web.desk import Desk


def entering(desk: Desk) -> list[Route]:
    """The routes of entering and leaving."""

    async def enter(request: Request) -> Response:
        """By link (``?token=``), or by a form where the token is typed."""
        given = request.query_params.get("token", "")
        if request.method == "POST":
            async with request.form(max_files=0, max_fields=4) as form:
                given = str(form.get("token", ""))
        if given and desk.sessions.opens(given.strip()):
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(
                cookie_name(request), desk.sessions.open(), httponly=True, samesite="strict", secure=_encrypted(request)
            )
            return answer
        return await run_in_threadpool(_asking, wrong=bool(given))

    return [Route("/enter", enter, methods=["GET", "POST"])]


def _encrypted(request: Request) -> bool:
    return request.url.scheme == "https"


def _asking(*, wrong: bool) -> Response:
    values = shared(look("/enter", {}), "Enter", may_write=False) | {"wrong": wrong}
    return Response(
        whole("enter.html", values, may_write=False), status_code=403 if wrong else 200, media_type=TYPES["html"]
    )
