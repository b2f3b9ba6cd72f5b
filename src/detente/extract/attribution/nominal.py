"""Cues that are no verbs: "according to", "as X put it", and nouns with a clause ("the claim that")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.attribution import cues, mood, sources
from detente.extract.attribution.record import Attribution
from detente.extract.attribution.trees import FINITE, clausal

if TYPE_CHECKING:
    from detente.extract.attribution.page import Page
    from detente.extract.attribution.record import Stretch

REACH = 18
ADJECTIVAL = frozenset({"ADJ", "VERB"})
COPULAS = frozenset({"be", "remain", "feel", "seem", "sound", "become", "stay"})
GIVING = frozenset(
    [
        "make",
        "issue",
        "voice",
        "express",
        "raise",
        "give",
        "repeat",
        "reiterate",
        "release",
        "share",
        "have",
        "hold",
        "reject",
        "float",
        "offer",
        "deliver",
    ]
)


def according(page: Page, number: int) -> Attribution | None:
    """The attribution of an "according to", its content the rest of the sentence."""
    tokens = page.tokens
    if tokens[number].text.lower() != "according" or number + 1 >= len(tokens) or tokens[number + 1].lemma != "to":
        return None
    head = None
    for under in (number, number + 1):
        found = page.annotated.child(under, "pobj")
        if found is not None and found > number + 1:
            head = found
    if head is None:
        head = _next_nominal(page, number + 2)
        if head is None:
            return None
    who = sources.phrase(page, head)
    content = _around(page, number, max(page.edges(head)[1], who.stop))
    if not content:
        return None
    return Attribution(
        cue=(number, number + 2), head=number, cue_class="say", kind="speech", content=content, source=who,
        rule="according to",
    )  # fmt: skip


def _next_nominal(page: Page, at: int) -> int | None:
    stop = page.bounds(at - 1)[1]
    for place in range(at, min(at + 6, stop)):
        if page.tokens[place].pos in {"PROPN", "NOUN", "PRON"}:
            head = place
            while head + 1 < stop and page.tokens[head + 1].pos in {"PROPN", "NOUN"}:
                head += 1
            return head
    return None


def _around(page: Page, number: int, stop: int) -> tuple[Stretch, ...]:
    """The rest of the sentence of an adverbial attribution: what follows an opening one, else what stands before it."""
    tokens = page.tokens
    first, end = page.bounds(number)
    at = number - 1
    if at < first or (number - first <= 2 and tokens[first].pos in {"CCONJ", "ADV", "PUNCT"}):
        after = page.trimmed(stop, end)
        return (after,) if after else ()
    inside = page.quote_of(number - 2) if number >= 2 else -1
    begin = first
    if inside >= 0 and page.quotes[inside].paragraph == page.annotated.sentence_of(number).paragraph:
        begin = min(first, page.quotes[inside].first)
    ahead = page.trimmed(begin, number)
    parts = [ahead] if ahead else []
    while stop < end and tokens[stop].text not in {",", ".", ";", "—", "–"}:
        stop += 1
    tail = page.trimmed(stop, end) if stop < end and tokens[stop].text in {",", "—", "–"} else None
    if (
        tail
        and any(tokens[t].tag in FINITE for t in range(*tail))
        and tokens[tail[0]].text.lower() not in {"which", "who"}
    ):
        parts.append(tail)
    return tuple(parts)


def as_said(page: Page, verb: int) -> bool:
    """Whether a cue stands in a clause of manner ("as the minister said"), its content around it."""
    if page.annotated.child(verb, "dobj", "ccomp") is not None:
        return False
    left, _ = page.edges(verb)
    return page.tokens[left].text.lower() == "as" and page.annotated.child(verb, "nsubj") is not None


def around_clause(page: Page, verb: int) -> tuple[Stretch, ...]:
    """What stands before and behind a clause of manner."""
    left, right = page.edges(verb)
    first, _ = page.bounds(verb)
    ahead = page.trimmed(first, left)
    if ahead is None or not clausal(page, *ahead):
        stop = next((n for n in range(verb, page.bounds(verb)[1]) if page.tokens[n].text == ","), right)
        after = page.trimmed(stop, page.bounds(verb)[1])
        return (after,) if after else ()
    return (ahead,)


def of_noun(page: Page, number: int) -> Attribution | None:
    """A noun with a clause or infinitive for its content ("Seoul's claim that …", "a pledge to …")."""
    entry = cues.noun_at(page.annotated, number)
    if entry is None:
        return None
    content = _noun_content(page, number, entry.frames)
    if content is None:
        return None
    who = noun_source(page, number, content)
    if who is None:
        return None
    return Attribution(
        cue=(number, number + 1), head=number, cue_class=entry.cue_class, kind=entry.kind, content=(content,),
        source=sources.phrase(page, who, number), rule="noun with its clause",
    )  # fmt: skip


def _noun_content(page: Page, number: int, frames: frozenset[str]) -> Stretch | None:
    tokens, annotated = page.tokens, page.annotated
    for child in annotated.children(number):
        token = tokens[child]
        if child < number or token.dep not in {"acl", "relcl", "ccomp"}:
            continue
        marks = [tokens[c] for c in annotated.children(child)]
        if "clause" in frames and any(m.text.lower() == "that" and m.dep == "mark" for m in marks):
            return page.trimmed(*page.edges(child))
        if "to" in frames and any(m.tag == "TO" and m.dep == "aux" for m in marks):
            return page.trimmed(*page.edges(child))
    return None


def announced(page: Page, token: int, content: Stretch) -> Attribution | None:
    """A quotation in a paragraph that a noun and a colon announce ("the president repeated his vow:")."""
    number = page.annotated.sentence_of(token).paragraph
    before = [stretch for stretch in page.paragraphs if stretch[0] < number]
    if not before or page.tokens[before[-1][2] - 1].text != ":":
        return None
    _, first, stop = before[-1]
    for at in range(stop - 2, max(first, stop - REACH) - 1, -1):
        entry = cues.noun_at(page.annotated, at)
        who = noun_source(page, at, content) if entry else None
        if entry and who is not None:
            return Attribution(
                cue=(at, at + 1), head=at, cue_class=entry.cue_class, kind=entry.kind, content=(content,),
                source=sources.phrase(page, who, at), rule="announced by a noun",
            )  # fmt: skip
    return None


def of_adjective(page: Page, number: int) -> Attribution | None:
    """An adjective with a clause ("Brussels is confident that the deal will hold")."""
    entry = cues.adjectives().get(page.tokens[number].lemma) if page.tokens[number].pos in ADJECTIVAL else None
    if entry is None:
        return None
    clause = next((c for c in page.annotated.children(number) if c > number and page.tokens[c].dep == "ccomp"), None)
    verb = page.tokens[number].head
    if clause is None or verb == number or page.tokens[verb].lemma not in COPULAS or not mood.asserts(page, verb):
        return None
    content = page.trimmed(max(number + 1, page.edges(clause)[0]), page.edges(clause)[1])
    who = sources.subject(page, verb, barred=range(*content)) if content else None
    if content is None or who is None:
        return None
    return Attribution(
        cue=(number, number + 1), head=number, cue_class=entry.cue_class, kind=entry.kind, content=(content,),
        source=sources.phrase(page, who, verb), rule="adjective with its clause",
    )  # fmt: skip


def noun_source(page: Page, number: int, content: Stretch) -> int | None:
    """Whose statement a noun names: its possessor, "by X", "from X", or the subject that makes or issues it."""
    tokens, annotated = page.tokens, page.annotated
    owner = annotated.child(number, "poss")
    if owner is not None:
        return owner
    for child in annotated.children(number):
        if tokens[child].dep in {"prep", "agent"} and tokens[child].text.lower() in {"by", "from", "among", "of"}:
            found = annotated.child(child, "pobj")
            if found is not None and not content[0] <= found < content[1]:
                return found
    above = tokens[number].head
    if tokens[number].dep == "pobj":
        above = tokens[above].head
    if tokens[above].lemma in GIVING and tokens[number].dep in {"dobj", "pobj"}:
        return sources.subject(page, above, barred=range(*content))
    return None
