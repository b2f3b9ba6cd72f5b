"""Entries of the UK Sanctions List out of rows of its table; its XML is put into such rows too.

In the table an entry has a row for each name and each further value; all bear its Unique ID.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import Malformed
from detente.ingest.lists.dates import birth_years, day
from detente.model.lists import EntryKind, ListedName, Listing, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = dict[str, str]
KINDS: dict[str, EntryKind] = {"individual": "person", "entity": "entity", "ship": "vessel"}
IDENTIFIERS = ("Passport number", "National Identifier number", "IMO number", "Business registration number (s)")


def listing(entry: str, rows: Sequence[Row]) -> Listing | Malformed:
    """The entry of the rows that bear its Unique ID."""
    names = sorted(dict.fromkeys(_names(rows)), key=lambda n: n.kind != "primary")
    if not entry or not names:
        return Malformed(f"entry {entry!r} has no Unique ID or no name", cure="download the list again")
    return Listing(
        entry=entry,
        kind=KINDS.get(_first(rows, "Designation Type", "Individual, Entity, Ship").lower(), "unknown"),
        names=tuple(names),
        programmes=_values(rows, "Regime Name"),
        roles=_values(rows, "Position", "Title"),
        states=_values(rows, "Nationality(/ies)"),
        born=birth_years(_values(rows, "D.O.B")),
        listed=day(_first(rows, "Date Designated")),
        reason=_first(rows, "UK Statement of Reasons") or None,
        identifiers=tuple(f"{name} {value}" for name in IDENTIFIERS for value in _values(rows, name)),
        remarks=_first(rows, "Other Information"),
    )


def _names(rows: Sequence[Row]) -> Iterator[ListedName]:
    for row in rows:
        given = " ".join(part for n in range(1, 6) if (part := row.get(f"Name {n}", "").strip()))
        family = row.get("Name 6", "").strip()
        if whole := f"{given} {family}".strip():
            yield ListedName(text=whole, kind=_kind(row), family=family if given else "", given=given)
        if native := row.get("Name non-latin script", "").strip():
            yield ListedName(text=native, kind="native")


def _kind(row: Row) -> NameKind:
    if row.get("Name type", "").strip().lower() == "primary name":
        return "primary"
    strength = row.get("Alias strength", "").lower()
    if "low" in strength:
        return "weak"
    return "former" if "f.k.a" in strength or "formerly" in strength else "alias"


def _values(rows: Sequence[Row], *names: str) -> tuple[str, ...]:
    found = (" ".join(row.get(name, "").split()) for name in names for row in rows)
    return tuple(dict.fromkeys(value for value in found if value))


def _first(rows: Sequence[Row], *names: str) -> str:
    return next(iter(_values(rows, *names)), "")
