"""The details of a measure: its programme and its reason."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente.extract import citing, clauses
from detente.extract.sanctioning import listing
from detente.extract.wordlists import words
from detente.resources import rows

if TYPE_CHECKING:
    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span
    from detente.model.evidence import InText

REASONS = frozenset({"for", "over", "because", "amid"})
RESPONSES = frozenset({"response", "retaliation", "reaction", "punishment", "protest"})
TEMPORAL = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in rows("measures/programmes.tsv"))


def programme(annotated: AnnotatedDocument, trigger: int) -> str | None:
    """The resolution, order or statute named in the sentence, as it is named there."""
    sentence = annotated.sentence_of(trigger)
    text = annotated.words(sentence.first, sentence.stop)
    for pattern in _patterns():
        found = pattern.search(text)
        if found:
            return found.group().strip()
    return None


def reason(annotated: AnnotatedDocument, trigger: int, nouns: tuple[int, ...]) -> InText | None:
    """The exact words of why: what stands after "for", "over", "in response to"."""
    for head in (trigger, *nouns):
        for child in annotated.children(head):
            found = _reason_under(annotated, child)
            if found is not None:
                return citing.words(annotated, _phrase(annotated, found))
    return None


def _reason_under(annotated: AnnotatedDocument, preposition: int) -> int | None:
    token = annotated.tokens[preposition]
    if token.dep not in {"prep", "advcl", "agent", "mark"} or token.pos not in {"ADP", "SCONJ"}:
        return None
    found = annotated.child(preposition, "pobj", "pcomp")
    if found is None or annotated.tokens[found].entity in TEMPORAL:
        return None
    if token.lemma in REASONS and annotated.tokens[found].lemma not in {"time", "year", "month"}:
        return found
    if token.lemma in {"in", "as"} and annotated.tokens[found].lemma in RESPONSES:
        return clauses.complement(annotated, found, "to", "for", "against")
    return None


def _phrase(annotated: AnnotatedDocument, head: int) -> Span:
    """The words of a noun phrase, without "as reasons for" after it and the quotation marks around it."""
    dropped = {
        n
        for below in annotated.subtree(head)
        if annotated.tokens[below].lemma == "as" and annotated.tokens[below].dep == "prep"
        for n in annotated.subtree(below)
    }
    subtree = [n for n in annotated.subtree(head) if n not in dropped]
    first = last = head
    while first - 1 in subtree:
        first -= 1
    while last + 1 in subtree:
        last += 1
    while last > head and annotated.tokens[last].pos == "PUNCT":
        last -= 1
    while first < head and annotated.tokens[first].pos == "PUNCT":
        first += 1
    return annotated.span(first, last + 1)


def told_later(annotated: AnnotatedDocument, trigger: int, targets: tuple[Actor, ...]) -> InText | None:
    """The exact words of why, where the following sentences give them: "cited X as the reason", "accused the two of X"."""
    names = {a.name for a in targets}
    for sentence in listing.following(annotated, trigger):
        for number in range(sentence.first, sentence.stop):
            found = _explained(annotated, number, names)
            if found is not None:
                return citing.words(annotated, _phrase(annotated, found))
    return None


def _explained(annotated: AnnotatedDocument, number: int, names: set[str]) -> int | None:
    """The head of a reason given by a verb: what is cited, or of what the targets are accused."""
    token = annotated.tokens[number]
    if token.pos != "VERB":
        return None
    if token.lemma in {"cite", "invoke", "give"}:
        below = {annotated.tokens[n].lemma for n in annotated.subtree(number)}
        if below & {"reason", "ground", "basis", "justification"} and below & listing.MEASURES:
            return annotated.child(number, "dobj")
    if token.lemma in words("charging"):
        charged = clauses.objects(annotated, number)
        hit = any(a.name in names for o in charged for n in annotated.conjuncts(o) for a in annotated.actors_at(n))
        resumed = any(annotated.tokens[o].lemma.lower() in listing.RESUMING | words("listed-groups") for o in charged)
        if hit or resumed:
            told = (clauses.complement(annotated, n, "of", "for") for n in (number, *charged))
            return next((n for n in told if n is not None), None)
    return None
