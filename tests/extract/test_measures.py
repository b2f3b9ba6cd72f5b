from __future__ import annotations

import pytest

from detente.extract import measures, statements
from detente.model.evidence import InText
from detente.model.reading import Reading
from tests.extract.sentences import annotated


def read(*paragraphs: str):
    document = annotated(*paragraphs)
    reading = statements.extract(document, Reading(document=document.document.id))
    return document, measures.extract(document, reading).measures


def shapes(*paragraphs: str) -> list[tuple]:
    """Act, status, imposer's side and targets' sides of all measures."""
    return [(m.act, m.status, m.imposer.side, tuple(t.side for t in m.targets)) for m in read(*paragraphs)[1]]


SENTENCES = [
    ("The United States imposed sanctions on Iran.", ("embargo", "in-force", "USA", ("IRN",))),
    ("The U.N. sanctions on North Korea remain in place.", ("embargo", "in-force", "UN", ("PRK",))),
    ("The European Union imposed sanctions on two Belarusian officials.", ("designate", "in-force", "EU", ("BLR",))),
    ("The United States imposed sanctions on five North Koreans.", ("designate", "in-force", "USA", ("PRK",))),
    ("Japan announced sanctions against Russians.", ("designate", "in-force", "JPN", ("RUS",))),
    ("Britain put sanctions on three Chinese.", ("designate", "in-force", "GBR", ("CHN",))),
    ("Canada froze the assets of the Venezuelan government.", ("designate", "in-force", "CAN", ("VEN",))),
    ("Britain will ban imports of Russian gold.", ("restrict", "announced", "GBR", ("RUS",))),
    ("The United States imposed export restrictions on Myanmar.", ("restrict", "in-force", "USA", ("MMR",))),
    ("Washington lifted sanctions on Sudan.", ("ease", "in-force", "USA", ("SDN",))),
    ("The United States will ease sanctions on Venezuela.", ("ease", "announced", "USA", ("VEN",))),
    ("The United States waived sanctions on Iran.", ("waive", "in-force", "USA", ("IRN",))),
    ("The European Union extended sanctions against Russia.", ("extend", "in-force", "EU", ("RUS",))),
    ("The United States could impose sanctions on Turkey.", ("embargo", "proposed", "USA", ("TUR",))),
    ("The U.N. arms embargo on Libya is full of holes.", ("embargo", "in-force", "UN", ("LBY",))),
    ("Britain named two Georgian judges in its sanctions list.", ("designate", "in-force", "GBR", ("GEO",))),
    ("Switzerland struck a Belarusian banker off its sanctions list.", ("delist", "in-force", "CHE", (None,))),
    ("Canada's travel ban on Nicaraguan officials remains.", ("designate", "in-force", "CAN", ("NIC",))),
    ("The U.S. tariffs on Indian steel took effect.", ("restrict", "in-force", "USA", ("IND",))),
    ("The European Union's extension of the sanctions on Mali was quiet.", ("extend", "in-force", "EU", ("MLI",))),
    ("Britain put sanctions on a Russian bank.", ("designate", "in-force", "GBR", ("RUS",))),
    ("The European Union weighs sanctions on Georgia.", ("embargo", "proposed", "EU", ("GEO",))),
    ("Germany suspended arms sales to Turkey.", ("restrict", "in-force", "DEU", ("TUR",))),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_one_sentence(text, expected):
    assert expected in shapes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The European Union did not impose sanctions on Turkey.",
        "Sanctions rarely work, the study found.",
        "Russia expelled two Polish diplomats.",
        "The United States cut aid to Ethiopia.",
        "Japan considered easing sanctions on Russia.",
        "All property of the Syrian ministers in Canada is blocked.",
        "The U.N. sanctions committee on Yemen met.",
        "It was the drought, not British sanctions, that ruined Zimbabwe's harvest.",
        "The United States would extend the waiver for Venezuela by six months if Caracas freed the prisoners.",
        "The European Union offered to lift sanctions on Belarus in exchange for the release of the prisoners.",
    ],
)
def test_no_measure(text):
    assert shapes(text) == []


def test_joint_imposers_give_one_measure_each():
    found = shapes("Canada and Britain imposed sanctions on Belarus.")
    assert {(act, imposer) for act, _, imposer, _ in found} == {("embargo", "CAN"), ("embargo", "GBR")}


def test_persons_named_in_the_next_sentence_are_the_targets():
    _, found = read(
        "The United States imposed sanctions on three Syrian officials on Monday.",
        "The three are Ali Mamlouk, Jamil Hassan and Abdel Salam Mahmoud.",
    )
    assert [t.name for t in found[0].targets] == ["Ali Mamlouk", "Jamil Hassan", "Abdel Salam Mahmoud"]
    assert found[0].act == "designate"


def test_programme_reason_and_date():
    document, found = read(
        "The United States imposed sanctions on Turkey on March 8 under CAATSA for the purchase of Russian missiles."
    )
    (measure,) = found
    assert measure.programme == "CAATSA"
    assert measure.reason is not None
    assert measure.reason.quote == "the purchase of Russian missiles"
    assert document.document.text[measure.reason.start : measure.reason.end] == measure.reason.quote
    assert measure.date is not None
    assert measure.date.iso == "2021-03-08"


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        (
            "The U.N. sanctions on North Korea under Security Council Resolution 2270 hurt.",
            "Security Council Resolution 2270",
        ),
        ("Under Executive Order 13722, Washington imposed sanctions on North Korea.", "Executive Order 13722"),
        ("The United States imposed sanctions on Syria under the Caesar Act.", "Caesar Act"),
    ],
)
def test_programmes_as_named(text, programme):
    assert programme in [m.programme for m in read(text)[1]]


def test_a_regime_spoken_of_twice_is_one_measure():
    found = shapes("U.N. sanctions on North Korea remain.", "The U.N. sanctions on North Korea hurt, officials said.")
    assert found == [("embargo", "in-force", "UN", ("PRK",))]


def test_a_regime_without_an_imposer_is_none():
    assert shapes("The sanctions on Iran hurt ordinary people.") == []


def test_evidence_is_exact_and_says_why():
    document, found = read("But the European Union imposed sanctions on Belarus over the arrests.")
    assert found
    for measure in found:
        where = measure.evidence.where
        assert isinstance(where, InText)
        assert document.document.text[where.start : where.end] == where.quote
        assert not where.quote.startswith("But")
        assert measure.evidence.made_by == measures.STEP
        assert measure.evidence.because


LISTED = [
    # the first is named with the reason, the others by "the two others"
    (
        (
            "Britain imposed sanctions on three Sudanese generals on Tuesday.",
            "The Foreign Office cited “attacks on villages” as the reason for the sanctions on Osman Hamid.",
            "The two others are Jaafar Mohamed and Mustafa Ibrahim.",
        ),
        ["Osman Hamid", "Jaafar Mohamed", "Mustafa Ibrahim"],
        "attacks on villages",
    ),
    # named as objects of the verb again, with what they are accused of
    (
        (
            "Canada sanctioned two Venezuelan officials on Friday.",
            "It accused the two of rigging a vote. They were named as Tarek Saab and Maikel Moreno.",
        ),
        ["Tarek Saab", "Maikel Moreno"],
        "rigging a vote",
    ),
    (
        (
            "The European Union blacklisted two Belarusian businessmen over the arrests of journalists.",
            "Among those listed are Mikhail Gutseriev and Alexander Zaitsev.",
        ),
        ["Mikhail Gutseriev", "Alexander Zaitsev"],
        "the arrests of journalists",
    ),
]


@pytest.mark.parametrize(("paragraphs", "names", "reason"), LISTED)
def test_a_group_named_and_explained_later(paragraphs, names, reason):
    document, found = read(*paragraphs)
    assert [t.name for t in found[0].targets] == names
    assert found[0].act == "designate"
    assert found[0].reason is not None
    assert found[0].reason.quote == reason
    assert document.document.text[found[0].reason.start : found[0].reason.end] == reason


def test_persons_of_another_matter_are_no_targets():
    _, found = read(
        "The United States imposed sanctions on three Syrian officials on Monday.",
        "Russian Foreign Minister Sergei Lavrov met Josep Borrell in Brussels. The weather was fine.",
    )
    assert all(t.name not in {"Sergei Lavrov", "Josep Borrell"} for t in found[0].targets)


def test_the_sanctions_told_of_again_are_the_same():
    found = shapes(
        "The United States imposed sanctions on two Iranian banks on Monday.",
        "It imposed the sanctions after talks in Vienna ended.",
    )
    assert found == [("designate", "in-force", "USA", ("IRN",))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The European Union rolled over its sanctions on Russia.", ("extend", "in-force", "EU", ("RUS",))),
        ("The United States renewed sanctions on Zimbabwe.", ("extend", "in-force", "USA", ("ZWE",))),
        ("Washington exempted India from the sanctions on Iran.", ("waive", "in-force", "USA", ("IND",))),
        ("The United States granted a waiver to Iraq.", ("waive", "in-force", "USA", ("IRQ",))),
        ("Canada barred two Iranian officials from the country.", ("designate", "in-force", "CAN", ("IRN",))),
        ("Minsk's air force was put under British sanctions.", ("designate", "in-force", "GBR", ("BLR",))),
        ("Australia forbade imports of Russian oil.", ("restrict", "in-force", "AUS", ("RUS",))),
        (
            "U.N. sanctions on North Korea could be lifted, China said.",
            ("embargo", "in-force", "UN", ("PRK",)),
        ),
    ],
)
def test_extensions_waivers_and_standing_regimes(text, expected):
    assert expected in shapes(text)
