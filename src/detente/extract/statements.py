"""The step statements.v1: attributions in tokens become statements with their actors, forms and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution.grammar import attributions
from detente.extract.attribution.statement import Writer

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading

STEP = "statements.v1"
KINDS = frozenset({"speech", "attitude"})


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the layer: speech and belief; what somebody merely wants or seeks is left to positions (codebook)."""
    writer = Writer(annotated, made_by=STEP)
    for found in attributions(annotated, kinds=KINDS):
        writer.add(found)
    return reading.with_step(STEP, statements=writer.statements())
