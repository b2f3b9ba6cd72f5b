"""Mutated files of every kind: a sample of what ``python -m evals.fuzz`` does at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.ingest.outlets import at_address
from evals.fuzz import fuzz, imported, samples

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = 120


def test_each_sample_is_read_unbroken(tmp_path: Path) -> None:
    for name, data in samples().items():
        path = tmp_path / name
        path.write_bytes(data)
        assert imported(path) == "documents", name


def test_broken_input_breaks_nothing(tmp_path: Path) -> None:
    told = fuzz(SAMPLE, seed=3, kinds=[], folder=tmp_path, tell=lambda _: None)
    assert told.offences == []
    assert told.count == SAMPLE
    assert told.results["documents"] > 0
    assert told.results["failures"] + told.results["refused"] > 0


def test_a_feed_with_names_that_are_none(tmp_path: Path) -> None:
    data = samples()["rss.xml"].replace(b"<channel>", b"<channe:>").replace(b"</channel>", b"</channe:>")
    path = tmp_path / "rss.xml"
    path.write_bytes(data)
    assert imported(path) in {"documents", "failures"}


def test_an_address_that_is_none_names_no_outlet() -> None:
    assert at_address("https://[example.org/a") is None
    assert at_address("https://www.example.org/a") == "example.org"
