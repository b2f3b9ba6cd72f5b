"""What to select from a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, false, func, or_, select

from detente.model.off_topic import GATE
from detente.record.rows import ADDRESSED, folded
from detente.record.schema import ISSUE_COLUMN, LAYER_TABLES, TYPE_COLUMN, carriers, documents, parties, readings

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Column, ColumnElement, FromClause, ScalarSelect, Select, Table

    from detente.model.reading import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """All that are given must hold.

    Attributes:
        side: some actor of the note has this side (``KOR``); those only spoken to do not count.
        person: some actor's name has these words in it, whatever their case and accents ("kim jong").
        issue: the position's issue, or the assessment's topic; notes of other layers have none.
        type: the event's type, position's stance, term's link, measure's act, assessment's direction, statement's class
            of cue.
        since: the note's days, own or its document's, reach this day.
        until: they begin on this day or before.
        document: id of the document, or enough of its beginning.
        publisher: the document's outlet, whatever the case.
        rejected: also the notes that people have rejected, which are left out otherwise.
    """

    side: str | None = None
    person: str | None = None
    issue: str | None = None
    type: str | None = None
    since: date | None = None
    until: date | None = None
    document: str | None = None
    publisher: str | None = None
    rejected: bool = False

    @property
    def of_notes(self) -> bool:
        """Whether something is asked of notes, not of documents alone."""
        return any((self.side, self.person, self.issue, self.type))


def known(table: FromClause, as_of: datetime | None) -> ColumnElement[bool]:
    """Which rows were known at a time: learnt by then and not yet superseded; ``None`` is now."""
    if as_of is None:
        return table.c.superseded_at.is_(None)
    return and_(table.c.learnt_at <= as_of, or_(table.c.superseded_at.is_(None), table.c.superseded_at > as_of))


def carried(as_of: datetime | None) -> ColumnElement[bool]:
    """Whether some file or address held the document at the time."""
    return exists().where(carriers.c.document == documents.c.id, known(carriers, as_of)).correlate(documents)


def of_first_carrier(column: Column[Any], as_of: datetime | None) -> ScalarSelect[Any]:
    """A column of the first carrier of a document, in a query of documents."""
    return (
        select(column)
        .where(carriers.c.document == documents.c.id, known(carriers, as_of))
        .order_by(carriers.c.number)
        .limit(1)
        .correlate(documents)
        .scalar_subquery()
    )


def unread(as_of: datetime | None) -> Select[tuple[str]]:
    """The documents kept and not read at the time: those in other languages than English, and those that the gate found off topic."""
    aside = select(readings.c.document).where(known(readings, as_of), readings.c.steps.startswith(f'["{GATE}'))
    left = or_(carriers.c.language != "en", carriers.c.document.in_(aside))
    return select(carriers.c.document).where(known(carriers, as_of), left).distinct()


def of_note(layer: Layer, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on a note's row: side, person, issue, type."""
    table = LAYER_TABLES[layer]
    wanted: list[ColumnElement[bool]] = []
    if filters.side is not None:
        wanted.append(_party(table, layer, parties.c.side == filters.side))
    if filters.person is not None:
        wanted.append(_party(table, layer, _named(filters.person)))
    if filters.issue is not None:
        column = ISSUE_COLUMN.get(layer)
        wanted.append(table.c[column] == filters.issue if column else false())
    if filters.type is not None:
        wanted.append(func.lower(table.c[TYPE_COLUMN[layer]]) == filters.type.lower())
    return wanted


def of_days(first: ColumnElement[date], last: ColumnElement[date], filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on an interval of days."""
    wanted: list[ColumnElement[bool]] = []
    if filters.since is not None:
        wanted.append(last >= filters.since)
    if filters.until is not None:
        wanted.append(first <= filters.until)
    return wanted


def of_document(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on a document's row."""
    wanted: list[ColumnElement[bool]] = []
    if filters.document is not None:
        wanted.append(documents.c.id.startswith(filters.document, autoescape=True))
    if filters.publisher is not None:
        wanted.append(func.lower(documents.c.publisher) == filters.publisher.lower())
    return wanted


def holds_note(filters: Filters) -> ColumnElement[bool]:
    """Whether a document's reading holds a note, of whatever layer, that fits."""
    if filters.issue is None and filters.type is None and (filters.side is None) != (filters.person is None):
        side = func.coalesce(
            parties.c.side, ""
        )  # found by the reading: the index of sides would be walked for each document
        who = side == filters.side if filters.side is not None else _named(filters.person or "")
        told = (parties.c.reading == readings.c.number, parties.c.role != ADDRESSED, who)
        return exists().where(*told).correlate(readings)
    return or_(
        *(
            exists().where(table.c.reading == readings.c.number, *of_note(layer, filters)).correlate(readings)
            for layer, table in LAYER_TABLES.items()
            if filters.issue is None or layer in ISSUE_COLUMN
        )
    )


def _named(person: str) -> ColumnElement[bool]:
    return parties.c.folded.contains(folded(person), autoescape=True)


def _party(table: Table, layer: Layer, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            parties.c.reading == table.c.reading,
            parties.c.layer == layer,
            parties.c.ordinal == table.c.ordinal,
            parties.c.role != ADDRESSED,
            condition,
        )
        .correlate(table)
    )
