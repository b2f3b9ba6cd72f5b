"""What nobody's own name is called by: the state, the president, the owner that its words refer to."""

from __future__ import annotations

import pytest

from tests.annotate.linking import linked, who

REFERRED = [
    (
        "Ollanta Humala met ministers of Chile. His government had recalled its envoy.",
        "His government",
        "government of Peru",
    ),
    ("Morocco has closed the port. Its foreign ministry blamed Algeria.", "Its foreign ministry", "Moroccan foreign ministry"),
    ("France has closed the port. Its foreign ministry blamed Algeria.", "Its foreign ministry", "French foreign ministry"),
    ("Serbia's conservative government refused on Monday.", "government", "Serbia's government"),
    ("Myanmar's military government refused on Monday.", "government", "Myanmar's military government"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), REFERRED)
def test_a_body_is_called_by_whose_it_is(text: str, words: str, name: str) -> None:
    assert who(linked(text, published="2014-05-06"), words)[0][0] == name


def test_the_administration_is_the_presidents_whom_the_document_names() -> None:
    text = "President Barack Obama spoke of Cuba. The administration said it would ease the ban."
    assert who(linked(text, published="2014-12-18"), "The administration") == [("Obama administration", "USA")]


def test_the_administration_keeps_its_name_where_no_president_is_named() -> None:
    text = "The Senate voted on Cuba. The administration said it would ease the ban."
    assert who(linked(text, published="2014-12-18"), "The administration") == [("administration", "USA")]


def test_the_american_administration_is_the_one_named_before() -> None:
    text = "The Clinton administration lifted the ban on Vietnam. The U.S. administration had waited for months."
    assert who(linked(text, published="1994-02-04"), "The U.S. administration") == [("Clinton administration", "USA")]


UNKNOWN = [
    ('President Omar Vasik lost. Nurse Yuridia Colmeno earned little. "I have no water," she said.', "she", "Yuridia Colmeno"),
    ('For Yolanda Sanche, the dissident blogger, it was late. "It has won," she wrote.', "she", "Yolanda Sanche"),
    ("In Moscow, Magnitsky's mother, Natalya, said on Monday that she was grateful.", "she", "Natalya"),
    ("Gems leave by Zambia, according to the pressure group Global Watch, and dealers ask nothing.", "pressure group", "Global Watch"),
    ("The shipping firm Baltmar said it would take no orders from Iran.", "shipping firm", "Baltmar"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), UNKNOWN)
def test_somebody_unknown_is_called_by_the_name_beside_his_work(text: str, words: str, name: str) -> None:
    assert who(linked(text), words)[0][0] == name


def test_a_group_that_somebody_leads_is_not_called_by_him() -> None:
    assert (
        who(linked("The group Miguel Torres leads said on Monday that it would not vote."), "The group")[0][0]
        != "Miguel Torres"
    )
