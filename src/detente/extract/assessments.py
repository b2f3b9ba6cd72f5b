"""The step assessments.v1: who judges how a relation or a prospect stands or moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.citing import cite
from detente.extract.clauses import clause_span
from detente.extract.judgements.about import Sides
from detente.extract.judgements.judge import judgements
from detente.extract.stances.grammar import governing_verb
from detente.extract.stances.voices import Voices
from detente.model.actors import Actor
from detente.model.document import TITLES
from detente.model.evidence import InText
from detente.model.reading import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.judgements.judgement import Judgement
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading

STEP = "assessments.v1"


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the layer."""
    found = sorted(_assessments(annotated, reading), key=_place)  # stable: those of one place stay as found
    return reading.with_step(STEP, assessments=tuple(found))


def _place(assessment: Assessment) -> int:
    where = assessment.evidence.where
    return where.start if isinstance(where, InText) else 0


def _assessments(annotated: AnnotatedDocument, reading: Reading) -> Iterator[Assessment]:
    voices, sides = Voices(annotated, reading), annotated.once(Sides)
    seen: set[tuple[str, int, str]] = set()
    found = sorted(judgements(annotated), key=lambda j: (_titled(annotated, j), j.head, j.matter))
    told: list[tuple[str, frozenset[str]]] = []
    for judgement in found:
        about = sides.of(judgement.head, judgement.matter, judgement.topic)
        verb = governing_verb(annotated, judgement.head)
        clause = judgement.head if verb is None else verb
        if _titled(annotated, judgement) and any(way == judgement.direction and on & set(about) for way, on in told):
            continue
        told.append((judgement.direction, frozenset(about)))
        for by in _authors(annotated, judgement, voices):
            key = (by.name, clause, judgement.direction)
            if not about or key in seen:
                continue
            seen.add(key)
            yield Assessment(
                by=by,
                about=about,
                topic=judgement.topic,
                direction=judgement.direction,
                evidence=cite(
                    annotated,
                    clause_span(annotated, clause),
                    made_by=STEP,
                    confidence=judgement.confidence,
                    because=(*judgement.because, f"by {by.name}"),
                ),
            )


def _titled(annotated: AnnotatedDocument, judgement: Judgement) -> bool:
    """Whether a judgement stands in a headline, to be noted only where the body does not say it more fully."""
    return annotated.document.paragraphs[annotated.sentence_of(judgement.head).paragraph].kind in TITLES


def _authors(annotated: AnnotatedDocument, judgement: Judgement, voices: Voices) -> tuple[Actor, ...]:
    """The sources around the judgement, the issuer, or the outlet itself."""
    speakers = voices.speakers(judgement.head)
    if speakers:
        return speakers
    return (Actor(name=annotated.document.publisher or annotated.document.name, kind="outlet"),)
