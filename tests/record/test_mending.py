"""Flipped bits are turned back by the seal; more than that is refused and nothing touched."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from detente.cli.app import app
from detente.errors import AbortRun, RecordBroken
from detente.record import open_project, seal, sqlite, verify
from detente.record.mending import mend
from tests.record.samples import document, raw, reading

if TYPE_CHECKING:
    from pathlib import Path

FLIPS = 100


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "project.sqlite"
    with open_project(path, create=True) as record, record.writer() as writer:
        for number in range(3):
            found = document(uri=f"{number}.txt", publisher=f"Outlet {number}")
            writer.add(found, reading(found), raw=raw(found))
        writer.gather()
    assert seal.damaged(path) == ()
    return path


def spoil(path: Path, bits: list[int]) -> None:
    held = bytearray(path.read_bytes())
    for bit in bits:
        held[bit >> 3] ^= 1 << (bit & 7)
    path.write_bytes(held)


def test_a_hundred_flipped_bits_are_turned_back(sealed: Path) -> None:
    whole = sealed.read_bytes()
    kept = seal.sums(sealed)
    assert kept is not None
    chance = random.Random(11)
    places = [page * kept.page_size * 8 + chance.randrange(kept.page_size * 8) for page in range(kept.pages)]
    done = 0
    while done < FLIPS:
        some = sorted(chance.sample(places, min(len(places), FLIPS - done)))
        spoil(sealed, some)
        assert len(seal.damaged(sealed) or ()) == len(some)
        turned = mend(sealed)
        assert [8 * one.byte + one.bit for one in turned] == some
        assert sealed.read_bytes() == whole
        done += len(some)
    assert mend(sealed) == ()
    with open_project(sealed, read_only=True) as record:
        assert verify(record) == ()


def test_more_than_a_bit_of_a_page_is_refused(sealed: Path) -> None:
    spoil(sealed, [8 * 5000, 8 * 5001 + 3, 8 * 5002])
    spoilt = sealed.read_bytes()
    with pytest.raises(RecordBroken, match=r"page 2 .* more than one bit"):
        mend(sealed)
    assert sealed.read_bytes() == spoilt
    assert sorted(found.name for found in sealed.parent.iterdir()) == ["project.sqlite", "project.sqlite.sums"]


def test_without_a_seal_or_with_a_log_it_is_refused(sealed: Path) -> None:
    log = sealed.with_name(sealed.name + "-wal")
    log.write_bytes(b"frames")
    with pytest.raises(AbortRun, match="writes into it"):
        mend(sealed)
    log.unlink()
    seal.seal_of(sealed).unlink()
    with pytest.raises(RecordBroken, match="no seal"):
        mend(sealed)


def test_the_command(sealed: Path) -> None:
    spoil(sealed, [8 * 4096 * 3 + 77])
    broken = CliRunner().invoke(app, ["doctor", "--verify", "-p", str(sealed)])
    assert broken.exit_code == 1
    assert "page 4 of the file is not as it was written" in broken.output
    mended = CliRunner().invoke(app, ["doctor", "--mend", "-p", str(sealed)])
    assert mended.exit_code == 0, mended.output
    assert "1 bits turned back; the damaged file is project.sqlite.damaged" in mended.output
    assert sealed.with_name("project.sqlite.damaged").exists()


def test_the_command_makes_anew_what_the_seal_cannot_mend(sealed: Path) -> None:
    seal.seal_of(sealed).unlink()
    with closing(sqlite.driver().connect(str(sealed))) as connection:
        connection.execute("UPDATE positions SET stance = 'con', quote = 'x' WHERE reading = 1")
        connection.commit()
    mended = CliRunner().invoke(app, ["doctor", "--mend", "-p", str(sealed)])
    assert mended.exit_code == 0, mended.output
    assert "columns of its reading, from its content" in mended.output
    assert "1 made anew, 0 lost; the damaged file is project.sqlite.damaged" in mended.output
    again = CliRunner().invoke(app, ["doctor", "--mend", "-p", str(sealed)])
    assert "nothing is to be mended" in again.output
