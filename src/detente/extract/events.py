"""The step events.v1: who did what to whom, by frames in clauses and by the force of what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.citing import cite
from detente.extract.dating import date_of
from detente.extract.frames import lexicon, match, merge, people, reality, sayings
from detente.extract.frames.counterpart import Sides
from detente.model.reading import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.frames.match import Match
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Reading

STEP = "events.v1"
# Objects of sanctions that cut ties with a counterpart, not measures against a target
DIPLOMATIC = frozenset({"ties", "envoys", "aid"})
# Denials of facts have no recipient
UNAIMED = frozenset({"deny"})


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the events of a reading; statements must be there already."""
    matches = match.find(annotated)
    who = people.Voices(annotated, reading.statements)
    sides = Sides(annotated)
    drafts = [
        *_acts(annotated, matches, who, sides),
        *sayings.drafts(annotated, reading, matches, who=who, sides=sides, step=STEP),
    ]
    drafts = merge.without_headings(drafts, {id(d) for d in drafts if _in_heading(annotated, d.number)})
    return reading.with_step(STEP, events=merge.merged(drafts))


def _acts(
    annotated: AnnotatedDocument, matches: tuple[Match, ...], who: people.Voices, sides: Sides
) -> Iterator[merge.Draft]:
    for found in matches:
        kind = found.frame.type
        actors = who.named(found.actors)
        if kind in {"SANCTION", "CONCEDE"}:
            actors = people.imposing(actors, sides, found.trigger)
            formal = found.frame.condition not in DIPLOMATIC
            aimed = who.hit(found.recipients, sides, actors) if formal else who.aimed(found.recipients)
            aimed = aimed or who.owning(found.objects, actors)
        else:
            aimed = who.aimed(found.recipients) if kind in people.AIMED else who.named(found.recipients, single=True)
        if kind == "COERCE" and aimed and all(people.is_thing(a) for a in aimed):
            aimed = ()
        if not actors and aimed and kind in sides.UNSAID:
            actors = sides.doer(found.trigger, aimed)
        about_text = any(annotated.tokens[o].lemma in lexicon.classes()["agreement"] for o in found.objects)
        home = {a.side for a in actors} if kind not in merge.SAYINGS else set()
        aimed = tuple(a for a in aimed if a not in actors and (a.side is None or a.side not in home))
        if actors and not aimed and found.frame.recipients and found.frame.lemma not in UNAIMED and not about_text:
            aimed = sides.counterpart(kind, found.trigger, actors, formal=found.frame.condition not in DIPLOMATIC)
        status = reality.status(annotated, found)
        if not people.complete(annotated, found, actors, aimed) or not reality.notable(found, status):
            continue
        if (kind in merge.SAYINGS and _in_heading(annotated, found.trigger)) or _asked(annotated, found.trigger):
            continue
        if status == "negated" and found.frame.lemma in reality.PERMITTING:
            kind, status = "THREATEN", "actual"
        if status == "negated" and (kind == "CONCEDE" or found.frame.lemma == "accept"):
            kind, status = "REJECT", "actual"
        trigger = annotated.tokens[found.trigger]
        span = clauses.clause_span(annotated, found.trigger)
        because = (
            f"{found.frame.part} {trigger.lemma!r} → {kind}",
            *((f"object {annotated.tokens[found.objects[0]].lemma!r}",) if found.objects else ()),
        )
        event = Event(
            type=kind,
            actors=actors,
            recipients=tuple(people.plain(a) for a in aimed),
            date=date_of(annotated, found.trigger),
            status=status,
            evidence=cite(annotated, span, made_by=STEP, confidence=0.7, because=because),
        )
        yield merge.Draft(event, _act(annotated, found), 0.7, found.trigger)


def _asked(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a token stands in a question."""
    sentence = annotated.sentence_of(number)
    return any(annotated.tokens[n].text == "?" for n in range(max(sentence.first, sentence.stop - 2), sentence.stop))


def _in_heading(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a token stands in a headline, subhead or caption, whose sayings the body tells in full."""
    paragraph = annotated.sentence_of(number).paragraph
    return annotated.document.paragraphs[paragraph].kind != "body"


def _act(annotated: AnnotatedDocument, found: Match) -> str:
    """The word that tells acts of one type apart: the object's head, or the trigger itself."""
    named = found.objects[0] if found.objects and found.frame.condition else found.trigger
    if found.frame.type == "SANCTION" and annotated.tokens[named].lemma in lexicon.classes()["sanctions"]:
        return "sanction"
    if found.frame.type == "MOBILIZE":
        about = {annotated.tokens[n].lemma for n in (named, *annotated.children(named), *annotated.conjuncts(named))}
        weapons = about & lexicon.classes()["weapons"] | about & {"nuclear"}
        return "nuclear" if "nuclear" in weapons else min(weapons, default=annotated.tokens[named].lemma)
    return annotated.tokens[named].lemma
