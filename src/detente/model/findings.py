"""What is found over the record: splits, the bargain, series, failures. Every figure names the notes it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from detente.model.actors import Actor
from detente.model.ids import content_id
from detente.model.reading import Assessment, Link, Position, Stance, Term
from detente.model.when import When

NoteT_co = TypeVar("NoteT_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read, or not wholly, and why.

    Attributes:
        origin: path or address.
        stage: ``ingest``, ``annotate``, ``extract``, …
        kind: the error's class name.
        reason: what went wrong.
        cure: what the user can do.
        raw_id: SHA-256 of the input's bytes, where they could be read.
    """

    origin: str
    stage: str
    kind: str
    reason: str
    cure: str = ""
    raw_id: str = ""

    @property
    def id(self) -> str:
        """Hash of origin, stage, kind and bytes."""
        return content_id("f", self.origin, self.stage, self.kind, self.raw_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced(Generic[NoteT_co]):
    """A note with the document it stands in and the day that places it in time.

    Attributes:
        note: the note; of several that tell of one thing, the one that tells it best.
        document: its document's id.
        title: its document's title.
        publisher: its document's outlet, or ``None``.
        when: the note's own day, else its document's.
        story: the story its document carries; "" where nobody looked for stories.
        also: the other notes of the same thing.
    """

    note: NoteT_co
    document: str
    title: str
    publisher: str | None
    when: When | None
    story: str = ""
    also: tuple[Sourced[NoteT_co], ...] = ()

    @property
    def reports(self) -> tuple[Sourced[NoteT_co], ...]:
        """All notes of the thing, this one first."""
        return (self, *self.also)

    @property
    def stories(self) -> int:
        """How many stories tell of it; copies of one article are one story."""
        return len({report.story or report.document for report in self.reports})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a side stands on an issue: its newest position, the one before it where that differs, and all notes.

    ``probability`` is that of the change from the one before; ``None`` where there is none, or too few notes tell it.
    """

    side: str
    issue: str
    target: str | None
    stance: Stance
    changed_from: Stance | None
    probability: float | None
    newest: Sourced[Position]
    notes: tuple[Sourced[Position], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Two sides that stand apart on an issue. ``gap`` is 0 (same) to 1 (pro against anti).

    ``left`` and ``right`` are the notes it rests on; ``reported`` are documents' own words of a rift between the two.
    """

    left_side: str
    right_side: str
    issue: str
    target: str | None
    gap: float
    left: tuple[Sourced[Position], ...]
    right: tuple[Sourced[Position], ...]
    reported: tuple[Sourced[Assessment], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlock:
    """Two terms each of which wants first what the other wants last."""

    left: Sourced[Term]
    right: Sourced[Term]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A row of the table: who wants what of whom, and gives what, how linked; all terms that say so."""

    by: Actor
    of: Actor | None
    demand: str | None
    offer: str | None
    link: Link
    terms: tuple[Sourced[Term], ...]
