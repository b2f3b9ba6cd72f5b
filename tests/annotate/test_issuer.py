"""Whose statement a document itself is."""

from __future__ import annotations

from tests.annotate.linking import linked, who


def test_a_presidents_statement_is_his() -> None:
    title = "Statement by President Joe Biden on Sudan"
    read = linked(
        title,
        "We condemn the violence. I am ordering new sanctions.",
        title=title,
        publisher="The White House",
        published="2023-06-01",
    )
    assert read.issuer is not None
    assert (read.issuer.name, read.issuer.side) == ("Joe Biden", "USA")
    assert who(read, "We") == [("Joe Biden", "USA")]


def test_a_fact_sheet_is_its_publishers() -> None:
    title = "FACT SHEET: New Measures on Belarus"
    read = linked(
        title,
        "The United States is adding nine banks to its list.",
        title=title,
        publisher="The White House",
        published="2021-08-09",
    )
    assert read.issuer is not None
    assert (read.issuer.name, read.issuer.side) == ("The White House", "USA")


def test_a_report_has_no_issuer() -> None:
    title = "Statement by minister angers Minsk"
    read = linked(title, "Belarus rejected it.", title=title, publisher="Reuters", published="2021-08-09")
    assert read.issuer is None


def test_a_governments_organ_by_its_own_name() -> None:
    organs = {
        "Ministry of Foreign Affairs of Uruguay": "URY",
        "Embassy of Peru in Seoul": "PER",
        "Government of the Kingdom of Norway": "NOR",
        "Delegation of the European Union to China": "EU",
        "Ministry of National Defense, Republic of China": "TWN",
    }
    for publisher, side in organs.items():
        title = "On the talks in Geneva"
        read = linked(title, "The talks go on.", title=title, publisher=publisher, published="2021-08-09")
        assert read.issuer is not None, publisher
        assert (read.issuer.name, read.issuer.side) == (publisher, side)


def test_an_outlet_named_after_a_state_is_no_organ() -> None:
    title = "On the talks in Geneva"
    for publisher in ("Times of Israel", "Council on Foreign Relations", "The Parliament Magazine"):
        read = linked(title, "The talks go on.", title=title, publisher=publisher, published="2021-08-09")
        assert read.issuer is None, publisher


def test_a_group_of_states_issues_its_own_declarations() -> None:
    title = "Declaration of the Lima Group"
    read = linked(
        title,
        "They condemn the arrests and call for a vote.",
        title=title,
        publisher="Ministry of Foreign Affairs of Peru",
        published="2019-02-04",
    )
    assert read.issuer is not None
    assert (read.issuer.name, read.issuer.side) == ("Lima Group", None)
    title = "Leaders' Statement on Food Security"
    read = linked(
        title, "We stand together.", title=title, publisher="Secretariat of the Group of Twenty", published="2022-11-16"
    )
    assert read.issuer is not None
    assert (read.issuer.name, read.issuer.side) == ("Group of Twenty", None)


def test_a_ministry_without_its_state_in_its_name_issues_its_releases() -> None:
    title = "New measures against those who finance the war"
    for publisher, side in (
        ("Global Affairs Canada", "CAN"),
        ("Foreign, Commonwealth & Development Office", "GBR"),
        ("State Secretariat for Economic Affairs", "CHE"),
        ("Department of Foreign Affairs and Trade", "AUS"),
    ):
        read = linked(title, "Twelve banks are listed.", title=title, publisher=publisher, published="2022-05-04")
        assert read.issuer is not None
        assert (read.issuer.name, read.issuer.side) == (publisher, side)
