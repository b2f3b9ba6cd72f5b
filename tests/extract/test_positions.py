"""Positions: each construction on short texts of our own, over a dozen disputes."""

from __future__ import annotations

import pytest

from detente.extract import positions, statements
from detente.model.evidence import InText
from detente.model.reading import Position, Reading
from tests.extract.sentences import annotated


def read(*paragraphs: str) -> tuple[Position, ...]:
    document = annotated(*paragraphs)
    return positions.extract(document, statements.extract(document, Reading(document=document.document.id))).positions


def stands(*paragraphs: str) -> set[tuple[str | None, str, str]]:
    """Side of the holder, issue and stance of all positions."""
    return {(p.holder.side, p.issue, p.stance) for p in read(*paragraphs)}


ATTITUDES = [
    # verbs of wanting and asking, over operators on the object
    ("Cuba called on the United States to end its decades-old embargo.", ("CUB", "sanctions", "pro")),
    ("Sudan's government has long sought the lifting of sanctions.", ("SDN", "sanctions", "pro")),
    ("Cypriot officials want the arms embargo lifted.", ("CYP", "sanctions", "pro")),
    ("Turkey has asked that sanctions not be imposed.", ("TUR", "sanctions", "pro")),
    ("Ukraine's president pleaded for tougher sanctions on Russia.", ("UKR", "sanctions", "anti")),
    ("French President Emmanuel Macron urged Iran to respect the nuclear deal.", ("FRA", "deal", "pro")),
    ("Iran wants European countries to salvage the accord.", ("IRN", "deal", "pro")),
    ("The Taliban called on the world to recognize their government.", ("AFG", "recognition", "pro")),
    # refusing and condemning turn the sign
    ("U.S. officials ruled out any sanctions relief.", ("USA", "sanctions", "anti")),
    ("South Africa has refused to join the sanctions.", ("ZAF", "sanctions", "pro")),
    ("Germany is opposed to new sanctions on Iran.", ("DEU", "sanctions", "pro")),
    ("The European Union on Monday condemned Iran's latest ballistic missile test.", ("EU", "disarmament", "pro")),
    ("Minsk dismissed the new EU sanctions as pointless.", ("BLR", "sanctions", "pro")),
    ("Hungary blocked a new round of sanctions against Russia.", ("HUN", "sanctions", "pro")),
    # negation
    ("Beijing said it would never accept unilateral sanctions.", ("CHN", "sanctions", "pro")),
    ("Pyongyang has shown no interest in resuming talks.", ("PRK", "talks", "anti")),
    ("Turkey had no intention of abandoning the offensive, it said.", ("TUR", "military-pressure", "pro")),
    # adjectives and states of mind
    ("The Kremlin said it was open to dialogue with Kyiv.", ("RUS", "talks", "pro")),
    ("Japan remains committed to maximum pressure.", ("JPN", "sanctions", "anti")),
    ("Caracas is reluctant to accept humanitarian aid.", ("VEN", "aid", "anti")),
    # what a thing makes of another
    ("Beijing said that more sanctions would only make the situation worse.", ("CHN", "sanctions", "pro")),
    ("France said that lifting the sanctions would make the region safer.", ("FRA", "sanctions", "pro")),
    # laws
    ("The House of Representatives voted on Tuesday to tighten sanctions on Myanmar.", ("USA", "sanctions", "anti")),
    ("The Iranian parliament approved a bill to expand the missile program.", ("IRN", "disarmament", "anti")),
    # threats and quitting
    ("Iran threatened to quit the agreement.", ("IRN", "deal", "anti")),
    ("The United States withdrew from the nuclear deal.", ("USA", "deal", "anti")),
]


@pytest.mark.parametrize(("text", "expected"), ATTITUDES, ids=[t for t, _ in ATTITUDES])
def test_attitudes_over_operators(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in stands(text)


SPOKEN = [
    # duty, future, imperative, evaluation: the speaker's
    ("The joint exercises must stop immediately, North Korea said.", ("PRK", "military-pressure", "anti")),
    (
        "Myanmar's military should release all political prisoners, the United Nations said.",
        ("UN", "human-rights", "pro"),
    ),
    ("Japan said it would maintain the sanctions.", ("JPN", "sanctions", "anti")),
    ("Serbia said it would never recognize Kosovo.", ("SRB", "recognition", "anti")),
    ("The EU said it would continue to implement the deal.", ("EU", "deal", "pro")),
    ("Havana says the embargo is the main obstacle to its development.", ("CUB", "sanctions", "pro")),
    ("Syria's government said Western sanctions were hurting ordinary people.", ("SYR", "sanctions", "pro")),
    ("China says that sanctions are not the solution.", ("CHN", "sanctions", "pro")),
    ("China says only a resumption of talks can resolve the dispute.", ("CHN", "talks", "pro")),
    ("Russia's foreign ministry denounced the sanctions as illegal.", ("RUS", "sanctions", "pro")),
    ("Israel's prime minister has called the deal a disaster.", ("ISR", "deal", "anti")),
    (
        "There is no military solution to the crisis, the Russian foreign ministry said.",
        ("RUS", "military-pressure", "anti"),
    ),
    ("There is no alternative to dialogue, Ankara said.", ("TUR", "talks", "pro")),
    ("Saudi Arabia said it would retaliate against any sanctions.", ("SAU", "sanctions", "pro")),
    ("It is essential to resume the talks on Cyprus, Athens said.", ("GRC", "talks", "pro")),
    ("The time is ripe for dialogue with Minsk, Moscow said.", ("RUS", "talks", "pro")),
]


@pytest.mark.parametrize(("text", "expected"), SPOKEN, ids=[t for t, _ in SPOKEN])
def test_what_is_said_is_the_speakers(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in stands(text)


def test_nouns_carry_attitudes_and_what_stands_above_turns_them() -> None:
    found = stands("Moscow resists Ankara's push for the lifting of sanctions on Damascus.")
    assert ("TUR", "sanctions", "pro") in found
    assert ("RUS", "sanctions", "anti") in found


def test_an_offer_refused_is_two_positions() -> None:
    found = stands("Venezuelan President Nicolas Maduro rejected a U.S. offer of humanitarian aid.")
    assert {("VEN", "aid", "anti"), ("USA", "aid", "pro")} <= found


def test_sanctions_sought_by_somebody_are_theirs() -> None:
    assert ("UKR", "sanctions", "anti") in stands("The sanctions sought by Ukraine would hit Russian banks.")


CONDITIONAL = [
    ("The United States will lift sanctions only if Iran halts uranium enrichment.", ("USA", "sanctions", "conditional")),
    ("North Korea said it would not return to talks unless the United States drops its policy.", ("PRK", "talks", "conditional")),
    ("The EU could ease sanctions if Minsk frees political prisoners.", ("EU", "sanctions", "conditional")),
    ("South Korea offered economic aid if North Korea gives up its weapons.", ("KOR", "aid", "conditional")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONDITIONAL, ids=[t for t, _ in CONDITIONAL])
def test_conditions_make_positions_conditional(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in stands(text)


def test_what_is_demanded_in_a_bargain_is_not_conditional() -> None:
    found = stands("Iran wants the United States to lift sanctions in exchange for limits on its nuclear program.")
    assert ("IRN", "sanctions", "pro") in found
    assert ("IRN", "sanctions", "conditional") not in found


NOTHING = [
    "The United States imposed sanctions on Venezuela.",  # announcing one's own is no position
    "Reporters asked whether sanctions on Cuba should be eased.",
    "If sanctions on Sudan were lifted, trade would grow.",
    "The sanctions were imposed in 1993.",
    "The two ministers discussed the weather.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_position_where_nobody_wants_anything(text: str) -> None:
    assert stands(text) == set()


def test_a_claim_about_an_adversary_is_not_its_position_but_a_report_is() -> None:
    assert ("IRN", "disarmament", "anti") not in stands("Israel said that Iran wanted to build nuclear weapons.")
    assert ("IRN", "sanctions", "pro") in stands("Analysts say that Iran wants sanctions lifted.")


def test_a_wording_repeated_is_noted_once() -> None:
    found = read("Cuba wants the embargo lifted.", "Cuba again demanded an end to the embargo.")
    assert [(p.holder.side, p.issue, p.stance) for p in found] == [("CUB", "sanctions", "pro")]


def test_we_in_an_issuers_text_is_the_issuer() -> None:
    found = stands(
        "Statement by the President of the United States",
        "We call on the Burmese military to release the political prisoners.",
    )
    assert all(side == "USA" for side, _, _ in found)


def test_every_position_cites_and_derives() -> None:
    text = "Cuba called on the United States to end its embargo."
    (position,) = read(text)
    assert position.target == "CUB"
    where = position.evidence.where
    assert isinstance(where, InText)
    assert text[where.start : where.end] == where.quote
    assert position.evidence.made_by == "positions.v1"
    assert position.evidence.because[:3] == ("sanctions: 'embargo' -", "operator 'end' -", "attitude 'called' +")


def test_reading_twice_gives_the_same() -> None:
    text = "China called for restraint, and Russia resists Ankara's push for sanctions relief for Syria."
    assert read(text) == read(text)
