"""The sides that a judgement is about: those its clause names, else the dyad of the article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.extract.stances.grammar import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Topic

MUTUAL = frozenset({"talks", "relations", "alliance"})
MOST = 4


class Sides:
    """Who is concerned in a document.

    Args:
        annotated: the document.
    """

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        counts: Counter[str] = Counter()
        for mention in annotated.mentions:
            if not mention.as_place:
                counts.update({actor.side for actor in mention.actors if actor.side})
        self.ranked = sorted(counts, key=lambda side: (-counts[side], side))

    def of(self, head: int, matter: int, topic: Topic) -> tuple[str, ...]:
        """The sides concerned by a judgement at a token on a matter; two where the topic takes two."""
        annotated = self.annotated
        sentence = annotated.sentence_of(head)
        found = self._in(annotated.subtree(matter))
        if len(found) < 2 or annotated.tokens[matter].pos in VERBS:
            found = [*found, *(s for s in self._in(annotated.subtree(self._clause(head))) if s not in found)]
        if not found:
            found = self._in(range(sentence.first, sentence.stop))
        if not found:
            return tuple(self.ranked[:2])
        if len(found) == 1 and topic in MUTUAL:
            wider = [s for s in self._in(range(sentence.first, sentence.stop)) if s not in found]
            partner = next((s for s in (*wider, *self.ranked) if s not in found), None)
            found = [*found, partner] if partner else found
        return tuple(found[:MOST])

    def _clause(self, head: int) -> int:
        for number in (head, *self.annotated.ancestors(head)):
            if self.annotated.tokens[number].pos in VERBS:
                return number
        return head

    def _in(self, numbers: Iterable[int]) -> list[str]:
        found: list[str] = []
        for number in numbers:
            mention = self.annotated.mention_at(number)
            for actor in mention.actors if mention else ():
                if actor.side and actor.side not in found:
                    found.append(actor.side)
        return found
