"""The parties that a document speaks of: where they are named, what is theirs, what they do, and to whom."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from detente.extract.frames.aims import OWNERS, SUBJECTS
from detente.extract.frames.judged import Deeds
from detente.extract.frames.struck import struck
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument, Mention

OBJECTS = frozenset({"dobj", "pobj", "poss"})
NO_PARTY = frozenset({"outlet", "document"})
BACK = 8  # sentences before an act that are looked at, in its paragraph and the one before
FAR = 3  # of these, those told apart


class Said(NamedTuple):
    """A mention of an actor: its party, the mention, the actor."""

    party: str
    mention: Mention
    actor: Actor


class Link(NamedTuple):
    """A party that hangs on a word: the word's token, how, the party."""

    number: int
    relation: str
    party: str


def key(actor: Actor) -> str:
    """What tells parties apart: the side, else the distinctive words of the name after "="."""
    return _of_name(actor.name) if actor.side is None else actor.side


@lru_cache(maxsize=10_000)
def _of_name(name: str) -> str:
    named = re.findall(r"\w\w+", re.sub(r"['’]s\b|(?<=\w)\.", "", name.lower()))
    told = sorted({w for w in named if w not in words("undistinctive") and not w.isdigit()})
    return "=" + " ".join(told or sorted(set(named)))


class Circle:
    """The parties of a document.

    Args:
        annotated: the document.

    Attributes:
        face: an actor for each party, a state's own name before its officials'.
        count: how often each is mentioned.
        ranked: those with a side, the most spoken of first.
        hit: how often each stands after "sanctions on" or "against".
        acting: how often one is a subject where another is an object.
        heading: those of the first sentence, whether each is a subject there.
        deeds: the deeds that the document names.
    """

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self.face: dict[str, Actor] = {}
        self.count: Counter[str] = Counter()
        self.acting: Counter[tuple[str, str]] = Counter()
        self._at: dict[int, list[Said]] = {}
        self._links: dict[str, list[Link]] = {}
        self._before: dict[int, dict[str, tuple[str, ...]]] = {}
        self._names: dict[tuple[str, str], set[str]] = {}
        self._states: set[str] = set()
        for mention in annotated.mentions:
            for actor in mention.actors:
                self._note(mention, actor)
        for said in self._at.values():
            self._pair(said)
            for one in said:
                self._hang(one)
        self.ranked = [p for p in sorted(self.count, key=lambda p: (-self.count[p], p)) if not p.startswith("=")]
        self.hit = Counter(map(key, struck(annotated)))
        self.deeds = annotated.once(Deeds)
        self.did = Counter(key(actor) for _, _, doers in self.deeds.done for actor in doers)
        tokens = annotated.tokens
        self.heading: dict[str, bool] = {}
        for party, mention, _ in self.at(0):
            self.heading[party] = self.heading.get(party, False) or tokens[mention.head].dep in SUBJECTS

    def _note(self, mention: Mention, actor: Actor) -> None:
        party = key(actor)
        if actor.kind in NO_PARTY or party == "=":
            return
        if party not in self.face or (actor.kind == "state" and self.face[party].kind != "state"):
            self.face[party] = actor
        if actor.kind == "state":
            self._states.add(actor.name)
        self.count[party] += 1
        self._names.setdefault((party, actor.entity or actor.name), set()).add(actor.name)
        sentence = self.annotated.tokens[mention.first].sentence
        self._at.setdefault(sentence, []).append(Said(party, mention, actor))

    def _pair(self, said: list[Said]) -> None:
        tokens = self.annotated.tokens
        doing = {p for p, m, _ in said if tokens[m.head].dep in {"nsubj", "agent"} and not m.as_place}
        suffering = {p for p, m, _ in said if tokens[m.head].dep in OBJECTS or tokens[m.head].dep == "nsubjpass"}
        self.acting.update((one, two) for one in sorted(doing) for two in sorted(suffering) if one != two)

    def _hang(self, said: Said) -> None:
        """Notes on which words a party hangs: as owner, subject, maker, object, or under a preposition."""
        tokens = self.annotated.tokens
        token = tokens[said.mention.head]
        head = tokens[token.head]
        if head is token:
            return
        if token.dep in OWNERS:
            self._link(head.number, "owner", said.party)
        elif token.dep == "nsubj" and not said.mention.as_place:
            self._link(head.number, "subject", said.party)
            for child in self.annotated.children(head.number):
                if tokens[child].dep == "dobj":
                    self._link(child, "maker", said.party)
        elif token.dep in {"dobj", "nsubjpass"}:
            self._link(head.number, "object", said.party)
        elif token.dep == "pobj" and head.head != head.number:
            relation = {"by": "maker", "of": "of"}.get(head.lemma, "to")
            self._link(head.head, relation, said.party)

    def _link(self, number: int, relation: str, party: str) -> None:
        self._links.setdefault(self.annotated.tokens[number].lemma, []).append(Link(number, relation, party))

    def at(self, sentence: int) -> list[Said]:
        """The mentions of a sentence."""
        return self._at.get(sentence, [])

    def alike(self, actors: Iterable[Actor]) -> frozenset[str]:
        """The names of actors, with all others that these very actors have."""
        known = {actor.name for actor in actors}
        return frozenset(known.union(*(names for names in self._names.values() if names & known)))

    def stately(self, actors: Iterable[Actor]) -> bool:
        """Whether one of the actors is a state under its own name."""
        return any(actor.name in self._states for actor in actors)

    def elsewhere(self, number: int, own: frozenset[str]) -> Iterator[tuple[str, str]]:
        """The parties that hang on other places of a token's word, and how; with "last" where nobody hangs so between."""
        last: dict[str, str] = {}
        for link in self._links.get(self.annotated.tokens[number].lemma, ()):
            if link.number != number and link.party not in own:
                yield link.party, link.relation
                if link.number < number:
                    last[link.relation] = link.party
        for relation, party in last.items():
            yield party, f"last {relation}"

    def back(self, sentence: int) -> Iterator[tuple[int, str]]:
        """The sentences before one, with the words for how far back they are."""
        sentences = self.annotated.sentences
        paragraph = sentences[sentence].paragraph
        for back in range(1, min(BACK, sentence) + 1):
            other = sentences[sentence - back].paragraph
            if other < paragraph - 1:
                return
            yield sentence - back, f"{min(back, FAR)} back" if other == paragraph else "paragraph before"

    def told(self, said: Said, where: str) -> Iterator[str]:
        """What a mention in a sentence before tells of its party."""
        if said.mention.as_place:
            yield f"place {where}"
            return
        yield where
        dep = self.annotated.tokens[said.mention.head].dep
        if dep in SUBJECTS:
            yield f"subject {where}"
        elif dep in OBJECTS and where == "1 back":
            yield "owner 1 back" if dep == "poss" else "object 1 back"
        if where == "1 back" and said.actor.kind == "person":
            yield "person 1 back"

    def before(self, sentence: int) -> dict[str, tuple[str, ...]]:
        """What the sentences before one tell, by party."""
        known = self._before.get(sentence)
        if known is None:
            found: dict[str, set[str]] = {}
            for other, where in self.back(sentence):
                for said in self.at(other):
                    found.setdefault(said.party, set()).update(self.told(said, where))
            known = self._before[sentence] = {party: tuple(sorted(clues)) for party, clues in sorted(found.items())}
        return known
