"""The rows of the brief's other sections: splits, the table, measures, observers, timeline, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.bargain import Bargain, bargain
from detente.analyse.comparisons import apart
from detente.analyse.outlook import DIRECTIONS, outlooks
from detente.analyse.sanctions import sanctionings
from detente.analyse.splits import Compared, compared, rifts, splits
from detente.analyse.timeline import timeline
from detente.analyse.view import place_in_time
from detente.model.reading import Event, Measure
from detente.present import words
from detente.present.brief.stands import Held, held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.analyse.splits import Rift
    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Assessment, Position, Term
    from detente.present.brief.citing import Citations, Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One side of a split.

    Attributes:
        name: the side's.
        the: the side's name in a sentence.
        at: where its notes stand on average, 0 (against) to 1 (for).
        lean: the stance that weighs most.
        wants: the same as a predicate.
        telling: the newest note that takes it.
        notes: all of them, newest first.
    """

    name: str
    the: str
    at: float
    lean: str
    wants: str
    telling: Cite
    notes: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRow:
    """Two sides that differ, and the words of documents that say so; ``told`` where an earlier row has these.

    ``reach`` is the gap's interval in words, ``certain`` whether it leaves out 0, ``within`` pairs of notes with which a side contradicts itself.
    """

    issue: str
    over: str
    gap: float
    reach: str
    certain: bool
    documents: int
    within: tuple[tuple[Cite, Cite], ...]
    anti: str
    pro: str
    left: Half
    right: Half
    reported: tuple[Cite, ...]
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RiftRow:
    """What is said of two sides' relation as allies."""

    names: str
    lines: tuple[tuple[str, Cite], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A row of the table."""

    by: str
    of: str
    demand: str
    offer: str
    link: str
    expert: bool
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlockRow:
    """Two terms that block each other, in words, each with its line."""

    left: str
    right: str
    left_wants: str
    right_wants: str
    left_cite: Cite
    right_cite: Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A sanctions act."""

    date: str
    imposer: str
    act: str
    did: str
    targets: str
    programme: str
    reason: str
    status: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookRow:
    """Assessments of one topic among the same sides. ``counts`` are (direction, words, number)."""

    about: str
    topic: str
    leading: str
    counts: tuple[tuple[str, str, int], ...]
    total: int
    lines: tuple[tuple[str, str, Cite], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A line of the timeline. ``family`` is cooperation or conflict, in words or in deeds."""

    date: str
    type: str
    words: str
    family: str
    actors: str
    recipients: str
    status: str
    actual: bool
    cite: Cite


def split_rows(view: View, citations: Citations) -> tuple[SplitRow, ...]:
    """Splits as cards."""
    found = splits(view)
    first = {(split.left_side, split.right_side): split for split in reversed(found)}
    return tuple(
        SplitRow(
            issue=words.word("issue", split.issue),
            over=words.the(split.target) if split.target else "",
            gap=split.gap,
            reach=f"{sure.low:.2f} to {sure.high:.2f}".replace("-0.00", "0.00").replace("-", "−"),
            certain=sure.low > 0,
            documents=sure.documents,
            within=tuple((citations.cite(c.one), citations.cite(c.other)) for c in (*sure.left, *sure.right)),
            anti=words.stance(split.issue, "anti"),
            pro=words.stance(split.issue, "pro"),
            left=_half(split.left_side, split.left, compared(split.left, split.right)[0], citations),
            right=_half(split.right_side, split.right, compared(split.left, split.right)[1], citations),
            reported=tuple(citations.cite(s) for s in split.reported),
            told=first[split.left_side, split.right_side] is not split,
        )
        for split in found
        for sure in (apart(split),)
    )


def _half(side: str, notes: Sequence[Sourced[Position]], stands: Compared, citations: Citations) -> Half:
    issue, lean = notes[0].note.issue, stands.lean
    agreed = [s for s in notes if s.note.stance == lean]
    mostly = "" if len(agreed) == len(notes) else "mostly "
    telling = max(agreed, key=lambda s: (place_in_time(s)[:3], s.note.evidence.confidence, s.note.id))
    return Half(
        name=words.side(side),
        the=words.the(side),
        at=round(stands.at, 3),
        lean=mostly + words.stance(issue, lean),
        wants=mostly + words.wants(issue, lean),
        telling=citations.cite(telling),
        notes=tuple(held(note, citations) for note in reversed(notes)),
    )


def rift_rows(view: View, citations: Citations) -> tuple[RiftRow, ...]:
    """What is said of allies, pair by pair; words of a rift that stand with a split are not told again."""
    split = {(s.left_side, s.right_side) for s in splits(view)}
    return tuple(
        RiftRow(
            names=words.sides((rift.left_side, rift.right_side)),
            lines=tuple((s.note.direction, citations.cite(s)) for s in said),
        )
        for rift in rifts(view)
        if (said := _not_told(rift, split))
    )


def _not_told(rift: Rift, split: set[tuple[str, str]]) -> list[Sourced[Assessment]]:
    told = (rift.left_side, rift.right_side) in split
    return [s for s in rift.notes if not (told and s.note.direction == "worse")]


def table_rows(view: View, citations: Citations) -> tuple[tuple[TermRow, ...], tuple[DeadlockRow, ...], Bargain]:
    """Terms, deadlocks, and the bargain they come from."""
    found = bargain(view)
    rows = tuple(
        TermRow(
            by=words.actor(offer.by),
            of=words.actor(offer.of),
            demand=offer.demand or "",
            offer=offer.offer or "",
            link=words.word("link", offer.link),
            expert=offer.by.side is None,
            cites=tuple(citations.cite(s) for s in offer.terms),
        )
        for offer in found.offers
    )
    locked = tuple(_deadlock(d.left, d.right, citations) for d in found.deadlocks)
    return rows, locked, found


def _deadlock(left: Sourced[Term], right: Sourced[Term], citations: Citations) -> DeadlockRow:
    return DeadlockRow(
        left=words.the(left.note.by.side),
        right=words.the(right.note.by.side),
        left_wants=left.note.demand.quote if left.note.demand else "",
        right_wants=right.note.demand.quote if right.note.demand else "",
        left_cite=citations.cite(left),
        right_cite=citations.cite(right),
    )


def measure_rows(view: View, citations: Citations) -> tuple[MeasureRow, ...]:
    """Measures, newest first."""
    return tuple(
        MeasureRow(
            date=words.date(row.fullest.note.date),
            imposer=words.actor(row.fullest.note.imposer),
            act=words.word("act", row.fullest.note.act),
            did=words.word("did", row.fullest.note.act),
            targets=words.actors(row.fullest.note.targets),
            programme=row.fullest.note.programme or "",
            reason=row.fullest.note.reason.quote if row.fullest.note.reason else "",
            status=words.word("status", row.fullest.note.status),
            cites=tuple(citations.cite(s) for s in row.notes),
        )
        for row in sanctionings(view)
    )


def outlook_rows(view: View, citations: Citations) -> tuple[OutlookRow, ...]:
    """Assessments by topic and sides."""
    return tuple(
        OutlookRow(
            about=words.sides(outlook.about),
            topic=words.word("topic", outlook.topic),
            leading=outlook.leading or "",
            counts=tuple((d, words.word("direction", d), outlook.count(d)) for d in DIRECTIONS if outlook.count(d)),
            total=len(outlook.notes),
            lines=tuple(_assessed(s, citations) for s in reversed(outlook.notes)),
        )
        for outlook in outlooks(view)
    )


def _assessed(sourced: Sourced[Assessment], citations: Citations) -> tuple[str, str, Cite]:
    direction = sourced.note.direction
    return (direction, words.word("direction", direction), citations.cite(sourced))


def event_rows(view: View, citations: Citations) -> tuple[tuple[EventRow, ...], tuple[EventRow, ...]]:
    """Dated and undated lines of the timeline."""
    found = timeline(view)
    dated = tuple(_event(s, citations) for s in found.dated)
    undated = tuple(_event(s, citations) for s in found.undated)
    return dated, undated


def _event(sourced: Sourced[Event] | Sourced[Measure], citations: Citations) -> EventRow:
    note = sourced.note
    kind = note.type if isinstance(note, Event) else "SANCTION"
    return EventRow(
        date=words.date(note.date),
        type=kind,
        words=words.word("event", kind) if isinstance(note, Event) else words.word("act", note.act),
        family=words.word("family", kind),
        actors=words.actors(note.actors) if isinstance(note, Event) else words.actor(note.imposer),
        recipients=words.actors(note.recipients if isinstance(note, Event) else note.targets),
        status=words.word("status", note.status),
        actual=note.status in ("actual", "in-force"),
        cite=citations.cite(sourced),
    )
