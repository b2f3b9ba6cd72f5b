"""The pages' addresses. Each stands at its path as HTML, at path.json and path.csv as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from detente.web.answering import Answers
from detente.web.register import PAGES

if TYPE_CHECKING:
    from detente.web.bodies import Bodies
    from detente.web.desk import Desk


def routes(desk: Desk, bodies: Bodies) -> list[Route]:
    """The pages of a record, the data shapes before the page itself, since a name in a path may hold a dot."""
    made: list[Route] = []
    for path in PAGES:
        for shape in ("json", "csv", "html"):
            address = path if shape == "html" else f"/overview.{shape}" if path == "/" else f"{path}.{shape}"
            made.append(Route(address, Answers(path, desk, bodies, shape).__call__, methods=["GET"]))
    return made
