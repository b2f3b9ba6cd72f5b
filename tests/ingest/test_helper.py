"""A process beside this one: what it answers, and what becomes of it where it dies, is late, or ends by itself."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from detente.ingest import pdf_worker
from detente.ingest.helper import Helper
from evals.fuzz import samples


@pytest.fixture
def helper():
    made = Helper("detente.ingest.pdf_worker", first=b"")
    yield made
    made.close()


def test_files_one_after_the_other_are_read_by_one_process(helper) -> None:
    data = samples()["a.pdf"]
    first = json.loads(helper.ask(data, max_seconds=60))
    process = helper._process
    assert "Belarus asked" in first["text"]
    assert "error" in json.loads(helper.ask(b"%PDF-1.4 broken", max_seconds=60))
    assert json.loads(helper.ask(data, max_seconds=60)) == first
    assert helper._process is process


def test_one_that_was_killed_or_ended_is_started_again(helper) -> None:
    data = samples()["a.pdf"]
    first = helper.ask(data, max_seconds=60)
    helper._process.kill()
    helper._process.wait()
    assert helper.ask(data, max_seconds=60) == first
    helper._process.stdin.close()  # it ends by itself, with 0
    helper._process.wait()
    assert helper.ask(data, max_seconds=60) == first


def test_a_late_answer_is_an_error(helper) -> None:
    helper.ask(b"", max_seconds=60)
    with pytest.raises(TimeoutError):
        helper.ask(samples()["a.pdf"] + b" " * 50_000_000, max_seconds=0.001)
    assert "text" in json.loads(helper.ask(samples()["a.pdf"], max_seconds=60))


def test_the_worker_ends_when_it_has_grown(monkeypatch, tmp_path) -> None:
    from detente.ingest.worker import HEADER

    monkeypatch.setattr(pdf_worker, "LARGE", 1)
    (tmp_path / "in").write_bytes(2 * (HEADER.pack(3) + b"abc"))
    with (tmp_path / "in").open("rb") as source, (tmp_path / "out").open("wb") as target:
        pdf_worker.serve(source, target)
    assert (tmp_path / "out").read_bytes().count(b"error") == 1


LARGE_PARENT = """
from detente.ingest.helper import Helper
from evals.fuzz import samples

held = bytes(range(256)) * 2_500_000
helper = Helper("detente.ingest.pdf_worker", first=b"")
first = helper.ask(samples()["a.pdf"], max_seconds=60)
process = helper._process
assert first is not None and helper.ask(samples()["a.pdf"], max_seconds=60) == first
assert helper._process is process
helper.close()
"""


def test_a_large_parents_helper_is_not_taken_for_large() -> None:
    done = subprocess.run([sys.executable, "-c", LARGE_PARENT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
