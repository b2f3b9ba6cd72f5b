"""Acts taken up again: "Europe criticized Monday's move", "Seoul rejected the offer", "this is an unfriendly act".

Such a noun stands for what was done about an issue just before, and is an object of that issue with the act's own sign: after
"reimposed sanctions", "the move" is less of what is wanted by those who are for easing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.stances import lexicon
from detente.extract.stances.grammar import VERBS, denied
from detente.extract.stances.issues import Anchor
from detente.extract.stances.steps import step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.model.annotation import AnnotatedDocument

# Nouns that take up an act, or (the second set) an offer or demand that was made
DONE = frozenset({"move", "step", "decision", "action", "announcement", "order", "act", "ruling", "designation"})
OFFERED = frozenset(
    {"offer", "proposal", "call", "demand", "request", "idea", "appeal", "suggestion", "overture", "plan"}
)
# Of these a text may mean several things by one of them: they take up an object as plurals alone
PLURAL = frozenset({"measure", "weapon", "missile"})
# What is done to sanctions, so that "lift them", "extend it" speak of those just named
SANCTIONING = frozenset(
    {"lift", "ease", "impose", "reimpose", "renew", "extend", "prolong", "tighten", "remove", "waive", "suspend", "scrap", "drop",
     "maintain", "relax", "repeal", "loosen", "revoke", "expand", "toughen", "enforce", "reinstate", "roll", "oppose", "veto"}
)  # fmt: skip
POINTING = frozenset({"this", "that", "these", "those"})
DEFINITE = POINTING | {"the", "its", "their"}
# What speaks of more of a known kind: "new restrictions", "further curbs", "another waiver"
OF_THE_KIND = frozenset(
    {"new", "further", "additional", "more", "fresh", "tough", "another", "any", "such", "all", "other", "same", "remaining", "existing",
     "current", "some", "stiff", "harsh", "sweeping", "strict", "similar", "no", "every", "each"}
)  # fmt: skip
ASIDE = frozenset({"appos", "npadvmod", "dep"})
REACH = 3  # sentences back
STEPS = 8
# What is done against the issue's rules is no act of those who made them ("in violation of the resolutions")
BREACHES = frozenset({"violation", "breach", "evasion", "defiance", "violate", "evade", "defy", "flout"})


def with_anaphors(annotated: AnnotatedDocument, anchors: Sequence[Anchor]) -> tuple[Anchor, ...]:
    """The anchors, and the words that take up what was done or offered about one of them, in order."""
    acts = [(anchor, sign, offered) for anchor in anchors for sign, offered in _act(annotated, anchor)]
    taken = {number for anchor in anchors for number in range(anchor.first, anchor.stop)}
    found = list(anchors)
    for token in annotated.tokens:
        if token.number in taken:
            continue
        named = _thing(annotated, token.number, anchors)
        if named is None and _takes_up(annotated, token.number):
            named = _antecedent(annotated, token.number, acts)
        if named is not None:
            found.append(named)
    return tuple(sorted(found, key=lambda a: (a.first, a.head)))


def _thing(annotated: AnnotatedDocument, number: int, anchors: Sequence[Anchor]) -> Anchor | None:
    """A known thing of an issue the document spoke of: "the measures" for sanctions, "its missiles" for a programme, "lift them"."""
    token = annotated.tokens[number]
    if token.text.lower() in {"it", "them", "they"}:
        return _meant(annotated, number, anchors)
    if token.pos != "NOUN" or token.dep in {"compound", "attr"} or (token.lemma in PLURAL and token.tag != "NNS"):
        return None
    if not _known(annotated, number):
        return None
    for anchor in reversed(anchors):
        if anchor.first < number and token.lemma in anchor.issue.again:
            return Anchor(
                issue=anchor.issue,
                head=number,
                first=number,
                stop=number + 1,
                sign=anchor.issue.again[token.lemma],
                words=f"{token.text} = {anchor.words}",
            )
    return None


def _known(annotated: AnnotatedDocument, noun: int) -> bool:
    """Whether a noun speaks of a known thing, or of more of a known kind."""
    below = [annotated.tokens[c] for c in annotated.children(noun)]
    if any(t.lemma == "most" for t in below):
        return False
    return any(t.lemma in DEFINITE | OF_THE_KIND or t.dep == "poss" for t in below)


def _meant(annotated: AnnotatedDocument, number: int, anchors: Sequence[Anchor]) -> Anchor | None:
    """The sanctions of the same sentence or the one before that a pronoun takes up as object of what is done to sanctions."""
    token = annotated.tokens[number]
    if token.dep not in {"dobj", "nsubjpass"} or annotated.tokens[token.head].lemma not in SANCTIONING:
        return None
    before = [a for a in anchors if a.head < number and token.sentence - annotated.tokens[a.head].sentence <= 1]
    if not before or before[-1].issue.name != "sanctions" or not _agrees(annotated, before[-1].head, token.text):
        return None
    last = before[-1]
    return Anchor(
        issue=last.issue,
        head=number,
        first=number,
        stop=number + 1,
        sign=last.sign,
        words=f"{token.text} = {last.words}",
    )


def _agrees(annotated: AnnotatedDocument, noun: int, pronoun: str) -> bool:
    return (annotated.tokens[noun].tag in {"NNS", "NNPS"}) == (pronoun.lower() != "it")


def _act(annotated: AnnotatedDocument, anchor: Anchor) -> Iterator[tuple[int, bool]]:
    """What was done about an anchor: its sign under the operators above it, and whether it was only offered or asked for."""
    sign, here, offered = anchor.sign, anchor.head, False
    acted = annotated.tokens[anchor.head].pos in VERBS
    for _ in range(STEPS):
        above = step(annotated, here)
        if above is None or above[0] in {"purpose", "subject", "attr"}:
            break
        way, head = above
        operator = lexicon.find(lexicon.operators(), annotated, head, way)
        attitude = lexicon.find(lexicon.attitudes(), annotated, head, way)
        if attitude is not None and attitude.kind == "attitude" and attitude.words in ASKED:
            offered = acted = True
            sign *= attitude.sign
        elif operator is not None:
            acted = True
            sign *= operator.sign
        elif attitude is not None and attitude.kind == "quit":
            acted = True
            sign *= attitude.sign
        else:
            break
        if annotated.tokens[head].lemma in BREACHES:
            return
        here = head
    if acted and not denied(annotated, here):
        yield sign, offered


ASKED = frozenset(
    {"offer", "propose", "suggest", "call", "demand", "request", "proposal", "appeal", "urge", "seek", "ask", "plan"}
)


def _takes_up(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a word points back at an act: a definite noun for one without content of its own, or "this is …"."""
    token = annotated.tokens[number]
    if token.text.lower() in {"this", "that"} and token.dep == "nsubj" and token.pos in {"PRON", "DET"}:
        return annotated.tokens[token.head].lemma == "be"
    if token.lemma not in DONE | OFFERED or token.pos != "NOUN" or token.dep in {"attr", "compound"}:
        return False
    below = [annotated.tokens[c] for c in annotated.children(number)]
    if any(
        t.dep in {"acl", "ccomp"} or (t.dep == "prep" and t.lemma in {"of", "to", "on", "for", "against"})
        for t in below
    ):
        return False
    if any(t.dep == "relcl" for t in below):
        return token.dep in ASIDE
    definite = any(t.lemma in DEFINITE or t.dep == "poss" for t in below)
    return definite or (token.dep in ASIDE and any(t.dep in {"det", "acl"} for t in below))


def _antecedent(annotated: AnnotatedDocument, number: int, acts: Sequence[tuple[Anchor, int, bool]]) -> Anchor | None:
    """The anchor whose act a word takes up: the last before it within reach, an offer for words of offering."""
    token = annotated.tokens[number]
    near = [
        act for act in acts if act[0].head < number and token.sentence - annotated.tokens[act[0].head].sentence <= REACH
    ]
    if token.lemma in DONE:
        near.sort(key=lambda act: act[0].issue.name == "sanctions")
    for anchor, sign, offered in reversed(near):
        named = annotated.tokens[anchor.head]
        if named.sentence == token.sentence and token.dep not in ASIDE and not _apart(annotated, anchor.head, number):
            continue
        if (token.lemma in OFFERED) != offered and token.pos == "NOUN":
            continue
        return Anchor(
            issue=anchor.issue,
            head=number,
            first=number,
            stop=number + 1,
            sign=sign,
            words=f"{token.text} = {anchor.words}",
        )
    return None


def _apart(annotated: AnnotatedDocument, anchor: int, number: int) -> bool:
    """Whether two words of a sentence stand in clauses of their own."""
    clauses = [
        next((n for n in (word, *annotated.ancestors(word)) if annotated.tokens[n].pos in VERBS), word)
        for word in (anchor, number)
    ]
    return clauses[0] != clauses[1]
