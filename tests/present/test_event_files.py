"""Files of events: PLOVER JSON, CAMEO codes, rows in the manner of ICEWS and GDELT, dyad panels."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from detente.analyse.view import Memory
from detente.model.actors import Actor
from detente.present.events import flat
from detente.present.events.export import FORMATS, SHAPES, export
from tests.fixtures import FRANCE, IRAN, TREASURY, USA, Notes, article, hostile, iran

if TYPE_CHECKING:
    from pathlib import Path

ALL = ("actual", "planned", "hypothetical", "negated")
COUNCIL = Actor(name="U.N. Security Council", side="UN", kind="body")


def _first() -> Notes:
    notes = Notes(
        article(
            "2015-first", "Council meets on Iran",
            "French and Iranian envoys met in Vienna on 14 July 2015.",
            "The Security Council welcomed the talks, and urged the United States and Iran to go on. -1+2 states agree.",
            "Washington will not quit, and may send food next month.",
            publisher="The Courier", published="2015-07-15",
        )
    )  # fmt: skip
    notes.event(
        "CONSULT", [FRANCE, IRAN], [], "French and Iranian envoys met in Vienna on 14 July 2015", date="2015-07-14"
    )
    notes.event("REQUEST", [COUNCIL], [USA, IRAN], "urged the United States and Iran to go on", date="2015-07")
    notes.event("REJECT", [USA], [IRAN], "Washington will not quit", status="negated")
    notes.event("AID", [USA], [IRAN], "may send food next month", date="2015-08", status="planned")
    notes.event("AGREE", [USA], [IRAN], "-1+2 states agree")
    return notes


def _second() -> Notes:
    text = "French diplomats and Iranians met in Austria."
    notes = Notes(article("2015-second", "Talks", text, publisher="Gulf Wire", published="2015-07-16"))
    notes.event("CONSULT", [IRAN, FRANCE], [], "French diplomats and Iranians met in Austria", date="2015-07-14")
    return notes


@pytest.fixture
def view() -> Memory:
    return Memory((_first().read(), _second().read()))


def rows(text: str, delimiter: str) -> list[dict[str, str]]:
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter, quoting=quoting))


def test_plover_has_an_object_an_event_with_its_words(view: Memory, tmp_path: Path) -> None:
    written = export(view, tmp_path, form="plover", statuses=ALL)
    found: list[dict[str, Any]] = json.loads(written.files[0].read_text())
    assert [one["id"] for one in found] == [s.note.id for s in view.events()]
    assert written.other_status == 0
    texts = {document.id: document.text for document in view.documents()}
    for one in found:
        words = one["evidence"]
        assert texts[one["document"]["id"]][words["start"] : words["end"]] == words["text"]
    by_type = {one["type"]: one for one in found}
    meeting, request = by_type["CONSULT"], by_type["REQUEST"]
    assert meeting["mutual"] is True
    assert (meeting["date"], meeting["date_first"], meeting["cameo"]["code"]) == ("2015-07-14", "2015-07-14", "04")
    assert (request["date_first"], request["date_last"]) == ("2015-07-01", "2015-07-31")
    (council,) = request["actors"]
    assert (council["side"], council["country"], council["sectors"]) == ("UN", None, ["IGO"])
    assert [a["country"] for a in request["recipients"]] == ["USA", "IRN"]
    assert "Goldstein 1992" in request["cameo"]["scale"]
    assert by_type["REJECT"]["cameo"] is None
    assert by_type["AGREE"]["date"] is None
    assert (by_type["AID"]["status"], by_type["AID"]["cameo"]["code"]) == ("planned", "033")


def test_icews_rows_a_report_and_pair_with_its_columns_first(view: Memory, tmp_path: Path) -> None:
    written = export(view, tmp_path, form="icews", statuses=("actual",))
    assert written.other_status == 2
    text = written.files[0].read_text()
    assert tuple(text.splitlines()[0].split("\t")[:20]) == flat.ICEWS
    found = rows(text, "\t")
    assert len({row["Event ID"] for row in found}) == len(found)
    meetings = [row for row in found if row["PLOVER Type"] == "CONSULT"]
    assert sorted((row["Source Country"], row["Target Country"], row["Publisher"]) for row in meetings) == [
        ("France", "Iran", "The Courier"), ("Iran", "France", "Gulf Wire"),
    ]  # fmt: skip
    assert {(row["Event Date"], row["CAMEO Code"], row["Intensity"], row["Mutual"]) for row in meetings} == {
        ("2015-07-14", "040", "1.0", "yes")
    }
    asked = [row for row in found if row["PLOVER Type"] == "REQUEST"]
    assert [(row["Target Name"], row["Event ID"][-2:], row["Paragraph"]) for row in asked] == [
        ("United States", ".1", "3"), ("Iran", ".2", "3"),
    ]  # fmt: skip
    assert {(row["Event Date"], row["Date First"], row["Date Last"]) for row in asked} == {
        ("", "2015-07-01", "2015-07-31")
    }
    assert {row["Source Sectors"] for row in asked} == {"International Government Organization"}
    assert {row["Source Country"] for row in asked} == {""}
    (agreed,) = [row for row in found if row["PLOVER Type"] == "AGREE"]
    assert agreed["Quote"] == "'-1+2 states agree"
    assert (agreed["Event Date"], agreed["Published"]) == ("", "2015-07-15")


def test_gdelt_rows_an_act_with_the_number_of_its_reports(view: Memory, tmp_path: Path) -> None:
    found = rows(export(view, tmp_path, form="gdelt", statuses=("actual",)).files[0].read_text(), "\t")
    (meeting,) = [row for row in found if row["EventRootCode"] == "04"]
    assert (meeting["NumMentions"], meeting["NumSources"], meeting["NumArticles"]) == ("2", "2", "2")
    assert (meeting["SQLDATE"], meeting["MonthYear"], meeting["Year"]) == ("20150714", "201507", "2015")
    assert meeting["FractionDate"] == f"{2015 + (6 * 30 + 14) / 365:.4f}"
    assert {meeting["Actor1CountryCode"], meeting["Actor2CountryCode"]} == {"FRA", "IRN"}
    assert (meeting["EventCode"], meeting["QuadClass"], meeting["IsRootEvent"]) == ("040", "1", "1")
    asked = [row for row in found if row["EventRootCode"] == "02"]
    assert [row["Actor2Code"] for row in asked] == ["USAGOV", "IRNGOV"]
    council = asked[0]
    assert (council["Actor1Code"], council["Actor1CountryCode"], council["Actor1KnownGroupCode"]) == (
        "IGOUNO",
        "",
        "UNO",
    )
    assert (council["SQLDATE"], council["MonthYear"], council["IsRootEvent"]) == ("", "201507", "0")
    (agreed,) = [row for row in found if row["EventRootCode"] == "03"]
    assert (agreed["SQLDATE"], agreed["Year"]) == ("", "")


def test_dyad_month_and_those_apart(view: Memory, tmp_path: Path) -> None:
    written = export(view, tmp_path, form="dyad-month", statuses=("actual",))
    assert [path.name for path in written.files] == ["dyad-month.csv", "dyad-month-apart.csv"]
    found = rows(written.files[0].read_text(), ",")
    assert [(row["source"], row["target"], row["period"], row["acts"], row["reports"]) for row in found] == [
        ("FRA", "IRN", "2015-07", "1", "2"),
        ("IRN", "FRA", "2015-07", "1", "2"),
        ("UN", "IRN", "2015-07", "1", "1"),
        ("UN", "USA", "2015-07", "1", "1"),
    ]
    assert [row["goldstein"] for row in found] == ["1.0", "1.0", "3.0", "3.0"]
    (apart,) = rows(written.files[1].read_text(), ",")
    assert (apart["type"], apart["reason"]) == ("AGREE", "no document tells its date")
    assert written.apart == {"no document tells its date": 1}
    reported = export(view, tmp_path, form="dyad-month", statuses=("actual",), by_report=True, shape="json")
    cells = json.loads(reported.files[0].read_text())
    assert [(c["source"], c["AGREE"]) for c in cells if c["AGREE"]] == [("USA", 1)]
    assert json.loads(reported.files[1].read_text()) == []


def test_statuses_asked_for_are_counted(view: Memory, tmp_path: Path) -> None:
    written = export(view, tmp_path, form="dyad-day", statuses=ALL, by_report=True)
    (row,) = [row for row in rows(written.files[0].read_text(), ",") if row["REJECT"] == "1"]
    assert (row["period"], row["goldstein"]) == (
        "2015-07-15",
        "4.0",
    )  # the negated act has no weight, the agreement has


def test_cameo_has_a_row_an_event_whatever_its_status(tmp_path: Path) -> None:
    found = rows(export(iran(), tmp_path, form="cameo", statuses=ALL).files[0].read_text(), ",")
    listed = next(row for row in found if row["actors"].startswith(TREASURY.name))
    assert (listed["cameo"], listed["goldstein"], listed["because"]) == ("163", "-8.0", "'sanctions' → 163")
    assert len(found) == len(iran().events())


@pytest.mark.parametrize("form", FORMATS)
def test_files_are_the_same_each_time_and_empty_views_give_headings(form: str, view: Memory, tmp_path: Path) -> None:
    once = export(view, tmp_path / "one", form=form, statuses=ALL)
    twice = export(Memory(tuple(reversed(view.read))), tmp_path / "two", form=form, statuses=ALL)
    assert [p.read_bytes() for p in once.files] == [p.read_bytes() for p in twice.files]
    assert once.files[0].suffix == f".{SHAPES[form]}"
    nothing = export(Memory(()), tmp_path / "none", form=form, statuses=ALL)
    assert len(nothing.files[0].read_text().splitlines()) == 1


@pytest.mark.parametrize("form", ["icews", "gdelt", "cameo"])
def test_nothing_in_a_cell_breaks_a_row(form: str, tmp_path: Path) -> None:
    text = export(hostile(), tmp_path, form=form, statuses=ALL, shape="tsv").files[0].read_text()
    assert len({line.count("\t") for line in text.splitlines()}) == 1
    assert len(text.splitlines()) == 2
