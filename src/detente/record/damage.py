"""What stands on the damaged pages of a record's file: which tables' rows, of which documents."""

from __future__ import annotations

import json
import zlib
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from detente.record import seal, sqlite
from detente.record.doctor import Finding
from detente.record.leaves import Held, held
from detente.record.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_NAMED = 5
_TEXT_INDEX = sqlite.TEXT_INDEX
_OF_OTHERS = {
    "documents": "SELECT id FROM documents AS t WHERE {rows}",
    f"{_TEXT_INDEX}_docsize": "SELECT id FROM documents AS t WHERE {rows}",
    "blobs": "SELECT document FROM carriers WHERE raw_id IN (SELECT id FROM blobs AS t WHERE {rows})",
    "parties": "SELECT document FROM readings WHERE number IN (SELECT reading FROM parties AS t WHERE {rows})",
    "contained": "SELECT part FROM contained AS t WHERE {rows}",
    "merges": "SELECT one_document FROM merges AS t WHERE {rows}",
}
"""How the documents are found of tables that have no column ``document``."""


def told(path: Path, pages: tuple[int, ...]) -> Iterator[Finding]:
    """A fault for each damaged page, with what stands on it and the documents that are concerned.

    Where a page is off by one bit, what the seal tells that it was is looked at; of another, what its neighbours tell of it.
    """
    kept = seal.sums(path)
    if kept is None or not pages:
        return
    found: dict[int, tuple[Held, tuple[str, ...]]] = {}
    with TemporaryDirectory(prefix="detente-") as folder:
        copy = Path(folder) / "record.sqlite"
        untold = turned(path, copy, kept)
        with copy.open("rb") as file:

            def page_of(number: int) -> bytes | None:
                if number in untold:
                    return None
                file.seek((number - 1) * kept.page_size)
                return file.read(kept.page_size) or None

            places = held(page_of, set(pages))
        with closing(sqlite.driver().connect(copy.as_uri() + "?immutable=1", uri=True)) as connection:
            for number, place in places.items():
                found[number] = place, _documents(connection, place)
    for number in pages:
        what = f"page {number} of the file is not as it was written"
        if number not in found:
            yield Finding(level="fault", what=f"{what}; no row of a document stands on it", cure=seal.MEND)
            continue
        place, documents = found[number]
        named = f"; on it {_words(place)}{_of(documents)}"
        yield Finding(level="fault", what=what + named, cure=seal.MEND, document=documents[0] if documents else None)


def turned(path: Path, copy: Path, kept: seal.Sums) -> set[int]:
    """Makes a copy with flipped bits turned back; the pages where that cannot be."""
    left: set[int] = set()
    with path.open("rb") as file, copy.open("wb") as made:
        for number in range(1, kept.pages + 1):
            page = file.read(kept.page_size)
            if zlib.crc32(page) != kept.sums[number - 1]:
                right = seal.turned_back(page, kept.sums[number - 1]) if len(page) == kept.page_size else None
                if right is None:
                    left.add(number)
                page = right[0] if right else page
            made.write(page)
    return left


def _documents(connection: Any, place: Held) -> tuple[str, ...]:
    table = metadata.tables.get(place.table)
    wanted = _OF_OTHERS.get(place.table)
    if wanted is None and table is not None and "document" in table.c:
        wanted = f"SELECT document FROM {place.table} AS t WHERE {{rows}}"  # noqa: S608  # the name of a table of ours
    if wanted is None or not (place.rows or place.between):
        return ()
    given: tuple[object, ...]
    if place.between:
        rows, given = "t.rowid BETWEEN ? AND ?", place.between
    else:
        rows, given = "t.rowid IN (SELECT value FROM json_each(?))", (json.dumps(place.rows),)
    try:
        return tuple(sorted({str(row[0]) for row in connection.execute(wanted.format(rows=rows), given)}))
    except sqlite.driver().Error:
        return ()


def _words(place: Held) -> str:
    if place.table.startswith(_TEXT_INDEX):
        return "stand words of the full-text index"
    return f"stands a part of the index {place.index}" if place.index else f"stand rows of {place.table}"


def _of(documents: tuple[str, ...]) -> str:
    if not documents:
        return ""
    more = f" and {len(documents) - MOST_NAMED:,} more" if len(documents) > MOST_NAMED else ""
    return f" of {'document' if len(documents) == 1 else 'documents'} {', '.join(documents[:MOST_NAMED])}{more}"
