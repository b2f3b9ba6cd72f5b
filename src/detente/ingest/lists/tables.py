"""Lists as tables with a header: the UK Sanctions List (CSV) and the EU's consolidated list (FSF CSV 1.1, semicolons)."""

from __future__ import annotations

import csv
import re
from itertools import chain
from typing import TYPE_CHECKING

from detente.errors import Malformed
from detente.ingest.lists.dates import birth_years, day
from detente.ingest.lists.uk import Row, listing
from detente.model.lists import EntryKind, ListedName, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.when import When

_REPORT = re.compile(rb"Report Date: *([\w-]+)")
_GENERATED = re.compile(rb"^(\d\d/\d\d/\d{4});", re.MULTILINE)
UK_ENTRY, EU_ENTRY = "Unique ID", "Entity_LogicalId"
EU_KINDS: dict[str, EntryKind] = {"P": "person", "E": "entity"}


def own_day(head: bytes) -> When | None:
    """The day that a table says it is of: the UK's line above the header, the EU's first column."""
    found = _REPORT.search(head) or _GENERATED.search(head)
    return day(found[1].decode("ascii", "replace").replace("-", " ")) if found else None


def uk_listings(lines: Iterable[str]) -> Iterator[Listing | Malformed]:
    """The UK's entries; a line "Report Date: …" may stand before the header."""
    for entry, rows in _entries(lines, UK_ENTRY, ","):
        yield rows if isinstance(rows, Malformed) else listing(entry, rows)


def eu_listings(lines: Iterable[str]) -> Iterator[Listing | Malformed]:
    """The EU's entries."""
    for entry, rows in _entries(lines, EU_ENTRY, ";"):
        yield rows if isinstance(rows, Malformed) else _eu_listing(entry, rows)


def _entries(lines: Iterable[str], key: str, mark: str) -> Iterator[tuple[str, list[Row] | Malformed]]:
    """The rows of each entry together, entries in the order of their first row; rows with too many cells apart."""
    remaining = iter(lines)
    head = next((line for line in remaining if key in line), "")
    reader = csv.DictReader(chain([head.lstrip("\ufeff")], remaining), delimiter=mark)
    grouped: dict[str, list[Row]] = {}
    for row in reader:
        if None in row or not row.get(key):
            fault = f"line {reader.line_num} has {'too many cells' if None in row else f'no {key}'}"
            yield "", Malformed(fault, cure="download the list again")
            continue
        grouped.setdefault(row[key].strip(), []).append({k.strip(): v or "" for k, v in row.items()})
    yield from grouped.items()


def _eu_listing(entry: str, rows: list[Row]) -> Listing | Malformed:
    def values(name: str) -> tuple[str, ...]:
        found = (" ".join(row.get(name, "").split()) for row in rows)
        return tuple(dict.fromkeys(value for value in found if value))

    names: list[ListedName] = []
    for row in rows:
        whole = " ".join(row.get("NameAlias_WholeName", "").split())
        if whole and whole not in {n.text for n in names}:
            given = f"{row.get('NameAlias_FirstName', '')} {row.get('NameAlias_MiddleName', '')}".strip()
            family = row.get("NameAlias_LastName", "").strip()
            names.append(ListedName(text=whole, kind="alias" if names else "primary", family=family, given=given))
    if not names:
        return Malformed(f"entry {entry!r} has no name", cure="download the list again")
    code = next(iter(values("Entity_SubjectType_ClassificationCode")), "")
    return Listing(
        entry=next(iter(values("Entity_EU_ReferenceNumber")), entry),
        kind=EU_KINDS.get(code, "unknown"),
        names=tuple(names),
        programmes=values("Entity_Regulation_Programme"),
        roles=values("NameAlias_Function"),
        states=values("Citizenship_CountryDescription"),
        born=birth_years((*values("BirthDate_BirthDate"), *values("BirthDate_Year"))),
        listed=day(next(iter(values("Entity_DesignationDate")), "")),
        reason=next(iter(values("Entity_Remark")), None),
        identifiers=values("Identification_Number"),
        remarks=next(iter(values("Entity_DesignationDetails")), ""),
    )
