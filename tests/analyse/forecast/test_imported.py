"""Series from files: each format by its heading, sides by names and codes, rows that tell too little counted and not guessed."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from detente.analyse.forecast.acts import named
from detente.analyse.forecast.imported import imported
from detente.analyse.forecast.sides import side_of
from detente.errors import Malformed, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

ICEWS = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\n"


@pytest.mark.parametrize(
    ("name", "country", "side"),
    [
        ("Ministry (Iran)", "", "IRN"),
        ("North Korea", "", "PRK"),
        ("Armed Forces", "Cuba", "CUB"),
        ("UN Security Council", "", "UN"),
        ("Military Forces of Myanmar (2021-)", "", "MMR"),
        ("Police Forces of Belarus (1994-)", "", "BLR"),
        ("venezuela", "", "VEN"),
        ("Hassan Rouhani", "", "IRN"),
        ("Okada Katsuya", "", "JPN"),
        ("Evo Morales", "", "BOL"),
        ("Segolene Royal", "", "FRA"),
        ("Ségolène Royal", "", "FRA"),
        ("Henry M. Paulson", "", "USA"),
        ("United States Senate", "", "USA"),
        ("Senate", "", None),
        ("High Commission for Refugees", "", "UN"),
        ("Associated Press", "", None),
        ("Iran", "Nowhere", None),
        ("", "", None),
    ],
)
def test_sides(name: str, country: str, side: str | None) -> None:
    assert side_of(name, country, day=date(2015, 1, 1)) == side


def test_icews(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    path.write_text(
        ICEWS
        + "7\t2014-03-17\tCongress\t\tUnited States\tImpose embargo\t163\t-8\tGovernment\t\tRussia\n"
        + "8\t2014-03-17\tForeign Ministry\t\tRussia\tCriticize\t111\t-2\tForeign Ministry\t\tRussia\n"
        + "9\tsoon\tCongress\t\tUnited States\tImpose embargo\t163\t-8\tGovernment\t\tRussia\n"
        + "10\t2014-03-18\tA singer\t\t\tPraise\t051\t3\tGovernment\t\tRussia\n"
        + "11\t2014-03-18\tCongress\t\tUnited States\tOdd\t999\t3\tGovernment\t\tRussia\n"
    )
    found = imported(path)
    (act,) = found.acts
    assert (found.format, found.rows) == ("icews", 5)
    assert (act.day, act.sources, act.targets, act.code) == (date(2014, 3, 17), ("USA",), ("RUS",), "163")
    assert act.cite == "events.tsv:2 7"
    assert act.dyads == ("RUS–USA",)
    assert found.passed == {"within one side": 1, "no day": 1, "a side is not known": 1, "no code": 1}


def test_polecat_acled_and_relations(tmp_path: Path) -> None:
    polecat = tmp_path / "p.csv"
    polecat.write_text(
        "Event ID,Event Date,Event Type,Event Mode,Actor Name,Actor Country,Recipient Name,Recipient Country\n"
        "a,2021-05-04,CONSULT,phone,Blinken,USA,Chung,KOR\na2,2021-05-05,CONSULT,,Blinken,USA,Chung,KOR\n"
        "b,2021-05-06,SANCTION,,Treasury,USA,Generals,MMR\n"
    )
    phone, meeting, sanction = imported(polecat).acts
    assert not named("meet").holds(phone.code)
    assert named("consult").holds(phone.code)
    assert named("meet").holds(meeting.code)
    assert (sanction.code, sanction.targets) == ("163", ("MMR",))
    acled = tmp_path / "a.csv"
    acled.write_text(
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,notes\n"
        "X1,04 May 2020,Battles,Armed clash,Military Forces of India (2014-),Military Forces of China (2012-),Clash at the lake\n"
    )
    (clash,) = imported(acled).acts
    assert (clash.sources, clash.targets, clash.code, clash.told) == (("IND",), ("CHN",), "190", "Clash at the lake")
    relations = tmp_path / "r.tsv.gz"
    with gzip.open(relations, "wt") as file:
        file.write(
            "date\tsource\trelation\ttarget\n2006-07-15\tUN Security Council\tImpose embargo, boycott, or sanctions\tNorth Korea\n"
        )
    assert imported(relations).acts[0].dyads == ("PRK–UN",)


def test_gdelt_has_no_heading(tmp_path: Path) -> None:
    row = [""] * 61
    row[0], row[1], row[5], row[6], row[7] = "1000", "20180612", "USA", "DONALD TRUMP", "USA"
    row[15], row[16], row[17], row[26], row[60] = "PRK", "NORTH KOREA", "PRK", "046", "https://news.example/summit"
    path = tmp_path / "20180613.export.CSV.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("20180613.export.CSV", "\t".join(row) + "\n" + "\t".join(row) + "\n")
    (act,) = imported(path).acts
    assert (act.day, act.dyads, act.code, act.told) == (
        date(2018, 6, 12),
        ("PRK–USA",),
        "046",
        "https://news.example/summit",
    )


def test_a_file_of_ones_own_with_a_map(tmp_path: Path) -> None:
    path = tmp_path / "tests.csv"
    path.write_text("when;what\n2017-07-04;missile\n2017-07-28;missile\n")
    found = imported(path, fields={"day": "when", "source": "=North Korea", "code": "=test"}, as_of=date(2017, 7, 10))
    assert [(act.day, act.sources, act.targets, act.code) for act in found.acts] == [
        (date(2017, 7, 4), ("PRK",), (), "test")
    ]
    assert found.passed == {"after the day asked for": 1}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "its heading is none of"),
        ({"day": "when", "sauce": "who"}, "there is no field 'sauce'"),
        ({"day": "then", "source": "who"}, "there is no column 'then'"),
        ({"day": "when"}, "lacks the day or the source"),
    ],
)
def test_what_a_file_or_a_map_lacks_is_said(tmp_path: Path, fields: dict[str, str], said: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text("when,who\n2001-01-01,Iran\n")
    with pytest.raises(Malformed, match=said) as error:
        imported(path, fields=fields)
    assert str(path) in str(error.value)


def test_hostile_files(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        imported(tmp_path / "none.csv")
    for name, content in {
        "b.csv": b"\x00\xff\xfe\x00binary",
        "c.tsv.gz": b"no gzip",
        "d.zip": b"no zip",
        "e.csv": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises((Malformed, Unreadable)):
            imported(tmp_path / name)
    wide = tmp_path / "wide.tsv"
    wide.write_text(ICEWS + "1\t2014-01-01\t" + "x" * (2 << 20) + "\n")
    with pytest.raises(Malformed, match="field"):
        imported(wide)
