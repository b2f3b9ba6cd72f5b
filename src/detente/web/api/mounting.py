"""The API as an application of its own, to be mounted at ``/api/v1``."""

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Mount

from detente.errors import DetenteError
from detente.version import __version__
from detente.web.api import findings, reading, writing
from detente.web.api.answers import failed, misunderstood, refused

if TYPE_CHECKING:
    from detente.web.bodies import Bodies
    from detente.web.desk import Desk
    from detente.web.importing import Imports

PATH = "/api/v1"
UPLOADS = f"{PATH}/imports"
"""The path that takes files."""
ABOUT = (
    "The record of a sanctions dispute: documents, notes with the words they rest on, findings with the notes they count. "
    "Reading needs no token; verdicts and imports need the one that `detente serve` prints."
)


def mounted(desk: "Desk", imports: "Imports", bodies: "Bodies") -> Mount:
    """The API on a record."""
    api = FastAPI(
        title="Detente",
        description=ABOUT,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={
            DetenteError: failed,
            RequestValidationError: misunderstood,
            HTTPException: refused,
        },
    )
    api.state.desk = desk
    api.state.imports = imports
    api.state.bodies = bodies
    for router in (reading.router, findings.router, writing.router):
        api.include_router(router)
    return Mount(PATH, app=api)
