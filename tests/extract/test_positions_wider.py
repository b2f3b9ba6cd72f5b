"""Positions in wider wordings: hedges, things taken up again, deeds and what is only arranged, over several disputes."""

from __future__ import annotations

import pytest

from tests.extract.test_positions import read

HELD: list[tuple[str, tuple[str | None, str, str]]] = [
    # a condition beside the will
    (
        "Poland would back sanctions on Georgia if the shooting resumed, its president said.",
        ("POL", "sanctions", "conditional"),
    ),
    (
        "Norway is willing to keep the embargo on Eritrea as long as the siege lasts, it said.",
        ("NOR", "sanctions", "conditional"),
    ),
    (
        "Kenya said it would lift the sanctions on Burundi pending a review of its courts.",
        ("KEN", "sanctions", "conditional"),
    ),
    # easing told as done
    ("Canada on Tuesday lifted most of its sanctions on Sri Lanka.", ("CAN", "sanctions", "pro")),
    ("The African Union has suspended the sanctions on Guinea.", ("AU", "sanctions", "pro")),
    # asked of somebody by "call on"
    ("Spain called on Nicaragua to release all political prisoners.", ("ESP", "human-rights", "pro")),
    # sanctions that have to go
    ("The sanctions have to go, Eritrea's president said.", ("ERI", "sanctions", "pro")),
    ("Serbia wants the sanctions to go.", ("SRB", "sanctions", "pro")),
    # the time, and how early it is
    (
        "The time is not right to lift sanctions on Mali, the French foreign minister said.",
        ("FRA", "sanctions", "anti"),
    ),
    ("It is too early to ease sanctions on Syria, the British foreign minister said.", ("GBR", "sanctions", "anti")),
]
HELD += [
    # a denied opinion denies what is thought
    ("Chile does not think that the sanctions on Bolivia should be lifted.", ("CHL", "sanctions", "anti")),
    ("We do not believe that sanctions are the right means, said Peru's foreign minister.", ("PER", "sanctions", "pro")),
    ("India never regarded sanctions as the best way to deal with Myanmar.", ("IND", "sanctions", "pro")),
    # against what eases
    ("Kenya lobbied against easing the sanctions on Eritrea.", ("KEN", "sanctions", "anti")),
    # asked of somebody whom the parser takes for the object
    ("Poland has pushed the White House to keep the sanctions on Mali.", ("POL", "sanctions", "anti")),
    ("Egypt persuaded Kenya to lift the embargo on Eritrea.", ("EGY", "sanctions", "pro")),
    # no reason, no need
    ("Sweden sees no reason to lift the sanctions on Belarus.", ("SWE", "sanctions", "anti")),
    ("There is no reason to lift sanctions on Libya, the Egyptian foreign minister said.", ("EGY", "sanctions", "anti")),
    ("Finland feels no need for new sanctions on Serbia.", ("FIN", "sanctions", "pro")),
    # an exchange that the parser hangs on another noun
    (
        "Canada was ready to suspend sanctions on Sudan's exports of gold for three years in return for the closing of two camps.",
        ("CAN", "sanctions", "conditional"),
    ),
]  # fmt: skip
AGAIN = [
    (
        ("The United States imposed sanctions on Zambia.", "Angola asked for the restrictions to be lifted."),
        ("AGO", "sanctions", "pro"),
    ),
    (("The sanctions on Fiji expire in May.", "Australia opposes any new restrictions."), ("AUS", "sanctions", "pro")),
    (("The sanctions on Haiti are broad.", "Brazil wants to extend the waiver."), ("BRA", "sanctions", "pro")),
    (
        ("The United Nations imposed sanctions on Chad.", "Egypt urged the council to lift them."),
        ("EGY", "sanctions", "pro"),
    ),
]
NOTHING = [
    "Denmark has every reason to lift the sanctions on Georgia.",
    "The United States is to hold talks with Vietnam on Friday.",
    "North Korea broke off talks with Japan in 1992.",
    "Jordan's court sought the death penalty for the pilot.",
]


def stances(*paragraphs: str) -> set[tuple[str | None, str, str]]:
    return {(p.holder.side, p.issue, p.stance) for p in read(*paragraphs)}


@pytest.mark.parametrize(("text", "expected"), HELD, ids=[t for t, _ in HELD])
def test_held(text: str, expected: tuple[str | None, str, str]) -> None:
    assert expected in stances(text)


@pytest.mark.parametrize(("texts", "expected"), AGAIN, ids=[t[1] for t, _ in AGAIN])
def test_things_taken_up_again(texts: tuple[str, str], expected: tuple[str | None, str, str]) -> None:
    assert expected in stances(*texts)


@pytest.mark.parametrize("text", NOTHING)
def test_no_will_of_today(text: str) -> None:
    assert stances(text) == set()


def test_a_condition_leaves_no_plain_stance() -> None:
    found = stances("Hungary would lift the embargo on Mongolia once the prisoners were free, it said.")
    assert found == {("HUN", "sanctions", "conditional")}
