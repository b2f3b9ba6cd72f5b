"""For whom somebody acts as brackets, commas, houses, places in names and posts tell."""

from __future__ import annotations

import pytest

from tests.annotate.linking import linked, who

TOLD = [
    ("The Security Council met. Kenzo Tanabe (Japan) said the North must comply.", "Kenzo Tanabe", "JPN"),
    (
        'The European Parliament spoke of China. "No," said Ruth Hansen (Greens, Germany). It was late.',
        "Ruth Hansen",
        "EU",
    ),
    (
        "Afghanistan changed. Bernard Fontaine, of the UN drug control office, called it a success.",
        "Bernard Fontaine",
        "UN",
    ),
    ('Qatar spoke. "No," said Walid Khoury of the Beirut Forum for Gulf Studies.', "Walid Khoury", None),
    ("Belarus spoke. Anna Volkova of the Minsk Legal Aid Circle agreed.", "Anna Volkova", None),
    ("The EU met. Veerle Aerts of the Eurasian Rights Committee in Brussels said so.", "Veerle Aerts", None),
    ("Afghanistan waited. Omar Saleh of the Interior Ministry in Kabul agreed.", "Omar Saleh", "AFG"),
    ("Turkey waited for the United States. The Democrat Robert Harmon said it was overdue.", "Robert Harmon", "USA"),
    (
        "Sudan was angry. The ambassador to Washington, John Deng, threatened on Wednesday that Sudan could stop exports.",
        "John Deng",
        "SDN",
    ),
    ("Yugoslavia's information minister, Goran Matovic, accused both.", "Goran Matovic", "SRB"),
    ("Bosnian Serb leader Milan Dokic attacked the judges.", "Milan Dokic", "BIH"),
    ("Libya waited. Prime Minister-designate Inga Rudaite of Lithuania said no.", "Inga Rudaite", "LTU"),
]


@pytest.mark.parametrize(("text", "name", "side"), TOLD)
def test_whose_person(text: str, name: str, side: str | None) -> None:
    assert who(linked(text), name)[:1] == [(name, side)]


def sided(text: str) -> dict[str, str | None]:
    return {actor.name: actor.side for mention in linked(text).mentions for actor in mention.actors}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "108 members of the House of Representatives wrote to China.",
            "108 members of the House of Representatives",
            "USA",
        ),
        ("China listed ten. MEPs refused the agreement.", "MEPs", "EU"),
        ("North Korea fired. A panel of experts told the Security Council so.", "panel of experts", "UN"),
        ("Iran waited. European governments welcomed the step.", "European governments", None),
        ("Russia shrugged at the EU. But a foreign ministry statement accused the EU.", "foreign ministry", "RUS"),
    ],
)
def test_whose_body(text: str, name: str, side: str | None) -> None:
    assert sided(text)[name] == side


def test_letters_alone_are_no_body_of_a_state_that_is_not_spoken_of() -> None:
    assert sided("Serbia said sanctions on oil firm NIS took effect.").get("NIS") is None
    assert sided("South Korea waited. The NIS told lawmakers in Seoul so.")["NIS"] == "KOR"


def test_four_are_not_the_four_last_named() -> None:
    text = "Egypt, Libya and Chad met. Turkey offered help. Iran did too. The four countries insist on their demands."
    assert sided(text)["four countries"] is None
