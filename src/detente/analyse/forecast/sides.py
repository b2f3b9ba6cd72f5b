"""Sides of the names that series of events use: a state's name, a code, a body with its state in brackets, a leader."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from datetime import date

_BRACKET = re.compile(r"\(([^()]+)\)\s*$")
_FORCES = re.compile(r"^(?:Military Forces|Police Forces|Government|Navy|Air Force|Army) of ([^(]+?)\s*(?:\(.*)?$")
_BODIES = {
    "un": "UN", "uno": "UN", "igouno": "UN", "united nations": "UN", "un security council": "UN", "eu": "EU",
    "eur": "EU", "igoeuu": "EU", "european union": "EU", "iaea": "IAEA",
    "united nations security council": "UN", "european commission": "EU", "european council": "EU",
}  # fmt: skip


_UNTOLD = frozenset({"party", "opposition", "regime", "sanctions body", "group", "armed group"})
"""Kinds of bodies whose name does not tell a side, or that are not the state's own."""


@cache
def _states() -> dict[str, str]:
    found = dict(_BODIES)
    for row in resources.rows("actors/states.tsv"):
        for name in (row["side"], row["name"], row["official"]):
            found.setdefault(_folded(name), row["side"])
    return found


@cache
def _bodies() -> dict[str, str]:
    """Bodies by name; of their aliases only those that name the state, since "Senate" alone may be any state's."""
    found = {_folded(row["name"]): row["side"] for row in resources.rows("forecast/sides.tsv")}
    for table in ("actors/bodies.tsv", "actors/organisations.tsv"):
        for row in resources.rows(table):
            if row["side"] and row["kind"] not in _UNTOLD:
                aliases = [
                    name for name in row["aliases"].split("|") if name.startswith(("US ", "U.S. ", "United States"))
                ]
                for name in (row["name"], *aliases):
                    found.setdefault(_folded(name), row["side"])
    return found


@cache
def _terms() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """When each person held office for which side, by name and alias, whichever of the names comes first."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for table in ("actors/offices.tsv", "actors/officials.tsv"):
        for row in resources.rows(table):
            if row["side"]:
                term = (row["start"], row["end"] or row["known_until"], row["side"])
                whole = [name for name in row["aliases"].split("|") if " " in name]
                for key in {_any_order(name) for name in (row["person"], *whole)}:
                    found.setdefault(key, []).append(term)
    return {person: tuple(terms) for person, terms in found.items()}


def side_of(name: str, country: str = "", *, day: date | None = None) -> str | None:
    """The side of an actor, or ``None`` where it is not known.

    Args:
        name: as the series has it: "Ministry (Iran)", "Iran", "IRN", "Barack Obama", "UN Security Council",
            "Military Forces of Iran (1989-)".
        country: its state, where the series tells it apart: a code or a name.
        day: a leader counts for the side in which an office was held in that year, where several did.
    """
    return _side(name, country, day.year if day else None)


@lru_cache(maxsize=200_000)
def _side(name: str, country: str, year: int | None) -> str | None:
    if country:
        return _state(country)
    direct = _state(name) or _bodies().get(_folded(name))
    if direct:
        return direct
    forces = _FORCES.match(name)
    if forces:
        return _state(forces[1])
    bracket = _BRACKET.search(name)
    if bracket:
        return _state(bracket[1])
    if name.startswith(("UN ", "United Nations")):
        return "UN"
    return _leader(name, year)


def _leader(name: str, year: int | None) -> str | None:
    terms = _terms().get(_any_order(name), ())
    sides = {side for _, _, side in terms}
    if year is not None and len(sides) > 1:
        sides = {side for start, end, side in terms if start[:4] <= str(year) <= (end[:4] or "9999")}
    return sides.pop() if len(sides) == 1 else None


@cache
def _state(text: str) -> str | None:
    return _states().get(_folded(text))


@cache
def _folded(text: str) -> str:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(plain.casefold().replace("-", " ").replace(".", "").split())


def _any_order(name: str) -> str:
    """A person's name by its words in order of the alphabet: series put the family's name first or last."""
    return " ".join(sorted(_folded(name).split()))
