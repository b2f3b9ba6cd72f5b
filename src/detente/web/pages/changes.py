"""Changes: what the record learnt, day by day: documents, verdicts, editions of lists, runs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from detente.present import words
from detente.present.tabular import Table
from detente.record.pages import learnt_part
from detente.web.look import path_of
from detente.web.page import A_PAGE, MOST_DATA, Page, Sheet, last_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from detente.record import DocumentRow, View
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
    found, total = _newest(view, look, most=look.page * A_PAGE)
    page = last_page(look.page, total)
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    days: defaultdict[str, list[Change]] = defaultdict(list)
    for change in shown:
        days[f"{change.at.day} {change.at:%B %Y}"].append(change)
    values: dict[str, object] = {
        "sheet": Sheet(rows=shown, total=total, page=page, pages=last_page(total, total)),
        "days": dict(days),
    }
    return Page(template="changes.html", title="Changes", values=values, table=lambda: _table(view, look))


def _table(view: View, look: Look) -> Table:
    found, _ = _newest(view, look, most=look.page * MOST_DATA)
    shown = found[(look.page - 1) * MOST_DATA :]
    rows = tuple((c.at.isoformat(timespec="seconds"), c.what, c.told, c.href) for c in shown)
    return Table(
        name="changes",
        columns=COLUMNS,
        rows=rows,
        records=tuple(dict(zip(COLUMNS, row, strict=True)) for row in rows),
    )


def _newest(view: View, look: Look, *, most: int) -> tuple[list[Change], int]:
    """The newest changes, at most so many, and how many there are."""
    since = _midnight(look.filters.since) if look.filters.since else None
    until = _midnight(look.filters.until + timedelta(days=1)) if look.filters.until else None
    documents, total = learnt_part(view, since=since, until=until, limit=most)
    others = [
        change
        for change in _others(view, look)
        if not (since and change.at < since) and not (until and change.at >= until)
    ]
    found = sorted([*map(_document, documents), *others], key=lambda change: (change.at, change.told), reverse=True)
    return found[:most], total + len(others)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _document(row: DocumentRow) -> Change:
    told = f"{row.title} ({row.publisher or 'publisher not told'}, {words.count(row.notes, 'note')})"
    return Change(at=row.learnt_at, what="document", told=told, href=path_of("documents", row.id))


def _others(view: View, look: Look) -> Iterator[Change]:
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
