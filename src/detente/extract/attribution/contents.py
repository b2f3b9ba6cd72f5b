"""The content of a verb cue where it is a clause: behind the cue, in front of it, around it; infinitives and gerunds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import extent, trees
from detente.extract.attribution.page import MARKS

if TYPE_CHECKING:
    from detente.extract.attribution.page import Page
    from detente.extract.attribution.record import Stretch

EMPTY = frozenset(["comment", "respond", "elaborate", "answer", "speak", "say", "explain", "discuss"])
GOES_ON = frozenset(["but", "which", "because", "if", "unless", "although", "though", "where"])
DASHES = frozenset({",", "—", "–", "-", "--"})
CLAUSES = frozenset({"ccomp", "xcomp", "parataxis", "dep", "advcl", "csubj", "relcl"})
THAT_REACH = 16


def clause(page: Page, verb: int, stop: int) -> Stretch | None:
    """The finite clause behind a verb cue.

    Args:
        page: the document.
        verb: the cue.
        stop: one past the cue's last token.
    """
    tokens = page.tokens
    for governor in range(verb, stop):
        for child in page.annotated.children(governor):
            token = tokens[child]
            if token.dep not in CLAUSES or child < verb or verb <= child < stop or not trees.finite(page, child):
                continue
            if (token.dep == "advcl" and not trees.that_clause(page, child)) or _reflexive(page, child):
                continue
            if governor != verb and token.dep == "advcl":
                continue
            return max(stop, page.edges(child)[0]), extent.extended(page, verb, child)
    return _that_behind(page, verb, stop) or _misled(page, verb, stop)


def _that_behind(page: Page, verb: int, stop: int) -> Stretch | None:
    """A clause with "that" which the parser hung on something between ("told a meeting in Geneva on Monday that …")."""
    tokens = page.tokens
    _, end = page.bounds(verb)
    for at in range(stop, min(stop + THAT_REACH, end - 2)):
        token = tokens[at]
        if token.text.lower() == "that" and token.tag in {"IN", "WDT", "DT"} and tokens[at + 1].dep != "punct":
            relative = token.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "det"}
            if relative or not trees.clausal(page, at + 1, end):
                return None
            return at + 1, extent.cut(page, verb, at + 1, extent.over_quote(page, at, end))
        if token.pos in {"VERB", "AUX"} or token.text in {";", ":", "“", '"'}:
            return None
    return None


def _misled(page: Page, verb: int, stop: int) -> Stretch | None:
    """All behind a cue that the parser took for part of a later clause ("Experts warn a lack of cash will slow …")."""
    tokens = page.tokens
    token = tokens[verb]
    if token.head <= verb or token.dep not in {"ccomp", "parataxis", "csubj"} or token.tag not in trees.FINITE:
        return None
    _, end = page.bounds(verb)
    if tokens[token.head].tag not in trees.FINITE and not trees.finite(page, token.head):
        return None
    between = [tokens[at].text for at in range(stop, min(stop + 2, end))]
    if DASHES & set(between) or MARKS & set(between) or page.annotated.child(verb, "nsubj") is None:
        return None
    if page.annotated.child(token.head, "nsubj", "nsubjpass", "expl") is None:
        return None
    subject = page.annotated.child(token.head, "nsubj", "nsubjpass", "expl")
    if subject is None or subject < verb:
        return None
    return stop, extent.cut(page, verb, stop, end)


def _reflexive(page: Page, head: int) -> bool:
    """Whether a clause's subject is the source himself ("declared himself president"): an act, no proposition."""
    subject = page.annotated.child(head, "nsubj")
    return subject is not None and page.tokens[subject].text.lower().endswith(("self", "selves"))


def fronted(page: Page, verb: int, source: int | None) -> tuple[Stretch, ...]:
    """What stands around a cue set in or after its content ("The deal, he said, was dead")."""
    tokens = page.tokens
    first, end = page.bounds(verb)
    left, right = verb, verb + 1
    if source is not None:
        low, high = page.edges(source)
        if source < verb:
            left = low
        elif high <= end:
            right = high
    before = left - 1
    if before < first or not (
        tokens[before].text in {",", "—", "–", "-", "--"} or page.quote_of(before) >= 0 or tokens[before].text in MARKS
    ):
        return ()
    here = page.quote_of(verb)
    if here >= 0 and not page.quotes[here].first <= before:
        return ()
    if here >= 0:
        first = max(first, page.quotes[here].first)
    head_part = page.trimmed(first, before + 1)
    if head_part is None or head_part[1] - head_part[0] < 1:
        return ()
    after = right
    while after < end and tokens[after].text not in {",", "—", "–", ".", ";", "“", '"'}:
        after += 1
    tail_part = None
    if (
        after < end
        and tokens[after].text in {",", "—"}
        and (not trees.clausal(page, *head_part) or _goes_on(page, after, end))
    ):
        tail_part = page.trimmed(after + 1, end)
    if not trees.clausal(page, *head_part) and tail_part is None:
        return ()
    return (head_part, tail_part) if tail_part else (head_part,)


def _goes_on(page: Page, comma: int, end: int) -> bool:
    """Whether what stands behind a cue's comma belongs to the content, not to the cue."""
    for at in range(comma + 1, min(comma + 3, end)):
        if page.tokens[at].text.lower() in GOES_ON:
            return True
    return False


def infinitive(page: Page, verb: int) -> Stretch | None:
    """The infinitive of the source's own act ("vowed to leave")."""
    for child in page.annotated.children(verb):
        if child > verb and page.tokens[child].dep in {"xcomp", "ccomp", "advcl"} and trees.infinitive(page, child):
            if page.annotated.child(child, "nsubj") is None:
                return page.edges(child)[0], extent.extended(page, verb, child)
    return None


def request(page: Page, verb: int) -> tuple[Stretch, int | None] | None:
    """What somebody is to do ("urged him to leave"), and the token that heads whoever is asked."""
    tokens, annotated = page.tokens, page.annotated
    for child in annotated.children(verb):
        if child <= verb or tokens[child].dep not in {"xcomp", "ccomp", "advcl"} or not trees.infinitive(page, child):
            continue
        if tokens[child].lemma in EMPTY:
            return None
        asked = annotated.child(child, "nsubj")
        if asked is None:
            asked = annotated.child(verb, "dobj", "dative")
        passive = annotated.child(verb, "nsubjpass")
        if asked is None:
            return ((page.edges(child)[0], extent.extended(page, verb, child)), None) if passive is None else None
        first = min(page.edges(asked)[0], page.edges(child)[0])
        return (max(first, verb + 1), extent.extended(page, verb, child)), asked
    target = annotated.child(verb, "dobj")
    if target is not None and target > verb:
        for child in annotated.children(target):
            if tokens[child].dep in {"acl", "relcl"} and trees.infinitive(page, child):
                return (page.edges(target)[0], extent.extended(page, verb, target)), target
    return None


def gerund(page: Page, verb: int) -> Stretch | None:
    """A gerund ("denied killing him")."""
    for child in page.annotated.children(verb):
        if (
            child > verb
            and page.tokens[child].tag == "VBG"
            and page.tokens[child].dep in {"xcomp", "ccomp", "dobj", "pcomp"}
        ):
            return page.edges(child)[0], extent.extended(page, verb, child)
    return None
