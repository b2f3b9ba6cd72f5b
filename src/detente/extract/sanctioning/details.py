"""The details of a measure: its programme, its reason, and targets that are listed apart from it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from detente.extract import citing, clauses
from detente.extract.wordlists import words
from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.model.actors import Actor
    from detente.model.annotation import AnnotatedDocument
    from detente.model.document import Span
    from detente.model.evidence import InText

REASONS = frozenset({"for", "over", "because", "amid"})
RESPONSES = frozenset({"response", "retaliation", "reaction", "punishment", "protest"})
LOOK_AHEAD = 3
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
    if token.lemma in REASONS and annotated.tokens[found].lemma not in {"time", "year", "month", "failure_"}:
        return found
    if token.lemma in {"in", "as"} and annotated.tokens[found].lemma in RESPONSES:
        return clauses.complement(annotated, found, "to", "for", "against")
    return None


def _phrase(annotated: AnnotatedDocument, head: int) -> Span:
    subtree = annotated.subtree(head)
    first = last = head
    while first - 1 in subtree:
        first -= 1
    while last + 1 in subtree:
        last += 1
    while last > head and annotated.tokens[last].pos == "PUNCT":
        last -= 1
    return annotated.span(first, last + 1)


def listed(annotated: AnnotatedDocument, target: int) -> tuple[Actor, ...]:
    """The persons and bodies of a group target ("three officials"): named after "including", or in a sentence that lists them."""
    if annotated.tokens[target].lemma not in words("listed-groups"):
        return ()
    inside = tuple(_named(annotated, tuple(n for n in annotated.subtree(target) if n != target)))
    if inside:
        return inside
    sentence = annotated.sentence_of(target)
    for following in annotated.sentences[sentence.number + 1 : sentence.number + 1 + LOOK_AHEAD]:
        verbs = {
            annotated.tokens[n].lemma
            for n in range(following.first, following.stop)
            if annotated.tokens[n].pos in {"VERB", "AUX"}
        }
        named = tuple(_named(annotated, range(following.first, following.stop)))
        if len(named) >= 2 and verbs & words("listing"):
            return named
    return ()


def _named(annotated: AnnotatedDocument, numbers: Iterable[int]) -> Iterator[Actor]:
    """Persons and bodies (no states) named at the tokens, each once."""
    seen: set[str] = set()
    for number in numbers:
        mention = annotated.mention_at(number)
        if mention is None or mention.kind not in {"name", "title"} or mention.as_place:
            continue
        for actor in mention.actors:
            if actor.kind in {"person", "group", "unknown"} and actor.name not in seen:
                seen.add(actor.name)
                yield actor
