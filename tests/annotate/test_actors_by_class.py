"""Classes of actors that wires quote: bodies, parties, governors, offices that the parser parts from the name behind them."""

from __future__ import annotations

import pytest

from detente.annotate import knowledge
from tests.annotate.linking import linked, who


@pytest.mark.parametrize(
    ("form", "side"),
    [
        ("National Crime Agency", "GBR"),
        ("RCMP", "CAN"),
        ("Bundesnetzagentur", "DEU"),
        ("UKMTO", "GBR"),
        ("Rosselkhoznadzor", "RUS"),
        ("ISPR", "PAK"),
        ("PBOC", "CHN"),
        ("SEBIN", "VEN"),
        ("FARDC", "COD"),
        ("ICTY", "UN"),
        ("Frontex", "EU"),
        ("KFOR", "NATO"),
    ],
)
def test_services_and_regulators_are_of_their_state(form: str, side: str) -> None:
    entry = knowledge.load(None).gazetteer.lookup(form)
    assert entry is not None
    assert entry.side == side


@pytest.mark.parametrize("form", ["Congo River Alliance", "National Unity Government", "Arakan Army", "Global Witness"])
def test_movements_firms_and_charities_speak_for_nobody(form: str) -> None:
    entry = knowledge.load(None).gazetteer.lookup(form)
    assert entry is not None
    assert entry.side is None


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        (
            "The EU's foreign policy chief Catherine Ashton said talks would go on.",
            "foreign policy chief",
            ("Catherine Ashton", "EU"),
        ),
        (
            "U.S. Ambassador to the United Nations Kelly Craft said the vote was a mistake.",
            "U.S. Ambassador",
            ("Kelly Craft", "USA"),
        ),
        (
            "U.N. High Commissioner for Human Rights Michelle Bachelet said the law was wrong.",
            "High Commissioner",
            ("Michelle Bachelet", "UN"),
        ),
        (
            "The head of U.S. Africa Command, General Stephen Townsend, said troops would stay.",
            "head",
            ("Stephen Townsend", "USA"),
        ),
    ],
)
def test_an_office_and_the_name_behind_it_are_one(text: str, words: str, meant: tuple[str, str]) -> None:
    assert who(linked(text, published="2020-03-01"), words) == [meant]


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("Ukraine reported strikes. Kharkiv regional governor Oleh Syniehubov said two people died.", "Syniehubov", "UKR"),
        ("Ukraine reported strikes. The mayor of Kramatorsk, Oleksandr Honcharenko, said a school was hit.", "Honcharenko", "UKR"),
        ("Iran's atomic energy organisation said the cameras were off.", "organisation", "IRN"),
        ("In Seoul, the opposition Democratic Party said the pact was void.", "Democratic Party", None),
        ("A Security Council diplomat said the text would be put to a vote.", "diplomat", None),
        ("Yemen has a truce. Houthi military spokesman Yahya Saree said it was broken.", "Saree", None),
    ],
)  # fmt: skip
def test_sides_by_class(text: str, words: str, side: str | None) -> None:
    assert {a[1] for a in who(linked(text, published="2022-06-01"), words)} == {side}


def test_months_and_offices_are_no_part_of_a_name() -> None:
    read = linked("In February Hillary Clinton said the policy had failed.", published="2009-03-02")
    assert who(read, "Clinton") == [("Hillary Clinton", "USA")]


def test_a_word_for_a_title_may_be_a_name() -> None:
    read = linked("Bangladesh's prime minister, Sheikh Hasina, said no. Hasina left.", published="2023-03-02")
    assert who(read, "Hasina") == [("Sheikh Hasina", "BGD")]


def test_an_adviser_is_of_whom_the_pronoun_means() -> None:
    read = linked(
        "Exiled opposition leader Sviatlana Tsikhanouskaya thanked Vilnius. Her adviser Ales Zarembiuk said more was needed.",
        published="2022-03-02",
    )
    assert who(read, "Zarembiuk") == [("Ales Zarembiuk", None)]


def test_the_fifteen_member_council_is_the_council() -> None:
    read = linked("The Security Council met on Monday. The 15-member council put off its vote.", published="2022-03-02")
    assert who(read, "15-member council") == [("Security Council", "UN")]
