"""Positions: every construction that the reading promises, each over several disputes, on texts of our own."""

from __future__ import annotations

import pytest

from tests.extract.test_positions import read

CONSTRUCTIONS: dict[str, list[tuple[str, tuple[str | None, str, str]]]] = {
    "attitude, operator, polarity": [
        ("Moscow wants the sanctions on its banks lifted.", ("RUS", "sanctions", "pro")),
        ("Zimbabwe demanded an end to the travel bans.", ("ZWE", "sanctions", "pro")),
        ("Japan opposes easing sanctions on Myanmar's army.", ("JPN", "sanctions", "anti")),
        ("Hungary does not support extending the sanctions on Russia.", ("HUN", "sanctions", "pro")),
        ("Mali's government refused to hold talks with the rebels.", ("MLI", "talks", "anti")),
        ("Canada favours keeping sanctions on Belarus in place.", ("CAN", "sanctions", "anti")),
    ],
    "condition": [
        (
            "The United States would lift sanctions on Sudan only if Khartoum compensated the victims, it said.",
            ("USA", "sanctions", "conditional"),
        ),
        (
            "Iran will return to talks only after Washington lifts its sanctions, its foreign minister said.",
            ("IRN", "talks", "conditional"),
        ),
        (
            "The European Union will not ease sanctions on Belarus unless Minsk frees political prisoners, Borrell said.",
            ("EU", "sanctions", "conditional"),
        ),
    ],
    "nested statements": [
        (
            "Turkish officials said that Ankara had told Washington it rejects sanctions on Iranian oil.",
            ("TUR", "sanctions", "pro"),
        ),
        (
            "The spokesman said the Indian government believes sanctions on Myanmar should be eased.",
            ("IND", "sanctions", "pro"),
        ),
        (
            "Lavrov told reporters that Damascus had asked for the sanctions to be removed.",
            ("SYR", "sanctions", "pro"),
        ),
    ],
    "nouns": [
        ("Havana's call for an end to the embargo went unanswered.", ("CUB", "sanctions", "pro")),
        ("A Venezuelan push for sanctions relief gained ground.", ("VEN", "sanctions", "pro")),
        ("Poland's demand for tougher sanctions on Russia split the bloc.", ("POL", "sanctions", "anti")),
        ("Iran's refusal to negotiate under pressure has not changed.", ("IRN", "talks", "anti")),
        ("China's opposition to new sanctions on Sudan is well known.", ("CHN", "sanctions", "pro")),
        ("Kabul's plea for the release of its frozen assets was ignored.", ("AFG", "sanctions", "pro")),
    ],
    "appeals": [
        ("The time is ripe for easing sanctions on Zimbabwe, South Africa's president said.", ("ZAF", "sanctions", "pro")),
        ("It is high time to lift the embargo on Cuba, Mexico's president said.", ("MEX", "sanctions", "pro")),
        ("Now is the time for talks, Qatar's foreign minister said.", ("QAT", "talks", "pro")),
        ("“Let us sit down and negotiate,” Ukrainian President Volodymyr Zelenskyy said.", ("UKR", "talks", "pro")),
        ("There is no alternative to dialogue, Armenia's prime minister said.", ("ARM", "talks", "pro")),
    ],
    "refusals": [
        ("Eritrea has ruled out talks with Ethiopia.", ("ERI", "talks", "anti")),
        ("North Korea said it would never give up its nuclear weapons.", ("PRK", "disarmament", "anti")),
        ("Israel rejected any easing of sanctions on Iran.", ("ISR", "sanctions", "anti")),
        ("Burundi's government said it would not bow to sanctions.", ("BDI", "sanctions", "pro")),
        ("Serbia has declined to join the sanctions against Russia.", ("SRB", "sanctions", "pro")),
    ],
    "rhetoric": [
        ("Sanctions have only made us stronger, Iran's president said.", ("IRN", "sanctions", "pro")),
        ("The blockade has made the country more self-reliant, Qatar's finance minister said.", ("QAT", "sanctions", "pro")),
        ("Sanctions only strengthen our resolve, Zimbabwean President Emmerson Mnangagwa said.", ("ZWE", "sanctions", "pro")),
        ("Sanctions will never break our people, Venezuelan President Nicolás Maduro said.", ("VEN", "sanctions", "pro")),
        ("The embargo has failed, Cuban Foreign Minister Bruno Rodríguez said.", ("CUB", "sanctions", "pro")),
        ("Sanctions are working, Britain's foreign secretary said.", ("GBR", "sanctions", "anti")),
        ("The sanctions are an act of war, the Syrian foreign ministry said.", ("SYR", "sanctions", "pro")),
    ],
    "reported positions stand at the holder": [
        ("The administration believes sanctions must stay, a Reuters report from Washington said.", ("USA", "sanctions", "anti")),
        ("Diplomats said France wants the arms embargo on Libya extended.", ("FRA", "sanctions", "anti")),
        ("According to Kyodo, Tokyo favours dialogue with Tehran.", ("JPN", "talks", "pro")),
    ],
}  # fmt: skip
CASES = [(kind, text, wanted) for kind, cases in CONSTRUCTIONS.items() for text, wanted in cases]


@pytest.mark.parametrize(("kind", "text", "wanted"), CASES, ids=[f"{k}: {t}" for k, t, _ in CASES])
def test_every_construction(kind: str, text: str, wanted: tuple[str | None, str, str]) -> None:
    found = {(p.holder.side, p.issue, p.stance) for p in read(text)}
    assert wanted in found, (kind, found)


def test_they_cover_many_disputes() -> None:
    assert len({side for _, _, (side, _, _) in CASES}) > 12


def test_a_position_is_a_persons_and_his_sides() -> None:
    (found,) = read("Russian Foreign Minister Sergei Lavrov called for the sanctions on Syria to be lifted.")
    assert (found.holder.name, found.holder.side, found.target) == ("Sergei Lavrov", "RUS", "SYR")


def test_the_reporter_of_a_position_does_not_hold_it() -> None:
    found = read("Analysts said that Minsk wants the sanctions lifted.")
    assert {(p.holder.side, p.stance) for p in found} == {("BLR", "pro")}
    assert read("Lithuania's minister said that Minsk wants the sanctions lifted.") == ()  # a rival's claim


def test_every_position_tells_how_it_was_found() -> None:
    (found,) = read("Moscow resists Ankara's push for the lifting of sanctions on Syria.")[:1]
    assert found.evidence.because
    assert any("sanctions" in piece for piece in found.evidence.because)
