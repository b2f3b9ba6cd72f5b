"""Assessments: every word of motion and state that the reading promises, by whom, about whom, headlines too, over several disputes."""

from __future__ import annotations

import pytest

from tests.extract.sentences import annotated
from tests.extract.test_assessments import read

CONSTRUCTIONS: dict[str, list[tuple[str, tuple[set[str], str, str]]]] = {
    "dim": [
        ("Hopes for talks between Russia and Ukraine have dimmed.", ({"RUS", "UKR"}, "talks", "worse")),
        ("The prospects of a deal between Iran and the European Union dimmed.", ({"IRN", "EU"}, "talks", "worse")),
    ],
    "darken": [
        ("The arrests darkened the outlook for talks between Turkey and Greece.", ({"TUR", "GRC"}, "talks", "worse")),
    ],
    "stall": [
        ("Negotiations between Serbia and Kosovo have stalled.", ({"SRB", "XKX"}, "talks", "stalled")),
        ("Talks between Sudan and Ethiopia are deadlocked.", ({"SDN", "ETH"}, "talks", "stalled")),
        ("The stalled talks between Armenia and Azerbaijan will not resume soon.", ({"ARM", "AZE"}, "talks", "stalled")),
    ],
    "rift": [
        ("A rift has opened between Saudi Arabia and the United States over oil.", ({"SAU", "USA"}, "alliance", "worse")),
        ("The rift between Poland and Hungary over Russia is widening.", ({"POL", "HUN"}, "alliance", "worse")),
    ],
    "friction": [
        ("The tariffs caused friction between Canada and the United States.", ({"CAN", "USA"}, "alliance", "worse")),
    ],
    "gap": [
        ("There is a significant gap between France and Germany on how to deal with Russia.", ({"FRA", "DEU"}, "alliance", "worse")),
        ("The gap between Japan and South Korea over sanctions has narrowed.", ({"JPN", "KOR"}, "alliance", "better")),
    ],
    "warm": [
        ("Relations between Cuba and the United States have warmed.", ({"CUB", "USA"}, "relations", "better")),
        ("Ties between Turkey and Israel are warming.", ({"TUR", "ISR"}, "relations", "better")),
    ],
    "breakthrough": [
        ("Negotiators from Sudan and Chad reached a breakthrough.", ({"SDN", "TCD"}, "talks", "better")),
        ("There was no breakthrough in the talks between Japan and Russia.", ({"JPN", "RUS"}, "talks", "stalled")),
    ],
    "on track": [
        ("Talks between Venezuela and the United States are on track.", ({"VEN", "USA"}, "talks", "better")),
    ],
}  # fmt: skip
CASES = [(kind, text, wanted) for kind, cases in CONSTRUCTIONS.items() for text, wanted in cases]


@pytest.mark.parametrize(("kind", "text", "wanted"), CASES, ids=[f"{k}: {t}" for k, t, _ in CASES])
def test_every_word(kind: str, text: str, wanted: tuple[set[str], str, str]) -> None:
    found = [(set(a.about), a.topic, a.direction) for a in read(text)]
    assert wanted in found, (kind, found)


def test_they_cover_many_disputes() -> None:
    assert len({side for _, _, (sides, _, _) in CASES for side in sides}) > 12


HEADLINES = [
    ("New penalties darken outlook for US-Venezuela talks", ({"USA", "VEN"}, "talks", "worse")),
    ("Iran, EU relations sour over prisoners", ({"IRN", "EU"}, "relations", "worse")),
    ("Russia-Turkey ties warm after visit", ({"RUS", "TUR"}, "relations", "better")),
]


@pytest.mark.parametrize(("text", "wanted"), HEADLINES, ids=[t for t, _ in HEADLINES])
def test_headlines(text: str, wanted: tuple[set[str], str, str]) -> None:
    from detente.extract import assessments, statements
    from detente.model.reading import Reading

    document = annotated(text, "The two sides met on Monday.", headline=True)
    reading = statements.extract(document, Reading(document=document.document.id))
    found = [(set(a.about), a.topic, a.direction) for a in assessments.extract(document, reading).assessments]
    assert wanted in found, found


def test_by_whom() -> None:
    (said,) = read("Relations between Mali and France have soured, Mali's prime minister said.")
    assert said.by.side == "MLI"
    (expert,) = read("“The rift between Turkey and Greece is deepening,” said Anna Holt, an analyst in Athens.")
    assert (expert.by.name, expert.by.side) == ("Anna Holt", None)
    (outlet,) = read("ANKARA — The rift between Turkey and Greece is deepening.")
    assert outlet.by.name == "Detente Tests"
