"""Sides: who takes part, where one side stands over time, and the notes under one cell of the table of standings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from detente.analyse.sanctions import sanctionings
from detente.analyse.standings import bearing
from detente.analyse.timeline import timeline
from detente.errors import UnknownId
from detente.present import tables, words
from detente.present.brief import rows
from detente.present.brief.citing import Citations
from detente.present.brief.stands import matrices
from detente.present.tabular import Table
from detente.web.lines import lines
from detente.web.page import Page
from detente.web.pages.timeline import pairs
from detente.web.strips import by_issue, reach, strip, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.analyse.kept import Kept
    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.reading import Measure
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_LINES, MOST_PERSONS, MOST_OTHERS = 12, 24, 12
KINDS = ("statements", "events", "positions", "terms", "measures")
COLUMNS = ("side", "name", *KINDS)


def listed(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """All sides with how much each says and does."""
    del parts
    view = desk.kept(look)
    counted = {kind: Counter(_sides(getattr(view, kind)())) for kind in KINDS}
    found = sorted({s for c in counted.values() for s in c}, key=lambda s: (-sum(c[s] for c in counted.values()), s))
    table = Table(
        name="sides",
        columns=COLUMNS,
        rows=tuple((s, words.side(s), *(str(counted[kind][s]) for kind in KINDS)) for s in found),
        records=tuple({"side": s, "name": words.side(s)} | {kind: counted[kind][s] for kind in KINDS} for s in found),
    )
    values: dict[str, object] = {"sides": found, "counted": counted, "kinds": KINDS}
    return Page(template="sides.html", title="Sides", values=values, table=lambda: table)


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """One side."""
    side = parts["side"].upper()
    filters = look.of(side=side)
    view = desk.kept(look, filters)
    positions = [s for s in view.positions() if s.note.holder.side == side]
    bears_on = bearing(desk.kept(look).positions())
    done = [s for s in view.measures() if s.note.imposer.side == side]
    suffered = [s for s in view.measures() if any(target.side == side for target in s.note.targets)]
    said = [s for s in view.statements() if s.note.source.side == side]
    terms, _, _ = rows.table_rows(view, Citations())
    if not any(getattr(view, kind)() for kind in KINDS):
        raise UnknownId(f"no note is of a side called {side!r}", cure="the page Sides lists those there are")
    told = timeline(desk.kept(look, look.of(type=None)))
    others = Counter(
        other
        for s in (*told.dated, *told.undated)
        for pair in pairs(s)
        if side in pair
        for other in pair
        if other != side
    )
    values: dict[str, object] = {
        "side": side,
        "name": words.side(side),
        "strips": [
            strip(title(issue, over), issue, notes, days=reach(positions))
            for issue, over, notes in by_issue(positions, bears_on)
        ],
        "positions": len(positions),
        "persons": _persons(view, side),
        "others": [(other, words.side(other), n) for other, n in others.most_common(MOST_OTHERS)],
        "events": lines(list(reversed(view.events()))[:MOST_LINES]),
        "event_count": len(view.events()),
        "statements": lines(list(reversed(said))[:MOST_LINES]),
        "statement_count": len(said),
        "done": len(done),
        "suffered": len(suffered),
        "measures": _measures(view),
        "terms": [row for row in terms if not row.expert],
    }
    return Page(
        template="side.html", title=words.side(side), values=values, table=lambda: tables.notes(view, "positions")
    )


def stands(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """One cell of the table of standings: a side on an issue over another side, each note."""
    del parts
    side, issue, over = look.get("of").upper(), look.get("on"), look.get("over").upper() or None
    whole = desk.kept(look)
    cell = next(
        (
            cell
            for matrix in matrices(whole, Citations())
            if matrix.target == over
            for row in matrix.rows
            if row.side == side
            for cell in row.cells
            if cell and cell.issue == issue
        ),
        None,
    )
    if cell is None:
        raise UnknownId("no note is of this side on this issue", cure="the overview's table shows those there are")
    ids = {held.cite.id for held in cell.notes}
    notes = [s for s in whole.positions() if s.note.id in ids]
    values: dict[str, object] = {
        "side": side,
        "name": words.side(side),
        "issue": issue,
        "cell": cell,
        "over": over,
        "strip": strip(title(issue, over), issue, notes),
    }
    heading = f"{words.side(side)} on {words.word('issue', issue).lower()}"
    return Page(template="stand.html", title=heading, values=values, table=lambda: _notes_table(whole, ids))


def _notes_table(view: Kept, ids: set[str]) -> Table:
    whole = tables.notes(view, "positions")
    chosen = [i for i, row in enumerate(whole.rows) if row[0] in ids]
    return Table(
        name="stand",
        columns=whole.columns,
        rows=tuple(whole.rows[i] for i in chosen),
        records=tuple(whole.records[i] for i in chosen),
    )


def _measures(view: Kept) -> tuple[object, ...]:
    found: list[Sourced[Measure]] = [row.fullest for row in sanctionings(view)]
    return lines(found[:MOST_LINES])


def _persons(view: Kept, side: str) -> list[tuple[str, int]]:
    named = Counter(
        actor.name
        for kind in KINDS
        for s in getattr(view, kind)()
        for actor in actors_of(s.note)
        if actor.kind == "person" and actor.side == side
    )
    return named.most_common(MOST_PERSONS)


def _sides(notes: Iterable[Sourced[Any]]) -> list[str]:
    return [side for s in notes for side in dict.fromkeys(a.side for a in actors_of(s.note) if a.side)]


def actors_of(note: Any) -> list[Actor]:
    """All who take part in a note; those only spoken to do not count, as in the record's filters."""
    single = [getattr(note, name, None) for name in ("source", "holder", "by", "of", "imposer")]
    several = [actor for name in ("actors", "recipients", "targets") for actor in getattr(note, name, ())]
    return [actor for actor in (*single, *several) if actor is not None]
