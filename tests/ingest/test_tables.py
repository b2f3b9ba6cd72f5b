"""Tables and lists of links are no articles; a table in an article is no paragraph."""

from __future__ import annotations

import pytest

from tests.ingest.test_reader import SUDAN, failed, one

TABLE = """# Measures on Belarus

| date | who | what |
|---|---|---|
| 2021-06-21 | European Union | Seventy-eight persons and eight entities were put on the list after the diversion of a flight. |
| 2021-08-09 | United Kingdom | Trade in potash and petroleum products was restricted. |
"""


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace("# Measures on Belarus", "Taken from the official journals."),
        "# To read\n\n- [Belarus and potash](https://a.example/1)\n- [The air ban](https://a.example/2)\n",
        "Belarus and potash https://a.example/potash-2021\nThe air ban https://a.example/the-air-ban\n",
    ],
)
def test_a_table_or_a_list_of_links_holds_no_prose(text: str) -> None:
    found = failed(text.encode())
    assert found.kind == "Empty"
    assert "no prose" in found.reason


@pytest.mark.parametrize("head", ["", "---\ntitle: United States eases sanctions on Sudan\n---\n"])
def test_a_table_in_an_article_is_left_out_and_the_article_stays(head: str) -> None:
    table = TABLE.split("\n", 2)[2]
    found = one(head + SUDAN + "\n" + table + "\nThe list was long, diplomats in Brussels said after the meeting.\n")
    assert "twenty-year trade embargo" in found.text
    assert "potash" not in found.text
    assert "|" not in found.text
