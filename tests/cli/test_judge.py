"""accept, reject, verdicts: on a copy of a record."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program


def notes(program: Program, path: Path) -> list[str]:
    return [note["id"] for note in json.loads(program.run("show", "positions", "-p", path, "--json").stdout)]


def test_rejected_notes_leave_the_tables_and_come_back(program: Program, made: Path, tmp_path: Path) -> None:
    path = shutil.copy(made, tmp_path / "mine.sqlite")
    first, second, *_ = before = notes(program, path)
    rejected = program.run("reject", first, "-p", path, "--why", "said of another side")
    assert (rejected.exit_code, rejected.stdout) == (0, f"{first}: rejected\n")
    assert (
        program.run("reject", first, "-p", path, "--why", "said of another side").stdout
        == f"{first}: was rejected already\n"
    )
    program.run("accept", second, "-p", path)
    assert notes(program, path) == [id_ for id_ in before if id_ != first]
    assert program.run("explain", first, "-p", path).exit_code == 0
    shown = program.run("verdicts", "-p", path).stdout
    assert "said of another side" in shown
    assert "1 of 2 right: 0.50" in shown
    found = json.loads(program.run("verdicts", "-p", path, "--json").stdout)
    assert [v["accepted"] for v in found["verdicts"]] == [False, True]
    assert found["precision"][0]["judged"] == 2
    assert program.run("reject", "--undo", first, "-p", path).stdout == f"{first}: taken back\n"
    assert notes(program, path) == before


def test_nothing_is_judged_where_one_id_is_wrong(program: Program, made: Path, tmp_path: Path) -> None:
    path = shutil.copy(made, tmp_path / "mine.sqlite")
    result = program.run("reject", notes(program, path)[0], "p-nothing", "-p", path)
    assert result.exit_code == 2
    assert "there is no note" in result.stderr
    assert "nothing has been judged yet" in program.run("verdicts", "-p", path).stderr
