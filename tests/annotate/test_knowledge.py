"""The knowledge base: its tables' sources, a user's own rows, forms and keys of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente import resources
from detente.annotate import knowledge, romanisation
from detente.annotate.actors import Linker
from detente.errors import BadSetting
from detente.model.when import When
from detente.resources.joint import bodies
from tests.annotate.linking import annotator, linked

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("states", "forms", "offices", "media", "organisations", "bodies", "joint")
SHARED_ALIKE = ("odbl", "mledoze", "Archigos", "REIGN-2021-03", "CountryInfo")


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_source(table: str) -> None:
    rows = resources.rows(f"actors/{table}.tsv")
    assert rows
    assert all(row["source"] for row in rows)
    assert not any("odbl" in column for column in rows[0])


def test_offices_rest_on_free_sources_first() -> None:
    for row in resources.rows("actors/offices.tsv"):
        assert row["source"].startswith(("CIA-Factbook-JSON", "Wikidata(", "curated")), row
        assert "end from" not in row["source"] or not row["end"]


def test_offices_have_iso_dates_and_known_sides() -> None:
    base = knowledge.load()
    for row in resources.rows("actors/offices.tsv")[::50]:
        office = knowledge.office(row)
        assert office.side in base.states or office.side in bodies()
        if office.start and office.end:
            assert office.start.first <= office.end.last


@pytest.mark.parametrize(
    ("form", "side"),
    [
        ("U.S.", "USA"), ("US", "USA"), ("N. Korea", "PRK"), ("DPRK", "PRK"), ("ROK", "KOR"), ("UAE", "ARE"), ("Britain", "GBR"),
        ("Burma", "MMR"), ("Elysée", "FRA"), ("Foggy Bottom", "USA"), ("Kremlin", "RUS"), ("Blue House", "KOR"), ("Cheong Wa Dae", "KOR"),
        ("IAEA", "IAEA"), ("NATO", "NATO"), ("Nato", "NATO"), ("UN Security Council", "UN"), ("European External Action Service", "EU"),
        ("ASEAN", "ASEAN"), ("African Union", "AU"), ("Xinhua", "CHN"), ("Brookings Institution", None), ("Reuters", None),
        ("Islamic Revolutionary Guard Corps", "IRN"), ("Democratic People’s Republic of Korea", "PRK"),
    ],
)  # fmt: skip
def test_forms_and_their_sides(form: str, side: str | None) -> None:
    found = knowledge.load().gazetteer.lookup(form)
    assert found is not None
    assert found.side == side


def test_us_is_no_pronoun() -> None:
    read = linked("He told us that the US would stay.", published="2020-01-01")
    states = [read.tokens[m.head].text for m in read.mentions if m.actors and m.actors[0].entity == "state:USA"]
    assert states == ["US"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Jong-un"),
        ("Chung Eui-yong", "Jeong Eui-yong"),
        ("Choe Son Hui", "Choi Sun-hee"),
        ("Ri Yong Ho", "Lee Yong-ho"),
    ],
)
def test_korean_romanisations_fall_together(one: str, other: str) -> None:
    assert romanisation.korean(one) == romanisation.korean(other)


def test_different_korean_names_stay_apart() -> None:
    assert romanisation.korean("Kim Jong Un") != romanisation.korean("Kim Jong Il")


def test_keys_leave_out_initials_accents_and_short_given_names() -> None:
    assert romanisation.key("Donald J. Trump") == romanisation.key("Donald Trump")
    assert romanisation.key("Joe Biden") == romanisation.key("Joseph R. Biden, Jr.")
    assert romanisation.key("Nicolás Maduro") == romanisation.key("Nicolas Maduro")
    assert romanisation.key("Kishida Fumio") in romanisation.turned("Fumio Kishida")


def test_a_users_rows_win(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text(
        "name\tside\tkind\taliases\toffice\tstart\tend\n"
        "Bureau of Ferries\tNZL\tministry\tFerry Bureau\t\t\t\n"
        "Aroha Whetu\tNZL\tperson\t\tforeign minister\t2031-02-01\t\n",
        encoding="utf-8",
    )
    parsed = next(iter(annotator().parser.parse([linked("Aroha Whetu spoke at the Ferry Bureau.").document])))
    found = Linker(knowledge.load(mine)).link(parsed.document, parsed.tokens, parsed.sentences, When.parse("2031-05"))
    sides = {a.name: a.side for m in found.mentions for a in m.actors}
    assert sides["Aroha Whetu"] == "NZL"
    assert sides["Ferry Bureau"] == "NZL"
    assert knowledge.load().gazetteer.lookup("Ferry Bureau") is None


@pytest.mark.parametrize(
    "text", ["name\tside\nA\tUSA\n", "name\tside\tkind\taliases\toffice\tstart\nA B\tUSA\tperson\t\tminister\tsoon\n"]
)
def test_a_users_file_that_is_off_says_so(tmp_path: Path, text: str) -> None:
    mine = tmp_path / "off.tsv"
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting, match=r"off\.tsv.*docs/actors\.md"):
        knowledge.load(mine)
