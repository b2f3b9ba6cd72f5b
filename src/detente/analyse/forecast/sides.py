"""Sides of the names that series of events use: a state's name, a code, a body with its state in brackets, a leader."""

from __future__ import annotations

import re
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


@cache
def _states() -> dict[str, str]:
    found = dict(_BODIES)
    for row in resources.rows("actors/states.tsv"):
        for name in (row["side"], row["name"], row["official"]):
            found.setdefault(_folded(name), row["side"])
    return found


@cache
def _terms() -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in resources.rows("actors/offices.tsv"):
        if row["side"]:
            found.setdefault(_folded(row["person"]), []).append(
                (row["start"], row["end"] or row["known_until"], row["side"])
            )
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
    direct = _state(name)
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
    terms = _terms().get(_folded(name), ())
    sides = {side for _, _, side in terms}
    if year is not None and len(sides) > 1:
        sides = {side for start, end, side in terms if start[:4] <= str(year) <= (end[:4] or "9999")}
    return sides.pop() if len(sides) == 1 else None


@cache
def _state(text: str) -> str | None:
    return _states().get(_folded(text))


@cache
def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())
