"""The step measures.v1: formal sanctions acts and standing regimes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.citing import cite
from detente.extract.dating import date_of
from detente.extract.frames import match, people, reality, roles
from detente.extract.frames.counterpart import Sides
from detente.extract.sanctioning import acts, details, regimes
from detente.model.reading import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.frames.match import Match
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading

STEP = "measures.v1"
# Frames of SANCTION and CONCEDE that are no formal measures: ties, aid, envoys
NO_MEASURE = frozenset({"ties", "aid", "envoys", "=sanctions"})
NO_MEASURE_VERBS = frozenset({"expel", "punish", "hit", "target"})


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the measures of a reading."""
    who = people.Voices(annotated, reading.statements)
    sides = Sides(annotated)
    matches = match.find(annotated)
    found = [*_made(annotated, matches, who, sides)]
    taken = {
        o for m in matches if m.frame.part == "verb" and m.frame.type in {"SANCTION", "CONCEDE"} for o in m.objects
    }
    found += regimes.standing(annotated, who, sides, taken=taken, step=STEP)
    return reading.with_step(STEP, measures=regimes.merged(found))


def _made(
    annotated: AnnotatedDocument, matches: tuple[Match, ...], who: people.Voices, sides: Sides
) -> Iterator[Measure]:
    for found in matches:
        frame = found.frame
        if (
            frame.type not in {"SANCTION", "CONCEDE"}
            or frame.condition in NO_MEASURE
            or frame.lemma in NO_MEASURE_VERBS
        ):
            continue
        if (
            frame.type == "CONCEDE"
            and frame.condition not in {"sanctions", "measure", "=list"}
            and frame.lemma != "delist"
        ):
            continue
        status = reality.status(annotated, found)
        imposers = people.imposing(who.named(found.actors, loose=False), sides, found.trigger)
        if status == "negated" or not imposers or (frame.type == "CONCEDE" and status == "hypothetical"):
            continue
        objects = tuple(roles.inner(annotated, o) for o in found.objects)
        nouns = objects if frame.part == "verb" and frame.condition not in {"", "=list"} else ()
        nouns = (found.trigger,) if frame.part == "noun" else nouns
        group = tuple(n for r in found.recipients for n in details.listed(annotated, r))
        targets = (
            group
            or who.hit(found.recipients, sides, imposers)
            or who.owning(found.objects, imposers)
            or sides.target(imposers)
        )
        if not targets:
            continue
        span = clauses.clause_span(annotated, found.trigger)
        trigger = annotated.tokens[found.trigger]
        because = (f"{frame.part} {trigger.lemma!r}", *(f"of {annotated.tokens[n].lemma!r}" for n in nouns[:1]))
        for imposer in imposers:
            others = tuple(t for t in targets if t.side is None or t.side != imposer.side)
            if not others:
                continue
            yield Measure(
                imposer=imposer,
                act=acts.act(annotated, found.trigger, nouns, targets, eases=frame.type == "CONCEDE"),
                targets=others,
                programme=details.programme(annotated, found.trigger),
                reason=details.reason(annotated, found.trigger, roles.objects(annotated, found.trigger)),
                date=date_of(annotated, found.trigger),
                status=acts.status(annotated, found.trigger, status),
                evidence=cite(annotated, span, made_by=STEP, confidence=0.7, because=because),
            )
