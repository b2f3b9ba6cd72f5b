"""The score floors: reading quality may rise, never fall."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from evals import scores

if TYPE_CHECKING:
    from pathlib import Path

    from evals.scores import Figures

FOUND: Figures = {"check": {"statements": 0.6}}


def test_a_figure_under_its_floor_is_named() -> None:
    assert scores.shortfalls(FOUND, {"check": {"statements": 0.7}}) == [
        "check statements: 0.600 is under its floor 0.700"
    ]


def test_a_figure_at_its_floor_stands() -> None:
    assert scores.shortfalls(FOUND, {"check": {"statements": 0.6}}) == []


def test_a_layer_that_vanished_is_named() -> None:
    assert scores.shortfalls({"check": {}}, {"check": {"events": 0.3}}) == [
        "check events: 0.000 is under its floor 0.300"
    ]


def test_floors_only_rise_on_the_same_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(scores, "corpus_hash", lambda: "one")
    scores.raise_floors({"check": {"statements": 0.6, "events": 0.2}})
    scores.raise_floors({"check": {"statements": 0.5, "events": 0.3}})
    assert json.loads(scores.FLOORS.read_text())["floors"] == {"check": {"statements": 0.6, "events": 0.3}}
    monkeypatch.setattr(scores, "corpus_hash", lambda: "two")
    scores.raise_floors({"check": {"statements": 0.5, "events": 0.3}})
    assert json.loads(scores.FLOORS.read_text()) == {
        "corpus": "two",
        "floors": {"check": {"statements": 0.5, "events": 0.3}},
    }


@pytest.mark.shared
@pytest.mark.slow
def test_the_reading_stands_at_its_floors(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = json.loads(scores.FLOORS.read_text())
    found = scores.measure()
    with capsys.disabled():
        pass
    if kept["corpus"] != scores.corpus_hash(shared):
        pytest.skip("the gold has changed since the floors were measured: run `make floors`")
    assert scores.shortfalls(scores.figures(found), kept["floors"]) == []
