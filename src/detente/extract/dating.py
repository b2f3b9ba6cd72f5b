"""The date of a note: which of a document's time expressions governs the clause it stands in.

Every extracting step asks ``date_of`` with the token that heads its note: the cue of a statement, the verb or noun of an event.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.extract import dating_said as said
from detente.extract.datelines import of_a_dateline
from detente.extract.dating_clause import begun, carriers, clause_verb, governing, misplaced
from detente.extract.dating_speech import date_of_speech
from detente.extract.dating_story import told_on
from detente.extract.wordlists import words
from detente.model.when import When

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument, TimeExpression

DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
WEEK = timedelta(7)
# paragraphs of a report that tell its news
OPENING = 5


def date_of(annotated: AnnotatedDocument, number: int) -> When | None:
    """When the thing headed by a token was said or done, or ``None`` where the document does not tell.

    In this order: the time expression that hangs on the token, on its clause, or on a clause above that shares its time ("said on
    Friday that it would …"); for what is said, the time of the saying (``said``); for the present-tense words of a document that
    is itself its issuer's statement, the document's own date; the one time that the sentence names; for the news of a report (what
    it tells in the plain past, and what its first words tell at all), the days before it.
    """
    expression, verb = governing(annotated, number), clause_verb(annotated, number)
    if expression is not None and not _still_to_come(annotated, expression, verb):
        return expression.when
    token = annotated.tokens[number]
    if verb is None and said.in_quotation(annotated, number):
        cue = said.beside(annotated, number)
        return date_of_speech(annotated, cue) if cue is not None else None
    if verb is None or (token.pos in ("NOUN", "PROPN") and token.dep != "ROOT"):
        return _named_alone(annotated, number)
    speech = said.speech_above(annotated, number, verb)
    if speech is not None:
        return date_of_speech(annotated, speech) or _named_alone(annotated, verb)
    verb = said.at_work(annotated, said.finite(annotated, verb))
    if annotated.issuer is not None and (said.in_present(annotated, verb) or said.present_perfect(annotated, verb)):
        return annotated.published
    stray = (
        misplaced(annotated, verb) if said.plain_past(annotated, verb) and not said.reports(annotated, verb) else None
    )
    if stray is not None and not _still_to_come(annotated, stray, verb):
        return stray.when
    return (
        _named_alone(annotated, verb)
        or told_on(annotated, verb)
        or _of_the_news(annotated, verb)
        or _as_reported(annotated, verb)
    )


def date_of_force(annotated: AnnotatedDocument, number: int, kind: str) -> When | None:
    """When an act that is done by words was done: told within what somebody says, it is the saying, and has its date.

    What is charged has times of its own ("said it had fired a missile in May"); the charge is made when it is said.
    """
    cue = said.voiced(annotated, number) if kind in words("acts-of-speech") else None
    if cue is None or cue == number or said.reports(annotated, number):
        return date_of(annotated, number)
    spoken = date_of_speech(annotated, cue)
    charged = kind == "ACCUSE" and _is_content(annotated, number, cue)
    return spoken or date_of(annotated, number) if charged else date_of(annotated, number) or spoken


def _is_content(annotated: AnnotatedDocument, number: int, cue: int) -> bool:
    """Whether a word stands in what a verb of saying reports, and not in a clause about the speaker."""
    below = next((n for n in (number, *annotated.ancestors(number)) if annotated.tokens[n].head == cue != n), None)
    aside = below is not None and annotated.tokens[below].dep in ("nsubj", "nsubjpass", "advcl", "prep")
    return not aside


def date_of_saying(annotated: AnnotatedDocument, number: int) -> When | None:
    """When something was said: as ``date_of``, else the days before the report where its past is told in the past, unless of years ago."""
    return date_of(annotated, number) or _of_late(annotated, number)


def _of_late(annotated: AnnotatedDocument, number: int) -> When | None:
    verb = clause_verb(annotated, number)
    if verb is None or annotated.tokens[verb].dep not in ("ROOT", "conj") or not said.plain_past(annotated, verb):
        return None
    past = said.looks_back(annotated, verb, by=said.LONG_AGO) or _untold(annotated, verb)
    return None if past else said.days_before(annotated)


def _still_to_come(annotated: AnnotatedDocument, expression: TimeExpression, verb: int | None) -> bool:
    """Whether a time lies ahead of the report and so cannot date what is told as done."""
    when, published = expression.when, annotated.published
    if verb is None or when is None or published is None or when.last <= published.last or when.first < published.first:
        return False
    return said.told_past(annotated, said.finite(annotated, verb))


def _untold(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a sentence counts from a time that is told nowhere: "two weeks later", "at the time"."""
    sentence = annotated.sentence_of(verb)
    return any(sentence.first <= e.first < sentence.stop and e.when is None for e in annotated.times)


def _as_reported(annotated: AnnotatedDocument, verb: int) -> When | None:
    """The days before a saying, where what it tells in the past has no time: "said its troops had shelled …"."""
    told, top = said.plain_past(annotated, verb) or said.past_perfect(annotated, verb), verb
    while annotated.tokens[top].dep == "conj":
        top = annotated.tokens[top].head
    if not told or annotated.tokens[top].dep != "ccomp" or said.looks_back(annotated, verb) or _untold(annotated, verb):
        return None
    cue = said.voiced(annotated, verb)
    spoken = date_of_speech(annotated, cue) if cue is not None and cue != verb else None
    if spoken is None or spoken.width > said.WEEK:
        return None
    return When(spoken.first - timedelta(said.RECENT if spoken.width <= said.RECENT else 0), spoken.last)


def date_of_event(annotated: AnnotatedDocument, number: int, kind: str, status: str) -> When | None:
    """When an event of a type and status was, or is to be: what is planned or only thought of lies ahead, sanctions hold from when they were put on."""
    if status in ("planned", "hypothetical"):
        return date_of_plan(annotated, number)
    puts_on = kind == "SANCTION" and status == "actual"
    return date_of_effect(annotated, number) if puts_on else date_of_force(annotated, number, kind)


def date_of_measure(annotated: AnnotatedDocument, number: int, status: str) -> When | None:
    """When a measure of a status was put on; one only announced, else, when it is to hold."""
    if status == "proposed":
        return date_of(annotated, number)
    found = date_of_effect(annotated, number)
    return found or (date_of_plan(annotated, number) if status == "announced" else None)


def date_of_plan(annotated: AnnotatedDocument, number: int) -> When | None:
    """As ``date_of``, for what is still to come: a weekday in the past then means the coming one ("a meeting called for Friday")."""
    when, expression = date_of(annotated, number), governing(annotated, number)
    published = annotated.published
    if expression is not None and _still_to_come(annotated, expression, clause_verb(annotated, number)):
        return expression.when
    coming = _coming(annotated, number)
    if coming is not None and (expression is None or _hangs_on_past(annotated, expression)):
        return coming
    if when is None or expression is None or published is None or expression.when != when:
        return when
    bare = annotated.words(expression.first, expression.stop).lower() in DAYS and not _hangs_on_past(
        annotated, expression
    )
    gone = (published.first - when.last).days
    return When(when.first + WEEK, when.last + WEEK) if bare and 0 < gone < WEEK.days else when


def _coming(annotated: AnnotatedDocument, number: int) -> When | None:
    """The one time still to come that a sentence names: of what is announced ("said a ban would take effect on Sept. 1")."""
    sentence, published = annotated.sentence_of(number), annotated.published
    inside = (e.when for e in annotated.times if sentence.first <= e.first < sentence.stop)
    ahead = [when for when in inside if when is not None and published is not None and when.first > published.last]
    return ahead[0] if len(ahead) == 1 else None


def _hangs_on_past(annotated: AnnotatedDocument, expression: TimeExpression) -> bool:
    """Whether a day is one on which something was done ("said on Wednesday that it would …"); "called for Wednesday" sets a day."""
    set_for = expression.first > 0 and annotated.tokens[expression.first - 1].text.lower() in (
        "for",
        "from",
        "by",
        "until",
    )
    dated = list(carriers(annotated, expression))
    if set_for or not dated or annotated.tokens[dated[0]].pos == "NOUN":
        return False
    return annotated.tokens[dated[-1]].tag in ("VBD", "VBN") and said.told_past(annotated, dated[-1])


def date_of_stance(annotated: AnnotatedDocument, number: int) -> When | None:
    """When a stance is held: as ``date_of``, else when it is voiced, whatever tense it is put in ("said it had only sought relief").

    In a document that is its issuer's statement, the document's own date.
    """
    found = date_of(annotated, number)
    if found is not None:
        return found
    voiced = said.voiced(annotated, number)
    if voiced is not None:
        return date_of_speech(annotated, voiced)
    verb = clause_verb(annotated, number)
    own = verb is not None and said.advises(annotated, said.finite(annotated, verb))
    return annotated.published if annotated.issuer is not None or own else _of_late(annotated, number)


def date_of_effect(annotated: AnnotatedDocument, number: int) -> When | None:
    """When a measure that stands was put on: as ``date_of``; for what one that is the news does ("its assets are frozen"), the days before.

    The news is what main clauses of the first paragraphs tell, with no time in their sentence and none long past named before.
    """
    verb = clause_verb(annotated, number)
    since = begun(annotated, number) if verb is not None and governing(annotated, number) is None else None
    found = since.when if since is not None else date_of(annotated, number) or _of_late(annotated, number)
    if found is not None or verb is None:
        return found
    verb, sentence = said.finite(annotated, verb), annotated.sentence_of(number)
    timed = any(sentence.first <= e.first < sentence.stop for e in annotated.times)
    opens = sentence.paragraph < OPENING and annotated.tokens[verb].dep in ("ROOT", "conj")
    if timed or not opens or not said.now(annotated, verb) or said.looks_back(annotated, verb):
        return None
    return annotated.published if annotated.issuer is not None else said.days_before(annotated)


def _of_the_news(annotated: AnnotatedDocument, verb: int) -> When | None:
    """The days before the report, where a clause without a time of its own tells its news."""
    if annotated.tokens[verb].dep not in ("ROOT", "conj", "ccomp", "advcl"):
        return None
    if said.looks_back(annotated, verb) or _untold(annotated, verb):
        return None
    told = _plainly_told(annotated, verb) or said.is_news(annotated, verb) or _opens(annotated, verb)
    return said.days_before(annotated) if told else None


def _plainly_told(annotated: AnnotatedDocument, verb: int) -> bool:
    """A plain past of the report's own: of a main clause, of one joined before it ("shells fell; nobody was hurt"), or beside one."""
    token = annotated.tokens[verb]
    if not said.plain_past(annotated, verb):
        return False
    if token.dep == "advcl":
        above = annotated.tokens[token.head]
        news = said.plain_past(annotated, above.number) or said.is_news(annotated, above.number)
        return above.dep in ("ROOT", "conj") and news
    return token.dep != "ccomp" or token.head > verb


def _opens(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a main clause opens the report, which tells the news in whatever tense ("Airlines may no longer cross …")."""
    if annotated.issuer is not None or annotated.tokens[verb].dep == "advcl":
        return False
    paragraphs = annotated.document.paragraphs
    return annotated.sentence_of(verb).paragraph == next((n for n, p in enumerate(paragraphs) if p.kind == "body"), -1)


def _named_alone(annotated: AnnotatedDocument, number: int) -> When | None:
    """The one time that a sentence names, where it lies well before the report or is a day or week just gone: the sentence is about it."""
    sentence, published = annotated.sentence_of(number), annotated.published
    inside = [e for e in annotated.times if sentence.first <= e.first < sentence.stop]
    inside = [e for e in inside if not of_a_dateline(annotated, e)] or inside
    if len(inside) != 1 or published is None or inside[0].when is None:
        return None
    when, ago = inside[0].when, (published.first - inside[0].when.last).days
    dated = list(carriers(annotated, inside[0]))
    if -1 <= ago <= said.OLD:
        of_a_name = (
            dated and annotated.tokens[dated[-1]].pos not in ("VERB", "AUX") and not _possessive(annotated, inside[0])
        )
        recent = when.width <= said.WEEK and not said.past_perfect(annotated, number)
        return when if recent and (not of_a_name or number in annotated.subtree(dated[-1])) else None
    roles = {annotated.tokens[c].dep for c in dated}
    if (
        annotated.issuer is not None
        or roles & {"relcl", "acl", "advcl"}
        or _of_another_clause(annotated, inside[0], number)
    ):
        return None
    return when if ago > said.OLD else None


def _of_another_clause(annotated: AnnotatedDocument, expression: TimeExpression, number: int) -> bool:
    """Whether an old time dates another clause of the sentence than a token's, or the present is told ("declares …, who lost in 2012")."""
    verb = clause_verb(annotated, number)
    if verb is not None and annotated.tokens[verb].tag in ("VBZ", "VBP"):
        return True
    own = clause_verb(annotated, expression.first)
    return (
        own is not None
        and annotated.tokens[own].dep in ("relcl", "acl", "advcl")
        and number not in annotated.subtree(own)
    )


def _possessive(annotated: AnnotatedDocument, expression: TimeExpression) -> bool:
    return any(annotated.tokens[n].dep == "poss" for n in range(expression.first, expression.stop))
