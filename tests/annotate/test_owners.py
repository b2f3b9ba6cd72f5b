"""Persons, papers and plurals by their owners: "Cambodia's X", "his statement", "diplomats from A and B", "officials in Seoul"."""

from __future__ import annotations

import pytest

from tests.annotate.linking import linked, who


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Nobody was excluded, Cambodia's Hun Sen said.", "Hun Sen", ("Hun Sen", "KHM")),
        (
            "The European Union's Kjartan Bjornsson urged the parties in Tigray to hold back.",
            "Kjartan Bjornsson",
            ("Kjartan Bjornsson", "EU"),
        ),
        (
            "President Donald Trump's adviser Masad Boulos said the officers of Rwanda would meet.",
            "Masad Boulos",
            ("Masad Boulos", "USA"),
        ),
    ],
)
def test_a_state_s_possessive_tells_whose_official_somebody_is(text: str, words: str, found: tuple[str, str]) -> None:
    assert who(linked(text, published="2021-10-26"), words) == [found]


def test_officials_of_one_state_keep_its_side() -> None:
    assert who(linked("Diplomats from Oslo said Sudan would answer."), "Diplomats") == [("diplomats", "NOR")]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        (
            "The foreign ministry in Ankara summoned the German envoy.",
            "ministry",
            ("foreign ministry in Ankara", "TUR"),
        ),
        ("Officials in Seoul expect no answer from Pyongyang.", "Officials", ("officials in Seoul", "KOR")),
    ],
)
def test_the_seat_belongs_to_the_name_of_officials_and_bodies(text: str, words: str, found: tuple[str, str]) -> None:
    assert who(linked(text), words) == [found]


def test_a_speaker_s_paper_is_the_speaker() -> None:
    read = linked(
        "Secretary of State Antony Blinken announced visa limits on Ethiopian officials.",
        "Others should expect more, his statement said. The statement named no one.",
        published="2021-05-24",
    )
    assert who(read, "his statement") == [("Antony Blinken", "USA")]


def test_a_joint_paper_speaks_for_itself() -> None:
    read = linked(
        "Biden met Putin in Geneva. The joint statement said that a war could not be won.", published="2021-06-17"
    )
    assert who(read, "The joint statement")[0][1] is None


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("The Social Democrats in Berlin will not sell tanks to Saudi Arabia.", "Democrats", "DEU"),
        ("Senate Democrats will not sell tanks to Saudi Arabia.", "Democrats", "USA"),
    ],
)
def test_a_party_of_another_name_is_not_the_american_one(text: str, words: str, side: str) -> None:
    assert [found for _, found in who(linked(text, published="2019-03-29"), words)] == [side]
