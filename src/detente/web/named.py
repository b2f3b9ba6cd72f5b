"""A name looked up on the official lists held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.present import words
from detente.resolve.names.index import NameIndex

if TYPE_CHECKING:
    from detente.record import EditionRow
    from detente.resolve.names.index import Verdict
    from detente.web.desk import Desk
    from detente.web.look import Look

KINDS = frozenset({"person", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entry that a name may be.

    Attributes:
        verdict: ``match``, or ``ambiguous`` where the name cannot tell.
        edition: the list and the day of its edition.
        edition_id: its id.
        entry: the list's own id of the entry.
        name: the entry's primary name.
        programmes: its programmes.
        listed: the day of listing, "" where the list does not tell.
        score: how well the names fit, 0 to 1.
    """

    verdict: Verdict
    edition: str
    edition_id: str
    entry: str
    name: str
    programmes: str
    listed: str
    score: float


def named(name: str, desk: Desk, look: Look) -> tuple[Named, ...]:
    """The entries that a person of this name may be, in the newest edition of each list; a name alone is no proof that it is the person."""
    found: list[Named] = []
    for row in _newest(desk.view(as_of=look.as_of).editions()):
        edition = row.edition
        answer = _index(desk, edition.id).who(name)
        if answer.verdict == "none":
            continue
        day = f" of {words.date(edition.day)}" if edition.day else ""
        found.extend(
            Named(
                verdict=answer.verdict,
                edition=f"{edition.authority} {edition.name}{day}",
                edition_id=edition.id,
                entry=candidate.listing.entry,
                name=candidate.listing.name,
                programmes=", ".join(candidate.listing.programmes),
                listed=words.date(candidate.listing.listed),
                score=candidate.score,
            )
            for candidate in answer.candidates[: 1 if answer.verdict == "match" else None]
            if candidate.listing.kind in KINDS
        )
    return tuple(found)


def _newest(editions: tuple[EditionRow, ...]) -> list[EditionRow]:
    """Of each list the last edition; they come oldest first in each."""
    return list({(row.edition.authority, row.edition.name): row for row in editions}.values())


def _index(desk: Desk, edition: str) -> NameIndex:
    """The names of an edition, which never changes."""
    return desk.indexes.get(edition, (), lambda: NameIndex(desk.view().listings(edition)))
