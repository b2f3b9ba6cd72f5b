"""Who demands and offers what: bonds read as terms, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.bargains.bonds import Bond, binding
from detente.extract.bargains.phrases import phrase, spoken
from detente.extract.clauses import is_passive
from detente.extract.stances import lexicon
from detente.extract.stances.grammar import VERBS, bearer, denied, force, governing_verb, owner
from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.stances.voices import Voices
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span
    from detente.model.reading import Link

WANTING = frozenset(
    {"want", "seek", "demand", "ask", "insist", "call", "urge", "expect", "press", "push", "request", "require", "need"}
)
MAX_CLIMB = 6


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
    because: tuple[str, ...]


def deals(annotated: AnnotatedDocument, found: tuple[Bond, ...], voices: Voices) -> tuple[Deal, ...]:
    """The terms of a document, one for each party that stands behind a bond."""
    kept: list[Deal] = []
    for bond in found:
        if binding(annotated, bond):
            kept.extend(_Reader(annotated, bond, voices).read())
    return tuple(kept)


def hostile() -> frozenset[str]:
    """Verbs for what is threatened or kept up, never given: "maintain" sanctions, "strike"."""
    return frozenset(w.strip() for row in rows("terms/hostile.tsv") for w in row["words"].split(","))


class _Reader:
    def __init__(self, annotated: AnnotatedDocument, bond: Bond, voices: Voices) -> None:
        self.annotated = annotated
        self.bond = bond
        self.voices = voices
        self.main = spoken(annotated, bond.main)

    def read(self) -> Iterator[Deal]:
        """The terms that the bond makes."""
        bond, annotated = self.bond, self.annotated
        wanted, who = self._will()
        if not who:
            return
        swapped = bond.shape == "duty" or (bond.shape == "exchange" and wanted)
        given, asked = (bond.condition, self.main) if swapped else (self.main, bond.condition)
        doer = self._doer(asked) if asked is not None else ()
        for by in who:
            of = next((a for a in doer if (a.side or a.name) != (by.side or by.name)), None)
            if self._empty(by, doer, of, asked):
                continue
            offer = self._offer(given, asked)
            demand = phrase(annotated, asked, whole=self._impersonal(asked)) if asked is not None else None
            if offer is None and demand is None:
                continue
            yield Deal(
                by=by,
                of=of,
                demand=demand,
                offer=offer,
                demand_head=asked,
                offer_head=given if offer is not None else None,
                link=bond.link,
                span=self._span(),
                because=(f"{bond.shape} {bond.marker!r}: {bond.link}", f"by {by.name}", *self._why),
            )

    def _empty(self, by: Actor, doer: tuple[Actor, ...], of: Actor | None, asked: int | None) -> bool:
        """Whether the condition asks nothing of anybody else: the party's own act, or nobody's."""
        del by
        return bool(doer) and of is None and asked is not None and self.bond.shape == "clause"

    def _will(self) -> tuple[bool, tuple[Actor, ...]]:
        """Whether what is under the bond's main word is wanted of another, and whose will it is."""
        annotated = self.annotated
        self._why: tuple[str, ...] = ()
        here = self.main
        for number in (here, *annotated.ancestors(here)):
            token = annotated.tokens[number]
            entry = self._attitude(number)
            if entry is not None:
                holders = self._bearers(number)
                if holders:
                    self._why = (f"{entry.kind} {token.text!r}",)
                    doer = self._doer(self.main) if number != self.main else ()
                    own = bool(doer) and {a.side for a in doer} & {a.side for a in holders}
                    return token.lemma in WANTING and number != self.main and not own, holders
            if number != here and token.dep in {"ROOT", "ccomp", "advcl", "relcl", "conj"} and token.pos in VERBS:
                break
        return False, self._speakers_or_doer()

    def _attitude(self, number: int) -> lexicon.Entry | None:
        annotated = self.annotated
        pos = lexicon.part_of_speech(annotated, number)
        for words in lexicon.spellings(annotated, number):
            for entry in lexicon.attitudes().get((words, pos), ()):
                if entry.kind in {"attitude", "threat", "quit"}:
                    return entry
        return None

    def _bearers(self, number: int) -> tuple[Actor, ...]:
        who = bearer(self.annotated, number)
        found = self.voices.actors(who) if who is not None else ()
        speakers = self.voices.speakers(number)
        sides = {a.side for a in found}
        same = tuple(s for s in speakers if s.side in sides and s.side)
        return same or found

    def _speakers_or_doer(self) -> tuple[Actor, ...]:
        annotated = self.annotated
        speakers = self.voices.speakers(self.main)
        doer = self._doer(self.main)
        if not speakers or (
            doer and not {a.side for a in doer} & {s.side for s in speakers} and self.bond.shape == "exchange"
        ):
            return doer
        if self.bond.shape == "duty":
            return speakers
        same = tuple(s for s in speakers if s.side in {a.side for a in doer})
        verb = governing_verb(annotated, self.main)
        if same or not doer or (verb is not None and force(annotated, verb) == "need"):
            return same or speakers
        return doer

    def _doer(self, head: int) -> tuple[Actor, ...]:
        annotated = self.annotated
        if annotated.tokens[head].pos in VERBS:
            if is_passive(annotated, head):
                return ()
            who = bearer(annotated, head)
            return self.voices.actors(who) if who is not None else ()
        who = owner(annotated, head)
        if who is not None:
            return self.voices.actors(who)
        for child in annotated.subtree(head):
            mention = annotated.mention_at(child)
            if mention is not None and mention.actors and annotated.tokens[child].dep in {"poss", "nsubj"}:
                return mention.actors
        return ()

    def _impersonal(self, head: int) -> bool:
        """Whether the subject is part of the matter, not a party: "until talks resume"."""
        if self.annotated.tokens[head].pos not in VERBS:
            return False
        who = bearer(self.annotated, head)
        return who is None or not self.voices.actors(who)

    def _offer(self, given: int | None, asked: int | None) -> Span | None:
        annotated = self.annotated
        if given is None:
            return None
        verb = annotated.tokens[given]
        if verb.lemma in hostile() and not denied(annotated, given):
            return None
        if verb.pos in VERBS and verb.lemma == "be" and annotated.child(given, "acomp", "attr") is not None:
            given = annotated.child(given, "acomp", "attr") or given
        return phrase(annotated, given, without=tuple(n for n in (asked, self.bond.first) if n is not None))

    def _span(self) -> Span:
        from detente.model.document import Span

        annotated, bond = self.annotated, self.bond
        verb = governing_verb(annotated, self.main)
        top = self.main if verb is None else verb
        parts = [phrase(annotated, top, whole=True)]
        parts.append(phrase(annotated, self.main, whole=True))
        if bond.condition is not None:
            parts.append(phrase(annotated, bond.condition, whole=True))
        return Span(min(p.start for p in parts), max(p.end for p in parts))
