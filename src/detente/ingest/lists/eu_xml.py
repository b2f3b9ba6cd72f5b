"""The EU's consolidated list of financial sanctions (FSF XML 1.1, namespace http://eu.europa.ec/fpi/fsd/export).

The dates of its regulations are those of the latest amendment, so that an entry has no day of listing but a designation date of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import Malformed
from detente.ingest.lists.dates import birth_years, day
from detente.ingest.lists.xml import children, elements, text
from detente.model.lists import EntryKind, ListedName, Listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

KINDS: dict[str, EntryKind] = {"person": "person", "P": "person", "enterprise": "entity", "E": "entity"}


def listings(path: Path) -> Iterator[Listing | Malformed]:
    """The entities in the order of the file."""
    for element in elements(path, "sanctionEntity"):
        yield element if isinstance(element, Malformed) else _listing(element)


def _listing(element: etree._Element) -> Listing | Malformed:
    entry = element.get("euReferenceNumber") or element.get("logicalId") or ""
    names = tuple(dict.fromkeys(_name(n) for n in children(element, "nameAlias") if n.get("wholeName", "").strip()))
    if not entry or not names:
        return Malformed(f"entry {entry!r} has no reference number or no name", cure="download the list again")
    subject = next(iter(children(element, "subjectType")), None)
    code = subject.get("code", "") if subject is not None else ""
    primary = next((n for n in names if n.kind == "alias"), names[0])
    others = tuple(n for n in names if n is not primary)
    return Listing(
        entry=entry,
        kind=KINDS.get(code, "unknown"),
        names=(ListedName(text=primary.text, kind="primary", family=primary.family, given=primary.given), *others),
        programmes=_attributes(element, "regulation", "programme"),
        roles=_attributes(element, "nameAlias", "function"),
        states=_attributes(element, "citizenship", "countryDescription"),
        born=birth_years(b.get("birthdate") or b.get("year") or "" for b in children(element, "birthdate")),
        listed=day(element.get("designationDate", "")),
        reason=text(element, "remark") or None,
        identifiers=tuple(
            f"{i.get('identificationTypeDescription') or i.get('identificationTypeCode') or ''} {i.get('number')}".strip()
            for i in children(element, "identification")
            if i.get("number")
        ),
        remarks=element.get("designationDetails", ""),
    )


def _name(alias: etree._Element) -> ListedName:
    given = " ".join(part for key in ("firstName", "middleName") if (part := alias.get(key, "").strip()))
    return ListedName(
        text=" ".join(alias.get("wholeName", "").split()),
        kind="weak" if alias.get("strong") == "false" else "alias",
        family=alias.get("lastName", "").strip(),
        given=given,
    )


def _attributes(element: etree._Element, child: str, name: str) -> tuple[str, ...]:
    found = (" ".join(c.get(name, "").split()) for c in children(element, child))
    return tuple(dict.fromkeys(value for value in found if value))
