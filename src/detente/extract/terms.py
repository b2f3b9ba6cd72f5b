"""The step terms.v1: what each party demands of another or offers, and how the two hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bargains.bonds import bonds
from detente.extract.bargains.deals import deals
from detente.extract.citing import cite, words
from detente.extract.stances.voices import Voices
from detente.model.reading import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading

STEP = "terms.v1"
CONFIDENCE = 0.7


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the layer."""
    return reading.with_step(STEP, terms=tuple(_terms(annotated, reading)))


def _terms(annotated: AnnotatedDocument, reading: Reading) -> Iterator[Term]:
    seen: set[tuple[str, int, int]] = set()
    for deal in deals(annotated, bonds(annotated), Voices(annotated, reading)):
        key = (deal.by.name, deal.span.start, deal.span.end)
        if key in seen:
            continue
        seen.add(key)
        yield Term(
            by=deal.by,
            of=deal.of,
            demand=words(annotated, deal.demand) if deal.demand else None,
            offer=words(annotated, deal.offer) if deal.offer else None,
            link=deal.link,
            evidence=cite(annotated, deal.span, made_by=STEP, confidence=CONFIDENCE, because=deal.because),
        )
