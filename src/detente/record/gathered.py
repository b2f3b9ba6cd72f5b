"""Stories and things as a view shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, select
from sqlalchemy import func as sql

from detente.record.filters import carried, known
from detente.record.schema import documents, reports, stories

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from detente.model.reading import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriageRow:
    """A document carries a story.

    Attributes:
        story: the story's id.
        document: the document's.
        whole: whether the story is all of it; else it is one of several there, or a passage.
        share: how much of the smaller text stands in the larger, at best.
        learnt_at: when the record found it.
    """

    story: str
    document: str
    whole: bool
    share: float
    learnt_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A note tells of a thing that others tell of too: what speaks for it, and when the record found it."""

    thing: str
    layer: str
    note: str
    document: str
    score: float
    because: str
    learnt_at: datetime


def all_carriages(connection: Connection, *, as_of: datetime | None) -> tuple[CarriageRow, ...]:
    """By story, documents that are wholly of it first."""
    wanted = (
        select(stories)
        .join(documents, documents.c.id == stories.c.document)
        .where(known(stories, as_of), carried(as_of))
        .order_by(stories.c.story, stories.c.whole.desc(), stories.c.document)
    )
    return tuple(
        CarriageRow(story=r.story, document=r.document, whole=r.whole, share=r.share, learnt_at=r.learnt_at)
        for r in connection.execute(wanted)
    )


def stories_of(connection: Connection, *, as_of: datetime | None) -> dict[str, tuple[str, ...]]:
    """By document, the stories it carries, its own first."""
    wanted = select(stories.c.document, stories.c.story).where(known(stories, as_of))
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(wanted.order_by(stories.c.document, stories.c.whole.desc(), stories.c.story)):
        found[row.document] = (*found.get(row.document, ()), row.story)
    return found


def surplus(connection: Connection, *, as_of: datetime | None) -> int:
    """How many more documents there are than stories."""
    alive = exists().where(documents.c.id == stories.c.document, carried(as_of)).correlate(stories)
    wanted = select(sql.count(), sql.count(stories.c.story.distinct())).where(
        known(stories, as_of), stories.c.whole.is_(True), alive
    )
    whole, different = connection.execute(wanted).one()
    return int(whole) - int(different)


def report_rows(connection: Connection, *, as_of: datetime | None, layer: Layer) -> dict[str, ReportRow]:
    """By note, the report it is; notes that alone tell of their thing are left out."""
    wanted = select(reports).where(known(reports, as_of), reports.c.layer == layer).order_by(reports.c.number)
    return {row.note: _report(row) for row in connection.execute(wanted)}


def reports_of(connection: Connection, note: str, *, as_of: datetime | None) -> tuple[ReportRow, ...]:
    """All reports of the thing that a note tells of, by document."""
    thing = select(reports.c.thing).where(reports.c.note == note, known(reports, as_of)).limit(1).scalar_subquery()
    wanted = select(reports).where(reports.c.thing == thing, known(reports, as_of))
    return tuple(map(_report, connection.execute(wanted.order_by(reports.c.document, reports.c.note))))


def _report(row: object) -> ReportRow:
    names = ("thing", "layer", "note", "document", "score", "because", "learnt_at")
    return ReportRow(**{name: getattr(row, name) for name in names})
