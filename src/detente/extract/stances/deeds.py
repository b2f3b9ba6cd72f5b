"""Deeds that are a will by themselves: recognising or breaking, easing sanctions, quitting a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.clauses import is_passive
from detente.extract.stances.grammar import infinitive, own_force
from detente.extract.stances.parts import EASING, RECOGNISING

if TYPE_CHECKING:
    from detente.extract.stances.issues import Anchor
    from detente.model.annotation import AnnotatedDocument

TOLD = frozenset({"ROOT", "ccomp", "conj"})


def done(annotated: AnnotatedDocument, verb: int, anchor: Anchor, sign: int) -> bool:
    """Whether what a verb tells as done shows a will: a recognition or a break, an easing of sanctions."""
    token = annotated.tokens[verb]
    if token.dep not in TOLD:
        return False
    if anchor.issue.name == "recognition":
        return token.lemma in RECOGNISING
    return anchor.issue.name == "sanctions" and anchor.sign < 0 < sign and _eases(annotated, verb)


def _eases(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether it is told as done: "lifted most of its sanctions", "has eased the embargo"; not what had been done before."""
    token = annotated.tokens[verb]
    helper = annotated.child(verb, "aux")
    perfect = helper is not None and annotated.tokens[helper].tag in {"VBZ", "VBP"}
    finite = token.tag in {"VBD", "VBZ", "VBP"} or perfect
    return finite and token.lemma in EASING and not is_passive(annotated, verb)


def quits(annotated: AnnotatedDocument, verb: int, issue: str) -> bool:
    """Whether a verb of quitting tells what is done or to be done.

    Not what is asked of others, nor what is past and needs no will any more, but for a deal that was quit.
    """
    token = annotated.tokens[verb]
    past = token.tag == "VBD" or (token.tag == "VBN" and own_force(annotated, verb) == "plain")
    if past and (issue != "deal" or token.dep not in {"ROOT", "conj"}):
        return False
    bare = token.tag == "VB" and annotated.child(verb, "aux") is None
    return not (bare or infinitive(annotated, verb) or token.dep == "pcomp")
