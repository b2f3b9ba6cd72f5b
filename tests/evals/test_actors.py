"""The actor table: notes paired by evidence alone, sides and names compared."""

from __future__ import annotations

import pytest

from evals import actors
from evals.dev import SHARED

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="needs ../shared beside the checkout"),
]
WORDS = "the two sides had agreed to meet again in Oslo"


def statement(name: str, side: str | None, words: str) -> dict[str, object]:
    return {"source": {"name": name, "side": side}, "cue": "said", "content": words}


def test_notes_are_paired_whoever_speaks() -> None:
    gold = {
        "statements": [statement("Ine Eriksen", "NOR", WORDS), statement("analysts", None, "nothing would come of it")]
    }
    found = {"statements": [statement("Norway", "SWE", WORDS)]}
    ((role, wanted, seen, _),) = actors.from_readings(actors.scorer(), gold, found)
    assert role == "statements.source"
    assert wanted["side"] == "NOR"
    assert [f["side"] for f in seen] == ["SWE"]


def test_names_agree_by_their_distinctive_words() -> None:
    score = actors.scorer()
    assert actors.named_alike(score, {"name": "Foreign Minister Ine Eriksen"}, {"name": "Eriksen"})
    assert not actors.named_alike(score, {"name": "Ine Eriksen"}, {"name": "Jonas Store"})
