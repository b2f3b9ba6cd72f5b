"""Where a time stands that a clause shares though it does not hang on it: on its antecedent, a clause below it, or its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.model.annotation import AnnotatedDocument, TimeExpression

    # the word that an expression hangs on, how far, and the expression
    Hung = list[tuple[int, int, TimeExpression]]

_VERBS = ("VERB", "AUX")
_FAR = 6
# words between a noun and its time, and of which kinds
_CLOSE = 8
_OF_A_NOUN = frozenset(["IN", "DT", "NN", "NNP", "NNPS", "NNS", "JJ", "PRP$", "POS", "CD"])
_OLD = 10
_MOMENT = frozenset(["when", "as", "while"])
_UP = ("pobj", "prep", "conj", "appos", "compound")


def of_antecedent(annotated: AnnotatedDocument, hung: Hung, at: int) -> TimeExpression | None:
    """For "the meeting last month where they condemned …", "in 1997, when it accused …", "adopted on Friday a text asking …": the antecedent's time.

    Only where nothing hangs on the relative clause itself. A year in a name dates what the thing did, not what was done to it ("the 2015
    accord, which he called …"). A past told of somebody in passing shares the time of the past that the main clause tells.
    """
    tokens, token = annotated.tokens, annotated.tokens[at]
    while token.dep == "conj":
        token = tokens[token.head]
    participle = token.dep == "acl" and token.tag == "VBG"
    if not (token.dep == "relcl" or participle) or any(node == at and distance == 0 for node, distance, _ in hung):
        return None
    antecedent, steps = token.head, 0
    for _, _, expression in hung:
        if expression.first <= antecedent < expression.stop:
            return expression
    object_of = token.dep == "relcl" and not _tells_of(annotated, token.number)
    while steps < _FAR and tokens[antecedent].pos not in _VERBS:
        reduced = [c for c in annotated.children(antecedent) if tokens[c].dep == "acl" and c != token.number]
        found = next((f for node in (antecedent, *reduced) if (f := best(hung, node)) is not None), None)
        if found is not None and object_of and tokens[found.first].dep in ("nummod", "compound"):
            return None
        if found is not None:
            return found
        if tokens[antecedent].dep not in (*_UP, "dobj", "attr", "nsubj", "nsubjpass"):
            return None
        antecedent, steps = tokens[antecedent].head, steps + 1
    past = token.tag == "VBD" or participle
    return best(hung, antecedent) if past and tokens[antecedent].tag == "VBD" else None


def _tells_of(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a relative clause tells what its antecedent did, or what happened there ("which lifted …", "where they agreed")."""
    return any(
        annotated.tokens[c].text.lower() in ("where", "when")
        or (annotated.tokens[c].dep in ("nsubj", "nsubjpass") and annotated.tokens[c].tag in ("WDT", "WP"))
        for c in annotated.children(verb)
    )


def of_what_follows(annotated: AnnotatedDocument, hung: Hung, at: int) -> TimeExpression | None:
    """For "is due to meet in March", "froze the funds when the rebels took the city last August": the time of the clause below."""
    token = annotated.tokens[at]
    for child in annotated.children(at):
        below = annotated.tokens[child]
        phase = below.dep == "xcomp" and token.lemma in words("phases") and token.tag in ("VBD", "VBN")
        if phase or (below.dep in ("xcomp", "acomp") and token.lemma in words("still-coming")):
            found = best(hung, child) or of_what_follows(annotated, hung, child)
            if found is not None:
                return found
        told = below.dep == "advcl" and below.tag == "VBD" and token.tag in ("VBD", "VBN")
        if told and _says_when(annotated, child):
            return best(hung, child)
        if told and _says_after(annotated, child):
            found = best(hung, child)
            if found is not None and _is_old(annotated, found):
                return found
        if (
            below.dep == "advcl"
            and child < at
            and below.tag in ("VBG", "VBN")
            and annotated.child(child, "mark") is None
        ):
            found = best(hung, child)  # "Speaking in Vienna on Monday, she said …"
            if found is not None:
                return found
    return None


def of_the_moment(annotated: AnnotatedDocument, hung: Hung, at: int) -> TimeExpression | None:
    """For "imposed last October, when the ministry barred …": the time right before "when"."""
    when = next((c for c in annotated.children(at) if annotated.tokens[c].text.lower() == "when" and c < at), None)
    if when is None:
        return None
    ends = {when, when - 1} if annotated.tokens[when - 1].text == "," else {when}
    return next((expression for _, _, expression in hung if expression.stop in ends), None)


def close_by(annotated: AnnotatedDocument, hung: Hung, noun: int) -> TimeExpression | None:
    """For "a first meeting in Oslo on April 14": the time right behind a noun and its place, on whatever the parse hangs it."""
    tokens = annotated.tokens
    if tokens[noun].pos != "NOUN":
        return None
    for _, _, expression in hung:
        between = tokens[noun + 1 : expression.first]
        if 0 < len(between) <= _CLOSE and all(token.tag in _OF_A_NOUN for token in between):
            bounded = between[-1].text.lower() in ("since", "until", "till", "by", "before", "after", "for")
            return None if bounded else expression
    return None


def _says_after(annotated: AnnotatedDocument, verb: int) -> bool:
    """Whether a clause is one of "after" without a count before it: what followed a thing long past followed it soon."""
    mark = annotated.child(verb, "mark")
    return mark is not None and annotated.tokens[mark].text.lower() == "after" and not annotated.children(mark)


def _is_old(annotated: AnnotatedDocument, expression: TimeExpression) -> bool:
    published, when = annotated.published, expression.when
    return published is not None and when is not None and (published.first - when.last).days > _OLD


def _says_when(annotated: AnnotatedDocument, verb: int) -> bool:
    return any(
        annotated.tokens[c].dep in ("advmod", "mark") and annotated.tokens[c].text.lower() in _MOMENT
        for c in annotated.children(verb)
    )


def of_subject(annotated: AnnotatedDocument, hung: Hung, at: int) -> TimeExpression | None:
    """For "a report published on Friday says …", "the leaders, who met in Accra on Feb. 8, urged …": the day of what its subject tells in passing."""
    if annotated.tokens[at].pos not in _VERBS:
        return None
    subject = annotated.child(at, "nsubj", "nsubjpass")
    if subject is None or annotated.tokens[subject].pos == "PRON":
        return None
    past = annotated.tokens[at].tag == "VBD"
    for child in annotated.children(subject):
        token = annotated.tokens[child]
        passing = token.dep == "acl" and token.tag in ("VBN", "VBD")
        passing = passing or (token.dep == "relcl" and token.tag in ("VBN", "VBD") and _tells_of(annotated, child))
        came_out = passing and token.lemma in words("put-out")
        meeting = (
            past
            and token.dep in ("acl", "relcl")
            and token.tag in ("VBG", "VBD")
            and token.lemma in words("met-and-spoke")
        )
        if came_out or meeting:
            found = best(hung, child)
            if found is not None:
                return found
    return None


def of_its_clause(annotated: AnnotatedDocument, hung: Hung, noun: int) -> TimeExpression | None:
    """For "the embargo which it imposed in May 1992", "a ban introduced last year": the time of the clause that tells how it came about."""
    if annotated.tokens[noun].pos not in ("NOUN", "PROPN"):
        return None
    below = [c for c in annotated.children(noun) if annotated.tokens[c].dep == "prep"]
    hit = [inner for link in below if (inner := annotated.child(link, "pobj")) is not None]
    for child in (*annotated.children(noun), *(c for inner in hit for c in annotated.children(inner))):
        token = annotated.tokens[child]
        if token.dep in ("relcl", "acl") and token.tag in ("VBD", "VBN") and token.lemma not in words("ended-measures"):
            found = best([h for h in hung if h[1] == 0], child)
            if found is not None:
                return found
    return None


def best(hung: Hung, at: int) -> TimeExpression | None:
    """The nearest of the expressions that hang on a word."""
    here = [(distance, abs(expression.first - at), expression) for node, distance, expression in hung if node == at]
    return min(here, key=lambda h: (h[0], h[1]))[2] if here else None
