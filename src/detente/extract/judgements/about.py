"""The sides that a judgement is about: those its clause names, else the dyad of the article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.extract.stances.grammar import VERBS
from detente.resources.allies import allied, most_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Topic

MUTUAL = frozenset({"talks", "relations", "alliance"})
MATTERS = frozenset({"over", "about"})
MOST = 4
AMONG = 6  # sides among which allies are looked for, those named most
HELD = frozenset({"talk", "summit", "meeting", "round", "negotiation", "conference", "process"})
LONGEST_ACRONYM = 4
DATELINE = 3  # tokens from the sentence's start


class Sides:
    """Who is concerned in a document.

    Args:
        annotated: the document.
    """

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self._counts = counts = Counter[str]()
        for mention in annotated.mentions:
            if not mention.as_place:
                counts.update({actor.side for actor in mention.actors if actor.side})
        self._hosts: frozenset[int] = frozenset()
        self.ranked = sorted(counts, key=lambda side: (-counts[side], side))

    def of(self, head: int, matter: int, topic: Topic) -> tuple[str, ...]:
        """The sides concerned by a judgement at a token on a matter; two where the topic takes two."""
        annotated = self.annotated
        sentence = annotated.sentence_of(head)
        self._hosts = _hosts(annotated, sentence.first, sentence.stop) if topic in MUTUAL else frozenset()
        if not self._in(range(sentence.first, sentence.stop)):
            self._hosts = frozenset()
        between = self._between(matter)
        if len(between) > 1:
            return tuple(between[:MOST])
        found = self._in(annotated.subtree(matter))
        if len(found) < 2 or annotated.tokens[matter].pos in VERBS:
            found = [*found, *(s for s in self._in(annotated.subtree(self._clause(head))) if s not in found)]
        if len(found) > 2:
            found = self._parties(found, self._clause(head)) or found
        if not found:
            found = self._in(range(sentence.first, sentence.stop))
        if not found:
            return self._dyad(topic)
        if len(found) == 1 and topic in MUTUAL:
            wider = [s for s in self._in(range(sentence.first, sentence.stop)) if s not in found]
            others = [s for s in (*wider, *self.ranked) if s not in found]
            partner = next((s for s in others if topic != "alliance" or allied(s, found[0])), next(iter(others), None))
            found = [*found, partner] if partner else found
        return tuple(found[:MOST])

    def _dyad(self, topic: Topic) -> tuple[str, ...]:
        """The two sides that the article names most; of an alliance, those allies."""
        allies = most_named({side: self._counts[side] for side in self.ranked[:AMONG]}) if topic == "alliance" else ()
        return allies or tuple(self.ranked[:2])

    def _between(self, matter: int) -> list[str]:
        """The sides that a matter is said to lie between ("a gap between Paris and Berlin on how to deal with Moscow")."""
        annotated = self.annotated
        for child in annotated.children(matter):
            first = annotated.child(child, "pobj")
            if annotated.tokens[child].lemma == "between" and first is not None:
                return self._in(annotated.conjuncts(first))
        return []

    def _parties(self, found: list[str], clause: int) -> list[str]:
        """The sides that are parties, not the matter ("at odds over Syria"), where two or more remain."""
        matter = {
            number
            for preposition in self.annotated.subtree(clause)
            if self.annotated.tokens[preposition].lemma in MATTERS and self.annotated.tokens[preposition].dep == "prep"
            for number in self.annotated.subtree(preposition)
        }
        kept = self._in(n for n in self.annotated.subtree(clause) if n not in matter)
        return [side for side in found if side in kept] if len(kept) > 1 else []

    def _clause(self, head: int) -> int:
        for number in (head, *self.annotated.ancestors(head)):
            if self.annotated.tokens[number].pos in VERBS:
                return number
        return head

    def _in(self, numbers: Iterable[int]) -> list[str]:
        found: list[str] = []
        for number in numbers:
            if number in self._hosts:
                continue
            mention = self.annotated.mention_at(number)
            for actor in mention.actors if mention else ():
                if actor.side and actor.side not in found:
                    found.append(actor.side)
        return found


def _hosts(annotated: AnnotatedDocument, first: int, stop: int) -> frozenset[int]:
    """The words of a sentence for where something is held: "the summit in Singapore", "the Geneva talks", "LONDON -"."""
    found = set()
    for number in range(first, stop):
        token = annotated.tokens[number]
        above = annotated.tokens[token.head]
        inside = token.dep == "pobj" and above.lemma in {"in", "at"}
        mention = annotated.mention_at(number)
        named_for = (
            token.dep == "compound" and above.lemma in HELD and mention is not None and mention.kind == "metonym"
        )
        dateline = token.text.isupper() and len(token.text) > LONGEST_ACRONYM and number - first < DATELINE
        if inside or named_for or dateline:
            found.add(number)
    return frozenset(found)
