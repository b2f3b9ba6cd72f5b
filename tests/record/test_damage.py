"""Damaged pages are told with what stands on them and the documents concerned."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from detente.record import open_project, seal
from detente.record.damage import told
from detente.record.leaves import held
from tests.record.samples import KOREA, document, raw, reading

if TYPE_CHECKING:
    from pathlib import Path

    from detente.record.doctor import Finding
    from detente.record.leaves import Held

LONG = ("A long report", *(f"{words} Paragraph {n}." for n in range(60) for words in KOREA[1:3]))
FLIPS = 100
PAGE = 4096


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("damage") / "project.sqlite"
    with open_project(path, create=True) as record, record.writer() as writer:
        for number in range(6):
            found = document(LONG if number == 3 else KOREA, uri=f"{number}.txt", publisher=f"Outlet {number}")
            writer.add(found, reading(found), raw=raw(found))
        writer.gather()
    return path


def pages_of(path: Path) -> dict[int, Held]:
    """What each page holds, by Detente's own walk."""
    data = path.read_bytes()
    return held(lambda number: data[(number - 1) * PAGE : number * PAGE] or None, set(range(1, len(data) // PAGE + 1)))


def placed(path: Path) -> dict[str, set[int]]:
    """By table, the pages that SQLite itself says it is on."""
    found: dict[str, set[int]] = {}
    wanted = (
        "SELECT coalesce(s.tbl_name, d.name), d.pageno FROM dbstat AS d LEFT JOIN sqlite_schema AS s ON s.name = d.name"
    )
    with closing(sqlite3.connect(path)) as connection:
        try:
            for name, page in connection.execute(wanted):
                found.setdefault(name, set()).add(page)
        except sqlite3.OperationalError:
            pytest.skip("this SQLite was built without dbstat")
    return found


def test_every_page_in_use_is_found_in_its_tree(sealed: Path) -> None:
    found = pages_of(sealed)
    by_table: dict[str, set[int]] = {}
    for number, place in found.items():
        by_table.setdefault(place.table, set()).add(number)
    assert by_table == placed(sealed)


def spoilt(sealed: Path, copy: Path, bits: list[int]) -> list[Finding]:
    data = bytearray(sealed.read_bytes())
    for bit in bits:
        data[bit >> 3] ^= 1 << (bit & 7)
    copy.write_bytes(data)
    seal.seal_of(copy).write_bytes(seal.seal_of(sealed).read_bytes())
    return list(told(copy, seal.damaged(copy) or ()))


def test_a_hundred_flipped_bits_name_the_documents_of_their_page(sealed: Path, tmp_path: Path) -> None:
    chance, size = random.Random(5), PAGE * 8
    tables = {"documents", "carriers", "readings", "events", "terms", "parties", "blobs", "sketches"}
    found = pages_of(sealed)
    of_documents = [
        page for page, place in sorted(found.items()) if place.table in tables and (place.rows or place.between)
    ]
    with open_project(sealed, read_only=True) as record:
        known = {row.id for row in record.view().documents()}
    for _ in range(FLIPS):
        page = chance.choice(of_documents)
        (finding,) = spoilt(sealed, tmp_path / "spoilt.sqlite", [(page - 1) * size + chance.randrange(size)])
        assert finding.what.startswith(f"page {page} of the file")
        assert finding.document in known, finding.what
        assert finding.document in finding.what


def test_more_than_a_bit_is_told_by_its_neighbours(sealed: Path, tmp_path: Path) -> None:
    start = (min(placed(sealed)["terms"]) - 1) * PAGE * 8
    (finding,) = spoilt(sealed, tmp_path / "worse.sqlite", [start, start + 9, start + 400])
    assert "rows of terms" in finding.what


def test_full_text_and_tables_of_no_document_are_named(sealed: Path, tmp_path: Path) -> None:
    for table, words in (("documents_text_data", "full-text"), ("meta", "meta"), ("runs", "runs")):
        page = min(placed(sealed)[table])
        (finding,) = spoilt(sealed, tmp_path / f"{table}.sqlite", [(page - 1) * PAGE * 8 + 900 * 8])
        assert words in finding.what
        assert finding.document is None


def test_without_a_seal_nothing_is_told(sealed: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.sqlite"
    bare.write_bytes(sealed.read_bytes())
    assert list(told(bare, (1, 2))) == []
