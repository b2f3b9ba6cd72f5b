"""The step events.v1: who did what to whom, by frames in clauses and by the force of what is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.citing import cite
from detente.extract.dating import date_of_event
from detente.extract.frames import aims, lexicon, match, merge, people, reality, sayings
from detente.extract.frames.counterpart import Sides
from detente.model.reading import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.frames.match import Match
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import EventStatus, EventType, Reading
    from detente.model.when import When

STEP = "events.v1"
# Objects of sanctions that cut ties with a counterpart, not measures against a target
DIPLOMATIC = frozenset({"ties", "envoys", "aid"})
# Acts whose recipient may be told as a place ("a visit to Baku", "the strike on Kyiv")
PLACED = frozenset({"CONSULT", "ASSAULT", "AID"})
# Acts that a side does to its own people
DOMESTIC = frozenset({"COERCE", "ASSAULT", "RETREAT", "PROTEST", "AID"})
# Objects whose refusal calls a meeting off, which then does not take place
CALLED_OFF = frozenset({"talks"})
# Denials of facts have no recipient
UNAIMED = frozenset({"deny"})


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the events of a reading; statements must be there already."""
    matches = annotated.once(match.find)
    who = people.Voices(annotated, reading.statements)
    sides = annotated.once(Sides)
    drafts = [
        *_acts(annotated, matches, who, sides),
        *sayings.drafts(annotated, reading, matches, who=who, sides=sides, step=STEP),
    ]
    drafts = merge.without_headings(drafts, {id(d) for d in drafts if _in_heading(annotated, d.number)})
    return reading.with_step(STEP, events=aims.filled(annotated, merge.merged(drafts)))


def _acts(
    annotated: AnnotatedDocument, matches: tuple[Match, ...], who: people.Voices, sides: Sides
) -> Iterator[merge.Draft]:
    for found in matches:
        parties = _parties(annotated, found, who, sides)
        if parties is None:
            continue
        actors, aimed = parties
        kind, status = _settled(annotated, found, actors, aimed)
        if not people.complete(annotated, found, actors, aimed, kind) or not reality.notable(found, status):
            continue
        if (kind in merge.SAYINGS and _in_heading(annotated, found.trigger)) or _asked(annotated, found.trigger):
            continue
        if status == "negated" and found.frame.lemma in reality.PERMITTING:
            kind, status = "THREATEN", "actual"
        if kind == "AGREE" and found.frame.lemma == "vow" and _vowed_not(annotated, found.trigger):
            kind = "REJECT"
        if status == "negated" and (kind == "CONCEDE" or found.frame.lemma == "accept"):
            kind, status = "REJECT", "actual"
        trigger = annotated.tokens[found.trigger]
        span = clauses.clause_span(annotated, found.trigger)
        because = (
            f"{found.frame.part} {trigger.lemma!r} → {kind}",
            *((f"object {annotated.tokens[found.objects[0]].lemma!r}",) if found.objects else ()),
        )
        date = date_of_event(annotated, found.trigger, kind, status)
        event = Event(
            type=kind,
            actors=actors,
            recipients=tuple(people.plain(a) for a in aimed),
            date=date,
            status="planned" if status == "actual" and _ahead(annotated, date, found.trigger) else status,
            evidence=cite(annotated, span, made_by=STEP, confidence=0.7, because=because),
        )
        yield merge.Draft(event, _act(annotated, found), 0.7, found.trigger)
        if kind == "REJECT" and found.frame.condition in CALLED_OFF and event.recipients and event.status == "actual":
            off = replace(event, type="CONSULT", actors=(*actors, *event.recipients), recipients=(), status="negated")
            yield merge.Draft(off, _act(annotated, found), 0.6, found.trigger)


def _parties(
    annotated: AnnotatedDocument, found: Match, who: people.Voices, sides: Sides
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]] | None:
    """Who does it, and to whom; ``None`` where it is done to the doer's own things."""
    kind, formal = found.frame.type, found.frame.condition not in DIPLOMATIC
    actors = who.named(found.actors)
    if kind in {"SANCTION", "CONCEDE"}:
        if not actors and clauses.is_passive(annotated, found.trigger) and formal:
            actors = tuple(a for a in who.speaking(found.trigger) if people.can_impose(a))
        actors = people.imposing(actors, sides, found.trigger)
        aimed = who.hit(found.recipients, sides, actors) if formal else who.aimed(found.recipients)
        aimed = aimed or who.owning(found.objects, actors)
    else:
        aimed = who.aimed(found.recipients) if kind in people.AIMED else who.named(found.recipients, single=True)
    if kind == "PROTEST":
        actors = who.crowd(found.actors) or actors
    if kind in PLACED:
        aimed = who.placed(found.recipients) or aimed
    if kind == "COERCE" and (not aimed or all(people.is_thing(a) for a in aimed)):
        aimed = who.owning(found.objects, actors)
    if kind == "ASSAULT" and aimed and not any(people.somebody(annotated, n) for n in found.recipients):
        aimed = who.owning(found.recipients, actors) or aimed
    if not actors and aimed and kind in sides.UNSAID:
        actors = sides.doer(found.trigger, aimed)
    if not actors and kind == "MOBILIZE" and found.frame.part == "noun":
        actors = sides.tester()
    about_text = any(annotated.tokens[o].lemma in lexicon.classes()["agreement"] for o in found.objects)
    about_text = about_text or (kind == "REJECT" and _of_words(annotated, found))
    if not aimed and kind in {"ACCUSE", "SUPPORT"}:
        aimed = sides.behind_sanctions(found.objects, found.trigger, actors)
    home = {a.side for a in actors} if kind not in merge.SAYINGS else set()
    others = tuple(a for a in aimed if a not in actors and (a.side is None or a.side not in home or _own(kind, a)))
    unsaid = kind != "AID" or found.frame.recipients != ("object",)
    if (
        actors
        and not others
        and found.frame.recipients
        and found.frame.lemma not in UNAIMED
        and not about_text
        and unsaid
    ):
        others = sides.counterpart(kind, found.trigger, actors, formal=formal)
        if kind == "REQUEST" and _asked_about(annotated, found, who, others):
            others = ()
    return actors, others


def _of_words(annotated: AnnotatedDocument, found: Match) -> bool:
    """Whether an agreement is left or a charge denied, which is done to nobody unless it is said."""
    charged = any(annotated.tokens[o].lemma in lexicon.classes()["charge"] for o in found.objects)
    return charged or found.frame.condition == "agreement"


def _asked_about(annotated: AnnotatedDocument, found: Match, who: people.Voices, others: tuple[Actor, ...]) -> bool:
    """Whether somebody is not asked but meant by what is asked for: "called for sanctions against Minsk"."""
    below = annotated.subtree(found.trigger)
    meant = [
        annotated.child(n, "pobj")
        for n in below
        if annotated.tokens[n].lemma in {"against", "on", "in", "over"} and annotated.tokens[n].dep == "prep"
    ]
    return any(a in others for n in meant if n is not None for a in who.named((n,), loose=False))


def _own(kind: EventType, actor: Actor) -> bool:
    """Whether somebody may suffer it from his own side: the arrested, the killed, the freed."""
    return kind in DOMESTIC and actor.kind != "state"


def _settled(
    annotated: AnnotatedDocument, found: Match, actors: tuple[Actor, ...], aimed: tuple[Actor, ...]
) -> tuple[EventType, EventStatus]:
    """The type and status of an act, once its parties are known."""
    kind, condition = found.frame.type, found.frame.condition
    if kind == "ASSAULT" and condition == "weapons" and not aimed:
        kind = "MOBILIZE"
    if kind == "COOPERATE" and condition == "drills" and len({a.side or a.name for a in (*actors, *aimed)}) == 1:
        kind = "MOBILIZE"
    if kind == "ASSAULT" and any(people.verbal(annotated, o) for o in (found.trigger, *found.objects)):
        kind = "ACCUSE"
    if found.frame.lemma == "boycott" and kind == "REJECT" and actors and all(a.side is None for a in actors):
        kind = "PROTEST"
    if found.frame.lemma == "protest" and kind == "ACCUSE" and actors and all(a.side is None for a in actors):
        kind = "PROTEST"
    return kind, reality.status(annotated, found)


def _ahead(annotated: AnnotatedDocument, date: When | None, trigger: int) -> bool:
    """Whether a present tense tells of a day after the report: "the two meet in Geneva on Friday"."""
    told = annotated.tokens[trigger].tag in {"VBP", "VBZ"} and annotated.child(trigger, "aux", "auxpass") is None
    published = annotated.published
    return told and date is not None and published is not None and date.first > published.last


def _vowed_not(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether what is vowed is not to do something."""
    below = annotated.child(verb, "xcomp", "ccomp")
    return below is not None and clauses.negated(annotated, below)


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
