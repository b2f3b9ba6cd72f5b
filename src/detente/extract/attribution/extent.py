"""How far a content reaches: over quotations it opens, and back to where the reporter takes up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import cues
from detente.extract.attribution.page import MARKS
from detente.extract.attribution.trees import FINITE, finite
from detente.extract.wordlists import words

if TYPE_CHECKING:
    from detente.extract.attribution.page import Page

CONTENT_MARKS = frozenset(
    [
        "if",
        "unless",
        "until",
        "because",
        "since",
        "once",
        "before",
        "after",
        "when",
        "so",
        "although",
        "though",
        "whether",
    ]
)
NARRATOR = frozenset(["while", "as", "after"])
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
LINKS = frozenset({"while", "and", "also", "but", "then"})
RELATIVE = frozenset({"who", "which", "that", "whom", "what", "whose"})
ATTACHED = frozenset(
    {"prep", "advmod", "npadvmod", "dep", "advcl", "acl", "oprd", "agent", "ccomp", "dobj", "pobj", "prt"}
)


def extended(page: Page, verb: int, child: int) -> int:
    """One past the last token of a content: its subtree, and what the parser hung on the cue instead."""
    tokens = page.tokens
    stop = page.edges(child)[1]
    for other in page.annotated.children(verb):
        if other <= child:
            continue
        token = tokens[other]
        first, after = page.edges(other)
        if first < stop:
            stop = max(stop, after)
            continue
        if token.dep == "conj" and _goes_along(page, other):
            stop = max(stop, after)
            continue
        if token.dep in {"cc", "punct"}:
            continue
        if token.dep == "conj" and any(_told_further(page, n) for n in range(stop - 1, other)):
            stop = max(stop, after)
            continue
        if token.dep not in ATTACHED or _narrates(page, other):
            break
        stop = max(stop, after)
    return cut(page, verb, page.edges(child)[0], over_quote(page, verb, stop))


def _goes_along(page: Page, other: int) -> bool:
    """Whether a clause that the parser joined to a cue is what the speaker says further ("…, but could not bear to go")."""
    hit = cues.verb_at(page.annotated, other)
    if hit and hit[0].kind == "speech":
        return False
    subject = page.annotated.child(other, "nsubj", "nsubjpass")
    if subject is not None:
        return page.tokens[subject].text.lower() in {"he", "she", "they", "it", "we"}
    return any(page.tokens[c].tag == "MD" for c in page.annotated.children(other))


def cut(page: Page, verb: int, first: int, stop: int) -> int:
    """The stop, moved back to where the reporter takes up again inside what the parser took for content.

    That is a further cue in the form of the first ("…, adding that", "… and China said"), "according to", or a long
    clause of background ("…, where …", "… after …") that outweighs the words in front of it.
    """
    tokens = page.tokens
    past = tokens[verb].tag in {"VBD", "VBN"}
    start = max(verb + 1, first)
    for at in range(start + 2, stop):
        token = tokens[at]
        if page.quote_of(at) >= 0:
            continue
        word, before = token.text.lower(), tokens[at - 1].text.lower()
        if word == "according" and at + 1 < stop and tokens[at + 1].text.lower() == "to":
            return at
        if _background(page, start, at, stop) and not any(_told_further(page, n) for n in range(at, stop - 1)):
            return at
        hit = cues.verb_at(page.annotated, at) if token.pos == "VERB" else None
        if hit is None or hit[0].kind != "speech":
            continue
        if token.tag == "VBG" and (before == "," or (before in LINKS and tokens[at - 2].text in MARKS | {","})):
            return at - 1
        if (token.tag in {"VBD", "VBN"} and past) or (token.tag == tokens[verb].tag == "VBZ"):
            joint = _joint(page, start, at)
            if joint is not None:
                return joint
    return stop


def _background(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether a clause of the reporter's own begins at a token and outweighs what stands before it."""
    tokens = page.tokens
    if stop - at <= at - start or page.quote_of(stop - 1) >= 0 or _before_predicate(page, start, at, stop):
        return False
    token, before = tokens[at], tokens[at - 1].text
    word = token.text.lower()
    if before == ",":
        if word in {"who", "which", "where", "whose", "given", "although", "though", "while"}:
            return True
        if token.tag == "VBN" and token.dep in {"acl", "advcl"}:
            return True
        if word in {"a", "an"} and tokens[token.head].dep in {"appos", "npadvmod", "attr", "dep"}:
            return tokens[token.head].lemma in words("summing up")
        if word in {"by", "under", "for"} and page.word(at + 1) == "which":
            return True
    if word == "as" and page.word(at - 2) == "as":
        return False
    if word in {"as", "after"} and at + 1 < stop and tokens[at + 1].pos == "PRON":
        return False
    return word in {"as", "after", "although"} and token.dep == "mark" and tokens[token.head].tag in FINITE


def _told_further(page: Page, number: int) -> bool:
    """Whether "and that" opens a further clause that is told ("he opposed a strike, which …, and that it was for others to act")."""
    tokens = page.tokens
    joined = tokens[number].text.lower() in {"and", "but"} and tokens[number + 1].text.lower() == "that"
    return joined and tokens[number + 1].dep == "mark"


def _before_predicate(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether what begins at a token stands between a subject and its verb ("the talks, which are held in Oman, have failed")."""
    tokens = page.tokens
    for number in range(start, at):
        verb = tokens[number].head
        if tokens[number].dep not in SUBJECTS or not at < verb < stop or not finite(page, verb):
            continue
        if tokens[verb].dep not in {"relcl", "acl", "advcl"} and not page.edges(verb)[0] >= at:
            return True
    return False


def _joint(page: Page, start: int, at: int) -> int | None:
    """Where "and" joins a second cue, with or without a subject of its own, to the first; ``None`` where none does."""
    tokens = page.tokens
    place = at - 1
    while place > start and at - place <= 6:
        token = tokens[place]
        if token.text.lower() in {"and", "but", "while", ";"}:
            return place - 1 if tokens[place - 1].text == "," else place
        if token.pos not in {"PROPN", "NOUN", "ADV", "PRON", "DET", "ADJ", "AUX"} or token.text.lower() in RELATIVE:
            return None
        place -= 1
    return None


def _narrates(page: Page, other: int) -> bool:
    """Whether what hangs on a cue behind its content is the reporter's again ("…, adding that")."""
    token = page.tokens[other]
    first = page.edges(other)[0]
    word = page.tokens[first].text.lower()
    if word in CONTENT_MARKS:
        return False
    if (token.tag == "VBG" and token.dep != "prep") or word in NARRATOR or word in {"according", "citing"}:
        return True
    return page.tokens[first - 1].text == "," and token.dep in {"advcl", "prep"}


def over_quote(page: Page, first: int, stop: int) -> int:
    """The stop, moved behind the end of a quotation that it would cut or that stands next to it.

    Further quotations joined to it ("a trick" and "a lie") and what hangs on it ("a threat" to peace) belong to it.
    """
    _, end = page.bounds(first)
    at = min(stop, end) - 1
    inside = page.quote_of(at)
    if inside < 0 and stop < end and page.tokens[stop].text in MARKS:
        inside = page.quote_of(stop + 1) if stop + 1 < end else -1
        if inside >= 0 and page.quotes[inside].first != stop + 1:
            inside = -1
    if inside < 0 or page.quotes[inside].first <= first:
        return stop
    stop = max(stop, min(page.quotes[inside].stop, end))
    while inside + 1 < len(page.quotes) and page.quotes[inside + 1].stop <= end:
        later = page.quotes[inside + 1].first
        between = [page.tokens[n].text.lower() for n in range(page.quotes[inside].stop, later) if n >= stop]
        if (
            len(between) > 5
            or not {"and", "or"} & set(between)
            or any(word in {"said", "he", "she"} for word in between)
        ):
            break
        inside, stop = inside + 1, page.quotes[inside + 1].stop
    behind = stop + 1
    if behind < end and page.tokens[behind].dep == "prep" and first < page.tokens[behind].head < stop:
        stop = max(stop, page.edges(behind)[1])
    return stop
