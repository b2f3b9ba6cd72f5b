"""OFAC's CSV set: sdn.csv with alt.csv, add.csv and sdn_comments.csv beside it.

Specification: OFAC, "Specification for the SDN Data Files in delimited format" (dat_spec.txt). No header line; ``-0-`` is null; the file
ends in a control-Z; remarks longer than 1,000 characters go on in the comments file; entry numbers are no clock; there is no listing date.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from detente.errors import Malformed
from detente.ingest.lists.dates import birth_years
from detente.model.lists import EntryKind, ListedName, Listing, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

COLUMNS = 12
NULL = "-0-"
KINDS: dict[str, EntryKind] = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft", "": "entity"}
ALIASES: dict[str, NameKind] = {"aka": "alias", "fka": "former", "nka": "alias"}
_REMARK_NAMES = re.compile(r"([afn])\.k\.a\. '([^']+)'")
_IDENTIFIER = re.compile(
    r"(?:Passport|National ID|Identification Number|Registration (?:ID|Number)|Tax ID|SWIFT/BIC|Vessel Registration Identification|MMSI|"
    r"D-U-N-S|Cedula|RFC|C\.U\.R\.P\.|NIT|RUC|Trade License|Company Number)\b.*"
)


def rows(lines: Iterable[str], columns: int) -> Iterator[list[str] | Malformed]:
    """The rows of one file of the set, nulls as ""; one with another number of columns is a ``Malformed``."""
    for row in csv.reader(lines):
        if not row or row == ["\x1a"]:
            continue
        cells = ["" if (cell := value.strip()) == NULL else cell for value in row]
        if len(cells) != columns:
            yield Malformed(f"row {cells[0]!r} has {len(cells)} columns, not {columns}", cure="download the list again")
        else:
            yield cells


def listings(files: Mapping[str, Iterable[str]]) -> Iterator[Listing | Malformed]:
    """The entries of a set, in the order of sdn.csv.

    Args:
        files: lines by file: ``sdn`` is needed; ``alt``, ``sdn_comments`` add aliases and remarks.
    """
    aliases: dict[str, list[ListedName]] = {}
    for row in rows(files.get("alt", ()), 5):
        if isinstance(row, Malformed):
            yield row
            continue
        aliases.setdefault(row[0], []).append(name(row[3], ALIASES.get(row[2], "alias"), person=True))
    comments: dict[str, list[str]] = {}
    for row in rows(files.get("sdn_comments", ()), 2):
        if isinstance(row, Malformed):
            yield row
            continue
        comments.setdefault(row[0], []).append(row[1])
    for row in rows(files["sdn"], COLUMNS):
        if isinstance(row, Malformed) or not row[0] or not row[1]:
            yield (
                row
                if isinstance(row, Malformed)
                else Malformed(f"row {row[0]!r} has no number or no name", cure="download the list again")
            )
        else:
            yield _listing(row, aliases.get(row[0], []), "".join([row[11], *comments.get(row[0], [])]))


def _listing(row: list[str], aliases: list[ListedName], remarks: str) -> Listing:
    kind = KINDS.get(row[2].lower(), "unknown")
    said = [part.strip() for part in remarks.rstrip(".").split(";") if part.strip()]
    names = [name(row[1], "primary", person=kind == "person")]
    names += [a if kind == "person" else ListedName(text=a.text, kind=a.kind) for a in aliases]
    names += [
        name(text, "former" if letter == "f" else "alias", person=kind == "person")
        for letter, text in _REMARK_NAMES.findall(remarks)
    ]
    roles = [row[4]] if row[4] else []
    return Listing(
        entry=row[0],
        kind=kind,
        names=_once(names),
        programmes=tuple(re.split(r"\]\s*\[", row[3].strip("[] "))) if row[3] else (),
        roles=tuple(roles),
        states=tuple(_after(said, ("nationality ", "citizen ", "Nationality of Registration ")))
        + ((row[9],) if row[9] else ()),
        born=birth_years(_after(said, ("DOB ", "alt. DOB "))),
        identifiers=tuple(part for part in said if _IDENTIFIER.match(part)),
        remarks=remarks,
    )


def name(text: str, kind: NameKind, *, person: bool) -> ListedName:
    """A name of the set: persons stand as "FAMILY, Given"."""
    family, comma, given = text.partition(", ")
    if person and comma:
        return ListedName(text=text, kind=kind, family=family.strip(), given=given.strip())
    return ListedName(text=text, kind=kind)


def _once(names: list[ListedName]) -> tuple[ListedName, ...]:
    return tuple({n.text: n for n in reversed(names)}[text] for text in dict.fromkeys(n.text for n in names))


def _after(said: list[str], openings: tuple[str, ...]) -> list[str]:
    return [part[len(opening) :] for part in said for opening in openings if part.startswith(opening)]
