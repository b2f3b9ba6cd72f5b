"""The step terms.v1: what each party demands of another or offers, and how the two hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bargains.bonds import bonds
from detente.extract.bargains.deals import deals
from detente.extract.bargains.opposite import opposite
from detente.extract.citing import cite, words
from detente.extract.stances.voices import Voices
from detente.model.reading import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.bargains.deals import Deal
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading

STEP = "terms.v1"
CONFIDENCE = 0.7


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the layer."""
    return reading.with_step(STEP, terms=tuple(_terms(annotated, reading)))


def _terms(annotated: AnnotatedDocument, reading: Reading) -> Iterator[Term]:
    found = deals(annotated, annotated.once(bonds), Voices(annotated, reading))
    kept: list[Deal] = []
    for deal in sorted(found, key=_emptiness):
        if not any(deal.by == other.by and deal.span.meets(other.span) and _says_less(deal, other) for other in kept):
            kept.append(deal)
    for deal in sorted(kept, key=lambda d: (d.span.start, d.span.end, d.by.name)):
        yield Term(
            by=deal.by,
            of=deal.of or opposite(annotated, deal.by, evidence=deal.span, demand=deal.demand),
            demand=words(annotated, deal.demand) if deal.demand else None,
            offer=words(annotated, deal.offer) if deal.offer else None,
            link=deal.link,
            evidence=cite(annotated, deal.span, made_by=STEP, confidence=CONFIDENCE, because=deal.because),
        )


def _emptiness(deal: Deal) -> tuple[bool, int, int]:
    return deal.demand is None or deal.offer is None, deal.span.start, deal.span.end


def _says_less(deal: Deal, other: Deal) -> bool:
    """Whether a term repeats another of the same party: the same words, or a half of them."""
    if deal.span == other.span:
        return True
    return (deal.demand is None or deal.offer is None) and any(
        mine is not None and theirs is not None and mine.meets(theirs)
        for mine in (deal.demand, deal.offer)
        for theirs in (other.demand, other.offer)
    )
