"""Answers of the API: JSON with its hash, kept while the record stands; errors as JSON with the cure."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from detente.errors import DetenteError, NotWritable, UnknownId
from detente.web.api.shapes import Fault
from detente.web.desk import Desk

Json = dict[str, Any]  # the JSON edge: what leaves here is text
FAULTS: dict[int | str, dict[str, Any]] = {
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


def kept(request: Request, desk: Desk, make: Callable[[], Json], *, asked: object = None) -> Response:
    """What ``make`` finds as JSON, found anew when the record has changed.

    Args:
        request: the request.
        desk: the record.
        make: finds it.
        asked: the question as it was understood; the same question has the same answer however it is spelt.
    """
    key = ("api", request.url.path, repr(asked))
    body = desk.bodies.get(key, desk.stamp(), lambda: dumped(make()))
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"etag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


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
