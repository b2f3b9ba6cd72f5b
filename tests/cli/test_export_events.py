"""``detente export`` of events: formats, options that go together, and what is said of what is left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["plover"], ["plover.json"]),
        (["plover", "--json"], ["plover.json"]),
        (["cameo"], ["cameo.csv"]),
        (["icews"], ["icews.tsv"]),
        (["gdelt", "--csv"], ["gdelt.csv"]),
        (["dyad-day", "--tsv"], ["dyad-day-apart.tsv", "dyad-day.tsv"]),
        (["dyad-month", "--json", "--by-report"], ["dyad-month-apart.json", "dyad-month.json"]),
    ],
)
def test_formats_of_events(program: Program, made: Path, arguments: list[str], files: list[str]) -> None:
    result = program.run("export", "out", "-p", made, "--format", *arguments)
    assert result.exit_code == 0
    assert sorted(p.name for p in (program.folder / "out").iterdir()) == files
    assert result.stdout == f"out: {len(files)} {'file' if len(files) == 1 else 'files'}\n"


def test_what_stands_apart_is_said_with_the_cure(program: Program, made: Path) -> None:
    result = program.run("export", "out", "-p", made, "--format", "dyad-day")
    assert "2 events apart in dyad-day-apart.csv: it has no recipient\n" in result.stderr
    assert "1 event apart in dyad-day-apart.csv: its date spans more than a day\n" in result.stderr


def test_filters_and_statuses(program: Program, made: Path) -> None:
    program.run("export", "out", "-p", made, "--format", "plover", "--side", "FRA")
    assert [e["type"] for e in json.loads((program.folder / "out" / "plover.json").read_text())] == ["REQUEST"]
    result = program.run("export", "out", "-p", made, "--format", "icews", "--status", "planned", "--status", "negated")
    assert len((program.folder / "out" / "icews.tsv").read_text().splitlines()) == 1
    assert "4 events of another status left out; --status all keeps them" in result.stderr
    assert program.run("export", "out", "-p", made, "--format", "icews", "--status", "all").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "csv", "--by-report"], "--format plover"),
        (["--status", "actual"], "--format plover"),
        (["--format", "jsonl", "--tsv"], "--format plover"),
        (["--format", "gdelt", "--tsv", "--csv"], "choose one"),
        (["--format", "plover", "--csv"], "--format cameo"),
        (["--format", "icews", "--status", "likely"], "likely"),
        (["--format", "idea"], "idea"),
    ],
)
def test_options_that_do_not_go_together_say_what_does(
    program: Program, made: Path, arguments: list[str], said: str
) -> None:
    result = program.run("export", "out", "-p", made, *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not (program.folder / "out").exists()
