"""Who lists whom: how many entries of each authority's list stand on another's too, and the programmes that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.overlap import overlap
from detente.present import overlaps
from detente.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_ALONE = 100


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page, of the newest edition of each list; ``programme`` keeps the entries of one."""
    del parts
    view = desk.view(as_of=look.as_of)
    rows = {(row.edition.authority, row.edition.name): row.edition for row in view.editions()}
    programme = look.get("programme")
    compared = len({edition.authority for edition in rows.values()}) > 1
    found = overlap(
        [(edition, view.listings(edition.id)) for edition in rows.values()] if compared else [],
        programmes=[programme] if programme else [],
    )
    names = tuple(found.entries)
    one, other = look.get("left").upper(), look.get("right").upper()
    alone = found.alone(one, other) if one in names and other in names and one != other else ()
    values: dict[str, object] = {
        "names": names,
        "cells": [
            (
                by,
                len(found.entries[by]),
                [
                    _cell(by, to, found.shared(by, to), found.ambiguous(by, to), len(found.alone(by, to)))
                    if to != by
                    else None
                    for to in names
                ],
            )
            for by in names
        ],
        "editions": list(rows.values()),
        "programme": programme,
        "pair": (one, other) if alone else (),
        "alone": [
            (entry.listing.entry, entry.listing.name, ", ".join(entry.listing.programmes), entry.edition.id)
            for entry in alone[:MOST_ALONE]
        ],
        "alone_count": len(alone),
    }
    return Page(template="overlap.html", title="Who lists whom", values=values, table=lambda: overlaps.matrix(found))


def _cell(by: str, to: str, shared: int, unsure: int, alone: int) -> tuple[str, str, int, int, int]:
    return (by, to, shared, unsure, alone)
