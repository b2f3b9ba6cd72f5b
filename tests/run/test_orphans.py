"""Processes that read end when the one that writes is killed: nothing is left running behind the user's back."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evals.processes import articles

if TYPE_CHECKING:
    from collections.abc import Callable

PROC = Path("/proc")


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in (PROC / f"{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _runs(pid: int) -> bool:
    """Whether a process is there and not a mere entry that nobody has fetched yet."""
    try:
        return (PROC / f"{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not (PROC / "self/task").is_dir(), reason="there is no /proc here to see processes in")
def test_readers_end_with_a_writer_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    articles(60, tmp_path / "in")
    command = [sys.executable, "-m", "detente.cli.app"]
    record = str(tmp_path / "record.sqlite")
    subprocess.run([*command, "new", "--project", record], check=True, capture_output=True)
    writer = subprocess.Popen(
        [*command, "read", str(tmp_path / "in"), "--workers", "2", "--project", record],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _until(lambda: len(_children(writer.pid)) >= 2)
        readers = _children(writer.pid)
        time.sleep(1)
    finally:
        writer.kill()
        writer.wait()
    assert _until(lambda: not any(map(_runs, readers)))
