"""Lists in the record: editions are kept whole, unchanged entries once, rot is found, a shrunken list is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from detente.errors import UnknownId
from detente.model.lists import Edition, ListedName, Listing
from detente.model.when import When
from detente.record import verify
from detente.record.lists import newest
from detente.run.lists import Shrunk, add_list
from tests.record.samples import spoil

if TYPE_CHECKING:
    from pathlib import Path

    from detente.record import Record

DAY = When.parse("2020-01-01")
LATER = When.parse("2021-01-01")
FIRST = Listing(
    entry="1", kind="person", names=(ListedName(text="RI, Example"),), programmes=("DPRK2",), born=(When.year(1960),)
)
SECOND = Listing(
    entry="2", kind="vessel", names=(ListedName(text="SEA"), ListedName(text="WAVE", kind="former")), listed=DAY
)


def _edition(day: When | None, raw: str) -> Edition:
    return Edition(authority="OFAC", name="SDN", day=day, raw_id=raw * 64)


def test_an_edition_comes_back_whole_and_twice_is_once(record: Record) -> None:
    edition = _edition(DAY, "a")
    with record.writer() as writer:
        assert writer.add_list(edition, [SECOND, FIRST], origin="list.csv")
        assert not writer.add_list(edition, [SECOND, FIRST], origin="list.csv")
    (row,) = record.view().editions()
    assert (row.edition, row.entries, row.origin) == (edition, 2, row.origin)
    assert record.view().listings(edition.id) == (SECOND, FIRST)
    assert record.view().edition(edition.id[:8]) == row
    assert verify(record) == ()


def test_an_entry_unchanged_is_kept_once(record: Record) -> None:
    changed = replace(FIRST, programmes=("DPRK2", "NPWMD"))
    with record.writer() as writer:
        writer.add_list(_edition(DAY, "a"), [FIRST, SECOND], origin="old")
        writer.add_list(_edition(LATER, "b"), [changed, SECOND], origin="new")
    old, new = record.view().editions()
    assert record.view().listings(old.edition.id) == (FIRST, SECOND)
    assert record.view().listings(new.edition.id) == (changed, SECOND)
    assert newest([old, new]) == (new,)
    assert newest([old, new], on=date(2020, 6, 1)) == (old,)
    assert newest([old, new], on=date(2019, 6, 1)) == ()


def test_as_of_knows_no_edition_learnt_later(record: Record) -> None:
    with record.writer() as writer:
        writer.add_list(_edition(DAY, "a"), [FIRST], origin="old")
    assert record.view(as_of=datetime(2023, 1, 1, tzinfo=UTC)).editions() == ()


def test_an_unknown_edition_is_named(record: Record) -> None:
    with pytest.raises(UnknownId, match="begins with 'n-zz'"):
        record.view().edition("n-zz")


def test_a_damaged_entry_is_found(record: Record) -> None:
    with record.writer() as writer:
        writer.add_list(_edition(DAY, "a"), [FIRST, SECOND], origin="old")
        writer.add_list(_edition(None, "b"), [FIRST], origin="undated")
    assert [row.edition.day for row in record.view().editions()] == [None, DAY]
    spoil(record, "UPDATE listings SET body = replace(body, 'RI, Example', 'RI, Exbmple')")
    assert any("list entry" in finding.what for finding in verify(record))


def _csv(folder: Path, name: str, entries: int) -> Path:
    path = folder / name
    nulls = ",".join(["-0- "] * 9)
    path.write_text("".join(f'{n},"EXAMPLE {n}",{nulls},-0- \r\n' for n in range(1, entries + 1)), newline="")
    return path


def test_a_list_that_shrinks_is_refused_unless_told(record: Record, tmp_path: Path) -> None:
    add_list(record, _csv(tmp_path, "a.csv", 100), on=DAY)
    with pytest.raises(Shrunk, match="80 entries where the edition before has 100"):
        add_list(record, _csv(tmp_path, "b.csv", 80), on=LATER)
    assert len(record.view().editions()) == 1
    assert add_list(record, tmp_path / "b.csv", on=LATER, shrunk=True).new
    assert len(record.view().editions()) == 2


def test_malformed_rows_are_failures_and_the_rest_loads(record: Record, tmp_path: Path) -> None:
    path = _csv(tmp_path, "a.csv", 3)
    path.write_text(path.read_text() + '9,"CUT"\r\n', newline="")
    added = add_list(record, path, on=DAY)
    assert len(added.found.listings) == 3
    (failure,) = record.view().failures()
    assert failure.stage == "lists"
