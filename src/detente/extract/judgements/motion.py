"""Judgements by movement and distance: "sliding toward war", "inching closer to a deal", "far from an agreement"; and what takes one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.judgements import lexicon
from detente.extract.judgements.judgement import OPPOSITE, Judgement
from detente.extract.stances.grammar import VERBS, denied, force, governing_verb, supposed

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.reading import Direction

MOVING = frozenset(
    {"slide", "drift", "lurch", "march", "stumble", "hurtle", "careen", "head", "edge", "inch", "creep", "slip", "spiral", "descend",
     "sleepwalk", "move", "veer", "race", "barrel", "plunge", "sink", "tip", "steer", "advance"}
)  # fmt: skip
NEAR = frozenset({"close", "closer", "near", "nearer"})
FAR = frozenset({"far", "further", "farther", "away"})
EDGES = frozenset({"brink", "verge", "cusp", "edge", "threshold", "eve", "precipice"})
TOWARD = frozenset({"to", "toward", "towards", "into"})
NOBODY = frozenset({"few", "nobody", "none", "hardly"})
DOUBTED = frozenset({"unlikely", "doubtful", "remote", "elusive", "impossible", "improbable", "distant", "uncertain"})
SPANS = frozenset({"year", "decade", "month", "week", "history", "era", "period"})


def of_motion(annotated: AnnotatedDocument, number: int) -> Judgement | None:
    """Movement to, or distance from, something good or bad."""
    token = annotated.tokens[number]
    kind = _kind(annotated, number)
    if kind is None:
        return None
    goal = _goal(annotated, number)
    if goal is None:
        return None
    aim = lexicon.goals()[goal[1]]
    good = aim.value > 0
    verb = governing_verb(annotated, number)
    if verb is None or supposed(annotated, verb) or force(annotated, verb) == "need":
        return None
    direction: Direction = "better" if (kind == "to") == good else "worse"
    if kind == "from":
        direction = "better" if not good else "worse" if token.text.lower() in {"further", "farther"} else "stalled"
    if disowned(annotated, number, verb) and not _never_more(annotated, number, verb):
        direction = OPPOSITE[direction]
    return Judgement(
        head=goal[0],
        matter=number,
        direction=direction,
        topic=aim.topic,
        because=(f"{token.text!r} {kind} {goal[1]!r}: {direction}",),
        confidence=0.6,
    )


def _kind(annotated: AnnotatedDocument, number: int) -> str | None:
    """Whether a word leads ``to`` or keeps ``from``."""
    token = annotated.tokens[number]
    word = token.text.lower()
    if token.lemma in MOVING and token.pos == "VERB":
        return "to"
    if word in NEAR or (token.lemma in EDGES and token.pos == "NOUN"):
        return "to"
    return "from" if word in FAR else None


def _goal(annotated: AnnotatedDocument, number: int) -> tuple[int, str] | None:
    """What it leads to or keeps from, among the next few words: the token and its word."""
    token = annotated.tokens[number]
    wanted = {"from"} if _kind(annotated, number) == "from" else {"of"} if token.lemma in EDGES else TOWARD
    sentence = annotated.sentence_of(number)
    for near in range(number + 1, min(number + 3, sentence.stop)):
        if annotated.tokens[near].lemma not in wanted:
            continue
        for ahead in range(near + 1, min(near + 6, sentence.stop)):
            named = annotated.tokens[ahead]
            if named.pos in {"VERB", "PUNCT", "ADP"}:
                return None
            inner = annotated.tokens[ahead + 1].pos == "NOUN" if ahead + 1 < sentence.stop else False
            if named.lemma in lexicon.goals() and not inner:
                return ahead, named.lemma
        return None
    return None


def disowned(annotated: AnnotatedDocument, head: int, verb: int | None) -> bool:
    """Whether a judgement is denied: by "not" or "no", by "few expect …", or as unlikely ("a breakthrough is unlikely")."""
    if any(n is not None and denied(annotated, n) and not _never_more(annotated, head, n) for n in (head, verb)):
        return True
    if verb is None:
        return False
    for clause in (verb, annotated.tokens[verb].head):
        actor = annotated.child(clause, "nsubj")
        if annotated.tokens[clause].pos in VERBS and actor is not None and annotated.tokens[actor].lemma in NOBODY:
            return True
    predicate = annotated.child(verb, "acomp", "oprd")
    return (
        annotated.tokens[head].dep in {"nsubj", "nsubjpass"}
        and predicate is not None
        and annotated.tokens[predicate].lemma in DOUBTED
    )


def _never_more(annotated: AnnotatedDocument, head: int, verb: int) -> bool:
    """Whether "not" compares rather than denies: "has never been stronger", "has not been so near"."""
    never = any(annotated.tokens[c].lemma == "never" for c in annotated.children(verb))
    compared = annotated.tokens[head].tag in {"JJR", "RBR"} or any(
        annotated.tokens[n].tag in {"JJR", "RBR"} for n in annotated.subtree(verb) if n > verb
    )
    equal = any(annotated.tokens[n].lemma in {"as", "so"} and n > verb for n in annotated.subtree(verb))
    return (never and compared) or (equal and annotated.tokens[verb].lemma == "be")


def bygone(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether it tells how things once were: "after years of hostile relations", "when tensions eased"."""
    for number in (head, *annotated.ancestors(head)):
        token = annotated.tokens[number]
        above = annotated.tokens[token.head]
        if token.dep == "pobj" and above.lemma == "of" and annotated.tokens[above.head].lemma in SPANS:
            return True
        if token.pos in VERBS:
            if any(
                annotated.tokens[n].lemma == "past" and annotated.tokens[n].dep == "pobj"
                for n in annotated.subtree(number)
            ):
                return True
            told = any(annotated.tokens[c].lemma == "when" and c < number for c in annotated.children(number))
            return told and token.tag == "VBD" and token.dep in {"advcl", "relcl"}
    return False
