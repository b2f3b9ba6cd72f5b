"""The codebook's rules that a machine can check on a written reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from detente.model import reading as labels
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.corpus.format import Text

ISSUES = {
    "sanctions",
    "talks",
    "disarmament",
    "military-pressure",
    "aid",
    "recognition",
    "human-rights",
    "deal",
    "other",
}
STYLES = {"wire", "daily", "broadcaster", "government", "state-media", "comment", "bulletin"}
DATE = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
CHOICES = {
    ("statements", "form"): labels.Form, ("events", "type"): labels.EventType, ("events", "status"): labels.EventStatus,
    ("positions", "stance"): labels.Stance, ("terms", "link"): labels.Link, ("measures", "act"): labels.Act,
    ("measures", "status"): labels.MeasureStatus, ("assessments", "topic"): labels.Topic,
    ("assessments", "direction"): labels.Direction,
}  # fmt: skip
ONE_ACTOR = {"statements": "source", "positions": "holder", "terms": "by", "measures": "imposer", "assessments": "by"}
LONGEST_EVIDENCE = 70  # words


def faults(text: Text) -> Iterator[str]:
    """What breaks a rule in one text, a sentence each."""
    for name in ("date", "style", "dispute", "publisher"):
        if not text.header.get(name):
            yield f"no {name} in the header"
    if text.header.get("style") and text.header["style"] not in STYLES:
        yield f"style {text.header['style']!r} is none of {', '.join(sorted(STYLES))}"
    if text.header.get("date") and not DATE.fullmatch(text.header["date"]):
        yield f"date {text.header['date']!r} is no ISO date"
    for layer in labels.LAYERS:
        seen: set[str] = set()
        for note in text.reading[layer]:
            yield from (f"{layer}: {fault}" for fault in _note_faults(layer, note))
            key = repr(sorted(note.items(), key=lambda item: item[0]))
            if key in seen:
                yield f"{layer}: the same note twice: {quote(layer, note)!r}"
            seen.add(key)


def quote(layer: str, note: dict[str, Any]) -> str:
    """The words a note rests on."""
    words: str = note["content" if layer == "statements" else "evidence"]["text"]
    return words


def _note_faults(layer: str, note: dict[str, Any]) -> Iterator[str]:
    words = quote(layer, note)
    for (of_layer, name), allowed in CHOICES.items():
        if of_layer == layer and note[name] not in get_args(allowed):
            yield f"{name} {note[name]!r} is none of {', '.join(get_args(allowed))}"
    if layer == "positions" and note["issue"] not in ISSUES:
        yield f"issue {note['issue']!r} is none of {', '.join(sorted(ISSUES))}"
    if layer in ONE_ACTOR and not note[ONE_ACTOR[layer]]:
        yield f"no {ONE_ACTOR[layer]}: {words!r}"
    if (
        layer in {"events", "measures"}
        and not note["actors" if layer == "events" else "targets"]
        and layer == "measures"
    ):
        yield f"no targets: {words!r}"
    if note.get("date") and not DATE.fullmatch(note["date"]):
        yield f"date {note['date']!r} is no ISO date"
    if layer == "terms" and not (note["demand"] or note["offer"]):
        yield f"neither demand nor offer: {words!r}"
    if layer == "statements" and words.startswith("that "):
        yield f"content begins with 'that': {words[:50]!r}"
    if layer != "statements" and len(words.split()) > LONGEST_EVIDENCE:
        yield f"evidence of {len(words.split())} words: {words[:50]!r}"
    yield from _side_faults(note)


def _side_faults(note: dict[str, Any]) -> Iterator[str]:
    for value in note.values():
        for who in value if isinstance(value, list) else [value]:
            side = (
                who.get("side")
                if isinstance(who, dict) and "side" in who
                else who
                if isinstance(who, str) and value is note.get("about")
                else None
            )
            if side and side not in bodies() and not re.fullmatch(r"[A-Z]{3}", side):
                yield f"side {side!r} is no ISO alpha-3 code and no body"
