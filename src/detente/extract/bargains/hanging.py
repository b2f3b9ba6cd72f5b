"""Subordinate clauses: the verb that a conjunction opens, the clause that it belongs to, and what merely tells when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bargains.phrases import SAYING, spoken
from detente.extract.stances.grammar import VERBS

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument


def marked(annotated: AnnotatedDocument, mark: int) -> int:
    """The verb of the clause that a word opens; the parser may hang "once" on a word of the clause ("once free elections are held")."""
    above = annotated.tokens[mark].head
    if annotated.tokens[mark].lemma != "once" or annotated.tokens[above].pos in VERBS:
        return above
    verb = next((n for n in annotated.ancestors(above) if annotated.tokens[n].pos in VERBS), above)
    return verb if min(annotated.subtree(verb)) == mark else above


def as_long(annotated: AnnotatedDocument, mark: int, verb: int) -> tuple[int, int]:
    """The main verb over "as long as" and the first word of that; -1 where "as" means something else."""
    before = annotated.tokens[mark - 1].lemma if mark else ""
    if before not in {"long", "soon"}:
        return -1, mark
    above = annotated.tokens[annotated.tokens[verb].head]
    return (above.head, above.number) if above.lemma in {"long", "soon"} else (above.number, mark - 1)


def said_around(annotated: AnnotatedDocument, verb: int, clause: int) -> int:
    """The verb that a clause belongs to, where the parser hung it on a verb of saying in between ("could end, he said, if …"); else the verb."""
    token = annotated.tokens[verb]
    if token.lemma in SAYING and token.dep == "parataxis":
        return token.head
    return spoken(annotated, verb, but=clause)


def past(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a clause tells the past or a circumstance ("when he was", "when travelling", "when it comes to")."""
    token = annotated.tokens[verb]
    told = token.tag in {"VBD", "VBG"} or any(
        annotated.tokens[c].tag == "VBD"
        for c in annotated.children(verb)
        if annotated.tokens[c].dep in {"aux", "auxpass"}
    )
    if told or token.lemma != "come" or verb + 1 == len(annotated.tokens):
        return told
    return annotated.tokens[verb + 1].lemma == "to"


def circumstance(annotated: AnnotatedDocument, condition: int | None) -> bool:
    """Whether a bare participle tells how somebody came to speak: "was cautious when asked about sanctions"."""
    return (
        condition is not None
        and annotated.tokens[condition].tag == "VBN"
        and annotated.child(condition, "nsubj", "nsubjpass", "auxpass") is None
    )
