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
    assert [w["side"] for w in wanted] == ["NOR"]
    assert [f["side"] for f in seen] == ["SWE"]


def test_names_agree_by_their_distinctive_words() -> None:
    score = actors.scorer()
    assert actors.named_alike(score, {"name": "Foreign Minister Ine Eriksen"}, {"name": "Eriksen"})
    assert not actors.named_alike(score, {"name": "Ine Eriksen"}, {"name": "Jonas Store"})


def test_forms_of_one_state_are_one_actor() -> None:
    score = actors.scorer()
    assert actors.named_alike(score, {"name": "Moscow"}, {"name": "Russia"})
    assert actors.named_alike(score, {"name": "Cuban regime"}, {"name": "Havana"})
    assert actors.named_alike(score, {"name": "the government of Sudan"}, {"name": "Sudan"})
    assert actors.named_alike(score, {"name": "EU", "side": "EU"}, {"name": "European Union", "side": "EU"})
    assert actors.named_alike(
        score, {"name": "the Ortega government", "side": "NIC"}, {"name": "Nicaragua", "side": "NIC"}
    )
    assert not actors.named_alike(
        score, {"name": "the Ortega government", "side": "NIC"}, {"name": "Cuba", "side": "CUB"}
    )
    assert not actors.named_alike(score, {"name": "Moscow"}, {"name": "Minsk"})
    assert not actors.named_alike(score, {"name": "Moscow"}, {"name": "Russian Academy of Sciences"})


def test_of_notes_that_overlap_alike_those_of_one_type_are_paired() -> None:
    def event(kind: str, aimed: str) -> dict[str, object]:
        return {
            "type": kind, "evidence": WORDS, "actors": [],
            "recipients": [{"name": aimed, "side": None}],
        }  # fmt: skip

    gold = {"events": [event("REQUEST", "Norway")]}
    found = {"events": [event("ACCUSE", "Sweden"), event("REQUEST", "Norway")]}
    seen = [s for s in actors.from_readings(actors.scorer(), gold, found) if s[0] == "events.recipients"]
    assert [a["name"] for a in seen[0][2]] == ["Norway"]


def test_strays_are_actors_whose_side_no_gold_actor_has() -> None:
    wanted = [{"name": "Havana", "side": "CUB"}]
    given = [{"name": "Cuba", "side": "CUB"}, {"name": "Caracas", "side": "VEN"}]
    table = actors.figures([actors.compare(actors.scorer(), ("events.recipients", wanted, given, WORDS))])
    assert table["events.recipients"] == {"actors": 1, "some": 1.0, "side": 1.0, "name": 1.0, "stray": 0.5}
    assert table["all"] == table["events.recipients"]


def test_joint_speakers_are_paired_each_with_himself() -> None:
    gold = {"statements": [statement(name, side, WORDS) for name, side in (("Norway", "NOR"), ("Kenya", "KEN"))]}
    found = {"statements": [statement(name, side, WORDS) for name, side in (("Kenya", "KEN"), ("Norway", "NOR"))]}
    score = actors.scorer()
    compared = [actors.compare(score, pair) for pair in actors.from_readings(score, gold, found)]
    assert [(c.wanted, c.sided, c.named) for c in compared] == [(1, 1, 1), (1, 1, 1)]
