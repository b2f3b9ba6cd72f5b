"""Conduct: a side keeps or breaks rules, goes on with what it is asked to give up; pressure works or fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.clauses import parties
from detente.extract.judgements import lexicon
from detente.extract.judgements.judgement import OPPOSITE, Judgement
from detente.extract.stances.grammar import bearer, denied, force, infinitive, supposed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument

EXPECTING = frozenset(
    {
        "expect", "likely", "unlikely", "threaten", "seem", "appear", "begin", "start", "continue", "help", "tend",
        "set", "bind", "certain", "sure", "go", "be", "risk", "fail", "serve", "cause", "lead", "have", "remain",
    }
)  # fmt: skip
PURSUING = frozenset(
    {"continue", "expand", "advance", "accelerate", "fund", "finance", "resume", "restart", "pursue", "develop", "hide"}
)
CHARGING = frozenset({"accuse", "blame", "criticize", "criticise", "condemn", "suspect", "fault", "denounce"})
PRESSURE = frozenset({"sanction", "embargo", "pressure", "campaign", "measure", "blockade", "regime"})
EFFECTS = {"work": True, "succeed": True, "bite": True, "fail": False, "backfire": False}
MODIFIERS = frozenset({"amod", "compound", "acl", "nmod"})


def aim(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb tells an aim or a circumstance, not what is or will be: an infinitive or gerund that nobody expects."""
    token = annotated.tokens[verb]
    while token.dep == "conj" and token.tag == annotated.tokens[token.head].tag:
        token = annotated.tokens[token.head]
    if token.tag == "VBG" and token.dep in {"pcomp", "csubj", "xcomp", "advcl"}:
        return token.dep != "advcl"
    if not infinitive(annotated, token.number):
        return False
    above = annotated.tokens[token.head]
    return above.lemma not in EXPECTING


def of_conduct(annotated: AnnotatedDocument, verb: int) -> Iterator[Judgement]:
    """A side keeps or breaks rules: "Moscow is violating the sanctions"."""
    if force(annotated, verb) != "plain" or supposed(annotated, verb) or annotated.tokens[verb].tag == "VB":
        return
    if aim(annotated, verb) and not _charged(annotated, verb):
        return
    rule = _rule(annotated, verb)
    token = annotated.tokens[verb]
    if rule is None or token.dep in {"xcomp", "amod"} or (token.dep == "pcomp" and not _charged(annotated, verb)):
        return
    who = bearer(annotated, verb)
    if who is None or not any(actor.side for actor in parties(annotated, who)):
        return
    direction = lexicon.conduct()[token.lemma]
    if denied(annotated, verb):
        direction = OPPOSITE[direction]
    yield Judgement(
        head=verb,
        matter=verb,
        direction=direction,
        topic="compliance",
        because=(f"conduct {token.text!r} towards {annotated.tokens[rule].text!r}: {direction}",),
        confidence=0.6,
    )


def _charged(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a gerund is what somebody is accused of ("accused Moscow of violating the treaty")."""
    preposition = annotated.tokens[annotated.tokens[verb].head]
    return preposition.lemma in {"of", "for"} and annotated.tokens[preposition.head].lemma in CHARGING


def of_pursuit(annotated: AnnotatedDocument, verb: int) -> Iterator[Judgement]:
    """A side goes on with what it is asked to give up: "Pyongyang is expanding its missile programme"."""
    if (
        force(annotated, verb) != "plain"
        or supposed(annotated, verb)
        or aim(annotated, verb)
        or denied(annotated, verb)
    ):
        return
    who = bearer(annotated, verb)
    if who is None or not any(actor.side for actor in parties(annotated, who)):
        return
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        noun = annotated.child(child, "pobj") if token.dep == "prep" and token.lemma in {"with", "in"} else child
        if noun is None or (noun == child and token.dep != "dobj") or not _of_arms(annotated, noun):
            continue
        yield Judgement(
            head=verb,
            matter=verb,
            direction="worse",
            topic="compliance",
            because=(f"goes on: {annotated.tokens[verb].text!r} {annotated.tokens[noun].text!r}: worse",),
            confidence=0.5,
        )
        return


def of_effect(annotated: AnnotatedDocument, verb: int) -> Iterator[Judgement]:
    """Whether pressure does what it is for: "the sanctions are working", "the embargo has failed"."""
    who = annotated.child(verb, "nsubj")
    if (
        who is None
        or annotated.tokens[who].lemma not in PRESSURE
        or force(annotated, verb) != "plain"
        or supposed(annotated, verb)
    ):
        return
    works = EFFECTS[annotated.tokens[verb].lemma] != denied(annotated, verb)
    yield Judgement(
        head=verb,
        matter=verb,
        direction="better" if works else "worse",
        topic="compliance",
        because=(
            f"effect: {annotated.tokens[who].text!r} {annotated.tokens[verb].text!r}: {'better' if works else 'worse'}",
        ),
        confidence=0.5,
    )


def _of_arms(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a noun phrase is an arms programme or part of one."""
    words = {annotated.tokens[noun].lemma} | {
        annotated.tokens[c].lemma for c in annotated.children(noun) if annotated.tokens[c].dep in MODIFIERS
    }
    return bool(words & {"nuclear", "missile", "ballistic", "uranium", "plutonium", "chemical", "atomic", "enrichment"})


def _rule(annotated: AnnotatedDocument, verb: int) -> int | None:
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        noun: int | None = child
        if token.dep == "prep":
            noun = annotated.child(child, "pobj")
        elif token.dep not in {"dobj", "nsubjpass"}:
            continue
        if noun is not None and annotated.tokens[noun].lemma in lexicon.rules():
            return noun
    return None
