"""Terms: every construction of a bargain on short texts of our own, over a dozen disputes."""

from __future__ import annotations

import pytest

from detente.extract import statements, terms
from detente.model.evidence import InText
from detente.model.reading import Reading, Term
from tests.extract.sentences import annotated


def read(*paragraphs: str) -> tuple[Term, ...]:
    document = annotated(*paragraphs)
    return terms.extract(document, statements.extract(document, Reading(document=document.document.id))).terms


def shapes(text: str) -> list[tuple[str | None, str | None, str, str | None, str | None]]:
    """Sides of ``by`` and ``of``, the link, the words of demand and offer."""
    return [
        (
            t.by.side,
            t.of.side if t.of else None,
            t.link,
            t.demand.quote if t.demand else None,
            t.offer.quote if t.offer else None,
        )
        for t in read(text)
    ]


BARGAINS = [
    # unless
    (
        "North Korea said it would not return to talks unless the United States drops its hostile policy.",
        ("PRK", "USA", "unless", "drops its hostile policy", "return to talks"),
    ),
    (
        "Washington's posture is that no sanctions will be lifted unless Tehran dismantles the plant.",
        ("USA", "IRN", "unless", "dismantles the plant", "no sanctions will be lifted"),
    ),
    # until, once, before
    (
        "The United States said sanctions would remain in place until Russia leaves Crimea.",
        ("USA", "RUS", "before", "leaves Crimea", None),
    ),
    (
        "Iran said it would return to compliance once Washington lifts sanctions.",
        ("IRN", "USA", "before", "lifts sanctions", "return to compliance"),
    ),
    (
        "Washington has demanded that Caracas hold free elections before sanctions are lifted.",
        ("USA", "VEN", "before", "hold free elections", "sanctions are lifted"),
    ),
    # only if, if, as long as
    (
        "The United States will lift sanctions only if Iran halts enrichment.",
        ("USA", "IRN", "in-exchange", "halts enrichment", "lift sanctions"),
    ),
    (
        "The EU could ease sanctions if Minsk frees political prisoners.",
        ("EU", "BLR", "in-exchange", "frees political prisoners", "ease sanctions"),
    ),
    (
        "Iran will stick to the accord as long as the Europeans respect it.",
        ("IRN", None, "in-exchange", "the Europeans respect it", "stick to the accord"),
    ),
    (
        "South Korea offered economic aid if North Korea gives up its weapons.",
        ("KOR", "PRK", "in-exchange", "gives up its weapons", "economic aid"),
    ),
    # in exchange, in return, as a reward
    (
        "Turkey agreed to release the pastor in exchange for the lifting of sanctions.",
        ("TUR", None, "in-exchange", "the lifting of sanctions", "release the pastor"),
    ),
    (
        "Tehran would stop enriching uranium in return for access to its frozen funds.",
        ("IRN", None, "in-exchange", "access to its frozen funds", "stop enriching uranium"),
    ),
    (
        "Sanctions relief for Myanmar should come only as a reward for releasing prisoners, the United States said.",
        (
            "USA",
            None,
            "reward",
            "releasing prisoners",
            "Sanctions relief for Myanmar should come only",
        ),
    ),
    # what is wanted comes first, what is given stands after the marker
    (
        "Syria has sought sanctions relief in exchange for a withdrawal of its troops.",
        ("SYR", None, "in-exchange", "sanctions relief", "a withdrawal of its troops"),
    ),
    # first, without preconditions, by turns
    (
        "Tehran insists that sanctions must be lifted first.",
        ("IRN", None, "before", "sanctions must be lifted first", None),
    ),
    (
        "Cuba is willing to hold talks with the United States without preconditions.",
        ("CUB", None, "no-preconditions", None, "hold talks with the United States"),
    ),
    ("Pyongyang called for a step-by-step approach.", ("PRK", None, "in-exchange", "a step-by-step approach", None)),
    ("China urged both sides to take reciprocal steps.", ("CHN", None, "in-exchange", "take reciprocal steps", None)),
    # ultimatums and failures
    (
        "Moscow warned it would cut gas supplies if Kyiv did not pay its debts.",
        ("RUS", "UKR", "unless", "pay its debts", None),
    ),
    (
        "Sanctions on Sudan can be restored if Khartoum fails to honour its commitments, the United States said.",
        ("USA", "SDN", "unless", "honour its commitments", None),
    ),
    (
        "Iran must accept inspections or face new sanctions, the United States said.",
        ("USA", "IRN", "unless", "accept inspections", None),
    ),
    # inversion, a reward for the one who meets the condition, an agreement that gives and takes
    (
        "Should Russia withdraw its troops, the EU would ease sanctions.",
        ("EU", "RUS", "in-exchange", "withdraw its troops", "ease sanctions"),
    ),
    (
        "If Sudan holds elections, it can have sanctions relief, the United States said.",
        ("USA", "SDN", "in-exchange", "holds elections", "have sanctions relief"),
    ),
    (
        "The accord gave Iran relief in exchange for curbs by Tehran, and the United States quit it.",
        ("USA", "IRN", "in-exchange", "curbs by Tehran", "The accord gave Iran relief"),
    ),
    # named conditions
    ("A ceasefire is a precondition for talks, Ukraine said.", ("UKR", None, "before", "A ceasefire", "talks")),
    (
        "North Korea has demanded sanctions relief before it takes further steps.",
        ("PRK", None, "before", "sanctions relief", "takes further steps"),
    ),
    # dependence
    (
        "Sanctions relief will depend on progress toward free elections, the EU said.",
        ("EU", None, "in-exchange", "progress toward free elections", "Sanctions relief"),
    ),
    # a lure
    (
        "Norway proposed easing sanctions on Belarus as a way to lure Minsk back to the table.",
        ("NOR", "BLR", "in-exchange", "the table", "easing sanctions on Belarus"),
    ),
]


def _same(found: str | None, expected: str | None) -> bool:
    """The same words, or one set of words inside the other: where a phrase ends is not the point."""
    if found is None or expected is None:
        return found == expected
    return found in expected or expected in found


@pytest.mark.parametrize(("text", "expected"), BARGAINS, ids=[t for t, _ in BARGAINS])
def test_bargains(text: str, expected: tuple[str | None, ...]) -> None:
    found = shapes(text)
    assert any(
        shape[0] == expected[0]
        and (expected[1] is None or shape[1] == expected[1])
        and shape[2] == expected[2]
        and _same(shape[3], expected[3])
        and _same(shape[4], expected[4])
        for shape in found
    ), found


NOTHING = [
    "The talks ended after North Korea tested a missile.",
    "Cuba was isolated when the Soviet Union collapsed.",
    "Officials spoke on condition of anonymity about the Cyprus talks.",
    "If Washington imposes sanctions on Riyadh, oil prices will rise.",
    "Reporters asked if Serbia would recognize Kosovo.",
    "The sanctions have been in place since 1993.",
    "The Transport Department warned British airlines to exercise caution over Syria.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_time_and_threat_are_no_bargain(text: str) -> None:
    assert shapes(text) == []


def test_a_term_cites_its_words_and_says_why() -> None:
    text = "Iran said it would return to compliance once Washington lifts sanctions."
    (term,) = read(text)
    for words in (term.demand, term.offer, term.evidence.where):
        assert isinstance(words, InText)
        assert text[words.start : words.end] == words.quote
    assert term.evidence.made_by == "terms.v1"
    assert term.evidence.because[0] == "clause 'once': before"
