"""News and lists joined: the targets of a reported measure found among the entries of the imposer's list.

The report has the day and the reason; the list has the programme, the identifiers and the exact name. Each keeps its own evidence: the note's words,
the edition and entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

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


@runtime_checkable
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OnLists:
    """A designation's target and where the lists held have it.

    Attributes:
        measure: the note.
        target: the target as the report names it.
        verdict: ``match``, ``ambiguous`` or ``none``.
        entries: the entries that may be meant, each with the edition it stands in; none where no list held has the name.
        asked: the editions that were asked.
    """

    measure: Sourced[Measure]
    target: Actor
    verdict: Verdict
    entries: tuple[tuple[Edition, Listing], ...]
    asked: tuple[Edition, ...]


def on_lists(measures: Iterable[Sourced[Measure]], lists: Lists) -> tuple[OnLists, ...]:
    """Looks every named target of a designation up: on the imposer's lists, and where these have it not, on the others held.

    Of each list that edition is asked that may be the first to show the measure, or the newest. Nothing where the record has no list.
    """
    series: dict[tuple[str, str], list[Edition]] = {}
    for edition in lists.editions():
        series.setdefault((edition.authority, edition.name), []).append(edition)
    indexes = _Indexes(lists)
    found: list[OnLists] = []
    for sourced in measures:
        if not series or sourced.note.act != "designate" or sourced.note.status == "proposed":
            continue
        own = AUTHORITIES.get(sourced.note.imposer.side or "")
        asked = [(authority == own, _showing(sourced, of_list)) for (authority, _), of_list in series.items()]
        turns = [[edition for is_own, edition in asked if is_own is first] for first in (True, False)]
        found.extend(_on(sourced, target, turns, indexes) for target in _named(sourced.note))
    return tuple(found)


def _on(sourced: Sourced[Measure], target: Actor, turns: Sequence[Sequence[Edition]], indexes: _Indexes) -> OnLists:
    asked: list[Edition] = []
    verdict: Verdict = "none"
    entries: list[tuple[Edition, Listing]] = []
    for turn in turns:
        asked.extend(turn)
        joins = [(edition, _join(sourced, target, edition, indexes.of(edition))) for edition in turn]
        entries = [(edition, entry) for edition, join in joins for entry in join.entries]
        verdicts = {join.verdict for _, join in joins}
        verdict = "ambiguous" if "ambiguous" in verdicts else "match" if "match" in verdicts else "none"
        if entries:
            break
    return OnLists(measure=sourced, target=target, verdict=verdict, entries=tuple(entries), asked=tuple(asked))


class _Indexes:
    """Indexes over editions, each made when first asked."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._made: dict[str, NameIndex] = {}

    def of(self, edition: Edition) -> NameIndex:
        if edition.id not in self._made:
            self._made[edition.id] = NameIndex(self._lists.listings(edition.id))
        return self._made[edition.id]


def joined(measures: Iterable[Sourced[Measure]], lists: Lists) -> tuple[Joined, ...]:
    """Looks every named target up in the imposer's list, in the first edition that may show the measure.

    That is the first edition of the measure's day or later; where there is none, the newest. Measures of imposers whose list the record has not are
    left out, as are states and other targets that a list does not name.
    """
    editions = lists.editions()
    indexes = _Indexes(lists)
    found: list[Joined] = []
    for sourced in measures:
        edition = _edition(sourced, editions)
        if edition is None:
            continue
        found.extend(_join(sourced, target, edition, indexes.of(edition)) for target in _named(sourced.note))
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
    return _showing(sourced, mine) if mine else None


def _showing(sourced: Sourced[Measure], editions: Sequence[Edition]) -> Edition:
    when = sourced.note.date or sourced.when
    later = (edition for edition in editions if when and edition.day and edition.day.last >= when.first)
    return next(later, editions[-1])


def _named(measure: Measure) -> list[Actor]:
    return [target for target in measure.targets if target.kind in NAMED_KINDS and target.name]
