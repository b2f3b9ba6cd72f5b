"""``detente lists`` as users call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from detente.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

OLD = (
    '101,"KIM, Yong Example","individual","DPRK2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1950"\r\n'
    '102,"KIM, Yong Example","individual","DPRK2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1961"\r\n'
    '103,"EXAMPLE TRADING",-0- ,"IRAN",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
)
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2020-03-01T00:00:00Z"><INDIVIDUALS>
<INDIVIDUAL><FIRST_NAME>KIM</FIRST_NAME><SECOND_NAME>YONG EXAMPLE</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPi.900</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>
<INDIVIDUAL><FIRST_NAME>SALAH</FIRST_NAME><SECOND_NAME>BADI</SECOND_NAME><UN_LIST_TYPE>Libya</UN_LIST_TYPE>
<REFERENCE_NUMBER>LYi.900</REFERENCE_NUMBER><LISTED_ON>2018-11-16</LISTED_ON></INDIVIDUAL>
</INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>"""
NEW = OLD + '104,"PETROV, Aleksandr","individual","RUSSIA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.sqlite"
    for name, words in (("old", OLD), ("new", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sdn.csv").write_text(words, newline="")
    assert run("new", "--project", str(path)).exit_code == 0
    for name, day in (("old", "2018-12-28"), ("new", "2021-07-06")):
        result = run("lists", "add", str(tmp_path / name), "--day", day, "--project", str(path))
        assert result.exit_code == 0, result.output
    return path


def run(*words: str, text: str | None = None):
    return CliRunner().invoke(app, list(words), input=text)


def rows(*words: str, project: Path, text: str | None = None) -> list[dict[str, str]]:
    result = run("lists", *words, "--project", str(project), "--json", text=text)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_editions_and_entries(project: Path) -> None:
    editions = rows("show", project=project)
    assert [(e["authority"], e["day"], e["entries"]) for e in editions] == [
        ("OFAC", "2018-12-28", "3"),
        ("OFAC", "2021-07-06", "4"),
    ]
    entries = rows("show", editions[1]["id"], "--programme", "RUSSIA", project=project)
    assert [e["name"] for e in entries] == ["PETROV, Aleksandr"]


def test_differences(project: Path) -> None:
    old, new = (e["id"] for e in rows("show", project=project))
    assert [(d["change"], d["entry"]) for d in rows("diff", old, new, project=project)] == [("added", "104")]
    assert [(d["change"], d["entry"]) for d in rows("diff", new, old, project=project)] == [("removed", "104")]
    assert rows("diff", old, new, "--by-programme", project=project) == [
        {"programme": "RUSSIA", "added": "1", "removed": "0", "changed": "0"}
    ]


def test_who_is_meant(project: Path) -> None:
    (petrov,) = rows("who", "Alexander Petrov", project=project)
    assert (petrov["verdict"], petrov["entry"]) == ("match", "104")
    assert {r["entry"] for r in rows("who", "Kim Yong-example", project=project)} == {"101", "102"}
    (told,) = rows("who", "Kim Yong-example", "--born", "1961", project=project)
    assert (told["verdict"], told["entry"]) == ("match", "102")
    (before,) = rows("who", "Alexander Petrov", "--on", "2019-01-01", project=project)
    assert before["verdict"] == "none"
    answered = rows("who", "-", project=project, text="Alexander Petrov\n\nNobody Known\n")
    assert [(r["asked"], r["verdict"]) for r in answered] == [("Alexander Petrov", "match"), ("Nobody Known", "none")]


def test_errors_name_file_and_cure(project: Path, tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("a,b\n")
    result = run("lists", "add", str(tmp_path / "news.csv"), "--project", str(project))
    assert result.exit_code == 1
    assert "news.csv" in result.stderr
    assert "known are" in result.stderr
    assert run("lists", "show", "n-none", "--project", str(project)).exit_code == 2
    assert run("lists", "who", "A", "--on", "2001-01-01", "--project", str(project)).exit_code == 2


def test_who_lists_whom(project: Path, tmp_path: Path) -> None:
    (tmp_path / "un.xml").write_text(UN)
    lone = run("lists", "overlap", "--project", str(project))
    assert lone.exit_code == 2
    assert "only OFAC" in lone.stderr
    assert run("lists", "add", str(tmp_path / "un.xml"), "--project", str(project)).exit_code == 0
    (pair,) = rows("overlap", project=project)
    assert (pair["verdict"], pair["entry"], pair["other entry"]) == ("match", "102", "KPi.900")
    american, nations = rows("overlap", "--show", "matrix", project=project)
    assert (american["entries"], american["shared"], american["alone"]) == (4, {"UN": 1}, {"UN": 3})
    assert (nations["entries"], nations["alone"]) == (2, {"OFAC": 1})
    alone = rows("overlap", "--show", "alone", project=project)
    assert [(one["list"], one["entry"], one["not on"]) for one in alone] == [
        ("OFAC", "101", "UN"),
        ("OFAC", "103", "UN"),
        ("OFAC", "104", "UN"),
        ("UN", "LYi.900", "OFAC"),
    ]
    (limited,) = rows("overlap", "--show", "alone", "--programme", "DPRK", project=project)
    assert limited["entry"] == "101"
    text = run("lists", "overlap", "--project", str(project)).stdout
    assert "1 (+0?), 3 not" in text
    assert "KPi.900" in text


def test_who_listed_whom_as_of_a_day(project: Path, tmp_path: Path) -> None:
    (tmp_path / "un.xml").write_text(UN)
    assert run("lists", "add", str(tmp_path / "un.xml"), "--project", str(project)).exit_code == 0
    american, _ = rows("overlap", "--show", "matrix", "--as-of", "2020-12-31", project=project)
    assert (american["entries"], american["editions"]) == (3, ["SDN of 2018-12-28"])
    early = run("lists", "overlap", "--as-of", "2019-01-01", "--project", str(project))
    assert early.exit_code == 2
    assert "as of 2019-01-01" in early.stderr
