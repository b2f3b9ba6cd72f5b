"""The clues that an act is aimed at a party: where it stands in the act's sentence and before, what is its own, who it is beside the actors.

Clues are words, so that their weights (``resources/events/recipients.tsv``) can be read; they know no names and no disputes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.extract.frames.aims import OWNERS, SUBJECTS
from detente.extract.recipients.circle import key
from detente.extract.recipients.paths import path
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.extract.recipients.circle import Circle, Said
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument, Token

OWN = "own:"  # before the side of an act's actors: somebody else of it
NAMED = frozenset({"dobj", "pobj", "prep", "attr", "agent", "nsubjpass", "oprd"})
CLAUSAL = frozenset({"ccomp", "xcomp"})
NOUNS = 3  # nouns below an act that are asked for
DEEP = 4  # steps that they may be below it
SHORT = 3  # steps of a way that is told with the act's own word
CLAUSES = 2  # clauses that they may be below it
MANY = 3
OF_OBJECT = ("subject 1 back", "1 back", "headline")  # clues told with the noun of what is acted on


class Party(NamedTuple):
    """Somebody at whom an act may be aimed: what tells him apart, how he is named, the clues."""

    key: str
    face: Actor
    clues: tuple[str, ...]


class Act:
    """An act, as far as its recipients are asked for.

    Args:
        circle: the parties of the document.
        number: the token that heads the act.
        actors: who acts.

    Attributes:
        own: the actors' parties.
        names: the names by which the document has the actors.
    """

    def __init__(self, circle: Circle, number: int, actors: Iterable[Actor]) -> None:
        self._circle, self._number, self._actors = circle, number, tuple(actors)
        self._token = circle.annotated.tokens[number]
        self.own = frozenset(key(actor) for actor in self._actors)
        self.names = circle.alike(self._actors)
        self._nouns = tuple(_nouns(circle.annotated, number))
        self._deed = circle.deeds.judged(number)
        self._here, self._reflexive = self._sentence()
        self._near = {p for p, clues in self._here.items() if "here" in clues and not p.startswith(OWN)}
        self._linked = self._links()
        self._shape = self._shaped()

    def parties(self) -> Iterator[Party]:
        """Each party at whom the act may be aimed, in a fixed order."""
        circle, before = self._circle, self._circle.before(self._token.sentence)
        sided = [party for party in circle.ranked if party not in self.own]
        named = [s.party for s in circle.at(self._token.sentence)] + list(before)
        nameless = [p for p in dict.fromkeys(named) if p.startswith("=") and p not in self.own]
        context = self._context(sided)
        for rank, party in enumerate([*sided, *nameless]):
            clues = self._clues(party, rank, before.get(party, ()), circle.face[party], context)
            yield Party(party, circle.face[party], tuple(clues))
        for party, face in self._kin().items():
            told = self._of_kin(party)
            clues = self._clues(party, len(sided) + len(nameless), told, face, context)
            yield Party(party, face, tuple(clues))

    def _sentence(self) -> tuple[dict[str, set[str]], bool]:
        """What the act's own sentence tells, by party; and whether a pronoun below the act is its actor's, so that another is meant."""
        annotated, sentence = self._circle.annotated, self._token.sentence
        below, above = set(annotated.subtree(self._number)), set(annotated.ancestors(self._number))
        found: dict[str, set[str]] = {}
        reflexive = False
        for said in self._circle.at(sentence):
            head = annotated.tokens[said.mention.head]
            party = said.party
            if party in self.own:
                if self._same(said):
                    pronoun = head.tag in {"PRP", "PRP$"} and head.dep in {"dobj", "pobj", "dative"}
                    reflexive = reflexive or (pronoun and head.number in below)
                    continue
                party = OWN + party
            found.setdefault(party, set()).update(self._place(said, head, below=below, above=above))
        return found, reflexive

    def _same(self, said: Said) -> bool:
        """Whether a mention of the actors' side is of them, or of nobody else that could be meant."""
        return said.actor.name in self.names or said.mention.as_place or said.party.startswith("=")

    def _place(self, said: Said, head: Token, *, below: set[int], above: set[int]) -> Iterator[str]:
        place = "place " if said.mention.as_place else ""
        yield f"{place}here"
        yield "before" if head.number < self._number else "after"
        if head.number in below:
            yield f"{place}below"
        if head.dep in OWNERS:
            yield "owner below" if head.number in below else "owner here"
        if head.dep in SUBJECTS and not place:
            yield "teller" if head.head in above else "subject here"
        if head.tag in {"PRP", "PRP$"}:
            yield "pronoun here"
        way = path(self._circle.annotated, self._number, head.number)
        if way is None:
            yield "path far"
            return
        yield f"path {place}{way}"
        if way.count(">") < SHORT:
            yield f"{self._token.lemma} path {place}{way}"

    def _links(self) -> dict[str, set[str]]:
        """How parties hang elsewhere on the act's word, and on the nouns that it is about."""
        found: dict[str, set[str]] = {}
        asked = [("noun", n) for n in self._nouns]
        if self._token.pos in {"NOUN", "VERB"}:
            asked.insert(0, ("self", self._number))
        for word, number in asked:
            for party, relation in self._circle.elsewhere(number, self.own):
                found.setdefault(party, set()).add(f"{word} {relation}")
        return found

    def _shaped(self) -> str:
        """Whether what is acted on is somebody's, nobody's or not told, and whether a clause is."""
        annotated = self._circle.annotated
        children = annotated.children(self._nouns[0]) if self._nouns else ()
        owned = any(annotated.tokens[c].dep in OWNERS and annotated.actors_at(c) for c in children)
        clausal = any(annotated.tokens[c].dep in CLAUSAL for c in annotated.children(self._number))
        return ("owned" if owned else "bare" if self._nouns else "nounless") + (" clause" if clausal else "")

    def _kin(self) -> dict[str, Actor]:
        """Others of the actors' own side, the last mentioned for each."""
        found: dict[str, Actor] = {}
        sentence = self._token.sentence
        places = [other for other, _ in self._circle.back(sentence)]
        for place in (*reversed(places), sentence):
            for said in self._circle.at(place):
                if said.party in self.own and not self._same(said):
                    found[OWN + said.party] = said.actor
        return found

    def _of_kin(self, party: str) -> tuple[str, ...]:
        """What the sentences before tell of others of a side."""
        found: set[str] = set()
        for other, where in self._circle.back(self._token.sentence):
            for said in self._circle.at(other):
                if OWN + said.party == party and said.actor.name not in self.names:
                    found.update(self._circle.told(said, where))
        return tuple(sorted(found))

    def _context(self, sided: list[str]) -> _Context:
        circle = self._circle
        doing, alike = circle.deeds.last(self._number, self._deed or "")
        acting = circle.acting
        paired = {p: sum(acting[one, p] + acting[p, one] for one in sorted(self.own)) for p in sided}
        return _Context(
            total=sum(circle.count[p] for p in sided) or 1,
            others=len(sided),
            paired=paired,
            most=max(paired.values(), default=0),
            hit=circle.hit.most_common(1)[0][0] if circle.hit else None,
            doing=frozenset(map(key, doing)),
            alike=frozenset(map(key, alike)),
        )

    def _clues(self, party: str, rank: int, before: tuple[str, ...], face: Actor, context: _Context) -> Iterator[str]:
        circle = self._circle
        here = sorted(self._here.get(party, ()))
        links = sorted(self._linked.get(party, ()))
        did = (
            *(("did",) if circle.did[party] else ()),
            *(("did last",) if party in context.doing else ()),
            *(("did that",) if party in context.alike else ()),
        )
        yield from ("any", f"{self._token.lemma} any", f"share {min(4, 5 * circle.count[party] // context.total)}")
        yield from self._kind(party, rank, face, here=here, before=before)
        if context.others == 1:
            yield "alone in the document"
        if context.hit:
            yield "hit most" if party == context.hit else "hit" if circle.hit[party] else "others hit"
        if not self._near:
            yield "nobody else here"
        elif self._near == {party}:
            yield "alone here"
        yield from (*here, *before, *links, *did)
        if party in circle.heading:
            yield from ("headline", "leading") if circle.heading[party] else ("headline",)
        yield from self._about(party, rank, (*before, *links), did=did, hit=party == context.hit)
        if self._reflexive:
            yield from ("pron any", f"pron {face.kind}", *(f"pron {clue}" for clue in before))
        if context.paired.get(party):
            yield from ("paired", "paired most") if context.paired[party] == context.most else ("paired",)
        if not before and not here:
            yield "far"

    def _kind(self, party: str, rank: int, face: Actor, *, here: list[str], before: tuple[str, ...]) -> Iterator[str]:
        """Who it is: one of the actors' own side, a party without a side, a state or body."""
        if party.startswith(OWN):
            yield from ("own", "own of state" if self._circle.stately(self._actors) else "own of other")
            yield f"own {face.kind}"
            yield from (f"own {clue}" for clue in (*here, *before) if "path" not in clue)
            if self._shape.startswith("bare"):
                yield "own bare"
            return
        if party.startswith("="):
            yield from ("no side", f"no side {face.kind}", *(("nameless",) if face.name.islower() else ()))
            return
        yield f"rank {min(rank, MANY)}"
        if party in bodies():
            yield "body"

    def _about(self, party: str, rank: int, told: tuple[str, ...], *, did: tuple[str, ...], hit: bool) -> Iterator[str]:
        """What the act is about: a deed whose doer is not said, a noun, a clause."""
        if self._deed:
            yield "judged any"
            yield from (f"judged {clue}" for clue in (*told, *did))
            if rank == 0:
                yield "judged rank 0"
            if self._deed != "it":
                yield f"of {self._deed}"
        noun = self._circle.annotated.tokens[self._nouns[0]].lemma if self._nouns else "-"
        yield from (f"obj {noun} any", f"obj {noun} {'body' if party in bodies() else 'other'}", f"shape {self._shape}")
        if self._shape.startswith("owned"):
            return
        yield from (f"bare {clue}" for clue in told)
        linked = ("self ", "noun ")
        yield from (f"obj {noun} {clue}" for clue in told if clue in OF_OBJECT or clue.startswith(linked))
        if rank == 0:
            yield "bare rank 0"
        if hit:
            yield f"obj {noun} hit most"


class _Context(NamedTuple):
    """What the clues of all parties are told beside.

    Attributes:
        total: mentions of all others with a side.
        others: how many they are.
        paired: how often each acts on the actors or they on it.
        most: the most of these.
        hit: whom the document's sanctions hit most.
        doing: who did the last deed named before.
        alike: who did the last deed of the judged one's noun.
    """

    total: int
    others: int
    paired: dict[str, int]
    most: int
    hit: str | None
    doing: frozenset[str]
    alike: frozenset[str]


def _nouns(annotated: AnnotatedDocument, number: int) -> Iterator[int]:
    """The first nouns below an act, the nearest first: what it is about."""
    waiting, left = [(number, 0)], NOUNS
    for above, depth in waiting:
        for child in annotated.children(above):
            token = annotated.tokens[child]
            if token.dep in NAMED and depth < DEEP and left:
                if token.pos == "NOUN":
                    left -= 1
                    yield child
                waiting.append((child, depth + 1))
            elif token.dep in CLAUSAL and depth < CLAUSES:
                waiting.append((child, depth + 1))
