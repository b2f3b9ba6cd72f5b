"""OFAC's sdn.xml and consolidated.xml (schema sdnList.xsd)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import Malformed
from detente.ingest.lists.dates import birth_years
from detente.ingest.lists.xml import children, elements, text
from detente.model.lists import EntryKind, ListedName, Listing, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

KINDS: dict[str, EntryKind] = {"individual": "person", "entity": "entity", "vessel": "vessel", "aircraft": "aircraft"}


def listings(path: Path) -> Iterator[Listing | Malformed]:
    """The entries in the order of the file."""
    for element in elements(path, "sdnEntry"):
        yield element if isinstance(element, Malformed) else _listing(element)


def _listing(element: etree._Element) -> Listing | Malformed:
    entry = text(element, "uid")
    first = _name(element, "primary")
    if not entry or not first.text:
        return Malformed(f"entry {entry!r} has no number or no name", cure="download the list again")
    names = [first]
    for alias in children(element, "akaList", "aka"):
        kind: NameKind = (
            "former"
            if text(alias, "type").startswith("f.k.a")
            else "weak"
            if text(alias, "category") == "weak"
            else "alias"
        )
        names.append(_name(alias, kind))
    countries = [
        text(c, "country")
        for c in (
            *children(element, "nationalityList", "nationality"),
            *children(element, "citizenshipList", "citizenship"),
        )
    ]
    flag = text(element, "vesselInfo", "vesselFlag")
    return Listing(
        entry=entry,
        kind=KINDS.get(text(element, "sdnType").lower(), "unknown"),
        names=tuple(dict.fromkeys(n for n in names if n.text)),
        programmes=tuple(text(p) for p in children(element, "programList", "program")),
        roles=tuple(r for r in (text(element, "title"),) if r),
        states=tuple(dict.fromkeys([*countries, *([flag] if flag else [])])),
        born=birth_years(text(d, "dateOfBirth") for d in children(element, "dateOfBirthList", "dateOfBirthItem")),
        identifiers=tuple(
            f"{text(i, 'idType')} {text(i, 'idNumber')} {text(i, 'idCountry')}".strip()
            for i in children(element, "idList", "id")
        ),
        remarks=text(element, "remarks"),
    )


def _name(element: etree._Element, kind: NameKind) -> ListedName:
    family, given = text(element, "lastName"), text(element, "firstName")
    return ListedName(
        text=f"{family}, {given}" if given else family, kind=kind, family=family if given else "", given=given
    )
