"""The step measures.v1: formal sanctions acts and standing regimes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.citing import cite
from detente.extract.dating import date_of_measure
from detente.extract.frames import match, people, reality, roles
from detente.extract.frames.counterpart import Sides
from detente.extract.sanctioning import acts, details, listing, regimes
from detente.model.evidence import InText
from detente.model.reading import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.frames.match import Match
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Act, Reading

STEP = "measures.v1"
# Frames of SANCTION and CONCEDE that are no formal measures: ties, aid, envoys
NO_MEASURE = frozenset({"ties", "aid", "envoys", "legal", "=envoys", "=grata", "=member", "crossing"})
# Persons barred, and whoever is put under sanctions
PUT_ON = frozenset({"=person", "=under", "=listed"})
# Concessions that take back sanctions
EASINGS = frozenset({"sanctions", "measure", "=list", "waiver", "=sanctions"})
# Words of an offer of relief, which is a term and no measure yet
RELIEF = frozenset({"waiver", "licence", "license", "exemption", "relief", "suspension"})
TIED = frozenset({"if", "once", "unless", "provided", "should"})
RETURNS = frozenset({"exchange", "return"})
NO_MEASURE_VERBS = frozenset({"expel", "punish", "hit", "target", "strip"})


def extract(annotated: AnnotatedDocument, reading: Reading) -> Reading:
    """Fills the measures of a reading."""
    who = people.Voices(annotated, reading.statements)
    sides = annotated.once(Sides)
    made: list[Measure] = []
    taken: set[int] = set()
    matches = annotated.once(match.find)
    touched = {
        o for m in matches if m.frame.part == "verb" and m.frame.type in {"SANCTION", "CONCEDE"} for o in m.objects
    }
    for found in matches:
        measures = tuple(_measures(annotated, found, who, sides)) if _formal(found) else ()
        if measures and _resumed(annotated, found, measures, made):
            taken.update(found.objects)
            continue
        made += measures
        if measures and found.frame.part == "verb":
            taken.update(found.objects)
    made += regimes.standing(annotated, who, sides, taken=taken, touched=touched, step=STEP)
    made = _without_headings(annotated, made)
    return reading.with_step(STEP, measures=regimes.merged(made))


def _without_headings(annotated: AnnotatedDocument, made: list[Measure]) -> list[Measure]:
    """Leaves out what a headline or caption says where the body tells of measures by the same side."""
    heading = [p.span for p in annotated.document.paragraphs if p.kind != "body"]

    def headed(measure: Measure) -> bool:
        where = measure.evidence.where
        return isinstance(where, InText) and any(h.start <= where.start < h.end for h in heading)

    told = {m.imposer.side for m in made if not headed(m)}
    return [m for m in made if m.imposer.side not in told or not headed(m)]


def _formal(found: Match) -> bool:
    """Whether a frame is a formal measure: no ties, aid or envoys, and no concession but of sanctions."""
    frame = found.frame
    if frame.type == "SANCTION":
        return frame.condition not in NO_MEASURE and frame.lemma not in NO_MEASURE_VERBS
    return frame.type == "CONCEDE" and (frame.condition in EASINGS or frame.lemma == "delist")


def _resumed(annotated: AnnotatedDocument, found: Match, measures: tuple[Measure, ...], made: list[Measure]) -> bool:
    """Whether "the sanctions" are those told of before: definite, aimed at nobody here, by the same imposer."""
    if found.recipients or found.frame.type != "SANCTION":
        return False
    definite = any(
        annotated.tokens[c].lemma in {"the", "these", "those"} for o in found.objects for c in annotated.children(o)
    )
    return definite and any(m.imposer.side == measures[0].imposer.side for m in made)


def _measures(annotated: AnnotatedDocument, found: Match, who: people.Voices, sides: Sides) -> Iterator[Measure]:
    """The measures of a frame, one for each imposer."""
    frame = found.frame
    status = reality.status(annotated, found)
    imposers = people.imposing(who.named(found.actors, loose=False), sides, found.trigger, anywhere=True)
    if status == "negated" or not imposers or (frame.type == "CONCEDE" and status == "hypothetical"):
        return
    if status != "actual" and _eases(annotated, found) and _offered(annotated, found.trigger):
        return
    objects = tuple(roles.inner(annotated, o) for o in found.objects)
    nouns = objects if frame.part == "verb" and frame.condition not in {"", "=list"} else ()
    nouns = (found.trigger,) if frame.part == "noun" else nouns
    targets = _targets(annotated, found, who=who, sides=sides, imposers=imposers)
    trigger, standing = annotated.tokens[found.trigger], acts.status(annotated, found.trigger, status)
    because = (f"{frame.part} {trigger.lemma!r}", *(f"of {annotated.tokens[n].lemma!r}" for n in nouns[:1]))
    for imposer in imposers:
        others = tuple(t for t in targets if t.side is None or t.side != imposer.side)
        if not others:
            continue
        yield Measure(
            imposer=imposer,
            act=_act(annotated, found, nouns, targets),
            targets=others,
            programme=details.programme(annotated, found.trigger),
            reason=details.reason(annotated, found.trigger, roles.objects(annotated, found.trigger))
            or details.told_later(annotated, found.trigger, others),
            date=date_of_measure(annotated, found.trigger, standing),
            status=standing,
            evidence=cite(
                annotated,
                clauses.clause_span(annotated, found.trigger),
                made_by=STEP,
                confidence=0.7,
                because=because,
            ),
        )


def _act(annotated: AnnotatedDocument, found: Match, nouns: tuple[int, ...], targets: tuple[Actor, ...]) -> Act:
    """The act of a frame: who is put on a list or barred is designated, who is taken off one delisted; else by its words."""
    if found.frame.condition in PUT_ON:
        return "designate"
    eases = found.frame.type == "CONCEDE"
    if eases and found.frame.condition == "=list":
        return "delist"
    return acts.act(annotated, found.trigger, nouns, targets, eases=eases)


def _eases(annotated: AnnotatedDocument, found: Match) -> bool:
    """Whether a frame gives relief: a concession, or a waiver made longer."""
    things = {annotated.tokens[n].lemma for n in found.objects}
    return found.frame.type == "CONCEDE" or bool(things & RELIEF)


def _offered(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether relief is only offered for something: "would lift them if …", "ease them in exchange for …"."""
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        below = {annotated.tokens[c].lemma for c in annotated.children(child)}
        if (token.dep == "advcl" and below & TIED) or (token.lemma == "in" and below & RETURNS):
            return True
    return False


def _targets(
    annotated: AnnotatedDocument, found: Match, *, who: people.Voices, sides: Sides, imposers: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Whom a measure hits: a group's members where they are named, whom the clause names, whose things, else the dispute's target."""
    home = {a.side for a in imposers}
    group = tuple(n for r in found.recipients for n in listing.listed(annotated, r, imposers))
    hit = group or who.hit(found.recipients, sides, imposers) or who.owning(found.objects, imposers)
    hit = tuple(map(_of_their_state, hit))
    abroad = any(t.side is None or t.side not in home for t in hit)
    return hit if abroad else sides.target(imposers)


def _of_their_state(target: Actor) -> Actor:
    """People of a state who speak for nobody are still hit as its people: "sanctions on five North Koreans" are on North Korea's."""
    kind, _, state = (target.entity or "").partition(":")
    return replace(target, side=state) if target.side is None and kind == "state" else target
