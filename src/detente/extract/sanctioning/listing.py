"""Who a group is ("three officials") that is named apart from the act: in its own phrase, or in the sentences that follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import clauses
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument, Sentence

LOOK_AHEAD = 4
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
# Words for the members of a group already spoken of: "the two others", "those targeted"
RESUMING = frozenset(
    {"other", "rest", "one", "those", "they", "these", "remainder", "both", "former", "latter", *NUMBERS}
)
PREDICATES = ("attr", "dobj", "oprd", "nsubj")
# Where a name stands that only describes another ("the party's director", "minister of")
DESCRIBING = frozenset({"poss", "compound", "nmod", "amod"})
NAMING = frozenset({"on", "against", "including", "like", "as", "for", "target"})
MEASURES = frozenset(
    {"sanction", "designation", "designate", "blacklist", "penalty", "penalize", "penalise", "target", "listing"}
)


def listed(annotated: AnnotatedDocument, target: int, others: Iterable[Actor]) -> tuple[Actor, ...]:
    """The persons and bodies of a group target.

    Args:
        annotated: the document.
        target: the head of the group's noun phrase.
        others: the imposers, who are none of the group.

    Returns:
        Those named after "including" or in apposition; else those whom the following sentences name as its members;
        empty where the target is no group or nobody is named.
    """
    if annotated.tokens[target].lemma not in words("listed-groups"):
        return ()
    sides = {a.side for a in others if a.side is not None}
    inside = tuple(_named(annotated, (n for n in annotated.subtree(target) if n != target), sides))
    if inside:
        return inside
    size = _size(annotated, target)
    found: dict[str, Actor] = {}
    for sentence in _following(annotated, target):
        if len(found) >= size:
            break
        for actor in _members(annotated, sentence, sides, begun=bool(found)):
            found.setdefault(actor.name, actor)
    return tuple(found.values()) if len(found) >= min(size, 2) else ()


def following(annotated: AnnotatedDocument, number: int) -> Iterator[Sentence]:
    """The sentence of a token, and those after it in which what it tells may be explained."""
    yield annotated.sentence_of(number)
    yield from _following(annotated, number)


def _following(annotated: AnnotatedDocument, number: int) -> Iterator[Sentence]:
    here = annotated.sentence_of(number)
    seen = 0
    for sentence in annotated.sentences[here.number + 1 :]:
        if annotated.document.paragraphs[sentence.paragraph].kind != "body":
            continue
        seen += 1
        if seen > LOOK_AHEAD:
            return
        yield sentence


def _size(annotated: AnnotatedDocument, target: int) -> int:
    """How many a group counts; two, where it is not said."""
    for child in annotated.children(target):
        token = annotated.tokens[child]
        if token.dep == "nummod":
            return int(token.text) if token.text.isdecimal() else NUMBERS.get(token.lemma.lower(), 2)
    return 2


def _members(annotated: AnnotatedDocument, sentence: Sentence, sides: set[str], *, begun: bool) -> Iterator[Actor]:
    """The members of a group whom a sentence names."""
    inside = range(sentence.first, sentence.stop)
    lemmas = {annotated.tokens[n].lemma for n in inside}
    for number in inside:
        token = annotated.tokens[number]
        if token.lemma in MEASURES:
            yield from _named(annotated, _hit(annotated, number), sides)
        if token.pos in {"VERB", "AUX"} and token.lemma in words("listing") and _resumes(annotated, number):
            yield from _named(annotated, _told(annotated, number), sides)
    if lemmas & words("listing") and (begun or lemmas & MEASURES or lemmas & words("listed-groups")):
        named = tuple(_named(annotated, inside, sides))
        if len(named) > 1:
            yield from named


def _resumes(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb's subject, or what stands after "among", is the group: "the two others are", "among them is"."""
    subject = annotated.child(verb, "nsubj", "nsubjpass")
    places = [] if subject is None else [subject]
    for child in annotated.children(verb):
        if annotated.tokens[child].lemma == "among":
            below = annotated.child(child, "pobj")
            places += [] if below is None else [below]
    return any(annotated.tokens[p].lemma.lower() in RESUMING | words("listed-groups") for p in places) or any(
        annotated.tokens[c].lemma.lower() in RESUMING for p in places for c in annotated.children(p)
    )


def _told(annotated: AnnotatedDocument, verb: int) -> Iterator[int]:
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        if token.dep in PREDICATES:
            yield from _phrases(annotated, child)
        elif token.dep == "prep" and token.lemma == "as":
            below = annotated.child(child, "pobj")
            yield from _phrases(annotated, below) if below is not None else ()


def _phrases(annotated: AnnotatedDocument, head: int) -> Iterator[int]:
    """The heads of conjoined noun phrases and of what stands in apposition to them."""
    for number in annotated.conjuncts(head):
        yield number
        for child in annotated.children(number):
            if annotated.tokens[child].dep == "appos":
                yield from annotated.conjuncts(child)


def _hit(annotated: AnnotatedDocument, number: int) -> Iterator[int]:
    """Whom a word of sanctions hits: what stands after "on" or "against", its objects, its passive subject."""
    for head in (number, *annotated.conjuncts(number)):
        below = clauses.complement(annotated, head, "on", "against", "of")
        yield from _phrases(annotated, below) if below is not None else ()
    if annotated.tokens[number].pos == "VERB":
        for found in clauses.objects(annotated, number):
            yield from _phrases(annotated, found)


def _named(annotated: AnnotatedDocument, numbers: Iterable[int], sides: set[str]) -> Iterator[Actor]:
    """Persons and bodies (no states, nobody of the imposers' sides) named at the tokens, each once."""
    seen: set[str] = set()
    for number in numbers:
        mention = annotated.mention_at(number)
        if mention is None or mention.kind not in {"name", "title"} or mention.as_place:
            continue
        token = annotated.tokens[number]
        under = annotated.tokens[token.head].lemma if token.dep == "pobj" else ""
        if token.dep in DESCRIBING or (under and under not in NAMING):
            continue
        for actor in mention.actors:
            known = actor.kind in {"person", "group", "unknown"} or (actor.kind == "body" and mention.kind == "name")
            if known and actor.name not in seen and actor.side not in sides:
                seen.add(actor.name)
                yield actor
