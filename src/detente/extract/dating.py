"""The date of a note: which of a document's time expressions governs the clause it stands in.

Every extracting step asks ``date_of`` with the token that heads its note: the cue of a statement, the verb or noun of an event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import dating_said as said
from detente.extract.dating_clause import carriers, clause_verb, governing

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
    if annotated.tokens[number].pos in ("NOUN", "PROPN") and annotated.tokens[number].dep != "ROOT":
        return _named_alone(annotated, number)
    verb = clause_verb(annotated, number)
    if verb is None:
        return None
    speech = said.speech_above(annotated, number, verb)
    if speech is not None:
        return said.date_of_speech(annotated, speech)
    if annotated.issuer is not None and said.in_present(annotated, verb):
        return annotated.published
    alone = _named_alone(annotated, verb)
    if alone is not None:
        return alone
    main = annotated.tokens[verb].dep in ("ROOT", "conj")
    if (
        main
        and (said.plain_past(annotated, verb) or said.is_news(annotated, verb))
        and not said.looks_back(annotated, verb)
    ):
        return said.days_before(annotated)
    return None


def _named_alone(annotated: AnnotatedDocument, number: int) -> When | None:
    """The one time that a sentence names, where it lies well before the report: the sentence is about that time."""
    sentence, published = annotated.sentence_of(number), annotated.published
    inside = [e for e in annotated.times if sentence.first <= e.first < sentence.stop]
    if len(inside) != 1 or published is None or annotated.issuer is not None:
        return None
    when, roles = inside[0].when, {annotated.tokens[c].dep for c in carriers(annotated, inside[0])}
    if when is None or roles & {"relcl", "acl", "advcl"}:
        return None
    return when if (published.first - when.last).days > said.OLD else None
