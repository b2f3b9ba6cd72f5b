"""Verdicts and imports, for programs that send the token that ``detente serve`` prints (``Authorization: Bearer``)."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from detente.errors import UnknownId
from detente.web.api import shapes
from detente.web.api.answers import REFUSED, Json, answered
from detente.web.api.asking import NO_NUL, OnDesk
from detente.web.importing import MOST_FILES, Imports
from detente.web.jobs import Job
from detente.web.judging import MOST_WORDS
from detente.web.look import MOST_CHARACTERS

router = APIRouter(tags=["writing"])
bearer = HTTPBearer(auto_error=False, description="The token that `detente serve` prints.")


def holder(desk: OnDesk, given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> None:
    """Lets through who knows the token.

    Raises:
        HTTPException: 401 where it is missing or wrong.
    """
    if given is None or not desk.sessions.opens(given.credentials):
        raise HTTPException(401, "the token is missing or wrong", headers={"www-authenticate": "Bearer"})


Allowed = Depends(holder)


class Judgement(BaseModel):
    """A verdict on a note."""

    model_config = ConfigDict(extra="forbid")

    note: Annotated[
        str, Field(min_length=1, max_length=MOST_CHARACTERS, pattern=NO_NUL, description="Its id, or enough of it.")
    ]
    verdict: Literal["accept", "reject", "withdraw"]
    why: Annotated[str, Field(max_length=MOST_WORDS, description="Your words.")] = ""


@router.post("/verdicts", dependencies=[Allowed], responses=answered(shapes.Judged, "It is kept.", REFUSED))
def judge(desk: OnDesk, given: Judgement) -> Response:
    """Accepts or rejects a note, or takes a verdict back; all findings change at once."""
    note = desk.view().note(given.note).note.id
    with desk.writer() as writer:
        if given.verdict == "withdraw":
            changed = writer.withdraw(note)
        else:
            changed = writer.judge(note, accepted=given.verdict == "accept", why=given.why.strip())
    return JSONResponse({"note": note, "verdict": given.verdict, "changed": changed})


FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "additionalProperties": False,
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": MOST_FILES,
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            }
        },
    }
}


@router.post(
    "/imports",
    status_code=202,
    dependencies=[Allowed],
    openapi_extra=FILES,
    responses={
        202: {"model": shapes.Import, "description": "It has begun."},
        400: {"model": shapes.Fault, "description": "The form cannot be read."},
        409: {"model": shapes.Fault, "description": "An import is under way."},
        **REFUSED,
    },
)
async def begin(request: Request) -> Response:
    """Keeps files beside the record and begins to read them; one import at a time. The form is read after the token has been looked at."""
    async with request.form(max_files=MOST_FILES, max_fields=8) as form:
        uploads = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        files = [(one.filename or "", await one.read()) for one in uploads]
    if not files:
        raise HTTPException(422, "no file came; send them as the form's field `files`")
    if (running := _imports(request).newest) is not None and running.running:
        raise HTTPException(409, "an import is under way; wait for it to end, then send the files again")
    job = await run_in_threadpool(_imports(request).begin, files)
    return JSONResponse(_progress(job), status_code=202)


@router.get("/imports", dependencies=[Allowed], responses=answered(shapes.Import, "How far it is.", REFUSED))
def newest(request: Request) -> Response:
    """How far the newest import since the server started is."""
    job = _imports(request).newest
    if job is None:
        raise UnknownId("nothing was imported since the server started", cure="send files with POST")
    return JSONResponse(_progress(job))


def _imports(request: Request) -> Imports:
    imports: Imports = request.app.state.imports
    return imports


def _progress(job: Job) -> Json:
    return {
        "running": job.running,
        "done": job.done,
        "total": job.total,
        "counts": dict(job.counts),
        "failures": [list(one) for one in job.failures],
        "fault": job.fault,
    }
