"""Answers of the API: JSON with its hash, kept while the record stands; errors as JSON with the cure."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from detente.errors import DetenteError, NotWritable, UnknownId
from detente.web.answering import AGAIN, LEAST_PACKED, takes_gzip
from detente.web.api.shapes import Fault
from detente.web.order import Age, Body, Order

if TYPE_CHECKING:
    from detente.web.bodies import Bodies

Json = dict[str, Any]  # the JSON edge: what leaves here is text
PATIENCE = 60.0
"""Seconds after which a program is told to ask again."""
FAULTS: dict[int | str, dict[str, Any]] = {
    414: {"model": Fault, "description": "The address is too long."},
    422: {"model": Fault, "description": "The question cannot be understood."},
    503: {"model": Fault, "description": "The record cannot be read or written."},
}
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Fault, "description": "There is none of that id."}, **FAULTS}
REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"model": Fault, "description": "The token is missing or wrong."},
    403: {
        "model": Fault,
        "description": "The request comes from another site's page, or the record may not be written.",
    },
    **MISSING,
}


def answered(model: type[BaseModel], description: str, faults: dict[int | str, dict[str, Any]]) -> dict[int | str, Any]:
    """The answers of an address, for OpenAPI."""
    return {200: {"model": model, "description": description}, **faults}


def kept(request: Request, make: Callable[[], Json], *, asked: object = None) -> Response:
    """What ``make`` finds as JSON, found anew when the record has changed.

    Args:
        request: the request.
        make: finds it.
        asked: the question as it was understood; the same question has the same answer however it is spelt.
    """
    order = Order(kind="api", name=request.url.path, asked=asked)
    bodies: Bodies = request.app.state.bodies
    found = bodies.ready(order) or bodies.wait(order, make=lambda: dumped(make()))
    return _sent(request, *found) if found else _being_counted()


def counted(request: Request, name: str, asked: BaseModel) -> Response:
    """A list of findings; of a large record they are found in a process of its own.

    Args:
        request: the request.
        name: the findings', as in ``making``.
        asked: the question as it was understood.
    """
    order = Order(kind="api", name=name, asked=asked)
    bodies: Bodies = request.app.state.bodies
    found = bodies.ready(order) or bodies.wait(order, PATIENCE)
    return _sent(request, *found) if found else _being_counted()


def _sent(request: Request, body: Body, age: Age) -> Response:  # a pair as it is kept
    sent = body.sent(age=age)
    headers = {
        "etag": sent.tag,
        "vary": "Accept-Encoding",
        "detente-as-of": body.made.moment.isoformat(timespec="seconds"),
    }
    if age:
        headers["detente-stale"] = "yes"
    if request.headers.get("if-none-match") == sent.tag:
        return Response(status_code=304, headers=headers)
    if len(sent.plain) >= LEAST_PACKED and takes_gzip(request):
        return Response(sent.packed, headers=headers | {"content-encoding": "gzip"}, media_type="application/json")
    return Response(sent.plain, headers=headers, media_type="application/json")


def _being_counted() -> Response:
    return _fault(
        "this is still being counted", f"ask again in {AGAIN} seconds", 503, headers={"retry-after": str(AGAIN)}
    )


def dumped(found: Json) -> bytes:
    """JSON as UTF-8."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def part(items: list[Json], *, total: int, offset: int) -> Json:
    """A part of a list."""
    return {"total": total, "offset": offset, "items": items}


async def failed(request: Request, error: Exception) -> Response:
    """An error of Detente's."""
    del request
    if not isinstance(error, DetenteError):
        raise error
    status = 404 if isinstance(error, UnknownId) else 403 if isinstance(error, NotWritable) else 503
    return _fault(error.what, error.cure, status)


async def misunderstood(request: Request, error: Exception) -> Response:
    """A question that the types do not allow."""
    del request
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = " ".join(str(part) for part in first["loc"])
    return _fault(f"{where}: {first['msg']}", "see /api/v1/openapi.json for what may be asked", 422)


async def refused(request: Request, error: Exception) -> Response:
    """No such address, a method that it does not take, no token."""
    del request
    if not isinstance(error, HTTPException):
        raise error
    cures = {404: "see /api/v1/openapi.json for the addresses", 401: "send the token that `detente serve` printed"}
    headers = dict(error.headers) if error.headers else None
    return _fault(str(error.detail), cures.get(error.status_code, ""), error.status_code, headers)


def _fault(what: str, cure: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": what, "cure": cure}, status_code=status, headers=headers)
