"""Lists: each row of a file becomes a listing or a failure; bad files say why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.errors import Malformed, TooLarge, Undecodable, Unreadable
from detente.ingest.lists.reader import read_list
from detente.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

SDN = (
    '101,"KOREA EXAMPLE TRADING",-0- ,"DPRK3] [NPWMD",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. \'KETCO\'; Company Number 77 (China)."\r\n'
    '102,"RI, Example Chol","individual","DPRK2","Director",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 01 Jan 1961 to 31 Dec 1963; nationality Korea, North"\r\n'
    '103,"SEA EXAMPLE","vessel","SDGT",-0- ,"HP1",Crude Oil Tanker,-0- ,-0- ,Panama,-0- ,"Vessel Registration Identification IMO 9000001"\r\n'
)
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2024-02-03T00:00:00Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>RI</FIRST_NAME><SECOND_NAME>EXAMPLE CHOL</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPi.900</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON><NAME_ORIGINAL_SCRIPT>리례철</NAME_ORIGINAL_SCRIPT>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Lee Example</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1962</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>
</INDIVIDUALS><ENTITIES><ENTITY><DATAID>2</DATAID></ENTITY></ENTITIES></CONSOLIDATED_LIST>"""


def _write(folder: Path, name: str, words: str) -> Path:
    path = folder / name
    path.write_text(words, encoding="utf-8", newline="")
    return path


def test_ofac_csv_with_its_set(tmp_path: Path) -> None:
    _write(tmp_path, "sdn.csv", SDN + "\x1a")
    _write(tmp_path, "alt.csv", '102,7,"aka","LEE, Example Chul",-0- \r\n')
    _write(tmp_path, "sdn_comments.csv", '102,"; Passport 123 (Korea, North)."\r\n')
    found = read_list(tmp_path, on=When.day(date(2020, 1, 2)))
    assert [(one.entry, one.kind, one.programmes) for one in found.listings] == [
        ("101", "entity", ("DPRK3", "NPWMD")),
        ("102", "person", ("DPRK2",)),
        ("103", "vessel", ("SDGT",)),
    ]
    company, person, ship = found.listings
    assert [n.text for n in company.names] == ["KOREA EXAMPLE TRADING", "KETCO"]
    assert company.identifiers == ("Company Number 77 (China)",)
    assert [(n.family, n.given, n.kind) for n in person.names] == [
        ("RI", "Example Chol", "primary"),
        ("LEE", "Example Chul", "alias"),
    ]
    assert person.born == (When.parse("1961/1963"),)
    assert person.states == ("Korea, North",)
    assert person.identifiers == ("Passport 123 (Korea, North)",)
    assert ship.states == ("Panama",)
    assert (found.edition.authority, found.failures) == ("OFAC", ())


def test_a_malformed_row_is_a_failure_and_the_rest_loads(tmp_path: Path) -> None:
    found = read_list(_write(tmp_path, "sdn.csv", SDN + '104,"CUT OFF",-0- \r\n'))
    assert len(found.listings) == 3
    (failure,) = found.failures
    assert "104" in failure.reason
    assert failure.cure


def test_un_xml(tmp_path: Path) -> None:
    found = read_list(_write(tmp_path, "un.xml", UN))
    (person,) = found.listings
    assert (person.entry, person.kind, person.listed) == ("KPi.900", "person", When.parse("2016-03-02"))
    assert [(n.text, n.kind) for n in person.names] == [
        ("RI EXAMPLE CHOL", "primary"),
        ("리례철", "native"),
        ("Lee Example", "weak"),
    ]
    assert found.edition.day == When.parse("2024-02-03")
    assert len(found.failures) == 1  # the entity without a name


def test_xml_that_breaks_off_keeps_what_stood_before(tmp_path: Path) -> None:
    found = read_list(_write(tmp_path, "un.xml", UN[: UN.index("</INDIVIDUALS>")]))
    assert len(found.listings) == 1
    assert "broken XML" in found.failures[0].reason


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(Malformed, match="no entry"):
        read_list(_write(tmp_path, "un.xml", UN.replace("<CONSOLIDATED_LIST", bomb + "<CONSOLIDATED_LIST")))


def test_files_that_are_no_list(tmp_path: Path) -> None:
    with pytest.raises(Undecodable, match="no list that is known"):
        read_list(_write(tmp_path, "news.csv", "a,b\n1,2\n"))
    with pytest.raises(Undecodable, match="is XML"):
        read_list(_write(tmp_path, "feed.xml", "<rss></rss>"))
    with pytest.raises(Unreadable):
        read_list(tmp_path / "missing.csv")
    with pytest.raises(TooLarge):
        read_list(_write(tmp_path, "sdn.csv", SDN), most_bytes=10)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("path", "entries"),
    [
        ("ofac/2018-12", 7379),
        ("ofac/2021-07", 8976),
        ("ofac/2024-05-03", 14965),
        ("ofac/legacy_xml_sample/consolidated_2021-01.xml", 376),
        ("un/un_consolidated_2021-01-18_ammitto.xml", 1003),
        ("un/un_consolidated_2026-02-27_watchman.xml", 1003),
    ],
)
def test_real_lists_load_with_no_row_lost(shared: Path, path: str, entries: int) -> None:
    found = read_list(shared / "lists" / path)
    assert (len(found.listings), found.failures) == (entries, ())
    assert len({one.entry for one in found.listings}) == entries
