"""Whose deed is judged: "condemned the decision", "called it a step forward" are aimed at whoever did what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.parties import parties
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument

OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both", "any"})
PLACES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "attr"})
PRONOUNS = frozenset({"it", "this", "that", "them", "those", "these", "which"})
BELOW = frozenset({"ccomp", "xcomp", "prep", "dobj"})
DEPTH = 3


class Deeds:
    """The deeds that a document names by a noun, with those whose deeds they are.

    Args:
        annotated: the document.
    """

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._annotated = annotated
        self.done: list[tuple[int, str, tuple[Actor, ...]]] = []
        for token in annotated.tokens:
            if token.pos == "NOUN" and token.lemma in words("deeds"):
                doers = tuple(self._doers(token.number))
                if doers:
                    self.done.append((token.number, token.lemma, doers))

    def _doers(self, noun: int) -> Iterator[Actor]:
        annotated = self._annotated
        token = annotated.tokens[noun]
        for child in annotated.children(noun):
            mention = annotated.mention_at(child)
            if annotated.tokens[child].dep in OWNERS and mention is not None:
                yield from mention.actors
            elif annotated.tokens[child].lemma == "by" and annotated.tokens[child].dep in {"prep", "agent"}:
                below = annotated.child(child, "pobj")
                yield from parties(annotated, below) if below is not None else ()
        if token.dep == "dobj":
            subject = annotated.child(token.head, "nsubj")
            yield from parties(annotated, subject) if subject is not None else ()

    def judged(self, number: int) -> str | None:
        """The noun of the deed that an act headed by a token judges where its doer is not said, "it" for a pronoun; ``None`` for no such act."""
        return next(self._under(number, DEPTH), None)

    def _under(self, number: int, left: int) -> Iterator[str]:
        annotated = self._annotated
        for child in annotated.children(number):
            token = annotated.tokens[child]
            if token.dep in PLACES and token.text.lower() in PRONOUNS:
                yield "it"
            elif token.dep in PLACES and token.lemma in words("deeds") and self._pointed(child):
                yield token.lemma
            elif token.dep in BELOW and left:
                yield from self._under(child, left - 1)

    def _pointed(self, noun: int) -> bool:
        """Whether a noun names a deed told before: with an article and no owner."""
        children = [self._annotated.tokens[c] for c in self._annotated.children(noun)]
        owned = any(c.dep == "poss" or (c.dep in OWNERS and self._annotated.actors_at(c.number)) for c in children)
        return not owned and any(c.text.lower() in POINTING for c in children)

    def last(self, number: int, deed: str) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who did the last deed named before a token, and who the last one of that noun."""
        before = [row for row in self.done if row[0] < number]
        alike = [row for row in before if row[1] == deed]
        return before[-1][2] if before else (), alike[-1][2] if alike else ()
