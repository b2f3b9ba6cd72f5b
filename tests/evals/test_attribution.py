"""The outside measure of attributions agrees with its scorer on a set of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.annotate.parser import Parser
from detente.cli.statements import parsed, plain_document
from evals import attribution

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The minister said the ships would sail. Analysts doubt it.\n"

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the outside scorer leaves its files to the collector
    pytest.mark.shared,
    pytest.mark.skipif(
        not attribution.SHARED.is_dir(), reason="needs ../shared with the outside sets beside the checkout"
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text/one.txt").write_text(TEXT)
    (tmp_path / "attributions/one_x.ann").write_text(
        "T1\tSource 0 12\tThe minister\nT2\tCue 13 17\tsaid\nT3\tContent 18 38\tthe ships would sail\n"
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    )
    return tmp_path


def test_what_is_found_scores_as_right(folder: Path) -> None:
    tool = attribution.scorer()
    texts, gold, _ = tool.load_gold(str(folder))
    documents = list(parsed([plain_document(folder / "text/one.txt")], parser=Parser()))
    found = attribution.predicted(documents, attitudes=False, outermost=False)
    assert tool.score(texts, gold, found)["attr.exact"]["f1"] == 1.0
    lines, counts = attribution.misses(tool, texts, gold, found)
    assert lines == ["== one"]
    assert counts["say"] == {"right": 1}


def test_misses_are_named(folder: Path) -> None:
    tool = attribution.scorer()
    texts, gold, _ = tool.load_gold(str(folder))
    lines, counts = attribution.misses(tool, texts, gold, {"one": []})
    assert lines == ["== one", "  MISSED absent  The minister | said | the ships would sail"]
    assert counts["(gold)"] == {"absent": 1}
