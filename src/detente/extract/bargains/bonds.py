"""Bonds: the constructions that tie one side's act to another's (unless, until, in exchange for, without …).

One module for positions, which a bond makes conditional, and for terms, which are made of bonds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.extract.stances.grammar import VERBS, denied, force, governing_verb
from detente.extract.stances.lexicon import attitudes, part_of_speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Link

Shape = Literal["clause", "exchange", "preposition", "free", "first", "duty", "ultimatum", "way"]

CLAUSE_LINKS: dict[str, Link] = {
    "unless": "unless",
    "until": "before",
    "till": "before",
    "before": "before",
    "once": "before",
    "after": "before",
    "when": "before",
    "if": "in-exchange",
    "provided": "in-exchange",
    "providing": "in-exchange",
    "as": "in-exchange",
    "lest": "unless",
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
    ("on", "condition"): "in-exchange",
    ("as", "condition"): "before",
    ("as", "price"): "in-exchange",
    ("as", "precondition"): "before",
}
PRECONDITIONS = frozenset({"precondition", "pre-condition", "condition", "conditions", "preconditions"})
KEEPING = frozenset({"maintain", "keep", "continue", "remain", "stay", "sanction", "retain"})
ONLY = frozenset({"only", "not"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """One side's act tied to another's.

    Attributes:
        main: head token of what would be done or given (a verb or a noun).
        condition: head token of what is wanted first or in return; ``None`` for "without preconditions".
        link: how the two hang together.
        marker: the words that tie them.
        shape: the kind of construction.
        only: whether "only" or "first" makes it strict.
        first: first token of the marker.
    """

    main: int
    condition: int | None
    link: Link
    marker: str
    shape: Shape
    only: bool
    first: int


def bonds(annotated: AnnotatedDocument) -> tuple[Bond, ...]:
    """All bonds of a document, in the order of their markers."""
    found: list[Bond] = []
    for token in annotated.tokens:
        if token.dep in {"mark", "advmod"} and token.lemma in CLAUSE_LINKS:
            found.extend(_of_clause(annotated, token.number))
        elif token.dep == "prep" or token.pos == "SCONJ":
            found.extend(_of_preposition(annotated, token.number))
    return tuple(sorted(found, key=lambda b: (b.first, b.main)))


def binding(annotated: AnnotatedDocument, bond: Bond) -> bool:
    """Whether a bond ties acts that are willed, not past events in time ("talks ended after the test")."""
    if bond.shape in {"exchange", "free", "first", "duty", "ultimatum", "way"} or bond.only:
        return True
    if bond.link == "unless" and bond.shape == "clause":
        return True
    verb = governing_verb(annotated, bond.main)
    if verb is None:
        return False
    if bond.marker == "without":
        return denied(annotated, verb) and force(annotated, verb) != "plain"
    willed = any(
        force(annotated, number) != "plain" or _willing(annotated, number)
        for number in (verb, *annotated.ancestors(verb))
        if annotated.tokens[number].pos in VERBS
    )
    if bond.shape == "preposition":
        return willed and (denied(annotated, verb) or annotated.tokens[verb].lemma in KEEPING)
    return willed or bond.marker == "as"


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
    verb = token.head
    clause = annotated.tokens[verb]
    if clause.pos not in VERBS or clause.dep not in {"advcl", "ccomp", "acl", "relcl"} or clause.head == verb:
        return
    main = clause.head
    if token.lemma == "as":
        main = _as_long(annotated, mark, verb)
        if main < 0:
            return
    while annotated.tokens[main].pos in {"ADV", "SCONJ", "ADP"} and annotated.tokens[main].head != main:
        main = annotated.tokens[main].head
    only = any(annotated.tokens[n].lemma in ONLY for n in (mark - 1,) if n >= 0) or any(
        annotated.tokens[c].lemma == "only" and c < mark for c in annotated.children(verb)
    )
    yield Bond(
        main=main,
        condition=verb,
        link=CLAUSE_LINKS[token.lemma],
        marker=token.text.lower(),
        shape="clause",
        only=only,
        first=mark,
    )


def _as_long(annotated: AnnotatedDocument, mark: int, verb: int) -> int:
    """The main verb over "as long as", "so long as", "as soon as"; -1 where "as" means something else."""
    before = annotated.tokens[mark - 1].lemma if mark else ""
    if before not in {"long", "soon"}:
        return -1
    above = annotated.tokens[verb].head
    return annotated.tokens[above].head if annotated.tokens[above].lemma in {"long", "soon"} else above


def _of_preposition(annotated: AnnotatedDocument, preposition: int) -> Iterator[Bond]:
    token = annotated.tokens[preposition]
    below = annotated.child(preposition, "pobj", "pcomp")
    if below is None or token.head == preposition:
        return
    main = token.head
    while annotated.tokens[main].pos in {"ADP", "ADV"} and annotated.tokens[main].head != main:
        main = annotated.tokens[main].head
    noun = annotated.tokens[below]
    only = preposition > 0 and annotated.tokens[preposition - 1].lemma in ONLY
    words = annotated.words(preposition, below + 1).lower()
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
            only=False,
            first=preposition,
        )
    elif token.lemma in NOUN_LINKS:
        yield Bond(
            main=main,
            condition=below,
            link=NOUN_LINKS[token.lemma],
            marker=token.lemma,
            shape="preposition",
            only=only,
            first=preposition,
        )


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
    yield Bond(main=main, condition=condition, link=link, marker=words, shape="exchange", only=False, first=preposition)
