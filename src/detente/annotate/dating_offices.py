"""Clues to a document's date from offices: who is called president, minister or ambassador without "former"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’'-]+)"
_PERSON = rf"(?-i:{_NAME}(?:\s+(?:{_NAME}|al-[A-Z]\w+|bin|von|van|de|der)){{0,3}})"
_BEFORE = 40
_OPEN_END = date(2049, 12, 31)
_PLAIN = str.maketrans("áàâãäéèêëíìîïóòôõöúùûüçñşğı’", "aaaaaeeeeiiiiooooouuuucnsgi'", ".,")
_FAMILY_FIRST = frozenset({"KOR", "PRK", "CHN", "TWN", "VNM", "KHM", "HUN", "MMR"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held, as far as dating needs it."""

    names: frozenset[str]
    family: str
    office: str
    title: str
    side: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Holding:
    """A person called by an office in the text.

    Attributes:
        label: the words, for the reasons.
        spans: when the person held it; several for several terms.
        status: ``now``, ``former``, ``elect`` or ``then``.
    """

    label: str
    spans: tuple[When, ...]
    status: str


@cache
def _titles() -> tuple[re.Pattern[str], dict[str, tuple[frozenset[str], str]]]:
    """One pattern over all titles, and from a title to its offices in the table and its side, where the title tells it."""
    table = {
        row["title"].lower(): (frozenset(row["offices"].split("|")), row["side"])
        for row in resources.rows("dates/titles.tsv")
    }
    words = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in sorted(table, key=len, reverse=True))
    return re.compile(rf"\b(?P<title>{words})(?P<elect>-elect)?\s+(?P<name>{_PERSON})", re.IGNORECASE), table


# "Boris Johnson, the British prime minister,": up to so many words stand between a name and its title.
_GAP = r"(?:(?:the|a|an|his|its|their)\s+)?(?:[\w.'’-]+\s+){0,4}?"


@cache
def _appositions() -> re.Pattern[str]:
    """A full name with its title between commas behind it, or before it ("the secretary of state, Antony Blinken,")."""
    titles = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in sorted(_titles()[1], key=len, reverse=True))
    full = rf"(?-i:{_NAME}(?:\s+(?:{_NAME}|al-[A-Z]\w+|bin|von|van|de|der)){{1,3}})"
    return re.compile(
        rf"\b(?:(?P<name>{full}),\s+(?P<gap>{_GAP})(?P<title>{titles})\b(?!\s*-)"
        rf"|(?P<first>{titles}),\s+(?P<second>{full})(?=[,;.]))",
        re.IGNORECASE,
    )


ADMINISTRATION = "administration"
_ADMINISTRATION = re.compile(
    r"\b(?P<name>[A-Z][\w-]+?)(?:['’]s?)?(?:-[A-Z]\w+)?\s+(?:administration|Administration|White House)\b"
)


@cache
def _tenures() -> dict[str, tuple[Tenure, ...]]:
    """Tenures by each name that the holder is called by alone, in lower case."""
    wanted = {office for row in resources.rows("dates/titles.tsv") for office in row["offices"].split("|")}
    found: dict[str, list[Tenure]] = {}
    for row in (*resources.rows("actors/offices.tsv"), *resources.rows("actors/officials.tsv")):
        if row["office"] in wanted and row["start"] and row["side"]:
            for tenure in _tenure(row):
                found.setdefault(tenure.family, []).append(tenure)
    return {family: tuple(tenures) for family, tenures in found.items()}


def _tenure(row: dict[str, str]) -> Iterator[Tenure]:
    try:
        first = When.parse(row["start"]).first
        last = When.parse(row["end"]).last if row["end"] else _OPEN_END
    except ValueError:
        return
    for name in (row["person"], *(alias for alias in row["aliases"].split("|") if " " in alias)):
        parts = [p for p in _folded(name).split() if p not in ("jr", "sr", "ii", "iii")]
        if not parts or last < first:
            continue
        families = {parts[-1]} | ({parts[0]} if row["side"] in _FAMILY_FIRST else set())
        for family in sorted(families):
            yield Tenure(frozenset(parts), family, row["office"], row["title"].lower(), row["side"], first, last)


def _folded(name: str) -> str:
    return name.lower().translate(_PLAIN)


def holdings(text: str) -> tuple[Holding, ...]:
    """The offices that a text says persons hold, each once."""
    pattern, table = _titles()
    found: dict[tuple[str, str], Holding] = {}
    for match in pattern.finditer(text):
        offices, side = table[" ".join(match["title"].lower().split())]
        before = text[max(0, match.start() - _BEFORE) : match.start()].lower()
        if before.rstrip().endswith(_UNDER):
            continue
        status = "elect" if match["elect"] else _status(before)
        _add(found, f"{match['title']} {match['name']}", name=match["name"], offices=offices, side=side, status=status)
    for match in _appositions().finditer(text):
        name, title = match["name"] or match["second"], match["title"] or match["first"]
        offices, side = table[" ".join(title.lower().split())]
        start = match.start("first") if match["first"] else match.end("gap")
        before = text[max(0, start - _BEFORE) : start].lower()
        if before.rstrip().endswith(_UNDER):
            continue
        _add(found, f"{title} {name}", name=name, offices=offices, side=side, status=_status(before))
    heads = frozenset({"head of state"})
    for match in _ADMINISTRATION.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()].lower()
        _add(
            found,
            f"{match['name']} {ADMINISTRATION}",
            name=match["name"],
            offices=heads,
            side="USA",
            status="elect" if before.rstrip().endswith(_INCOMING) else _status(before),
        )
    return tuple(found.values())


_INCOMING = ("incoming", "next", "future", "new")
# no names, though they stand where names do: "President In March", "Prime Minister President Putin"
_NO_NAME = frozenset(
    ["in", "on", "at", "of", "to", "from", "by", "for", "with", "after", "before", "under", "during", "the"]
)
_TITLE_WORDS = frozenset(
    ["president", "prime", "minister", "chancellor", "king", "queen", "emir", "general", "colonel"]
)
_UNDER = ("vice", "deputy", "assistant", "under", "acting", "shadow", "assistant-", "vice-", "deputy-")


def _status(before: str) -> str:
    words = re.split(r"[^\w'-]+", before.rsplit(".  ", 1)[-1])[-5:]
    if any(
        word in ("former", "ex", "ex-", "late", "onetime", "one-time", "previous", "predecessor")
        or word.startswith("ex-")
        for word in words
    ):
        return "former"
    return "then" if any(word.startswith("then") for word in words[-3:]) else "now"


@cache
def _calendar() -> frozenset[str]:
    """Words that come right behind a name and are none of it: "President Obama Thursday"."""
    return frozenset(row["word"].lower() for row in resources.rows("dates/words.tsv"))


def _add(
    found: dict[tuple[str, str], Holding], label: str, *, name: str, offices: frozenset[str], side: str, status: str
) -> None:
    parts = [p for p in _folded(re.sub(r"['’]s$", "", name)).split() if len(p) > 1]
    while parts and parts[0] in _TITLE_WORDS:
        del parts[0]
    if not parts or parts[0] in _NO_NAME:
        return
    for length in range(len(parts), 0, -1):
        called = parts[:length]
        if length == 1 and len(parts) > 1 and parts[1] not in _NO_NAME | _calendar():
            return
        candidates = {t for family in {called[-1], called[0]} for t in _tenures().get(family, ())}
        spans = sorted(
            {
                (t.first, t.last)
                for t in candidates
                if t.office in offices and (not side or t.side == side) and _fits(t, called) and _called_so(t, label)
            }
        )
        if spans:
            key = (spans[0][0].isoformat() + called[-1], status)
            found.setdefault(key, Holding(" ".join(label.split()), tuple(When(*span) for span in spans), status))
            return


def _called_so(tenure: Tenure, label: str) -> bool:
    """A president is somebody whose title says so; other titles differ too much between tables to be compared."""
    return "president" in tenure.title or not label.lower().startswith("president")


def _fits(tenure: Tenure, called: list[str]) -> bool:
    """Whether the holder can be called so: the family name alone, or with at least half of the other names."""
    if len(called) == 1:
        return tenure.family == called[0]
    hits = sum(part in tenure.names for part in called)
    return tenure.family in called and hits >= max(2, len(called) - 1)
