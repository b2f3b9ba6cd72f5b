"""The time of what is said: that of the saying, carried on while the same speaker goes on."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.extract.dating_clause import carriers
from detente.model.when import When

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument, TimeExpression

RECENT = 2
OLD = 10
LONG_AGO = 300
WEEK = 7
LEAD = 2
WIDEST = 14
_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass")
_OPEN, _CLOSE = "“", "”"


@cache
def _speech_verbs() -> frozenset[str]:
    return frozenset(row["lemma"] for row in resources.rows("attribution/verbs.tsv") if row["kind"] == "speech")


def speech_above(annotated: AnnotatedDocument, number: int, verb: int) -> int | None:
    """The reporting verb whose content or cue a token is, or ``None`` where it is the report's own.

    A thing past within what is said ("said it had tested …") does not share the time of the saying.
    """
    quoted = in_quotation(annotated, number)
    if reports(annotated, verb) and not quoted:
        return (_cue(annotated, number, verb) or verb) if _backshifted(annotated, verb) else verb
    told = in_present(annotated, verb) or _backshifted(annotated, verb)
    if not told and not (quoted and present_perfect(annotated, verb)):
        return verb if reports(annotated, verb) and number == verb else None
    return _cue(annotated, number, verb)


def voiced(annotated: AnnotatedDocument, number: int) -> int | None:
    """The reporting verb whose words a token stands in, or that it is itself."""
    at = next((n for n in (number, *annotated.ancestors(number)) if annotated.tokens[n].pos in _VERBS), number)
    cue = _cue(annotated, number, at)
    return at if cue is None and reports(annotated, at) else cue


def _cue(annotated: AnnotatedDocument, number: int, verb: int) -> int | None:
    for above in annotated.ancestors(verb):
        if reports(annotated, above) and not in_quotation(annotated, above):
            return above
    for below in annotated.children(verb):
        if annotated.tokens[below].dep == "parataxis" and reports(annotated, below):
            return below
    return beside(annotated, number) if in_quotation(annotated, number) else None


def _backshifted(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a past form may stand for a present in reported speech: "said the options were", "said it was listing"."""
    token = annotated.tokens[verb]
    helpers = {annotated.tokens[c].text.lower() for c in annotated.children(verb) if annotated.tokens[c].dep == "aux"}
    return (token.lemma == "be" and token.tag == "VBD") or (token.tag == "VBG" and bool(helpers & {"was", "were"}))


def reports(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a word is a verb of saying."""
    token = annotated.tokens[number]
    return token.pos in _VERBS and token.lemma in _speech_verbs()


def in_quotation(annotated: AnnotatedDocument, number: int) -> bool:
    """Whether a token stands between quotation marks of its paragraph."""
    document = annotated.document
    start = document.paragraphs[annotated.sentence_of(number).paragraph].span.start
    before = document.text[start : annotated.tokens[number].start]
    if _OPEN in before or _CLOSE in before:
        return before.rfind(_OPEN) > before.rfind(_CLOSE)
    return before.count('"') % 2 == 1


def beside(annotated: AnnotatedDocument, number: int) -> int | None:
    """The reporting verb of a quotation that is a sentence by itself: the nearest one outside it, later ones first."""
    paragraph = annotated.sentence_of(number).paragraph
    inside = [s for s in annotated.sentences if s.paragraph == paragraph]
    tokens = range(inside[0].first, inside[-1].stop)
    verbs = [n for n in tokens if reports(annotated, n) and not in_quotation(annotated, n)]
    return min(verbs, key=lambda n: (n < number, abs(n - number))) if verbs else None


def is_news(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a perfect or present tells the news itself: "has urged" in the first paragraphs, "Kim says" in the headline."""
    token, number = annotated.tokens[verb], annotated.sentence_of(verb).paragraph
    if number == 0 and annotated.document.paragraphs[0].kind == "headline":
        return token.tag in ("VBZ", "VBP")
    helpers = {annotated.tokens[c].text.lower() for c in annotated.children(verb) if annotated.tokens[c].dep == "aux"}
    return number <= LEAD and token.tag == "VBN" and bool(helpers & {"has", "have"}) and token.dep == "ROOT"


def looks_back(annotated: AnnotatedDocument, verb: int, *, by: int = OLD) -> bool:
    """Whether the report has turned to the past: the last time named before the verb, here or a paragraph above, is an old one.

    A year in a name ("the 2015 deal") turns nothing. ``by`` is how many days make a time old.
    """
    published, paragraph = annotated.published, annotated.sentence_of(verb).paragraph
    if published is None:
        return False
    for expression in reversed(annotated.times):
        modifies = annotated.tokens[expression.stop - 1].dep in ("nummod", "compound") or _aside(annotated, expression)
        if expression.first < verb and not modifies:
            near = paragraph - annotated.sentence_of(expression.first).paragraph <= 1
            return near and expression.when is not None and (published.first - expression.when.last).days > by
    return False


def _aside(annotated: AnnotatedDocument, expression: TimeExpression) -> bool:
    """Whether a time stands in a clause that only tells which thing is meant ("property lost in 1959")."""
    verbs = (annotated.tokens[c] for c in carriers(annotated, expression) if annotated.tokens[c].pos in _VERBS)
    return any(verb.dep in ("relcl", "acl") for verb in verbs)


def plain_past(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb is in the simple past: "said", not "has said", "had said" or "says"."""
    helpers = _helpers(annotated, verb)
    if annotated.tokens[verb].tag == "VBD":
        return True
    return (
        annotated.tokens[verb].tag == "VBN" and bool(helpers & {"was", "were"}) and not helpers & {"has", "have", "had"}
    )


def told_past(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb tells what has happened, in any tense of the past."""
    return plain_past(annotated, verb) or present_perfect(annotated, verb) or past_perfect(annotated, verb)


def _helpers(annotated: AnnotatedDocument, verb: int) -> frozenset[str]:
    return frozenset(
        annotated.tokens[c].text.lower()
        for c in annotated.children(verb)
        if annotated.tokens[c].dep in ("aux", "auxpass")
    )


def finite(annotated: AnnotatedDocument, verb: int) -> int:
    """The verb whose tense a verb shares: itself, or for a bare participle the one above ("is committed", "signed, prompting …")."""
    tokens = annotated.tokens
    while (
        tokens[verb].tag in ("VBN", "VBG")
        and not _helpers(annotated, verb)
        and tokens[verb].dep in ("acomp", "oprd", "xcomp", "advcl", "pcomp", "conj")
    ):
        above = next((n for n in annotated.ancestors(verb) if tokens[n].pos in _VERBS), verb)
        if above == verb:
            break
        verb = above
    return verb


def at_work(annotated: AnnotatedDocument, verb: int) -> int:
    """For "ministers meeting in Oslo agreed": the verb of which their doing is the subject; else the verb itself."""
    token = annotated.tokens[verb]
    if token.dep != "acl" or token.tag != "VBG" or annotated.tokens[token.head].dep not in _SUBJECTS:
        return verb
    above = annotated.tokens[token.head].head
    return above if annotated.tokens[above].pos in _VERBS else verb


def present_perfect(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb tells what has been done by now: "has failed", "have condemned"."""
    return annotated.tokens[verb].tag == "VBN" and bool(_helpers(annotated, verb) & {"has", "have", "'ve", "’ve"})


def past_perfect(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb tells what was past already: "had failed"."""
    return bool(_helpers(annotated, verb) & {"had", "'d", "’d"}) and annotated.tokens[verb].tag == "VBN"


def in_present(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a verb looks to the present or ahead: "calls", "must", "will", "to lift"; participles follow the verb above."""
    token = annotated.tokens[verb]
    helpers = _helpers(annotated, verb)
    if helpers & {"has", "have", "had", "was", "were", "did"} and not helpers & {"will", "would", "must", "should"}:
        return False
    return token.tag not in ("VBD", "VBN") or bool(helpers)


def now(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a finite verb is in the present or ahead: "freezes", "are frozen", "may not enter", "will lose"; no perfect."""
    helpers = _helpers(annotated, verb)
    if helpers & {"has", "have", "had", "was", "were", "did", "'ve", "’ve", "been"}:
        return False
    return annotated.tokens[verb].tag in ("VBZ", "VBP") or bool(helpers - {"to", "being", "be"})


def advises(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a main clause of a text's own says what is to be done: "Brussels should …", "must", "ought to"; it is said as it is written."""
    return annotated.tokens[verb].dep in ("ROOT", "conj") and bool(
        _helpers(annotated, verb) & {"should", "must", "ought"}
    )


def days_before(annotated: AnnotatedDocument) -> When | None:
    """The report's own day and those just before: what a report tells in the plain past without a day falls there.

    Where the report's own day is not known exactly, it takes in fewer of the days before: a week at most, if it can.
    """
    published = annotated.published
    if published is None or published.width > WIDEST:
        return None
    before = max(0, min(RECENT, WEEK - published.width))
    return When(published.first - timedelta(before), published.last)
