"""Which actors a noun phrase stands for: its own, its conjuncts', its possessor's, its demonym's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument

GROUPS = frozenset({"of", "from", "between", "among"})
MODIFIERS = frozenset({"poss", "amod", "compound", "nmod"})
# Tokens behind a group within which those of it are named.
REACH = 8


def parties(annotated: AnnotatedDocument, head: int) -> tuple[Actor, ...]:
    """The actors for whom the noun phrase at ``head`` stands, in the order of the text, each once.

    Its own and its conjuncts' mentions; else an apposition's; else those of its possessor or demonym ("Washington's offer",
    "Russian strikes"); else those after "of" where the head is a person or body. Empty where nothing is known.
    """
    found: list[Actor] = []
    for number in annotated.conjuncts(head):
        for actor in _of_one(annotated, number):
            if actor not in found:
                found.append(actor)
    return tuple(found)


def _of_one(annotated: AnnotatedDocument, number: int) -> tuple[Actor, ...]:
    own = annotated.actors_at(number)
    mention = annotated.mention_at(number)
    if own and mention is not None and mention.kind == "nominal":
        demonym = modifier_actors(annotated, number, deps=frozenset({"amod", "poss"}))
        if demonym and not {a.side for a in demonym} & {a.side for a in own}:
            return demonym
    if own and mention is not None and mention.kind in {"nominal", "anonymous", "title"} and len(own) == 1:
        joint = _after_of(annotated, number) if annotated.tokens[number].lemma in words("standing-for") else ()
        if len({a.side for a in joint}) > 1:
            return joint
    if own and all(a.side is None and a.kind == "group" for a in own):
        return members(annotated, number) or own
    if own:
        return own
    apposed = annotated.child(number, "appos")
    if apposed is not None and annotated.actors_at(apposed):
        return annotated.actors_at(apposed)
    if annotated.tokens[number].dep == "appos" and annotated.actors_at(annotated.tokens[number].head):
        return annotated.actors_at(annotated.tokens[number].head)
    modifying = modifier_actors(annotated, number)
    if modifying:
        return modifying
    if annotated.tokens[number].lemma in words("standing-for"):
        return _after_of(annotated, number)
    return ()


def members(annotated: AnnotatedDocument, number: int) -> tuple[Actor, ...]:
    """Those of a group who are named: "leaders of the region, including Modi and Xi", "firms such as Danone"."""
    for at in range(number + 1, min(number + REACH, annotated.sentence_of(number).stop - 1)):
        token = annotated.tokens[at]
        if token.pos in {"VERB", "AUX"} and token.lemma != "include":
            break
        exemplifies = token.text.lower() in {"including", "like"} or (
            token.lemma == "as" and annotated.tokens[at - 1].lemma == "such"
        )
        below = annotated.child(at, "pobj") if exemplifies else None
        if below is not None:
            known = (a for each in annotated.conjuncts(below) for a in annotated.actors_at(each))
            return tuple(dict.fromkeys(a for a in known if a.kind in {"person", "body", "state"}))
    return ()


def modifier_actors(
    annotated: AnnotatedDocument, number: int, *, deps: frozenset[str] = MODIFIERS
) -> tuple[Actor, ...]:
    """The actors of a noun's possessor, demonym adjective or compound ("Tehran's", "Russian", "Treasury")."""
    found: list[Actor] = []
    for child in annotated.children(number):
        if annotated.tokens[child].dep not in deps:
            continue
        for part in annotated.conjuncts(child):
            mention = annotated.mention_at(part)
            if mention is not None:
                found.extend(a for a in mention.actors if a not in found)
    return tuple(found)


def _after_of(annotated: AnnotatedDocument, number: int) -> tuple[Actor, ...]:
    for child in annotated.children(number):
        token = annotated.tokens[child]
        if token.dep == "prep" and token.lemma in GROUPS:
            below = annotated.child(child, "pobj")
            if below is not None:
                return parties(annotated, below)
    return ()
