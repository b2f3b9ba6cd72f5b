"""Persons: who speaks and acts, and what one person said, held and did."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente import resources
from detente.analyse.standings import bearing
from detente.errors import UnknownId
from detente.present import tables, words
from detente.present.tabular import Table
from detente.web.lines import lines
from detente.web.page import Page, sheet
from detente.web.pages.sides import KINDS, actors_of
from detente.web.strips import by_issue, reach, strip, title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_LINES = 20
OFFICES = "actors/officials.tsv"


def listed(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """All persons named, those with most notes first."""
    del parts
    view = desk.kept(look)
    counted: Counter[tuple[str, str]] = Counter()
    for kind in KINDS:
        for s in getattr(view, kind)():
            counted.update({(a.name, a.side or "") for a in actors_of(s.note) if a.kind == "person"})
    found = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    table = Table(
        name="persons",
        columns=("name", "side", "notes"),
        rows=tuple((name, side, str(n)) for (name, side), n in found),
        records=tuple({"name": name, "side": side or None, "notes": n} for (name, side), n in found),
    )
    values: dict[str, object] = {"sheet": sheet(found, look)}
    return Page(template="persons.html", title="Persons", values=values, table=lambda: table)


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """One person."""
    name = parts["name"]
    view = desk.kept(look, look.of(person=name))
    bears_on = bearing(view.positions())
    count = sum(len(getattr(view, kind)()) for kind in KINDS)
    if not count:
        raise UnknownId(f"no note names {name!r}", cure="the page Persons lists those there are")
    same = [
        actor
        for kind in KINDS
        for s in getattr(view, kind)()
        for actor in actors_of(s.note)
        if name.casefold() in actor.name.casefold()
    ]
    values: dict[str, object] = {
        "name": name,
        "count": count,
        "sides": [(side, words.side(side), n) for side, n in Counter(a.side for a in same if a.side).most_common()],
        "roles": [role for role, _ in Counter(a.role for a in same if a.role).most_common(6)],
        "offices": _offices(name),
        "strips": [
            strip(title(issue, over), issue, notes, days=reach(view.positions()))
            for issue, over, notes in by_issue(view.positions(), bears_on)
        ],
        "statements": lines(list(reversed(view.statements()))[:MOST_LINES]),
        "statement_count": len(view.statements()),
        "events": lines(list(reversed(view.events()))[:MOST_LINES]),
        "event_count": len(view.events()),
        "measures": lines(list(reversed(view.measures()))[:MOST_LINES]),
        "editions": desk.view(as_of=look.as_of).editions(),
    }
    return Page(template="person.html", title=name, values=values, table=lambda: tables.notes(view, "statements"))


def _offices(name: str) -> list[tuple[str, str, str, str]]:
    """Offices in the knowledge base: title, side, from, to; newest first."""
    folded = name.casefold()
    found = [
        (row["title"], words.side(row["side"] or None), row["start"], row["end"])
        for row in resources.rows(OFFICES)
        if folded in (n.casefold() for n in (row["person"], *row["aliases"].split("|")))
    ]
    return sorted(dict.fromkeys(found), key=lambda row: row[2], reverse=True)
