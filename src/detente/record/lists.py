"""Official lists in the record: editions are kept, so that it is known who was listed as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, nulls_first, select

from detente.errors import UnknownId
from detente.model.lists import Edition
from detente.model.when import When
from detente.record import edge
from detente.record.schema import editions, listed, listings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection, Row

    from detente.model.lists import Listing

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """An edition as the record has it: where it was read from, how many entries, when it was learnt."""

    edition: Edition
    origin: str
    entries: int
    learnt_at: datetime


def add_edition(
    connection: Connection, edition: Edition, found: Sequence[Listing], *, origin: str, now: datetime
) -> bool:
    """Adds an edition whole; whether it was new. For the writer, inside its transaction."""
    if connection.execute(select(editions.c.number).where(editions.c.id == edition.id)).first():
        return False
    made = connection.execute(
        insert(editions).values(
            id=edition.id,
            authority=edition.authority,
            name=edition.name,
            day_first=edition.day.first if edition.day else None,
            day_last=edition.day.last if edition.day else None,
            raw_id=edition.raw_id,
            origin=origin,
            entries=len(found),
            learnt_at=now,
        )
    )
    (number,) = made.inserted_primary_key or (0,)
    by_id = {listing.id: listing for listing in found}
    known = _known(connection, by_id)
    fresh = [listing for id_, listing in by_id.items() if id_ not in known]
    if fresh:
        connection.execute(insert(listings), [_listing_row(listing) for listing in fresh])
    rows = [{"edition": number, "ordinal": n, "listing": listing.id} for n, listing in enumerate(found)]
    if rows:
        connection.execute(insert(listed), rows)
    return True


def _known(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    asked = list(ids)
    known: set[str] = set()
    for start in range(0, len(asked), CHUNK):
        part = asked[start : start + CHUNK]
        known.update(connection.execute(select(listings.c.id).where(listings.c.id.in_(part))).scalars())
    return frozenset(known)


def _listing_row(listing: Listing) -> dict[str, str]:
    return {
        "id": listing.id,
        "entry": listing.entry,
        "kind": listing.kind,
        "name": listing.name,
        "body": edge.listing_to_json(listing),
    }


def all_editions(connection: Connection, *, as_of: datetime | None) -> tuple[EditionRow, ...]:
    """The editions, by authority, name and day; undated ones first."""
    query = select(editions).order_by(
        editions.c.authority, editions.c.name, nulls_first(editions.c.day_last), editions.c.number
    )
    if as_of is not None:
        query = query.where(editions.c.learnt_at <= as_of)
    return tuple(map(_edition_row, connection.execute(query)))


def edition_named(connection: Connection, name: str, *, as_of: datetime | None) -> EditionRow:
    """The one edition whose id begins so.

    Raises:
        UnknownId: if there is none, or more than one.
    """
    found = [row for row in all_editions(connection, as_of=as_of) if row.edition.id.startswith(name)]
    if len(found) != 1:
        raise UnknownId(
            f"{len(found)} editions have an id that begins with {name!r}",
            cure="`detente lists show` names those there are",
        )
    return found[0]


def listings_of(connection: Connection, edition: str) -> tuple[Listing, ...]:
    """The entries of an edition in the list's own order."""
    query = (
        select(listings.c.body)
        .join(listed, listed.c.listing == listings.c.id)
        .join(editions, editions.c.number == listed.c.edition)
        .where(editions.c.id == edition)
        .order_by(listed.c.ordinal)
    )
    return tuple(edge.listing_from_json(body) for body in connection.execute(query).scalars())


def newest(rows: Iterable[EditionRow], *, on: date | None = None) -> tuple[EditionRow, ...]:
    """The newest edition of each list, or the newest that was out on a day. Undated ones count as the oldest."""
    best: dict[tuple[str, str], EditionRow] = {}
    for row in rows:
        day = row.edition.day
        if on is None or (day is not None and day.first <= on):
            best[row.edition.authority, row.edition.name] = row
    return tuple(best.values())


def _edition_row(row: Row[tuple[object, ...]]) -> EditionRow:
    day = When(row.day_first, row.day_last) if row.day_first and row.day_last else None
    edition = Edition(authority=row.authority, name=row.name, day=day, raw_id=row.raw_id)
    return EditionRow(edition=edition, origin=row.origin, entries=row.entries, learnt_at=row.learnt_at)
