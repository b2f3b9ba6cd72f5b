"""The words of a demand or an offer: a verb with what depends on it, or a noun phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.clauses import is_passive
from detente.extract.stances.grammar import VERBS

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span

SAYING = frozenset({"say", "tell", "state", "add", "note", "announce", "believe", "warn", "argue", "insist", "stress"})


def phrase(annotated: AnnotatedDocument, head: int, *, without: tuple[int, ...] = (), whole: bool = False) -> Span:
    """The words at and after a verb, or the noun phrase around a noun.

    Args:
        annotated: the document.
        head: the verb or noun.
        without: heads whose subtrees are left out (the condition inside the main clause).
        whole: whether a verb's subject belongs to it, as in passives ("sanctions are lifted").
    """
    inside = set(annotated.subtree(head)) - {head}
    dropped = {n for w in without if w in inside for n in annotated.subtree(w)}
    verbal = annotated.tokens[head].pos in VERBS
    if verbal:
        for child in annotated.children(head):
            token = annotated.tokens[child]
            if token.dep in {"parataxis", "cc"} or (
                token.dep == "conj" and annotated.child(child, "nsubj") is not None
            ):
                dropped.update(annotated.subtree(child))
    sentence = annotated.sentence_of(head)
    kept = {n for n in annotated.subtree(head) if n not in dropped and sentence.first <= n < sentence.stop}
    first = last = head
    while last + 1 in kept:
        last += 1
    if not verbal or whole or is_passive(annotated, head):
        while first - 1 in kept and not _joins(annotated, first - 1, head):
            first -= 1
    while last > head and annotated.tokens[last].pos in {"PUNCT", "CCONJ"} and annotated.tokens[last].text not in "”)’":
        last -= 1
    while first < head and (
        annotated.tokens[first].pos in {"PUNCT", "SCONJ", "CCONJ"} or annotated.tokens[first].lemma == "once"
    ):
        first += 1
    return annotated.span(first, last + 1)


def _joins(annotated: AnnotatedDocument, number: int, head: int) -> bool:
    token = annotated.tokens[number]
    return token.dep == "mark" and token.head == head


def spoken(annotated: AnnotatedDocument, verb: int, *, but: int | None = None) -> int:
    """The clause that a verb of saying introduces, where something else was hung on that verb; else the verb.

    Args:
        annotated: the document.
        verb: of saying, or another.
        but: the head of what was hung on it, where the parser took that for what is said too.
    """
    if annotated.tokens[verb].lemma not in SAYING:
        return verb
    said = (c for c in annotated.children(verb) if annotated.tokens[c].dep == "ccomp" and c != but)
    return next(said, verb)
