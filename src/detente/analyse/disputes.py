"""Where reports of one thing disagree: what each has, and which notes say so. Copies of one story are one voice."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from detente.model.reading import Assessment, Event, Measure, Position, Statement, Term
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.reading import Note

Value = str | When | frozenset[str] | None
IN_FORCE = frozenset({"in-force", "announced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A detail that reports of one thing tell differently.

    Attributes:
        detail: ``type``, ``status``, ``date``, ``recipients``, ``act``, ``targets``, ``programme``, ``stance``, …
        values: each version as text, with the ids of the notes that have it, in the order of the reports.
    """

    detail: str
    values: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def words(self) -> str:
        """In words: "date: 2021-12-02 or 2021-12-03"."""
        return f"{self.detail}: {' or '.join(value for value, _ in self.values)}"


def disputes(sourced: Sourced[Note]) -> tuple[Dispute, ...]:
    """The details on which the reports of a thing disagree; what a report does not tell disagrees with nothing."""
    told: dict[str, list[tuple[str, str, Value]]] = {}
    for report in sourced.reports:
        for detail, value in _details(report.note):
            if value is not None and value != frozenset():
                told.setdefault(detail, []).append((report.story or report.document, report.note.id, value))
    return tuple(Dispute(detail=detail, values=_versions(held)) for detail, held in told.items() if _differ(held))


def _differ(held: list[tuple[str, str, Value]]) -> bool:
    return any(one[0] != other[0] and _apart(one[2], other[2]) for one, other in combinations(held, 2))


def _apart(one: Value, other: Value) -> bool:
    """Days that do not meet, names of which none is in both, words that are not the same."""
    if isinstance(one, When) and isinstance(other, When):
        return not one.meets(other)
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return not one & other
    return one != other


def _versions(held: list[tuple[str, str, Value]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    versions: dict[str, list[str]] = {}
    for _, note, value in held:
        text = (
            value.iso
            if isinstance(value, When)
            else ", ".join(sorted(value))
            if isinstance(value, frozenset)
            else value
        )
        versions.setdefault(text or "", []).append(note)
    return tuple((text, tuple(notes)) for text, notes in versions.items())


def _details(note: Note) -> Iterator[tuple[str, Value]]:
    match note:
        case Event():
            yield from (("type", note.type), ("status", note.status), ("date", note.date))
            yield "recipients", _names(note.recipients)
        case Measure():
            yield from (("act", note.act), ("date", note.date), ("targets", _names(note.targets)))
            yield "status", "in-force" if note.status in IN_FORCE else note.status
            yield "programme", note.programme
        case Statement():
            yield "date", note.date
        case Position():
            yield from (("stance", note.stance), ("date", note.date))
        case Assessment():
            yield "direction", note.direction
        case Term():
            yield "link", note.link


def _names(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Sides, and the names of those that have a name of their own."""
    return frozenset(a.side if a.side and a.kind in {"state", "unknown"} else a.name for a in actors)
