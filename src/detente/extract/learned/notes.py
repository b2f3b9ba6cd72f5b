"""Guesses to notes: who, what, when, with the words they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from detente.extract.bargains.opposite import opposite
from detente.extract.citing import cite, words
from detente.extract.clauses import clause_span
from detente.extract.dating import date_of_event, date_of_measure, date_of_saying, date_of_stance
from detente.extract.learned.company import company
from detente.extract.learned.forms import form
from detente.model.document import Span
from detente.model.reading import Assessment, Event, Measure, Position, Statement, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.extract.learned.guesses import Guess
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.evidence import Evidence
    from detente.model.reading import Act, Direction, EventStatus, EventType, Link, MeasureStatus, Note, Stance, Topic

STEP = "reader.v1"
SURE = 0.5  # chance from which an actor plays a role beside the likeliest one
LEAST = 0.25  # chance below which nobody plays it
JOINED = 0.1  # chance from which somebody plays it who is named in one breath with the likeliest


def notes(annotated: AnnotatedDocument, guess: Guess) -> tuple[Note, ...]:
    """The notes of a guess: none where nobody can be named for it, several where several hold one position."""
    return tuple(_OF_LAYER[guess.label.layer](annotated, guess))


def _span(annotated: AnnotatedDocument, guess: Guess) -> Span:
    """The words that a note rests on: those found, else its clause."""
    return guess.spans.get("evidence") or clause_span(annotated, guess.anchor)


def _evidence(annotated: AnnotatedDocument, guess: Guess) -> Evidence:
    said = f"{guess.label.layer} {guess.label.value}".strip()
    because = [f"reader: {said} {guess.chance:.2f} at {annotated.tokens[guess.anchor].text!r}"]
    if guess.values:
        because.append(f"{guess.value} {guess.values[guess.value]:.2f}")
    because += [f"{actor.name} {chance:.2f}" for role in guess.roles for actor, chance in role[:2] if chance >= LEAST]
    return cite(
        annotated, _span(annotated, guess), made_by=STEP, confidence=round(guess.sure, 4), because=tuple(because)
    )


def likeliest(guess: Guess, role: int) -> Actor | None:
    """Who most likely plays a role, or ``None``."""
    ranked = guess.roles[role]
    return ranked[0][0] if ranked and ranked[0][1] >= LEAST else None


def playing(guess: Guess, role: int, *, each: bool = False, least: float = LEAST) -> tuple[Actor, ...]:
    """Who plays a role: the likeliest, and the others that surely do; one of each side, but for ``each``."""
    found: list[Actor] = []
    sides: set[str] = set()
    for actor, chance in guess.roles[role]:
        if chance < (SURE if found else least):
            break
        if not each and actor.side is not None and actor.side in sides:
            continue
        sides.add(actor.side or "")
        found.append(actor)
    return tuple(found)


def _together(annotated: AnnotatedDocument, guess: Guess) -> tuple[Actor, ...]:
    """Who plays the first role, and those named in one breath with him: the network parts the chance among them."""
    found = playing(guess, 0)
    if not found:
        return ()
    chances, sides = dict(guess.roles[0]), {a.side for a in found if a.side}
    beside = company(annotated, guess.anchor, found[0])
    return (*found, *(a for a in beside if a not in found and a.side not in sides and chances.get(a, 0.0) >= JOINED))


def _statements(annotated: AnnotatedDocument, guess: Guess) -> Iterator[Statement]:
    content = guess.spans.get("evidence")
    cue = annotated.tokens[guess.anchor]
    if content is None or content.start <= cue.start < content.end:
        return
    for source in _together(annotated, guess):
        yield Statement(
            source=source,
            cue=words(annotated, _cue(annotated, guess.anchor, content)),
            content=_evidence(annotated, guess),
            form=form(annotated, content),
            to=next(iter(playing(guess, 1, least=SURE)), None),
            date=date_of_saying(annotated, guess.anchor),
        )


def _cue(annotated: AnnotatedDocument, anchor: int, content: Span) -> Span:
    """The cue with the particle or preposition that belongs to it: "according to", "called on"."""
    last = annotated.tokens[anchor]
    for following in annotated.tokens[anchor + 1 : anchor + 2]:
        if following.head == anchor and following.dep in {"prt", "prep"} and following.end <= content.start:
            last = following
    return Span(annotated.tokens[anchor].start, last.end)


def _events(annotated: AnnotatedDocument, guess: Guess) -> Iterator[Event]:
    actors = playing(guess, 0)
    if actors:
        yield Event(
            type=cast("EventType", guess.label.value),
            actors=actors,
            recipients=_aimed_at(guess, actors),
            date=date_of_event(annotated, guess.anchor, guess.label.value, guess.value or ""),
            status=cast("EventStatus", guess.value),
            evidence=_evidence(annotated, guess),
        )


RECIPIENT = 0.4  # chance from which the likeliest actor is a recipient: an act may have none
# Acts that a side does to its own people
DOMESTIC = frozenset({"COERCE", "ASSAULT", "RETREAT", "PROTEST", "AID"})


def _aimed_at(guess: Guess, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    sides = {a.side for a in actors if a.side}
    own = guess.label.value in DOMESTIC
    found = playing(guess, 1, least=RECIPIENT)
    return tuple(a for a in found if a not in actors and (own or a.side not in sides))


def _positions(annotated: AnnotatedDocument, guess: Guess) -> Iterator[Position]:
    target = likeliest(guess, 1)
    for holder in _together(annotated, guess):
        yield Position(
            holder=holder,
            issue=guess.label.value,
            target=target.side if target else None,
            stance=cast("Stance", guess.value),
            date=date_of_stance(annotated, guess.anchor),
            evidence=_evidence(annotated, guess),
        )


def _terms(annotated: AnnotatedDocument, guess: Guess) -> Iterator[Term]:
    by = likeliest(guess, 0)
    demand, offer = guess.spans.get("demand"), guess.spans.get("offer")
    parts = [annotated.document.quote(part) for part in (demand, offer) if part]
    if by is not None and parts and all(" " in part for part in parts):  # a single word is no act that could be asked
        of = next((a for a in playing(guess, 1, least=RECIPIENT) if _another(a, by)), None)
        yield Term(
            by=by,
            of=of or opposite(annotated, by, evidence=_span(annotated, guess), demand=demand),
            demand=words(annotated, demand) if demand else None,
            offer=words(annotated, offer) if offer else None,
            link=cast("Link", guess.label.value),
            evidence=_evidence(annotated, guess),
        )


def _another(one: Actor, two: Actor) -> bool:
    return one != two and (one.side is None or one.side != two.side)


def _measures(annotated: AnnotatedDocument, guess: Guess) -> Iterator[Measure]:
    imposer, targets = likeliest(guess, 0), playing(guess, 1, each=True)
    reason = guess.spans.get("reason")
    if imposer is not None and targets:
        yield Measure(
            imposer=imposer,
            act=cast("Act", guess.label.value),
            targets=targets,
            reason=words(annotated, reason) if reason else None,
            date=date_of_measure(annotated, guess.anchor, guess.value or ""),
            status=cast("MeasureStatus", guess.value),
            evidence=_evidence(annotated, guess),
        )


def _assessments(annotated: AnnotatedDocument, guess: Guess) -> Iterator[Assessment]:
    by = likeliest(guess, 0)
    about = tuple(sorted({a.side for a in playing(guess, 1) if a.side}))
    if by is not None and about:
        yield Assessment(
            by=by,
            about=about,
            topic=cast("Topic", guess.value),
            direction=cast("Direction", guess.label.value),
            evidence=_evidence(annotated, guess),
        )


_OF_LAYER: dict[str, Callable[[AnnotatedDocument, Guess], Iterator[Note]]] = {
    "statements": _statements,
    "events": _events,
    "positions": _positions,
    "terms": _terms,
    "measures": _measures,
    "assessments": _assessments,
}
