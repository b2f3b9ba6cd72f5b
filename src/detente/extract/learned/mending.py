"""The grammar's events with the actors that the reader gives them: where both found an act at the same word, it knows better who acts.

Of the events of held-out disputes that both found, the reader's actors, where it is sure of them, were right more often than the grammar's
(docs/reader.md); its recipients are taken with its actors, and where the grammar has none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.learned.hints import head
from detente.model.document import Span
from detente.model.evidence import InText
from detente.model.reading import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.extract.learned.guesses import Guess
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Note


def mended(
    annotated: AnnotatedDocument, kept: Iterable[Note], mine: Sequence[tuple[Guess, Note]], sure: float
) -> list[Note]:
    """The grammar's notes, events among them with the reader's actors where these are likelier.

    Args:
        annotated: the document.
        kept: the grammar's notes of a layer.
        mine: the reader's notes of that layer with the guesses they come of.
        sure: chance from which the reader's actors take the place of others.
    """
    return [_mended(annotated, note, mine, sure) if isinstance(note, Event) else note for note in kept]


def _mended(annotated: AnnotatedDocument, event: Event, mine: Sequence[tuple[Guess, Note]], sure: float) -> Event:
    where = event.evidence.where
    if not isinstance(where, InText):
        return event
    anchor = head(annotated, Span(where.start, where.end))
    of_word = [
        (guess, note)
        for guess, note in mine
        if isinstance(note, Event) and guess.anchor == anchor and note.type == event.type
    ]
    if not of_word:
        return event
    guess, note = max(of_word, key=lambda pair: pair[0].sure)
    actors, recipients = event.actors, event.recipients
    chances = dict(guess.roles[0])
    if _sides(note.actors) != _sides(actors) and min(chances[actor] for actor in note.actors) >= sure:
        actors, recipients = note.actors, note.recipients or recipients
    recipients = recipients or note.recipients
    if (actors, recipients) == (event.actors, event.recipients):
        return event
    named = " and ".join(actor.name for actor in (*actors, *recipients))
    because = (*event.evidence.because, f"reader: {event.type} {guess.chance:.2f}, between {named}")
    return replace(event, actors=actors, recipients=recipients, evidence=replace(event.evidence, because=because))


def _sides(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor.side or actor.name for actor in actors)
