"""Who utters a cue that the parser hangs on a thing, and whom of a group an act is aimed at."""

from __future__ import annotations

import pytest

from detente.extract import events, statements
from detente.model.reading import Reading
from tests.annotate.linking import linked


def read(text: str) -> Reading:
    document = linked(text, published="2022-10-12")
    return events.extract(document, statements.extract(document, Reading(document=document.document.id)))


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        (
            "Islamabad closed the border, halted all trade, and let it be known that any attempt to divert the water would be an act of war.",
            "any attempt",
            "Pakistan",
        ),
        (
            "The two cases had been handled apart, Liz Truss said, and denied that one had been the price of the other.",
            "one had been",
            "Liz Truss",
        ),
        (
            "Algeria cut ties with Spain, whose foreign minister had called for calm, and recalled its envoy, accusing Madrid of bad faith.",
            "Madrid of bad faith",
            "Algeria",
        ),
        (  # the hearer is no source, wherever the parser leaves the speaker
            '"The rules bind us all," an envoy from Norway, which chairs the council this month, told reporters.',
            "The rules",
            "envoy",
        ),
        (
            "Botswana's president played down the quarrel, telling miners that nobody would lose work.",
            "nobody",
            "Botswana's president",
        ),
        (
            "Ferit Hoxha, the head of a state in the north that only Cuba recognizes, said he would stay away.",
            "he would",
            "Ferit Hoxha",
        ),
        (
            "Miners vote on Sunday, and the favourite, Tomas Quispe, has hinted that he wants calmer relations with Chile.",
            "he wants",
            "Tomas Quispe",
        ),
        ('"Nobody sleeps," said a baker near the port who gave her name only as Marta.', "Nobody", "Marta"),
        ("The lights went out at noon, an official at the Delta Power Company said.", "The lights", "official"),
        (
            "The main party refused to vote. One of its lawmakers, Ewa Nowak, said the chamber was a stage.",
            "the chamber",
            "Ewa Nowak",
        ),
        (
            '"It is over," said Oleh Marchenko, a retired general and a member of the parliament in Ukraine.',
            "It is",
            "Oleh Marchenko",
        ),
        (
            'President Ousmane Keita of Mali signed the decree and issued a statement. "We owe nobody an answer," the statement said.',
            "We owe",
            "Ousmane Keita",
        ),
    ],
)
def test_somebody_who_acts_speaks(text: str, words: str, source: str) -> None:
    made = [s.source.name for s in read(text).statements if s.content.quote.startswith(words)]
    assert made == [source]


def test_a_paper_still_speaks() -> None:
    made = read("The ministry's statement, which ran to two pages, said the ban was void.").statements
    assert [s.content.quote for s in made] == ["the ban was void"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Joe Biden spoke with leaders in the region, including Prime Minister Modi and President Joko Widodo.",
            ["Modi", "Joko Widodo"],
        ),
        ("Joe Biden spoke with leaders in the region on Monday.", ["leaders"]),
    ],
)
def test_those_of_a_group_who_are_named_are_meant(text: str, names: list[str]) -> None:
    (made,) = read(text).events
    assert [a.name for a in made.recipients] == names
