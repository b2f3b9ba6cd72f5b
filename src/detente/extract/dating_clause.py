"""Which time expression of a sentence governs a clause of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.datelines import of_a_dateline
from detente.extract.dating_links import (
    best,
    close_by,
    of_antecedent,
    of_its_clause,
    of_subject,
    of_the_moment,
    of_what_follows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.extract.dating_links import Hung
    from detente.model.annotation import AnnotatedDocument, TimeExpression

_VERBS = ("VERB", "AUX")
_SHARED_DATE = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "pobj", "parataxis", "dep"})
_OCCASION = frozenset({"in", "at", "during", "on", "after", "following"})
# verbs that only bring their noun about: "held talks on Friday" dates the talks, "condemned the talks on Friday" does not
_LIGHT = frozenset(
    [
        "hold",
        "have",
        "make",
        "give",
        "deliver",
        "stage",
        "conduct",
        "carry",
        "launch",
        "sign",
        "issue",
        "announce",
        "impose",
        "begin",
        "start",
        "open",
        "take",
        "host",
        "attend",
        "order",
        "pass",
        "adopt",
        "reach",
        "declare",
        "approve",
        "follow",
        "happen",
        "occur",
        "come",
        "end",
        "be",
        "collapse",
        "fail",
        "break",
        "falter",
        "stall",
        "conclude",
        "finish",
        "resume",
        "restart",
        "convene",
        "proceed",
        "erupt",
        "return",
        "go",
        "postpone",
        "cancel",
        "call",
        "agree",
        "renew",
        "introduce",
        "lodge",
        "file",
        "unveil",
        "complete",
        "receive",
        "mount",
        "slap",
        "enact",
        "perform",
        "arrange",
        "convoke",
        "undertake",
        "commit",
        "express",
        "voice",
        "repeat",
        "reiterate",
        "offer",
        "announce",
    ]
)
# "prolonged until April" does not tell when it was prolonged
_ENDS = frozenset({"until", "till"})
# words before a time that only bound it, and those that hang it on a noun
_NO_DAY = frozenset({"since", "until", "till", "by", "before", "after", "from", "between", "for"})
_LINKS = frozenset({"of", "to"})
# tokens before a time that opens its sentence
_LEAD = 2
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUN_ROLES = frozenset({"compound", "nummod", "amod", "poss", "nmod", "appos"})


def clause_verb(annotated: AnnotatedDocument, number: int) -> int | None:
    """The verb of the clause that a token stands in."""
    for at in (number, *annotated.ancestors(number)):
        if annotated.tokens[at].pos in _VERBS:
            return at
    return None


def governing(annotated: AnnotatedDocument, number: int) -> TimeExpression | None:
    """The time expression that decides the time of a token's clause."""
    hung = _hung(annotated, number)
    at = number
    while True:
        found = of_antecedent(annotated, hung, at) or best(hung, at)
        if found is None and at == number:
            found = of_its_clause(annotated, hung, at)
        found = found or of_what_follows(annotated, hung, at) or of_subject(annotated, hung, at)
        found = found or of_the_moment(annotated, hung, at)
        if found is None and at == number:
            found = close_by(annotated, hung, at)
        if found is not None:
            return found
        token = annotated.tokens[at]
        if token.head == at or not _climbs(annotated, at):
            return None
        at = token.head


def begun(annotated: AnnotatedDocument, number: int) -> TimeExpression | None:
    """The time since which what a clause tells has stood: "have been under an embargo since 2015", "which dates from 1979".

    Of several the next one: "on the list since 1993 and under an embargo since 1997".
    """
    tokens, verb = annotated.tokens, clause_verb(annotated, number)
    if verb is None or tokens[verb].tag not in ("VBZ", "VBP", "VBN", "VBG"):
        return None
    sentence, links = annotated.sentence_of(verb), {"since", "from"} if tokens[verb].lemma == "date" else {"since"}
    inside = [e for e in annotated.times if sentence.first <= e.first < sentence.stop and e.when is not None]
    own = [e for e in inside if relation(annotated, e) in links and clause_verb(annotated, e.first) == verb]
    return min(own, key=lambda e: (e.first < number, e.first), default=None)


def _climbs(annotated: AnnotatedDocument, at: int) -> bool:
    """Whether the time of the head is that of the token too."""
    token = annotated.tokens[at]
    if token.pos in _VERBS:
        return token.dep in _SHARED_DATE
    if token.pos == "ADP":
        return token.text.lower() in _OCCASION
    if token.dep in ("dobj", "attr", "nsubj", "nsubjpass"):
        return annotated.tokens[token.head].lemma in _LIGHT
    return token.dep in ("pobj", "conj", "acomp", "oprd", "advmod", "dep")


def _hung(annotated: AnnotatedDocument, number: int) -> Hung:
    """The time expressions of the token's sentence: (the verb or noun each hangs on, how far, the expression)."""
    sentence = annotated.sentence_of(number)
    found: Hung = []
    for expression in annotated.times:
        inside = sentence.first <= expression.first < sentence.stop
        if inside and expression.when is not None and not of_a_dateline(annotated, expression):
            link = relation(annotated, expression)
            nodes = [] if _bounds(annotated, link, expression) else list(carriers(annotated, expression))
            nodes = nodes[:1] if link == "since" else nodes
            found.extend((node, distance, expression) for distance, node in enumerate(nodes))
    return found


def misplaced(annotated: AnnotatedDocument, verb: int) -> TimeExpression | None:
    """The time of a verb that the parse hangs on something else.

    It opens the sentence before the verb ("On Monday she declared …"), or stands by itself behind the verb's object ("stopped taking orders
    last year").
    """
    tokens, sentence = annotated.tokens, annotated.sentence_of(verb)
    for expression in annotated.times:
        if not sentence.first <= expression.first < sentence.stop or expression.when is None:
            continue
        link = relation(annotated, expression)
        if link in _NO_DAY or of_a_dateline(annotated, expression):
            continue
        if expression.stop <= verb:
            between = tokens[expression.stop : verb]
            if expression.first - sentence.first <= _LEAD and not any(t.tag in _FINITE for t in between):
                return expression
        elif (
            clause_verb(annotated, expression.first) == verb
            and link not in _LINKS
            and _adverbial(annotated, expression)
        ):
            return expression
    return None


def _adverbial(annotated: AnnotatedDocument, expression: TimeExpression) -> bool:
    """Whether a time stands by itself, as "last year" does, and is no part of a name ("the 2015 accord") or of a noun's ("last year's vote")."""
    tokens, last = annotated.tokens, expression.stop - 1
    after = tokens[expression.stop] if expression.stop < len(tokens) else None
    bare = tokens[last].text.lower() in ("week", "month", "year", "ago", "earlier", "later")
    return bare and (after is None or after.tag != "POS") and tokens[last].dep not in ("compound", "poss", "pobj")


def _bounds(annotated: AnnotatedDocument, link: str, expression: TimeExpression) -> bool:
    """Whether a time only bounds what is said: "until April", and "from April" where that is still to come."""
    published = annotated.published
    if link != "from" or published is None or expression.when is None:
        return link in _ENDS
    return expression.when.first > published.last


def relation(annotated: AnnotatedDocument, expression: TimeExpression) -> str:
    """The preposition before an expression, "the" and "at least" between them or not."""
    at = expression.first - 1
    while at > 0 and annotated.tokens[at].text.lower() in ("the", "at", "least"):
        at -= 1
    return annotated.tokens[at].text.lower() if at >= 0 else ""


def carriers(annotated: AnnotatedDocument, expression: TimeExpression) -> Iterator[int]:
    """The words that an expression dates: what it hangs on, and the verb above where that is only an occasion.

    A verb in the past right before it takes it, whatever the parse: "said on Friday it would …" is said on Friday.
    """
    tokens = annotated.tokens
    if expression.dates is not None:
        yield expression.dates
        return
    before = expression.first - (2 if expression.first > 1 and tokens[expression.first - 1].text.lower() == "on" else 1)
    if before >= 0 and tokens[before].tag == "VBD" and tokens[before].sentence == tokens[expression.first].sentence:
        yield before
        return
    joined = _joined_by(annotated, expression)
    if joined is not None:
        yield joined
        return
    at = next(
        (
            n
            for n in range(expression.first, expression.stop)
            if not expression.first <= tokens[n].head < expression.stop
        ),
        expression.first,
    )
    modifies = tokens[at].dep in _NOUN_ROLES
    while tokens[at].head != at:
        above = tokens[at].head
        if tokens[above].pos in _VERBS:
            yield above
            return
        if tokens[above].pos in ("NOUN", "PROPN", "ADJ"):
            yield above
            if (modifies or tokens[at].text.lower() == "of") and not _is_occasion(annotated, above):
                return
            modifies = False
        at = above


def _joined_by(annotated: AnnotatedDocument, expression: TimeExpression) -> int | None:
    """The verb that a time between it and an "and" dates, whatever the parse: "and on May 3 ordered …"."""
    tokens, after = annotated.tokens, expression.stop
    before = expression.first - (1 if tokens[expression.first].pos in ("ADP", "ADV") else 2)
    within = before >= 0 and after < len(tokens) and tokens[before].sentence == tokens[after].sentence
    if not within or tokens[before].text.lower() not in ("and", "but", "then"):
        return None
    return after if tokens[after].tag == "VBD" and tokens[after].pos == "VERB" else None


def _is_occasion(annotated: AnnotatedDocument, noun: int) -> bool:
    token = annotated.tokens[noun]
    return token.dep == "pobj" and annotated.tokens[token.head].text.lower() in ("in", "at", "during", "on")
