"""What is on the table: who demands what of whom and offers what, and where each side wants the other to go first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.kept import found_once
from detente.analyse.moves import FIRST, Item, Move, items, moves
from detente.analyse.view import place_in_time
from detente.model.findings import Deadlock, Offer, Sourced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.analyse.view import View
    from detente.model.actors import Actor
    from detente.model.evidence import InText
    from detente.model.reading import Position, Term
    from detente.model.topics import Topics

MOST_DAYS_APART = 730
"""Terms further apart in time do not meet on one table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bargain:
    """The table: rows of demands and offers, the deadlocks among them, and positions held on terms.

    Attributes:
        offers: by party, then the party addressed; those of governments before those of experts and press.
        deadlocks: pairs of terms that block each other, the best mirrored first, one a pair of sides and topics.
        conditional: positions that hold only on terms, oldest first.
        items: what each party demands and offers, by topic.
        moves: what changed on the table, in order of time.
    """

    offers: tuple[Offer, ...]
    deadlocks: tuple[Deadlock, ...]
    conditional: tuple[Sourced[Position], ...]
    items: tuple[Item, ...]
    moves: tuple[Move, ...]


def bargain(view: View) -> Bargain:
    """The table as a selection of notes shows it."""
    conditional = [s for s in view.positions() if s.note.stance == "conditional"]
    return Bargain(
        offers=offers(view),
        deadlocks=deadlocks(view),
        conditional=tuple(sorted(conditional, key=place_in_time)),
        items=items(view),
        moves=moves(view),
    )


@found_once
def offers(view: View) -> tuple[Offer, ...]:
    """Terms as rows; those of one party to another in the same words are one row."""
    rows: dict[tuple[str, ...], list[Sourced[Term]]] = {}
    for sourced in sorted(view.terms(), key=place_in_time):
        term = sourced.note
        key = (_party(term.by), _party(term.of), _folded(term.demand), _folded(term.offer), term.link)
        rows.setdefault(key, []).append(sourced)
    return tuple(_row(rows[key]) for key in sorted(rows, key=lambda key: (rows[key][0].note.by.side is None, key)))


@found_once
def deadlocks(view: View) -> tuple[Deadlock, ...]:
    """Pairs of terms of two sides in which each offers what the other demands, and one at least wants the other first.

    What words are about is told by ``View.topics``. Of several pairs of terms between two sides on the same two topics, the
    one with more words of order ("unless", "before", "as a reward") stands, then the newer one.
    """
    best: dict[tuple[str, str, str, str], tuple[tuple[int, int, str], Deadlock]] = {}
    listed = [s for s in sorted(view.terms(), key=place_in_time) if s.note.by.side]
    meeting, topics = _meeting(listed), view.topics()
    for i, one in enumerate(listed):
        for other in (listed[j] for j in meeting(one) if j > i):
            found = _mirrored(one, other, topics)
            if found is None:
                continue
            left, right, wanted_left, wanted_right = found
            sides = (left.note.by.side or "", right.note.by.side or "")
            key = (*sides, wanted_left, wanted_right)
            newest = max(_day(left), _day(right))
            rank = (len(FIRST & {left.note.link, right.note.link}), newest, left.note.id + right.note.id)
            names = topics.name(wanted_left), topics.name(wanted_right)
            because = f"{sides[0]} wants {names[0]} first, {sides[1]} wants {names[1]} first"
            if key not in best or rank > best[key][0]:
                best[key] = (rank, Deadlock(left=left, right=right, because=because))
    return tuple(deadlock for _, (_, deadlock) in sorted(best.items(), key=lambda item: item[0]))


def _meeting(listed: Sequence[Sourced[Term]]) -> Callable[[Sourced[Term]], list[int]]:
    """What gives the places of the terms that may answer a term: those of the side it is made to, those of its document."""
    by_pair: defaultdict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for place, sourced in enumerate(listed):
        by_pair[sourced.note.by.side, sourced.note.of.side if sourced.note.of else None].append(place)
        by_document[sourced.document].append(place)

    def meeting(one: Sourced[Term]) -> list[int]:
        to = one.note.of.side if one.note.of else None
        answers = by_pair.get((to, one.note.by.side), []) if to else []
        return sorted({*answers, *by_document[one.document]})

    return meeting


def _mirrored(
    one: Sourced[Term], other: Sourced[Term], topics: Topics
) -> tuple[Sourced[Term], Sourced[Term], str, str] | None:
    """The two in order of their sides, and the topic that each wants first; ``None`` where they do not block each other."""
    left, right = sorted((one, other), key=lambda s: (s.note.by.side or "", s.note.id))
    if left.note.by.side == right.note.by.side or not (FIRST & {left.note.link, right.note.link}):
        return None
    if not (_addresses(left, right) and _addresses(right, left)) or _apart(left, right) > MOST_DAYS_APART:
        return None
    left_wants = _first(topics.of(_words(left.note.demand)), _given(right.note, topics))
    right_wants = _first(
        topics.of(_words(right.note.demand)), [t for t in _given(left.note, topics) if t != left_wants]
    )
    if left_wants is None or right_wants is None or left_wants == right_wants:
        return None
    return left, right, left_wants, right_wants


def _given(term: Term, topics: Topics) -> tuple[str, ...]:
    """The topics of what a term would give; where it names no offer apart, those of all its words."""
    return topics.of(_words(term.offer)) or topics.of(term.evidence.quote)


def _first(wanted: Sequence[str], given: Sequence[str]) -> str | None:
    return next((topic for topic in wanted if topic in given), None)


def _words(part: InText | None) -> str:
    return part.quote if part else ""


def _addresses(one: Sourced[Term], other: Sourced[Term]) -> bool:
    """Whether a term is made to the other's side; in the same document one that names nobody is."""
    if one.note.of is None or one.note.of.side is None:
        return one.document == other.document
    return one.note.of.side == other.note.by.side


def _apart(one: Sourced[Term], other: Sourced[Term]) -> int:
    """Days between two terms; none where a day is not known."""
    return abs(_day(one) - _day(other)) if one.when and other.when else 0


def _party(actor: Actor | None) -> str:
    return (actor.side or actor.name) if actor else ""


def _folded(words: InText | None) -> str:
    return " ".join(words.quote.casefold().split()).strip(" .,;:'\"“”‘’") if words else ""


def _day(sourced: Sourced[Term]) -> int:
    return sourced.when.last.toordinal() if sourced.when else 0


def _row(terms: list[Sourced[Term]]) -> Offer:
    term = terms[-1].note
    return Offer(
        by=term.by,
        of=term.of,
        demand=term.demand.quote if term.demand else None,
        offer=term.offer.quote if term.offer else None,
        link=term.link,
        terms=tuple(terms),
    )
