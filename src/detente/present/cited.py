"""Findings for programs: every figure with the sentences it rests on, the newest of them, and how many there are in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.model.evidence import InText
from detente.present.brief.citing import label
from detente.present.codebook import date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.analyse.comparisons import Apart
    from detente.analyse.moves import Item, Move
    from detente.analyse.series import Change, Series
    from detente.model.findings import Deadlock, Sourced, Standing
    from detente.present.tabular import Json


def cited(sourced: Sourced[Any]) -> Json:
    """A note as a citation: what it says, its words, and where in which document they stand."""
    evidence = sourced.note.evidence
    where = evidence.where
    in_text = isinstance(where, InText)
    return {
        "note": sourced.note.id,
        "layer": f"{type(sourced.note).__name__.lower()}s",
        "says": label(sourced.note),
        "quote": evidence.quote,
        "start": where.start if in_text else None,
        "end": where.end if in_text else None,
        "document": sourced.document,
        "title": sourced.title,
        "publisher": sourced.publisher,
        "when": date(sourced.when),
        "confidence": round(evidence.confidence, 3),
        "stories": sourced.stories,
    }


def several(notes: Sequence[Sourced[Any]], *, most: int) -> Json:
    """Notes that a figure counts: how many, and the last ``most`` of them, which are the newest where they stand in order of time."""
    return {"total": len(notes), "cited": [cited(one) for one in notes[len(notes) - min(most, len(notes)) :]]}


def split(one: Apart, *, most: int) -> Json:
    """Two sides that stand apart, how far, and the positions of each."""
    found = one.split
    return {
        "issue": found.issue,
        "over": found.target,
        "gap": found.gap,
        "low": round(one.low, 3),
        "high": round(one.high, 3),
        "documents": one.documents,
        "left": {"side": found.left_side, "contradictions": len(one.left), **several(found.left, most=most)},
        "right": {"side": found.right_side, "contradictions": len(one.right), **several(found.right, most=most)},
        "reported": several(found.reported, most=most),
    }


def standing(one: Standing, *, most: int) -> Json:
    """Where a side stands on an issue, and the positions that say so."""
    return {
        "side": one.side,
        "issue": one.issue,
        "over": one.target,
        "stance": one.stance,
        "changed_from": one.changed_from,
        "probability": one.probability and round(one.probability, 3),
        "newest": cited(one.newest),
        "notes": several(one.notes, most=most),
    }


def series(one: Series, *, most: int) -> Json:
    """Where a holder stood over time, from 0 (against) to 1 (for), with the changes of stance."""
    points = [
        {
            "when": date(point.when),
            **{key: round(value, 3) for key, value in (("at", point.at), ("low", point.low), ("high", point.high))},
            "notes": several(point.notes, most=most),
        }
        for point in one.points
    ]
    return {
        "side": one.side,
        "person": one.person or None,
        "issue": one.issue,
        "over": one.target,
        "agreement": round(one.agreement, 3),
        "notes": len(one.notes),
        "undated": len(one.undated),
        "points": points,
        "changes": [change(each, most=most) for each in one.changes],
    }


def change(one: Change, *, most: int) -> Json:
    """A stance left and a stance taken, with the sentences on either side."""
    return {
        "was": one.before,
        "now": one.after,
        "between": date(one.between),
        "probability": round(one.probability, 3),
        "before": several(one.last, most=most),
        "after": several(one.first, most=most),
    }


def item(one: Item, *, most: int) -> Json:
    """What a party demands of another or offers it."""
    return {**_item(one), "terms": several(one.terms, most=most)}


def move(one: Move, *, most: int) -> Json:
    """A change of what is on the table."""
    before, after = several(one.before, most=most), several(one.after, most=most)
    return {**_item(one.item), "move": one.kind, "before": before, "after": after}


def deadlock(one: Deadlock, *, most: int) -> Json:
    """Two terms that block each other; each is one note, so ``most`` cuts nothing."""
    del most
    return {"because": one.because, "left": cited(one.left), "right": cited(one.right)}


def _item(one: Item) -> Json:
    return {
        "by": one.by,
        "expert": one.expert,
        "of": one.of or None,
        "what": one.what,
        "topic": one.topic,
        "name": one.name,
    }
