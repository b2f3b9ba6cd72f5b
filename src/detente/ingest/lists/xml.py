"""XML of official lists, streamed: one entry in memory at a time, no entities, no network, no DTD."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from detente.errors import Malformed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def elements(path: Path, *names: str) -> Iterator[etree._Element | Malformed]:
    """The elements of those local names in the order of the file; each is freed after its turn.

    A break in the XML ends the stream with a ``Malformed`` that says where. A document type declaration is refused.
    """
    with path.open("rb") as file:
        try:
            yield from _wanted(file, names)
        except etree.XMLSyntaxError as error:
            yield Malformed(
                f"broken XML at line {error.lineno}: {error.msg}",
                cure="download the list again; what stood before was read",
            )


def _wanted(file: BinaryIO, names: tuple[str, ...]) -> Iterator[etree._Element | Malformed]:
    first = True
    for event, element in etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    ):
        if first and element.getroottree().docinfo.doctype:
            yield Malformed(
                "has a document type declaration, which may hide entities", cure="take the list from its publisher"
            )
            return
        first = False
        if event == "end" and local(element) in names:
            yield element
            element.clear()
            while (before := element.getprevious()) is not None:
                before.getparent().remove(before)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; of broken XML that was mended, whatever stands there."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text(element: etree._Element, *names: str) -> str:
    """The folded text of the first descendant along a path of local names, or "" ."""
    for name in names:
        found = next((child for child in element if local(child) == name), None)
        if found is None:
            return ""
        element = found
    return " ".join("".join(str(part) for part in element.itertext()).split())


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """All elements along a path of local names."""
    found = [element]
    for name in names:
        found = [child for parent in found for child in parent if local(child) == name]
    return found
