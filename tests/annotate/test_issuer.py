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
