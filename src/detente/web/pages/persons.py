"""Persons: who speaks, acts and judges, and what one person said, held and did."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.analyse.stances import bearing
from detente.errors import UnknownId
from detente.model.reading import LAYERS
from detente.present import tables, words
from detente.present.tabular import Table
from detente.record.pages import persons
from detente.web.lines import lines
from detente.web.named import named
from detente.web.offices import offices
from detente.web.page import Page, sheet
from detente.web.pages.notes import counted, newest
from detente.web.pages.sides import actors_of
from detente.web.stances import told_stances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_LINES, MOST_ROLES = 20, 6


def listed(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """All persons named, those with most notes first."""
    del parts
    view = desk.view(as_of=look.as_of)
    told: Counter[tuple[str, str]] = Counter()
    for layer in LAYERS:
        told.update(persons(view, layer, look.filters))
    found = sorted(told.items(), key=lambda item: (-item[1], item[0]))
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
    layers = {layer: counted(look.with_filters(person=name), desk, layer) for layer in LAYERS}
    if not any(layers.values()):
        raise UnknownId(f"no note names {name!r}", cure="the page Persons lists those there are")
    view = desk.kept(look, look.of(person=name))
    found = {layer: newest(look, desk, layer, most=MOST_LINES, person=name) for layer in LAYERS}
    same = [
        actor
        for notes in found.values()
        for s in notes
        for actor in actors_of(s.note)
        if name.casefold() in actor.name.casefold()
    ]
    sides = Counter(actor.side for actor in same if actor.side)
    side = sides.most_common(1)[0][0] if sides else None
    values: dict[str, object] = {
        "name": name,
        "layers": layers,
        "sides": [(code, words.side(code), n) for code, n in sides.most_common()],
        "roles": [role for role, _ in Counter(a.role for a in same if a.role).most_common(MOST_ROLES)],
        "offices": offices(name),
        "stances": told_stances(view.positions(), bearing(view.positions()), side=side, person=name),
        "found": {layer: lines(notes) for layer, notes in found.items()},
        "listed": named(name, desk, look),
        "editions": desk.view(as_of=look.as_of).editions(),
    }
    return Page(template="person.html", title=name, values=values, table=lambda: tables.notes(view, "statements"))
