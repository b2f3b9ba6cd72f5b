"""Changes: what the record learnt, day by day: documents, verdicts, editions of lists, runs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.present.tabular import Table
from detente.web.look import path_of
from detente.web.page import Page, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from detente.record import View
    from detente.web.desk import Desk
    from detente.web.look import Look

COLUMNS = ("at", "what", "told", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something the record learnt.

    Attributes:
        at: when.
        what: ``document``, ``verdict``, ``edition`` or ``run``.
        told: it in words.
        href: where it stands, or "".
    """

    at: datetime
    what: str
    told: str
    href: str


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page, newest first."""
    del parts
    view = desk.view(as_of=look.as_of)
    found = sorted(_all(view, look), key=lambda change: (change.at, change.told), reverse=True)
    since, until = look.filters.since, look.filters.until
    found = [c for c in found if not (since and c.at.date() < since) and not (until and c.at.date() > until)]
    part = sheet(found, look)
    days: defaultdict[str, list[Change]] = defaultdict(list)
    for change in found[part.first - 1 : part.first - 1 + len(part.rows)]:
        days[f"{change.at.day} {change.at:%B %Y}"].append(change)
    rows = tuple((c.at.isoformat(timespec="seconds"), c.what, c.told, c.href) for c in found)
    table = Table(
        name="changes",
        columns=COLUMNS,
        rows=rows,
        records=tuple(dict(zip(COLUMNS, row, strict=True)) for row in rows),
    )
    values: dict[str, object] = {"sheet": part, "days": dict(days)}
    return Page(template="changes.html", title="Changes", values=values, table=lambda: table)


def _all(view: View, look: Look) -> Iterator[Change]:
    for row in view.documents():
        notes = f"{row.notes} note{'' if row.notes == 1 else 's'}"
        told = f"{row.title} ({row.publisher or 'publisher not told'}, {notes})"
        yield Change(at=row.learnt_at, what="document", told=told, href=path_of("documents", row.id))
    for verdict in view.verdicts():
        why = f": {verdict.why}" if verdict.why else ""
        told = f"{'accepted' if verdict.accepted else 'rejected'} {verdict.layer.removesuffix('s')} {verdict.note}{why}"
        href = f"{path_of('documents', verdict.document)}#card-{verdict.note}"
        yield Change(at=verdict.learnt_at, what="verdict", told=told, href=href)
    for row_ in view.editions():
        edition = row_.edition
        day = f" of {edition.day.iso}" if edition.day else ""
        told = f"{edition.authority} {edition.name}{day}, {row_.entries:,} entries"
        yield Change(at=row_.learnt_at, what="edition", told=told, href=look.to(path_of("lists", edition.id)))
    for run in view.runs():
        counts = ", ".join(f"{n:,} {name}" for name, n in run.counts.items()) or "nothing"
        yield Change(at=run.started_at, what="run", told=f"run {run.number} {run.state}: {counts}", href="")
