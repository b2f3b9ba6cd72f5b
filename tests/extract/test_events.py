from __future__ import annotations

import pytest

from detente.extract import events, statements
from detente.model.evidence import InText
from detente.model.reading import Reading
from tests.extract.sentences import annotated


def read(*paragraphs: str, published: str | None = "2021-03-10"):
    document = annotated(*paragraphs, published=published)
    reading = statements.extract(document, Reading(document=document.document.id))
    return document, events.extract(document, reading).events


def shapes(*paragraphs: str) -> list[tuple]:
    """Type, status, sides of actors and of recipients of all events."""
    return [
        (e.type, e.status, tuple(a.side for a in e.actors), tuple(a.side for a in e.recipients))
        for e in read(*paragraphs)[1]
    ]


SENTENCES = [
    # the verb decides
    ("Turkey condemned Greece over the shooting.", ("ACCUSE", "actual", ("TUR",), ("GRC",))),
    ("The European Union urged Belarus to free the prisoners.", ("REQUEST", "actual", ("EU",), ("BLR",))),
    ("China rejected the U.S. proposal.", ("REJECT", "actual", ("CHN",), ("USA",))),
    ("Russia welcomed the Syrian offer.", ("SUPPORT", "actual", ("RUS",), ("SYR",))),
    ("Iran seized a British tanker.", ("COERCE", "actual", ("IRN",), ("GBR",))),
    ("Russia invaded Ukraine.", ("ASSAULT", "actual", ("RUS",), ("UKR",))),
    ("The United States imposed sanctions on Venezuela.", ("SANCTION", "actual", ("USA",), ("VEN",))),
    ("The United States lifted sanctions on Sudan.", ("CONCEDE", "actual", ("USA",), ("SDN",))),
    ("North Korea tested a ballistic missile.", ("MOBILIZE", "actual", ("PRK",), ())),
    ("Russia deployed troops along the border.", ("MOBILIZE", "actual", ("RUS",), ())),
    ("Russia withdrew its troops from the town.", ("RETREAT", "actual", ("RUS",), ())),
    ("Iran threatened to close the strait.", ("THREATEN", "actual", ("IRN",), ())),
    ("Russia expelled two German diplomats.", ("SANCTION", "actual", ("RUS",), ("DEU",))),
    # its particles and object tell senses apart
    ("Turkey called on Israel to stop the strikes.", ("REQUEST", "actual", ("TUR",), ("ISR",))),
    ("Washington pulled out of the nuclear deal.", ("REJECT", "actual", ("USA",), ())),
    # the grammar finds the parties
    ("Ukraine was invaded by Russia.", ("ASSAULT", "actual", ("RUS",), ("UKR",))),
    ("Turkey, which invaded Cyprus, objected.", ("ASSAULT", "actual", ("TUR",), ("CYP",))),
    ("Russia has been accused by Germany of hacking.", ("ACCUSE", "actual", ("DEU",), ("RUS",))),
    # status
    ("The United States will impose sanctions on Turkey.", ("SANCTION", "planned", ("USA",), ("TUR",))),
    ("The United States could impose sanctions on Turkey.", ("SANCTION", "hypothetical", ("USA",), ("TUR",))),
    ("The United States did not impose sanctions on Turkey.", ("SANCTION", "negated", ("USA",), ("TUR",))),
    ("The United States will re-impose sanctions on Iran.", ("SANCTION", "planned", ("USA",), ("IRN",))),
    # mutual acts have all as actors
    ("Japan and China held talks in Geneva.", ("CONSULT", "actual", ("JPN", "CHN"), ())),
    ("Japan held talks with China.", ("CONSULT", "actual", ("JPN", "CHN"), ())),
    ("Talks between Japan and China collapsed.", ("CONSULT", "negated", ("JPN", "CHN"), ())),
    ("Russia and Belarus will hold joint drills.", ("COOPERATE", "planned", ("RUS", "BLR"), ())),
    # nouns
    ("A missile test by Iran was reported on Sunday.", ("MOBILIZE", "actual", ("IRN",), ())),
    ("Russia's invasion of Ukraine shocked markets.", ("ASSAULT", "actual", ("RUS",), ("UKR",))),
    # a lifting refused is a refusal
    ("The United States will not lift sanctions on Cuba.", ("REJECT", "actual", ("USA",), ("CUB",))),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_one_sentence(text, expected):
    assert expected in shapes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke to reporters on Monday.",
        "The report calls the plan ambitious.",
        "Why did Russia invade Ukraine?",
        "Turkey told Greece that the weather was fine.",
        "Two tankers were seized on Monday.",
        "Turkey would condemn Greece.",
    ],
)
def test_no_event(text):
    assert shapes(text) == []


def test_what_is_asked_for_is_no_event_beside_the_request_but_sanctions_are():
    assert [s[0] for s in shapes("Japan urged China to release the sailors.")] == ["REQUEST"]
    found = shapes("Poland called on Germany to impose sanctions on Belarus.")
    assert ("SANCTION", "hypothetical", ("DEU",), ("BLR",)) in found
    assert ("REQUEST", "actual", ("POL",), ("DEU",)) in found


def test_what_is_promised_is_one_event():
    assert [s[0] for s in shapes("Iran agreed to hold talks with Oman.")] == ["AGREE"]
    assert [s[:2] for s in shapes("Iran agreed to halt enrichment.")] == [("RETREAT", "planned")]


def test_a_refused_offer_is_two_events():
    found = shapes("Venezuela rejected Norway's offer of mediation.")
    assert ("REJECT", "actual", ("VEN",), ("NOR",)) in found
    assert ("AGREE", "actual", ("NOR",)) in [f[:3] for f in found]


def test_one_act_is_one_event_in_a_document():
    found = shapes(
        "North Korea tested a missile on Monday.", "The missile test by North Korea on Monday was the first this year."
    )
    assert [s[0] for s in found].count("MOBILIZE") == 1


def test_two_condemnations_are_two_events():
    found = shapes("Turkey condemned Greece on Monday.", "Turkey also condemned Greece for the raid on the island.")
    assert [s[0] for s in found].count("ACCUSE") == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Belarus must release the journalists,” Germany said.", ("REQUEST", ("DEU",), ("BLR",))),
        ("Poland said that Belarus is violating international law.", ("ACCUSE", ("POL",), ("BLR",))),
        ("“Russia's demand is outrageous,” Ukraine said.", ("ACCUSE", ("UKR",), ("RUS",))),
        ("Israel said it will not tolerate Iranian bases in Syria.", ("THREATEN", ("ISR",), ("IRN",))),
        ("Saudi Arabia said Qatar will pay a heavy price.", ("THREATEN", ("SAU",), ("QAT",))),
        ("Iran said that it would not negotiate with the United States.", ("REJECT", ("IRN",), ("USA",))),
    ],
)
def test_what_is_said_can_have_force(text, expected):
    assert expected in [(t, a, r) for t, _, a, r in shapes(text)]


def test_sanctions_without_a_named_target_hit_the_target_of_the_document():
    found = shapes(
        "The United States imposed sanctions on Myanmar in February.",
        "The sanctions on Myanmar hurt the army.",
        "In March, Canada announced new sanctions.",
    )
    assert ("SANCTION", "actual", ("CAN",), ("MMR",)) in found


def test_evidence_is_exact_and_says_why():
    document, found = read("But Turkey condemned Greece over the shooting, officials said.")
    assert found
    for event in found:
        where = event.evidence.where
        assert isinstance(where, InText)
        assert document.document.text[where.start : where.end] == where.quote
        assert not where.quote.startswith("But")
        assert event.evidence.because
        assert event.evidence.made_by == events.STEP


def test_dates_come_from_the_clause():
    _, found = read("Turkey condemned Greece on March 8.")
    assert found[0].date is not None
    assert found[0].date.iso == "2021-03-08"


def test_reading_twice_gives_the_same():
    text = ("Japan and China held talks in Geneva.", "China rejected the Japanese demand and expelled two envoys.")
    assert read(*text)[1] == read(*text)[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two journalists were arrested in Minsk on Sunday.", ("BLR",)),
        ("Brazil condemned the arrest of two bishops in Managua.", ("NIC",)),
    ],
)
def test_who_arrests_is_told_by_the_place(text, expected):
    assert ("COERCE", expected) in [(t, a) for t, _, a, _ in shapes(text)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("U.S. senators introduced a bill to impose sanctions on Iran.", "hypothetical"),
        ("The House of Representatives passed a bill that would impose sanctions on Iran.", "planned"),
    ],
)
def test_a_bill_is_what_its_stage_makes_it(text, status):
    assert ("SANCTION", status) in [s[:2] for s in shapes(text)]


CARRIED_OVER = [
    # done to one's own people
    ("Myanmar's army arrested Aung San Suu Kyi.", "COERCE", "actual"),
    # a saying told is done, whatever it promises
    ("Minister Sergei Lavrov said that Russia would respond.", "THREATEN", "actual"),
    # harm on a condition
    ("Iran said it would quit the treaty if Europe imposed sanctions.", "THREATEN", "actual"),
    ("Turkey's foreign minister said all options were on the table.", "THREATEN", "actual"),
    ("Serbia could face severe consequences, the German foreign minister said.", "THREATEN", "actual"),
    # a promise to keep to something
    ("Iran said it would abide by the accord.", "AGREE", "actual"),
    # what is not complied with
    ("The United States said Russia had not complied with the treaty.", "ACCUSE", "actual"),
    # an imperative, a subjunctive
    ("“Release the prisoners,” German Chancellor Olaf Scholz told Belarus.", "REQUEST", "actual"),
    ("China proposed that India withdraw from the valley.", "REQUEST", "actual"),
    # acts of force with and without somebody struck
    ("Yemen's Houthi rebels fired missiles at Saudi Arabia.", "ASSAULT", "actual"),
    ("China held naval drills near the island.", "MOBILIZE", "actual"),
    # words that attack
    ("Hungary launched a scathing attack on Ukraine.", "ACCUSE", "actual"),
    # ties, bodies, persons
    ("The African Union suspended Mali from the bloc.", "SANCTION", "actual"),
    ("Poland closed its border to Belarus.", "SANCTION", "actual"),
    ("Russia swapped prisoners with Ukraine.", "RETREAT", "actual"),
    # to come
    ("Japan to lift sanctions on Myanmar", "CONCEDE", "planned"),
    ("Japan meets China in Geneva on March 20.", "CONSULT", "planned"),
]


@pytest.mark.parametrize(("text", "kind", "status"), CARRIED_OVER)
def test_classes_of_wording(text, kind, status):
    assert (kind, status) in [(t, s) for t, s, _, _ in shapes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Should Turkey withdraw, the talks could begin, Greece said.",
        "Ethiopia's ministry declined to comment.",
        "Colombia offered no explanation.",
        "The minister put a list of names on the table, Chile said.",
        "The passengers will board the plane, Iran said.",
    ],
)
def test_wordings_that_are_no_event(text):
    assert shapes(text) == []


def test_a_visit_is_paid_to_the_place():
    found = shapes("Turkish President Recep Tayyip Erdogan made a visit to Baku.")
    assert ("CONSULT", "actual", ("TUR",), ("AZE",)) in found


def test_sanctions_called_for_ask_nobody_whom_they_would_hit():
    found = shapes("Lithuania called for sanctions against Belarus.")
    assert ("REQUEST", "actual", ("LTU",), ()) in found


def test_what_is_meant_to_be_halted_is_asked_of_whoever_should():
    found = shapes("Russia demanded that Ukraine halt the strikes.")
    assert ("REQUEST", "actual", ("RUS",), ("UKR",)) in found


BY_CLASS = [
    ("Hungary gave Ukraine its word that the gas would flow.", ("AGREE", "actual", ("HUN",), ("UKR",))),
    ("Armenia expressed its readiness for talks to Turkey.", ("AGREE", "actual", ("ARM",), ("TUR",))),
    ("E.U. foreign ministers will meet in Luxembourg.", ("CONSULT", "planned", ("EU",), ())),
    ("Kenya called off talks with Somalia.", ("CONSULT", "negated", ("KEN", "SOM"), ())),
    ("Kenya called off talks with Somalia.", ("REJECT", "actual", ("KEN",), ("SOM",))),
    ("Sweden expressed its gratitude to Finland.", ("SUPPORT", "actual", ("SWE",), ("FIN",))),
    ("Lithuania lodged a protest with China.", ("PROTEST", "actual", ("LTU",), ("CHN",))),
    ("Turkey sent a rescue team to Greece.", ("AID", "actual", ("TUR",), ("GRC",))),
    ("Japan provided Sri Lanka with food.", ("AID", "actual", ("JPN",), ("LKA",))),
    ("Armenia warned Azerbaijan of retaliation.", ("THREATEN", "actual", ("ARM",), ("AZE",))),
    ("Georgia drew condemnation from Germany.", ("ACCUSE", "actual", ("DEU",), ("GEO",))),
    ("Norway cut Russia off from its ports.", ("SANCTION", "actual", ("NOR",), ("RUS",))),
    ("Canada weighs sanctions on Haiti.", ("SANCTION", "hypothetical", ("CAN",), ("HTI",))),
    ("France proposed that Serbia reopen the crossing.", ("REQUEST", "actual", ("FRA",), ("SRB",))),
    ("Norway announced a suspension of aid to Burundi.", ("SANCTION", "actual", ("NOR",), ("BDI",))),
    ("Ethiopia accepted the demands of Sudan.", ("CONCEDE", "actual", ("ETH",), ("SDN",))),
]


@pytest.mark.parametrize(("text", "expected"), BY_CLASS)
def test_frames_by_class(text, expected):
    assert expected in shapes(text)


def test_what_meets_with_criticism_meets_nobody():
    assert not any(kind == "CONSULT" for kind, *_ in shapes("Hungary met with criticism from Poland over the veto."))


def test_aid_that_is_stopped_is_not_given():
    assert not any(kind == "AID" for kind, *_ in shapes("Norway announced a suspension of aid to Burundi."))


def test_a_refusal_of_charges_is_to_nobody():
    found = shapes("Rwanda's foreign minister met Congo's in Doha. Rwanda rejected the accusations on Friday.")
    assert ("REJECT", "actual", ("RWA",), ()) in found


def test_wanting_to_do_it_oneself_asks_nobody():
    found = shapes("Poland wants to reopen its consulate in Belarus.")
    assert "REQUEST" not in {kind for kind, *_ in found}


def test_what_should_have_been_done_is_a_reproach():
    found = shapes("Germany said that Hungary should have told its neighbours.")
    assert ("ACCUSE", "actual", ("DEU",), ("HUN",)) in found
    assert "REQUEST" not in {kind for kind, *_ in found}


def test_called_something_on_a_day_is_no_call():
    found = shapes("Venezuela called the vote a farce on Friday.")
    assert "REQUEST" not in {kind for kind, *_ in found}


def test_sanctions_are_judged_as_their_imposers():
    found = shapes("The United States imposed sanctions on Nicaragua on Monday.", "Cuba condemned the sanctions.")
    assert ("ACCUSE", "actual", ("CUB",), ("USA",)) in found


def test_those_who_march_speak_for_no_state():
    found = shapes("Thousands of Georgians marched against the law in Tbilisi.")
    assert ("PROTEST", (None,)) in [(kind, actors) for kind, _, actors, _ in found]


@pytest.mark.parametrize(
    "text",
    [
        "All property of the company in the United States is blocked.",
        "The court struck down the law, Israel said.",
    ],
)
def test_consequences_and_other_verbs_are_no_event(text):
    assert shapes(text) == []
