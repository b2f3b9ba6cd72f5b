"""Tables, CSV, words, charts, exports and files."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from detente.analyse.timeline import timeline
from detente.errors import NotWritable
from detente.model.actors import Actor
from detente.model.when import When
from detente.present import charts, words
from detente.present.citation import citation
from detente.present.export import export
from detente.present.files import free_name, write_whole
from detente.present.tables import FINDINGS, NOTE_COLUMNS, table
from detente.present.tabular import Table, as_csv, as_json, as_lines, defused, plain
from tests.fixtures import hostile, iran
from tests.long_dispute import venezuela

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("what", ["documents", *NOTE_COLUMNS, *FINDINGS])
def test_every_list_has_cells_for_its_columns_and_a_record_a_row(what: str) -> None:
    found = table(venezuela() if what in {"changes", "moves"} else iran(), what)
    assert found.rows
    assert len(found.rows) == len(found.records)
    assert {len(row) for row in found.rows} == {len(found.columns)}
    assert json.loads(as_json(found)) == json.loads(json.dumps(found.records))
    read = list(csv.reader(io.StringIO(as_csv(found))))
    assert tuple(read[0]) == found.columns
    assert len(read) == len(found.rows) + 1


def test_the_reasons_of_a_date() -> None:
    found = table(iran(), "documents", why=True)
    assert found.columns[-1] == "why"
    assert {row[-1] for row in found.rows} == {"date in the byline"}


def test_split_records_carry_their_notes() -> None:
    (record,) = table(iran(), "splits").records
    assert 0.75 < record["gap"] < 1.0
    assert [n["stance"] for n in record["left"]["notes"]] == ["pro", "pro"]
    assert all(n["id"].startswith("p-") and n["evidence"]["text"] for n in record["right"]["notes"])


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1+2", "'+1+2"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-0.5", "-0.5"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, safe: str) -> None:
    assert defused(cell) == safe


def test_nothing_steers_a_terminal() -> None:
    assert plain("a\x1b[31mred\x07\u202e\nb\tc") == "a[31mred b c"
    lines = as_lines(Table(name="t", columns=("a", "b"), rows=(("x\ty", "z\x1b]0;t"),), records=({},)))
    assert lines == "a\tb\nx y\tz]0;t\n"


def test_words_for_sides_stances_and_dates() -> None:
    assert words.side("KOR") == "South Korea"
    assert words.the("USA") == "the United States"
    assert words.side("ZZZ") == "ZZZ"
    assert words.actor(Actor(name="U.N.", side="UN")) == "U.N."
    assert words.actor(Actor(name="António Guterres", side="UN")) == "António Guterres (United Nations)"
    assert words.stance("sanctions", "anti") == "keep"
    assert words.stance("grain", "pro") == "for"
    assert words.wants("grain", "anti") == "is against"
    assert words.listed(["A", "B", "C"]) == "A, B and C"
    dates = ["2021-10-01", "2021-09", "2019", "2021-09-28/2021-09-30", "2021-09-28/2021-10-02"]
    assert [words.date(When.parse(d)) for d in dates] == [
        "1 October 2021",
        "September 2021",
        "2019",
        "28 to 30 September 2021",
        "28 September 2021 to 2 October 2021",
    ]


def test_the_chart_has_a_dot_an_event_that_took_place() -> None:
    chart = charts.timeline_chart(timeline(iran()).dated)
    assert chart is not None
    assert [v["level"] for v in chart["data"]["values"]] == [-0.5, -0.5, -0.5]
    assert charts.timeline_chart(()) is None
    assert charts.spec("timeline")["data"]["values"] == []


def test_a_citation_says_where_and_why() -> None:
    view = iran()
    sourced = view.measures()[0]
    found = citation(sourced, view.document(sourced.document))
    assert found.before == "On 31 July 2019 "
    assert found.after.startswith(" under Executive Order 13876")
    assert found.because == ("written by hand",)
    assert found.record["raw_bytes"] == [0, len(view.document(sourced.document).text.encode())]


def test_files_are_whole_and_names_do_not_clash(tmp_path: Path) -> None:
    taken: set[str] = set()
    assert [free_name(n, taken) for n in ("page", "Page", "page", "page-2")] == ["page", "Page-2", "page-3", "page-2-2"]
    write_whole(tmp_path / "new" / "a.txt", "one")
    write_whole(tmp_path / "new" / "a.txt", "two")
    assert (tmp_path / "new" / "a.txt").read_text() == "two"
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["a.txt"]
    with pytest.raises(NotWritable, match="new"):
        write_whole(tmp_path / "new", "a folder is there")


def test_exports(tmp_path: Path) -> None:
    written = export(iran(), tmp_path / "json", form="json")
    assert [p.name for p in written] == ["2018-quits.json", "2019-lists.json", "2021-first.json"]
    assert json.loads(written[0].read_text())["positions"][0]["evidence"]["start"] >= 0
    export(iran(), tmp_path / "jsonl", form="jsonl")
    lines = (tmp_path / "jsonl" / "positions.jsonl").read_text().splitlines()
    assert [json.loads(line)["issue"] for line in lines].count("sanctions") == 6
    export(hostile(), tmp_path / "csv", form="csv")
    assert next(iter(csv.reader(io.StringIO((tmp_path / "csv" / "documents.csv").read_text()))))[-1] == "why"
