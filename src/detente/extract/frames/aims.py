"""Whom an act is aimed at where its clause does not say: the parties on the reader's mind there, weighed.

Each clue about a party (it stands in the sentence, it was the last subject, this document's sanctions hit it, …) has a weight; the party whose
weights sum up highest is aimed at, unless nobody is likelier. The weights were learnt from the written corpus as a conditional logit over the
parties and nobody (McFadden 1974); ``training/aims.py`` writes them to ``resources/events/aims.tsv``. They know no names and no disputes.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.frames.judged import Deeds
from detente.extract.frames.struck import struck
from detente.extract.weights import table
from detente.model.document import Span
from detente.model.evidence import InText
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument, Mention
    from detente.model.evidence import Evidence
    from detente.model.reading import Event, EventType

SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
# How much of nobody's chance a party needs: a reader is better served by a likely party than by none
LEAST = 0.4
# Acts told without a recipient that nearly always have one, whose places the grammar does not know
FILLED: frozenset[EventType] = frozenset({"ASSAULT", "PROTEST"})
FAR = 3  # sentences back in the paragraph that are looked at one by one
MANY = 3


def weights() -> dict[str, float]:
    """The weights of clues, those of one type of event as ``TYPE:clue``."""
    return table("events/aims.tsv")


def key(actor: Actor) -> str | None:
    """What tells parties apart: the side, else the name of a body or person without one; ``None`` for what is no party."""
    if actor.side is not None:
        return actor.side
    return f"={actor.name}" if actor.kind == "body" and actor.entity is not None else None


class Aims:
    """The parties that a document speaks of, and the clues that one of them is meant.

    Args:
        annotated: the document.
    """

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._annotated = annotated
        self._face: dict[str, Actor] = {}
        self._count: Counter[str] = Counter()
        self._at: dict[int, list[tuple[str, Mention]]] = {}
        self._together: Counter[tuple[str, str]] = Counter()
        for mention in annotated.mentions:
            for actor in mention.actors:
                self._note(mention, actor)
        for found in self._at.values():
            near = sorted({party for party, mention in found if not mention.as_place})
            self._together.update((one, other) for one in near for other in near if one != other)
        self._hit = Counter(party for actor in struck(annotated) if (party := key(actor)) is not None)
        self._deeds = annotated.once(Deeds)
        self._did = Counter(p for _, _, doers in self._deeds.done for a in doers if (p := key(a)) is not None)
        self._leading = self._subjects()
        self._ranked = [party for party, _ in sorted(self._count.items(), key=lambda pair: (-pair[1], pair[0]))]

    def _note(self, mention: Mention, actor: Actor) -> None:
        party = key(actor)
        if party is None or actor.kind in {"outlet", "document"}:
            return
        if party not in self._face or (actor.kind == "state" and self._face[party].kind != "state"):
            self._face[party] = actor
        self._count[party] += 1
        self._at.setdefault(self._annotated.tokens[mention.first].sentence, []).append((party, mention))

    def _subjects(self) -> frozenset[str]:
        """The parties that are subjects of the first sentence."""
        opening = self._at.get(0, [])
        return frozenset(party for party, m in opening if self._annotated.tokens[m.head].dep in SUBJECTS)

    def likely(self, kind: EventType, number: int, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """Whom an act of a type, headed by token ``number``, is most likely aimed at; empty where nobody likely is."""
        weight = weights()
        best: tuple[float, str] | None = None
        for party, clues in self.clues(number, actors):
            summed = sum(weight.get(c, 0.0) + weight.get(f"{kind}:{c}", 0.0) for c in clues)
            if best is None or summed > best[0]:
                best = (summed, party)
        if best is None or best[0] < math.log(LEAST):  # nobody's weights sum up to nought
            return ()
        return (self._face[best[1]],)

    def head(self, evidence: Evidence) -> int | None:
        """The verb or noun that carries the words of some evidence, or ``None`` where that is no text."""
        if not isinstance(evidence.where, InText):
            return None
        tokens = self._annotated.tokens
        inside = self._annotated.tokens_in(Span(evidence.where.start, evidence.where.end))
        heads = [n for n in inside if tokens[n].head not in inside or tokens[n].head == n]
        return next((n for n in heads if tokens[n].pos in {"VERB", "AUX", "NOUN"}), heads[0] if heads else None)

    def clues(self, number: int, actors: Iterable[Actor]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each party but the actors' own, with the clues that an act headed by token ``number`` is aimed at it."""
        own = {k for a in actors if (k := key(a)) is not None}
        others = [party for party in self._ranked if party not in own]
        near = dict.fromkeys(party for party, m in self._of(number, 0) if party not in own and not m.as_place)
        deed = self._deeds.judged(number)
        doing, alike = ({key(a) for a in doers} for doers in self._deeds.last(number, deed or ""))
        for rank, party in enumerate(others):
            before = tuple(self._before(number, party))
            did = (
                *(("leading",) if party in self._leading else ()),
                *(("did",) if self._did[party] else ()),
                *(("did most",) if self._did[party] == max(self._did.values(), default=0) > 0 else ()),
                *(("did last",) if party in doing else ()),
                *(("did that",) if party in alike else ()),
            )
            judged = (
                "judged any",
                *(f"judged {clue}" for clue in (*before, *did)),
                *(("judged hit",) if self._hit[party] else ()),
                *(("judged rank 0",) if rank == 0 else ()),
            )
            yield (
                party,
                (
                    "any",
                    *did,
                    *(judged if deed else ()),
                    *(f"rank {min(rank, MANY)}", f"share {self._share(party, others)}"),
                    *(("alone in the document",) if len(others) == 1 else ()),
                    *(("body",) if party in bodies() else ("no side",) if party.startswith("=") else ()),
                    *(("hit",) if self._hit[party] else ("others hit",) if self._hit else ()),
                    *(("hit most",) if self._hit and self._hit.most_common(1)[0][0] == party else ()),
                    *(("alone here",) if list(near) == [party] else ()),
                    *(("nobody else here",) if not near else ()),
                    *self._here(number, party),
                    *before,
                    *self._beside(own, party, others),
                ),
            )

    def _share(self, party: str, others: list[str]) -> int:
        return min(4, 10 * self._count[party] // (2 * sum(self._count[o] for o in others)))

    def _of(self, number: int, back: int) -> list[tuple[str, Mention]]:
        """The mentions of the sentence ``back`` sentences before a token's."""
        return self._at.get(self._annotated.tokens[number].sentence - back, [])

    def _here(self, number: int, party: str) -> Iterator[str]:
        """What the act's own sentence tells."""
        annotated = self._annotated
        below = set(annotated.subtree(number))
        seen = set()
        for one, mention in self._of(number, 0):
            if one != party:
                continue
            token = annotated.tokens[mention.head]
            seen.add("place here" if mention.as_place else "here")
            seen.add("before" if mention.head < number else "after")
            if mention.head in below:
                seen.add("place below" if mention.as_place else "below")
            if token.dep in OWNERS:
                seen.add("owner below" if mention.head in below else "owner here")
            if token.dep in SUBJECTS and not mention.as_place:
                above = token.head in annotated.ancestors(number)
                seen.add("teller" if above else "subject here")
            if token.dep in {"dobj", "dative", "attr"}:
                seen.add("object here")
            if token.tag in {"PRP", "PRP$"}:
                seen.add("pronoun here")
        yield from sorted(seen)

    def _before(self, number: int, party: str) -> Iterator[str]:
        """What the sentences before tell."""
        annotated = self._annotated
        sentence = annotated.sentence_of(number)
        seen = set()
        for back in range(1, 9):
            other = sentence.number - back
            if other < 0:
                break
            same = annotated.sentences[other].paragraph == sentence.paragraph
            if annotated.sentences[other].paragraph < sentence.paragraph - 1:
                break
            place = f"{min(back, FAR)} back" if same else "paragraph before"
            for one, mention in self._of(number, back):
                if one != party:
                    continue
                seen.add(f"place {place}" if mention.as_place else place)
                if annotated.tokens[mention.head].dep in SUBJECTS and not mention.as_place:
                    seen.add(f"subject {place}")
        if any(one == party for one, _ in self._at.get(0, [])):
            seen.add("headline")
        if not any(one == party for back in range(9) for one, _ in self._of(number, back)):
            seen.add("far")
        yield from sorted(seen)

    def _beside(self, own: set[str], party: str, others: list[str]) -> Iterator[str]:
        """How much the party is spoken of together with the actors."""
        together = {o: sum(self._together[a, o] for a in sorted(own)) for o in others}
        if together[party]:
            yield "beside"
            if together[party] == max(together.values()):
                yield "most beside"


def filled(annotated: AnnotatedDocument, events: Iterable[Event]) -> tuple[Event, ...]:
    """Events with the likeliest recipient put in where one has none, and its type nearly always has one (``FILLED``)."""
    aims: Aims | None = None
    found = []
    for event in events:
        kept = event
        if event.type in FILLED and not event.recipients and event.actors:
            aims = aims or Aims(annotated)
            head = aims.head(event.evidence)
            likely = aims.likely(event.type, head, event.actors) if head is not None else ()
            if likely:
                because = (*event.evidence.because, f"aimed at {likely[0].name}, as the text around it tells")
                kept = replace(event, recipients=likely, evidence=replace(event.evidence, because=because))
        found.append(kept)
    return tuple(found)
