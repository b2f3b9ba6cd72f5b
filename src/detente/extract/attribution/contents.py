"""The content of a verb cue: clauses, infinitives, objects and what stands with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution.cues import propositions

if TYPE_CHECKING:
    from detente.extract.attribution.cues import Entry
    from detente.extract.attribution.page import Page
    from detente.extract.attribution.record import Stretch

CONTENT_MARKS = frozenset("if unless until because since once before after when so although though whether".split())
NARRATOR = frozenset("while as after during following".split())
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ATTACHED = frozenset({"prep", "advmod", "npadvmod", "dep", "advcl", "acl", "oprd", "agent", "ccomp", "dobj", "pobj", "prt"})


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
    if before < first or not (tokens[before].text in {",", "—", "–", "-", "--"} or page.quote_of(before) >= 0 or _is_mark(tokens[before].text)):
        return ()
    head_part = page.trimmed(first, before + 1)
    if head_part is None or head_part[1] - head_part[0] < 1:
        return ()
    after = right
    while after < end and tokens[after].text not in {",", "—", "–", ".", ";", "“", '"'}:
        after += 1
    tail_part = None
    if after < end and tokens[after].text in {",", "—"} and (not _clausal(page, *head_part) or _goes_on(page, after, end)):
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
        if child > verb and page.tokens[child].tag == "VBG" and page.tokens[child].dep in {"xcomp", "ccomp", "dobj", "pcomp"}:
            return page.edges(child)[0], extended(page, verb, child)
    return None


def complement(page: Page, verb: int, entry: Entry) -> Stretch | None:
    """Object with "as", a name, "for" or "of" ("described it as a trick", "called it a trick", "accused them of lying")."""
    tokens, annotated = page.tokens, page.annotated
    right = [c for c in annotated.children(verb) if c > verb]
    target = next((c for c in right if tokens[c].dep == "dobj"), None)
    words = {"as": "as", "for": "for", "of": "of", "about": "of", "on": "on"}
    for child in _prepositions(page, right, target):
        frame = words.get(tokens[child].text.lower())
        if frame == "for" and target is None:
            frame = "call-for"
        if frame not in entry.frames:
            continue
        start = page.edges(target)[0] if target is not None and target < child else child + (frame != "as")
        return start, extended(page, verb, child)
    if "name" in entry.frames:
        for child in right:
            if tokens[child].dep in {"oprd", "ccomp", "xcomp", "attr"} and tokens[child].pos not in {"AUX"}:
                if tokens[child].pos == "VERB" and _to(page, child):
                    continue
                first = min(page.edges(c)[0] for c in right if c <= child)
                return first, extended(page, verb, child)
    return None


def _prepositions(page: Page, right: list[int], target: int | None) -> list[int]:
    """Prepositions behind a verb: its own, and those that the parser hung on its object."""
    found = [c for c in right if page.tokens[c].dep in {"prep", "agent", "mark"} or page.tokens[c].text.lower() == "as"]
    if target is not None:
        found += [c for c in page.annotated.children(target) if c > target and page.tokens[c].dep == "prep"]
    return sorted(found)


def noun(page: Page, verb: int, entry: Entry) -> Stretch | None:
    """An object that is content by itself ("denied any role", "stressed the need for")."""
    target = page.annotated.child(verb, "dobj")
    if target is None or target < verb:
        return None
    token = page.tokens[target]
    if token.pos == "PRON" or (token.pos != "VERB" and "noun" not in entry.frames and not _proposition(page, target)):
        return None
    return page.edges(target)[0], extended(page, verb, target)


def _proposition(page: Page, target: int) -> bool:
    first, stop = page.edges(target)
    if page.tokens[target].lemma in propositions():
        return True
    return any(page.quote_of(at) >= 0 for at in range(first, stop))


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
    inside = page.quote_of(stop - 1)
    if inside >= 0 and page.quotes[inside].first > verb:
        stop = max(stop, min(page.quotes[inside].stop, page.bounds(verb)[1]))
    return stop


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
    return any(page.tokens[c].text.lower() == "that" and page.tokens[c].dep == "mark" for c in page.annotated.children(head))


def _left(page: Page, child: int, stop: int) -> int:
    return max(stop, page.edges(child)[0])


def _clausal(page: Page, first: int, stop: int) -> bool:
    """Whether a stretch holds a subject and a finite verb."""
    return any(page.tokens[at].tag in FINITE for at in range(first, stop)) and any(
        page.tokens[at].dep in {"nsubj", "nsubjpass", "expl", "csubj"} for at in range(first, stop)
    )


def _goes_on(page: Page, comma: int, end: int) -> bool:
    """Whether what stands behind a cue's comma belongs to the content, not to the cue."""
    for at in range(comma + 1, min(comma + 3, end)):
        if page.tokens[at].text.lower() in {"and", "but", "or", "which", "because", "if", "unless", "although", "though"}:
            return True
    return False


def _is_mark(text: str) -> bool:
    return text in {'"', "”", "“", "''"}
