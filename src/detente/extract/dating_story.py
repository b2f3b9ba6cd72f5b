"""The day of a story told from sentence to sentence: one without a time of its own goes on where the last one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import dating_said as said
from detente.extract.dating_clause import governing, relation
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument, Sentence
    from detente.model.when import When

# sentences over which a story goes on
_REACH = 3
_ROOTS = ("ROOT", "conj", "ccomp")


def told_on(annotated: AnnotatedDocument, verb: int) -> When | None:
    """The time of the sentence before, in the same paragraph, where both tell the plain past and that time is older than the news."""
    published, news = annotated.published, said.days_before(annotated)
    if published is None:
        return None
    sentence, paper = annotated.sentence_of(verb), _of_a_paper(annotated, verb)
    told = said.plain_past(annotated, verb) or paper
    if not told or annotated.tokens[verb].dep not in _ROOTS or _timed(annotated, sentence):
        return None
    number = annotated.tokens[verb].sentence
    for before in reversed(annotated.sentences[max(0, number - _REACH) : number]):
        if before.paragraph != sentence.paragraph:
            break
        root = next((n for n in range(before.first, before.stop) if annotated.tokens[n].dep == "ROOT"), None)
        if root is None or not said.plain_past(annotated, root):
            return None
        expression = governing(annotated, root)
        if expression is not None:
            when = expression.when if relation(annotated, expression) != "since" else None
            old = when is not None and (news is None or when.last < news.first)
            return when if old else _news(annotated, verb) if paper else None
        if _timed(annotated, before):
            return None
    return _news(annotated, verb) if paper else None


def _news(annotated: AnnotatedDocument, verb: int) -> When | None:
    return None if said.looks_back(annotated, verb) else said.days_before(annotated)


def _of_a_paper(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb tells in the present what a paper lays down."""
    tokens = annotated.tokens
    if tokens[verb].tag not in ("VBZ", "VBP") or annotated.issuer is not None:
        return False
    at = verb
    while annotated.child(at, "nsubj") is None and tokens[at].dep == "conj":
        at = tokens[at].head
    subject = annotated.child(at, "nsubj")
    if subject is None:
        return False
    unknown = tokens[subject].text.lower() == "it" and not annotated.actors_at(subject)
    return tokens[subject].lemma.lower() in words("papers-of-state") or (unknown and tokens[verb].lemma != "be")


def _timed(annotated: AnnotatedDocument, sentence: Sentence) -> bool:
    """Whether a sentence tells a time; "within hours" counts from the one before."""
    return any(
        sentence.first <= e.first < sentence.stop
        and e.when is not None
        and annotated.tokens[e.first].text.lower() != "within"
        for e in annotated.times
    )
