"""A record exported and imported is the same record, row for row; a pack that was touched is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import ProjectExists, RecordBroken
from detente.record import open_project, verify
from detente.record.packing import pack, unpack
from tests.record.samples import IRAN, KOREA, document, dump, reading
from tests.run.fakes import ticking

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from detente.record import Record
    from detente.record.address import Address

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40)


def fill(record: Record, titles: list[str], *, judged: bool) -> None:
    with record.writer() as writer:
        for number, title in enumerate(titles):
            found = document((title, *(IRAN if number % 2 else KOREA)[1:]), uri=f"{number % 3}.txt", publisher=title)
            writer.add(found, reading(found), raw=None)
            if judged and number == 0:
                writer.judge(reading(found).positions[0].id, accepted=False, why=title)
        writer.gather()


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(titles=st.lists(WORDS, min_size=1, max_size=4), judged=st.booleans())
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, titles: list[str], *, judged: bool) -> None:
    folder = tmp_path_factory.mktemp("round")
    with open_project(folder / "a.sqlite", create=True, clock=ticking()) as record:
        fill(record, titles, judged=judged)
        pack(record, folder / "pack")
    unpack(folder / "pack", folder / "b.sqlite")
    packed, unpacked = (sorted(dump(folder / name, leave_out=()).splitlines()) for name in ("a.sqlite", "b.sqlite"))
    assert unpacked == packed  # every row of every table; the order of rows is none of a table's content


def test_history_is_kept_and_found_whatever_the_stores(
    record: Record, new: Callable[[str], Address], tmp_path: Path
) -> None:
    fill(record, ["One", "Two", "Three", "Four"], judged=True)
    pack(record, tmp_path / "pack")
    target = new("unpacked")
    assert unpack(tmp_path / "pack", target) == record.view().counts()["documents"]
    assert dump(target, leave_out=()) == dump(record.address, leave_out=())
    with open_project(target) as again:
        assert again.view().verdicts() == record.view().verdicts()
        assert [hit.document.id for hit in again.view().search("sanctions")] == [
            hit.document.id for hit in record.view().search("sanctions")
        ]
        pack(again, tmp_path / "again")
        assert [path.read_bytes() for path in sorted((tmp_path / "again").iterdir())] == [
            path.read_bytes() for path in sorted((tmp_path / "pack").iterdir())
        ]
        fill(again, ["Five"], judged=False)  # numbers and moments go on where they were
        assert verify(again) == ()


def test_a_touched_pack_is_refused(file_record: Record, tmp_path: Path) -> None:
    fill(file_record, ["One"], judged=False)
    pack(file_record, tmp_path / "pack")
    path = tmp_path / "pack" / "documents.jsonl"
    path.write_text(path.read_text().replace("relief", "belief"))
    with pytest.raises(RecordBroken, match=r"documents\.jsonl"):
        unpack(tmp_path / "pack", tmp_path / "b.sqlite")
    assert not list(tmp_path.glob("b.sqlite*"))


def test_a_pack_with_its_hashes_forged_is_refused(file_record: Record, tmp_path: Path) -> None:
    import hashlib

    fill(file_record, ["One"], judged=False)
    pack(file_record, tmp_path / "pack")
    path, told = tmp_path / "pack" / "documents.jsonl", tmp_path / "pack" / "record.json"
    path.write_text(path.read_text().replace("relief", "belief"))
    manifest = json.loads(told.read_text())
    manifest["tables"]["documents"]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    told.write_text(json.dumps(manifest))
    with pytest.raises(RecordBroken, match="faults"):
        unpack(tmp_path / "pack", tmp_path / "b.sqlite")


def test_nothing_is_overwritten_and_no_pack_is_told(record: Record, tmp_path: Path) -> None:
    with pytest.raises(ProjectExists):
        unpack(tmp_path, record.address)
    with pytest.raises(RecordBroken, match=r"record\.json"):
        unpack(tmp_path, tmp_path / "b.sqlite")
