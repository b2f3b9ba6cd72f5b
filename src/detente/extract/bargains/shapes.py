"""Bonds in other words: ultimatums, duties before relief, failures with consequences, lures, dependence, steps in turn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.extract.bargains.bond import Bond, condition_named
from detente.extract.bargains.words import GETTING
from detente.extract.clauses import complement, surface_subject
from detente.extract.stances.grammar import VERBS, denied, force, infinitive, marks
from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument

FAILING = frozenset({"fail", "refuse", "neglect", "decline"})
# To warn somebody to take care is advice, no condition
CARE = frozenset(
    {"care", "caution", "vigilance", "precaution", "careful", "cautious", "vigilant", "alert", "wary", "aware"}
)
LURES = frozenset({"way", "means", "incentive", "inducement", "bid", "carrot", "effort", "attempt"})
LURING = frozenset(
    {"lure", "entice", "coax", "draw", "bring", "get", "persuade", "encourage", "induce", "nudge", "tempt", "convince"}
)
DEPENDING = frozenset({"depend", "hinge", "rest"})
DEPENDENT = frozenset({"conditional", "contingent", "dependent", "predicated", "conditioned", "conditione"})
CONDITIONS = frozenset({"condition", "precondition", "prerequisite", "requirement", "price", "key"})
GAINING = frozenset(
    {
        "win",
        "get",
        "secure",
        "earn",
        "receive",
        "gain",
        "obtain",
        "lift",
        "ease",
        "remove",
        "end",
        "resume",
        "see",
        "have",
        "return",
    }
)
# What may be made to depend on another's act
GIVEN = frozenset(
    {"relief", "lifting", "easing", "removal", "sanction", "aid", "assistance", "support", "talk", "dialogue", "negotiation", "deal",
     "agreement", "summit", "meeting", "normalization", "normalisation", "recognition", "withdrawal", "ceasefire", "truce", "waiver",
     "exemption", "ban", "embargo", "measure", "loan", "fund", "money", "membership", "accession", "resumption", "release", "return",
     "cooperation", "progress", "peace", "moratorium", "restraint", "relation", "tie", "step", "extension", "suspension", "renewal",
     "denuclearization", "disarmament", "reopening", "restoration", "investment", "trade", "visa", "future", "fate", "help", "payment"}
)  # fmt: skip
WINNING = GETTING | {"earn"}
ULTIMATUM_REACH = 8


def other_shapes(annotated: AnnotatedDocument) -> Iterator[Bond]:
    """The bonds that no conjunction or preposition of exchange marks."""
    for token in annotated.tokens:
        number = token.number
        if token.pos in VERBS:
            yield from _failing(annotated, number)
            yield from _gaining(annotated, number)
            yield from _depending(annotated, number)
            yield from _warned(annotated, number)
        if token.lemma == "first" and token.dep == "advmod":
            yield from _first(annotated, number)
        elif token.lemma == "or" and token.dep == "cc":
            yield from _ultimatum(annotated, number)
        elif token.lemma == "but" and token.dep == "cc":
            yield from _open_but(annotated, number)
        elif token.lemma in LURES:
            yield from _lure(annotated, number)
        elif token.lemma in CONDITIONS and token.dep == "nsubj":
            yield from _condition_is(annotated, number)
        elif token.lemma in CONDITIONS and token.dep == "attr":
            yield from _is_condition(annotated, number)
    yield from _steps(annotated)


def _first(annotated: AnnotatedDocument, adverb: int) -> Iterator[Bond]:
    """Acts wanted first: "wants Washington to first lift sanctions", "must stop first"."""
    verb = annotated.tokens[adverb].head
    token = annotated.tokens[verb]
    if token.pos != "VERB":
        return
    wanted = token.dep in {"ccomp", "xcomp"} and annotated.tokens[token.head].lemma in {
        "want",
        "demand",
        "insist",
        "ask",
        "urge",
        "need",
    }
    if wanted or force(annotated, verb) == "need":
        yield Bond(main=verb, condition=verb, link="before", marker="first", shape="bare", first=adverb)


def _failing(annotated: AnnotatedDocument, verb: int) -> Iterator[Bond]:
    """A failure with a consequence: "if it fails to comply, …", "those who refuse to …", "if it does not disarm"."""
    token = annotated.tokens[verb]
    if token.dep not in {"advcl", "relcl"}:
        return
    asked = annotated.child(verb, "xcomp") if token.lemma in FAILING else None
    if asked is None and not denied(annotated, verb):
        return
    asked = verb if asked is None else asked
    if token.dep == "advcl" and annotated.tokens[token.head].pos in VERBS and "if" in marks(annotated, verb):
        yield Bond(
            main=token.head, condition=asked, link="unless", marker="if not", shape="failing", first=verb, party=verb
        )
    elif (
        token.dep == "relcl"
        and token.lemma in FAILING
        and annotated.tokens[token.head].lemma in {"anyone", "those", "country", "nation", "any"}
    ):
        governing = next((n for n in annotated.ancestors(verb) if annotated.tokens[n].pos in VERBS), None)
        if governing is not None:
            yield Bond(
                main=governing,
                condition=asked,
                link="unless",
                marker="who fails",
                shape="failing",
                first=verb,
                party=verb,
            )


def _warned(annotated: AnnotatedDocument, verb: int) -> Iterator[Bond]:
    """A warning that names what is wanted: "warned banks not to trade with Tehran"."""
    asked = annotated.child(verb, "xcomp", "ccomp")
    if annotated.tokens[verb].lemma != "warn" or asked is None or not infinitive(annotated, asked):
        return
    if any(annotated.tokens[child].lemma in CARE for child in annotated.children(asked)):
        return
    if annotated.child(verb, "dobj") is not None or annotated.child(asked, "nsubj") is not None:
        yield Bond(main=verb, condition=asked, link="unless", marker="warn", shape="bare", first=verb)


def _gaining(annotated: AnnotatedDocument, verb: int) -> Iterator[Bond]:
    """A purpose with a duty: "for the blockade to be lifted, Qatar must …", "to win relief, Iran must …"."""
    below = annotated.child(verb, "xcomp")
    has_to = annotated.tokens[verb].lemma in {"have", "need"} and below is not None and infinitive(annotated, below)
    if (force(annotated, verb) != "need" and not has_to) or surface_subject(annotated, verb) is None:
        return
    act = below if has_to and below is not None else verb
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        if child > verb:
            if token.dep in {"advcl", "xcomp"} and infinitive(annotated, child) and token.lemma in WINNING:
                yield Bond(main=act, condition=child, link="unless", marker="to", shape="duty", first=child)
            continue
        if token.dep == "prep" and token.lemma == "for":
            noun = annotated.child(child, "pobj")
            aim = annotated.child(noun, "relcl", "acl") if noun is not None else None
            if noun is not None and aim is not None and infinitive(annotated, aim):
                yield Bond(main=act, condition=noun, link="unless", marker="for … to", shape="duty", first=child)
        elif token.dep == "advcl" and infinitive(annotated, child) and token.lemma in GAINING:
            yield Bond(main=act, condition=child, link="unless", marker="to", shape="duty", first=child)


def _depending(annotated: AnnotatedDocument, verb: int) -> Iterator[Bond]:
    """Dependence: "relief depends on elections", "aid is conditional on access"."""
    matter = annotated.child(verb, "nsubj", "nsubjpass", "csubj")
    if matter is None or annotated.tokens[matter].pos in {"PRON", "DET"}:
        return
    predicate = annotated.child(verb, "acomp")
    token = annotated.tokens[verb]
    adjective = predicate is not None and annotated.tokens[predicate].lemma in DEPENDENT
    if token.lemma not in DEPENDING and not adjective and token.lemma != "condition":
        return
    for head in (verb, predicate):
        for child in annotated.children(head) if head is not None else ():
            if annotated.tokens[child].lemma in {"on", "upon"}:
                wanted = annotated.child(child, "pobj", "pcomp")
                if wanted is not None and (adjective or _given(annotated, matter)):
                    words = (
                        annotated.words(head or verb, child + 1) if head is not None and head < child else token.text
                    )
                    yield Bond(
                        main=matter, condition=wanted, link="in-exchange", marker=words, shape="depending", first=child
                    )
                    return


def _given(annotated: AnnotatedDocument, matter: int) -> bool:
    """Whether what depends is a thing to be given or agreed, or a clause ("whether the ban is lifted")."""
    return annotated.tokens[matter].pos in VERBS or annotated.tokens[matter].lemma in GIVEN


def _condition_is(annotated: AnnotatedDocument, noun: int) -> Iterator[Bond]:
    """A named condition: "the condition for lifting sanctions is a ceasefire"."""
    verb = annotated.tokens[noun].head
    wanted = annotated.child(verb, "attr", "ccomp")
    if annotated.tokens[verb].lemma != "be" or wanted is None:
        return
    for child in annotated.children(noun):
        if annotated.tokens[child].lemma in {"for", "of", "to"} and annotated.tokens[child].dep == "prep":
            given = annotated.child(child, "pobj", "pcomp")
            if given is not None:
                yield condition_named(annotated, noun, given=given, wanted=wanted)


def _is_condition(annotated: AnnotatedDocument, noun: int) -> Iterator[Bond]:
    """A thing called the condition: "a ceasefire is a precondition for talks"."""
    wanted = annotated.child(annotated.tokens[noun].head, "nsubj", "csubj")
    given = complement(annotated, noun, "for", "of", "to")
    if wanted is not None and given is not None:
        marker = annotated.tokens[noun].text
        yield Bond(main=given, condition=wanted, link="before", marker=marker, shape="depending", first=noun)


def _lure(annotated: AnnotatedDocument, noun: int) -> Iterator[Bond]:
    """A lure: "easing sanctions as a way to entice Pyongyang to the table"."""
    preposition = annotated.tokens[noun].head
    if annotated.tokens[preposition].lemma not in {"as", "in"} or annotated.tokens[noun].dep != "pobj":
        return
    for child in annotated.children(noun):
        token = annotated.tokens[child]
        if token.dep not in {"relcl", "acl"} or token.lemma not in LURING:
            continue
        lured = annotated.child(child, "dobj")
        wanted = annotated.child(child, "xcomp", "ccomp")
        for below in annotated.subtree(child):
            if (
                wanted is None
                and annotated.tokens[below].lemma in {"to", "into"}
                and annotated.tokens[below].dep == "prep"
            ):
                wanted = annotated.child(below, "pobj", "pcomp")
        if wanted is not None:
            yield Bond(
                main=annotated.tokens[preposition].head, condition=wanted, link="in-exchange",
                marker=annotated.words(preposition, child + 1).lower(), shape="lure", first=preposition, party=lured,
            )  # fmt: skip


def _ultimatum(annotated: AnnotatedDocument, conjunction: int) -> Iterator[Bond]:
    """An ultimatum: "must allow inspections or Washington will leave"."""
    sentence = annotated.sentence_of(conjunction)
    ahead = range(conjunction + 1, min(conjunction + ULTIMATUM_REACH, sentence.stop))
    threat = next(
        (n for n in ahead if annotated.tokens[n].tag == "MD" or annotated.tokens[n].lemma in {"face", "risk"}), None
    )
    if threat is None:
        return
    main = annotated.tokens[threat].head if annotated.tokens[threat].tag == "MD" else threat
    for number in range(conjunction - 1, sentence.first - 1, -1):
        if annotated.tokens[number].pos == "VERB" and number != main:
            named = surface_subject(annotated, main)
            wanted = force(annotated, number) == "need" or infinitive(annotated, number)
            faced = annotated.tokens[main].lemma in {"face", "risk"}
            if wanted and (faced or (named is not None and named > conjunction)) and force(annotated, main) != "may":
                yield Bond(
                    main=main,
                    condition=number,
                    link="unless",
                    marker="or",
                    shape="failing",
                    first=conjunction,
                    party=number,
                )
                return


def _open_but(annotated: AnnotatedDocument, conjunction: int) -> Iterator[Bond]:
    """An open door with a duty: "the door is open to talks, but Tehran must stop enriching"."""
    offer = annotated.tokens[conjunction].head
    token = annotated.tokens[offer]
    if token.pos not in VERBS:
        return
    opened = annotated.child(offer, "acomp")
    subject = annotated.child(offer, "nsubj")
    is_open = opened is not None and annotated.tokens[opened].lemma in {"open", "ready", "willing", "prepared"}
    is_door = subject is not None and annotated.tokens[subject].lemma == "door"
    if not (is_open or is_door):
        return
    for verb in annotated.children(offer):
        if annotated.tokens[verb].dep == "conj" and verb > conjunction and force(annotated, verb) == "need":
            yield Bond(main=offer, condition=verb, link="in-exchange", marker="but", shape="open", first=conjunction)


@cache
def _turns() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases for steps by turns, by their first lemma."""
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows("terms/steps.tsv"):
        for phrase in row["words"].split(", "):
            words = tuple(phrase.split())
            table[words[0]] = (*table.get(words[0], ()), words)
    return table


def _steps(annotated: AnnotatedDocument) -> Iterator[Bond]:
    """Steps in turn: "action for action", "a phased approach", "simultaneous steps"."""
    for token in annotated.tokens:
        number = token.number
        for words in _turns().get(token.lemma, ()):
            stop = number + len(words) - 1
            if tuple(t.lemma for t in annotated.tokens[number : stop + 1]) != words:
                continue
            head = annotated.tokens[stop]
            head = annotated.tokens[head.head] if head.dep == "nmod" else head
            above = annotated.tokens[head.head]
            main = above.number if head.dep == "dobj" and above.lemma in {"take", "make"} else head.number
            yield Bond(
                main=main, condition=main, link="in-exchange", marker=" ".join(words), shape="bare", first=number
            )
            break
