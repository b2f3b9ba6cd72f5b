"""Mutated files of every kind: a sample of what ``python -m evals.fuzz`` does at length."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from detente.ingest.feeds import is_feed
from detente.ingest.outlets import at_address, dateline
from evals.fuzz import HTML, MOST_SECONDS, WORDS, fuzz, imported, samples

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = 120
RUN = 60_000


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


@pytest.mark.parametrize(
    ("name", "before", "sign", "after"),
    [
        ("file name.md", "#", "[", f" Potash first\n\n{WORDS}\n"),
        ("rule.md", f"# Potash first\n\n{WORDS}\n\n", "-", "x\n"),
        ("correspondent.html", HTML[:-20], "A", "</p></article></body></html>"),
        ("rule.html", HTML[:-20], " -", "x</p></article></body></html>"),
        ("header.eml", "Message-ID: <1@example.org>\nSubject: Potash\nFrom: ", ", ", f"\n\n{WORDS}\n"),
        ("dateline.txt", "Klaipeda ", "-", f" {WORDS}"),
    ],
)
def test_a_long_run_of_one_sign_takes_no_time(tmp_path: Path, name: str, before: str, sign: str, after: str) -> None:
    path = tmp_path / name
    path.write_text(before + sign * (RUN // len(sign)) + after, encoding="utf-8")
    started = time.process_time()
    assert imported(path) in {"documents", "failures"}
    assert time.process_time() - started < MOST_SECONDS


def test_dashes_and_comments_that_lead_nowhere_are_given_up_at_once() -> None:
    """Each of these took a time that doubled with every further sign."""
    assert dateline([f"Klaipeda {'-' * 200} where the potash used to be shipped"]).place is None
    assert dateline([f"KLAIPEDA {'-' * 20} Where the potash used to be shipped, nothing moves"]).place == "KLAIPEDA"
    assert not is_feed(b"<!-- a -->" * 100 + b"<html>")
    assert is_feed(b"<!-- a -->" * 100 + b"<rss>")
