"""Whom acts are aimed at where their clause does not say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract import events, statements
from detente.extract.frames import aims
from detente.model.reading import Event, Reading
from tests.extract.sentences import annotated

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument


def read(*paragraphs: str) -> tuple[AnnotatedDocument, tuple[Event, ...]]:
    document = annotated(*paragraphs)
    return document, events.extract(
        document, statements.extract(document, Reading(document=document.document.id))
    ).events


def aimed(document: AnnotatedDocument, word: str, kind: str, side: str) -> list[str | None]:
    """The sides at which an act of a side is aimed that the first token of that word heads."""
    number = next(t.number for t in document.tokens if t.text == word)
    actor = next(a for m in document.mentions for a in m.actors if a.side == side)
    return [a.side for a in aims.Aims(document).likely(kind, number, (actor,))]  # type: ignore[arg-type]  # a type of event


def test_the_one_other_side_is_meant() -> None:
    document = annotated(
        "Eritrea has closed its border with Ethiopia.", "Ethiopia complained of it. It was an outrage."
    )
    assert aimed(document, "outrage", "ACCUSE", "ETH") == ["ERI"]


def test_nobody_where_nobody_else_is_spoken_of() -> None:
    document = annotated("Thousands came. Myanmar said the outrage would be punished.")
    assert aimed(document, "outrage", "ACCUSE", "MMR") == []


def test_the_actors_own_side_is_never_meant() -> None:
    document = annotated(
        "Serbia's president spoke in Belgrade. Serbia blamed others.", "Kosovo was silent. It was a shame."
    )
    assert "SRB" not in aimed(document, "shame", "ACCUSE", "SRB")


def test_sanctions_hit_whom_the_text_says_they_hit() -> None:
    document = annotated(
        "The United States keeps sanctions on Zimbabwe, and South Africa asks for an end to them.",
        "The United States renewed the measures for a year on Tuesday.",
    )
    assert aimed(document, "renewed", "SANCTION", "USA") == ["ZWE"]


def test_clues_do_not_depend_on_names() -> None:
    one = annotated("Chad has shut the crossing. Sudan complained of it.")
    two = annotated("Mali has shut the crossing. Niger complained of it.")
    clues = []
    for document, side in ((one, "SDN"), (two, "NER")):
        number = next(t.number for t in document.tokens if t.text == "complained")
        actor = next(a for m in document.mentions for a in m.actors if a.side == side)
        clues.append([found for _, found in aims.Aims(document).clues(number, (actor,))])
    assert clues[0] == clues[1]


def test_filled_leaves_what_has_a_recipient_or_may_have_none() -> None:
    document, found = read("Turkey condemned Greece over the shooting in the Aegean. Turkey is angry.")
    (event,) = [e for e in found if e.type == "ACCUSE"]
    bare = replace(event, recipients=())
    assert aims.filled(document, [event, bare]) == (event, bare)
    (kept,) = aims.filled(document, [replace(bare, type="PROTEST")])
    assert [a.side for a in kept.recipients] == ["GRC"]
    assert kept.evidence.because[-1].startswith("aimed at Greece")
    assert kept.evidence.where == event.evidence.where


def test_weights_are_numbers_of_known_types() -> None:
    weights = aims.weights()
    assert weights["far"] < 0 < weights["below"]
    kinds = {clue.split(":")[0] for clue in weights if ":" in clue}
    assert {"ACCUSE", "SANCTION", "REQUEST"} <= kinds


def test_a_deed_is_judged_that_was_told_before() -> None:
    document = annotated(
        "Canada's decision to close the port angered fishermen. Norway kept silent.", "Iceland condemned the decision."
    )
    deeds = aims.Aims(document)._deeds
    number = next(t.number for t in document.tokens if t.text == "condemned")
    assert deeds.judged(number) == "decision"
    last, alike = deeds.last(number, "decision")
    assert [a.side for a in last] == [a.side for a in alike] == ["CAN"]


def test_a_deed_whose_doer_is_said_is_not_led_back() -> None:
    document = annotated("Canada closed the port. Iceland condemned Norway's decision and called for talks.")
    number = next(t.number for t in document.tokens if t.text == "condemned")
    assert aims.Aims(document)._deeds.judged(number) is None
