"""The date of a note: which of a document's time expressions governs the clause it stands in.

Every extracting step asks ``date_of`` with the token that heads its note: the cue of a statement, the verb or noun of an event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import dating_said as said
from detente.extract.dating_clause import clause_verb, governing

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument
    from detente.model.when import When


def date_of(annotated: AnnotatedDocument, number: int) -> When | None:
    """When the thing headed by a token was said or done, or ``None`` where the document does not tell.

    In this order: the time expression that hangs on the token, on its clause, or on a clause above that shares its time ("said on
    Friday that it would …"); for what is said, the time of the saying (``said``); for the present-tense words of a document that
    is itself its issuer's statement, the document's own date; for plain past events of a news report, the days before it.
    """
    expression = governing(annotated, number)
    if expression is not None:
        return expression.when
    verb = clause_verb(annotated, number)
    if verb is None:
        return None
    speech = said.speech_above(annotated, number, verb)
    if speech is not None:
        return said.date_of_speech(annotated, speech)
    if annotated.issuer is not None:
        return annotated.published if said.in_present(annotated, verb) else None
    if said.plain_past(annotated, verb) and annotated.tokens[verb].dep in ("ROOT", "conj"):
        return said.days_before(annotated) if not _older(annotated, verb) else None
    return None


def _older(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether the paragraph has turned to the past before the verb: a time well before the report governs what stands there."""
    published = annotated.published
    paragraph = annotated.sentence_of(verb).paragraph
    for expression in annotated.times:
        if expression.first < verb and annotated.sentence_of(expression.first).paragraph == paragraph:
            when = expression.when
            if when is not None and published is not None and (published.first - when.last).days > said.RECENT:
                return True
    return False
