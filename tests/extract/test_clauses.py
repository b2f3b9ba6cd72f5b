from __future__ import annotations

from dataclasses import replace

import pytest

from detente.extract import clauses
from detente.model.annotation import AnnotatedDocument
from tests.extract.sentences import at, parsed

SUBJECTS = [
    ("Moscow imposed sanctions on Canada and expelled two diplomats.", "expelled", "Moscow"),
    ("The tanker was seized by Iranian forces and taken to Bandar Abbas.", "seized", "forces"),
    ("The tanker was seized by Iranian forces and taken to Bandar Abbas.", "taken", "forces"),
    ("Two journalists were arrested on Monday.", "arrested", None),
    ("Washington urged Tehran to release the prisoners.", "release", "Tehran"),
    ("Tehran was urged by Washington to release the prisoners.", "release", "Tehran"),
    ("Tehran was urged by Washington to release the prisoners.", "urged", "Washington"),
    ("Belarus threatened to close the border.", "close", "Belarus"),
    ("Belarus is expected to close the border.", "close", "Belarus"),
    ("Turkey, which bought the S-400 system, rejected the criticism.", "bought", "Turkey"),
    ("Turkey accused Greece of violating its airspace.", "violating", "Greece"),
    ("The sanctions imposed by the European Union hurt banks.", "imposed", "Union"),
    ("Troops massing on the border worry Kyiv.", "massing", "Troops"),
    ("Caracas left without meeting the envoys.", "meeting", "Caracas"),
    ("Maduro's decision to expel the ambassador angered Bogota.", "expel", "Maduro"),
    ("He blamed Sudan for bombing the camp.", "bombing", "Sudan"),
    ("The resolution was drafted and adopted by the Council.", "drafted", "Council"),
    ("The bank that Washington sanctioned has closed.", "sanctioned", "Washington"),
    ("The army has begun to withdraw from Hodeidah.", "withdraw", "army"),
]


@pytest.mark.parametrize(("text", "verb", "expected"), SUBJECTS)
def test_subject(text, verb, expected):
    document = parsed(text)
    found = clauses.subject(document, at(document, verb))
    assert (None if found is None else document.tokens[found].text) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The sanctions imposed by the European Union hurt banks.", "imposed", ["sanctions"]),
        ("Two journalists were arrested on Monday.", "arrested", ["journalists"]),
        ("The EU condemned and rejected the vote.", "condemned", ["vote"]),
        ("The bank that Washington sanctioned has closed.", "sanctioned", ["bank"]),
        ("The army has begun to withdraw from Hodeidah.", "withdraw", []),
    ],
)
def test_objects(text, verb, expected):
    document = parsed(text)
    assert [document.tokens[n].text for n in clauses.objects(document, at(document, verb))] == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("North Korea has not tested a missile since May.", "tested", True),
        ("North Korea has tested a missile.", "tested", False),
        ("The two sides stopped short of signing a deal.", "signing", True),
        ("Moscow refused to attend the talks.", "attend", True),
        ("Moscow refused to attend the talks.", "refused", False),
        ("Cuba did not hold talks with the United States.", "talks", True),
        ("Caracas left without meeting the envoys.", "meeting", True),
        ("No sanctions were imposed on Myanmar.", "sanctions", True),
        ("The council failed to adopt the resolution.", "adopt", True),
        ("The council adopted the resolution.", "adopted", False),
    ],
)
def test_negated(text, word, expected):
    document = parsed(text)
    assert clauses.negated(document, at(document, word)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("If Iran attacks, Israel will retaliate.", "attacks", "hypothetical"),
        ("Israel will retaliate.", "retaliate", "planned"),
        ("The Treasury said it would freeze the assets of two banks.", "freeze", "planned"),
        ("Ankara could face sanctions over the purchase.", "sanctions", "hypothetical"),
        ("The president called for talks with the opposition.", "talks", "hypothetical"),
        ("China plans to hold naval drills with Russia.", "drills", "planned"),
        ("Maduro's decision to expel the ambassador angered Bogota.", "expel", "planned"),
        ("The ministers will meet in Geneva and discuss oil.", "discuss", "planned"),
        ("The U.S. is going to waive sanctions.", "waive", "planned"),
        ("Sudan expelled the envoy.", "expelled", "actual"),
        ("The minister said that Sudan had expelled the envoy.", "expelled", "actual"),
        ("Washington urged Tehran to release the prisoners.", "release", "hypothetical"),
    ],
)
def test_modality(text, word, expected):
    document = parsed(text)
    assert clauses.modality(document, at(document, word)) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("But Turkey rejected the criticism.", "rejected", "Turkey rejected the criticism"),
        ("Moscow imposed sanctions and expelled two envoys.", "imposed", "Moscow imposed sanctions"),
        ("Moscow imposed sanctions and expelled two envoys.", "expelled", "expelled two envoys"),
        ("He said that Sudan had fired on the camp.", "fired", "Sudan had fired on the camp"),
        ("The EU condemned and rejected the vote.", "condemned", "The EU condemned and rejected the vote"),
        (
            "New sanctions on two banks, which closed, were lifted.",
            "sanctions",
            "New sanctions on two banks, which closed",
        ),
    ],
)
def test_clause_span_is_exact_and_trimmed(text, head, expected):
    document = parsed(text)
    span = clauses.clause_span(document, at(document, head))
    assert document.document.quote(span) == expected


@pytest.mark.parametrize(
    ("text", "head", "sides", "expected"),
    [
        ("Iran and Oman held talks.", "Iran", {"Iran": "IRN", "Oman": "OMN"}, ["IRN", "OMN"]),
        ("Washington's offer was rejected.", "offer", {"Washington": "USA"}, ["USA"]),
        ("Russian strikes hit the port.", "strikes", {"Russian": "RUS"}, ["RUS"]),
        ("The leaders of Egypt and Sudan met.", "leaders", {"Egypt": "EGY", "Sudan": "SDN"}, ["EGY", "SDN"]),
        ("Some farmers complained.", "farmers", {}, []),
    ],
)
def test_parties(text, head, sides, expected):
    document = parsed(text, **sides)
    assert [a.side for a in clauses.parties(document, at(document, head))] == expected


def test_agent_is_the_by_phrase_alone():
    document = parsed("The vote was rejected by Ankara.", Ankara="TUR")
    assert document.tokens[clauses.agent(document, at(document, "rejected"))].text == "Ankara"
    active = parsed("Ankara rejected the vote.")
    assert clauses.agent(active, at(active, "rejected")) is None


def test_a_sentence_cut_before_its_head_ends():
    """The parser's label may say "conjoined" of a token that heads its sentence: the climb must end there."""
    document = parsed("The bank was raided and sealed by the army.")
    sealed = next(t for t in document.tokens if t.text == "sealed")
    tokens = tuple(
        replace(t, dep="conj", head=t.number, tag="VBN") if t.number == sealed.number else t for t in document.tokens
    )
    cut = AnnotatedDocument(document=document.document, tokens=tokens, sentences=document.sentences)
    assert not clauses.is_passive(cut, sealed.number)
    assert clauses.subject(cut, sealed.number) is None
    assert clauses.modality(cut, sealed.number) == "actual"
    assert not clauses.negated(cut, sealed.number)
