"""Events in what is said: a demand, threat, refusal, reproach or praise, whatever verb introduces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.citing import cite
from detente.extract.frames import lexicon, merge, speech
from detente.extract.wordlists import words
from detente.model.document import Span
from detente.model.evidence import InText
from detente.model.reading import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.extract.frames.counterpart import Sides
    from detente.extract.frames.match import Match
    from detente.extract.frames.people import Voices
    from detente.extract.frames.speech import Force
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading
    from detente.model.when import When


def drafts(
    annotated: AnnotatedDocument, reading: Reading, matches: tuple[Match, ...], *, who: Voices, sides: Sides, step: str
) -> Iterator[merge.Draft]:
    """The events of the statements, and of the sentences that a document's issuer says without a cue; one for each saying.

    What a frame's verb already tells ("urged", "condemned") is left to it.
    """
    triggers = {m.trigger for m in matches if m.frame.type in merge.SAYINGS}
    for source, cue, span, date in _said(annotated, reading):
        if any(number in triggers for number in cue):
            continue
        own = _own(source, who)
        branded = next((f for f in (speech.branding(annotated, n, span) for n in cue) if f is not None), None)
        branded = branded or speech.verbless(annotated, span)
        for force in (branded,) if branded else speech.forces(annotated, span, own):
            if force.head in triggers and force.type != "THREATEN":
                continue
            aimed = _aimed(annotated, force, source, who=who, sides=sides)
            if aimed is None:
                continue
            event = Event(
                type=force.type,
                actors=(source,),
                recipients=aimed,
                date=date,
                status="actual",
                evidence=cite(
                    annotated,
                    clauses.clause_span(annotated, force.head),
                    made_by=step,
                    confidence=0.5,
                    because=(force.because,),
                ),
            )
            yield merge.Draft(event, force.type, 0.5, force.head)
            break


def _said(annotated: AnnotatedDocument, reading: Reading) -> Iterator[tuple[Actor, range, Span, When | None]]:
    """Who says what: the statements, then the issuer's own sentences (which have no cue)."""
    covered: list[Span] = []
    for statement in reading.statements:
        where = statement.content.where
        if isinstance(where, InText):
            span = Span(where.start, where.end)
            covered.append(span)
            cue = annotated.tokens_in(Span(statement.cue.start, statement.cue.end))
            yield statement.source, cue, span, statement.date
    if annotated.issuer is None:
        return
    for sentence in annotated.sentences:
        span = annotated.span(sentence.first, sentence.stop)
        if not any(span.meets(other) for other in covered):
            yield annotated.issuer, range(0), span, annotated.published


def _own(source: Actor, who: Voices) -> Callable[[int | None], bool]:
    """Whether a noun phrase is the source, or the state it speaks for."""

    def own(number: int | None) -> bool:
        if number is None:
            return False
        named = who.named((number,), loose=False)
        return any(a == source or (a.kind == "state" and a.side is not None and a.side == source.side) for a in named)

    return own


def _aimed(
    annotated: AnnotatedDocument, force: Force, source: Actor, *, who: Voices, sides: Sides
) -> tuple[Actor, ...] | None:
    """Whom a force is aimed at; ``None`` where it would need somebody and nobody is there."""
    aimed = who.aimed((force.party,)) if force.party is not None else ()
    aimed = tuple(a for a in aimed if a != source)
    about_text = force.party is not None and annotated.tokens[force.party].lemma in lexicon.classes()["agreement"]
    if force.type in {"ACCUSE", "SUPPORT"} and about_text and not aimed:
        return ()
    if not aimed and force.party is not None and force.type in {"ACCUSE", "SUPPORT"}:
        aimed = sides.behind_sanctions((force.party,), force.head, (source,))
    anybody = force.party is not None and annotated.tokens[force.party].lemma.lower() in words("anybody")
    if not aimed and anybody and force.type == "THREATEN":
        return ()
    if not aimed and force.type != "SUPPORT":
        aimed = sides.counterpart(force.type, force.head, (source,))
    if force.type == "REQUEST" and not aimed and force.party is None:
        aimed = sides.counterpart("ACCUSE", force.head, (source,))
    if force.type in {"REQUEST", "SUPPORT"} and not aimed:
        return None
    if force.type == "ACCUSE" and not any(a.side != source.side or a.side is None for a in aimed):
        return None
    return aimed
