"""Terms in further constructions: ties, commands, returns, inversions, things withheld, over several disputes."""

from __future__ import annotations

import pytest

from tests.extract.test_terms import _same, shapes

BARGAINS = [
    (
        "The United States tied sanctions relief to progress on human rights in Ethiopia.",
        ("USA", None, "in-exchange", "progress on human rights in Ethiopia", "sanctions relief"),
    ),
    (
        "Turkey made its approval of Sweden's NATO membership conditional on extraditions.",
        ("TUR", None, "in-exchange", "extraditions", "its approval of Sweden's NATO membership"),
    ),
    (
        "The price of American recognition is an end to Taliban bans on girls' schooling.",
        ("USA", None, "before", "an end to Taliban bans on girls' schooling", "American recognition"),
    ),
    (
        "Tehran set the lifting of sanctions as a precondition for negotiations.",
        ("IRN", None, "before", "the lifting of sanctions", "negotiations"),
    ),
    (
        "Before any talks, Ukraine demands a full ceasefire.",
        ("UKR", None, "before", "a full ceasefire", "any talks"),
    ),
    (
        "Withdraw your troops or face more sanctions, the European Union told Moscow.",
        ("EU", None, "unless", "Withdraw your troops", None),
    ),
    (
        "Maduro must go; otherwise sanctions will stay, the U.S. State Department said.",
        ("USA", None, "unless", "go", None),
    ),
    (
        "Failing a ceasefire within a week, the African Union will impose sanctions, its chairman said.",
        ("AU", None, "unless", "a ceasefire within a week", None),
    ),
    (
        "Were Turkey to give up the missiles, it could rejoin the programme, the Pentagon said.",
        ("USA", "TUR", "in-exchange", "give up the missiles", "rejoin the programme"),
    ),
    (
        "In response to the prisoner release, the United States lifted sanctions on the Belarusian airline.",
        ("USA", None, "reward", "the prisoner release", "lifted sanctions on the Belarusian airline"),
    ),
    (
        "The European Union would ease its sanctions provided that Serbia handed over suspects, the EU's envoy said.",
        ("EU", "SRB", "in-exchange", "handed over suspects", "ease its sanctions"),
    ),
    (
        "Germany suspended the pipeline until Russia pulls back its troops.",
        ("DEU", "RUS", "before", "pulls back its troops", None),
    ),
    (
        "The government will start economic cooperation the moment the North takes a step toward denuclearization, Seoul said.",
        ("KOR", "PRK", "before", "takes a step toward denuclearization", "start economic cooperation"),
    ),
    (
        "Failure to comply will lead the United States to restore the sanctions, the White House said.",
        ("USA", None, "unless", "to comply", None),
    ),
    (
        "Sudan agreed to pay compensation; in return Washington took it off the list.",
        ("SDN", "USA", "in-exchange", "took it off the list", "pay compensation"),
    ),
    (
        "Canada threatened retaliation unless Washington dropped its steel tariffs.",
        ("CAN", "USA", "unless", "dropped its steel tariffs", None),
    ),
    (
        "To win relief, Belarus has to free all political prisoners, the European Union said.",
        ("EU", "BLR", "unless", "free all political prisoners", "relief"),
    ),
    (
        "The United States said it would lift tariffs on Mexico when Mexico stopped the flow of fentanyl.",
        ("USA", "MEX", "before", "stopped the flow of fentanyl", "lift tariffs on Mexico"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), BARGAINS, ids=[t for t, _ in BARGAINS])
def test_constructions(text: str, expected: tuple[str | None, ...]) -> None:
    found = shapes(text)
    assert any(
        shape[0] == expected[0]
        and (expected[1] is None or shape[1] == expected[1])
        and shape[2] == expected[2]
        and _same(shape[3], expected[3])
        and _same(shape[4], expected[4])
        for shape in found
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "Prices will fall if demand weakens, analysts said.",
        "Russia would respond if NATO deployed missiles in Poland, Sergei Lavrov said.",
        "The general licence for Venezuela will remain valid until December 31, 2026.",
        "Japan froze the assets in accordance with United Nations resolutions.",
        "It depends on what the sanction is, Donald Trump said of Turkey.",
        "The embassy urged Belarus to let the prisoners go at once.",
    ],
)
def test_forecasts_dates_and_legal_phrases_are_no_terms(text: str) -> None:
    assert shapes(text) == []
