"""Small questions to a tree that positions, terms and assessments share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from detente.extract.clauses import agent, conjoined_verb, is_passive, surface_subject
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument

Force = Literal["plain", "will", "need", "may"]

VERBS = frozenset({"VERB", "AUX"})
WILL = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"})
NEED = frozenset({"should", "must", "ought"})
MAY = frozenset({"can", "could", "may", "might", "ca"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "without"})
SUPPOSING = frozenset({"if", "unless", "whether", "until", "till", "lest"})
# Participles that say what somebody is like, not what was done to them: "Moscow is prepared to talk"
STATES_OF_MIND = frozenset(
    {
        "commit", "prepare", "determine", "interest", "dedicate", "resolve", "frustrate", "disappoint", "appall",
        "dismay", "concern", "alarm", "outrage", "anger", "please", "encourage", "satisfy", "oppose", "honor", "incline", "dispose", "upset",
    }
)  # fmt: skip
# Nouns for who is for or against something
PARTISANS = frozenset(
    {"backer", "supporter", "advocate", "proponent", "champion", "defender", "guarantor", "critic", "opponent", "foe", "detractor",
     "skeptic", "sceptic", "adversary"}
)  # fmt: skip
# Verbs that answer another's call or offer: their subject does not own it ("rejected calls for talks")
ANSWERING = frozenset(
    {"reject", "welcome", "dismiss", "oppose", "support", "back", "accept", "endorse", "praise", "hail", "approve", "heed", "answer",
     "ignore", "rebuff", "spurn", "decline", "refuse", "snub", "resist", "criticize", "criticise", "condemn", "denounce", "veto",
     "block", "face", "brush", "hear", "cite", "echo", "receive", "draw", "follow", "join", "consider", "turn"}
)  # fmt: skip
FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our", "ours", "mine", "ourselves", "myself"})
SECOND_PERSON = frozenset({"you", "your"})
THIRD_PERSON = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "him", "them"})


def denied(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether the word itself is negated ("not", "never", "no"), or shares the negation of the verb before it."""
    for child in annotated.children(head):
        token = annotated.tokens[child]
        if token.dep == "neg" or (token.dep in {"det", "advmod", "preconj"} and token.lemma in NEGATIONS):
            return not _not_only(annotated, child) and not _comparing(annotated, head)
    if any(_no_longer(annotated, c) for c in annotated.children(head)):
        return True
    actor = annotated.child(head, "nsubj", "nsubjpass")
    if actor is not None and any(
        annotated.tokens[c].lemma in {"no", "neither"} and annotated.tokens[c].dep == "det"
        for c in annotated.children(actor)
    ):
        return True
    before = conjoined_verb(annotated, head)
    if before is None or annotated.child(head, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return False
    joined = {annotated.tokens[c].lemma for c in annotated.children(before) if annotated.tokens[c].dep == "cc"}
    return bool(joined & {"or", "nor"}) and denied(annotated, before)


def _no_longer(annotated: AnnotatedDocument, adverb: int) -> bool:
    token = annotated.tokens[adverb]
    return token.dep == "advmod" and token.text.lower() == "longer" and annotated.tokens[adverb - 1].lemma == "no"


def _comparing(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether "no" belongs to a comparison that affirms ("no bigger threat", "no better way")."""
    return annotated.child(head, "neg") is None and any(
        annotated.tokens[c].tag == "JJR" for c in annotated.children(head)
    )


def _not_only(annotated: AnnotatedDocument, negation: int) -> bool:
    following = annotated.tokens[negation + 1].lemma if negation + 1 < len(annotated.tokens) else ""
    return following in {"only", "just", "merely"}


def force(annotated: AnnotatedDocument, verb: int) -> Force:
    """What the verb's auxiliaries say: ``will`` (intention, future), ``need`` (duty, imperative), ``may``, or ``plain``."""
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        if token.dep == "aux" and token.tag == "MD":
            return _of_modal(token.lemma, token.text.lower())
    before = conjoined_verb(annotated, verb)
    if before is not None and annotated.child(verb, "nsubj", "nsubjpass", "aux") is None:
        token, first = annotated.tokens[verb], annotated.tokens[before]
        return force(annotated, before) if token.tag in {first.tag, "VB"} else "plain"
    above = annotated.tokens[annotated.tokens[verb].head]
    if annotated.tokens[verb].dep == "xcomp" and infinitive(annotated, verb):
        lent = _lent(annotated, above.number)
        if lent != "plain":
            return lent
    return "need" if imperative(annotated, verb) else "plain"


def own_force(annotated: AnnotatedDocument, verb: int) -> Force:
    """The same, but where a verb above lends it ("is going to lift"), it is that verb's own, with its negation."""
    token = annotated.tokens[verb]
    if token.dep == "xcomp" and infinitive(annotated, verb) and _lent(annotated, token.head) != "plain":
        return "plain"
    found = force(annotated, verb)
    below = annotated.child(verb, "xcomp")
    if found == "plain" and below is not None and infinitive(annotated, below):
        return _lent(annotated, verb)
    return found


def _lent(annotated: AnnotatedDocument, verb: int) -> Force:
    """What a verb lends to the infinitive under it: "is to", "is going to" (will), "has to" (need)."""
    token = annotated.tokens[verb]
    if token.lemma == "be" or (token.lemma == "go" and token.tag == "VBG"):
        return "will"
    return "need" if token.lemma == "have" and token.tag != "VBN" else "plain"


def _of_modal(lemma: str, word: str) -> Force:
    if lemma in WILL or word in WILL:
        return "will"
    return "need" if lemma in NEED else "may" if lemma in MAY or word in MAY else "plain"


def imperative(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb commands: a bare form, no subject, first words of its clause."""
    token = annotated.tokens[verb]
    if token.tag not in {"VB", "VBP"} or token.dep not in {"ROOT", "ccomp", "parataxis"} or infinitive(annotated, verb):
        return False
    return annotated.child(verb, "nsubj", "nsubjpass", "aux", "expl", "csubj") is None and (
        annotated.child(verb, "mark") is None
    )


def infinitive(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb has "to" before it."""
    return any(annotated.tokens[c].tag == "TO" for c in annotated.children(verb))


def marks(annotated: AnnotatedDocument, verb: int) -> tuple[str, ...]:
    """The words that join a clause to another ("unless", "if", "when"), in order."""
    return tuple(
        annotated.tokens[c].lemma
        for c in annotated.children(verb)
        if annotated.tokens[c].dep == "mark"
        or (annotated.tokens[c].dep == "advmod" and annotated.tokens[c].lemma in {"when", "once", "whenever", "after"})
    )


def supposed(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether a word stands in a clause that only supposes ("if", "whether", "unless", "until")."""
    for number in (head, *annotated.ancestors(head)):
        token = annotated.tokens[number]
        if token.pos in VERBS and SUPPOSING & set(marks(annotated, number)):
            return True
        if token.pos in VERBS and token.dep in {"ccomp", "relcl", "advcl"}:
            return False
    return False


def doubted(annotated: AnnotatedDocument, head: int) -> int | None:
    """The denied verb of opinion above a clause, whose "not" is the clause's own: "does not think that X should stay"."""
    verb = governing_verb(annotated, head)
    if verb is None or annotated.tokens[verb].dep != "ccomp":
        return None
    above = annotated.tokens[verb].head
    opinion = annotated.tokens[above].pos in VERBS and annotated.tokens[above].lemma in words("opinion")
    return above if opinion and denied(annotated, above) else None


def questioned(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether a word stands in a yes-or-no question ("Would Washington lift sanctions?"): a modal before the subject comes first."""
    verb = governing_verb(annotated, head)
    while verb is not None:
        modal, actor = annotated.child(verb, "aux"), annotated.child(verb, "nsubj")
        if modal is not None and actor is not None and modal < actor:
            asks = any(annotated.tokens[n].tag in {"WP", "WDT", "WRB"} for n in annotated.subtree(verb) if n < modal)
            sentence = annotated.sentence_of(verb)
            asks = asks or any(annotated.tokens[n].text == "?" for n in range(verb, sentence.stop))
            if asks:
                return True
        token = annotated.tokens[verb]
        verb = token.head if token.dep in {"xcomp", "ccomp"} and token.head != verb else None
    return False


def governing_verb(annotated: AnnotatedDocument, head: int) -> int | None:
    """The nearest verb at or above a word."""
    for number in (head, *annotated.ancestors(head)):
        if annotated.tokens[number].pos in VERBS:
            return number
    return None


def copula(annotated: AnnotatedDocument, adjective: int) -> int | None:
    """The verb that links an adjective or a predicate noun with its subject, or ``None``."""
    token = annotated.tokens[adjective]
    while token.dep == "conj":
        token = annotated.tokens[token.head]
    above = annotated.tokens[token.head]
    return above.number if token.dep in {"acomp", "attr", "oprd"} and above.pos in VERBS else None


def bearer(annotated: AnnotatedDocument, head: int) -> int | None:
    """The head token of who has what a word names: a verb's subject, an adjective's, a noun's possessor."""
    token = annotated.tokens[head]
    if token.lemma in PARTISANS and token.pos == "NOUN":
        return _partisan(annotated, head)
    if token.pos in VERBS and token.dep == "acomp":
        return surface_subject(annotated, token.head)
    if token.pos in VERBS:
        if is_passive(annotated, head):
            doer = agent(annotated, head)
            if doer is not None or token.lemma not in STATES_OF_MIND:
                return doer
        found = surface_subject(annotated, head)
        return _misjoined(annotated, head) if found is None else found
    if token.pos in {"ADJ", "ADV"}:
        linking = copula(annotated, head)
        if linking is not None:
            return surface_subject(annotated, linking)
        return token.head if token.dep == "amod" else None
    return owner(annotated, head)


def _partisan(annotated: AnnotatedDocument, noun: int) -> int | None:
    """Who is called a backer or critic: what the noun is said of, stands beside, or names itself ("European backers")."""
    token = annotated.tokens[noun]
    while token.dep == "conj":
        token = annotated.tokens[token.head]
    if token.dep == "appos":
        return token.head
    if token.dep == "attr":
        return surface_subject(annotated, token.head)
    above = annotated.tokens[token.head]
    if token.dep == "pobj" and above.lemma == "as" and annotated.tokens[above.head].pos in VERBS:
        return surface_subject(annotated, above.head)
    apposed = annotated.child(noun, "appos")
    if apposed is not None and annotated.actors_at(apposed):
        return apposed
    return noun


def _misjoined(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The subject of a verb that the parser joined to a noun ("urged X not to meddle with Y and slammed Z")."""
    token = annotated.tokens[verb]
    if (
        token.dep != "conj"
        or annotated.tokens[token.head].pos in VERBS
        or token.tag not in {"VBD", "VBZ", "VBP", "VBN"}
    ):
        return None
    above = next((n for n in annotated.ancestors(token.head) if annotated.tokens[n].tag == token.tag), None)
    return surface_subject(annotated, above) if above is not None else None


def owner(annotated: AnnotatedDocument, noun: int) -> int | None:
    """The head token of whose a noun is: "Seoul's call", "a ROK push", "a demand by Moscow", "made a demand"."""
    for child in annotated.children(noun):
        token = annotated.tokens[child]
        if token.dep == "poss" or (token.dep in {"compound", "amod", "nmod"} and annotated.actors_at(child)):
            return child
    for child in annotated.children(noun):
        token = annotated.tokens[child]
        if token.dep in {"prep", "agent"} and token.lemma in {"by", "from", "among"}:
            below = annotated.child(child, "pobj")
            if below is not None and annotated.actors_at(below):
                return below
    token = annotated.tokens[noun]
    above = annotated.tokens[token.head]
    if token.dep in {"dobj", "attr"} and above.pos in VERBS:
        return None if above.lemma in ANSWERING else surface_subject(annotated, above.number)
    if token.dep == "pobj" and above.dep == "prep":
        verb = annotated.tokens[above.head]
        return surface_subject(annotated, verb.number) if verb.pos in VERBS else None
    return None
