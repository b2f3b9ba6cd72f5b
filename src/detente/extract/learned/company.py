"""Who is named in one breath with an actor: "France and Germany hailed the decision" gives both a role that is told of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument


def company(annotated: AnnotatedDocument, anchor: int, actor: Actor) -> tuple[Actor, ...]:
    """The actors coordinated with one in the sentence of a word, in order; he himself and those of no name are not among them.

    Args:
        annotated: the document.
        anchor: the word; of several places where the actor stands in its sentence the nearest counts.
        actor: him whose company is asked for.
    """
    head = _nearest(annotated, anchor, actor)
    if head is None:
        return ()
    while annotated.tokens[head].dep == "conj":
        head = annotated.tokens[head].head
    around = (a for number in annotated.conjuncts(head) for a in annotated.actors_at(number))
    return tuple(dict.fromkeys(a for a in around if a != actor and not a.name.islower()))


def _nearest(annotated: AnnotatedDocument, anchor: int, actor: Actor) -> int | None:
    sentence = annotated.sentence_of(anchor)
    inside = range(sentence.first, sentence.stop)
    heads = (number for number in inside if actor in annotated.actors_at(number))
    return min(heads, key=lambda number: abs(number - anchor), default=None)
