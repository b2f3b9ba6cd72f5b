"""Attributions by layout: posts signed with a handle, transcripts, headlines with a colon, lists that a cue announces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.extract.attribution import cues, mood, sources, trees
from detente.extract.attribution.record import Attribution, Source
from detente.model.document import Span

if TYPE_CHECKING:
    from detente.extract.attribution.cues import Entry
    from detente.extract.attribution.page import Page
    from detente.model.annotation import Mention

SIGNED = re.compile(r"\s*[—–-]+\s*(?P<name>[^()—–]{2,60}?)\s*(?P<handle>\(@\w+\))")
SPEAKER = re.compile(r"(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):\s+\S")
REACH = 18


def attributions(page: Page) -> list[Attribution]:
    """All attributions that a document's layout makes."""
    return [*_posts(page), *_transcript(page), *_headlines(page), *_lists(page)]


def _posts(page: Page) -> list[Attribution]:
    """Posts as they are pasted into articles: the words, a dash, the name, the handle, the date."""
    found: list[Attribution] = []
    for number, first, stop in page.paragraphs:
        span = page.annotated.document.paragraphs[number].span
        match = SIGNED.search(page.annotated.document.quote(span))
        if match is None:
            continue
        name = _tokens(page, span.start + match.start("name"), span.start + match.end("name"))
        handle = _tokens(page, span.start + match.start("handle"), span.start + match.end("handle"))
        body = _tokens(page, span.start, span.start + match.start())
        content = page.trimmed(body.start, body.stop) if body else None
        if content and name and handle and first <= content[0] and handle.stop <= stop:
            found.append(
                Attribution(
                    cue=(handle.start, handle.stop), head=handle.start, cue_class="say", kind="speech",
                    content=(content,), source=Source(head=name.stop - 1, first=name.start, stop=name.stop),
                    rule="signed post",
                )
            )  # fmt: skip
    return found


def _transcript(page: Page) -> list[Attribution]:
    """Paragraphs that begin with a speaker's name in capitals and a colon, where that name comes back."""
    lines: list[tuple[str, int, int, int]] = []
    for number, first, stop in page.paragraphs:
        match = SPEAKER.match(page.annotated.document.quote(page.annotated.document.paragraphs[number].span))
        if match:
            colon = next((at for at in range(first, stop) if page.tokens[at].text == ":"), None)
            if colon is not None and first < colon:
                lines.append((match["name"], first, colon, stop))
    names = [name for name, *_ in lines]
    found: list[Attribution] = []
    for name, first, colon, stop in lines:
        content = page.trimmed(colon + 1, stop)
        if names.count(name) > 1 and content:
            found.append(_colon(colon, Source(head=colon - 1, first=first, stop=colon), content, "transcript"))
    return found


def _headlines(page: Page) -> list[Attribution]:
    """Headlines of a speaker, a colon and what he says ("Lavrov: Sanctions will not work")."""
    found: list[Attribution] = []
    for number, first, stop in page.paragraphs:
        if page.annotated.document.paragraphs[number].kind != "headline":
            continue
        colon = next((at for at in range(first, min(first + 6, stop)) if page.tokens[at].text == ":"), None)
        if colon is None or colon == first:
            continue
        mention = page.annotated.mention_at(colon - 1)
        content = page.trimmed(colon + 1, stop)
        if content and mention and mention.first == first and mention.actors and _speaks(page, mention, content):
            who = Source(head=colon - 1, first=first, stop=colon)
            found.append(_colon(colon, who, content, "headline with a colon"))
    return found


def _speaks(page: Page, mention: Mention, content: tuple[int, int]) -> bool:
    """Whether who stands before a headline's colon speaks; a state may be what the article is on ("Iran: U.N. meets")."""
    if mention.as_place:
        return False
    if mention.actors[0].kind != "state" or page.quote_of(content[0]) >= 0:
        return True
    if not trees.clausal(page, *content):
        return False
    others = [m for m in page.annotated.mentions_in(*content) if page.tokens[m.head].dep in {"nsubj", "nsubjpass"}]
    return all(m.actors == mention.actors or not m.actors for m in others)


def _colon(colon: int, who: Source, content: tuple[int, int], rule: str) -> Attribution:
    return Attribution(
        cue=(colon, colon + 1), head=colon, cue_class="say", kind="speech", content=(content,), source=who, rule=rule
    )


def _lists(page: Page) -> list[Attribution]:
    """Items of a list that a cue and a colon announce, one attribution each."""
    found: list[Attribution] = []
    for place, (_, first, stop) in enumerate(page.paragraphs):
        items = _items(page, place)
        announcing = _announcer(page, first, stop) if items else None
        if announcing is None:
            continue
        head, cue_stop, entry = announcing
        source = sources.subject(page, head)
        if source is None:
            continue
        who = sources.phrase(page, source, head)
        found += [
            Attribution(
                cue=(head, cue_stop), head=head, cue_class=entry.cue_class, kind=entry.kind, content=(item,),
                source=who, rule="item of a list",
            )
            for item in items
        ]  # fmt: skip
    return found


def _items(page: Page, place: int) -> list[tuple[int, int]]:
    """The paragraphs behind one that ends in a colon, up to the last of those that semicolons join."""
    if page.tokens[page.paragraphs[place][2] - 1].text != ":":
        return []
    items: list[tuple[int, int]] = []
    for _, first, stop in page.paragraphs[place + 1 :]:
        ends = {page.word(stop - 1), page.word(stop - 2)}
        going_on = ";" in ends
        if not going_on and not items:
            return []
        item = page.trimmed(first, stop)
        items += [item] if item else []
        if not going_on:
            break
    return items


def _announcer(page: Page, first: int, stop: int) -> tuple[int, int, Entry] | None:
    for at in range(stop - 2, max(first, stop - REACH) - 1, -1):
        hit = cues.verb_at(page.annotated, at)
        if hit and "clause" in hit[0].frames and mood.asserts(page, at):
            return at, hit[1], hit[0]
    return None


def _tokens(page: Page, start: int, end: int) -> range:
    """The tokens that lie in a stretch of characters."""
    return page.annotated.tokens_in(Span(start, max(start, end)))
