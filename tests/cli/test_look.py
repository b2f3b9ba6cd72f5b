"""show, cite, brief, export, doctor: on a record that is there."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from detente.cli.show import What
from tests.fixtures import iran

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program

LISTS = [what.value for what in What]
OFTEN_EMPTY = {"stories", "changes", "moves"}
"""Nothing of these in a few documents that have little to do with one another."""


@pytest.mark.parametrize("what", LISTS)
def test_every_list_as_lines_json_and_csv(program: Program, made: Path, what: str) -> None:
    lines = program.run("show", what, "-p", made).stdout.splitlines()
    records = json.loads(program.run("show", what, "-p", made, "--json").stdout)
    rows = list(csv.reader(io.StringIO(program.run("show", what, "-p", made, "--csv").stdout)))
    assert len(lines) == len(rows) == len(records) + 1 > (what not in OFTEN_EMPTY)
    assert lines[0].split("\t") == rows[0]


@pytest.mark.parametrize(
    ("filters", "holders"),
    [
        (["--side", "fra"], ["Emmanuel Macron", "Emmanuel Macron", "France"]),
        (["--person", "zarif"], ["Mohammad Javad Zarif"]),
        (["--issue", "talks"], ["United States"]),
        (["--type", "conditional"], ["Mike Pompeo", "Hassan Rouhani"]),
        (["--since", "2019", "--until", "2019-12"], ["Mohammad Javad Zarif"]),
        (["--publisher", "the courier", "--side", "USA"], ["United States", "Mike Pompeo"]),
        (["--side", "CHN"], []),
    ],
)
def test_filters(program: Program, made: Path, filters: list[str], holders: list[str]) -> None:
    result = program.run("show", "positions", "-p", made, "--json", *filters)
    assert sorted(note["holder"]["name"] for note in json.loads(result.stdout)) == sorted(holders)


def test_one_document_and_the_reasons_of_its_date(program: Program, made: Path) -> None:
    id_ = iran().read[0][0].id
    result = program.run("show", "documents", "-p", made, "--document", id_[:8], "--why")
    assert result.exit_code == 0
    assert "date in the byline" in result.stdout
    assert len(result.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "nothing"], "nothing"),
        (["show", "positions", "--since", "soon"], "2021-10-01"),
        (["show", "positions", "--json", "--csv"], "choose one"),
        (["show", "positions", "--why"], "detente cite"),
        (["show", "positions", "--colour"], "--colour"),
        (["show"], "show"),
        (["frobnicate"], "frobnicate"),
        (["export"], "DIR"),
        (["read"], "PATH"),
    ],
)
def test_wrong_calls_end_with_2_and_say_why(program: Program, arguments: list[str], said: str) -> None:
    result = program.run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    "arguments", [["show", "events"], ["brief"], ["cite", "p-1"], ["export", "out"], ["read", "paper.txt"]]
)
def test_without_a_record_the_cure_is_said_in_one_line(program: Program, arguments: list[str]) -> None:
    result = program.run(*arguments)
    assert result.exit_code == 2
    assert "detente new" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert list(program.folder.iterdir()) == []


def test_cite_shows_the_words_in_their_paragraph_and_the_reasons(program: Program, made: Path) -> None:
    note = iran().measures()[0].note
    result = program.run("cite", note.id, "-p", made)
    assert result.exit_code == 0
    assert f"On 31 July 2019 »{note.evidence.quote}« under Executive Order 13876" in result.stdout
    assert "written by hand" in result.stdout
    assert "bytes 0 to" in result.stdout
    record = json.loads(program.run("cite", note.id[:9], "-p", made, "--json").stdout)
    assert record["id"] == note.id
    assert record["paragraph"].startswith("On 31 July 2019")


def test_cite_of_an_unknown_note(program: Program, made: Path) -> None:
    result = program.run("cite", "p-ffff", "-p", made)
    assert result.exit_code == 2
    assert "p-ffff" in result.stderr


def test_brief_prints_the_path_of_what_it_wrote(program: Program, made: Path) -> None:
    result = program.run("brief", "-p", made, "--out", program.folder / "deep" / "b.html", "--title", "A & B")
    assert result.stdout.strip() == str(program.folder / "deep" / "b.html")
    assert "<title>A &amp; B</title>" in (program.folder / "deep" / "b.html").read_text()


def test_brief_stands_beside_the_record_and_cites_documents_beyond_the_filter(program: Program, made: Path) -> None:
    shutil.copy(made, program.folder / "mine.sqlite")
    result = program.run("brief", "-p", "mine.sqlite", "--since", "2019-07-31", "--until", "2019-07-31")
    assert result.stdout.strip() == "mine.html"
    html = (program.folder / "mine.html").read_text()
    note = iran().measures()[0].note
    assert f'href="#{note.id}"' in html
    assert f'id="{note.id}"' in html


def test_a_place_that_cannot_be_written(program: Program, made: Path) -> None:
    result = program.run("brief", "-p", made, "--out", program.folder)
    assert result.exit_code == 1
    assert str(program.folder) in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(("form", "files"), [("json", 3), ("jsonl", 11), ("csv", 11)])
def test_export(program: Program, made: Path, form: str, files: int) -> None:
    result = program.run("export", "out", "-p", made, "--format", form)
    assert result.exit_code == 0
    assert {p.suffix for p in (program.folder / "out").iterdir()} == {f".{form}"}
    assert len(list((program.folder / "out").iterdir())) == files


def test_doctor(program: Program, made: Path) -> None:
    result = program.run("doctor", "-p", made, "--verify")
    assert result.exit_code == 0
    assert "every quote stands in its document" in result.stdout
    assert "3 documents" in result.stdout
    wrong = program.run("doctor", "--set", "model=no_such_model")
    assert wrong.exit_code == 1
    assert "no_such_model is not installed" in wrong.stdout


@pytest.mark.parametrize("given", ["workers", "workers=many", "speed=9"])
def test_settings_that_are_off(program: Program, given: str) -> None:
    result = program.run("doctor", "--set", given)
    assert result.exit_code == 2
    assert given.partition("=")[0] in result.stderr


def test_a_file_that_is_no_record(program: Program) -> None:
    (program.folder / "detente.sqlite").write_text("not a record at all")
    result = program.run("show", "events")
    assert result.exit_code == 1
    assert "detente.sqlite" in result.stderr
    assert len(result.stderr.splitlines()) == 1
