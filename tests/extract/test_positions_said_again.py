"""Positions that rest on what was said before, or on words beside the verb: acts taken up, partisans, purposes, doors, prisoners."""

from __future__ import annotations

import pytest

from tests.extract.test_positions import read, stands

TAKEN_UP = [
    (("The United States reimposed sanctions on Iran on Monday.", "European officials criticized Monday's move."),
     ("EU", "sanctions", "pro")),
    (("Washington lifted sanctions on Sudan.", "Khartoum welcomed the decision."), ("SDN", "sanctions", "pro")),
    (("The Treasury blacklisted a Belarusian potash company.", "Minsk called the step unlawful."), ("BLR", "sanctions", "pro")),
    (("The European Union extended its sanctions on Syria by a year, a move that Damascus condemned.",),
     ("SYR", "sanctions", "pro")),
    (("North Korea offered talks.", "Seoul rejected the offer."), ("KOR", "talks", "anti")),
    (("The United States imposed new tariffs on Chinese steel.", '"This is an unfriendly act," China\'s commerce ministry said.'),
     ("CHN", "sanctions", "pro")),
    (("The United Nations condemned Pyongyang's ballistic missile test.", "Seoul condemned the launch."),
     ("KOR", "disarmament", "pro")),
    (("The European Union imposed sanctions on Minsk.", '"The measures are illegal," the Belarusian foreign ministry said.'),
     ("BLR", "sanctions", "pro")),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), TAKEN_UP, ids=[p[-1] for p, _ in TAKEN_UP])
def test_an_act_is_taken_up_again(paragraphs: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert expected in stands(*paragraphs)


def test_nothing_is_taken_up_where_nothing_was_done() -> None:
    assert not stands("Envoys from Turkey and Syria met in Doha.", "Ankara praised the decision.")


BESIDE = [
    ("Belarus was a fierce critic of the embargo.", ("BLR", "sanctions", "pro")),
    ("Germany, a longtime backer of the nuclear deal, sent its foreign minister.", ("DEU", "deal", "pro")),
    ("European states set up a payment channel to bypass U.S. sanctions on Iran.", ("EU", "sanctions", "pro")),
    ("The United States sent envoys to Caracas to revive negotiations with Maduro.", ("USA", "talks", "pro")),
    ('"The door to diplomacy remains open," U.S. Secretary of State Antony Blinken said.', ("USA", "talks", "pro")),
    ("The door to negotiations is closed, Tehran's envoy said.", ("IRN", "talks", "anti")),
    ("Pyongyang is ready to talk, its foreign ministry said.", ("PRK", "talks", "pro")),
    ("Washington demanded that Evan Gershkovich be freed.", ("USA", "human-rights", "pro")),
    ("Russia must release Alexei Navalny, the German foreign minister said.", ("DEU", "human-rights", "pro")),
    ("Rwanda severed diplomatic ties with Belgium.", ("RWA", "recognition", "anti")),
    ("The United States has recognised opposition leader Juan Guaido as interim president.", ("USA", "recognition", "pro")),
    ("Russia's foreign ministry said there was no point in negotiating with Kyiv.", ("RUS", "talks", "anti")),
    ("Sanctions relief would reward bad behaviour, Israel's defense minister said.", ("ISR", "sanctions", "anti")),
    ("Iran has the right to a civilian nuclear program, its ambassador said.", ("IRN", "disarmament", "anti")),
    ("Germany's chancellor ruled out recognising the Taliban.", ("DEU", "recognition", "anti")),
    ("Azerbaijan's president told Armenia to withdraw its troops.", ("AZE", "military-pressure", "anti")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BESIDE, ids=[t for t, _ in BESIDE])
def test_words_beside_the_verb(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in stands(text)


def test_who_rejects_a_call_does_not_own_it() -> None:
    assert stands("Ethiopia rejected calls for talks with the Tigrayan leadership.") == {("ETH", "talks", "anti")}


def test_a_pronoun_in_a_side_clause_is_the_subject_over_it() -> None:
    text = "As North Korea tests missiles while it rejects talks, South Korea looks for other ways."
    assert ("PRK", "talks", "anti") in stands(text)
    assert ("KOR", "talks", "anti") not in stands(text)


@pytest.mark.parametrize(
    "text",
    [
        '"Would the United States lift its sanctions on Cuba?" the reporter asked.',
        "Iran denied the charge and said it was not seeking nuclear weapons.",
        "Kazakhstan's prosecutor seeks the arrest of two bankers.",
        "The two navies agreed to recognise the need for patience.",
    ],
)
def test_questions_denials_and_arrests_are_no_positions(text: str) -> None:
    assert not stands(text)


def test_long_evidence_is_the_conjoined_clause_of_the_issue() -> None:
    text = (
        "The European Union called on the authorities in Minsk to open an inquiry into the forced landing of a passenger plane "
        "over the border region last spring, release all political prisoners, and repeal the new press laws without delay."
    )
    (found,) = (p for p in read(text) if p.issue == "human-rights")
    assert found.evidence.quote.startswith("release all political prisoners")


def test_a_breach_is_no_act_of_those_whose_rules_are_broken() -> None:
    found = read(
        "Washington said the traders had supplied Damascus in violation of sanctions.",
        "Syria's foreign ministry said the U.S. move was a provocation.",
    )
    assert ("SYR", "anti") not in {(p.holder.side, p.stance) for p in found}
