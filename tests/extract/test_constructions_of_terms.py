"""Terms: every conditional and exchange construction that the reading promises, each over several disputes, on texts of our own."""

from __future__ import annotations

import pytest

from tests.extract.test_terms import _same, shapes

CONSTRUCTIONS: dict[str, list[tuple[str, tuple[str | None, str, str | None, str | None]]]] = {
    "unless": [
        (
            "Germany said there would be no easing of sanctions unless Belarus freed the hostages.",
            ("DEU", "unless", "freed the hostages", None),
        ),
        (
            "Sudan will lose its aid unless its generals give up power, Norway said.",
            ("NOR", "unless", "give up power", None),
        ),
    ],
    "until": [
        (
            "Ukraine will not negotiate until Russia withdraws its forces, its president said.",
            ("UKR", "before", "withdraws its forces", None),
        ),
        (
            "The U.S. Treasury said it would keep the embargo in place until Cuba releases political prisoners.",
            ("USA", "before", "releases political prisoners", None),
        ),
    ],
    "only if, only after, only when": [
        (
            "Venezuela's government said it would return to talks only if the United States releases frozen funds.",
            ("VEN", "in-exchange", "releases frozen funds", "return to talks"),
        ),
        (
            "Iran will scale back enrichment only after the United States lifts sanctions, Iran's foreign minister said.",
            ("IRN", "before", "lifts sanctions", "scale back enrichment"),
        ),
        (
            "Ethiopia would agree to a ceasefire only when the rebels lay down their arms, its government said.",
            ("ETH", "before", "lay down their arms", "agree to a ceasefire"),
        ),
    ],
    "in return for, in exchange for": [
        (
            "Washington offered to unfreeze funds in return for the release of five Americans held in Iran.",
            ("USA", "in-exchange", "the release of five Americans held in Iran", "unfreeze funds"),
        ),
        (
            "In exchange for sanctions relief, Myanmar's army would have to free all detainees, the EU said.",
            ("EU", "in-exchange", "free all detainees", "sanctions relief"),
        ),
    ],
    "as a reward for": [
        (
            "The United States took Sudan off its terrorism list as a reward for its peace with Israel.",
            ("USA", "reward", "its peace with Israel", None),
        ),
        (
            "The EU eased sanctions on Zimbabwe as a reward for political reform, its envoy said.",
            ("EU", "reward", "political reform", None),
        ),
    ],
    "as long as": [
        (
            "Iran will stay in the deal as long as Europe buys its oil, President Hassan Rouhani said.",
            ("IRN", "in-exchange", "buys its oil", "stay in the deal"),
        ),
        (
            "Turkey will take in refugees as long as the European Union sends aid, President Recep Tayyip Erdogan said.",
            ("TUR", "in-exchange", "sends aid", "take in refugees"),
        ),
    ],
    "without": [
        (
            "There can be no relief without free elections in Venezuela, the U.S. State Department said.",
            ("USA", "unless", "free elections in Venezuela", "relief"),
        ),
        (
            "Without a withdrawal of Rwandan troops, sanctions will follow, Belgium said.",
            ("BEL", "unless", "a withdrawal of Rwandan troops", None),
        ),
    ],
    "so that": [
        (
            "Havana must release the prisoners so that Washington can ease the embargo, the U.S. State Department said.",
            ("USA", "in-exchange", "release the prisoners", None),
        ),
    ],
    "must before": [
        (
            "Serbia must recognise Kosovo before it can join the bloc, Germany said.",
            ("DEU", "before", "recognise Kosovo", None),
        ),
        (
            "The United States must lift its sanctions before talks can begin, Iran said.",
            ("IRN", "before", "lift its sanctions", None),
        ),
    ],
    "if, ready to": [
        (
            "If Belarus stops pushing migrants across the border, we are ready to reopen it, Poland's prime minister said.",
            ("POL", "in-exchange", "stops pushing migrants across the border", "reopen it"),
        ),
        (
            "If the United States ends its hostile policy, North Korea is prepared to return to dialogue, Kim said.",
            ("PRK", "in-exchange", "ends its hostile policy", "return to dialogue"),
        ),
    ],
    "nominal": [
        (
            "The Kremlin set the lifting of sanctions on its bank as a precondition for returning to the grain deal.",
            ("RUS", "before", "the lifting of sanctions on its bank", "returning to the grain deal"),
        ),
        (
            "South Korea called for a step-by-step approach in which the North freezes its reactor for partial relief.",
            ("KOR", "in-exchange", None, None),
        ),
        (
            "North Korea insisted on the principle of action for action.",
            ("PRK", "in-exchange", None, None),
        ),
        (
            "Washington is ready to meet Havana without preconditions, the U.S. State Department said.",
            ("USA", "no-preconditions", None, None),
        ),
    ],
}  # fmt: skip
CASES = [(kind, text, wanted) for kind, cases in CONSTRUCTIONS.items() for text, wanted in cases]


@pytest.mark.parametrize(("kind", "text", "wanted"), CASES, ids=[f"{k}: {t}" for k, t, _ in CASES])
def test_every_construction(kind: str, text: str, wanted: tuple[str | None, str, str | None, str | None]) -> None:
    by, link, demand, offer = wanted
    found = shapes(text)
    fits = [
        shape
        for shape in found
        if (shape[0], shape[2]) == (by, link)
        and (demand is None or _same(shape[3], demand))
        and (offer is None or _same(shape[4], offer))
    ]
    assert fits, (kind, found)


def test_they_cover_many_disputes() -> None:
    assert len({by for _, _, (by, _, _, _) in CASES}) > 8


@pytest.mark.parametrize(
    "text",
    [
        "Minsk said it would retaliate after the European Union set new rules on its airline.",
        "Congress tied the two bills together, making any sale to Myanmar a matter for the courts.",
        "Talks ended after the test, officials in Seoul said.",
        "Sanctions were imposed when the generals seized power.",
    ],
)
def test_what_follows_in_time_is_no_bargain(text: str) -> None:
    assert shapes(text) == []
