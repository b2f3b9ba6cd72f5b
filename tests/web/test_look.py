from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.web.look import FILTERS, BadAddress, address, look, path_of


def test_an_address_says_what_is_asked() -> None:
    found = look(
        "/splits", {"side": "kor", "since": "2021-09", "until": "2021", "page": "3", "unknown": "x", "issue": " "}
    )
    assert found.filters.side == "KOR"
    assert (found.filters.since, found.filters.until) == (date(2021, 9, 1), date(2021, 12, 31))
    assert found.page == 3
    assert found.filters.issue is None
    assert found.key == "/splits?page=3&side=KOR&since=2021-09&until=2021"


def test_filters_go_along_and_own_values_do_not() -> None:
    found = look("/search", {"side": "KOR", "q": "relief & talks", "page": "2"})
    assert found.to("/splits") == "/splits?side=KOR"
    assert found.here(page=3) == "/search?page=3&q=relief+%26+talks&side=KOR"
    assert found.here(side=None) == "/search?q=relief+%26+talks"
    assert found.to("/splits", side=None) == "/splits"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"side": "South Korea"}, {"side": "KOR"}),
        ({"side": "united nations"}, {"side": "UN"}),
        ({"side": "xyz"}, {"side": "XYZ"}),
        ({"issue": "Keeping the deal"}, {"issue": "deal"}),
        ({"issue": "SANCTIONS"}, {"issue": "sanctions"}),
        ({"issue": "Own issue"}, {"issue": "Own issue"}),
    ],
)
def test_sides_and_issues_are_known_by_their_names(said, meant) -> None:
    assert look("/splits", said).query == meant


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "²"},
        {"page": "9" * 30},
        {"q": "a" * 201},
        {"as_of": "2021-13"},
        {"person": "a\x00b"},
    ],
)
def test_what_cannot_be_understood_is_told_with_its_cure(query: dict[str, str]) -> None:
    with pytest.raises(BadAddress) as caught:
        look("/", query)
    assert caught.value.cure


@given(st.dictionaries(st.sampled_from([*FILTERS, "q", "page"]), st.text(max_size=30), max_size=6))
def test_any_query_is_understood_or_refused(query: dict[str, str]) -> None:
    try:
        found = look("/x", query)
    except BadAddress:
        return
    from urllib.parse import parse_qs, urlsplit

    read = {name: values[0] for name, values in parse_qs(urlsplit(found.key).query).items()}
    assert look("/x", read).query == found.query


def test_names_in_paths_are_escaped() -> None:
    assert path_of("persons", "A/B ?#é") == "/persons/A%2FB%20%3F%23%C3%A9"
    assert address("/", {}) == "/"
