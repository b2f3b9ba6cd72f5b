"""An address as a question: which part of the record, as of when, which page of a list. All of it stands in the address, nothing in a session."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from detente.errors import DetenteError
from detente.model.when import When
from detente.present import words
from detente.record import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FILTERS = ("side", "person", "issue", "type", "since", "until", "publisher", "as_of")
"""Filters that go along from page to page."""
OWN = (
    "q",
    "page",
    "over",
    "other",
    "left",
    "right",
    "of",
    "on",
    "bears",
    "note",
    "layer",
    "old",
    "new",
    "list",
    "programme",
    "days",
)
"""What single pages ask besides."""
MOST_CHARACTERS = 200
MOST_PAGES = 100_000


class BadAddress(DetenteError, ValueError):
    """An address asks for something in words that cannot be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A question to the record.

    Attributes:
        path: the page's path, without ``.json`` or ``.csv``.
        query: what the address says, known names alone, none of them blank.
        filters: which notes.
        as_of: what the record knew at the end of this day; ``None`` is now.
    """

    path: str
    query: Mapping[str, str]
    filters: Filters
    as_of: datetime | None = None

    def get(self, name: str, default: str = "") -> str:
        """A value of the address."""
        return self.query.get(name, default)

    @property
    def page(self) -> int:
        """Which page of a long list, from 1."""
        return int(self.query.get("page", "1"))

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return any(name in self.query for name in FILTERS)

    @property
    def key(self) -> str:
        """The same for all addresses that ask the same."""
        return address(self.path, self.query)

    def here(self, **changes: str | int | None) -> str:
        """This address with some values changed, or taken out by ``None``; a change begins a list anew."""
        kept = {name: value for name, value in self.query.items() if name != "page"}
        return address(self.path, kept | _said(changes), dropped=changes)

    def to(self, path: str, **values: str | int | None) -> str:
        """Another page with the same filters and some values more."""
        kept = {name: value for name, value in self.query.items() if name in FILTERS}
        return address(path, kept | _said(values), dropped=values)

    def with_filters(self, **changes: str | None) -> Look:
        """The same question with some filters set."""
        return replace(self, filters=self.of(**changes))

    def of(self, **changes: str | None) -> Filters:
        """The filters with some of them set."""
        return replace(self.filters, **changes)  # type: ignore[arg-type]  # filters by their names, all text


def address(path: str, query: Mapping[str, str], *, dropped: Mapping[str, object] | None = None) -> str:
    """A path with a query, its names in order."""
    gone = {name for name, value in (dropped or {}).items() if value is None}
    said = urlencode([(name, query[name]) for name in sorted(query) if name not in gone])
    return f"{path}?{said}" if said else path


def path_of(*parts: str) -> str:
    """A path of parts, each escaped whole."""
    return "/" + "/".join(quote(part, safe="") for part in parts)


def _said(values: Mapping[str, str | int | None]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None}


def look(path: str, query: Mapping[str, str]) -> Look:
    """Reads an address.

    Raises:
        BadAddress: if a value is too long, or a date or number cannot be understood.
    """
    known = {name: query[name].strip() for name in (*FILTERS, *OWN) if query.get(name, "").strip()}
    for name, value in known.items():
        if len(value) > MOST_CHARACTERS or "\x00" in value:
            raise BadAddress(
                f"what stands after {name}= is too long or odd", cure=f"at most {MOST_CHARACTERS} characters"
            )
    if "side" in known:
        known["side"] = words.side_called(known["side"])
    if "issue" in known:
        known["issue"] = words.issue_called(known["issue"])
    page = known.get("page", "1")
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= MOST_PAGES):
        raise BadAddress(f"{page!r} is no page", cure="pages are numbered from 1")
    since, until, as_of = (_days(known.get(name)) for name in ("since", "until", "as_of"))
    filters = Filters(
        side=known.get("side"),
        person=known.get("person"),
        issue=known.get("issue"),
        type=known.get("type"),
        since=since.first if since else None,
        until=until.last if until else None,
        publisher=known.get("publisher"),
    )
    return Look(path=path, query=known, filters=filters, as_of=_end(as_of.last) if as_of else None)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=UTC)


def _days(text: str | None) -> When | None:
    if text is None:
        return None
    try:
        return When.parse(text)
    except ValueError as error:
        raise BadAddress(f"{text!r} is no date", cure="write 2021-10-01, 2021-10 or 2021") from error
