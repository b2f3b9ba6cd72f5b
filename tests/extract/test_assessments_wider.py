"""Assessments in wider wordings: idioms by class, headlines without a verb that the parser sees, and what is no judgement."""

from __future__ import annotations

import pytest

from detente.extract import assessments, statements
from detente.model.reading import Reading
from tests.extract.sentences import annotated

IDIOMS: list[tuple[str, tuple[set[str], str]]] = [
    ("Talks between Libya and Egypt hang by a thread.", ({"LBY", "EGY"}, "worse")),
    ("The quarrel poured cold water on hopes of a deal between Peru and Chile.", ({"PER", "CHL"}, "worse")),
    ("Relations between Kenya and Somalia have hit rock bottom.", ({"KEN", "SOM"}, "worse")),
    ("Ties between Nepal and India took a turn for the worse.", ({"NPL", "IND"}, "worse")),
    ("Armenia and Turkey inched closer to a peace deal.", ({"ARM", "TUR"}, "better")),
    ("Sudan and Egypt narrowed the gap over the dam.", ({"SDN", "EGY"}, "better")),
    ("Colombia and Venezuela are mending ties.", ({"COL", "VEN"}, "better")),
    ("Negotiations between Yemen and Oman have got nowhere.", ({"YEM", "OMN"}, "stalled")),
    ("Efforts to reconcile Qatar and Bahrain have stalled.", ({"QAT", "BHR"}, "stalled")),
]
HEADLINES: list[tuple[str, tuple[set[str], str]]] = [
    ("Talks between Serbia and Kosovo stall over licence plates", ({"SRB", "XKX"}, "stalled")),
    ("Ties between Ankara and Athens fray over drilling", ({"TUR", "GRC"}, "worse")),
    ("Relations between Canada and India sour", ({"CAN", "IND"}, "worse")),
]
NONE = [
    "Italy seeks improved relations with Albania.",
    "A summit could pave the way for peace between Chad and Sudan.",
]


def judged(*paragraphs: str, headline: bool = False) -> list[tuple[set[str], str]]:
    made = annotated(*paragraphs, headline=headline)
    said = statements.extract(made, Reading(document=made.document.id))
    return [(set(a.about), a.direction) for a in assessments.extract(made, said).assessments]


@pytest.mark.parametrize(("text", "expected"), IDIOMS, ids=[t for t, _ in IDIOMS])
def test_idioms(text: str, expected: tuple[set[str], str]) -> None:
    assert expected in judged(text)


@pytest.mark.parametrize(("text", "expected"), HEADLINES, ids=[t for t, _ in HEADLINES])
def test_headlines(text: str, expected: tuple[set[str], str]) -> None:
    assert expected in judged(text, "The two sides met on Monday.", headline=True)


@pytest.mark.parametrize("text", NONE)
def test_what_is_wished_or_may_be_is_no_judgement(text: str) -> None:
    assert judged(text) == []


def test_a_headline_repeats_nothing() -> None:
    found = judged(
        "Talks between Peru and Chile stall",
        "Talks between Peru and Chile have stalled, officials said.",
        headline=True,
    )
    assert found == [({"PER", "CHL"}, "stalled")]
