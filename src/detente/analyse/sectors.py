"""Sectors of actors: the role code of CAMEO and PLOVER, ICEWS's word for it, and the state or body acted for, as far as known.

The table is ``resources/events/sectors.tsv``. What an article does not tell, and no table of bodies knows, stays blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.analyse.cameo import pattern

if TYPE_CHECKING:
    from re import Pattern

    from detente.model.actors import Actor

OF_A_STATE = frozenset({"GOV", "MIL", "LEG", "JUD"})
BODIES = ("actors/bodies.tsv", "actors/organisations.tsv")


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector: ``code`` as in CAMEO ("GOV"), ``name`` as in ICEWS, ``group`` GDELT's code of the body itself; "" where none."""

    code: str = ""
    name: str = ""
    group: str = ""


UNKNOWN = Sector()


def sector(actor: Actor) -> Sector:
    """The sector of an actor: by the body of states it acts for, else by its office, else by the body it is.

    Offices of a state count only for those who act for one: a former minister or a party's leader has none.
    """
    sides, kinds, roles = _tables()
    body = sides.get(actor.side or "", UNKNOWN)
    if body.code:
        return body
    if actor.role:
        for words, found in roles:
            if any(word.search(actor.role) for word in words):
                return UNKNOWN if found.code in OF_A_STATE and not country(actor) else found
    kind = _kinds().get((actor.name.casefold(), actor.side or ""), actor.kind)
    return kinds.get(kind, UNKNOWN)


def country(actor: Actor) -> str:
    """ISO 3166 alpha-3 of the state acted for; "" where none is, or a body of states."""
    return actor.side if actor.side in _states() else ""


@cache
def _tables() -> tuple[dict[str, Sector], dict[str, Sector], tuple[tuple[tuple[Pattern[str], ...], Sector], ...]]:
    by: dict[str, list[tuple[str, Sector]]] = {"side": [], "kind": [], "role": []}
    for row in resources.rows("events/sectors.tsv"):
        by[row["by"]].append((row["key"], Sector(row["code"], row["sector"], row["group"])))
    roles = tuple((tuple(pattern(word) for word in key.split("|")), found) for key, found in by["role"])
    return dict(by["side"]), dict(by["kind"]), roles


@cache
def _kinds() -> dict[tuple[str, str], str]:
    """The kind of each body we know, by name or alias and side; the first table goes before the second."""
    found: dict[tuple[str, str], str] = {}
    for path in BODIES:
        for row in resources.rows(path):
            for name in (row["name"], *row["aliases"].split("|")):
                if name:
                    found.setdefault((name.casefold(), row["side"]), row["kind"])
    return found


@cache
def _states() -> frozenset[str]:
    return frozenset(row["side"] for row in resources.rows("actors/states.tsv"))
