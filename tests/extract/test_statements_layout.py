"""Attributions by layout, by nouns and adjectives."""

from __future__ import annotations

import pytest

from tests.extract.attribution_texts import found, statements


def test_a_signed_post_is_its_authors() -> None:
    text = "The ceasefire holds.\n\nWe will rebuild every bridge! — Volodymyr Zelenskyy (@ZelenskyyUa) March 3, 2023"
    assert ("Volodymyr Zelenskyy", "(@ZelenskyyUa)", "We will rebuild every bridge!") in found(text)


def test_a_transcript_has_its_speakers_in_capitals() -> None:
    text = "BLITZER: Will the waivers end?\n\nHOOK: They end in May.\n\nBLITZER: All of them?\n\nHOOK: All of them."
    assert [(s, c) for s, _, c in found(text)] == [
        ("BLITZER", "Will the waivers end?"),
        ("HOOK", "They end in May"),
        ("BLITZER", "All of them?"),
        ("HOOK", "All of them"),
    ]


def test_a_heading_in_capitals_is_no_speaker() -> None:
    assert found("FACT SHEET: The waivers end in May.\n\nBACKGROUND: The deal was signed in Vienna.") == []


def test_a_headline_with_a_colon() -> None:
    text = "Lavrov: Embargo will fail\n\nThe minister travelled to Cairo."
    (made,) = statements(text, headline=True, actors=(("Lavrov", "RUS"),))
    assert (made.source.side, made.content.quote) == ("RUS", "Embargo will fail")


def test_the_items_of_an_announced_list() -> None:
    text = (
        "The resolution states that:\n\nAll arms sales must end;\n\nEvery port must open; and\n\n"
        "The envoy reports in May.\n\nThe vote was unanimous."
    )
    assert [(s, c) for s, _, c in found(text)] == [
        ("The resolution", "All arms sales must end"),
        ("The resolution", "Every port must open"),
        ("The resolution", "The envoy reports in May"),
    ]


def test_a_noun_and_a_colon_announce_a_quotation() -> None:
    text = "The new tariffs keep the president's promise:\n\n“Nobody will undersell our farmers again.”"
    assert found(text) == [("the president", "promise", "Nobody will undersell our farmers again")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brussels is confident that the price cap will hold.",
            ("Brussels", "confident", "the price cap will hold"),
        ),
        (
            "Aid groups are worried that the border will close.",
            ("Aid groups", "worried", "the border will close"),
        ),
    ],
)
def test_adjectives(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]
