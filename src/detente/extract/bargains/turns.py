"""Bonds in which one act follows another by their order or by its merit: "first a truce, then talks", "rewarded Khartoum by …", "trade relief for soybeans", "unconditional talks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bargains.bond import Bond, condition_named
from detente.extract.clauses import complement
from detente.extract.stances.grammar import VERBS, force, infinitive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument

FREE = frozenset({"unconditional", "unconditionally"})
REWARDING = frozenset({"reward", "repay", "compensate", "thank"})
TRADING = frozenset({"trade", "swap", "barter"})
CONDITIONS = frozenset({"condition", "precondition", "prerequisite", "requirement"})
MAKING = frozenset({"make", "set", "declare", "call", "name", "consider", "see", "impose", "demand"})
ASKED_FREELY = frozenset(
    {
        "talk",
        "dialogue",
        "negotiation",
        "meeting",
        "ceasefire",
        "truce",
        "release",
        "withdrawal",
        "return",
        "aid",
        "help",
    }
)


def turns(annotated: AnnotatedDocument) -> Iterator[Bond]:
    """The bonds of these constructions, in the order of their words."""
    for token in annotated.tokens:
        number = token.number
        if token.lemma in FREE:
            yield from _free(annotated, number)
        elif token.lemma in REWARDING and token.pos == "VERB":
            yield from _rewarded(annotated, number)
        elif token.lemma in TRADING and token.pos == "VERB":
            yield from _traded(annotated, number)
        elif token.lemma in CONDITIONS and token.dep in {"dobj", "oprd", "attr", "ccomp"}:
            yield from _made_condition(annotated, number)
        elif token.lemma == "without" and token.dep in {"conj", "dep"}:
            yield from _also_free(annotated, number)


def _free(annotated: AnnotatedDocument, word: int) -> Iterator[Bond]:
    """What is offered or asked freely: "ready for unconditional talks", "agreed to meet unconditionally"."""
    token = annotated.tokens[word]
    main = token.head
    if (token.dep == "amod" and annotated.tokens[main].lemma in ASKED_FREELY) or (
        token.dep == "advmod" and annotated.tokens[main].pos in VERBS
    ):
        yield Bond(
            main=main, condition=None, link="no-preconditions", marker=token.text.lower(), shape="free", first=word
        )


def _also_free(annotated: AnnotatedDocument, preposition: int) -> Iterator[Bond]:
    """A second adverb, "without conditions", joined to a first: "at once and without any conditions", "anywhere and without preconditions"."""
    below = annotated.child(preposition, "pobj")
    verb = next((n for n in annotated.ancestors(preposition) if annotated.tokens[n].pos in VERBS), None)
    if (
        below is not None
        and verb is not None
        and annotated.tokens[below].lemma in CONDITIONS | {"string", "pre-condition"}
    ):
        yield Bond(
            main=verb, condition=None, link="no-preconditions", marker=annotated.words(preposition, below + 1).lower(), shape="free",
            first=preposition,
        )  # fmt: skip


def _rewarded(annotated: AnnotatedDocument, verb: int) -> Iterator[Bond]:
    """A reward as a verb: "rewarded Khartoum for its help by lifting the embargo"."""
    wanted, given = complement(annotated, verb, "for"), complement(annotated, verb, "by", "with")
    if wanted is not None and given is not None:
        yield Bond(
            main=given,
            condition=wanted,
            link="reward",
            marker=annotated.tokens[verb].text.lower(),
            shape="depending",
            first=verb,
        )


def _traded(annotated: AnnotatedDocument, verb: int) -> Iterator[Bond]:
    """A trade of one act for another: "would trade relief on chips for soybeans"."""
    given = annotated.child(verb, "dobj")
    if given is None or not (force(annotated, verb) in {"will", "may"} or infinitive(annotated, verb)):
        return
    heads = (verb, *annotated.subtree(given))  # the parser may hang "for" on any of them
    wanted = next((n for n in (complement(annotated, head, "for") for head in heads) if n is not None), None)
    if wanted is not None and given < wanted and annotated.tokens[wanted].lemma not in {"while", "time"}:
        marker = annotated.tokens[verb].text.lower()
        yield Bond(main=given, condition=wanted, link="in-exchange", marker=marker, shape="depending", first=verb)


def _made_condition(annotated: AnnotatedDocument, noun: int) -> Iterator[Bond]:
    """A thing made the condition: "made the release a condition for lifting sanctions"."""
    verb = annotated.tokens[noun].head
    given = complement(annotated, noun, "for", "of", "to")
    if annotated.tokens[verb].lemma not in MAKING or given is None:
        return
    wanted = next(
        (c for c in annotated.children(verb) if c < noun and c > verb and annotated.tokens[c].dep in {"dobj", "nsubj"}),
        None,
    )
    if wanted is None:
        above = annotated.child(verb, "ccomp")
        wanted = annotated.child(above, "nsubj") if above is not None and above == noun else None
    if wanted is not None and wanted != noun and annotated.tokens[wanted].pos not in {"PRON", "DET"}:
        yield condition_named(annotated, noun, given=given, wanted=wanted)
