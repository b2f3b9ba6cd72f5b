"""The UN Security Council's consolidated list (schema sc-sanctions.xsd)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import Malformed
from detente.ingest.lists.dates import birth_years, day
from detente.ingest.lists.xml import children, elements, local, text
from detente.model.lists import ListedName, Listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def listings(path: Path) -> Iterator[Listing | Malformed]:
    """The individuals and entities in the order of the file."""
    for element in elements(path, "INDIVIDUAL", "ENTITY"):
        yield element if isinstance(element, Malformed) else _listing(element)


def _listing(element: etree._Element) -> Listing | Malformed:
    kind = local(element)
    entry = text(element, "REFERENCE_NUMBER") or text(element, "DATAID")
    primary = " ".join(part for name in NAME_PARTS if (part := text(element, name)))
    if not entry or not primary:
        return Malformed(f"entry {entry!r} has no reference number or no name", cure="download the list again")
    names = [ListedName(text=primary, kind="primary")]
    native = text(element, "NAME_ORIGINAL_SCRIPT")
    if native:
        names.append(ListedName(text=native, kind="native"))
    for alias in children(element, f"{kind}_ALIAS"):
        quality = text(alias, "QUALITY").lower()
        names += [
            ListedName(
                text=part.strip(" \"'“”"),
                kind="weak" if quality == "low" else "former" if quality.startswith("f") else "alias",
            )
            for part in text(alias, "ALIAS_NAME").split(";")
            if part.strip(" \"'“”")
        ]
    return Listing(
        entry=entry,
        kind="person" if kind == "INDIVIDUAL" else "entity",
        names=tuple(dict.fromkeys(names)),
        programmes=tuple(p for p in (text(element, "UN_LIST_TYPE"),) if p),
        roles=_values(element, "DESIGNATION", "TITLE"),
        states=_values(element, "NATIONALITY"),
        born=birth_years(_birth(b) for b in children(element, "INDIVIDUAL_DATE_OF_BIRTH")),
        listed=day(text(element, "LISTED_ON")),
        reason=text(element, "COMMENTS1") or None,
        identifiers=tuple(
            f"{text(d, 'TYPE_OF_DOCUMENT')} {text(d, 'NUMBER')}".strip()
            for d in children(element, "INDIVIDUAL_DOCUMENT")
            if text(d, "NUMBER")
        ),
    )


def _values(element: etree._Element, *names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text(v) for name in names for v in children(element, name, "VALUE") if text(v)))


def _birth(element: etree._Element) -> str:
    parts = (text(element, name) for name in ("YEAR", "FROM_YEAR", "TO_YEAR", "DATE"))
    return " ".join(part for part in parts if part)
