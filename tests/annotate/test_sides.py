"""For whom somebody acts whose state stands beside him, before him, after him or nowhere: texts about a dozen states."""

from __future__ import annotations

import pytest

from detente.annotate import knowledge, origins
from tests.annotate.linking import actors_of, linked, who


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        (
            "Niger wants to be heard. Its envoy in Geneva, Farida Oumarou, told reporters that the ban was unjust.",
            "Farida Oumarou",
            "NER",
        ),
        (
            "For Sudan's envoy to the talks, Hatim al-Sir, the truce was never meant to last.",
            "Hatim al-Sir",
            "SDN",
        ),
        (
            "In Tehran, the ambassador to London, Kamran Daneshvar, wrote that the efforts had failed.",
            "Kamran Daneshvar",
            "IRN",
        ),
        (
            "The head of Cuba's civil aviation institute in Camaguey, Raimundo Ortega, replied that flights would go on.",
            "Raimundo Ortega",
            "CUB",
        ),
        (
            "Iran said no. A lawmaker sitting on parliament's security commission, Ebrahim Nikfar, spoke of a bill.",
            "Ebrahim Nikfar",
            "IRN",
        ),
        (
            "In Caracas, the deputy head of parliament's oil committee, Ramiro Castellan, said the fields would stay shut.",
            "Ramiro Castellan",
            "VEN",
        ),
    ],
)
def test_a_name_between_commas_names_the_noun_and_not_the_place_inside_its_phrase(
    text: str, words: str, side: str
) -> None:
    assert [a.side for a in actors_of(linked(text, published="2022-03-01"), words)] == [side]


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("Russia's deputy U.N. envoy rejected the draft.", "envoy", "RUS"),
        ("The Venezuelan U.N. mission protested.", "mission", "VEN"),
        ("The U.N. envoy for Syria flew to Damascus.", "envoy", "UN"),
    ],
)
def test_a_state_owns_its_envoy_to_a_body(text: str, words: str, side: str) -> None:
    assert [a.side for a in actors_of(linked(text), words)] == [side]


def test_the_possessor_may_be_a_pronoun_that_is_resolved_later() -> None:
    read = linked(
        "Turkish President Recep Tayyip Erdogan flew to Baku. He took along his customs minister, Cengiz Oral, and two generals.",
        published="2021-06-15",
    )
    assert [a.side for a in actors_of(read, "Cengiz Oral")] == ["TUR"]


def test_an_adviser_is_of_the_side_of_whom_he_advises_though_that_one_is_named_later() -> None:
    read = linked(
        "Washington offered talks. From Siavash Kalantari, an adviser to Hassan Rouhani, came a cool reply.",
        published="2018-07-31",
    )
    assert [a.side for a in actors_of(read, "Siavash Kalantari")] == ["IRN"]


def test_the_side_that_lists_somebody_is_not_his() -> None:
    read = linked(
        "The United States on Tuesday sanctioned General Philemon Chikara for killings in Harare, where Zimbabwe's army had fired on a crowd.",
        published="2019-03-05",
    )
    assert [a.side for a in actors_of(read, "Chikara")] == ["ZWE"]


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        (
            "Iran's navy boarded the tanker near Fujairah. The United States sent two ships. No one was hurt, Commander Todd Whitfield said.",
            "Whitfield",
            "USA",
        ),
        (
            "Lithuania and Belarus closed another crossing. They will stay shut, Interior Minister Ruta Kazlauskaite told villagers.",
            "Kazlauskaite",
            "LTU",
        ),
        (
            "China says that the barrier stays. The Philippines protested. Governor Rodolfo Magsaysay wants no soldiers beside his airport.",
            "Magsaysay",
            "PHL",
        ),
    ],
)
def test_a_name_like_those_of_a_state_s_officials_weighs(text: str, words: str, side: str) -> None:
    assert [a.side for a in actors_of(linked(text, published="2023-11-01"), words)] == [side]


def test_letters_of_names_part_states_and_say_nothing_of_one_alone() -> None:
    shares = origins.shares("Nikolai Petrov", ["RUS", "MMR", "CHN"])
    assert max(shares, key=shares.__getitem__) == "RUS"
    assert sum(shares.values()) == pytest.approx(1.0)
    assert origins.shares("Nikolai Petrov", ["RUS"]) == {}
    assert origins.shares("Nikolai Petrov", ["EU", "UN"]) == {}


@pytest.mark.parametrize(
    ("published", "side"),
    [("2022-05-01", "NER"), ("2023-09-01", None)],
)
def test_an_office_ends_with_the_coup(published: str, side: str | None) -> None:
    read = linked("ECOWAS spoke with Mohamed Bazoum on Friday about Niger.", published=published)
    assert [a.side for a in actors_of(read, "Bazoum")] == [side]


def test_a_tenure_without_an_end_ends_with_the_successor_s_start() -> None:
    base = knowledge.load(None)
    rows = [r for r in base.rows_of("Michelle Bachelet") if r["office"] == "head of state" and r["start"] > "2014"]
    assert rows
    assert all(r["end"] == "2018-03-11" for r in rows)


@pytest.mark.parametrize(
    ("text", "words", "name", "side"),
    [
        (
            "European Union ministers met in Luxembourg. The Council noted that the bans on Myanmar stay.",
            "Council",
            "Council",
            "EU",
        ),
        (
            "The U.N. Security Council met on Sudan. The Council asked for access.",
            "Council asked",
            "U.N. Security Council",
            "UN",
        ),
        (
            '"We have waited long enough," said the Commission\'s president, Ursula von der Leyen, of Belarus.',
            "Leyen",
            "Ursula von der Leyen",
            "EU",
        ),
    ],
)
def test_organs_of_the_union(text: str, words: str, name: str, side: str) -> None:
    read = linked(text, published="2021-11-15")
    assert who(read, words) == [(name, side)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Tehran freed five Iranians on Monday.", "Iranians", [("five Iranians", None)]),
        ("Many Cubans wait for medicine.", "Cubans", [("Many Cubans", None)]),
        ("The Iranians rejected the draft.", "Iranians", [("Iranians", "IRN")]),
    ],
)
def test_a_number_of_people_is_not_their_state(text: str, words: str, found: list[tuple[str, str | None]]) -> None:
    assert who(linked(text), words) == found


def test_a_family_name_may_be_an_outlet_s_or_a_people_s() -> None:
    read = linked(
        "Christopher Hill, the American negotiator, flew home.",
        "Hill said that Pyongyang would have to wait. Elaine French of the U.S. embassy agreed.",
        published="2007-03-20",
    )
    assert who(read, "Hill said") == [("Christopher Hill", "USA")]
    assert who(read, "Elaine French") == [("Elaine French", "USA")]


def test_of_two_foreign_ministers_the_state_s_is_the_minister() -> None:
    read = linked(
        "Hossein Amirabdollahian spoke for an hour. The E.U.'s foreign policy chief, Josep Borrell, had sent him a text.",
        "The foreign minister called it a step.",
        published="2022-08-16",
    )
    assert who(read, "foreign minister") == [("Hossein Amirabdollahian", "IRN")]


def test_an_apposition_keeps_its_person_the_subject() -> None:
    read = linked(
        "China's envoy, Zhou Jianmin, spoke first.",
        "Taiwan's health minister, Lin Po-han, held court across the road. He thanked the delegations.",
        published="2024-05-27",
    )
    assert who(read, "He thanked") == [("Lin Po-han", "TWN")]


def test_a_bloc_is_the_one_that_the_document_speaks_of() -> None:
    read = linked("ECOWAS shut Mali's borders. The bloc wants elections.", published="2022-01-10")
    assert [name for name, _ in who(read, "bloc")] == ["ECOWAS"]


def test_a_name_that_nothing_knows_is_a_mention_without_a_side() -> None:
    read = linked("Britain named Caryslia Montilva and the carrier Zerlavia on Tuesday.")
    assert who(read, "Montilva") == [("Caryslia Montilva", None)]
    assert [side for _, side in who(read, "Zerlavia")] == [None]


def test_an_institute_s_country_is_not_its_researcher_s_side() -> None:
    read = linked(
        "The deal is dead, said Corinne Delmas of the French Institute of Strategic Studies.", published="2019-09-01"
    )
    assert [a.side for a in actors_of(read, "Corinne Delmas")] == [None]


def test_somebody_speaks_for_those_named_after_him() -> None:
    read = linked("Hollis Brandt, for the Americans, held that nothing had changed for Cuba.", published="2017-11-01")
    assert [a.side for a in actors_of(read, "Hollis Brandt")] == ["USA"]


def test_the_head_of_a_state_owned_bank_is_no_one_s() -> None:
    read = linked(
        "The Kremlin was silent. Arkady Lunin, head of state-owned Neva Group, called the ban theft.",
        published="2018-05-01",
    )
    assert [a.side for a in actors_of(read, "Arkady Lunin")] == [None]


@pytest.mark.parametrize(
    ("text", "published", "words", "side"),
    [
        ("President Hosni Mubarak received the envoys of Yemen.", "1990-08-12", "Mubarak", "EGY"),
        ("Alberto Fujimori flew to Brasilia.", "1998-10-26", "Alberto Fujimori", "PER"),
        ("Alberto Fujimori flew to Tokyo.", "2003-10-26", "Alberto Fujimori", None),
        ("Mahathir Mohamad spoke of Myanmar.", "2019-01-10", "Mahathir Mohamad", "MYS"),
    ],
)
def test_offices_held_at_the_document_s_date(text: str, published: str, words: str, side: str | None) -> None:
    assert [a.side for a in actors_of(linked(text, published=published), words)] == [side]


def test_an_expert_with_a_mandate_speaks_for_the_united_nations() -> None:
    read = linked(
        "The killing was planned, said the United Nations expert Solveig Aas. Saudi Arabia rejects it. "
        "Analyst Per Dahl doubts it.",
        published="2019-06-20",
    )
    assert [a.side for a in actors_of(read, "Solveig Aas")] == ["UN"]
    assert [a.side for a in actors_of(read, "Per Dahl")] == [None]


def test_a_retired_general_and_a_colleague_are_no_one_s() -> None:
    read = linked(
        "Pakistan answered India's fire. General Ved Rathore, retired, expects more.",
        "Analyst Ingrid Voss agreed. Her colleague Piet Maas did not.",
        published="2025-05-10",
    )
    assert [a.side for a in actors_of(read, "Ved Rathore")] == [None]
    assert [a.side for a in actors_of(read, "Piet Maas")] == [None]


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("The World Uyghur Congress said in Munich that China had lied. The U.S. sanctions stay.", "Congress", None),
        ("The Trades Union Congress condemned the American sanctions on Zimbabwe.", "Congress", None),
        ("Congress passed the American sanctions on Zimbabwe in 2001.", "Congress", "USA"),
        ("The U.S. Congress passed the sanctions on Zimbabwe in 2001.", "Congress", "USA"),
    ],
)
def test_a_congress_of_somebody_else_is_not_the_american_one(text: str, words: str, side: str | None) -> None:
    assert [a.side for a in actors_of(linked(text, published="2021-03-10"), words)] == [side]


def test_figures_of_an_opposition_speak_for_nobody() -> None:
    read = linked("Juan Guaidó told a crowd in Caracas that aid would cross the bridge.", published="2019-02-22")
    assert who(read, "Juan Guaidó") == [("Juan Guaidó", None)]
    read = linked("Sviatlana Tsikhanouskaya asked the European Union for more sanctions.", published="2021-06-02")
    assert [side for _, side in who(read, "Sviatlana Tsikhanouskaya")] == [None]
    read = linked("Aung San Suu Kyi opened the conference.", published="2018-07-11")
    assert [side for _, side in who(read, "Aung San Suu Kyi")] == ["MMR"]
    read = linked("Aung San Suu Kyi asked the world not to lift the sanctions.", published="2003-02-11")
    assert [side for _, side in who(read, "Aung San Suu Kyi")] == [None]
    read = linked("The generals hold State Counsellor Aung San Suu Kyi.", "Myanmar was silent.", published="2021-02-09")
    assert [side for _, side in who(read, "Aung San Suu Kyi")] == ["MMR"]


def test_a_holder_of_an_office_is_known_without_one_of_his_names() -> None:
    read = linked("Ahmed Abdallah Sambi pleaded for troops from Tanzania and Sudan.", published="2008-02-21")
    assert [side for _, side in who(read, "Ahmed Abdallah Sambi")] == ["COM"]
