"""The content of a verb cue where it is a clause: behind the cue, in front of it, around it; infinitives and gerunds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import extent, trees
from detente.extract.attribution.page import MARKS

if TYPE_CHECKING:
    from detente.extract.attribution.page import Page
    from detente.extract.attribution.record import Stretch

EMPTY = frozenset(["comment", "respond", "elaborate", "answer", "speak", "say", "explain", "discuss"])
GOES_ON = frozenset(["but", "which", "because", "if", "unless", "although", "though", "where", "until", "to"])
SUBORDINATE = frozenset(
    ["though", "although", "even", "if", "while", "when", "as", "because", "since", "after", "before", "once", "unless"]
)
DASHES = frozenset({",", "—", "–", "-", "--"})
CLAUSES = frozenset({"ccomp", "xcomp", "parataxis", "dep", "advcl", "csubj", "relcl"})
THAT_REACH = 16
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday week weekend month year".split()  # noqa: SIM905  # reads better
)
BEFORE_DAYS = frozenset({"on", "this", "last", "late", "early", "earlier"})


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
            if any(t.text == ";" for t in tokens[stop : page.edges(child)[0]]):
                continue
            return _past_times(page, max(stop, page.edges(child)[0])), extent.extended(page, verb, child)
    return _that_behind(page, verb, stop) or _misled(page, verb, stop) or _quoted_first(page, verb, stop)


def _past_times(page: Page, first: int) -> int:
    """The first token behind a time of the saying that the parser put into the clause ("said Friday the …")."""
    tokens = page.tokens
    at = first
    if page.word(at) in BEFORE_DAYS and page.word(at + 1) in DAYS:
        at += 1
    if page.word(at) in DAYS and tokens[at].dep not in {"nsubj", "nsubjpass", "compound", "poss"}:
        return at + 2 if page.word(at + 1) in {"that", "morning", "night"} else at + 1
    return first


def _quoted_first(page: Page, verb: int, stop: int) -> Stretch | None:
    """A clause that begins inside quotation marks and goes on outside them (claimed "X exaggerates" the level)."""
    tokens = page.tokens
    _, end = page.bounds(verb)
    at = stop
    while at < end and tokens[at].text.lower() in {"that", ","}:
        at += 1
    if at + 1 >= end or tokens[at].text not in MARKS or page.quote_of(at + 1) < 0:
        return None
    last = extent.cut(page, verb, at + 1, end)
    return (at + 1, last) if trees.clausal(page, at + 1, last) else None


def _that_behind(page: Page, verb: int, stop: int) -> Stretch | None:
    """A clause with "that" which the parser hung on something between ("told a meeting in Geneva on Monday that …")."""
    tokens = page.tokens
    _, end = page.bounds(verb)
    for at in range(stop, min(stop + THAT_REACH, end - 2)):
        token = tokens[at]
        if token.text.lower() == "that" and token.tag in {"IN", "WDT", "DT"}:
            if _relative(page, at) or not any(t.tag in trees.FINITE for t in tokens[at + 1 : end]):
                return None
            return at + 1, extent.cut(page, verb, at + 1, extent.over_quote(page, at, end))
        if token.pos in {"VERB", "AUX"} or token.text in {";", ":", "“", '"'}:
            return None
    return None


def _relative(page: Page, that: int) -> bool:
    """Whether "that" is the subject or object of a relative clause, not what opens a reported one."""
    token = page.tokens[that]
    if token.dep in {"dobj", "pobj"}:
        return page.annotated.child(token.head, "acomp", "attr") is None
    return token.dep in {"nsubj", "nsubjpass", "det"}


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


def announcing(page: Page, verb: int, stop: int, mark: int) -> Stretch | None:
    """The clause between a cue and the quotation that a colon joins to it (said it was simple: "…")."""
    if mark <= verb or page.tokens[mark - 1].text != ":":
        return None
    told = page.trimmed(stop, mark - 1)
    if told is None or not trees.clausal(page, *told):
        return None
    that = next((at for at in range(*told) if page.tokens[at].text.lower() == "that"), None)
    if that is None and page.tokens[told[0]].pos in {"ADP", "PUNCT"}:
        return None
    return (that + 1, told[1]) if that is not None and that - told[0] < 12 else told


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
        tokens[before].text in DASHES or page.quote_of(before) >= 0 or tokens[before].text in MARKS
    ):
        return ()
    here = page.quote_of(verb)
    if here >= 0 and not page.quotes[here].first <= before:
        return ()
    if here >= 0:
        first = max(first, page.quotes[here].first)
    ahead = page.trimmed(first, before + 1)
    if ahead is None:
        return ()
    behind = _tail(page, ahead, right, end)
    if behind is None:
        return (ahead,) if trees.clausal(page, *ahead) else ()
    return (ahead, behind)


def _tail(page: Page, ahead: Stretch, right: int, end: int) -> Stretch | None:
    """What of the content stands behind a cue that is set into it."""
    tokens = page.tokens
    comma = right
    while comma < end and tokens[comma].text not in {",", "—", "–", ".", ";"} and tokens[comma].text not in MARKS:
        comma += 1
    if comma >= end or tokens[comma].text in MARKS | {".", ";"}:
        return None
    word = tokens[comma + 1].text.lower() if comma + 1 < end else ""
    next_word = tokens[comma + 2] if comma + 2 < end else None
    if not trees.clausal(page, *ahead):
        joined = comma - right <= 3
    elif tokens[ahead[0]].text.lower() in SUBORDINATE and tokens[ahead[0]].dep in {"mark", "advmod"}:
        joined = True
    elif word in {"and", "or"} and next_word is not None:
        joined = next_word.text in MARKS or next_word.text.lower() == "that" or next_word.tag == "MD"
    elif comma + 1 < end and tokens[comma + 1].tag in trees.FINITE:
        joined = True  # the cue stands between subject and verb
    else:
        joined = word in GOES_ON
    return page.trimmed(comma + 1, end) if joined else None


def infinitive(page: Page, verb: int) -> Stretch | None:
    """The infinitive of the source's own act ("vowed to leave")."""
    for child in page.annotated.children(verb):
        own = page.annotated.child(child, "nsubj") is None and trees.infinitive(page, child)
        if own and child > verb and page.tokens[child].dep in {"xcomp", "ccomp", "advcl"}:
            return page.edges(child)[0], extent.extended(page, verb, child)
    at = verb + 1
    if page.word(at) == "to" and page.tokens[at].tag in {"TO", "IN"} and page.word(at + 1) not in {"the", "a", "an"}:
        return at, extent.cut(page, verb, at, extent.over_quote(page, verb, page.edges(at)[1]))
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
