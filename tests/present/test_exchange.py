"""Exports for other tools, read again by those tools."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente.analyse.view import Memory
from detente.model.document import Document, Origin, Paragraph, Span
from detente.model.reading import Reading
from detente.model.when import When
from detente.present.exchange.bibtex import bibtex, escaped
from detente.present.exchange.frames import NAMES, columns_of, frame, frames
from detente.present.exchange.ftm import ftm
from detente.present.exchange.package import package
from detente.present.exchange.parquet import parquet
from detente.present.exchange.workbook import workbook
from tests.fixtures import hostile, iran
from tests.present.moneymodel import moneymodel

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def view() -> Memory:
    return iran()


def test_all_columns_are_told(view: Memory) -> None:
    for made in frames(view):
        assert made.columns
        assert all(len(row) == len(made.columns) for row in made.rows)
        assert len({column.name for column in made.columns}) == len(made.columns)
    assert len(frame(view, "positions").rows) == len(view.positions())


def test_workbook_has_no_formula_and_is_the_same_each_time(view: Memory) -> None:
    made = workbook(frames(hostile()))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(NAMES)
        assert not any(re.search(r"<f>|<hyperlink", sheet) for sheet in sheets)
    assert workbook(frames(view)) == workbook(frames(view))


def test_workbook_quotes_what_looks_like_a_formula(view: Memory) -> None:
    document = replace(view.documents()[0], title="=HYPERLINK(1)")
    reading = replace(view.reading(view.documents()[0].id), document=document.id)
    made = workbook([frame(Memory(((document, reading),)), "documents")])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()
        assert "=HYPERLINK(1)" in archive.read("xl/sharedStrings.xml").decode()


def test_package_fits_its_schema(view: Memory) -> None:
    files = package(frames(view))
    told = json.loads(files["datapackage.json"])
    assert files["codebook.md"].startswith("#")
    known = set()
    for resource in told["resources"]:
        rows = list(csv.DictReader(io.StringIO(files[resource["path"]])))
        assert resource["bytes"] == len(files[resource["path"]].encode())
        names = [column["name"] for column in resource["schema"]["fields"]]
        assert names == [column.name for column in columns_of(resource["name"])]
        if resource["name"] == "documents":
            known = {row["id"] for row in rows}
        for row in rows:
            assert list(row) == names
            if "document" in row:
                assert row["document"] in known


def test_parquet_is_typed(view: Memory) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet as files

    table = files.read_table(io.BytesIO(parquet(frame(view, "events"))))
    assert table.num_rows == len(view.events())
    assert str(table.schema.field("when_first").type) == "date32[day]"
    assert table.column("id").to_pylist() == [sourced.note.id for sourced in view.events()]


def test_bibtex_entries_balance_and_keys_differ(view: Memory) -> None:
    made = bibtex(view)
    keys = re.findall(r"^@\w+\{([^,]+),", made, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(view.documents())
    assert made.count("{") == made.count("}")
    assert escaped("50% of A&B_{x}") == r"50\% of A\&B\_\{x\}"


def keys(*documents: Document) -> list[str]:
    bare = (Reading(document=each.id, published=each.published, steps=("statements.v1",)) for each in documents)
    return re.findall(r"^@\w+\{([^,]+),", bibtex(Memory(tuple(zip(documents, bare, strict=True)))), re.MULTILINE)


def source(text: str, uri: str, **known: object) -> Document:
    return Document(text=text, paragraphs=(Paragraph(Span(0, len(text))),), origin=Origin(uri=uri), **known)


def test_bibtex_keys_are_told_from_what_is_known() -> None:
    opening = "The Panel's report on Eritrea covers arms and travel."
    told = source(
        "x", "in/1.txt", title="The Council's ban on Eritrea", publisher="Horn Wire", published=When.parse("2014-03-02")
    )
    assert keys(told) == ["hornwire2014councilban"]
    assert keys(source(opening, "in/p.pdf")) == ["pndpanelreport"]
    assert keys(source(opening, "https://www.example.org/a/p.pdf")) == ["exampleorgndpanelreport"]
    assert keys(source("اجتماع", "in/12.pdf")) == ["12nd"]


def test_bibtex_keys_that_would_be_alike_have_their_ids_each() -> None:
    one, other = (source(f"Arms and travel, part {number}.", "in/p.pdf") for number in (1, 2))
    assert keys(one) == ["pndarmstravel"]
    assert sorted(keys(one, other)) == sorted(f"pndarmstravel-{each.id.removeprefix('d-')}" for each in (one, other))
    assert keys(one, other) == keys(other, one)


def test_ftm_entities_hang_together(view: Memory) -> None:
    found = {entity["id"]: entity for entity in map(json.loads, ftm(view).splitlines())}
    sanctions = [entity for entity in found.values() if entity["schema"] == "Sanction"]
    assert len(sanctions) == sum(len(measure.note.targets) for measure in view.measures())
    for entity in found.values():
        for name in ("entity", "organizer", "involved", "proof"):
            assert all(value in found for value in entity["properties"].get(name, []))


@pytest.mark.parametrize("made", [iran, hostile])
def test_ftm_is_valid_by_the_package_itself(made: Callable[[], Memory], monkeypatch: pytest.MonkeyPatch) -> None:
    model = moneymodel(monkeypatch)
    for line in ftm(made()).splitlines():
        given = json.loads(line)
        proxy = model.get_proxy(given, cleaned=False)
        assert proxy.schema.name == given["schema"]
        assert proxy.schema.validate(given) is None
        for name, values in given["properties"].items():
            assert len(proxy.get(name)) == len(values), (name, values)
            assert all(proxy.schema.get(name).type.validate(value) for value in values), (name, values)
