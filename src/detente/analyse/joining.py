"""News and lists joined: the targets of a reported measure found among the entries of the imposer's list.

The report has the day and the reason; the list has the programme, the identifiers and the exact name. Each keeps its own evidence: the note's words,
the edition and entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from detente.model.evidence import InList
from detente.resolve.names.index import NameIndex, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.lists import Edition, Listing
    from detente.model.reading import Measure

AUTHORITIES = {"USA": "OFAC", "UN": "UN", "EU": "EU", "GBR": "UK"}
NAMED_KINDS = frozenset({"person", "body", "group", "outlet", "unknown"})


class Lists(Protocol):
    """What joining asks of a record: its editions, oldest first in each list, and their entries."""

    def editions(self) -> Sequence[Edition]:
        """All editions."""

    def listings(self, edition: str) -> Sequence[Listing]:
        """The entries of an edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A target of a measure and whom of the list it means.

    Attributes:
        measure: the note.
        target: the target as the report names it.
        verdict: ``match``, ``ambiguous`` or ``none``.
        entries: the entries that may be meant: one for a match, several where a name cannot tell them apart.
        where: edition and entry of each, as evidence.
    """

    measure: Sourced[Measure]
    target: Actor
    verdict: Verdict
    entries: tuple[Listing, ...]
    where: tuple[InList, ...]


def joined(measures: Iterable[Sourced[Measure]], lists: Lists) -> tuple[Joined, ...]:
    """Looks every named target up in the imposer's list, in the first edition that may show the measure.

    That is the first edition of the measure's day or later; where there is none, the newest. Measures of imposers whose list the record has not are
    left out, as are states and other targets that a list does not name.
    """
    editions = lists.editions()
    indexes: dict[str, NameIndex] = {}
    found: list[Joined] = []
    for sourced in measures:
        edition = _edition(sourced, editions)
        if edition is None:
            continue
        if edition.id not in indexes:
            indexes[edition.id] = NameIndex(lists.listings(edition.id))
        named = [target for target in sourced.note.targets if target.kind in NAMED_KINDS and target.name]
        found.extend(_join(sourced, target, edition, indexes[edition.id]) for target in named)
    return tuple(found)


def _join(sourced: Sourced[Measure], target: Actor, edition: Edition, index: NameIndex) -> Joined:
    answer = index.who(target.name)
    entries = () if answer.verdict == "none" else answer.candidates[: 1 if answer.verdict == "match" else None]
    return Joined(
        measure=sourced,
        target=target,
        verdict=answer.verdict,
        entries=tuple(candidate.listing for candidate in entries),
        where=tuple(InList(edition=edition.id, entry=candidate.listing.entry) for candidate in entries),
    )


def _edition(sourced: Sourced[Measure], editions: Sequence[Edition]) -> Edition | None:
    authority = AUTHORITIES.get(sourced.note.imposer.side or "")
    mine = [edition for edition in editions if edition.authority == authority]
    when = sourced.note.date or sourced.when
    later = [edition for edition in mine if when and edition.day and edition.day.last >= when.first]
    return later[0] if later else mine[-1] if mine else None
