"""A note as a line of the brief: its words, who, when, where it stands, and a link to its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model.evidence import InText
from detente.model.reading import Assessment, Event, Measure, Note, Position, Statement, Term
from detente.present import words
from detente.present.brief.marking import Cited

if TYPE_CHECKING:
    from detente.model.findings import Sourced

MOST_OF_A_TITLE = 44
MOST_WORDS = 420
"""A quote longer than this many characters is cut in the line; its mark in the appendix is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A citation. ``linked`` where its sentence stands in a document, and so in the appendix."""

    id: str
    quote: str
    who: str
    when: str
    source: str
    linked: bool


@dataclass(slots=True)
class Citations:
    """All that the brief cites, gathered while it is made, so that the appendix marks just that.

    Attributes:
        cited: cited stretches by document and note.
    """

    cited: dict[str, dict[str, Cited]] = field(default_factory=dict)

    def cite(self, sourced: Sourced[Note]) -> Cite:
        """A note as a line, remembered for the appendix."""
        note = sourced.note
        where = note.evidence.where
        if isinstance(where, InText):
            stretch = Cited(where.start, where.end, note.id, label(note))
            self.cited.setdefault(where.document, {}).setdefault(note.id, stretch)
        return Cite(
            id=note.id,
            quote=shortened(note.evidence.quote),
            who=who(note),
            when=words.date(sourced.when),
            source=sourced.publisher or shortened(sourced.title, MOST_OF_A_TITLE),
            linked=isinstance(where, InText),
        )


def shortened(text: str, most: int = MOST_WORDS) -> str:
    """A text of bearable length, cut between words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def who(note: Note) -> str:
    """Who says, does, holds, bargains, imposes or judges it."""
    match note:
        case Statement():
            return words.actor(note.source)
        case Event():
            return words.actors(note.actors)
        case Position():
            return words.actor(note.holder)
        case Term():
            return words.actor(note.by)
        case Measure():
            return words.actor(note.imposer)
        case Assessment():
            return words.actor(note.by)


def label(note: Note) -> str:
    """What a note says, in a few words: the tooltip of its mark."""
    match note:
        case Statement():
            return f"Statement by {who(note)}"
        case Event():
            to = f" → {words.actors(note.recipients)}" if note.recipients else ""
            return f"{note.type} ({words.word('status', note.status)}): {who(note)}{to}"
        case Position():
            held = words.stance(note.issue, note.stance)
            return f"{who(note)} on {words.word('issue', note.issue).lower()}: {held}"
        case Term():
            return f"Term by {who(note)} ({note.link})"
        case Measure():
            return f"{who(note)} {words.word('act', note.act)} {words.actors(note.targets)}"
        case Assessment():
            return f"{who(note)}: {words.word('topic', note.topic)} {words.word('direction', note.direction)}"
