"""Assessments: judgements of relations and prospects on short texts of our own, over several disputes."""

from __future__ import annotations

import pytest

from detente.extract import assessments, statements
from detente.model.evidence import InText
from detente.model.reading import Assessment, Reading
from detente.resources.allies import most_named
from tests.extract.sentences import annotated


def read(*paragraphs: str) -> tuple[Assessment, ...]:
    document = annotated(*paragraphs)
    return assessments.extract(
        document, statements.extract(document, Reading(document=document.document.id))
    ).assessments


JUDGEMENTS = [
    ("Relations between Moscow and Washington have soured.", ({"RUS", "USA"}, "relations", "worse")),
    ("Ties between Turkey and Greece have improved.", ({"TUR", "GRC"}, "relations", "better")),
    ("The prospect of a meeting between Iran and the United States has dimmed.", ({"IRN", "USA"}, "talks", "worse")),
    ("Talks between Serbia and Kosovo have stalled.", ({"SRB", "XKX"}, "talks", "stalled")),
    ("Tensions between China and the United States have escalated.", ({"CHN", "USA"}, "military-tension", "worse")),
    ("Tensions between China and Japan have eased.", ({"CHN", "JPN"}, "military-tension", "better")),
    ("Cuba and the United States have made progress on migration.", ({"CUB", "USA"}, "talks", "better")),
    ("There is little sign of progress in the talks between Russia and Ukraine.", ({"RUS", "UKR"}, "talks", "stalled")),
    ("The purchase caused a rift between Turkey and the United States.", ({"TUR", "USA"}, "alliance", "worse")),
    ("France and Germany are at odds over Syria.", ({"FRA", "DEU"}, "relations", "worse")),
    ("Iran and the European Union remain far apart.", ({"IRN", "EU"}, "talks", "stalled")),
    ("The summit raised hopes of peace between North Korea and South Korea.", ({"PRK", "KOR"}, "talks", "better")),
    ("Russia is violating the sanctions on North Korea.", ({"RUS", "PRK"}, "compliance", "worse")),
    ("Iran has complied with the nuclear deal.", ({"IRN"}, "compliance", "stable")),
    ("Venezuela's economy has collapsed.", ({"VEN"}, "other", "worse")),
    ("Growing tensions between Sudan and Egypt worry the region.", ({"SDN", "EGY"}, "military-tension", "worse")),
]


@pytest.mark.parametrize(("text", "expected"), JUDGEMENTS, ids=[t for t, _ in JUDGEMENTS])
def test_judgements(text: str, expected: tuple[set[str], str, str]) -> None:
    found = [(set(a.about), a.topic, a.direction) for a in read(text)]
    assert expected in found, found


def test_a_source_is_the_author_and_else_the_outlet() -> None:
    (said,) = read("Ties between Myanmar and China have improved, the Chinese foreign ministry said.")
    assert said.by.side == "CHN"
    (own,) = read("Ties between Myanmar and China have improved.")
    assert (own.by.name, own.by.side) == ("Detente Tests", None)


def test_a_dyad_named_before_is_what_a_later_judgement_is_about() -> None:
    found = read("Belarus and Lithuania closed the crossing.", "The outlook has darkened.")
    assert [set(a.about) for a in found] == [{"BLR", "LTU"}]


NOTHING = [
    "The envoy flew to Cyprus to ease tensions.",  # an aim
    "If relations between Iran and Iraq improved, trade would grow.",
    "Turkey must comply with the agreement, Greece said.",
    "The talks were held in Oslo.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_aims_and_suppositions_are_no_judgements(text: str) -> None:
    assert read(text) == ()


def test_negation_turns_a_judgement() -> None:
    (found,) = read("Relations between Serbia and Kosovo have not improved.")
    assert found.direction == "stalled"


def test_an_assessment_cites_and_says_why() -> None:
    text = "Relations between Moscow and Washington have soured."
    (found,) = read(text)
    where = found.evidence.where
    assert isinstance(where, InText)
    assert text[where.start : where.end] == where.quote
    assert found.evidence.because[:2] == ("matter 'Relations' +", "'soured' worse")


def test_a_rift_of_allies_is_between_those_who_are_allied() -> None:
    (found,) = read(
        "North Korea tested a missile, and North Korea said that it would test more.",
        "South Korea wants talks with North Korea. The United States wants North Korea to disarm first.",
        "The rift between the two allies has widened.",
    )
    assert (set(found.about), found.topic) == ({"KOR", "USA"}, "alliance")


def test_the_allies_most_named_are_those_of_which_the_least_named_is_named_most() -> None:
    assert most_named({"PRK": 9, "USA": 5, "KOR": 4, "CHN": 1}) == ("USA", "KOR")
    assert most_named({"PRK": 9, "USA": 5, "KOR": 4, "JPN": 2}, 3) == ("USA", "KOR", "JPN")
    assert most_named({"PRK": 9, "USA": 5}) == ()
