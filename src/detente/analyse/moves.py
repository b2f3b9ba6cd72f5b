"""The bargain over time: what each party puts on the table of another, what it no longer names, and where it changes who is to go first.

A party's *rounds* are the documents that tell of its terms to the same other party, by day. A demand or an offer is told by its topic (``View.topics``): words
differ from document to document. A topic is *added* where the party's earlier rounds lack it; *no longer named* where its later rounds lack it; *hardened* or
*softened* where the same demand turns from an exchange into a condition to be met first, or the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from detente.analyse.kept import found_once
from detente.analyse.stances import main_targets
from detente.analyse.view import place_in_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.analyse.view import View
    from detente.model.evidence import InText
    from detente.model.findings import Sourced
    from detente.model.reading import Term

What = Literal["demand", "offer"]
Kind = Literal["added", "no longer named", "hardened", "softened"]
FIRST = frozenset({"before", "unless", "reward"})
"""Links by which a party wants the other to move first."""
MINIMUM_DAYS = 30
"""Rounds closer in time are of one bargain: nothing is added or dropped between them."""
SILENT_ROUNDS, SILENT_DAYS = 2, 90
"""A topic is no longer named from so many later rounds on, the last of them so many days after its last mention."""

Terms = tuple["Sourced[Term]", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One topic that a party demands of another, or offers it.

    Attributes:
        by: side of the party, or its name where it has none.
        expert: whether the party has no side.
        of: side of the other party: the one addressed, else the one that the document's positions bear on; "" where neither tells.
        what: whether it is demanded or offered.
        topic: the key of what it is about (``View.topics``).
        name: what that is called in a sentence.
        terms: all terms that name it, oldest first.
    """

    by: str
    expert: bool
    of: str
    what: What
    topic: str
    name: str
    terms: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change of what is on the table. ``before`` and ``after`` are the terms that show it, nearest first."""

    kind: Kind
    item: Item
    before: Terms
    after: Terms


@found_once
def items(view: View) -> tuple[Item, ...]:
    """What is demanded and offered, by party, other party, demands before offers, and first mention; experts last."""
    found: dict[tuple[bool, str, str, What, str], list[Sourced[Term]]] = {}
    main, topics = main_targets(view.positions()), view.topics()
    for sourced in sorted(view.terms(), key=place_in_time):
        term = sourced.note
        parts: tuple[tuple[What, InText | None], ...] = (("demand", term.demand), ("offer", term.offer))
        for what, part in parts:
            for topic in topics.of(part.quote if part else None)[:1]:
                by, meant = term.by.side or term.by.name, main.get(sourced.document)
                of = (term.of.side if term.of else None) or (meant if meant and meant != by else "")
                found.setdefault((term.by.side is None, by, of, what, topic), []).append(sourced)
    return tuple(
        Item(
            by=key[1],
            expert=key[0],
            of=key[2],
            what=key[3],
            topic=key[4],
            name=topics.name(key[4]),
            terms=tuple(found[key]),
        )
        for key in sorted(found, key=lambda key: (key[:4], place_in_time(found[key][0])))
    )


@found_once
def moves(view: View) -> tuple[Move, ...]:
    """What changed on the table, in order of time. Terms that no day places, or of which nobody knows whom they address, count nowhere."""
    listed = [item for item in items(view) if not item.expert and item.of]
    found = []
    for item in listed:
        rounds = _rounds([other for other in listed if (other.by, other.of) == (item.by, item.of)])
        found += [*_added(item, rounds), *_dropped(item, rounds), *_turned(item)]
    return tuple(sorted(found, key=lambda move: (_day(_shown(move)), move.kind, move.item.by, move.item.topic)))


def _shown(move: Move) -> Sourced[Term]:
    return (move.after or move.before)[0]


def _rounds(listed: Sequence[Item]) -> list[Terms]:
    """The dated terms of one party to another, by document, oldest first."""
    terms = {s.note.id: s for item in listed for s in item.terms if s.when}
    by_document: dict[str, list[Sourced[Term]]] = {}
    for sourced in sorted(terms.values(), key=place_in_time):
        by_document.setdefault(sourced.document, []).append(sourced)
    return sorted((tuple(found) for found in by_document.values()), key=lambda found: place_in_time(found[0]))


def _added(item: Item, rounds: Sequence[Terms]) -> Iterator[Move]:
    first = next((s for s in item.terms if s.when), None)
    if first is None:
        return
    earlier = [r for r in rounds if _day(first) - _day(r[0]) >= MINIMUM_DAYS]
    if earlier:
        yield Move(kind="added", item=item, before=earlier[-1][:1], after=(first,))


def _dropped(item: Item, rounds: Sequence[Terms]) -> Iterator[Move]:
    last = next((s for s in reversed(item.terms) if s.when), None)
    if last is None:
        return
    later = [r for r in rounds if r[0].document != last.document and _day(r[0]) > _day(last)]
    if len(later) >= SILENT_ROUNDS and _day(later[-1][0]) - _day(last) >= SILENT_DAYS:
        yield Move(kind="no longer named", item=item, before=(last,), after=tuple(r[0] for r in later[:SILENT_ROUNDS]))


def _turned(item: Item) -> Iterator[Move]:
    """Where a demand becomes a condition to be met first, or no longer is one."""
    if item.what != "demand":
        return
    dated = [s for s in item.terms if s.when]
    for one, other in pairwise(dated):
        was, now = one.note.link in FIRST, other.note.link in FIRST
        if was != now and _day(other) - _day(one) >= MINIMUM_DAYS:
            yield Move(kind="hardened" if now else "softened", item=item, before=(one,), after=(other,))


def _day(sourced: Sourced[Term]) -> int:
    return sourced.when.last.toordinal() if sourced.when else 0
