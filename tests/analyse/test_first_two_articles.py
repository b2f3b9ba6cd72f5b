"""The two articles that the project was created from: allies split on relief, and two sides that wait for each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.analyse.bargain import deadlocks
from detente.analyse.splits import splits
from detente.analyse.view import Memory
from detente.ingest.reader import read_file
from detente.model.document import Document
from detente.pipeline import Pipeline, Read

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"
FIRST = ("koreatimes-new-sanctions.txt", "lelemuku-us-rok-split.txt")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"{ARTICLES} is not beside the checkout"),
]


@pytest.fixture(scope="module")
def view() -> Memory:
    documents = [found for name in FIRST for found in read_file(ARTICLES / name) if isinstance(found, Document)]
    return Memory(tuple((r.document, r.reading) for r in Pipeline().read(documents) if isinstance(r, Read)))


def test_seoul_and_washington_split_on_relief(view: Memory) -> None:
    found = splits(view)[0]
    assert (found.left_side, found.right_side, found.issue, found.target) == ("KOR", "USA", "sanctions", "PRK")
    assert found.gap > 0.5
    assert found.reported


def test_pyongyang_and_washington_wait_for_each_other(view: Memory) -> None:
    told = [deadlock.because for deadlock in deadlocks(view)]
    assert "PRK wants sanctions relief first, USA wants disarmament first" in told
