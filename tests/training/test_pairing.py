from __future__ import annotations

from collections import Counter
from typing import Any

from tests.record.samples import document, reading
from training.reader.pairing import Pairing
from training.reader.tune import thinned


class Scorer:
    """Lets notes agree by their kind, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def verbatim(self, note: dict[str, Any], layer: str, paragraphs: list[str]) -> bool:
        return any(note["evidence"]["text"] in paragraph for paragraph in paragraphs)

    def agree(self, layer: str, gold: dict[str, Any], note: dict[str, Any]) -> bool:
        self.asked[layer] += 1
        return bool(gold["type"] == note["type"])


def test_each_note_pairs_once_and_what_was_compared_is_kept():
    found = document()
    events = reading(found).events
    gold = {"events": [{"type": event.type} for event in events], "document": {"paragraphs": [found.text]}}
    score = Scorer()
    pairing = Pairing(score, "events", gold)
    assert pairing.paired(events) == len(events)
    asked = score.asked["events"]
    assert pairing.paired([*events, *events]) == len(events)
    assert score.asked["events"] == asked


def test_a_note_whose_words_are_not_in_the_text_pairs_with_none():
    found = document()
    events = reading(found).events
    gold = {"events": [{"type": event.type} for event in events], "document": {"paragraphs": ["Other words."]}}
    assert Pairing(Scorer(), "events", gold).paired(events) == 0


def test_rarer_notes_weigh_what_is_none():
    assert thinned(5, 10, 10, 1.0) == 0.5
    assert thinned(5, 10, 10, 2.0) == 2 * 2.5 / (5 + 2.5 + 5)
