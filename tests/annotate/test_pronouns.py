"""Whom a pronoun means: who was spoken of as the subject, who gave a view, men and women apart."""

from __future__ import annotations

import pytest

from tests.annotate.linking import linked, who

MEANT = [
    (
        "Treasury Secretary Janet Yellen defended the waiver on Tuesday, and Norway's minister Lars Dahl agreed.",
        (
            "Senator Tom Brandt, a Republican whose state sells wheat to Iran, told a radio station that the ban was dead. "
            '"I will vote for it," he said.'
        ),
        "he said",
        "Tom Brandt",
    ),
    (
        "A spokesman for the European Commission, Jan Novak, declined to comment.",
        "Kosovo's Foreign Minister Donika Gervalla said Serbia should answer for the raid. She told a radio station that aid must stop.",
        "She told",
        "Donika Gervalla",
    ),
    (
        "Mali's president, Ousmane Keita, signed the decree on Monday.",
        "The sanctions will not last, in the view of Paul Renard, a lawyer in Geneva. Firms have left already, he said.",
        "he said",
        "Paul Renard",
    ),
    (  # who is told something in a clause beside does not take the subject's place
        "Pakistan's prime minister, Nawaz Sharif, spoke on television.",
        'President Bill Clinton, who had telephoned Sharif to dissuade him, deplored the tests. "We will answer," he said.',
        "he said",
        "Bill Clinton",
    ),
    (  # nor does whom the quoted words speak of
        "Senator Paul Renard of the United States said on Monday that the bill was near.",
        '"Castro has signed it himself," he said. "He does not know it yet."',
        "he said",
        "Paul Renard",
    ),
    (
        "Donald Trump sent Iran's supreme leader a letter through Japan.",
        'Ayatollah Ali Khamenei told the guest that Trump was no partner. "I have nothing to tell him, and I expect nothing of him," he said.',
        "he said",
        "Ali Khamenei",
    ),
    (  # a woman named further up is not likelier than the subject right before
        "Foreign Ministry spokeswoman Mao Ning of China urged The Hague to respect the market.",
        'Liesje Schreinemacher, the Dutch trade minister, has defended the rules. "We took this step for our own security," she said.',
        "she said",
        "Liesje Schreinemacher",
    ),
    (
        "President Hugo Chavez of Venezuela offered arms.",
        'That was turned down by the commander of the Bolivian forces, General Luis Trigo. "We need none," he said.',
        "he said",
        "Luis Trigo",
    ),
]


@pytest.mark.parametrize(("before", "text", "words", "name"), MEANT)
def test_whom_a_pronoun_means(before: str, text: str, words: str, name: str) -> None:
    assert who(linked(before, text, published="2022-06-01"), words)[0][0] == name


def test_a_spokesman_is_not_she() -> None:
    read = linked(
        "Serbia waited. A woman of the mission, Pristina's envoy, left. A spokesman for the ministry said no. She said yes.",
        published="2022-06-01",
    )
    assert all("spokesman" not in mention.actors[0].name for mention in read.mentions if mention.kind == "pronoun")


def test_his_is_the_nearest_subjects_and_no_correspondents() -> None:
    read = linked(
        "Emma Stone, who may run for the Senate, said President Gustavo Petro needs to empower officials of his party.",
        "Radio correspondent Mark Lund reports that Petro flew to Lima and did not discuss his talks with Peru.",
        published="2023-06-01",
    )
    assert who(read, "his", nth=0) == who(read, "his", nth=1) == [("Gustavo Petro", "COL")]
