"""The date table: notes are paired by evidence alone and their dates judged by the shared scorer's measure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from evals import note_dates
from evals.actors import scorer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared


def event(kind: str, date: str | None, evidence: str) -> dict[str, Any]:
    return {"type": kind, "date": date, "evidence": evidence}


def reading(published: str | None, *events: dict[str, Any]) -> dict[str, Any]:
    return {"document": {"published": published}, "events": list(events)}


@pytest.fixture
def counted(shared: Path, tmp_path: Path) -> note_dates.Dates:
    assert shared.exists()
    gold, found = tmp_path / "gold", tmp_path / "found"
    for folder, content in (
        (
            gold,
            reading(
                "2021-02-10",
                event("SANCTION", "2021-02-10", "Washington froze the generals' assets"),
                event("COERCE", "2021-02-01", "the army seized power in Naypyidaw"),
                event("PROTEST", "2021-02", "crowds filled the streets of Yangon"),
                event("REQUEST", None, "Brussels asked for calm"),
                event("CONSULT", "2021-02-11", "the council meets in New York"),
            ),
        ),
        (
            found,
            reading(
                "2021-02-08/2021-02-10",
                event("ACCUSE", "2021-02-10", "Washington froze the generals' assets"),
                event("COERCE", "2020-11-08", "the army seized power in Naypyidaw"),
                event("PROTEST", None, "crowds filled the streets of Yangon"),
                event("REQUEST", "2021-02-09", "Brussels asked for calm"),
                event("AID", "2021-02-11", "rice was shipped from Manila"),
            ),
        ),
    ):
        folder.mkdir()
        (folder / "mm.json").write_text(json.dumps(content))
    return note_dates.dates(found, note_dates.gold_files("", folder=gold))


def test_pairs_by_evidence_alone_are_judged(counted: note_dates.Dates) -> None:
    assert {word: counted.notes["events", word] for word in note_dates.WORDS} == {
        "right": 1,
        "wrong": 1,
        "missing": 1,
        "open": 1,
        "none": 0,
    }
    assert counted.figures()["notes right"] == pytest.approx(1 / 3, abs=0.001)


def test_documents_are_right_where_the_interval_holds_the_day(counted: note_dates.Dates) -> None:
    figures = counted.figures()
    assert (figures["documents right"], figures["median width in days"], figures["undated"]) == (1.0, 3, 0)


def test_of_two_with_the_same_words_the_one_of_the_same_kind_pairs(shared: Path) -> None:
    score = scorer()
    words = "met and condemned the tests"
    gold = [event("CONSULT", "2017-09-11", words)]
    found = [event("ACCUSE", None, words), event("CONSULT", "2017-09-11", words)]
    assert shared.exists()
    assert list(note_dates.paired(score, "events", gold, found)) == [(gold[0], found[1])]


def test_a_table_has_a_row_a_layer(counted: note_dates.Dates) -> None:
    table = note_dates.table({"all": counted.figures()})
    assert "| events | 0.333 (right 1, wrong 1, missing 1, open 1, none 0) |" in table
