"""Verdicts on notes, given on the page of their document; what rests on the notes changes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from detente.errors import DetenteError, NotWritable
from detente.model.reading import Position
from detente.web.answering import TYPES, cookie_name, sorry
from detente.web.look import look, path_of
from detente.web.order import FORM_MARK
from detente.web.pages.article import card
from detente.web.pages.moved import VERDICTS, moved, told
from detente.web.templating import render

if TYPE_CHECKING:
    from starlette.requests import Request

    from detente.web.desk import Desk

MOST_WORDS = 2_000


def routes(desk: Desk) -> list[Route]:
    """The one route of verdicts."""

    async def judge(request: Request) -> Response:
        cookie = request.cookies.get(cookie_name(request))
        async with request.form(max_files=0, max_fields=8) as form:
            token, verdict, why = (str(form.get(name, "")) for name in ("form_token", "verdict", "why"))
        if not desk.sessions.form_fits(cookie, token):
            return sorry(
                NotWritable("this page may not write", cure="enter with the token that `detente serve` printed"),
                status=403,
            )
        if verdict not in VERDICTS:
            return Response("no such verdict\n", status_code=400, media_type="text/plain")
        part = request.headers.get("hx-request") == "true"
        try:
            answer = await run_in_threadpool(
                _judged, desk, request.path_params["note"], verdict, why.strip()[:MOST_WORDS], part=part
            )
        except DetenteError as error:
            return sorry(error)
        if isinstance(answer, str):
            return Response(answer.replace(FORM_MARK, desk.sessions.form_token(cookie or "")), media_type=TYPES["html"])
        return answer

    return [Route("/judge/{note}", judge, methods=["POST"])]


def _judged(desk: Desk, id_: str, verdict: str, why: str, *, part: bool) -> str | Response:
    """Writes a verdict; the note's card anew, with what it did to the splits, or the way back to it."""
    found = desk.view().note(id_)
    note = found.note.id
    with desk.writer() as writer:
        if verdict == "withdraw":
            writer.withdraw(note)
        else:
            writer.judge(note, accepted=verdict == "accept", why=why)
    if not part:
        return RedirectResponse(f"{path_of('documents', found.document)}#card-{note}", status_code=303)
    asked = look("/", {})
    is_later = isinstance(found.note, Position) and verdict != "accept" and desk.is_large()
    shown = card(
        found, rejected=verdict == "reject", accepted=verdict == "accept", why="" if verdict == "withdraw" else why
    )
    values: dict[str, object] = {
        "card": shown,
        "may_write": True,
        "form_mark": FORM_MARK,
        "moved": [] if is_later else told(moved(desk, asked, found, verdict=verdict)),
        "later": path_of("moved", note, verdict) if is_later else "",
        "look": asked,
    }
    return render("card.html", values)
