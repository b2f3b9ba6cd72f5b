"""One official list from a file or a folder of files, told by content."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import Malformed, SkipItem, TooLarge, Undecodable, Unreadable
from detente.ingest.lists import eu_xml, ofac_advanced, ofac_csv, ofac_xml, tables, uk_xml, un_xml
from detente.ingest.lists.dates import american_day, day
from detente.ingest.lists.xml import elements, text
from detente.model.findings import Failure
from detente.model.lists import Edition, Listing

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from detente.model.when import When

KNOWN = "known are OFAC's sdn.csv, sdn.xml and sdn_advanced.xml, the UN's consolidated XML, and the EU's and the UK's lists as XML or CSV"
MOST_BYTES = 1_000_000_000
OFAC_SET = ("alt", "sdn_comments")


@dataclass(frozen=True, slots=True)
class ListFile:
    """An edition with its entries and what of it could not be read; every row of the file is in one of the two."""

    edition: Edition
    listings: tuple[Listing, ...]
    failures: tuple[Failure, ...]


def read_list(path: Path, *, on: When | None = None, most_bytes: int = MOST_BYTES) -> ListFile:
    """Reads a list: OFAC's sdn.csv (with its set beside it), sdn.xml or sdn_advanced.xml, the UN's XML, the EU's or the UK's XML or CSV.

    Args:
        path: the file, or a folder that holds sdn.csv.
        on: the day the edition is of, where the file itself does not say.
        most_bytes: a larger file is refused.

    Raises:
        SkipItem: if the file cannot be opened, is too large, or is no list that is known.
    """
    path = path / "sdn.csv" if path.is_dir() else path
    try:
        if path.stat().st_size > most_bytes:
            raise TooLarge(f"has more than {most_bytes:,} bytes", origin=str(path), cure="check that it is the list")
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise Unreadable(
            error.strerror or str(error), origin=str(path), cure="check the path and its permissions"
        ) from error
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _read_xml(path, head, on)
    if ofac_csv.NULL.encode() in head:
        return _read_ofac_csv(path, on)
    if tables.UK_ENTRY.encode() in head or tables.EU_ENTRY.encode() in head:
        return _read_table(path, head, on)
    raise Undecodable("is no list that is known", origin=str(path), cure=KNOWN)


def _read_ofac_csv(path: Path, on: When | None) -> ListFile:
    beside = {name: path.with_name(f"{name}.csv") for name in OFAC_SET}
    used = {"sdn": path} | {name: file for name, file in beside.items() if file.exists()}
    with ExitStack() as stack:
        files: Mapping[str, Iterator[str]] = {
            name: iter(stack.enter_context(_lines(file))) for name, file in used.items()
        }
        edition = Edition(authority="OFAC", name="SDN", day=on, raw_id=_hash(used.values()))
        return _sorted_out(edition, path, ofac_csv.listings(files))


def _read_table(path: Path, head: bytes, on: When | None) -> ListFile:
    union = tables.EU_ENTRY.encode() in head
    authority, name = ("EU", "financial sanctions") if union else ("UK", "sanctions list")
    edition = Edition(authority=authority, name=name, day=tables.own_day(head) or on, raw_id=_hash([path]))
    with _lines(path) as lines:
        return _sorted_out(edition, path, (tables.eu_listings if union else tables.uk_listings)(lines))


def _lines(path: Path) -> io.TextIOWrapper:
    encoding = "utf-8-sig"
    try:
        path.read_text(encoding=encoding)
    except UnicodeDecodeError:
        encoding = "cp1252"
    return path.open(encoding=encoding, errors="replace", newline="")


def _read_xml(path: Path, head: bytes, on: When | None) -> ListFile:
    kinds: tuple[tuple[bytes, str, str, Callable[[Path], Iterator[Listing | Malformed]]], ...] = (
        (b"<sdnList", "OFAC", "SDN", ofac_xml.listings),
        (b"ADVANCED_XML", "OFAC", "SDN", ofac_advanced.listings),
        (b"<CONSOLIDATED_LIST", "UN", "consolidated", un_xml.listings),
        (b"fpi/fsd/export", "EU", "financial sanctions", eu_xml.listings),
        (b"<Designations", "UK", "sanctions list", uk_xml.listings),
    )
    for mark, authority, name, listings in kinds:
        if mark in head:
            edition = Edition(authority=authority, name=name, day=_own_day(path, head) or on, raw_id=_hash([path]))
            return _sorted_out(edition, path, listings(path))
    raise Undecodable(
        "is XML, but no list that is known",
        origin=str(path),
        cure=KNOWN,
    )


def _own_day(path: Path, head: bytes) -> When | None:
    for before in (b'dateGenerated="', b'generationDate="', b"<DateGenerated>"):
        _, mark, generated = head.partition(before)
        if mark:
            return day(generated[:10].decode("ascii", "replace"))
    if b"ADVANCED_XML" in head:
        return ofac_advanced.own_day(path)
    information = next(elements(path, "publshInformation"), None)
    return (
        None
        if information is None or isinstance(information, Malformed)
        else american_day(text(information, "Publish_Date"))
    )


def _sorted_out(edition: Edition, path: Path, found: Iterator[Listing | Malformed]) -> ListFile:
    listings: list[Listing] = []
    failures: list[Failure] = []
    for item in found:
        if isinstance(item, SkipItem):
            failures.append(
                Failure(
                    origin=str(path),
                    stage="lists",
                    kind="Malformed",
                    reason=item.what,
                    cure=item.cure,
                    raw_id=edition.raw_id,
                )
            )
        else:
            listings.append(item)
    if not listings:
        raise Malformed("holds no entry that can be read", origin=str(path), cure="download the list again")
    return ListFile(edition, tuple(listings), tuple(failures))


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()
