"""What is on the table, as tables: who demands and offers what, what changed, and where each waits for the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.bargain import deadlocks
from detente.analyse.moves import items, moves
from detente.present import words
from detente.present.codebook import date
from detente.present.noted import sourced_json, sourced_jsons, words_of
from detente.present.tabular import Table

if TYPE_CHECKING:
    from detente.analyse.moves import Item
    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Term
    from detente.present.tabular import Json

Cells = tuple[str, ...]


def bargain_table(view: View) -> Table:
    """One row a party, other party and topic demanded or offered: from when to when, in how many terms, linked how, in which newest words."""
    found = items(view)
    columns = ("by", "of", "what", "topic", "first", "last", "terms", "links", "newest words", "note")
    rows = tuple(
        (
            *_who(item),
            date(item.terms[0].when) or "",
            date(item.terms[-1].when) or "",
            str(len(item.terms)),
            ", ".join(dict.fromkeys(s.note.link for s in item.terms)),
            _part(item, item.terms[-1]),
            item.terms[-1].note.id,
        )
        for item in found
    )
    records = tuple({**_item_json(item), "terms": sourced_jsons(item.terms)} for item in found)
    return Table(name="bargain", columns=columns, rows=rows, records=records)


def move_table(view: View) -> Table:
    """One row a change on the table, in order of time."""
    found = moves(view)
    columns = (
        "date", "by", "of", "what", "topic", "move", "said before", "said after", "note before", "note after",
    )  # fmt: skip
    rows = tuple(
        (
            date((move.after or move.before)[0].when) or "",
            *_who(move.item),
            move.kind,
            move.before[0].note.evidence.quote,
            move.after[0].note.evidence.quote,
            move.before[0].note.id,
            move.after[0].note.id,
        )
        for move in found
    )
    records = tuple(
        {
            **_item_json(move.item),
            "move": move.kind,
            "before": sourced_jsons(move.before),
            "after": sourced_jsons(move.after),
        }
        for move in found
    )
    return Table(name="moves", columns=columns, rows=rows, records=records)


def deadlock_table(view: View) -> Table:
    """Pairs of terms that block each other."""
    found = deadlocks(view)
    return Table(
        name="deadlocks",
        columns=("left", "wants first", "right", "wants first", "left note", "right note", "because"),
        rows=tuple(
            (
                words.actor(d.left.note.by),
                words_of(d.left.note.demand),
                words.actor(d.right.note.by),
                words_of(d.right.note.demand),
                d.left.note.id,
                d.right.note.id,
                d.because,
            )
            for d in found
        ),
        records=tuple(
            {"left": sourced_json(d.left), "right": sourced_json(d.right), "because": d.because} for d in found
        ),
    )


def _who(item: Item) -> Cells:
    return (item.by, item.of, item.what, item.name)


def _part(item: Item, sourced: Sourced[Term]) -> str:
    return words_of(sourced.note.demand if item.what == "demand" else sourced.note.offer)


def _item_json(item: Item) -> Json:
    return {"by": item.by, "of": item.of or None, "what": item.what, "topic": item.topic, "name": item.name}
