"""The actors of a frame: tokens to actors, the first person to the speaker, the unnamed by their noun phrase."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.frames import lexicon, roles
from detente.extract.parties import members, modifier_actors, parties
from detente.extract.wordlists import words
from detente.model.actors import Actor
from detente.model.evidence import InText
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.extract.frames.counterpart import Sides
    from detente.extract.frames.match import Match
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import EventType, Statement

# Types whose recipient may stand behind an act or a thing ("condemned Moscow's move")
AIMED: frozenset[EventType] = frozenset(
    {"ACCUSE", "REJECT", "SUPPORT", "THREATEN", "REQUEST", "PROTEST", "SANCTION", "CONCEDE"}
)
TWO_PARTIES: frozenset[EventType] = frozenset({"CONSULT", "COOPERATE"})
WITH_RECIPIENT: frozenset[EventType] = frozenset({"SANCTION", "CONCEDE", "AID"})
FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "mine", "ours", "ourselves"})
THIRD_PERSON = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
NAMED_ENTITIES = frozenset({"PERSON", "ORG", "NORP"})
COUNT = re.compile(
    r"^(?:(?:more|less|fewer|than|at|least|about|some|nearly|around|up|to|dozens|hundreds|thousands|tens|of|[\d,]+|two|three|four|five|six|seven|eight|nine|ten) )+"
)
GATHERING = frozenset({"meet", "gather", "convene", "assemble", "confer", "sit", "discuss", "reconvene"})
OWNING = frozenset({"belong", "own", "control", "hold", "operate"})
MAX_NAME_WORDS = 10


class Voices:
    """Actors of a document's tokens.

    Args:
        annotated: the document.
        statements: its statements, which tell who "we" is.
    """

    def __init__(self, annotated: AnnotatedDocument, statements: Iterable[Statement]) -> None:
        self._annotated = annotated
        self._said = tuple(
            (where.start, where.end, s.source) for s in statements if isinstance(where := s.content.where, InText)
        )

    def named(self, heads: Iterable[int], *, loose: bool = True, single: bool = False) -> tuple[Actor, ...]:
        """The actors for whom the noun phrases stand; with ``loose``, people and bodies without a mention by their words."""
        found: list[Actor] = []
        for head in heads:
            known = self._speaker(head) or parties(self._annotated, head)
            if not known and loose:
                known = members(self._annotated, head) or self._by_words(head, single=single)
            found.extend(a for a in known if a not in found)
        return tuple(found)

    def aimed(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """As ``named``, and where a head is an act or a thing, the actors behind it."""
        found: list[Actor] = []
        for head in heads:
            known = (
                self._speaker(head)
                or parties(self._annotated, head)
                or self._behind(head)
                or self._by_words(head, single=True)
            )
            found.extend(a for a in known if a not in found)
        return tuple(found)

    def placed(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """The sides of the places at the heads: whom a visit is paid to, or whose town is struck."""
        mentions = (self._annotated.mention_at(n) for h in heads for n in self._annotated.conjuncts(h))
        return tuple(dict.fromkeys(a for m in mentions if m and m.as_place for a in m.actors if a.side is not None))

    def hit(self, heads: Iterable[int], sides: Sides, imposers: Iterable[Actor]) -> tuple[Actor, ...]:
        """Whom a sanctions act hits; groups without a name are given the side that their demonym or the dispute tells."""
        found: list[Actor] = []
        for head in heads:
            for number in self._annotated.conjuncts(head):
                found.extend(a for a in self._one_hit(number, sides, imposers) if a not in found)
        return tuple(found)

    def crowd(self, heads: Iterable[int]) -> tuple[Actor, ...]:
        """Those who march, where they are people in the plural ("Cubans", "thousands of students"): they speak for no state."""
        annotated = self._annotated
        found = []
        for head in heads:
            token = annotated.tokens[head]
            own = annotated.actors_at(head)
            if token.tag in {"NNS", "NNPS"} and token.entity != "GPE" and not any(a.kind == "person" for a in own):
                first = head
                while first - 1 >= 0 and self._in_phrase(first - 1, head):
                    first -= 1
                found.append(Actor(name=annotated.words(first, head + 1), kind="group"))
        return tuple(found)

    def owning(self, heads: Iterable[int], others: Iterable[Actor]) -> tuple[Actor, ...]:
        """Whose the things are that an act hits ("Venezuela's access", "assets owned by"), the actors themselves apart."""
        annotated, home = self._annotated, {a.side for a in others}
        owners = [a for h in heads for a in modifier_actors(annotated, h, deps=frozenset({"poss", "amod", "compound"}))]
        for head in heads:
            for child in annotated.children(head):
                if annotated.tokens[child].dep in {"acl", "relcl"} and annotated.tokens[child].lemma in OWNING:
                    below = clauses.complement(annotated, child, "to", "by")
                    owners += self.aimed((below,)) if below is not None else ()
        return tuple(dict.fromkeys(a for a in owners if a.side not in home))

    def _one_hit(self, head: int, sides: Sides, imposers: Iterable[Actor]) -> tuple[Actor, ...]:
        known = self._annotated.actors_at(head)
        if any(a.side is not None or a.kind == "person" for a in known):
            return known
        apposed = self._annotated.child(head, "appos")
        if (
            apposed is not None
            and all(a.kind == "group" for a in known)
            and self._annotated.tokens[apposed].entity in NAMED_ENTITIES
        ):
            return self._annotated.actors_at(apposed) or self._by_words(apposed)
        demonym = modifier_actors(self._annotated, head)
        if demonym:
            named = self._by_words(head, single=True)
            return tuple(replace(n, side=demonym[0].side) for n in named) or demonym
        group = members(self._annotated, head) or known or self._by_words(head)
        if self._annotated.tokens[head].lemma in words("hit-groups"):
            target = sides.target(imposers)
            return tuple(replace(a, side=target[0].side) for a in group) if target else group
        return tuple(a for a in group if not _thing(a)) or self._behind(head)

    def _speaker(self, head: int) -> tuple[Actor, ...]:
        token = self._annotated.tokens[head]
        third = token.pos == "PRON" and token.text.lower() in THIRD_PERSON and not parties(self._annotated, head)
        first = token.text.lower() in FIRST_PERSON and token.text != "US"
        if not first and not third:
            return ()
        said = self.speaking(head)
        return said if said or third else self._issuer()

    def speaking(self, number: int) -> tuple[Actor, ...]:
        """Who says the words at a token: the source of the shortest statement around it."""
        start = self._annotated.tokens[number].start
        around = [(end - first, n) for n, (first, end, _) in enumerate(self._said) if first <= start < end]
        return (self._said[min(around)[1]][2],) if around else ()

    def _issuer(self) -> tuple[Actor, ...]:
        return (self._annotated.issuer,) if self._annotated.issuer else ()

    def _behind(self, head: int) -> tuple[Actor, ...]:
        """Whose act or thing it is: after "by" or "from", its possessor, or after "of"."""
        annotated = self._annotated
        for preposition in ("by", "from"):
            doer = clauses.complement(annotated, head, preposition)
            if doer is not None and parties(annotated, doer):
                return parties(annotated, doer)
        owned = modifier_actors(annotated, head)
        if owned:
            return owned
        possessor = annotated.child(head, "poss")
        if possessor is not None and self._speaker(possessor):
            return self._speaker(possessor)
        if annotated.tokens[head].lemma not in words("suffered"):
            whose = clauses.complement(annotated, head, "of")
            if whose is not None:
                return parties(annotated, whose) or modifier_actors(annotated, whose)
        return ()

    def _by_words(self, head: int, *, single: bool = False) -> tuple[Actor, ...]:
        """A person, body or group that no mention knows, named by its own words."""
        annotated = self._annotated
        head = roles.inner(annotated, head)
        token = annotated.tokens[head]
        people = lexicon.classes()["people"]
        proper = token.entity in NAMED_ENTITIES and token.pos == "PROPN"
        if not proper and (token.lemma not in people or (token.tag == "NN" and not single)):
            return ()
        if token.pos not in {"NOUN", "PROPN"}:
            return ()
        definite = any(
            annotated.tokens[c].lemma in {"the", "this", "that", "his", "its"} for c in annotated.children(head)
        )
        if token.entity not in NAMED_ENTITIES and definite and not _modified(annotated, head):
            return ()
        first = head
        while first - 1 >= 0 and self._in_phrase(first - 1, head):
            first -= 1
        words = annotated.words(first, head + 1)
        return (Actor(name=words, kind="group"),) if head - first < MAX_NAME_WORDS else ()

    def _in_phrase(self, number: int, head: int) -> bool:
        token = self._annotated.tokens[number]
        return token.head == head and token.dep in {"amod", "compound", "nmod"} and token.pos != "PUNCT"


def _modified(annotated: AnnotatedDocument, head: int) -> bool:
    return any(
        annotated.tokens[c].dep in {"amod", "compound", "nummod", "acl", "relcl"} for c in annotated.children(head)
    )


def imposing(actors: tuple[Actor, ...], sides: Sides, number: int, *, anywhere: bool = False) -> tuple[Actor, ...]:
    """Those of the actors who can impose sanctions; where there are none (a bill, a passive), the paragraph's imposer."""
    able = tuple(a for a in actors if can_impose(a) and not sides.suffers(a))
    return able or sides.imposer(number, anywhere=anywhere)


def can_impose(actor: Actor) -> bool:
    """Whether an actor can impose sanctions: a side, or a named group of states."""
    if actor.kind in {"document", "outlet"}:
        return False
    return actor.side is not None or bool(words("states").intersection(actor.name.lower().split()))


def _thing(actor: Actor) -> bool:
    """Whether an actor is a thing or a nobody: a single common noun in the singular ("bill", "person")."""
    name = actor.name
    return (
        actor.side is None
        and name.islower()
        and " " not in name
        and not name.endswith("s")
        and name not in words("masses")
    )


def is_thing(actor: Actor) -> bool:
    """Whether what was seized is a thing, whose owner is hit."""
    return actor.side is None and bool(words("seizable") & set(actor.name.lower().split()))


def plain(actor: Actor) -> Actor:
    """A nameless group without its count: "more than 10 civilians" are civilians."""
    if actor.side is not None or actor.kind not in {"group", "unknown"}:
        return actor
    kept = re.sub(COUNT, "", actor.name)
    return replace(actor, name=kept) if kept and kept != actor.name else actor


def _press(actors: tuple[Actor, ...]) -> bool:
    """Whether those spoken to are reporters: a briefing is no consultation."""
    return any({"reporters", "journalists"} & set(a.name.lower().split()) for a in actors)


def somebody(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a noun phrase names an actor or people, and not a thing that somebody owns."""
    return any(a.side is not None or a.kind == "person" for a in annotated.actors_at(number)) or (
        annotated.tokens[number].lemma in lexicon.classes()["people"] | lexicon.classes()["captive"]
    )


def verbal(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether an attack is one of words: "a scathing attack"."""
    before = {annotated.tokens[c].lemma for c in annotated.children(noun) if annotated.tokens[c].dep == "amod"}
    return bool(before & words("verbal"))


def _collective(annotated: AnnotatedDocument, match: Match) -> bool:
    """Whether those who meet are several of one side or body: "E.U. ministers", "the region's leaders"."""
    return any(
        annotated.tokens[n].lemma.lower() in words("convening")
        if annotated.tokens[n].tag in {"NNS", "NNPS"}
        else annotated.tokens[n].lemma.lower() in words("assemblies")
        for n in match.actors
    ) or any(a.kind == "body" and a.side in bodies() for n in match.actors for a in annotated.actors_at(n))


def complete(
    annotated: AnnotatedDocument,
    match: Match,
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
    kind: EventType,
) -> bool:
    """Whether a frame has the parties without which it is no event of its type."""
    if not actors or all(_thing(a) for a in actors):
        return False
    if kind == "CONSULT" and all(a.side is None and a.kind != "person" for a in actors):
        return False
    if kind in {"SUPPORT", "AID", "COOPERATE"} and annotated.tokens[match.trigger].dep == "pcomp":
        return False
    if kind == "COOPERATE" and any(a.side is None for a in (*actors, *recipients)):
        return False
    if match.frame.condition == "=infinitive" and kind == "REQUEST" and not recipients:
        return False
    if match.frame.part == "adjective" and any(a.side is None for a in actors):
        return False
    if _press(actors) or (kind == "CONSULT" and not match.frame.actors[1:] and _press(recipients)):
        return False
    if kind == "RETREAT" and match.objects:
        owners = {a.side for o in match.objects for a in modifier_actors(annotated, o)}
        if owners and not owners & {a.side for a in actors}:
            return False
    if any(annotated.tokens[o].text.lower().endswith(("self", "selves")) for o in match.objects):
        return False
    if kind == "ASSAULT" and match.frame.part == "noun" and match.recipients and not recipients:
        return False
    if kind == "CONSULT" and match.frame.recipients and not recipients and len(actors) < 2:
        return False
    if kind == "CONSULT" and match.frame.lemma in GATHERING and _collective(annotated, match):
        return True
    if kind in TWO_PARTIES:
        return len({a.side or a.name for a in (*actors, *recipients)}) > 1 or len(actors) > 1
    if kind == "COERCE" and not recipients:
        return False
    if kind == "REQUEST" and not recipients and "for" not in match.frame.particles:
        return False
    if kind in WITH_RECIPIENT:
        return bool(recipients) or (len(match.frame.actors) > 1 and len(actors) > 1)
    if kind == "SUPPORT" and match.frame.part == "verb":
        return bool(recipients) or any(
            annotated.tokens[o].lemma in lexicon.classes()["text"] | lexicon.classes()["law"] for o in match.objects
        )
    return True
