"""The way up a tree: how a word hangs on the one above, prepositions, conjunctions and slips of the parser stepped over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.stances.grammar import VERBS, denied, infinitive

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

BE = frozenset({"be", "remain", "seem", "appear", "become", "'s", "’s"})
BILLS = frozenset({"bill", "legislation", "resolution", "measure", "law", "amendment", "proposal", "motion", "act"})
ASKING = frozenset(
    {"call", "ask", "appeal", "plead", "plea", "push", "press", "demand", "lobby", "beg", "pray", "hope", "wish",
     "urge", "pressure", "encourage", "persuade", "convince", "nudge", "prod", "implore", "petition"}
)  # fmt: skip
# Verbs whose subject is that of the infinitive under them
RAISING = frozenset({"have", "need", "be", "begin", "start", "continue", "cease", "seem", "appear", "ought"})
ASKED_OF = frozenset({"on", "upon", "to", "with", "for"})
PARTS = frozenset({"compound", "nmod", "poss", "amod"})


def step(annotated: AnnotatedDocument, here: int) -> tuple[str, int] | None:
    """How a word hangs on the next one above: the way, and that word; conjunctions and appositions are stepped over."""
    token = annotated.tokens[here]
    while token.dep in {"conj", "appos"} and token.head != token.number:
        head = annotated.tokens[token.head]
        if _asked_too(annotated, token.number, head.number):
            return "clause", head.number
        if token.pos in VERBS and head.pos in VERBS and annotated.child(token.number, "nsubj", "nsubjpass") is not None:
            return None
        if token.pos == "NOUN" and head.pos in VERBS:
            return _misjoined(annotated, token.number, head.number)
        if (token.pos in VERBS) != (head.pos in VERBS):
            return None
        token = head
    if token.head == token.number:
        return None
    head = annotated.tokens[token.head]
    if token.dep in {"dobj", "dative", "nsubjpass", "oprd", "csubjpass"}:
        return "object", head.number
    if token.dep in {"nsubj", "csubj"}:
        return _as_subject(annotated, head.number)
    if token.dep in {"pobj", "pcomp"}:
        return _over_preposition(annotated, head.number)
    if token.dep in PARTS:
        return "compound", head.number
    if token.dep == "attr":
        return "attr", head.number
    if token.dep == "dep" and token.pos in VERBS and head.pos in VERBS:
        return "clause", head.number
    if token.dep == "xcomp" and head.lemma in BE and infinitive(annotated, here):
        predicate = annotated.child(head.number, "acomp", "attr")
        return "clause", head.number if predicate is None or predicate > here else predicate
    if token.dep in {"xcomp", "ccomp"} or (token.dep in {"acl", "relcl"} and infinitive(annotated, token.number)):
        return "clause", head.number
    if token.dep in {"acl", "relcl"} and head.lemma in BILLS:
        return "clause", head.number
    if token.dep == "advcl" and token.tag == "VBG" and token.number - head.number in {1, 2} and head.pos in VERBS:
        return "clause", head.number  # "ruled out recognising", which the parser hangs beside the verb
    if token.dep == "advcl" and infinitive(annotated, token.number):
        return ("clause", head.number) if _asked_for(annotated, token.number) else _of_infinitive(annotated, token.head)
    return None


def _as_subject(annotated: AnnotatedDocument, verb: int) -> tuple[str, int]:
    """How a subject hangs: on the infinitive below a verb that only lends it force ("the sanctions have to go")."""
    below = annotated.child(verb, "xcomp")
    lends = annotated.tokens[verb].lemma in RAISING and annotated.child(verb, "dobj", "acomp", "attr") is None
    if lends and below is not None and infinitive(annotated, below) and annotated.tokens[below].pos in VERBS:
        return ("object" if annotated.child(below, "auxpass") is not None else "subject"), below
    return ("object" if _left_passive(annotated, verb) else "subject"), verb


def _left_passive(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a participle under a verb is a passive that the parser took for an active one ("wants the sanctions lifted")."""
    token = annotated.tokens[verb]
    bare = annotated.child(verb, "aux", "auxpass", "dobj") is None
    return token.tag == "VBN" and token.dep in {"ccomp", "xcomp"} and bare


def _asked_for(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether an infinitive is what a verb before it asks for ("called for the sanctions to be lifted", "on X to lift them", "pushed X to keep them")."""
    head = annotated.tokens[verb].head
    if annotated.tokens[head].lemma not in ASKING:
        return False
    asked = annotated.child(head, "dobj")
    if asked is not None and head < asked < verb and annotated.actors_at(asked):
        return True
    mark = annotated.child(verb, "mark")
    if mark == head + 1 and annotated.tokens[mark].lemma == "for":
        return True
    return any(
        head < child < verb and annotated.tokens[child].dep == "prep" and annotated.tokens[child].lemma in ASKED_OF
        for child in annotated.children(head)
    )


def _asked_too(annotated: AnnotatedDocument, verb: int, head: int) -> bool:
    """Whether a bare verb that the parser joined to a finite one belongs to its infinitive ("called on it to open …, release …")."""
    finite = annotated.tokens[head].tag in {"VBD", "VBZ", "VBP", "VBN"}
    if annotated.tokens[verb].tag != "VB" or not finite or annotated.child(verb, "aux", "nsubj") is not None:
        return False
    first = annotated.child(head, "xcomp", "ccomp")
    return first is not None and first < verb and infinitive(annotated, first)


def _misjoined(annotated: AnnotatedDocument, noun: int, verb: int) -> tuple[str, int]:
    """How a noun hangs that the parser joined to the verb: as its neighbour does ("appealed for calm and the release")."""
    before = [c for c in annotated.children(verb) if verb < c < noun and annotated.tokens[c].dep in {"prep", "dobj"}]
    if before and annotated.tokens[before[-1]].dep == "prep":
        return annotated.tokens[before[-1]].lemma, verb
    return "object", verb


def _over_preposition(annotated: AnnotatedDocument, preposition: int) -> tuple[str, int] | None:
    first = annotated.tokens[preposition]
    token = first
    while token.dep in {"prep", "advmod", "prt"} and annotated.tokens[token.head].pos in {"ADP", "ADV", "SCONJ"}:
        token = annotated.tokens[token.head]
    if token.head == token.number or first.dep not in {"prep", "agent", "dative", "mark", "prt", "advmod"}:
        return None
    return first.lemma, token.head


def _of_infinitive(annotated: AnnotatedDocument, head: int) -> tuple[str, int] | None:
    """An infinitive that the parser hung beside a predicate ("it is essential for both to disarm") belongs to it."""
    if annotated.tokens[head].lemma not in BE:
        bill = annotated.child(head, "dobj")
        if bill is not None and annotated.tokens[bill].lemma in BILLS:
            return "clause", head
        return ("purpose", head) if annotated.tokens[head].pos in VERBS and not denied(annotated, head) else None
    predicate = annotated.child(head, "acomp", "attr")
    return ("clause", predicate) if predicate is not None else None
