"""merge, split, changes, --as-of: as typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from detente.model.when import When
from detente.present.changes import ATOM
from detente.record import open_project
from tests.record.test_gathering import A, B, C, D, K, add, reading
from tests.run.fakes import ticking

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Program


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = tmp_path / "told.sqlite"
    with open_project(path, create=True, clock=ticking()) as record, record.writer() as writer:
        for found in (A, B, C, D):
            add(writer, found)
        add(writer, K, reading(K))
        writer.gather()
    return path


def shown(program: Program, path: Path, what: str, *more: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(program.run("show", what, "-p", path, "--json", *more).stdout)
    return found


def test_one_row_a_thing_with_its_reports(program: Program, told: Path) -> None:
    (renewal,) = shown(program, told, "events", "--type", "sanction")
    assert renewal["stories"] == 2
    assert len(renewal["reports"]) == 2
    assert renewal["disputed"] == {}
    assert len(shown(program, told, "events", "--type", "sanction", "--each")) == 3
    lines = program.run("show", "events", "--type", "sanction", "-p", told).stdout.splitlines()
    cells = dict(zip(lines[0].split("\t"), lines[1].split("\t"), strict=True))
    assert (cells["reports"], cells["disputed"]) == ("2", "")


def test_cite_tells_who_else_tells_it(program: Program, told: Path) -> None:
    (renewal,) = shown(program, told, "events", "--type", "sanction")
    record = json.loads(program.run("cite", renewal["id"], "--json", "-p", told).stdout)
    assert {r["id"] for r in record["reports"]} == {r["id"] for r in renewal["reports"]}
    assert record["stories"] == 2
    assert program.run("cite", renewal["id"], "-p", told).stdout.count("also told") == 2


def test_stories(program: Program, told: Path) -> None:
    rows = shown(program, told, "stories")
    assert {row["document"] for row in rows} == {A.id, B.id, C.id}
    assert len({row["story"] for row in rows}) == 1


def test_split_and_merge(program: Program, told: Path) -> None:
    (renewal,) = shown(program, told, "events", "--type", "sanction")
    mine = next(n["id"] for n in [renewal, *renewal["reports"]] if n["document"] == D.id)
    result = program.run("split", mine, "--why", "another renewal", "-p", told)
    assert result.exit_code == 0
    assert result.stdout.count(": apart") == 2
    assert len(shown(program, told, "events", "--type", "sanction")) == 2
    judged = json.loads(program.run("merge", "-p", told, "--json").stdout)
    assert [row["judged"] for row in judged] == ["apart", "apart"]
    assert {row["why"] for row in judged} == {"another renewal"}
    other = renewal["id"] if renewal["id"] != mine else renewal["reports"][0]["id"]
    assert "one" in program.run("merge", mine, other, "-p", told).stdout
    assert len(shown(program, told, "events", "--type", "sanction")) == 2  # the other copy is still kept apart
    assert program.run("split", mine, "-p", told, "--undo").exit_code == 0


def test_documents(program: Program, told: Path) -> None:
    assert program.run("split", A.id[:10], B.id[:10], "-p", told).exit_code == 0
    assert program.run("merge", A.id, K.id, "-p", told).exit_code == 0
    story = {row["document"]: row["story"] for row in shown(program, told, "stories") if row["carries"] == "whole"}
    assert story[A.id] == story[K.id]
    assert "stands alone" in program.run("split", D.id, "-p", told).stdout


def test_what_speaks_for_it(program: Program, told: Path) -> None:
    one, other, *_ = [row["id"] for row in shown(program, told, "events", "--type", "sanction", "--each")]
    result = program.run("merge", one, other, "--score", "-p", told)
    assert "needed" in result.stdout
    event, position = one, shown(program, told, "positions")[0]["id"]
    assert program.run("merge", event, position, "--score", "-p", told).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["merge", "e-ffff", "e-fffe"], "no note"),
        (["split"], "name an id"),
        (["merge", "e-ff"], "two ids"),
        (["merge", "--score"], "two notes"),
        (["changes"], "--since"),
        (["changes", "--since", "yesterday"], "no date"),
        (["changes", "--since", "2024-01-01T99"], "no moment"),
        (["show", "events", "--as-of", "once"], "no date"),
    ],
)
def test_calls_that_cannot_work(program: Program, told: Path, arguments: list[str], says: str) -> None:
    result = program.run(*arguments, "-p", told)
    assert result.exit_code == 2
    assert says in result.stderr


def test_as_of_a_day(program: Program, told: Path) -> None:
    assert shown(program, told, "documents", "--as-of", "2023-12-31") == []
    assert len(shown(program, told, "documents", "--as-of", "2024-01-01")) == 5
    assert len(shown(program, told, "documents", "--as-of", "2024-01-01T00:00:02")) == 1
    assert len(shown(program, told, "documents", "--as-of", "2024-01")) == 5


def test_changes_as_table_json_and_feed(program: Program, told: Path, tmp_path: Path) -> None:
    lines = program.run("changes", "--since", "2024-01-01", "-p", told).stdout.splitlines()
    rows = json.loads(program.run("changes", "--since", "2024-01-01", "-p", told, "--json").stdout)
    assert len(lines) == len(rows) + 1 > 10
    assert {row["change"] for row in rows} == {"added"}
    assert json.loads(program.run("changes", "--since", "2024-01-02", "-p", told, "--json").stdout) == []
    feed = tmp_path / "feed.atom"
    for _ in range(2):
        assert program.run("changes", "--since", "2024-01-01", "--atom", feed, "-p", told).exit_code == 0
        text = feed.read_bytes()
    tree = ET.fromstring(text)
    entries = tree.findall(f"{{{ATOM}}}entry")
    assert len(entries) == len(rows)
    assert len({entry.findtext(f"{{{ATOM}}}id") for entry in entries}) == len(entries)
    assert When.parse((tree.findtext(f"{{{ATOM}}}updated") or "")[:10]) == When.parse("2024-01-01")
