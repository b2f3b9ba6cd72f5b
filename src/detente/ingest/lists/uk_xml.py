"""The UK Sanctions List as XML (FCDO). ``Name6`` is the family name, but for many North Koreans it is not: both orders are tried in matching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import Malformed
from detente.ingest.lists.uk import Row, listing
from detente.ingest.lists.xml import children, elements, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml import etree

    from detente.model.lists import Listing

PERSON = ("IndividualDetails", "Individual")
# what hangs under a person, by the field of the table that it fills: path and leaf
PERSONAL = {
    "D.O.B": ("DOBs", "DOB"),
    "Nationality(/ies)": ("Nationalities", "Nationality"),
    "Position": ("Positions", "Position"),
    "Passport number": ("PassportDetails", "Passport", "PassportNumber"),
    "National Identifier number": ("NationalIdentifierDetails", "NationalIdentifier", "NationalIdentifierNumber"),
}
PLAIN = {
    "Unique ID": "UniqueID",
    "Regime Name": "RegimeName",
    "Designation Type": "IndividualEntityShip",
    "Date Designated": "DateDesignated",
    "UK Statement of Reasons": "UKStatementofReasons",
    "Other Information": "OtherInformation",
}
SHIP = {"IMO number": ("ShipDetails", "Ship", "IMONumbers", "IMONumber")}


def listings(path: Path) -> Iterator[Listing | Malformed]:
    """The designations in the order of the file."""
    for element in elements(path, "Designation"):
        if isinstance(element, Malformed):
            yield element
        else:
            yield listing(text(element, "UniqueID"), list(_rows(element)))


def _rows(element: etree._Element) -> Iterator[Row]:
    plain: Row = {field: text(element, name) for field, name in PLAIN.items()}
    for name in children(element, "Names", "Name"):
        parts = {f"Name {n}": text(name, f"Name{n}") for n in range(1, 7)}
        yield plain | parts | {"Name type": text(name, "NameType"), "Alias strength": text(name, "AliasStrength")}
    for name in children(element, "NonLatinNames", "NonLatinName"):
        yield {"Name non-latin script": text(name, "NameNonLatinScript")}
    for field, path in PERSONAL.items():
        for found in children(element, *PERSON, *path):
            yield {field: text(found)}
    for field, path in SHIP.items():
        for found in children(element, *path):
            yield {field: text(found)}
