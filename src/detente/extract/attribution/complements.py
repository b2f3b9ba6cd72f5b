"""The content of a verb cue where it is no clause: object with "as", a name, "for", "of"; whom one calls on; a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import cues, extent, mood, trees
from detente.extract.attribution.page import MARKS

if TYPE_CHECKING:
    from detente.extract.attribution.cues import Entry
    from detente.extract.attribution.page import Page
    from detente.extract.attribution.record import Stretch

CHARGES = frozenset({"accusation", "allegation", "claim", "charge", "report", "call", "request"})


def complement(page: Page, verb: int, entry: Entry) -> Stretch | None:
    """Object with "as", a name, "for" or "of" ("described it as a trick", "called it a trick", "accused them of lying").

    The small parser often hangs the preposition on another verb; it is looked for behind the object, whatever its head.
    """
    tokens, annotated = page.tokens, page.annotated
    right = [c for c in annotated.children(verb) if c > verb]
    target = next((c for c in right if tokens[c].dep in {"dobj", "dative"}), None)
    helpers = {tokens[c].dep for c in annotated.children(verb)} & {"aux", "auxpass"}
    passive = "auxpass" in helpers or (tokens[verb].tag == "VBN" and not helpers)
    for word, frame in (("of", "of"), ("about", "of"), ("as", "as"), ("for", "for"), ("on", "on"), ("for", "call-for")):
        if frame not in entry.frames or (frame in {"call-for", "on"} and target is not None):
            continue
        if frame in {"for", "as"} and target is None and not passive and frame != "as":
            continue
        if word == "of" and target is not None and "clause" in entry.frames and not mood.can_speak(page, target):
            continue
        place = _behind(page, verb, target, word)
        if place is None:
            continue
        if target is not None and target < place:
            start = page.edges(target)[0]
        else:
            start = place if frame == "as" or passive else place + 1
        return max(start, verb + 1), _phrase_end(page, verb, place)
    return _name(page, verb, right) if "name" in entry.frames else None


def _behind(page: Page, verb: int, target: int | None, word: str) -> int | None:
    """A preposition behind a verb and its object."""
    tokens = page.tokens
    _, end = page.bounds(verb)
    found: list[int] = []
    for at in range((verb if target is None else target) + 1, end):
        token = tokens[at]
        if token.text.lower() == word:
            found.append(at)
        if token.text in {";", "."} or (token.tag in trees.FINITE and tokens[at].dep not in {"relcl", "acl"}):
            break
        if target is None and at - verb > 12:
            break
    if word == "of":
        strong = [f for f in found if f + 1 < end and (tokens[f + 1].tag == "VBG" or tokens[f + 1].text in MARKS)]
        return next(iter(strong or found), None)
    if (
        word == "as"
        and found
        and found[0] + 1 < end
        and tokens[found[0] + 1].text.lower() in {"well", "he", "it", "they"}
    ):
        return None
    return found[0] if found else None


def _phrase_end(page: Page, verb: int, place: int) -> int:
    """One past the last token of what a preposition governs, over the end of a quotation it opens."""
    tokens = page.tokens
    stop = extent.extended(page, verb, place) if tokens[place].head == verb else max(page.edges(place)[1], place + 2)
    _, end = page.bounds(place)
    for at in range(place + 1, min(place + 12, end - 1)):
        if tokens[at].tag in trees.FINITE:
            break
        if tokens[at].tag == "TO" and tokens[at].dep == "aux" and at <= stop + 1:
            stop = max(stop, page.edges(tokens[at].head)[1])
            break
    return extent.cut(page, verb, place, extent.over_quote(page, place, stop))


def _name(page: Page, verb: int, right: list[int]) -> Stretch | None:
    """Object and what it is called; where the parser made one noun phrase of both, up to the end of the quotation."""
    tokens = page.tokens
    if page.word(verb + 1).endswith(("self", "selves")):
        return None
    for child in right:
        if tokens[child].dep in {"oprd", "ccomp", "xcomp", "attr"} and tokens[child].pos != "AUX":
            if tokens[child].tag in {"VB", "VBP", "VBD"} and tokens[child].dep != "oprd":
                continue
            first = min(page.edges(c)[0] for c in right if c <= child)
            return first, extent.over_quote(page, verb, extent.extended(page, verb, child))
    _, end = page.bounds(verb)
    for at in range(verb + 1, min(verb + 14, end)):
        if tokens[at].tag in trees.FINITE and page.quote_of(at) < 0 and tokens[at].text.lower() != "remarks":
            return None
        if page.quote_of(at) >= 0 and page.quotes[page.quote_of(at)].first == at:
            last = page.quote_of(at)
            while last + 1 < len(page.quotes) and page.quotes[last + 1].first - page.quotes[last].stop <= 3:
                last += 1
            return (verb + 1, min(page.quotes[last].stop, end)) if at > verb + 1 else None
    return None


def appeal(page: Page, verb: int, stop: int) -> tuple[Stretch, int | None] | None:
    """What somebody is called on to do ("called on the allies to stay")."""
    tokens = page.tokens
    _, end = page.bounds(verb)
    for at in range(stop, min(stop + 25, end)):
        if tokens[at].tag == "TO" and at + 1 < end and tokens[at + 1].tag in {"VB", "RB"}:
            head = tokens[at].head
            asked = next((c for c in range(stop, at) if tokens[c].dep in {"pobj", "dobj", "nsubj"}), None)
            return (stop, extent.over_quote(page, verb, max(page.edges(head)[1], at + 2))), asked
        if tokens[at].tag in trees.FINITE and tokens[at].dep not in {"relcl", "acl"}:
            return None
    return None


def noun(page: Page, verb: int, entry: Entry) -> tuple[Stretch, bool] | None:
    """An object that is content by itself ("denied any role", "stressed the need for"), and whether it is a proposition."""
    target = page.annotated.child(verb, "dobj")
    if target is None or target < verb or page.tokens[target].pos == "PRON":
        return None
    first, _ = page.edges(target)
    quoted = _opens_quote(page, verb, target)
    named = page.tokens[target].lemma in cues.propositions() or page.tokens[first].text.lower() == "any"
    if entry.cue_class == "deny" and page.tokens[target].lemma in CHARGES:
        named = False
    proposition = "noun" in entry.frames or quoted or (named and "proposition-noun" in entry.frames)
    return (first, extent.extended(page, verb, target)), proposition


def _opens_quote(page: Page, verb: int, target: int) -> bool:
    """Whether a quotation other than the verb's own begins inside an object."""
    first, stop = page.edges(target)
    return any(page.quote_of(at) not in {-1, page.quote_of(verb)} for at in range(first, stop))
