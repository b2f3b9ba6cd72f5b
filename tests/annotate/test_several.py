"""Officials and bodies of several states in one noun, and lists of names that the parser takes for something else."""

from __future__ import annotations

import pytest

from tests.annotate.linking import linked, who


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Diplomats from Paris, Berlin and London said Iran would answer.", "Diplomats", ["FRA", "DEU", "GBR"]),
        ("The foreign ministers of Guinea, Mali and Burkina Faso wrote to Abuja.", "The foreign ministers", ["GIN", "MLI", "BFA"]),
        ("Ministers from Canada, Mexico and the European Union said the pact would stay.", "Ministers", ["CAN", "MEX", "EU"]),
        ("Senior Armenian and Azerbaijani officials met in Tbilisi.", "officials", ["ARM", "AZE"]),
        ("The Kenyan, Ugandan and Rwandan envoys left Goma.", "envoys", ["KEN", "UGA", "RWA"]),
        ("The U.S. and South Korean militaries put off a drill.", "militaries", ["USA", "KOR"]),
    ],
)  # fmt: skip
def test_officials_of_several_states_are_one_of_each(text: str, words: str, found: list[str]) -> None:
    assert [side for _, side in who(linked(text, published="2023-10-18"), words)] == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Former Serbian and Kosovan officials met in Vienna.", "officials", [None]),
        ("Russian-backed Syrian forces shelled Idlib.", "forces", ["SYR"]),
        ("U.S. Treasury and State Department officials met bankers in Geneva.", "officials", ["USA"]),
        ("The Cuban official said so.", "official", ["CUB"]),
    ],
)
def test_officials_of_one_side_or_of_none_stay_one(text: str, words: str, found: list[str | None]) -> None:
    assert [side for _, side in who(linked(text, published="2023-10-18"), words)] == found


def test_what_one_of_several_is_called() -> None:
    found = linked("Senior Armenian and Azerbaijani officials met the presidents of Georgia and Turkey.")
    assert who(found, "officials") == [("Armenian officials", "ARM"), ("Azerbaijani officials", "AZE")]
    assert who(found, "the presidents") == [("Georgia", "GEO"), ("Turkey", "TUR")]


def test_as_many_persons_named_behind_are_those_meant() -> None:
    found = linked(
        "The foreign ministers of Russia and Turkey, Sergei Lavrov and Mevlut Cavusoglu, dined.", published="2019-11-05"
    )
    assert [name for name, _ in who(found, "foreign ministers")] == ["Sergei Lavrov", "Mevlut Cavusoglu"]


def _conjuncts(text: str, first: str) -> list[str]:
    found = linked(text, published="2019-06-04")
    head = next(t.number for t in found.tokens if t.text == first)
    return [name.name for n in found.conjuncts(head) for name in found.actors_at(n)]


@pytest.mark.parametrize(
    ("text", "first", "found"),
    [
        (
            "Saudi Arabia, the United Arab Emirates, Bahrain and Egypt cut ties with Doha.",
            "Arabia",
            ["Saudi Arabia", "United Arab Emirates", "Bahrain", "Egypt"],
        ),
        (
            "In a joint note, Washington, the European Union and Canada called the vote a sham.",
            "Washington",
            ["United States", "European Union", "Canada"],
        ),
        ("Norway, together with Sweden and Finland, closed its ports.", "Norway", ["Norway", "Sweden", "Finland"]),
        ("Kenya, along with Uganda, closed its ports.", "Kenya", ["Kenya", "Uganda"]),
    ],
)
def test_a_list_of_states_is_no_apposition(text: str, first: str, found: list[str]) -> None:
    assert sorted(_conjuncts(text, first)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Havana, Cuba, is where she and her aunts live.", "Havana"),
        ("Chung Eui-yong, the foreign minister, and his aides flew to Rome.", "Eui"),
        ("Kenya talked with Uganda.", "Kenya"),
    ],
)
def test_an_apposition_and_a_partner_in_talks_are_no_list(text: str, first: str) -> None:
    found = linked(text, published="2021-06-04")
    token = next((t for t in found.tokens if t.text == first), found.tokens[0])
    assert not any(
        found.tokens[n].dep == "conj" and found.tokens[n].pos == "PROPN" for n in found.conjuncts(token.number)
    )
