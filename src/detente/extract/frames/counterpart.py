"""Whom an act is aimed at where its clause does not say: the other side of the sentence, or of the whole dispute."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.extract.frames.aims import Aims
from detente.extract.frames.lexicon import classes
from detente.extract.parties import parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import EventType

# Acts that nearly always have a recipient: the dispute's other side is one, where the sentence names none
ALWAYS_AIMED: frozenset[EventType] = frozenset({"ACCUSE", "SANCTION", "THREATEN", "CONCEDE"})
# Acts whose recipient may stay unsaid: only another side in the sentence counts
OFTEN_AIMED: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "COERCE", "AID", "REJECT"})
# Acts whose recipient is weighed (``aims``)
WEIGHED: frozenset[EventType] = ALWAYS_AIMED | {"REQUEST", "COERCE", "REJECT", "AGREE", "AID", "SUPPORT"}
MAIN_SHARE = 0.15
LEADING = frozenset({"USA", "UN", "EU"})
CLEARLY = 2  # how much oftener the document's imposer is spoken of than any other that could be
# Sides whose sanctions are spoken of without saying "imposed by"
IMPOSERS = ("USA", "UN", "EU", "GBR", "CAN", "AUS", "JPN", "KOR", "CHE", "FRA", "DEU")
AIMED_AT = frozenset({"on", "against"})


class Sides:
    """The sides that a document speaks of.

    Args:
        annotated: the document.
    """

    # Acts of states whose doer often goes without saying
    UNSAID: frozenset[EventType] = frozenset({"COERCE"})

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._annotated = annotated
        self._count: Counter[str] = Counter()
        self._face: dict[str, Actor] = {}
        self._by_sentence: dict[int, list[Actor]] = {}
        self._targets: Counter[str] = Counter()
        self._aims: Aims | None = None
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

        self._count_targets()

    def _count_targets(self) -> None:
        """Counts the sides that stand after "sanctions on" or "against"."""
        annotated = self._annotated
        for token in annotated.tokens:
            if token.lemma not in {"sanction", "embargo", "restriction", "blacklist"}:
                continue
            for place in (token.number, token.head):
                for child in annotated.children(place):
                    if annotated.tokens[child].lemma in AIMED_AT and annotated.child(child, "pobj") is not None:
                        aimed = parties(annotated, annotated.child(child, "pobj") or child)
                        self._targets.update(a.side for a in aimed if a.side is not None)

    def target(self, imposers: Iterable[Actor]) -> tuple[Actor, ...]:
        """Whom the sanctions of this document hit, where a clause does not say."""
        own = {a.side for a in imposers}
        ranked = sorted(self._targets.items(), key=lambda pair: (-pair[1], pair[0]))
        ranked += sorted(self._count.items(), key=lambda pair: (-pair[1], pair[0]))
        for side, _ in ranked:
            if side not in own and side in self._face and (side not in IMPOSERS or self._targets[side] > 1):
                return (self._face[side],)
        return ()

    def doer(self, number: int, suffering: Iterable[Actor]) -> tuple[Actor, ...]:
        """Who did what is told without a doer ("was arrested", "the arrest of").

        The state where it was done, else the sufferers' own, else the one other state of the sentence.
        """
        own = {a.side for a in suffering if a.side is not None}
        for below in self._annotated.subtree(number):
            mention = self._annotated.mention_at(below)
            if mention is not None and mention.as_place and mention.actors:
                return tuple(a for a in mention.actors[:1] if a.side is not None)
        for side in sorted(own):
            if side in self._face:
                return (self._face[side],)
        own |= {a.side for a in self._teller(number) if a.side is not None}
        near: dict[str | None, Actor] = {}
        for actor in self._by_sentence.get(self._annotated.tokens[number].sentence, ()):
            if actor.side not in own:
                near.setdefault(actor.side, actor)
        if len(near) == 1:
            return tuple(near.values())
        return self.tester() if not near else ()

    def tester(self) -> tuple[Actor, ...]:
        """Who tests weapons where it is not said: the one side that this document's sanctions hit."""
        aimed = [side for side in self._targets if side not in IMPOSERS and side in self._face]
        return (self._face[aimed[0]],) if len(aimed) == 1 else ()

    def _teller(self, number: int) -> tuple[Actor, ...]:
        """The subject of the verb above, who speaks of the act and did not do it."""
        for above in self._annotated.ancestors(number):
            if self._annotated.tokens[above].pos == "VERB":
                subject = self._annotated.child(above, "nsubj")
                return parties(self._annotated, subject) if subject is not None else ()
        return ()

    def suffers(self, actor: Actor) -> bool:
        """Whether an actor's side is the one that this document's sanctions hit."""
        return actor.side is not None and actor.side not in IMPOSERS and self._targets[actor.side] > 1

    def imposer(self, number: int, *, anywhere: bool = False) -> tuple[Actor, ...]:
        """Who imposes at token ``number``, where its clause does not say: the one imposing side of the paragraph so far.

        With ``anywhere`` the document's main imposer, where the paragraph speaks of none.
        """
        annotated = self._annotated
        sentence = annotated.sentence_of(number)
        near: list[Actor] = []
        for other in annotated.sentences:
            if other.paragraph == sentence.paragraph and other.number <= sentence.number:
                near += [a for a in self._by_sentence.get(other.number, ()) if a.side in IMPOSERS]
        near = [a for a in near if a.side is not None and self._targets[a.side] == 0]
        if not near and anywhere:
            return self._main_imposer()
        return (near[-1],) if near and len({a.side for a in near}) == 1 else ()

    def behind_sanctions(self, things: Iterable[int], number: int, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """Whose sanctions are judged ("condemned the sanctions"), where no owner is named: the imposer, not whom they hit."""
        if not any(self._annotated.tokens[n].lemma in classes()["sanctions"] | {"measure"} for n in things):
            return ()
        own = {a.side for a in actors}
        return tuple(a for a in self.imposer(number, anywhere=True) if a.side not in own)

    def _main_imposer(self) -> tuple[Actor, ...]:
        """The one side of the document that imposes and is not hit, by far the most spoken of such."""
        told = sorted(((n, s) for s, n in self._count.items() if s in IMPOSERS), reverse=True)
        if not told or (len(told) > 1 and told[0][0] < CLEARLY * told[1][0]):
            return ()
        side = told[0][1]
        return (self._face[side],) if side in LEADING and self._targets[side] == 0 and side in self._face else ()

    def counterpart(
        self, kind: EventType, number: int, actors: Iterable[Actor], *, formal: bool = True
    ) -> tuple[Actor, ...]:
        """Whom an act of a type, headed by token ``number``, is aimed at; empty where nothing tells."""
        given = tuple(actors)
        if kind in {"SANCTION", "CONCEDE"} and formal:
            return self._weighed(kind, number, given) or self.target(given)
        told = self._other_side(kind, number, {a.side for a in given})
        return told or self._weighed(kind, number, given)

    def _weighed(self, kind: EventType, number: int, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The likeliest party around, for acts that need one."""
        if kind not in WEIGHED or (None in {a.side for a in actors} and kind not in ALWAYS_AIMED):
            return ()
        if self._aims is None:
            self._aims = Aims(self._annotated)
        return self._aims.likely(kind, number, actors)

    def _other_side(self, kind: EventType, number: int, own: set[str | None]) -> tuple[Actor, ...]:
        """The one other side of the sentence; for acts that nearly always have a recipient also the dispute's other side."""
        if (None in own and kind not in ALWAYS_AIMED) or kind not in ALWAYS_AIMED | OFTEN_AIMED:
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
