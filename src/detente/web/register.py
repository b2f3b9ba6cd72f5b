"""All pages by address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.web.pages import (
    about,
    article,
    changes,
    issues,
    lists,
    measures,
    moved,
    notes,
    observers,
    overlap,
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
    from collections.abc import Callable, Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look
    from detente.web.page import Page

    Build = Callable[[Look, Desk, Mapping[str, str]], Page]


@dataclass(frozen=True, slots=True)
class Registered:
    """A page.

    Attributes:
        build: what makes it.
        heavy: whether it looks at the whole record; of a large one it is made in a process of its own.
        slow: whether it takes a while of any record that holds official lists.
        first: whether it is begun when the server starts, so that nobody waits for it.
        judges: whether it has forms for those who may write.
        lasts: whether what is written meanwhile changes nothing of note.
    """

    build: Build
    heavy: bool = False
    slow: bool = False
    first: bool = False
    judges: bool = False
    lasts: bool = False


PAGES: dict[str, Registered] = {
    "/": Registered(overview.build, heavy=True, first=True),
    "/splits": Registered(splits.build, heavy=True, first=True),
    "/moved/{note}/{verdict}": Registered(moved.build, heavy=True, lasts=True),
    "/table": Registered(table.build, heavy=True, first=True),
    "/timeline": Registered(timeline.build, heavy=True, first=True),
    "/measures": Registered(measures.build, heavy=True, first=True),
    "/observers": Registered(observers.build, heavy=True, first=True),
    "/chances": Registered(observers.likely, heavy=True),
    "/sides": Registered(sides.listed, heavy=True, first=True),
    "/sides/{side}": Registered(sides.build, heavy=True),
    "/stands": Registered(sides.stands, heavy=True),
    "/persons": Registered(persons.listed, heavy=True, first=True),
    "/persons/{name:path}": Registered(persons.build, heavy=True),
    "/issues": Registered(issues.listed, heavy=True, first=True),
    "/issues/{issue}": Registered(issues.build, heavy=True),
    "/notes/{layer}": Registered(notes.build),
    "/counts/{layer}": Registered(notes.counts),
    "/documents/{document}": Registered(article.build, judges=True),
    "/search": Registered(search.build),
    "/sources": Registered(sources.build),
    "/lists": Registered(lists.build),
    "/lists/{edition}": Registered(lists.edition),
    "/overlap": Registered(overlap.build, heavy=True, slow=True),
    "/changes": Registered(changes.build),
    "/about": Registered(about.build),
}
