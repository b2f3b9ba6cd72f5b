"""Bonds: the constructions that tie one side's act to another's (unless, until, in exchange for, without …).

One module for positions, which a bond makes conditional, and for terms, which are made of bonds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bargains.bond import Bond
from detente.extract.bargains.constructions import constructions
from detente.extract.bargains.hanging import as_long, circumstance, marked, past, said_around
from detente.extract.bargains.phrases import spoken
from detente.extract.bargains.shapes import other_shapes
from detente.extract.bargains.turns import turns
from detente.extract.clauses import TEMPORAL
from detente.extract.stances.grammar import VERBS, denied, force, governing_verb, infinitive, marks, owner
from detente.extract.stances.lexicon import attitudes, evaluations, part_of_speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Link


CLAUSE_LINKS: dict[str, Link] = {
    "unless": "unless",
    "until": "before",
    "till": "before",
    "before": "before",
    "once": "before",
    "after": "before",
    "when": "before",
    "if": "in-exchange",
    "while": "unless",
    "provided": "in-exchange",
    "providing": "in-exchange",
    "should": "in-exchange",
    "as": "in-exchange",
    "lest": "unless",
    "so": "in-exchange",
}
NOUN_LINKS: dict[str, Link] = {
    "until": "before",
    "till": "before",
    "before": "before",
    "after": "before",
    "without": "unless",
}
EXCHANGES: dict[tuple[str, str], Link] = {
    ("in", "exchange"): "in-exchange",
    ("in", "return"): "in-exchange",
    ("as", "reward"): "reward",
    ("as", "compensation"): "reward",
    ("as", "concession"): "in-exchange",
    ("in", "accordance"): "in-exchange",
    ("in", "line"): "in-exchange",
    ("in", "recompense"): "reward",
    ("in", "recognition"): "reward",
    ("in", "gratitude"): "reward",
    ("in", "appreciation"): "reward",
    ("in", "reciprocation"): "reward",
    ("in", "compensation"): "in-exchange",
    ("as", "inducement"): "in-exchange",
    ("as", "incentive"): "in-exchange",
    ("as", "prize"): "reward",
    ("as", "thanks"): "reward",
    ("as", "acknowledgement"): "reward",
    ("on", "understanding"): "in-exchange",
    ("on", "proviso"): "in-exchange",
    ("upon", "condition"): "in-exchange",
    ("on", "condition"): "in-exchange",
    ("as", "condition"): "before",
    ("as", "price"): "in-exchange",
    ("as", "precondition"): "before",
}
PUNISHMENTS = frozenset({"sanction", "embargo", "penalty", "measure", "consequence", "tariff", "restriction"})
PRECONDITIONS = frozenset(
    {"precondition", "pre-condition", "condition", "conditions", "preconditions", "string", "strings", "caveat"}
)
PAST = frozenset({"after", "when", "as"})
ASKING = frozenset({"know", "wonder", "ask", "see", "question", "doubt", "tell", "determine", "decide", "debate"})
# Nouns for what a party does first: "after denuclearization", not "after the weekend"
ACTS = frozenset(
    {"denuclearization", "denuclearisation", "disarmament", "dismantlement", "verification", "withdrawal", "release", "election",
     "elections", "ceasefire", "compliance", "action", "step", "agreement", "guarantee", "progress", "reform", "concession", "proof",
     "change", "return", "completion", "commitment", "consent", "approval", "recognition", "ratification", "apology", "treaty", "deal", "truce", "pullout",
     "pullback", "removal", "dismantling", "abandonment", "assurance", "payment", "implementation",
     "referendum", "transition", "inspection", "access", "lifting", "normalization", "improvement", "cooperation", "settlement",
     "breakthrough", "exchange", "swap", "handover", "surrender", "end", "halt", "freeze"}
)  # fmt: skip
# What a side holds out for later: "before any talks, Kyiv demands a ceasefire"
LATER = frozenset(
    {"talk", "negotiation", "dialogue", "relief", "lifting", "easing", "deal", "recognition", "aid", "summit", "meeting",
     "withdrawal", "election", "normalization", "normalisation", "accession"}
)  # fmt: skip
WISHING = frozenset({"want", "wish", "seek", "hope", "expect", "desire", "intend"})
DEMANDING = frozenset({"demand", "insist", "want", "ask", "urge", "require", "expect", "call"})
NO_BARGAIN = frozenset({"anonymity", "identity"})
# What is held back by now, to be given later: "froze the loan until Belgrade joins"
SUSPENDING = frozenset(
    {"freeze", "suspend", "withhold", "block", "halt", "delay", "shelve", "postpone", "bar", "ban", "put", "hold", "pause", "stop"}
)  # fmt: skip
OFFERING = frozenset({"offer", "promise", "pledge", "vow", "threaten", "agree", "undertake", "propose"})
KEEPING = frozenset({"maintain", "keep", "continue", "remain", "stay", "sanction", "retain"})
ONLY = frozenset({"only", "not"})
# What opens a clause that the parser hangs on a verb of saying put in between: "could end, he said, if Tripoli yields"
LOOSE = frozenset({"if", "unless", "until", "once", "should"})


def bonds(annotated: AnnotatedDocument) -> tuple[Bond, ...]:
    """All bonds of a document, in the order of their markers."""
    found: list[Bond] = []
    for token in annotated.tokens:
        inverted = token.lemma == "should" and token.dep == "aux" and annotated.tokens[token.head].dep == "advcl"
        if inverted or (token.dep in {"mark", "advmod"} and token.lemma in CLAUSE_LINKS):
            found.extend(_of_clause(annotated, token.number))
        elif token.dep == "prep" or token.pos == "SCONJ":
            found.extend(_of_preposition(annotated, token.number))
    found.extend(other_shapes(annotated))
    found.extend(constructions(annotated))
    found.extend(turns(annotated))
    returned = {b.main for b in found if b.shape == "returned"}
    found = [b for b in found if b.shape != "exchange" or b.condition is not None or b.main not in returned]
    return tuple(sorted(found, key=lambda b: (b.first, b.main)))


def binding(annotated: AnnotatedDocument, bond: Bond) -> bool:
    """Whether a bond ties acts that are willed, not past events in time ("talks ended after the test")."""
    if bond.shape not in {"clause", "preposition"} or bond.only:
        return True
    condition = bond.condition
    if (
        condition is not None
        and bond.marker in PAST
        and past(annotated, condition)
        and (annotated.tokens[condition].tag == "VBG" or not _shifted(annotated, bond.main))
    ):
        return False
    if bond.marker == "when" and circumstance(annotated, condition):
        return False
    if bond.marker == "while":
        refusing = denied(annotated, bond.main) or _refused(annotated, bond.main)
        return refusing and (
            force(annotated, bond.main) in {"will", "may"} or annotated.tokens[bond.main].pos == "NOUN"
        )
    if bond.link == "unless" and bond.shape == "clause":
        return True
    verb = governing_verb(annotated, bond.main)
    if verb is None:
        return False
    refused = denied(annotated, verb) or _refused(annotated, bond.main)
    if bond.marker == "if" and (
        annotated.tokens[bond.main].lemma in ASKING or annotated.tokens[bond.main].pos == "NOUN"
    ):
        return False
    if bond.marker == "before" and not refused:
        return False
    if annotated.tokens[verb].lemma == "be" and annotated.child(verb, "attr") is not None and not refused:
        return False
    if bond.marker == "without":
        if _punished(annotated, verb, condition):
            return True
        return (
            condition is not None
            and _an_act(annotated, condition)
            and refused
            and (force(annotated, verb) != "plain" or _refused(annotated, bond.main))
        )
    if bond.marker in {"until", "till"} and annotated.tokens[verb].lemma in SUSPENDING:
        return True
    willed = refused or any(
        force(annotated, number) != "plain" or _willing(annotated, number) for number in _chain(annotated, verb)
    )
    if bond.marker in {"after", "until"} and condition is not None and annotated.tokens[condition].lemma in ACTS:
        return force(annotated, verb) != "plain" or refused
    if bond.shape == "preposition" and condition is not None and not _an_act(annotated, condition):
        return False
    if bond.shape == "preposition":
        return willed and (refused or annotated.tokens[verb].lemma in KEEPING)
    return willed or bond.marker == "as"


def _an_act(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether a word names what a party may do: an act, or a noun that has a doer ("without Tehran's consent")."""
    token = annotated.tokens[head]
    return token.pos in VERBS or token.lemma in ACTS | LATER or owner(annotated, head) not in {None, head}


def _punished(annotated: AnnotatedDocument, verb: int, condition: int | None) -> bool:
    """Whether punishment is to come where an act stays away: "without a withdrawal, sanctions will follow"."""
    if condition is None or annotated.tokens[condition].lemma not in ACTS or force(annotated, verb) != "will":
        return False
    who = annotated.child(verb, "nsubj", "nsubjpass")
    return who is not None and annotated.tokens[who].lemma in PUNISHMENTS


def _chain(annotated: AnnotatedDocument, verb: int) -> Iterator[int]:
    """A verb and those whose complement it is."""
    yield verb
    while annotated.tokens[verb].dep in {"xcomp", "ccomp", "acl", "conj", "pcomp", "prep"}:
        verb = annotated.tokens[verb].head
        yield verb


def _shifted(annotated: AnnotatedDocument, main: int) -> bool:
    """Whether a past tense under a verb is the backshift of reported speech: "would lift tariffs when it stopped the flow"."""
    token = annotated.tokens[main]
    return token.pos in VERBS and (
        token.lemma in OFFERING
        or infinitive(annotated, main)
        or any(annotated.tokens[c].text.lower() in {"would", "could", "'d"} for c in annotated.children(main))
    )


def _refused(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether a clause is the subject of a bad verdict ("granting relief before … would be a mistake"), or has "no"."""
    token = annotated.tokens[head]
    above = annotated.tokens[token.head]
    if token.dep in {"csubj", "nsubj"} and above.lemma == "be":
        predicate = annotated.child(above.number, "attr", "acomp")
        return (
            predicate is not None
            and evaluations().get((annotated.tokens[predicate].lemma, part_of_speech(annotated, predicate)), 1) < 0
        )
    if token.pos not in VERBS:
        return denied(annotated, head)
    matter = annotated.child(head, "nsubj", "nsubjpass", "dobj", "attr")
    return matter is not None and denied(annotated, matter)


def _willing(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb or its predicate is an attitude ("is ready to", "insists on")."""
    for number in (verb, *annotated.children(verb)):
        if number != verb and annotated.tokens[number].dep not in {"acomp", "attr"}:
            continue
        entries = attitudes().get((annotated.tokens[number].lemma, part_of_speech(annotated, number)), ())
        if any(entry.kind == "attitude" for entry in entries):
            return True
    return False


def _of_clause(annotated: AnnotatedDocument, mark: int) -> Iterator[Bond]:
    """A subordinate clause: "unless it disarms", "only when it has", "as long as they respect it"."""
    token = annotated.tokens[mark]
    verb = marked(annotated, mark)
    clause = annotated.tokens[verb]
    told = {"advcl", "ccomp", "acl", "relcl"} if verb == token.head else {"advcl", "ccomp", "conj"}
    if clause.pos not in VERBS or clause.dep not in told or clause.head == verb:
        return
    main, first = clause.head, mark
    if token.lemma == "once" and mark and annotated.tokens[mark - 1].lemma == "at":
        return
    if token.lemma == "as":
        main, first = as_long(annotated, mark, verb)
        if main < 0:
            return
    if token.lemma == "so" and not _so_that(annotated, verb):
        return
    while annotated.tokens[main].pos in {"ADV", "SCONJ", "ADP"} and annotated.tokens[main].head != main:
        main = annotated.tokens[main].head
    main = spoken(annotated, main) if token.lemma == "as" else main
    main = said_around(annotated, main, verb) if token.lemma in LOOSE else main
    before = annotated.tokens[mark - 1].lemma if mark else ""
    only = before in ONLY or any(annotated.tokens[c].lemma == "only" and c < mark for c in annotated.children(verb))
    duty = (token.lemma == "before" and _owed(annotated, main, verb)) or (
        token.lemma == "if" and clause.lemma in WISHING and force(annotated, main) == "need"
    )
    duty = duty or (token.lemma == "so" and _demanded(annotated, main))
    yield Bond(
        main=main,
        condition=verb,
        link="unless" if token.lemma == "as" and _kept_from(annotated, main) else CLAUSE_LINKS[token.lemma],
        marker=token.text.lower(),
        shape="duty" if duty else "clause",
        only=only and token.lemma != "as",
        first=first,
    )


def _kept_from(annotated: AnnotatedDocument, main: int) -> bool:
    """Whether something is refused: "no talks as long as they hold the town"."""
    return denied(annotated, main) or _refused(annotated, main)


def _demanded(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether an act is another's duty: "must halt", "demanded that it halt"."""
    token = annotated.tokens[verb]
    if denied(annotated, verb):
        return False
    asked = token.dep in {"ccomp", "xcomp"} and annotated.tokens[token.head].lemma in DEMANDING
    return asked or force(annotated, verb) == "need"


def _so_that(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether "so (that)" tells what an act is meant to bring another to do."""
    words = marks(annotated, verb)
    return (
        "that" in words
        and force(annotated, verb) in {"will", "may"}
        and (_willing(annotated, annotated.tokens[verb].head) or _demanded(annotated, annotated.tokens[verb].head))
    )


def _of_preposition(annotated: AnnotatedDocument, preposition: int) -> Iterator[Bond]:
    token = annotated.tokens[preposition]
    below = annotated.child(preposition, "pobj", "pcomp")
    if token.lemma in {"provide", "provided", "providing"} and (below is None or annotated.tokens[below].pos in VERBS):
        yield from _provided(annotated, preposition)
        return
    if below is None or token.head == preposition or annotated.tokens[below].entity in TEMPORAL:
        return
    if annotated.tokens[below].lemma in {"then", "now"}:
        return
    main = token.head
    while annotated.tokens[main].pos in {"ADP", "ADV"} and annotated.tokens[main].head != main:
        main = annotated.tokens[main].head
    noun = annotated.tokens[below]
    if any(annotated.tokens[n].lemma in NO_BARGAIN for n in annotated.subtree(below)):
        return
    only = preposition > 0 and annotated.tokens[preposition - 1].lemma in ONLY
    words = annotated.words(min(preposition, below), max(preposition, below) + 1).lower()
    exchange = EXCHANGES.get((token.lemma, noun.lemma))
    if exchange is not None:
        yield from _exchange(annotated, preposition, below, main=main, link=exchange, words=words)
    elif token.lemma == "without" and noun.lemma in PRECONDITIONS:
        yield Bond(
            main=main,
            condition=None,
            link="no-preconditions",
            marker=words,
            shape="free",
            first=preposition,
        )
    elif token.lemma in NOUN_LINKS:
        duty = token.lemma == "before" and annotated.tokens[main].pos in VERBS and _owed(annotated, main, below)
        yield Bond(
            main=main,
            condition=below,
            link=NOUN_LINKS[token.lemma],
            marker=token.lemma,
            shape="duty" if duty else "preposition",
            only=only,
            first=preposition,
        )


def _provided(annotated: AnnotatedDocument, word: int) -> Iterator[Bond]:
    """A proviso that the parser took for a preposition: "would ease them provided that Serbia hands over suspects"."""
    clause = next((c for c in annotated.children(word) if annotated.tokens[c].pos in VERBS), None)
    main = annotated.tokens[word].head
    if clause is not None and annotated.tokens[main].pos in VERBS and main != word:
        yield Bond(
            main=main, condition=clause, link="in-exchange", marker="provided", shape="clause", first=word, only=True
        )


def _owed(annotated: AnnotatedDocument, main: int, condition: int) -> bool:
    """Whether an act is due before another: "must disarm before talks", "wants relief before disarming"."""
    if _demanded(annotated, main):
        return True
    later = annotated.tokens[condition]
    return annotated.tokens[main].lemma in DEMANDING and (later.pos in VERBS or later.lemma in LATER)


def _exchange(
    annotated: AnnotatedDocument, preposition: int, noun: int, *, main: int, link: Link, words: str
) -> Iterator[Bond]:
    """Exchanges: "in exchange for X", "as a reward for X"; a bare "in return" points back and has no condition."""
    condition = None
    for holder in (noun, preposition):
        for child in annotated.children(holder):
            if annotated.tokens[child].dep == "prep" and annotated.tokens[child].lemma in {"for", "with", "of", "to"}:
                condition = annotated.child(child, "pobj", "pcomp")
                break
            if annotated.tokens[child].dep in {"acl", "ccomp"} and annotated.tokens[child].pos in VERBS:
                condition = child
                break
        if condition is not None:
            break
    loose = annotated.tokens[noun].lemma in {"line", "accordance"}
    if loose and (condition is None or annotated.tokens[condition].lemma not in ACTS):
        return
    yield Bond(main=main, condition=condition, link=link, marker=words, shape="exchange", first=preposition)
