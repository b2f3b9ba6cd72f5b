"""The application: pages, writing, static files, behind the guard."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from detente.errors import DetenteError, UnknownId
from detente.version import __version__
from detente.web import importing, judging, static
from detente.web.answering import sorry, takes_gzip
from detente.web.api import mounting
from detente.web.api.making import FINDINGS
from detente.web.bodies import Bodies
from detente.web.desk import Desk
from detente.web.entering import entering
from detente.web.look import path_of
from detente.web.making import made
from detente.web.order import Order
from detente.web.register import PAGES
from detente.web.routes import routes
from detente.web.security import LOCAL, Guard
from detente.web.sessions import Sessions, new_token
from detente.web.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from starlette.requests import Request

    from detente.record.address import Address
    from detente.settings import Settings

FOREVER = "public, max-age=31536000, immutable"


def create_app(project: Address, *, settings: Settings, token: str | None = None, hosts: Iterable[str] = ()) -> FastAPI:
    """The web application on a record.

    Args:
        project: where the record is.
        settings: how imported files are read, and by whose topics demands and offers are told.
        token: what opens a session that may write; a new one where none is given (``app.state.desk.sessions.token``).
        hosts: names besides ``localhost`` and its numbers by which the server may be asked for.

    Raises:
        ProjectMissing: if there is no record.
        RecordBroken: if it is none, or damaged.
        BadSetting: if a file that the settings name is not there or not in shape.
    """
    desk = Desk(project, sessions=Sessions(token or new_token()), settings=settings)
    imports = importing.Imports(desk)
    workshop = Workshop(project, settings)
    bodies = kept_answers(desk, workshop)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if desk.is_large():
            bodies.warm(Order(kind="page", name=path, shape="html", path=path) for path in PAGES if PAGES[path].first)
        yield
        imports.close()
        bodies.close()
        workshop.close()
        desk.close()

    app = FastAPI(
        title="Detente",
        version=__version__,
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        exception_handlers={404: _missing, DetenteError: _failed},
    )
    app.state.desk = desk
    app.state.bodies = bodies
    app.router.routes.extend(
        [
            *routes(desk, bodies),
            Route("/note/{note}", _note, methods=["GET"]),
            Route("/static/{name}", _static, methods=["GET"]),
            *entering(desk),
            *judging.routes(desk),
            *importing.routes(desk, imports),
            mounting.mounted(desk, imports, bodies),
        ]
    )
    app.add_middleware(
        Guard,
        hosts=LOCAL | {host.lower() for host in hosts},
        uploads=dict.fromkeys(("/import", mounting.UPLOADS), importing.MOST_BYTES),
    )
    return app


def kept_answers(desk: Desk, workshop: Workshop) -> Bodies:
    """The answers that a server keeps; our own writing has them forgotten."""
    bodies = Bodies(
        lambda order: made(order, desk),
        elsewhere=workshop.make,
        stamp=desk.stamp,
        is_large=desk.is_large,
        is_far=lambda order: is_heavy(order) and (desk.is_large() or is_slow(order, desk)),
    )
    desk.at_writing(bodies.forget)
    return bodies


def is_heavy(order: Order) -> bool:
    """Whether an answer looks at the whole record."""
    return order.name in FINDINGS if order.kind == "api" else PAGES[order.name].heavy


def is_slow(order: Order, desk: Desk) -> bool:
    """Whether an answer takes a while of this record, small as it is."""
    return order.kind == "page" and PAGES[order.name].slow and bool(desk.view().editions())


def _note(request: Request) -> Response:
    """A note's own address leads to its sentence."""
    found = request.app.state.desk.view().note(request.path_params["note"])
    return RedirectResponse(f"{path_of('documents', found.document)}#{found.note.id}", status_code=303)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in static.FILES:
        raise UnknownId("there is no such file")
    known = request.url.query == static.link(name).partition("?")[2]
    caching = FOREVER if known else "no-cache"
    headers = {"cache-control": caching, "vary": "Accept-Encoding"}
    if takes_gzip(request):
        content = static.packed(name)
        return Response(content, media_type=static.FILES[name][1], headers=headers | {"content-encoding": "gzip"})
    return Response(static.content(name), media_type=static.FILES[name][1], headers=headers)


async def _missing(request: Request, error: Exception) -> Response:
    del error
    cure = "go back to the overview"
    return sorry(UnknownId("no page has this address", cure=cure), shape=_shape(request))


async def _failed(request: Request, error: Exception) -> Response:
    if not isinstance(error, DetenteError):
        raise HTTPException(500)
    return sorry(error, shape=_shape(request))


def _shape(request: Request) -> str:
    ending = request.url.path.rpartition(".")[2]
    return ending if ending in {"json", "csv"} else "html"
