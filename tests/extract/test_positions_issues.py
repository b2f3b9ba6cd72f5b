"""Issues as data: the tables are sound, and a user's file adds words or a whole dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from detente.errors import BadSetting
from detente.extract import statements
from detente.extract.positions import Positions
from detente.extract.stances import issues
from detente.model.reading import Direction, Reading, Topic
from detente.resources import rows
from tests.extract.sentences import annotated

if TYPE_CHECKING:
    from pathlib import Path

CODEBOOK = {
    "sanctions", "talks", "disarmament", "military-pressure", "aid", "recognition", "human-rights", "deal", "other",
}  # fmt: skip


def test_the_codebooks_issues_are_there_and_described() -> None:
    found = {issue.name: issue for issue in issues.built_in().issues}
    assert set(found) == CODEBOOK
    assert all(issue.pro and issue.anti and issue.nouns for issue in found.values())


def test_no_phrase_stands_for_two_issues() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for issue in issues.built_in().issues:
        for phrase in issue.nouns:
            assert phrase not in seen, f"{' '.join(phrase)}: {seen.get(phrase)} and {issue.name}"
            seen[phrase] = issue.name


@pytest.mark.parametrize("table", ["attitudes", "operators", "evaluations"])
def test_tables_hold_known_signs_and_parts_of_speech(table: str) -> None:
    kinds = {"attitude", "need", "weigh", "quit", "threat"}
    for row in rows(f"positions/{table}.tsv"):
        assert row["sign"] in {"+", "-"}
        assert row["pos"] in {"VERB", "NOUN", "ADJ", "MADE"}
        assert row.get("kind", "need") in kinds


def test_assessment_tables_hold_the_codebooks_values() -> None:
    for row in rows("assessments/verdicts.tsv"):
        assert row["value"] in get_args(Direction), row
        assert row["topic"] in get_args(Topic), row
    for row in (*rows("assessments/matters.tsv"), *rows("assessments/goals.tsv")):
        assert row["value"] in {"+", "-"}
        assert row["topic"] in get_args(Topic), row
    for row in rows("assessments/conduct.tsv"):
        assert row["value"] in get_args(Direction)
    for row in rows("assessments/changes.tsv"):
        assert row["value"] in {"up", "down", "better", "worse", "stalled", "stable", "more"}


def read(step: Positions, text: str) -> set[tuple[str | None, str, str]]:
    document = annotated(text)
    reading = step(document, statements.extract(document, Reading(document=document.document.id)))
    return {(p.holder.side, p.issue, p.stance) for p in reading.positions}


def test_a_users_file_adds_an_issue(tmp_path: Path) -> None:
    text = "Egypt called on Ethiopia to halt the filling of the dam."
    path = tmp_path / "nile-dam.tsv"
    path.write_text(
        "kind\tsign\twords\npro\t\tfilling the dam\nanti\t\tholding the water back\nnoun\t+\tfilling, dam\n"
    )
    assert read(Positions.with_files([]), text) == set()
    assert read(Positions.with_files([path]), text) == {("EGY", "nile-dam", "anti")}


def test_a_users_file_adds_words_to_an_issue_of_ours(tmp_path: Path) -> None:
    text = "Cuba called on the United States to end the bloqueo."
    path = tmp_path / "sanctions.tsv"
    path.write_text("kind\tsign\twords\nnoun\t-\tbloqueo\n")
    added = issues.built_in().with_files([path])
    assert next(i for i in added.issues if i.name == "sanctions").nouns["bloqueo",] == -1
    assert next(i for i in added.issues if i.name == "sanctions").pro
    assert ("CUB", "sanctions", "pro") in read(Positions.with_files([path]), text)


def test_a_wrong_row_says_what_is_wrong_and_where_to_look(tmp_path: Path) -> None:
    path = tmp_path / "water.tsv"
    path.write_text("kind\tsign\twords\nnoun\tplus\triver\n")
    with pytest.raises(BadSetting, match=r"docs/issues\.md"):
        Positions.with_files([path])


def test_a_users_noun_takes_its_issue_up_again(tmp_path: Path) -> None:
    path = tmp_path / "nile-dam.tsv"
    path.write_text("kind\tsign\twords\nnoun\t+\tdam\nagain\t+\tproject\n")
    document = annotated("Ethiopia began to build the dam in 2011.", "Egypt opposes the project.")
    reading = statements.extract(document, Reading(document=document.document.id))
    found = Positions.with_files([path])(document, reading).positions
    assert ("EGY", "nile-dam", "anti") in {(p.holder.side, p.issue, p.stance) for p in found}
