"""The grammar of attribution on texts written for it: each construction, and what is no statement."""

from __future__ import annotations

import pytest

from tests.extract.attribution_texts import found, statements

READING = frozenset({"speech", "attitude"})

ONE = [  # text, source, cue, content
    # direct
    ("“The sanctions will stay,” said Josep Borrell.", "Josep Borrell", "said", "The sanctions will stay"),
    (
        "“The sanctions will stay,” the EU foreign policy chief told reporters in Brussels.",
        "the EU foreign policy chief",
        "told",
        "The sanctions will stay",
    ),
    ("Lavrov said, “We will answer in kind.”", "Lavrov", "said", "We will answer in kind"),
    (
        "The bank said in a statement: “We comply with all sanctions.”",
        "The bank",
        "said",
        "We comply with all sanctions",
    ),
    ('"Will you lift the tariffs?" a reporter asked.', "a reporter", "asked", "Will you lift the tariffs?"),
    ("“It is over,” said the general, who commands the eastern front.", "the general", "said", "It is over"),
    # indirect, in front of the cue, behind it and around it
    (
        "Russia's foreign minister, Sergei Lavrov, said that Moscow would answer in kind.",
        "Russia's foreign minister, Sergei Lavrov",
        "said",
        "Moscow would answer in kind",
    ),
    (
        "The junta, which seized power in February, said the election would be held within two years.",
        "The junta",
        "said",
        "the election would be held within two years",
    ),
    (
        "The oil embargo has failed, the Cuban president said on Sunday.",
        "the Cuban president",
        "said",
        "The oil embargo has failed",
    ),
    (
        "The pipeline, Putin said, would be finished this year.",
        "Putin",
        "said",
        "The pipeline | would be finished this year",
    ),
    (
        "The White House said Monday that Maduro had lost his legitimacy.",
        "The White House",
        "said",
        "Maduro had lost his legitimacy",
    ),
    (
        "The foreign minister told parliament on Tuesday in a speech about energy that the pipeline was dead.",
        "The foreign minister",
        "told",
        "the pipeline was dead",
    ),
    (
        "The minister made clear that the waiver would not be renewed.",
        "The minister",
        "made clear",
        "the waiver would not be renewed",
    ),
    ("As the prime minister said, the embargo has failed.", "the prime minister", "said", "the embargo has failed"),
    # mixed
    (
        "Beijing said the tariffs were “economic bullying” and “a threat to trade”.",
        "Beijing",
        "said",
        "the tariffs were “economic bullying” and “a threat to trade",
    ),
    # according to
    (
        "Exports of oil have halved since May, according to the energy ministry.",
        "the energy ministry",
        "according to",
        "Exports of oil have halved since May",
    ),
    (
        "According to the United Nations, more than a million people have fled Sudan.",
        "the United Nations",
        "According to",
        "more than a million people have fled Sudan",
    ),
    # objects with as, of, for, a name; requests, vows, denials
    (
        "Zarif accused Washington of waging economic war.",
        "Zarif",
        "accused",
        "Washington of waging economic war",
    ),
    (
        "The ministry described the measures as an act of aggression.",
        "The ministry",
        "described",
        "the measures as an act of aggression",
    ),
    ('Erdogan called the decision "a grave mistake".', "Erdogan", "called", 'the decision "a grave mistake'),
    ("Caracas blamed the embargo for the shortages.", "Caracas", "blamed", "the embargo for the shortages"),
    (
        "Canada called on the military to release Aung San Suu Kyi.",
        "Canada",
        "called on",
        "the military to release Aung San Suu Kyi",
    ),
    (
        "The council urged all member states to freeze the assets of the group.",
        "The council",
        "urged",
        "all member states to freeze the assets of the group",
    ),
    (
        "Borrell stressed the need for a political solution.",
        "Borrell",
        "stressed",
        "the need for a political solution",
    ),
    ("Cuba's president vowed to resist the embargo.", "Cuba's president", "vowed", "to resist the embargo"),
    ("Tehran denied any role in the attack.", "Tehran", "denied", "any role in the attack"),
    (
        "Lukashenko denied ordering the arrest of the journalist.",
        "Lukashenko",
        "denied",
        "ordering the arrest of the journalist",
    ),
    ("Officials warned of severe consequences.", "Officials", "warned", "severe consequences"),
    # belief, nouns, documents, passives
    (
        "Kremlin officials believe the price cap will fail.",
        "Kremlin officials",
        "believe",
        "the price cap will fail",
    ),
    (
        "Putin's claim that Kyiv refused to talk is false.",
        "Putin's",
        "claim",
        "Kyiv refused to talk",
    ),
    (
        'The ministry issued a statement calling the ban "illegal and unjust".',
        "The ministry",
        "calling",
        'the ban "illegal and unjust',
    ),
    ("Lavrov was quoted as saying that the talks had failed.", "Lavrov", "saying", "the talks had failed"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), ONE, ids=[row[0][:50] for row in ONE])
def test_one_attribution(text: str, source: str, cue: str, content: str) -> None:
    assert (source.removesuffix("'s"), cue, content) in [
        (s.removesuffix("'s"), q, c) for s, q, c in found(text, kinds=READING)
    ]


NONE = [
    "The minister met his Iranian counterpart in Vienna.",
    "Turkey wants the sanctions to be lifted.",
    "Brussels seeks a new agreement with Caracas.",
    "The spokesman declined to say whether the ships would be seized.",
    "The minister did not say whether the ships would be seized.",
    "What the ministry called a provocation took place at dawn.",
    "If Tehran says that it will leave, prices will rise.",
    "The president could announce that the waivers are over.",
    "Guaido declared himself president in January.",
    "Ankara welcomed the visit and praised the envoy.",
    "The junta announced new elections.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_statement(text: str) -> None:
    assert found(text, kinds=READING) == []


def test_wishes_count_when_asked_for() -> None:
    assert found("Turkey wants the sanctions to be lifted.") == [("Turkey", "wants", "the sanctions to be lifted")]


def test_a_quote_that_its_cue_parts_is_two_statements_if_it_is_two_sentences() -> None:
    text = "“This is piracy,” Maduro said. “We will go to court.”"
    assert [content for *_, content in found(text)] == ["This is piracy", "We will go to court"]
    assert [content for *_, content in found(text, outermost=True)] == ["This is piracy | We will go to court"]


def test_a_split_sentence_is_one_statement_with_the_longer_stretch() -> None:
    text = "“This is piracy,” Maduro said, “and we will go to court.”"
    assert [content for *_, content in found(text)] == ["This is piracy | and we will go to court"]
    assert [s.content.quote for s in statements(text)] == ["and we will go to court"]


def test_sentences_quoted_in_one_go_are_one_statement() -> None:
    text = "“The talks are over. The ships will sail. Nobody will stop them,” the admiral said."
    assert [content for *_, content in found(text)] == [
        "The talks are over. The ships will sail. Nobody will stop them"
    ]


def test_a_quotation_runs_over_paragraphs() -> None:
    text = "Maduro told the assembly: “They stole our oil.\n\n“They stole our gold.”"
    assert [(s, c) for s, _, c in found(text)] == [("Maduro", "They stole our oil"), ("Maduro", "They stole our gold")]


def test_a_lone_quoted_paragraph_goes_on_with_the_speaker() -> None:
    text = "“We are patient,” said Zarif.\n\n“But our patience has its limits.”"
    assert [(s, c) for s, _, c in found(text)] == [
        ("Zarif", "We are patient"),
        ("Zarif", "But our patience has its limits"),
    ]


def test_a_cue_and_a_colon_announce_the_next_paragraph() -> None:
    text = "The president then tweeted:\n\nThe most biting tariffs ever are now in place."
    assert found(text) == [("The president", "tweeted", "The most biting tariffs ever are now in place")]


def test_a_subhead_in_quotation_marks_is_nobodys() -> None:
    text = "Zarif said the deal was dead.\n\n“MAXIMUM PRESSURE”\n\nPrices rose."
    assert [c for *_, c in found(text)] == ["the deal was dead"]


def test_coordinated_and_participial_cues_share_the_source() -> None:
    text = "The general said the airport was closed and warned that any plane would be shot down."
    assert found(text) == [
        ("The general", "said", "the airport was closed"),
        ("The general", "warned", "any plane would be shot down"),
    ]
    text = "The envoy said the offer stood, adding that Damascus had to move first."
    assert found(text) == [
        ("The envoy", "said", "the offer stood"),
        ("The envoy", "adding", "Damascus had to move first"),
    ]


def test_nested_reports_and_the_outermost() -> None:
    text = "The Financial Times reported that Macron believes the deal can be saved."
    outer = ("The Financial Times", "reported", "Macron believes the deal can be saved")
    assert found(text) == [outer, ("Macron", "believes", "the deal can be saved")]
    assert found(text, outermost=True) == [outer]


def test_a_source_cited_by_another_says_it_too() -> None:
    made = found("The newspaper, citing two diplomats, said the talks had collapsed.", kinds=READING)
    assert {(s, c) for s, _, c in made} == {
        ("The newspaper", "the talks had collapsed"),
        ("two diplomats", "the talks had collapsed"),
    }


def test_a_speaker_on_his_own_mind_is_no_second_source() -> None:
    assert len(found("Guaido said he thought the talks were over.")) == 1
    assert len(found("“I think the talks are over,” said Guaido.")) == 1


def test_the_source_of_a_passive_is_its_agent() -> None:
    text = "The minister was accused by Ankara of supporting terrorists."
    assert ("Ankara", "accused", "of supporting terrorists") in found(text, kinds=READING)


def test_short_quotations_and_split_ones_keep_their_cue() -> None:
    assert found('"No," Maduro said.') == [("Maduro", "said", "No")]
    assert found('"Our patience," he warned, "is not endless."') == [("he", "warned", "Our patience | is not endless")]


def test_somebody_quoted_by_an_outlet_is_the_source() -> None:
    text = "State television quoted the general as saying that drills would go on."
    assert found(text) == [("the general", "saying", "drills would go on")]


def test_a_name_in_quotation_marks_is_no_utterance() -> None:
    text = 'Rouhani told CNN\'s "State of the Union" that the deal was dead.'
    assert found(text) == [("Rouhani", "told", "the deal was dead")]


def test_a_relative_clause_between_subject_and_verb_does_not_end_the_content() -> None:
    said = "the talks held in Muscat, which nobody in either capital had announced before, have failed"
    assert found(f"The minister said {said}.") == [("The minister", "said", said)]


def test_a_cue_between_subject_and_verb() -> None:
    text = "The dates that they had set, the envoy said, were read in Caracas as a mere suggestion."
    assert [s.content.quote for s in statements(text)] == ["were read in Caracas as a mere suggestion"]


def test_a_time_is_no_source() -> None:
    text = (
        "Inspectors from Oslo, two of whom are in Yongbyon at any time, reported last week that the reactor was shut."
    )
    assert [a[0] for a in found(text)] != ["last week"]
    assert "last week" not in [a[0] for a in found("Inspectors, two of whom are there, called last week for calm.")]


@pytest.mark.parametrize(
    "said",
    [
        "he opposed any strike without the consent of the council, where Peru holds a seat, and that it was for neighbours to act",
        "the crew would be freed, but that the ship had to stay",
    ],
)
def test_what_is_told_further_belongs_to_the_content(said: str) -> None:
    assert [a[2] for a in found(f"Mr Salas told reporters that {said}.")][:1] == [said]


@pytest.mark.parametrize(
    "tail",
    [
        "a step that could end a quarrel which has soured trade between the two capitals for ten years",
        "a view which has no basis in the text and which the other members of the council do not share",
        "under which its neighbours have been given until the end of the year to take back their fishermen",
    ],
)
def test_what_the_reporter_sums_up_is_not_told(tail: str) -> None:
    assert [a[2] for a in found(f"Angola said that it would sign the accord, {tail}.")] == ["it would sign the accord"]
