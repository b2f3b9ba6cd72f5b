"""When something was said: as its verb tells, else as the speaker was dated before or the story goes, else in the days before the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract import dating_said as said
from detente.extract.dating_clause import carriers, governing
from detente.extract.dating_story import told_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.model.annotation import AnnotatedDocument
    from detente.model.when import When

_SUBJECTS = ("nsubj", "nsubjpass")


def date_of_speech(annotated: AnnotatedDocument, verb: int) -> When | None:
    """When something was said: as the verb tells, else as the speaker was dated before, else in the days before the report."""
    expression = governing(annotated, verb)
    if expression is not None:
        return expression.when
    main = verb
    while (
        annotated.tokens[main].tag == "VBG"
        and annotated.tokens[main].dep in ("advcl", "conj")
        and annotated.tokens[main].head != main
    ):
        main = annotated.tokens[main].head
    if not said.plain_past(annotated, main) and not said.is_news(annotated, main):
        own = annotated.issuer is not None and said.in_present(annotated, main)
        return annotated.published if own else told_on(annotated, main)
    carried = _carried_on(annotated, main)
    if carried is None:
        carried = told_on(annotated, main)
    if carried is not None:
        return carried
    return (
        said.days_before(annotated)
        if _has_content(annotated, main) or not said.looks_back(annotated, main, by=said.LONG_AGO)
        else None
    )


def _has_content(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether words or a clause stand for what is said; without them "ordered a strike" is an act like others."""
    sentence = annotated.sentence_of(verb)
    return annotated.child(verb, "ccomp") is not None or any(
        annotated.tokens[n].text in ("“", "”", '"', "``", "''") for n in range(sentence.first, sentence.stop)
    )


def _carried_on(annotated: AnnotatedDocument, verb: int) -> When | None:
    """The date of the last dated saying before the verb by the same speaker."""
    speakers = _speakers(annotated, verb)
    if not speakers:
        return None
    paragraph, published = annotated.sentence_of(verb).paragraph, annotated.published
    for expression in reversed(annotated.times):
        if expression.when is None or expression.first > verb:
            continue
        old = published is None or (published.first - expression.when.last).days > said.OLD
        if old and annotated.sentence_of(expression.first).paragraph != paragraph:
            continue
        for carrier in carriers(annotated, expression):
            if (
                said.reports(annotated, carrier)
                and said.plain_past(annotated, carrier)
                and speakers & _speakers(annotated, carrier)
            ):
                return expression.when
    return None


def _speakers(annotated: AnnotatedDocument, verb: int) -> frozenset[str]:
    return frozenset(_named(annotated, verb))


def _named(annotated: AnnotatedDocument, verb: int) -> Iterator[str]:
    at, steps = verb, 0
    while (
        annotated.child(at, *_SUBJECTS) is None and annotated.tokens[at].dep in ("conj", "advcl", "xcomp") and steps < 3
    ):
        at, steps = annotated.tokens[at].head, steps + 1
    subject = annotated.child(at, *_SUBJECTS)
    if subject is None:
        return
    for actor in annotated.actors_at(subject):
        yield actor.entity or actor.name
