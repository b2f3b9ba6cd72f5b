"""The way through a dependency tree from an act to somebody: "dobj", "p:against", "ccomp>nsubj"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

UP = 4  # heads above an act that are climbed
DOWN = 8  # tokens between somebody and the way's turning point
LONGEST = 5  # steps of a way that is told
JOINED = frozenset({"conj", "appos"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def path(annotated: AnnotatedDocument, act: int, other: int) -> str | None:
    """The labels from one token to another, those upwards with "^"; ``None`` where it is long.

    Prepositions are named and take their object's place; nouns joined to a noun stand where it stands.
    """
    tokens = annotated.tokens
    above = {act: 0}
    ups: list[str] = []
    here = act
    for head in annotated.ancestors(act)[:UP]:
        ups.append("^" + tokens[here].dep)
        here = head
        above[here] = len(ups)
    downs: list[str] = []
    here = other
    for _ in range(DOWN):
        if here in above:
            break
        token = tokens[here]
        if token.head == here:
            return None
        if token.dep == "agent":
            downs.append("agent")
        elif token.dep == "prep" or (token.dep == "dative" and token.pos == "ADP"):
            downs.append(f"p:{token.lemma}")
        elif token.dep != "pobj" and not (token.dep in JOINED and token.pos in NOMINAL):
            downs.append(token.dep)
        here = token.head
    if here not in above:
        return None
    steps = [*ups[: above[here]], *reversed(downs)]
    return ">".join(steps) if len(steps) <= LONGEST else None
