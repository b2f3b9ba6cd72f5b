"""Offices that a person holds or held, as the knowledge base has them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from detente import resources

TABLE = "actors/officials.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office.

    Attributes:
        title: what it is called.
        side: for which side, "" where for none.
        start: since when, as far as known.
        end: until when, "" where it is held still or nobody knows.
        source: where the table has it from.
    """

    title: str
    side: str
    start: str
    end: str
    source: str


def offices(name: str) -> tuple[Office, ...]:
    """The offices of whoever has just this name, or goes by it, newest first."""
    return _by_name().get(name.casefold(), ())


@cache
def _by_name() -> dict[str, tuple[Office, ...]]:
    found: defaultdict[str, dict[Office, None]] = defaultdict(dict)
    for row in resources.rows(TABLE):
        office = Office(title=row["title"], side=row["side"], start=row["start"], end=row["end"], source=row["source"])
        for name in (row["person"], *row["aliases"].split("|")):
            if name:
                found[name.casefold()][office] = None
    return {name: tuple(sorted(held, key=lambda one: one.start, reverse=True)) for name, held in found.items()}
