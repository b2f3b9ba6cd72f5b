"""A note as a line: what it says, its words, who, when, where it stands, and the way to its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.model.evidence import InText
from detente.model.reading import Assessment, Event, Measure, Note, Position, Statement, Term
from detente.present import words
from detente.present.brief.citing import MOST_OF_A_TITLE, label, shortened, who

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.findings import Sourced
    from detente.model.reading import Layer

LAYER_OF: dict[type[Note], Layer] = {
    Statement: "statements",
    Event: "events",
    Position: "positions",
    Term: "terms",
    Measure: "measures",
    Assessment: "assessments",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A note in a list.

    Attributes:
        id: the note's.
        layer: which kind of note.
        says: what it says, in a few words.
        tone: how it is coloured: a stance, a direction, ``coop`` or ``conf``, or "".
        chip: one or two words for the colour.
        quote: its words, cut to a bearable length.
        who: who says, does, holds it.
        to: to whom, of whom, over whom.
        when: the day that places it in time.
        iso: the same for programs, "" where not told.
        source: the publisher, or the title.
        linked: whether its words stand in a document.
        sure: the step's own estimate of being right.
    """

    id: str
    layer: Layer
    says: str
    tone: str
    chip: str
    quote: str
    who: str
    to: str
    when: str
    iso: str
    source: str
    linked: bool
    sure: float


def line(sourced: Sourced[Note]) -> Line:
    """A note as a line."""
    note = sourced.note
    tone, chip, to = _told(note)
    return Line(
        id=note.id,
        layer=LAYER_OF[type(note)],
        says=label(note),
        tone=tone,
        chip=chip,
        quote=shortened(note.evidence.quote),
        who=who(note),
        to=to,
        when=words.date(sourced.when),
        iso=sourced.when.iso if sourced.when else "",
        source=sourced.publisher or shortened(sourced.title, MOST_OF_A_TITLE),
        linked=isinstance(note.evidence.where, InText),
        sure=note.evidence.confidence,
    )


def lines(found: Iterable[Sourced[Note]]) -> tuple[Line, ...]:
    """Several notes, in their order."""
    return tuple(map(line, found))


def family(kind: str) -> str:
    """``coop`` or ``conf``: whether an event's type is cooperation or conflict."""
    return "coop" if words.word("family", kind).startswith("Coop") else "conf"


def _told(note: Note) -> tuple[str, str, str]:
    """Tone, chip and to whom."""
    match note:
        case Statement():
            return "", note.cue.quote, words.actor(note.to)
        case Event():
            return family(note.type), words.word("event", note.type), words.actors(note.recipients)
        case Position():
            over = f"over {words.the(note.target)}" if note.target else ""
            return note.stance, words.stance(note.issue, note.stance), over
        case Term():
            return "conditional", words.word("link", note.link), words.actor(note.of)
        case Measure():
            return "conf" if note.act in HARSH else "coop", words.word("act", note.act), words.actors(note.targets)
        case Assessment():
            return note.direction, words.word("direction", note.direction), words.sides(note.about)


HARSH = frozenset({"designate", "embargo", "restrict", "extend"})
"""Acts that press; the others ease."""
