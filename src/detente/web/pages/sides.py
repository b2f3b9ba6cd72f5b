"""Sides: who takes part, where one side stands over time, and the notes under one cell of the table of standings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from detente.analyse.sanctions import sanctionings
from detente.analyse.series import one_series
from detente.analyse.stances import bearing
from detente.errors import UnknownId
from detente.model.reading import LAYERS
from detente.present import tables, words
from detente.present.brief import rows
from detente.present.brief.citing import Citations
from detente.present.brief.listed import listed_rows
from detente.present.brief.stands import matrices
from detente.present.tabular import Table
from detente.record.pages import persons, sides
from detente.web.lines import lines
from detente.web.offices import offices
from detente.web.page import Page
from detente.web.pages.notes import counted, newest
from detente.web.stances import met, stance_changes, told_stances
from detente.web.strips import strip, title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.analyse.kept import Kept
    from detente.model.actors import Actor
    from detente.model.reading import Layer
    from detente.present.brief.listed import ListedRow
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_LINES, MOST_PERSONS, MOST_OTHERS = 12, 24, 12
KINDS: tuple[Layer, ...] = ("statements", "events", "positions", "terms", "measures")
COLUMNS = ("side", "name", *KINDS)


def listed(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """All sides with how much each says and does."""
    del parts
    view = desk.view(as_of=look.as_of)
    told = {kind: Counter(dict(sides(view, kind, look.filters))) for kind in KINDS}
    found = sorted({s for c in told.values() for s in c}, key=lambda s: (-sum(c[s] for c in told.values()), s))
    table = Table(
        name="sides",
        columns=COLUMNS,
        rows=tuple((s, words.side(s), *(str(told[kind][s]) for kind in KINDS)) for s in found),
        records=tuple({"side": s, "name": words.side(s)} | {kind: told[kind][s] for kind in KINDS} for s in found),
    )
    values: dict[str, object] = {"sides": found, "counted": told, "kinds": KINDS}
    return Page(template="sides.html", title="Sides", values=values, table=lambda: table)


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """One side."""
    side = parts["side"].upper()
    view = desk.kept(look, look.of(side=side))
    layers = {layer: counted(look.with_filters(side=side), desk, layer) for layer in LAYERS}
    if not any(layers[kind] for kind in KINDS):
        raise UnknownId(f"no note is of a side called {side!r}", cure="the page Sides lists those there are")
    positions = [s for s in view.positions() if s.note.holder.side == side]
    stances = told_stances(positions, bearing(desk.kept(look).positions()), side=side)
    terms, _, _ = rows.table_rows(view, Citations())
    statements = [s for s in newest(look, desk, "statements", side=side) if s.note.source.side == side]
    values: dict[str, object] = {
        "side": side,
        "name": words.side(side),
        "layers": layers,
        "stances": stances,
        "imposed": sum(s.note.imposer.side == side for s in view.measures()),
        "borne": sum(any(target.side == side for target in s.note.targets) for s in view.measures()),
        "persons": _persons(desk, look, side),
        "others": met(desk.kept(look, look.of(type=None)), side)[:MOST_OTHERS],
        "events": lines(list(reversed(view.events()))[:MOST_LINES]),
        "statements": lines(statements[:MOST_LINES]),
        "measures": lines([row.fullest for row in sanctionings(view)][:MOST_LINES]),
        "listed": _listed(view, desk, look, side),
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
    if look.get("bears"):
        return _bearing_on(whole, side, issue, look.get("bears").upper())
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
        "moved": (),
    }
    heading = f"{words.side(side)} on {words.word('issue', issue).lower()}"
    return Page(
        template="stand.html", title=heading, values=values, table=lambda: tables.note_table("positions", notes)
    )


def _bearing_on(whole: Kept, side: str, issue: str, over: str) -> Page:
    """A side's positions on an issue as they bear on one other side, "-" for none told."""
    target = None if over == "-" else over
    bears_on = bearing(whole.positions())
    notes = [
        s for s in whole.positions() if (s.note.holder.side, s.note.issue, bears_on[s.note.id]) == (side, issue, target)
    ]
    if not notes:
        raise UnknownId("no note is of this side on this issue", cure="the page of the side shows those there are")
    values: dict[str, object] = {
        "side": side,
        "name": words.side(side),
        "issue": issue,
        "cell": None,
        "over": target,
        "strip": strip(title(issue, target), issue, notes),
        "moved": stance_changes(one_series(notes, side=side, issue=issue, target=target)),
    }
    heading = f"{words.side(side)} on {words.word('issue', issue).lower()}"
    return Page(
        template="stand.html", title=heading, values=values, table=lambda: tables.note_table("positions", notes)
    )


def _persons(desk: Desk, look: Look, side: str) -> list[tuple[str, int, str]]:
    """Who speaks and acts for a side: name, notes, the newest office that is known."""
    view = desk.view(as_of=look.as_of)
    total: Counter[str] = Counter()
    for kind in KINDS:
        for (name, of), number in persons(view, kind, look.of(side=side)).items():
            if of == side:
                total[name] += number
    found = []
    for name, number in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:MOST_PERSONS]:
        held = [office for office in offices(name) if office.side == side]
        found.append((name, number, held[0].title if held else ""))
    return found


def _listed(view: Kept, desk: Desk, look: Look, side: str) -> list[ListedRow]:
    """The side's persons and bodies that a report says were designated, and that a list held has."""
    selection = desk.select(look)
    if not selection.editions():
        return []
    names = {target.name for s in view.measures() for target in s.note.targets if target.side == side}
    told = listed_rows(view, selection, Citations())
    return [row for row in told if row.entry and row.target in names][:MOST_LINES]


def actors_of(note: Any) -> list[Actor]:
    """All who take part in a note; those only spoken to do not count, as in the record's filters."""
    single = [getattr(note, name, None) for name in ("source", "holder", "by", "of", "imposer")]
    several = [actor for name in ("actors", "recipients", "targets") for actor in getattr(note, name, ())]
    return [actor for actor in (*single, *several) if actor is not None]
