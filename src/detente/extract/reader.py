"""The step reader.v1: what a small trained network finds, joined with what the grammar found.

The network (``training/reader``; its card is docs/reader.md) says which words head a note and which actors and words hang on
them; the parse, the resolver and the dates give the rest. How each layer is joined stands in ``resources/reader/joining.json``,
chosen on written texts of disputes that the training did not see.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.extract.learned import aiming
from detente.extract.learned.guesses import hear
from detente.extract.learned.hints import hints
from detente.extract.learned.joining import NEVER, Limits, draft, joined, traits, weights
from detente.extract.learned.network import FOLDER, shipped
from detente.extract.learned.notes import STEP
from detente.extract.learned.weighing import TREED
from detente.extract.learned.weighing import shipped as trees

if TYPE_CHECKING:
    from detente.extract.learned.labels import Label
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Layer, Reading


@cache
def limits() -> dict[Layer, Limits]:
    """How each layer is joined."""
    return {layer: Limits(**row) for layer, row in json.loads(resources.text(f"{FOLDER}/joining.json")).items()}


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Joins the network's notes into all layers; the grammar's steps must have run."""
    known = hints(annotated, reading)
    mine = draft(annotated, hear(shipped(), annotated, reading.statements, hints=known, ask=_asked, mend=_mended))
    asks = {layer: how.ask for layer, how in limits().items()}
    weighed = weights(traits(annotated, reading, mine, asks), trees())
    layers = {
        layer: joined(
            annotated, layer, reading.layer(layer), mine.of(layer, how.ask), limits=how, weights=weighed[layer]
        )
        for layer, how in limits().items()
    }
    read = reading.with_step(STEP, **layers)
    return replace(read, events=aiming.aimed(annotated, read.events, mine.notes))


def _asked(label: Label) -> float:
    """The chance from which a label's notes are made out: where nothing weighs them but that chance, what could not stand is not."""
    how = limits()[label.layer]
    return how.ask if (label.layer, "reader") in TREED else max(how.ask, how.of(label.value))


def _mended(label: Label) -> bool:
    return limits()[label.layer].mend < NEVER
