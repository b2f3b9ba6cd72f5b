"""Who demands and offers what: bonds read as terms, with the reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.bargains.bonds import binding
from detente.extract.bargains.phrases import phrase, spoken
from detente.extract.bargains.words import (
    AGREEMENTS,
    COMMON,
    FORECASTS,
    HURTING,
    INCLUDING,
    MOODS,
    NO_OFFER,
    RECEIVING,
    WANTING,
    YIELDING,
    hostile,
)
from detente.extract.clauses import agent, is_passive
from detente.extract.stances import lexicon
from detente.extract.stances.grammar import VERBS, bearer, denied, force, governing_verb, owner
from detente.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.bargains.bond import Bond
    from detente.extract.stances.voices import Voices
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A term as found: its parties, the words of demand and offer, and the tokens that head them."""

    by: Actor
    of: Actor | None
    demand: Span | None
    offer: Span | None
    demand_head: int | None
    offer_head: int | None
    link: Link
    span: Span
    main: int
    lure: bool
    because: tuple[str, ...]


def deals(annotated: AnnotatedDocument, found: tuple[Bond, ...], voices: Voices) -> tuple[Deal, ...]:
    """The terms of a document, one for each party that stands behind a bond."""
    kept: list[Deal] = []
    for bond in found:
        if binding(annotated, bond):
            kept.extend(_Reader(annotated, bond, voices).read())
    return tuple(kept)


def _whole_act(annotated: AnnotatedDocument, main: int, bond: Bond) -> int:
    """The verb that says what is done about an act, where the bond was hung on the act ("would stop enriching")."""
    token = annotated.tokens[main]
    above = annotated.tokens[token.head]
    if token.dep == "dobj" and bond.shape == "preposition":
        return above.number
    if token.dep == "xcomp" and above.pos == "VERB" and annotated.child(above.number, "dobj") is None:
        entries = lexicon.operators().get((above.lemma, "VERB"), ())
        if entries and above.lemma not in WANTING and (above.lemma, "VERB") not in lexicon.attitudes():
            return above.number
    return main


class _Reader:
    def __init__(self, annotated: AnnotatedDocument, bond: Bond, voices: Voices) -> None:
        self.annotated = annotated
        self.bond = bond
        self.voices = voices
        self.main = _whole_act(annotated, spoken(annotated, bond.main), bond)
        self.why: tuple[str, ...] = ()

    def read(self) -> Iterator[Deal]:
        """The terms that the bond makes, one for each party whose will it is."""
        wanted, who = self._will()
        if self.bond.shape == "returned" and self.bond.party is not None:
            who = self._doer(self.bond.party)
        if self.bond.shape == "bare" and not self.why and not self._duty():
            return
        given, asked = self._sides(wanted)
        doer = self._meets(asked)
        for by in who:
            if by.side is None and not self.why and by.kind not in {"person", "group", "body"}:
                continue
            of = next((a for a in doer if (a.side or a.name) != (by.side or by.name)), None)
            if self.bond.shape == "returned" and (of is None or by.side is None):
                continue
            offer = self._offer(given, asked)
            if not self._asks(doer, of, asked, offer):
                continue
            demand = self._demand(asked, given)
            if offer is None and demand is None:
                continue
            yield Deal(
                by=by,
                of=of,
                demand=demand,
                offer=offer,
                demand_head=asked,
                offer_head=given if offer is not None else None,
                link=self.bond.link,
                span=self._span(given, asked),
                main=self.main,
                lure=self.bond.shape == "lure",
                because=(f"{self.bond.shape} {self.bond.marker!r}: {self.bond.link}", *self.why, f"by {by.name}"),
            )

    def _sides(self, wanted: bool) -> tuple[int | None, int | None]:
        """Which of the two acts is given and which is asked for."""
        bond, main = self.bond, self.main
        matter = self._matter(main)
        if bond.shape == "bare":
            return None, bond.condition
        if bond.shape == "returned":
            return bond.party, bond.condition
        if bond.shape == "free" and (wanted or self._duty()):
            return None, main
        if bond.shape == "failing":
            return None, bond.condition
        named = any(word in bond.marker for word in ("condition", "price")) and bond.marker.startswith("as ")
        if named:
            return bond.condition, self.annotated.child(main, "dobj", "nsubjpass") or matter
        if bond.shape == "duty":
            return bond.condition, matter
        if bond.shape == "exchange" and self._owes():
            return bond.condition, matter
        if bond.shape == "exchange" and (wanted or (matter != main and self.annotated.tokens[main].lemma in WANTING)):
            return bond.condition, matter
        return matter, bond.condition

    def _owes(self) -> bool:
        """Whether the main clause tells another's duty ("in exchange for relief, the army would have to free them")."""
        annotated = self.annotated
        verb = governing_verb(annotated, self.main)
        if verb is None or denied(annotated, verb):
            return False
        owing = force(annotated, verb) == "need" or (
            annotated.tokens[verb].lemma == "have" and annotated.child(verb, "xcomp") is not None
        )
        speakers, doer = self.voices.speakers(self.main), self._doer(self.main)
        return owing and bool(speakers) and bool(doer) and not {a.side for a in speakers} & {a.side for a in doer}

    def _matter(self, main: int) -> int:
        """What is offered or wanted, where the bond hangs on the word of offering or wanting."""
        annotated = self.annotated
        if annotated.tokens[main].pos in VERBS and self._attitude(main) is not None:
            below = annotated.child(main, "xcomp", "dobj", "ccomp")
            if below is not None and below != self.bond.condition:
                return below
        return main

    def _asks(self, doer: tuple[Actor, ...], of: Actor | None, asked: int | None, offer: Span | None) -> bool:
        """Whether the condition asks anything of another: not the party's own act, nor a mere circumstance."""
        if self.bond.shape == "clause" and asked is not None:
            if doer:
                if of is None and not self._comes_to(asked):
                    return False
                if self.bond.marker == "if" and self.annotated.tokens[self.main].lemma in FORECASTS:
                    return False
            elif self.bond.marker in {"if", "when", "after", "should"} and not self._common(asked):
                return False
            hurt = self.annotated.tokens[asked].lemma in HURTING | (hostile() - YIELDING)
            if self.bond.marker in {"after", "when"} and offer is None and not self.bond.only:
                return False
            if self.bond.marker == "as" and offer is None and self.annotated.tokens[asked].lemma == "be":
                return False
            if self.bond.marker in {"if", "should"} and (offer is None or hurt):
                return False
        return True

    def _comes_to(self, asked: int) -> bool:
        """Whether the party waits for what others give it or bring about: "once we have guarantees", "as long as there is a truce"."""
        annotated = self.annotated
        if annotated.child(asked, "expl") is not None:
            return self.bond.marker not in {"if", "when", "should"}
        return annotated.tokens[asked].lemma in RECEIVING and annotated.child(asked, "dobj", "ccomp") is not None

    def _common(self, asked: int) -> bool:
        """Whether unnamed parties are to act, or something is to be done to the matter ("if sanctions are lifted")."""
        annotated = self.annotated
        if is_passive(annotated, asked):
            return True
        who = bearer(annotated, asked)
        return who is not None and (annotated.tokens[who].lemma in COMMON or annotated.tokens[who].pos == "PROPN")

    def _will(self) -> tuple[bool, tuple[Actor, ...]]:
        """Whether what is under the bond's main word is wanted of another, and whose will it is."""
        annotated = self.annotated
        for number in (self.main, *annotated.ancestors(self.main)):
            token = annotated.tokens[number]
            if token.pos in VERBS and force(annotated, number) == "need":
                break
            if token.lemma in NO_OFFER and token.pos in VERBS and not self._asks_for(number):
                continue
            if self._attitude(number) is not None:
                holders = self._bearers(number)
                if holders:
                    self.why = (f"attitude {token.text!r}",)
                    doer = self._doer(self.main) if number != self.main else ()
                    own = bool({a.side for a in doer} & {a.side for a in holders})
                    return token.lemma in WANTING and number != self.main and not own, holders
            holders = self._of_plan(number)
            if holders:
                return False, holders
            if number != self.main and token.dep in {"ROOT", "ccomp", "advcl", "relcl"} and token.pos in VERBS:
                break
        return False, self._speakers_or_doer()

    def _asks_for(self, verb: int) -> bool:
        """Whether a verb of asking has what is asked for below it: an infinitive, "that …" or "for …"."""
        annotated = self.annotated
        below = annotated.child(verb, "xcomp", "ccomp")
        asked = below is not None and self.main in {below, *annotated.subtree(below)}
        return asked or any(annotated.tokens[c].lemma in {"for", "on"} for c in annotated.children(verb))

    def _of_plan(self, verb: int) -> tuple[Actor, ...]:
        """Whose offer or demand it is that includes the matter ("Tehran's proposal included …")."""
        annotated = self.annotated
        if annotated.tokens[verb].lemma not in INCLUDING:
            return ()
        plan = annotated.child(verb, "nsubj")
        if plan is None or self._attitude(plan) is None:
            return ()
        self.why = (f"attitude {annotated.tokens[plan].text!r}",)
        made = annotated.child(plan, "acl")
        who = agent(annotated, made) if made is not None else None
        who = owner(annotated, plan) if who is None else who
        return self.voices.actors(who) if who is not None else ()

    def _attitude(self, number: int) -> lexicon.Entry | None:
        annotated = self.annotated
        pos = lexicon.part_of_speech(annotated, number)
        for words in lexicon.spellings(annotated, number):
            for entry in lexicon.attitudes().get((words, pos), ()):
                if entry.kind in {"attitude", "threat"} and entry.ways != {"against"}:
                    return entry
        return None

    def _bearers(self, number: int) -> tuple[Actor, ...]:
        who = bearer(self.annotated, number)
        found = self.voices.actors(who) if who is not None else ()
        sides = {a.side for a in found}
        same = tuple(s for s in self.voices.speakers(number) if s.side in sides and s.side)
        return same or found

    def _speakers_or_doer(self) -> tuple[Actor, ...]:
        """Without a word of will: whoever says it, or the one who will act where nobody else says it."""
        annotated = self.annotated
        speakers = self.voices.speakers(self.main)
        active = annotated.tokens[self.main].pos in VERBS and not is_passive(annotated, self.main)
        doer = self._doer(self.main)
        if self.bond.shape == "exchange" and self._owes():
            return speakers
        verb = governing_verb(annotated, self.main)
        duty = self.bond.shape in {"duty", "failing", "bare"} or (verb is not None and force(annotated, verb) == "need")
        if duty or (not active and self.bond.shape != "depending"):
            return speakers or doer
        same = tuple(s for s in speakers if s.side in {a.side for a in doer})
        if not same and speakers and self._rewarded(doer):
            return tuple(s for s in speakers if s.side)
        if self.bond.shape == "depending" and verb == self.main and annotated.tokens[verb].dep == "pcomp":
            verb = next((n for n in annotated.ancestors(verb) if annotated.tokens[n].pos in VERBS), verb)
        if self.bond.shape == "depending" and not same and verb is not None:
            tying = owner(annotated, self.main)
            if tying is None and verb != self.main:
                tying = bearer(annotated, verb)
            same = self.voices.actors(tying) if tying not in {None, self.main} else ()
        if same or self.bond.shape in {"lure", "depending", "open"} or annotated.tokens[self.main].dep == "csubj":
            return same or speakers
        if doer or (self.bond.marker == "if" and not self.bond.only):
            return doer
        if self._of_agreement():
            return self._other_party()
        return tuple(s for s in speakers if s.side)

    def _of_agreement(self) -> bool:
        """Whether an agreement itself is said to give and take ("the accord lifted sanctions in return for curbs")."""
        who = bearer(self.annotated, self.main)
        return who is not None and self.annotated.tokens[who].lemma in AGREEMENTS and self.bond.shape == "exchange"

    def _other_party(self) -> tuple[Actor, ...]:
        """The state that the document names most, but for the one that is to meet the condition."""
        meeting = {a.side for a in self._meets(self.bond.condition)}
        if not meeting:
            return ()
        states = [a for m in self.annotated.mentions for a in m.actors if a.kind == "state" and a.side not in meeting]
        most = Counter(a.side for a in states)
        return (max(states, key=lambda a: most[a.side]),) if states else ()

    def _rewarded(self, doer: tuple[Actor, ...]) -> bool:
        """Whether who meets the condition also gets what follows: "if Tehran agrees, it will prosper" is another's offer."""
        meeting = self._doer(self.bond.condition) if self.bond.condition is not None else ()
        return self.bond.shape == "clause" and bool({a.side for a in doer} & {a.side for a in meeting})

    def _meets(self, asked: int | None) -> tuple[Actor, ...]:
        """Who is to do what is asked."""
        if self.bond.party is not None and self.bond.shape != "returned":
            number = self.bond.party
            if self.annotated.tokens[number].pos not in VERBS:
                return self.voices.actors(number)
            asked = number
        return self._doer(asked) if asked is not None else ()

    def _doer(self, head: int) -> tuple[Actor, ...]:
        annotated = self.annotated
        if annotated.tokens[head].pos in VERBS:
            who = agent(annotated, head) if is_passive(annotated, head) else bearer(annotated, head)
            return self.voices.actors(who) if who is not None else ()
        who = owner(annotated, head)
        if who is not None and annotated.tokens[head].dep != "dobj":
            return self.voices.actors(who)
        for number in annotated.subtree(head):
            mention = annotated.mention_at(number)
            if mention is not None and mention.actors and annotated.tokens[number].dep in {"poss", "nsubj"}:
                return mention.actors
        return ()

    def _duty(self) -> bool:
        """Whether the clause itself says that something must be done."""
        verb = governing_verb(self.annotated, self.main)
        return verb is not None and (
            "need" in {force(self.annotated, verb), force(self.annotated, self.bond.main)}
            or self.bond.marker == "warn"
            or self._needed(verb)
        )

    def _needed(self, verb: int) -> bool:
        """Whether a predicate over the clause calls it needed ("it is essential to take …")."""
        above = self.annotated.tokens[verb].head
        predicate = self.annotated.child(above, "acomp")
        return predicate is not None and any(
            entry.kind == "need"
            for entry in lexicon.attitudes().get((self.annotated.tokens[predicate].lemma, "ADJ"), ())
        )

    def _impersonal(self, head: int) -> bool:
        """Whether the subject is part of the matter, not a party: "until talks resume"."""
        if self.annotated.tokens[head].pos not in VERBS:
            return False
        who = bearer(self.annotated, head)
        return who is None or not self.voices.actors(who)

    def _empty(self, head: int) -> bool:
        """Whether a word only points at something said elsewhere ("which", "one", "the other")."""
        token = self.annotated.tokens[head]
        return token.pos in {"PRON", "DET"} or token.tag in {"WP", "WDT"} or token.lemma in {"one", "other"}

    def _demand(self, asked: int | None, given: int | None) -> Span | None:
        if asked is None:
            return None
        if self._empty(asked):
            return None
        alone = self.bond.shape in {"clause", "exchange", "bare"}
        without = () if alone else tuple(n for n in (given, self.bond.first) if n is not None)
        return phrase(self.annotated, asked, without=without, whole=self._impersonal(asked))

    def _offer(self, given: int | None, asked: int | None) -> Span | None:
        annotated = self.annotated
        if given is None or self._empty(given):
            return None
        verb = annotated.tokens[given]
        if any(annotated.tokens[n].lemma == "threaten" for n in (self.main, annotated.tokens[self.main].head)):
            return None
        mood = annotated.child(given, "acomp")
        if mood is not None and annotated.tokens[mood].lemma in MOODS:
            return None
        if verb.lemma in hostile() and not denied(annotated, given) and not self._stays(given):
            return None
        if verb.lemma == "be" and self.bond.shape != "open":
            given = annotated.child(given, "acomp", "attr") or given
        without = tuple(n for n in (asked, self.bond.first) if n is not None)
        return phrase(annotated, given, without=without, whole=self._impersonal(given))

    def _stays(self, given: int) -> bool:
        """Whether a party offers to stay in something ("will stay in the deal as long as …")."""
        token = self.annotated.tokens[given]
        inside = any(self.annotated.tokens[c].lemma == "in" for c in self.annotated.children(given))
        return token.lemma in {"stay", "remain"} and inside and bool(self._doer(given))

    def _span(self, given: int | None, asked: int | None) -> Span:
        annotated = self.annotated
        verb = governing_verb(annotated, self.main)
        heads = [h for h in (verb, self.main, given, asked, self.bond.condition) if h is not None]
        parts = [phrase(annotated, head, whole=True) for head in heads]
        return Span(min(p.start for p in parts), max(p.end for p in parts))
