"""The status of a matched frame: the clause's own, but for what frames and their governors tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.extract.frames.match import Match
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import EventStatus, EventType


SAID: frozenset[EventType] = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


CONDITIONS = frozenset({"if", "unless", "until", "whether", "once", "should", "before", "till"})
# What is permitted is no concession, what is refused is a refusal
PERMITTING = frozenset({"allow", "let", "permit"})


def notable(match: Match, status: EventStatus) -> bool:
    """Whether an event of that status is noted: sayings that were not said are none."""
    kind = match.frame.type
    if kind == "CONCEDE" and match.frame.lemma in PERMITTING:
        return status == "negated"
    if kind in SAID:
        return status == "actual" or (kind == "AGREE" and status == "negated" and match.frame.condition == "agreement")
    if status == "negated":
        return kind in {"CONSULT", "SANCTION", "COERCE", "CONCEDE"}
    if kind == "ASSAULT" and status != "actual" and not match.recipients:
        return False
    if status == "hypothetical":
        return kind in {"SANCTION", "ASSAULT", "MOBILIZE", "CONSULT"}
    return status == "actual" or kind != "COOPERATE" or match.frame.condition == "drills"


def status(annotated: AnnotatedDocument, match: Match) -> EventStatus:
    """Whether the act took place, is planned, is only imagined, or did not take place."""
    if match.frame.status is not None:
        return match.frame.status
    if match.frame.condition == "=future" or (match.frame.type in SAID and match.frame.part != "verb"):
        return "actual"
    law = _law(annotated, match.trigger)
    if law is not None:
        return _of_law(annotated, law)
    if match.frame.type == "CONSULT" and _collapsed(annotated, match.trigger):
        return "negated"
    if clauses.negated(annotated, match.trigger):
        return "negated"
    if match.frame.type in SAID and _told(annotated, match.trigger):
        return "actual"
    return clauses.modality(annotated, match.trigger)


def _told(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a saying is told as past or going on: a finite verb without auxiliaries or conditions of its own."""
    token = annotated.tokens[verb]
    if token.tag not in {"VBD", "VBZ"} or annotated.child(verb, "nsubj") is None:
        return False
    marks = {annotated.tokens[c].lemma for c in annotated.children(verb) if annotated.tokens[c].dep in {"mark", "aux"}}
    return not marks & (CONDITIONS | {"do"}) and token.dep != "relcl"


def _law(annotated: AnnotatedDocument, trigger: int) -> int | None:
    """The bill or law whose content an act is: "a bill that would impose", "legislation to expand", "an order banning"."""
    if annotated.tokens[trigger].pos != "VERB":
        return None
    token = annotated.tokens[trigger]
    own = token.head if token.dep == "acl" else clauses.surface_subject(annotated, trigger)
    return own if own is not None and annotated.tokens[own].lemma in words("laws") else None


def _of_law(annotated: AnnotatedDocument, law: int) -> EventStatus:
    """What a law would do is only imagined until a chamber passes it, and done when it is signed."""
    above = annotated.tokens[annotated.tokens[law].head].lemma
    if above in {"sign", "enact", "issue"}:
        return "actual"
    return "planned" if above in {"pass", "approve", "adopt", "clear"} else "hypothetical"


def _collapsed(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether talks broke down: they are the subject of a verb of collapse, or the object of one of cancelling."""
    token = annotated.tokens[noun]
    if token.dep not in {"nsubj", "nsubjpass", "dobj"} or token.pos == "VERB":
        return False
    above = annotated.tokens[token.head]
    if above.lemma not in words("collapse"):
        return False
    if above.lemma in {"fall", "call", "break", "cut"}:
        return any(
            annotated.tokens[c].lemma in {"apart", "through", "off", "down", "short"}
            for c in annotated.children(token.head)
        )
    return True
