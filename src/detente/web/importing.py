"""Import: files dropped on the page are kept in a folder beside the record (on a server: in the working folder) and read by a process of their own, whose progress the page shows."""

from __future__ import annotations

import errno
import hashlib
import re
import threading
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from detente.errors import DetenteError, DiskFull, NotWritable, UnknownId
from detente.record.address import beside
from detente.web.answering import TYPES, cookie_name, sorry, whole
from detente.web.jobs import Job
from detente.web.look import look
from detente.web.making import shared
from detente.web.order import FORM_MARK

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from detente.web.desk import Desk

MOST_BYTES = 200_000_000
"""Bytes of all files of one drop together."""
MOST_FILES = 500
FOLDER = "imports"
_ODD = re.compile(r"[^\w.-]+", re.ASCII)


class Imports:
    """The imports of a server, one at a time.

    Args:
        desk: the record they go into.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self.newest: Job | None = None

    def begin(self, files: list[tuple[str, bytes]]) -> Job:
        """Keeps files beside the record and begins to read them.

        Raises:
            NotWritable: if the folder may not be written, or an import is under way.
            DiskFull: if there is no room.
        """
        with self._lock:
            if self.newest is not None and self.newest.running:
                raise NotWritable("an import is under way", cure="wait for it to end, then drop the files again")
            folder = beside(self._desk.address) / FOLDER
            paths = [_keep(folder, name, content) for name, content in files]
            self.newest = Job(self._desk.address, paths, self._desk.settings, at_end=self._desk.forget)
            self.newest.start()
            return self.newest

    def close(self) -> None:
        """Ends what is under way; what was committed stays."""
        if self.newest is not None:
            self.newest.stop()


def routes(desk: Desk, imports: Imports) -> list[Route]:
    """The page of imports, its form, and its progress."""

    def page(request: Request) -> Response:
        """The form, or how far the newest import is."""
        cookie = request.cookies.get(cookie_name(request))
        may_write = desk.sessions.holds(cookie)
        part = request.headers.get("hx-request") == "true"
        values = shared(look("/import", {}), "Import", may_write=may_write) | {
            "job": imports.newest if may_write else None,
            "most": MOST_BYTES // 1_000_000,
        }
        text = whole("progress.html" if part else "import.html", values, may_write=may_write)
        return Response(text.replace(FORM_MARK, desk.sessions.form_token(cookie or "")), media_type=TYPES["html"])

    async def take(request: Request) -> Response:
        cookie = request.cookies.get(cookie_name(request))
        if not desk.sessions.holds(cookie):
            return sorry(
                NotWritable("this page may not write", cure="enter with the token that `detente serve` printed"),
                status=403,
            )
        async with request.form(max_files=MOST_FILES, max_fields=8) as form:
            if not desk.sessions.form_fits(cookie, str(form.get("form_token", ""))):
                return sorry(NotWritable("the form is of another session", cure="load the page again"), status=403)
            uploads = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
            files = [(one.filename or "", await one.read()) for one in uploads]
        if not files:
            return sorry(UnknownId("no file came", cure="choose files, or drop them on the page"))
        try:
            await run_in_threadpool(imports.begin, files)
        except DetenteError as error:
            return sorry(error)
        return RedirectResponse("/import", status_code=303)

    return [Route("/import", page, methods=["GET"]), Route("/import", take, methods=["POST"])]


def safe_name(name: str) -> str:
    """A file's own name without folders and odd characters; it never begins with a dot."""
    last = re.split(r"[/\\]", name)[-1]
    return _ODD.sub("-", last).strip(".-")[-80:] or "file"


def _keep(folder: Path, name: str, content: bytes) -> Path:
    """Writes a file under its hash and its name, so that the same file has the same place and none replaces another."""
    path = folder / f"{hashlib.sha256(content).hexdigest()[:10]}-{safe_name(name)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            part = path.with_name(f".{path.name}.part")
            part.write_bytes(content)
            part.replace(path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(f"{path}: the disk is full", cure="make room and drop the files again") from error
        raise NotWritable(f"{folder}: {error.strerror}", cure="make the record's folder writable") from error
    return path
