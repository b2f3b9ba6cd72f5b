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


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "Uzbekistan jailed him. The count was wrong, said Ida Falk of the Tashkent Watch Committee.",
            "Ida Falk",
            None,
        ),
        (
            "Mexico hosts them. The chief negotiator for the opposition, Luis Parra, urged the government on.",
            "Luis Parra",
            None,
        ),
        (
            "The rebels in Rwanda were cheerful. Colonel Jean Mugabo, their spokesman, said they would march.",
            "Jean Mugabo",
            None,
        ),
        (
            "Iraq waits. Paul Harmon, the new American administrator, said the party was dissolved.",
            "Paul Harmon",
            "USA",
        ),
        ("Cuba protested. Senator Ana Prieto, a Democrat of Cuban descent, was disappointed.", "Ana Prieto", "USA"),
        (
            "Oil firms left Libya. Ian Farrow, a spokesman for British families, said the offer was the best hope.",
            "Ian Farrow",
            None,
        ),
        (
            "Lebanon waits. The head of the Association of Banks, Joseph Tarbey, said it would pay.",
            "Joseph Tarbey",
            None,
        ),
        ("Zimbabwe Congress of Trade Unions president Peter Mutaso said workers would march.", "Peter Mutaso", None),
        ("The head of the UN supervision mission, Norwegian General Jon Mood, left Syria.", "Jon Mood", "UN"),
        (
            "Turkey was angry. Kemal Dursun, leader of the Republican People's Party, said the United States erred.",
            "Kemal Dursun",
            None,
        ),
        ("The American bill on Sudan stands. Senators Jean Sharp and Walter Pike opposed it.", "Walter Pike", "USA"),
        ("South Korea shut the zone. An opposition lawmaker, Kim Min-ho, asked why.", "Kim Min-ho", "KOR"),
        (
            "Ireland was divided. Minister for Foreign Affairs Dermot Ahearn said the ban would go.",
            "Dermot Ahearn",
            "IRL",
        ),
        (
            "Libya has sold more oil. Prime Minister Shukri Ghanim, an economist, told the BBC so.",
            "Shukri Ghanim",
            "LBY",
        ),
        (
            "The union waited. Syria is slow, the OPCW says. The director-general, Fernan Aria, agreed.",
            "Fernan Aria",
            None,
        ),
    ],
)
def test_whose_spokesman_or_head(text: str, name: str, side: str | None) -> None:
    assert sided(text)[name] == side


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The U.N. Security Council met on Iran. The resolution urges all states to comply.", "resolution", "UN"),
        ("The U.N. Security Council met on Iran. A Senate resolution was passed in Manila.", "Senate resolution", None),
        ("South Korea shut the zone. Opposition lawmakers asked why.", "opposition lawmakers", "KOR"),
        ("Guyana drills. Oil executives said they would wait for the government.", "oil executives", None),
        ("A tribunal in The Hague ruled that China was wrong.", "tribunal", None),
        ("Russia left the treaty. NATO countries insist on it.", "NATO countries", "NATO"),
        ("The U.N. sent Iraq a letter. The secretary-general said he was content.", "secretary-general", "UN"),
        ("Iran cut its output. A deputy oil minister said it could wait.", "deputy oil minister", "IRN"),
        (
            "Libya opens its ports. A spokesman for the Norwegian oil company Fjordal said it would bid.",
            "spokesman",
            None,
        ),
    ],
)
def test_whose_nominals(text: str, name: str, side: str | None) -> None:
    assert sided(text).get(name) == side


def test_a_spokesman_is_named_by_his_organ() -> None:
    assert sided("A spokesman for the Syrian foreign ministry said so.")["spokesman, Syrian foreign ministry"] == "SYR"


def test_the_agency_is_the_one_named_by_letters_and_a_title_calls_again() -> None:
    assert "agency" not in sided("The IAEA warned Iran. The agency said inspectors would leave.")
    assert "ayatollah" not in sided("Ayatollah Ali Khamenei spoke in Tehran. The ayatollah said Iran would not bend.")


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Maria Holst, who heads the World Food Programme, said rice was short.", "Maria Holst", "UN"),
        ("Rasa Petraitis, who chairs a committee of the Seimas, said no.", "Rasa Petraitis", "LTU"),
        ("WASHINGTON - Prime Minister Rasa Petraitis of Lithuania arrived on Monday.", "Rasa Petraitis", "LTU"),
        ("Maria Holst, who heads the seamen's union, said rice was short.", "Maria Holst", None),
    ],
)
def test_whoever_heads_a_known_body(text: str, name: str, side: str | None) -> None:
    assert sided(text)[name] == side


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Minister Jacques Poos flew to Oslo. "President Juan Perez has gone far," he said.', "Jacques Poos"),
        ("Minister Jacques Poos met Juan Perez. Perez would have to yield, he said.", "Jacques Poos"),
    ],
)
def test_a_speaker_does_not_name_himself(text: str, speaker: str) -> None:
    document = linked(text)
    he = next(t.number for t in document.tokens if t.text == "he")
    assert [a.name for a in document.actors_at(he)] == [speaker]
