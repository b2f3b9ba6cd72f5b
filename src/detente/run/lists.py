"""Official lists into a record, and names asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.editions import shrinks
from detente.errors import SkipItem
from detente.ingest.lists.reader import ListFile, read_list
from detente.record.lists import newest

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model.when import When
    from detente.record import EditionRow, Record


class Shrunk(SkipItem, ValueError):
    """A list has lost so many entries that it is taken for a broken download.

    Attributes:
        old: entries of the edition before.
        new: entries of this one.
    """

    def __init__(self, *, origin: str, old: int, new: int) -> None:
        super().__init__(
            f"it has {new:,} entries where the edition before has {old:,}",
            origin=origin,
            cure="download it again, or add it with --shrunk if it is right",
        )
        self.old = old
        self.new = new


@dataclass(frozen=True, slots=True)
class AddedList:
    """A list as it was read, and whether its edition is new to the record."""

    found: ListFile
    new: bool


def add_list(record: Record, path: Path, *, on: When | None = None, shrunk: bool = False) -> AddedList:
    """Reads a list into the record. Rows that are malformed become failures, the rest loads.

    Args:
        record: the record.
        path: the list's file, or a folder with OFAC's CSV set.
        on: the day of the edition, where the file does not say.
        shrunk: take a list that lost more than a tenth of its entries all the same.

    Raises:
        SkipItem: if the file is no list that can be read.
        Shrunk: if it lost more than a tenth of its entries.
    """
    found = read_list(path, on=on)
    before = before_it(record, found)
    if before and not shrunk and shrinks(before.entries, len(found.listings)):
        raise Shrunk(origin=str(path), old=before.entries, new=len(found.listings))
    with record.writer() as writer:
        new = writer.add_list(found.edition, found.listings, origin=str(path))
        writer.settle(str(path), failed=found.failures)
    return AddedList(found, new)


def before_it(record: Record, found: ListFile) -> EditionRow | None:
    """The newest edition of the same list that the record has from before this one's day."""
    edition = found.edition
    rows = [row for row in record.view().editions() if row.edition.id != edition.id]
    same = [row for row in rows if (row.edition.authority, row.edition.name) == (edition.authority, edition.name)]
    best = newest(same, on=edition.day.last if edition.day else None)
    return best[0] if best else None
