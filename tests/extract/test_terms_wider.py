"""Terms in wider wordings: "while", provisos, conditions made, rewards as verbs, freely; and what is none."""

from __future__ import annotations

import pytest

from tests.extract.test_terms import _same, shapes

MADE: list[tuple[str, tuple[str | None, str, str | None, str | None]]] = [
    (
        "Cyprus will not return to talks while Turkish troops hold the port, its president said.",
        ("CYP", "unless", "hold the port", "return to talks"),
    ),
    ("No aid for Mali as long as the junta jails reporters, Denmark said.", ("DNK", "unless", "jails reporters", None)),
    (
        "Chile would drop the duty, provided that Peru opens its ports.",
        ("CHL", "in-exchange", "opens its ports", "drop the duty"),
    ),
    ("Iraq offered unconditional talks to Kuwait.", (None, "no-preconditions", None, "unconditional talks to Kuwait")),
    (
        "Laos offered to meet Thailand anywhere and without preconditions.",
        ("LAO", "no-preconditions", None, "meet Thailand anywhere"),
    ),
    (
        "India made the return of the fishermen a condition for lifting sanctions on Nepal.",
        ("IND", "before", "the return of the fishermen", "lifting sanctions on Nepal"),
    ),
    (
        "The United States rewarded Libya for its help by lifting the embargo.",
        ("USA", "reward", "its help", "lifting the embargo"),
    ),
    (
        "Egypt is ready to send observers if both capitals ask for them.",
        ("EGY", "in-exchange", "ask for them", "send observers"),
    ),
    # a verb of saying in between
    (
        "The curbs on Libya could be lifted within days, Italy's foreign ministry said, if Libya handed over the ship.",
        ("ITA", "in-exchange", "handed over the ship", "The curbs on Libya could be lifted within days"),
    ),
    (
        "The talks will not resume, the Iranian foreign ministry said, unless Japan lifts its sanctions.",
        ("IRN", "unless", "lifts its sanctions", "The talks will not resume"),
    ),
    (
        "Norway would lift the ban once free elections had been held, its foreign ministry said.",
        ("NOR", "before", "free elections had been held", "lift the ban"),
    ),
    # waiting for what others give
    (
        "Kenya will reopen the port once it has guarantees from Somalia, its president said.",
        ("KEN", "before", "has guarantees from Somalia", "reopen the port"),
    ),
    # made to depend, first, traded
    (
        "Turkey has made lending conditional on market reforms in Georgia.",
        ("TUR", "in-exchange", "market reforms in Georgia", "lending"),
    ),
    (
        "Ethiopia said the rebels in Eritrea had to disarm first.",
        ("ETH", "before", "disarm first", None),
    ),
    (
        "Australia would trade relief on chips for soybeans, its trade minister said.",
        ("AUS", "in-exchange", "soybeans", "relief on chips"),
    ),
]
NONE = [
    "Oman asked when the ship had left port.",
    "Peru is not bound to this treaty while it is under review.",
    "The mission in Chad depends on helicopters.",
    "The minister was cautious when asked about sanctions on Serbia.",
    "Bolivia would trade copper for a while, its government said.",
    "Ghana accused Togo of smuggling when the border was closed.",
]


@pytest.mark.parametrize(("text", "expected"), MADE, ids=[t for t, _ in MADE])
def test_made(text: str, expected: tuple[str | None, str, str | None, str | None]) -> None:
    side, link, demand, offer = expected
    found = shapes(text)
    assert any(
        (side is None or shape[0] == side)
        and shape[2] == link
        and (demand is None or _same(shape[3], demand))
        and (offer is None or _same(shape[4], offer))
        for shape in found
    ), found


@pytest.mark.parametrize("text", NONE)
def test_no_term(text: str) -> None:
    assert shapes(text) == []


@pytest.mark.parametrize(
    "text", ["Turkey has made lending conditional", "Kenya will lift the ban when the time will come"]
)
def test_a_text_may_end_anywhere(text: str) -> None:
    assert shapes(text) == []
