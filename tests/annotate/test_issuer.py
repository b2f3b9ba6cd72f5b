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
