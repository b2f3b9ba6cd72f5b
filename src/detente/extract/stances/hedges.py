"""Hedges: a clause or phrase beside a will that makes it conditional ("once they leave", "pending a review"), whether or not it makes a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.stances.grammar import VERBS, copula, denied, force, governing_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.stances.climb import Stand
    from detente.model.annotation import AnnotatedDocument

BINDING = frozenset({"unless", "until", "till", "once", "if", "provided", "providing"})
LATER = frozenset({"when", "after"})  # a condition of what is to come, not of what was
PENDING = frozenset({"until", "till", "pending"})
IN_TURN = frozenset({"return", "exchange", "condition"})
EVEN = frozenset({"even", "as", "whether", "not"})
WILLED = frozenset({"attitude", "will", "arranged", "need", "threat", "may", "quit", "weigh"})


def hedged(annotated: AnnotatedDocument, stand: Stand) -> bool:
    """Whether a stand holds only under a condition that stands beside one of the words it climbed over."""
    if stand.kind not in WILLED:
        return False
    return _in_turn(annotated, stand) or any(
        _binds(annotated, child, number)
        for number in _around(annotated, stand)
        for child in annotated.children(number)
        if stand.anchor.head not in annotated.subtree(child)
    )


def _in_turn(annotated: AnnotatedDocument, stand: Stand) -> bool:
    """Whether "in return for" or "in exchange for" stands behind the issue in the clause of the will, whatever noun the parser hung it on."""
    tokens, stop = annotated.tokens, annotated.sentence_of(stand.top).stop
    for number in range(max(stand.passed, default=stand.top), stop - 2):
        here = [tokens[n].lemma for n in range(number, number + 3)]
        if here[0] == "in" and here[1] in {"return", "exchange"} and here[2] == "for":
            return governing_verb(annotated, number) in stand.passed
    return False


def _around(annotated: AnnotatedDocument, stand: Stand) -> Iterator[int]:
    for number in stand.passed:
        yield number
        linking = copula(annotated, number)
        if linking is not None:
            yield linking


def _binds(annotated: AnnotatedDocument, child: int, main: int) -> bool:
    token = annotated.tokens[child]
    if token.dep == "advcl" and token.pos in VERBS:
        return _clause_binds(annotated, child, main)
    if token.dep != "prep":
        return False
    below = annotated.child(child, "pobj", "pcomp")
    if token.text.lower() in PENDING:
        return below is not None and not _dated(annotated, below)
    if below is None:
        return False
    return token.lemma in {"in", "on"} and annotated.tokens[below].lemma in IN_TURN and below - child <= 2


def _clause_binds(annotated: AnnotatedDocument, verb: int, main: int) -> bool:
    for child in annotated.children(verb):
        mark = annotated.tokens[child]
        if child > verb or mark.dep not in {"mark", "advmod"}:
            continue
        before = annotated.tokens[child - 1].lemma if child else ""
        if mark.lemma in BINDING:
            return before not in EVEN
        if mark.lemma in LATER:
            strict = before in {"only", "not"}
            return strict or (
                force(annotated, main) == "will"
                and annotated.tokens[verb].tag in {"VBZ", "VBP", "VBN"}
                and not denied(annotated, main)
            )
        if mark.lemma in {"long", "soon"}:
            return True
    return False


def _dated(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether "until" only names a time ("until 31 July", "until next year")."""
    return any(time.first <= noun < time.stop for time in annotated.times)
