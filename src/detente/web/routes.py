"""All pages by address. Each stands at its path as HTML, at path.json and path.csv as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from detente.web.answering import Answers
from detente.web.pages import (
    about,
    article,
    changes,
    issues,
    lists,
    measures,
    notes,
    observers,
    overview,
    persons,
    search,
    sides,
    sources,
    splits,
    table,
    timeline,
)

if TYPE_CHECKING:
    from detente.web.answering import Build
    from detente.web.desk import Desk

PAGES: tuple[tuple[str, Build], ...] = (
    ("/", overview.build),
    ("/splits", splits.build),
    ("/table", table.build),
    ("/timeline", timeline.build),
    ("/measures", measures.build),
    ("/observers", observers.build),
    ("/sides", sides.listed),
    ("/sides/{side}", sides.build),
    ("/stands", sides.stands),
    ("/persons", persons.listed),
    ("/persons/{name:path}", persons.build),
    ("/issues", issues.listed),
    ("/issues/{issue}", issues.build),
    ("/notes/{layer}", notes.build),
    ("/documents/{document}", article.build),
    ("/search", search.build),
    ("/sources", sources.build),
    ("/lists", lists.build),
    ("/lists/{edition}", lists.edition),
    ("/changes", changes.build),
    ("/about", about.build),
)


def routes(desk: Desk) -> list[Route]:
    """The pages of a record, the data shapes before the page itself, since a name in a path may hold a dot."""
    made: list[Route] = []
    for path, build in PAGES:
        for shape in ("json", "csv"):
            address = f"/overview.{shape}" if path == "/" else f"{path}.{shape}"
            made.append(Route(address, Answers(build, desk, shape).__call__, methods=["GET"]))
        made.append(Route(path, Answers(build, desk, "html").__call__, methods=["GET"]))
    return made
