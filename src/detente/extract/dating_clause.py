"""Which time expression of a sentence governs a clause of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument, TimeExpression

_VERBS = ("VERB", "AUX")
_SHARED_DATE = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "pobj", "parataxis", "dep"})
_OCCASION = frozenset({"in", "at", "during", "on", "after", "following", "amid", "with"})
_NOUN_ROLES = frozenset({"compound", "nummod", "amod", "poss", "nmod", "appos"})


def clause_verb(annotated: AnnotatedDocument, number: int) -> int | None:
    """The verb of the clause that a token stands in."""
    for at in (number, *annotated.ancestors(number)):
        if annotated.tokens[at].pos in _VERBS:
            return at
    return None


def governing(annotated: AnnotatedDocument, number: int) -> TimeExpression | None:
    """The time expression that decides the time of a token's clause."""
    hung = _hung(annotated, number)
    at = number
    while True:
        found = _best(hung, at)
        if found is not None:
            return found
        token = annotated.tokens[at]
        if token.head == at or not _climbs(annotated, at):
            return None
        at = token.head


def _climbs(annotated: AnnotatedDocument, at: int) -> bool:
    """Whether the time of the head is that of the token too."""
    token = annotated.tokens[at]
    if token.pos in _VERBS:
        return token.dep in _SHARED_DATE
    if token.pos == "ADP":
        return token.text.lower() in _OCCASION or token.dep in _SHARED_DATE
    return token.dep in ("pobj", "conj", "dobj", "attr", "nsubj", "nsubjpass", "acomp", "oprd", "advmod", "dep")


def _hung(annotated: AnnotatedDocument, number: int) -> list[tuple[int, int, TimeExpression]]:
    """The time expressions of the token's sentence: (the verb or noun each hangs on, how far, the expression)."""
    sentence = annotated.sentence_of(number)
    found: list[tuple[int, int, TimeExpression]] = []
    for expression in annotated.times:
        if sentence.first <= expression.first < sentence.stop and expression.when is not None:
            found.extend((node, distance, expression) for distance, node in enumerate(carriers(annotated, expression)))
    return found


def carriers(annotated: AnnotatedDocument, expression: TimeExpression) -> Iterator[int]:
    """The words that an expression dates: what it hangs on, and the verb above where that is only an occasion."""
    tokens = annotated.tokens
    at = next(
        (
            n
            for n in range(expression.first, expression.stop)
            if not expression.first <= tokens[n].head < expression.stop
        ),
        expression.first,
    )
    modifies = tokens[at].dep in _NOUN_ROLES
    while tokens[at].head != at:
        above = tokens[at].head
        if tokens[above].pos in _VERBS:
            yield above
            return
        if tokens[above].pos in ("NOUN", "PROPN", "ADJ"):
            yield above
            if modifies and not _is_occasion(annotated, above):
                return
            modifies = False
        at = above


def _is_occasion(annotated: AnnotatedDocument, noun: int) -> bool:
    token = annotated.tokens[noun]
    return token.dep == "pobj" and annotated.tokens[token.head].text.lower() in ("in", "at", "during", "on")


def _best(hung: list[tuple[int, int, TimeExpression]], at: int) -> TimeExpression | None:
    here = [(distance, abs(expression.first - at), expression) for node, distance, expression in hung if node == at]
    return min(here, key=lambda h: (h[0], h[1]))[2] if here else None
