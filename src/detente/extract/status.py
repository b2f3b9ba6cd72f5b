"""Whether an act took place: negation and modality, from the act's own words and from what governs it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from detente.extract.wordlists import words
from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument

FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
IRREALIS = frozenset({"would", "'d", "’d", "could", "may", "might", "should", "must", "can", "ca", "ought"})
CONDITIONAL_MARKS = frozenset({"if", "unless", "whether", "lest", "should"})
# Words before a present tense that put an act into the future
AWAITING = frozenset({"until", "till", "before", "once", "after", "when"})
VERBS = frozenset({"VERB", "AUX"})
# From an act up to the word that governs it
UP = frozenset(
    [
        "dobj",
        "pobj",
        "prep",
        "pcomp",
        "xcomp",
        "ccomp",
        "acl",
        "nsubj",
        "nsubjpass",
        "attr",
        "conj",
        "dative",
        "oprd",
        "compound",
        "amod",
        "advcl",
        "agent",
        "acomp",
    ]
)
MAX_CLIMB = 6


@cache
def governors() -> dict[str, str]:
    """Lemma to the standing it gives the act under it: ``planned``, ``hypothetical`` or ``negated``."""
    return {row["lemma"]: row["standing"] for row in rows("grammar/governors.tsv")}


def stem(annotated: AnnotatedDocument, verb: int) -> int:
    """The token that carries a verb's auxiliaries: its own, or the prefix that the parser cut off ("re-impose")."""
    tokens = annotated.tokens
    cut_off = verb >= 2 and tokens[verb - 1].text == "-" and tokens[verb - 2].text.lower() == "re"
    if cut_off and tokens[verb - 2].pos in VERBS and tokens[verb - 2].end == tokens[verb - 1].start:
        return verb - 2
    return verb


def negated(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether the act at ``head`` did not take place."""
    if _denied_here(annotated, head):
        return True
    return any(_negates(annotated, below, above) for below, above in _governing(annotated, head))


def _denied_here(annotated: AnnotatedDocument, head: int) -> bool:
    for child in annotated.children(head):
        token = annotated.tokens[child]
        if token.dep == "neg" or (token.dep in {"det", "preconj"} and token.lemma in {"no", "neither"}):
            return True
        if token.dep in {"nsubj", "nsubjpass"} and annotated.child(child, "det") is not None:
            determiner = annotated.child(child, "det")
            if determiner is not None and annotated.tokens[determiner].lemma == "no":
                return True
        if token.dep == "advmod" and token.lemma in {"never", "hardly", "no", "neither"}:
            return True
        if token.lemma in {"longer", "long"} and any(
            annotated.tokens[c].lemma == "no" for c in annotated.children(child)
        ):
            return True
    token = annotated.tokens[head]
    if (
        token.dep == "conj"
        and token.head != head
        and token.pos in VERBS
        and annotated.child(head, "nsubj", "nsubjpass", "aux", "auxpass") is None
    ):
        before = annotated.tokens[token.head]
        joined_by_or = any(annotated.tokens[c].lemma in {"or", "nor"} for c in annotated.children(token.head))
        return before.pos in VERBS and joined_by_or and _denied_here(annotated, token.head)
    return False


def _negates(annotated: AnnotatedDocument, below: int, above: int) -> bool:
    token, under = annotated.tokens[above], annotated.tokens[below]
    if token.lemma == "without" and under.dep in {"pobj", "pcomp"}:
        return True
    if (
        under.dep in {"xcomp", "pcomp", "acl", "dobj", "pobj", "nsubjpass"}
        and governors().get(token.lemma) == "negated"
    ):
        return True
    if (
        token.lemma == "stop"
        and under.dep == "pcomp"
        and any(annotated.tokens[c].lemma == "short" for c in annotated.children(above))
    ):
        return True
    if token.lemma in {"try", "attempt"} and under.dep in {"xcomp", "dobj"}:
        return any(annotated.tokens[c].lemma == "fail" for c in annotated.conjuncts(above))
    held = {"off", "back", "away"} & {annotated.tokens[c].lemma for c in annotated.children(above)}
    if token.lemma in {"hold", "shy", "step"} and under.dep == "pcomp" and held:
        return True
    if token.lemma == "hesitate":
        return False
    if under.dep in {"dobj", "attr", "xcomp", "nsubjpass", "pobj"} and token.pos in VERBS:
        return _denied_here(annotated, above)
    return False


def _governing(annotated: AnnotatedDocument, head: int) -> Iterator[tuple[int, int]]:
    """Pairs of a token and its head, from the act up to the clause that governs it; prepositions are stepped over."""
    below = head
    for step, above in enumerate(annotated.ancestors(head)):
        token = annotated.tokens[below]
        if token.dep not in UP or step >= MAX_CLIMB:
            return
        if annotated.tokens[above].pos == "ADP" and annotated.tokens[above].lemma != "without":
            below = above if token.dep == "prep" else below
            continue
        yield below, above
        crossed = annotated.tokens[above]
        if crossed.pos in VERBS and token.dep in {"nsubj", "nsubjpass", "advcl", "ccomp"}:
            return
        below = above


def modality(annotated: AnnotatedDocument, head: int) -> Literal["actual", "planned", "hypothetical"]:
    """How real the act at ``head`` is."""
    if annotated.tokens[head].pos == "NOUN" and _past(annotated, head):
        return "actual"
    own = _own(annotated, head)
    if own is not None:
        return own
    if annotated.tokens[head].dep == "acl" and annotated.tokens[head].tag in {"VBN", "VBG"}:
        return "actual"
    below = head
    for step, above in enumerate(annotated.ancestors(head)):
        token = annotated.tokens[below]
        if token.dep not in UP or step >= MAX_CLIMB or _stands_alone(annotated, below):
            break
        found = _from_above(annotated, below, above)
        if found is not None:
            return found
        below = above
    return "actual"


def _past(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether what stands before a noun puts its act into the past ("its recent tests")."""
    return any(
        annotated.tokens[c].dep == "amod" and annotated.tokens[c].text.lower() in words("past")
        for c in annotated.children(noun)
    )


def _stands_alone(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb heads an adverbial clause with its own subject and tense ("as the two leaders met")."""
    token = annotated.tokens[verb]
    return token.dep == "advcl" and token.pos in VERBS and annotated.child(verb, "nsubj", "nsubjpass") is not None


def _own(annotated: AnnotatedDocument, head: int) -> Literal["planned", "hypothetical"] | None:
    tokens = annotated.tokens
    auxiliaries, conditional = [], False
    for child in annotated.children(stem(annotated, head)):
        token = tokens[child]
        if token.dep == "aux":
            auxiliaries.append(token.lemma if token.lemma in FUTURE | IRREALIS else token.text.lower())
        if token.dep == "mark" and token.lemma in CONDITIONAL_MARKS:
            conditional = True
        if token.lemma in AWAITING and token.dep in {"mark", "advmod"} and tokens[head].tag in {"VBZ", "VBP"}:
            conditional = conditional or tokens[head].dep == "advcl"
        if token.dep == "amod" and token.text.lower() in words("planned"):
            return "planned"
        if token.dep == "amod" and token.text.lower() in words("possible"):
            return "hypothetical"
        if token.dep == "advcl" and any(
            tokens[c].lemma in {"if", "unless"} and tokens[c].dep == "mark" for c in annotated.children(child)
        ):
            conditional = conditional or any(a in IRREALIS | FUTURE for a in auxiliaries)
    if tokens[head].dep == "ROOT" and any(tokens[c].tag == "TO" for c in annotated.children(head)):
        return "planned"
    if conditional:
        return "hypothetical"
    if any(a in FUTURE for a in auxiliaries):
        return "planned"
    if any(a in IRREALIS for a in auxiliaries):
        return _irrealis(annotated, head, auxiliaries)
    token = tokens[head]
    if token.tag == "VB" and token.dep in {"ROOT", "ccomp"} and not auxiliaries and not _has_subject(annotated, head):
        return "hypothetical"
    if (
        token.dep == "conj"
        and token.head != head
        and token.pos in VERBS
        and not auxiliaries
        and annotated.child(head, "nsubj", "nsubjpass") is None
    ):
        before = tokens[token.head]
        if before.pos in VERBS and before.tag in {token.tag, "VB"} and token.tag in {"VB", "VBN", "VBP"}:
            return _own(annotated, token.head)
    return None


def _has_subject(annotated: AnnotatedDocument, verb: int) -> bool:
    return annotated.child(verb, "nsubj", "nsubjpass", "csubj", "expl", "auxpass") is not None


def _irrealis(annotated: AnnotatedDocument, head: int, auxiliaries: list[str]) -> Literal["planned", "hypothetical"]:
    """The word "would" under a past report, without a condition, is the future of that time: planned."""
    token = annotated.tokens[head]
    reported = token.dep == "ccomp" and annotated.tokens[token.head].tag in {"VBD", "VBN"}
    if reported and "would" in auxiliaries and annotated.tokens[token.head].lemma in words("speech"):
        return "planned"
    return "hypothetical"


def _from_above(annotated: AnnotatedDocument, below: int, above: int) -> Literal["planned", "hypothetical"] | None:
    token, under = annotated.tokens[above], annotated.tokens[below]
    if under.dep == "ccomp" and token.lemma in words("speech") | {"announce"}:
        return None
    if under.dep == "advcl":
        return "planned" if any(annotated.tokens[c].tag == "TO" for c in annotated.children(below)) else None
    if under.dep in {"compound", "amod"}:
        return None
    infinitive = under.dep == "acl" and any(annotated.tokens[c].tag == "TO" for c in annotated.children(below))
    if infinitive and governors().get(token.lemma) is None and token.pos == "NOUN":
        return "hypothetical"
    standing = governors().get(token.lemma)
    if (
        standing in {"planned", "hypothetical"}
        and under.dep not in {"nsubj", "agent"}
        and _governs(annotated, below, above)
    ):
        return "planned" if standing == "planned" else "hypothetical"
    if token.lemma == "go" and token.tag == "VBG" and under.dep == "xcomp":
        return "planned"
    to_come = (
        token.lemma == "be" and under.dep in {"xcomp", "ccomp"} and annotated.child(above, "acomp", "attr") is None
    )
    if to_come and any(annotated.tokens[c].tag == "TO" for c in annotated.children(below)):
        return "planned"
    if token.pos in VERBS and under.dep != "ccomp":
        return _own(annotated, above)
    return None


def _governs(annotated: AnnotatedDocument, below: int, above: int) -> bool:
    """Whether a word that can govern an act does so here ("called for talks" does, "called talks a farce" does not)."""
    token, under = annotated.tokens[above], annotated.tokens[below]
    if under.dep == "nsubjpass":
        return token.lemma not in {"call", "ask", "announce", "agree", "offer", "order"}
    if under.dep in {"dobj", "attr", "oprd"}:
        return (
            token.lemma not in {"call", "set", "announce", "order", "offer", "decide", "ask", "agree"}
            or under.pos != "NOUN"
            or token.lemma == "offer"
        )
    return True
