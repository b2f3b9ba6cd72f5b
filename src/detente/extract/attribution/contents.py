"""The content of a verb cue: clauses, infinitives, objects and what stands with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import cues
from detente.extract.attribution.page import MARKS

if TYPE_CHECKING:
    from detente.extract.attribution.cues import Entry
    from detente.extract.attribution.page import Page
    from detente.extract.attribution.record import Stretch

CONTENT_MARKS = frozenset("if unless until because since once before after when so although though whether".split())
NARRATOR = frozenset("while as after during following".split())
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CHARGES = frozenset({"accusation", "allegation", "claim", "charge", "report", "call", "request"})
EMPTY = frozenset("comment respond elaborate answer speak say explain discuss".split())
LINKS = frozenset({"while", "and", "also", "but", "then"})
RELATIVE = frozenset({"who", "which", "that", "whom", "what", "whose"})
ATTACHED = frozenset(
    {"prep", "advmod", "npadvmod", "dep", "advcl", "acl", "oprd", "agent", "ccomp", "dobj", "pobj", "prt"}
)


def clause(page: Page, verb: int, stop: int) -> tuple[Stretch, str] | None:
    """The finite clause behind a verb cue, or the one in front of it.

    Args:
        page: the document.
        verb: the cue.
        stop: one past the cue's last token.
    """
    tokens = page.tokens
    for child in page.annotated.children(verb):
        token = tokens[child]
        if token.dep not in {"ccomp", "xcomp", "parataxis", "dep", "advcl"} or not _finite(page, child):
            continue
        if child > verb:
            if token.dep == "advcl" and not _that(page, child):
                continue
            return (_left(page, child, stop), extended(page, verb, child)), "clause behind the cue"
    return None


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
        tokens[before].text in {",", "—", "–", "-", "--"} or page.quote_of(before) >= 0 or _is_mark(tokens[before].text)
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
        and (not _clausal(page, *head_part) or _goes_on(page, after, end))
    ):
        tail_part = page.trimmed(after + 1, end)
    if not _clausal(page, *head_part) and tail_part is None:
        return ()
    return (head_part, tail_part) if tail_part else (head_part,)


def infinitive(page: Page, verb: int) -> Stretch | None:
    """The infinitive of the source's own act ("vowed to leave")."""
    for child in page.annotated.children(verb):
        if child > verb and page.tokens[child].dep in {"xcomp", "ccomp", "advcl"} and _to(page, child):
            if page.annotated.child(child, "nsubj") is None:
                return page.edges(child)[0], extended(page, verb, child)
    return None


def request(page: Page, verb: int) -> tuple[Stretch, int | None] | None:
    """What somebody is to do ("urged him to leave"), and the token that heads whoever is asked."""
    tokens, annotated = page.tokens, page.annotated
    for child in annotated.children(verb):
        if child <= verb or tokens[child].dep not in {"xcomp", "ccomp", "advcl"} or not _to(page, child):
            continue
        if tokens[child].lemma in EMPTY:
            return None
        asked = annotated.child(child, "nsubj")
        if asked is None:
            asked = annotated.child(verb, "dobj", "dative")
        passive = annotated.child(verb, "nsubjpass")
        if asked is None:
            return ((page.edges(child)[0], extended(page, verb, child)), None) if passive is None else None
        first = min(page.edges(asked)[0], page.edges(child)[0])
        return (max(first, verb + 1), extended(page, verb, child)), asked
    target = annotated.child(verb, "dobj")
    if target is not None and target > verb:
        for child in annotated.children(target):
            if tokens[child].dep in {"acl", "relcl"} and _to(page, child):
                return (page.edges(target)[0], extended(page, verb, target)), target
    return None


def gerund(page: Page, verb: int) -> Stretch | None:
    """A gerund ("denied killing him")."""
    for child in page.annotated.children(verb):
        if (
            child > verb
            and page.tokens[child].tag == "VBG"
            and page.tokens[child].dep in {"xcomp", "ccomp", "dobj", "pcomp"}
        ):
            return page.edges(child)[0], extended(page, verb, child)
    return None


def complement(page: Page, verb: int, entry: Entry) -> Stretch | None:
    """Object with "as", a name, "for" or "of" ("described it as a trick", "called it a trick", "accused them of lying").

    The small parser often hangs the preposition on another verb; it is looked for behind the object, whatever its head.
    """
    tokens, annotated = page.tokens, page.annotated
    right = [c for c in annotated.children(verb) if c > verb]
    target = next((c for c in right if tokens[c].dep in {"dobj", "dative"}), None)
    passive = any(tokens[c].dep == "auxpass" for c in annotated.children(verb)) or tokens[verb].tag == "VBN"
    for word, frame in (("of", "of"), ("about", "of"), ("as", "as"), ("for", "for"), ("on", "on"), ("for", "call-for")):
        if frame not in entry.frames or (frame in {"call-for", "on"} and target is not None):
            continue
        if frame in {"for", "as"} and target is None and not passive and frame != "as":
            continue
        place = _behind(page, verb, target, word)
        if place is None:
            continue
        if target is not None and target < place:
            start = page.edges(target)[0]
        else:
            start = place if frame == "as" or passive else place + 1
        return max(start, verb + 1), _phrase_end(page, verb, place)
    return _name(page, verb, right, target) if "name" in entry.frames else None


def _behind(page: Page, verb: int, target: int | None, word: str) -> int | None:
    """A preposition behind a verb and its object."""
    tokens = page.tokens
    _, end = page.bounds(verb)
    found: list[int] = []
    for at in range((verb if target is None else target) + 1, end):
        token = tokens[at]
        if token.text.lower() == word:
            found.append(at)
        if token.text in {";", "."} or (token.tag in FINITE and tokens[at].dep not in {"relcl", "acl"}):
            break
        if target is None and at - verb > 12:
            break
    if word == "of":
        strong = [f for f in found if f + 1 < end and (tokens[f + 1].tag == "VBG" or tokens[f + 1].text in MARKS)]
        return (strong or found or [None])[0]
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
    stop = extended(page, verb, place) if tokens[place].head == verb else max(page.edges(place)[1], place + 2)
    _, end = page.bounds(place)
    for at in range(place + 1, min(place + 12, end - 1)):
        if tokens[at].tag in FINITE:
            break
        if tokens[at].tag == "TO" and tokens[at].dep == "aux" and at <= stop + 1:
            stop = max(stop, page.edges(tokens[at].head)[1])
            break
    return cut(page, verb, place, _over_quote(page, place, stop))


def _over_quote(page: Page, first: int, stop: int) -> int:
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


def _name(page: Page, verb: int, right: list[int], target: int | None) -> Stretch | None:
    """Object and what it is called; where the parser made one noun phrase of both, up to the end of the quotation."""
    tokens = page.tokens
    if target is not None and tokens[target].text.lower().endswith(("self", "selves")):
        return None
    for child in right:
        if tokens[child].dep in {"oprd", "ccomp", "xcomp", "attr"} and tokens[child].pos != "AUX":
            if tokens[child].tag in {"VB", "VBP", "VBD"} and tokens[child].dep != "oprd":
                continue
            first = min(page.edges(c)[0] for c in right if c <= child)
            return first, _over_quote(page, verb, extended(page, verb, child))
    _, end = page.bounds(verb)
    for at in range(verb + 1, min(verb + 14, end)):
        if tokens[at].tag in FINITE and page.quote_of(at) < 0 and tokens[at].text.lower() != "remarks":
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
            return (stop, _over_quote(page, verb, max(page.edges(head)[1], at + 2))), asked
        if tokens[at].tag in FINITE and tokens[at].dep not in {"relcl", "acl"}:
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
    return (first, extended(page, verb, target)), proposition


def _opens_quote(page: Page, verb: int, target: int) -> bool:
    """Whether a quotation other than the verb's own begins inside an object."""
    first, stop = page.edges(target)
    return any(page.quote_of(at) not in {-1, page.quote_of(verb)} for at in range(first, stop))


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
        if token.dep not in ATTACHED or _narrates(page, other):
            break
        stop = max(stop, after)
    return cut(page, verb, child, _over_quote(page, verb, stop))


def cut(page: Page, verb: int, head: int, stop: int) -> int:
    """The stop, moved back to where the reporter takes up again inside what the parser took for content.

    That is a further cue in the form of the first ("…, adding that", "… and China said"), "according to", or a long
    clause of background ("…, where …", "… after …") that outweighs the words in front of it.
    """
    tokens = page.tokens
    past = tokens[verb].tag in {"VBD", "VBN"}
    start = max(verb + 1, page.edges(head)[0])
    for at in range(start + 2, stop):
        token = tokens[at]
        if page.quote_of(at) >= 0:
            continue
        word, before = token.text.lower(), tokens[at - 1].text.lower()
        if word == "according" and at + 1 < stop and tokens[at + 1].text.lower() == "to":
            return at
        if _background(page, start, at, stop):
            return at
        hit = cues.verb_at(page.annotated, at) if token.pos == "VERB" else None
        if hit is None or hit[0].kind != "speech":
            continue
        if token.tag == "VBG" and (before == "," or (before in LINKS and tokens[at - 2].text == ",")):
            return at - 1
        if (token.tag in {"VBD", "VBN"} and past) or (token.tag == tokens[verb].tag == "VBZ"):
            joint = _joint(page, start, at)
            if joint is not None:
                return joint
    return stop


def _background(page: Page, start: int, at: int, stop: int) -> bool:
    """Whether a clause of the reporter's own begins at a token and outweighs what stands before it."""
    tokens = page.tokens
    if stop - at <= at - start or page.quote_of(stop - 1) >= 0:
        return False
    token, before = tokens[at], tokens[at - 1].text
    word = token.text.lower()
    if before == ",":
        if word in {"who", "which", "where", "whose", "given", "although", "though", "while"}:
            return True
        if token.tag == "VBN" and token.dep in {"acl", "advcl"}:
            return True
    if word in {"as", "after", "although"} and token.dep == "mark" and tokens[token.head].tag in FINITE:
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
    if token.tag == "VBG" or word in NARRATOR or word in {"according", "citing"}:
        return True
    return page.tokens[first - 1].text == "," and token.dep in {"advcl", "prep"}


def _finite(page: Page, head: int) -> bool:
    token = page.tokens[head]
    if token.tag in FINITE:
        return True
    for child in page.annotated.children(head):
        if page.tokens[child].dep in {"aux", "auxpass"} and page.tokens[child].tag in FINITE:
            return True
        if page.tokens[child].dep in {"nsubj", "nsubjpass", "expl"} and not _to(page, head):
            return True
    return False


def _to(page: Page, head: int) -> bool:
    return any(
        page.tokens[c].tag == "TO" and page.tokens[c].dep in {"aux", "mark"} for c in page.annotated.children(head)
    )


def _that(page: Page, head: int) -> bool:
    return any(
        page.tokens[c].text.lower() == "that" and page.tokens[c].dep == "mark" for c in page.annotated.children(head)
    )


def _left(page: Page, child: int, stop: int) -> int:
    return max(stop, page.edges(child)[0])


def _clausal(page: Page, first: int, stop: int) -> bool:
    """Whether a stretch holds a finite verb that is no part of a relative clause."""
    return any(
        page.tokens[at].tag in FINITE and page.tokens[at].dep not in {"relcl", "acl"} for at in range(first, stop)
    )


def _goes_on(page: Page, comma: int, end: int) -> bool:
    """Whether what stands behind a cue's comma belongs to the content, not to the cue."""
    for at in range(comma + 1, min(comma + 3, end)):
        if page.tokens[at].text.lower() in {
            "and",
            "but",
            "or",
            "which",
            "because",
            "if",
            "unless",
            "although",
            "though",
        }:
            return True
    return False


def _is_mark(text: str) -> bool:
    return text in {'"', "”", "“", "''"}
