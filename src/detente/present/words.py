"""What things are called: sides, issues, stances, links; from tables, never from code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.when import When

TABLE = "brief/words.tsv"
STATES = "actors/states.tsv"


@cache
def _table() -> dict[tuple[str, str], str]:
    return {(row["kind"], row["key"]): row["words"] for row in resources.rows(TABLE)}


@cache
def _states() -> dict[str, str]:
    return {row["side"]: row["name"] for row in resources.rows(STATES)}


def word(kind: str, key: str) -> str:
    """What a key of a kind is called; the key itself, its dashes as spaces, where no table has it."""
    return _table().get((kind, key), key.replace("-", " "))


def side(code: str | None) -> str:
    """The name of a state or body ("KOR": South Korea); "experts and press" for no side."""
    if code is None:
        return "experts and press"
    return _table().get(("side", code)) or _states().get(code, code)


def side_called(said: str) -> str:
    """The code of a side by its code or its name, whatever the case ("south korea": KOR); what is no side's name, in capitals."""
    return _codes().get(said.casefold(), said.upper())


def issue_called(said: str) -> str:
    """The key of an issue by its key or what it is called, whatever the case; else as it was said."""
    return _issues().get(said.casefold(), said)


@cache
def _codes() -> dict[str, str]:
    named = {row["official"].casefold(): row["side"] for row in resources.rows(STATES)}
    named |= {name.casefold(): code for code, name in _states().items()}
    return named | {name.casefold(): key for (kind, key), name in _table().items() if kind == "side"}


@cache
def _issues() -> dict[str, str]:
    listed = [(key, name) for (kind, key), name in _table().items() if kind == "issue"]
    return {said.casefold(): key for key, name in listed for said in (name, key)}


def the(code: str | None) -> str:
    """The name of a state or body as it stands in a sentence ("the United States")."""
    return f"{_table().get(('article', code or ''), '')} {side(code)}".strip()


def sides(codes: tuple[str, ...]) -> str:
    """Several names, joined, as they stand in a sentence."""
    return listed([the(code) for code in codes])


def stance(issue: str, held: str) -> str:
    """What being for or against an issue amounts to ("sanctions", "pro": ease)."""
    table = _table()
    return table.get(("stance", f"{issue}/{held}")) or table.get(("stance", f"*/{held}"), held)


def wants(issue: str, held: str) -> str:
    """A stance as the predicate of a sentence ("sanctions", "anti": wants sanctions kept)."""
    table = _table()
    return table.get(("wants", f"{issue}/{held}")) or f"is {stance(issue, held)}"


def actor(who: Actor | None) -> str:
    """An actor with the side it acts for, where its name does not say it: "Mike Pompeo (United States)"."""
    if who is None:
        return ""
    named = side(who.side)
    told = who.side is None or who.name.replace(".", "") in (named, who.side)
    return who.name if told else f"{who.name} ({named})"


def actors(who: tuple[Actor, ...]) -> str:
    """Several actors, joined."""
    return listed([actor(one) for one in who])


def listed(names: list[str]) -> str:
    """Names joined as in a sentence: "A", "A and B", "A, B and C"."""
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


def date(when: When | None) -> str:
    """A date as people write it: "1 October 2021", "September 2021", "2019", "28 to 30 September 2021"; "" for none."""
    if when is None:
        return ""
    first, last = when.first, when.last
    if when.precision == "day":
        return f"{first.day} {first:%B %Y}"
    if when.precision == "month":
        return f"{first:%B %Y}"
    if when.precision == "year":
        return f"{first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 note", "2 notes", "4,000 notes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
