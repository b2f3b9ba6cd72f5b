"""The day of a story told from sentence to sentence: one without a time of its own goes on where the last one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import dating_said as said
from detente.extract.dating_clause import governing, relation

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
    sentence = annotated.sentence_of(verb)
    if not said.plain_past(annotated, verb) or annotated.tokens[verb].dep not in _ROOTS or _timed(annotated, sentence):
        return None
    number = annotated.sentences.index(sentence)
    for before in reversed(annotated.sentences[max(0, number - _REACH) : number]):
        if before.paragraph != sentence.paragraph:
            return None
        root = next((n for n in range(before.first, before.stop) if annotated.tokens[n].dep == "ROOT"), None)
        if root is None or not said.plain_past(annotated, root):
            return None
        expression = governing(annotated, root)
        if expression is not None:
            when = expression.when if relation(annotated, expression) != "since" else None
            old = when is not None and (news is None or when.last < news.first)
            return when if old else None
        if _timed(annotated, before):
            return None
    return None


def _timed(annotated: AnnotatedDocument, sentence: Sentence) -> bool:
    """Whether a sentence tells a time; "within hours" counts from the one before."""
    return any(
        sentence.first <= e.first < sentence.stop
        and e.when is not None
        and annotated.tokens[e.first].text.lower() != "within"
        for e in annotated.times
    )
