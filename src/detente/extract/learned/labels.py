"""What the trained reader can say of a word: the notes it heads, and their fields. The order is part of the weights."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, get_args

from detente.model.reading import (
    Act,
    Direction,
    EventStatus,
    EventType,
    Layer,
    Link,
    MeasureStatus,
    Stance,
    Topic,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Label:
    """One kind of note: its layer, and the value that tells it from the layer's other kinds ("" for a statement)."""

    layer: Layer
    value: str


ISSUES = (
    "sanctions", "talks", "disarmament", "military-pressure", "aid", "recognition", "human-rights", "deal", "other",
)  # fmt: skip

LABELS: tuple[Label, ...] = (
    Label("statements", ""),
    *(Label("events", name) for name in get_args(EventType)),
    *(Label("positions", name) for name in ISSUES),
    *(Label("terms", name) for name in get_args(Link)),
    *(Label("measures", name) for name in get_args(Act)),
    *(Label("assessments", name) for name in get_args(Direction)),
)
NUMBER: Mapping[Label, int] = {label: number for number, label in enumerate(LABELS)}

# Fields of one value, by layer: the reader gives chances over the values
FIELDS: dict[Layer, tuple[str, tuple[str, ...]]] = {
    "events": ("status", get_args(EventStatus)),
    "positions": ("stance", get_args(Stance)),
    "measures": ("status", get_args(MeasureStatus)),
    "assessments": ("topic", get_args(Topic)),
}
# Where each layer's values begin among the network's values of all layers
VALUES_AT: dict[Layer, int] = dict(
    zip(FIELDS, accumulate((len(values) for _, values in FIELDS.values()), initial=0), strict=False)
)
# What tells a layer's kinds of note apart: the field that holds a label's value
KIND: dict[Layer, str] = {
    "events": "type",
    "positions": "issue",
    "terms": "link",
    "measures": "act",
    "assessments": "direction",
}
# Two roles of actors in each layer; "" where there is none
ROLES: dict[Layer, tuple[str, str]] = {
    "statements": ("source", "to"),
    "events": ("actors", "recipients"),
    "positions": ("holder", "target"),
    "terms": ("by", "of"),
    "measures": ("imposer", "targets"),
    "assessments": ("by", "about"),
}
# Stretches of words that hang on a note; a statement's evidence is its content
SPANS = ("evidence", "demand", "offer", "reason")
