"""Whom an act is aimed at where its clause does not say: the other side of the sentence, or of the whole dispute."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import EventType

# Acts that nearly always have a recipient: the dispute's other side is one, where the sentence names none
ALWAYS_AIMED: frozenset[EventType] = frozenset({"ACCUSE", "SANCTION", "THREATEN", "CONCEDE"})
# Acts whose recipient may stay unsaid: only another side in the sentence counts
OFTEN_AIMED: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "COERCE", "ASSAULT", "AID", "PROTEST"})
MAIN_SHARE = 0.15


class Sides:
    """The sides that a document speaks of.

    Args:
        annotated: the document.
    """

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._annotated = annotated
        self._count: Counter[str] = Counter()
        self._face: dict[str, Actor] = {}
        self._by_sentence: dict[int, list[Actor]] = {}
        for mention in annotated.mentions:
            sentence = annotated.tokens[mention.first].sentence
            for actor in mention.actors:
                if actor.side is None:
                    continue
                self._count[actor.side] += 1
                if actor.side not in self._face or (actor.kind == "state" and self._face[actor.side].kind != "state"):
                    self._face[actor.side] = actor
                if not mention.as_place:
                    self._by_sentence.setdefault(sentence, []).append(actor)

    def counterpart(self, kind: EventType, number: int, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """Whom an act of a type, headed by token ``number``, is aimed at; empty where nothing tells."""
        own = {a.side for a in actors}
        if None in own and kind not in ALWAYS_AIMED:
            return ()
        if kind not in ALWAYS_AIMED | OFTEN_AIMED:
            return ()
        near: dict[str | None, Actor] = {}
        for actor in self._by_sentence.get(self._annotated.tokens[number].sentence, ()):
            if actor.side not in own:
                near.setdefault(actor.side, actor)
        if len(near) == 1:
            return tuple(near.values())
        if kind not in ALWAYS_AIMED:
            return ()
        total = sum(self._count.values())
        for side, count in sorted(self._count.items(), key=lambda pair: (-pair[1], pair[0])):
            if side not in own and (not near or side in near) and count >= MAIN_SHARE * total:
                return (self._face[side],)
        return ()
