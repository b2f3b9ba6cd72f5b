"""The grammar of clauses: who does what in a dependency tree, whether it happened, and the words of the clause.

Heads are token numbers of the annotated document. Labels are ClearNLP's, as spaCy's English pipelines give them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from detente.extract import status
from detente.extract.parties import parties
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span

__all__ = [
    "agent",
    "clause_span",
    "complement",
    "conjoined_verb",
    "is_passive",
    "modality",
    "negated",
    "objects",
    "parties",
    "subject",
    "surface_subject",
]  # fmt: skip

Modality = Literal["actual", "planned", "hypothetical"]
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
RELATIVE = frozenset({"who", "which", "that", "whom"})
# "X accused Y of doing", "X kept Y from doing": the object does what stands under the preposition
OBJECT_CONTROL_PREPOSITIONS = frozenset({"of", "from", "into"})
SUBJECT_CONTROL = frozenset({"promise", "threaten", "use", "vow", "swear"})
# "X called on Y to do": Y does it
APPEALS = frozenset({"call", "appeal", "plead", "press", "push"})
TEMPORAL = frozenset({"DATE", "TIME"})
CLAUSE_HEADS = frozenset({"VERB", "AUX"})
LEADING = frozenset(
    {
        "and",
        "but",
        "or",
        "nor",
        "that",
        "because",
        "while",
        "although",
        "though",
        "as",
        "so",
        "since",
        "whereas",
        "yet",
        "plus",
    }
)
MAX_CLIMB = 12
# Labels under which a preposition hangs on its head; "prt" is the parser's slip in "called on Tehran on Friday"
COMPLEMENTS = frozenset({"prep", "dative", "agent", "prt", "advmod"})


def is_passive(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb is passive: with an auxiliary, or a past participle that modifies a noun."""
    token = annotated.tokens[verb]
    if annotated.child(verb, "auxpass", "nsubjpass", "csubjpass") is not None:
        return True
    if token.tag != "VBN":
        return False
    if annotated.child(verb, "aux", "nsubj") is not None:
        return False
    if token.dep == "conj":
        head = token.head
        return head != verb and annotated.tokens[head].tag == "VBN" and is_passive(annotated, head)
    return token.dep in {"acl", "amod", "advcl", "relcl", "oprd", "ROOT", "xcomp", "ccomp"} and (
        annotated.child(verb, "dobj") is None
    )


def subject(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The head token of who does it: through control, raising, relative clauses, shared subjects and passives.

    Returns:
        The token, or ``None`` where nobody is named (an agentless passive, an imperative).
    """
    if is_passive(annotated, verb):
        return agent(annotated, verb)
    return surface_subject(annotated, verb)


def agent(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The head token of a passive's by-phrase, or ``None``."""
    own = _by_phrase(annotated, verb)
    if own is not None:
        return own
    shared = _voice_head(annotated, verb)
    if shared is not None:
        return agent(annotated, shared)
    before = conjoined_verb(annotated, verb)
    shares = (
        before is not None and annotated.child(verb, "auxpass", "nsubjpass") is None and is_passive(annotated, before)
    )
    return _by_phrase(annotated, before) if shares and before is not None else None


def _by_phrase(annotated: AnnotatedDocument, verb: int) -> int | None:
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        if token.lemma == "by" and token.dep in {"agent", "prep"}:
            return annotated.child(child, "pobj")
    return None


def _voice_head(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The later of two conjoined passives that carries the by-phrase of both ("drafted and adopted by the Council")."""
    for child in annotated.children(verb):
        token = annotated.tokens[child]
        if token.dep == "conj" and token.tag == "VBN" and annotated.child(child, "nsubj", "nsubjpass") is None:
            return child
    return None


def surface_subject(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The head token of the grammatical subject, found elsewhere where the verb shares or inherits it."""
    return _surface_subject(annotated, verb, MAX_CLIMB)


def _surface_subject(annotated: AnnotatedDocument, verb: int, left: int) -> int | None:
    if left == 0:
        return None
    token = annotated.tokens[verb]
    own = annotated.child(verb, *SUBJECTS)
    if own is not None:
        return _antecedent(annotated, own, verb)
    stem = status.stem(annotated, verb)
    if stem != verb:
        return _surface_subject(annotated, stem, left - 1)
    if token.head == verb:
        return None
    head = token.head
    above = annotated.tokens[head]
    if token.dep in {"acl", "amod"}:
        return _of_modifier(annotated, verb, left)
    if token.dep == "relcl":
        return head
    if token.dep == "pcomp":
        return _under_preposition(annotated, head, left)
    if token.dep in {"conj", "advcl", "ccomp", "xcomp", "parataxis", "dep", "aux", "oprd", "acomp", "prep"}:
        if above.pos not in CLAUSE_HEADS and above.pos != "ADJ":
            return None if token.dep == "conj" else _of_noun(annotated, head, left)
        if above.lemma in APPEALS and _infinitive(annotated, verb):
            asked = complement(annotated, head, "on", "to", "for")
            if asked is not None:
                return asked
        if token.dep in {"xcomp", "ccomp"} and above.lemma not in SUBJECT_CONTROL:
            controlled = _object(annotated, head)
            if controlled is not None:
                return controlled
        if token.dep == "ccomp" and annotated.child(verb, "aux") is None and token.tag != "VBG":
            return None
        return _surface_subject(annotated, head, left - 1)
    return None


def _antecedent(annotated: AnnotatedDocument, found: int, verb: int) -> int:
    """What a relative pronoun stands for; any other token is itself."""
    token = annotated.tokens[found]
    if token.lemma not in RELATIVE or token.tag not in {"WDT", "WP", "IN", "DT"}:
        return found
    for number in (verb, *annotated.ancestors(verb)):
        if annotated.tokens[number].dep == "relcl":
            return annotated.tokens[number].head
        if annotated.tokens[number].dep not in {"conj", "ccomp", "xcomp"}:
            break
    return found


def _of_modifier(annotated: AnnotatedDocument, verb: int, left: int) -> int | None:
    """Subject of a verb that modifies a noun: the noun, or for an infinitive whoever has it ("Ankara's bid to join")."""
    token = annotated.tokens[verb]
    if _infinitive(annotated, verb):
        return _of_noun(annotated, token.head, left)
    return token.head


def _infinitive(annotated: AnnotatedDocument, verb: int) -> bool:
    return any(annotated.tokens[c].tag == "TO" for c in annotated.children(verb))


def _of_noun(annotated: AnnotatedDocument, noun: int, left: int) -> int | None:
    """Whose a noun is: its possessor, or the subject of the verb that governs it ("made a decision to …")."""
    possessor = annotated.child(noun, "poss")
    if possessor is not None and left > 1:
        return possessor
    for child in annotated.children(noun):
        if annotated.tokens[child].dep in {"amod", "compound", "nmod"} and annotated.actors_at(child):
            return child
    for number in annotated.ancestors(noun):
        token = annotated.tokens[number]
        if token.pos in CLAUSE_HEADS:
            return _surface_subject(annotated, number, left - 1) if left > 1 else None
        if token.pos not in {"ADP", "NOUN"}:
            return None
    return None


def _under_preposition(annotated: AnnotatedDocument, preposition: int, left: int) -> int | None:
    head = annotated.tokens[preposition].head
    if annotated.tokens[head].pos not in CLAUSE_HEADS:
        return _of_noun(annotated, head, left)
    if annotated.tokens[preposition].lemma in OBJECT_CONTROL_PREPOSITIONS:
        controlled = _object(annotated, head)
        if controlled is not None:
            return controlled
    if annotated.tokens[preposition].lemma == "for" and annotated.tokens[head].lemma in words("blaming"):
        return _object(annotated, head)
    return _surface_subject(annotated, head, left - 1)


def _object(annotated: AnnotatedDocument, verb: int) -> int | None:
    found = annotated.child(verb, "dobj", "dative")
    if found is None:
        found = annotated.child(verb, "nsubjpass")
    if found is None:
        return None
    return _antecedent(annotated, found, verb)


def objects(annotated: AnnotatedDocument, verb: int) -> tuple[int, ...]:
    """The head tokens of what or whom it is done to: objects, or a passive's subject; conjuncts hang below them."""
    if is_passive(annotated, verb):
        found = surface_subject(annotated, verb)
        kept = tuple(c for c in annotated.children(verb) if annotated.tokens[c].dep in {"dobj", "oprd"})
        return (found, *kept) if found is not None else kept
    own = [
        _antecedent(annotated, c, verb)
        for c in annotated.children(verb)
        if annotated.tokens[c].dep in {"dobj", "dative"} and annotated.tokens[c].pos != "ADP"
    ]
    token = annotated.tokens[verb]
    if not own and token.dep == "relcl":
        own_subject = annotated.child(verb, "nsubj")
        if own_subject is not None and annotated.tokens[own_subject].lemma not in RELATIVE:
            own = [token.head]
    if not own:
        own = [
            t
            for c in annotated.conjuncts(verb)[1:]
            if _shares_object(annotated, verb, c)
            for t in objects(annotated, c)
        ]
    return tuple(own)


def _shares_object(annotated: AnnotatedDocument, verb: int, other: int) -> bool:
    """Whether two conjoined verbs stand so close that one object serves both ("condemned and rejected the vote")."""
    return (
        annotated.tokens[other].head == verb
        and annotated.tokens[other].pos == "VERB"
        and other - verb <= 3
        and annotated.child(verb, "dobj", "dative") is None
        and not any(annotated.tokens[c].dep in {"prep", "ccomp", "xcomp"} for c in annotated.children(verb))
    )


def complement(annotated: AnnotatedDocument, head: int, *prepositions: str) -> int | None:
    """The head token under one of the prepositions that hang on a head ("sanctions on Iran"), times apart, or ``None``."""
    for child in annotated.children(head):
        token = annotated.tokens[child]
        if token.lemma in prepositions and token.dep in COMPLEMENTS:
            found = annotated.child(child, "pobj", "pcomp")
            if found is not None and annotated.tokens[found].entity not in TEMPORAL:
                return found
            nested = complement(annotated, child, *prepositions)
            if nested is not None:
                return nested
    return None


def conjoined_verb(annotated: AnnotatedDocument, verb: int) -> int | None:
    """The verb before this one in a coordination, whose auxiliaries and subject it may share, or ``None``."""
    token = annotated.tokens[verb]
    shares = token.dep == "conj" and token.head != verb and annotated.tokens[token.head].pos in CLAUSE_HEADS
    return token.head if shares else None


def negated(annotated: AnnotatedDocument, head: int) -> bool:
    """Whether an act did not take place: "not", "never", "no", "without", "failed to", "refused to", "stopped short of"."""
    return status.negated(annotated, head)


def modality(annotated: AnnotatedDocument, head: int) -> Modality:
    """Whether an act happened, is planned, or only imagined, asked for or conditional."""
    return status.modality(annotated, head)


def clause_span(annotated: AnnotatedDocument, head: int) -> Span:
    """The words of the short clause around a head: without leading conjunctions and trailing punctuation.

    For a verb, its own clause without conjoined clauses; for a noun, its phrase.
    """
    dropped: set[int] = set()
    verbal = annotated.tokens[head].pos in CLAUSE_HEADS
    for child in annotated.children(head):
        token = annotated.tokens[child]
        other_clause = (
            verbal
            and token.dep in {"conj", "parataxis"}
            and token.pos in CLAUSE_HEADS
            and not _shares_object(annotated, head, child)
        )
        loose = token.dep == "cc" and not any(_shares_object(annotated, head, c) for c in annotated.conjuncts(head)[1:])
        if other_clause or loose or (not verbal and token.dep == "relcl"):
            dropped.update(annotated.subtree(child))
    sentence = annotated.sentence_of(head)
    kept = {n for n in annotated.subtree(head) if n not in dropped and sentence.first <= n < sentence.stop}
    first, last = head, head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    first, last = _trimmed(annotated, first, last, head)
    return annotated.span(first, last + 1)


def _trimmed(annotated: AnnotatedDocument, first: int, last: int, head: int) -> tuple[int, int]:
    tokens = annotated.tokens
    while (
        first < head
        and (tokens[first].pos == "PUNCT" or tokens[first].lemma in LEADING)
        and not _opens(annotated, first, last)
    ):
        first += 1
    while (
        last > head
        and (tokens[last].pos == "PUNCT" or tokens[last].dep == "cc")
        and not _closes(annotated, first, last)
    ):
        last -= 1
    return first, last


def _opens(annotated: AnnotatedDocument, first: int, last: int) -> bool:
    """Whether the first token is a quotation mark or bracket that closes inside."""
    text = annotated.tokens[first].text
    pairs = {"“": "”", '"': '"', "(": ")", "‘": "’", "``": "''"}
    return text in pairs and any(annotated.tokens[n].text == pairs[text] for n in range(first + 1, last + 1))


def _closes(annotated: AnnotatedDocument, first: int, last: int) -> bool:
    """Whether the last token is a quotation mark or bracket that opened inside."""
    text = annotated.tokens[last].text
    pairs = {"”": "“", '"': '"', ")": "(", "’": "‘", "''": "``"}
    if text == '"':
        return sum(annotated.tokens[n].text == '"' for n in range(first, last)) % 2 == 1
    return text in pairs and any(annotated.tokens[n].text == pairs[text] for n in range(first, last))
