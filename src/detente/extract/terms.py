"""The step terms.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading

STEP = "terms.v1"


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the layer."""
    return reading.with_step(STEP, terms=())
