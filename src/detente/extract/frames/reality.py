"""The status of a matched frame: the clause's own, but for what frames and their governors tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import clauses

if TYPE_CHECKING:
    from detente.extract.frames.match import Match
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import EventStatus, EventType

COLLAPSE = frozenset(
    [
        "collapse",
        "stall",
        "fail",
        "founder",
        "break",
        "cancel",
        "scrap",
        "postpone",
        "fall",
        "call",
        "suspend",
        "abandon",
        "deadlock",
        "cut",
        "derail",
    ]
)


SAID: frozenset[EventType] = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


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
    if status == "hypothetical":
        return kind in {"SANCTION", "ASSAULT", "MOBILIZE", "CONSULT"}
    return status == "actual" or kind != "COOPERATE" or match.frame.condition == "drills"


def status(annotated: AnnotatedDocument, match: Match) -> EventStatus:
    """Whether the act took place, is planned, is only imagined, or did not take place."""
    if match.frame.status is not None:
        return match.frame.status
    if match.frame.condition == "=future" or (match.frame.type in SAID and match.frame.part != "verb"):
        return "actual"
    if match.frame.type == "CONSULT" and _collapsed(annotated, match.trigger):
        return "negated"
    if clauses.negated(annotated, match.trigger):
        return "negated"
    return clauses.modality(annotated, match.trigger)


def _collapsed(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether talks broke down: they are the subject of a verb of collapse, or the object of one of cancelling."""
    token = annotated.tokens[noun]
    if token.dep not in {"nsubj", "nsubjpass", "dobj"} or token.pos == "VERB":
        return False
    above = annotated.tokens[token.head]
    if above.lemma not in COLLAPSE:
        return False
    if above.lemma in {"fall", "call", "break", "cut"}:
        return any(
            annotated.tokens[c].lemma in {"apart", "through", "off", "down", "short"}
            for c in annotated.children(token.head)
        )
    return True
