"""What stands beside a name without a title: between commas, in brackets, behind "led by"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.annotate import affiliation
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.annotate.draft import Draft
    from detente.annotate.names import NameSpan
    from detente.annotate.roles import Told

LEADS = frozenset({"lead", "head", "run", "chair", "oversee", "direct", "represent", "command"})


def leading(draft: Draft, head: int) -> Iterator[Told]:
    """What "Unscom, led by an Australian diplomat, X" says: whoever leads a body of several states speaks for it."""
    tokens, number = draft.tokens, head
    if tokens[number].dep == "appos":
        number = tokens[number].head
    by = tokens[number].head
    if tokens[number].dep != "pobj" or tokens[by].text != "by" or tokens[tokens[by].head].lemma not in LEADS:
        return
    led = tokens[tokens[by].head].head
    found = affiliation.of_words(draft, draft.left(led), led + 1)
    if found.told and found.side in bodies() and tokens[tokens[by].head].dep == "acl":
        yield replace(found, demonym=False), f"head of {found.name}", "official"


def standing_for(draft: Draft, span: NameSpan) -> Iterator[Told]:
    """What "X, for the Americans, said" says: a state or people named between commas after "for"."""
    tokens, comma = draft.tokens, span.stop
    if [t.text for t in tokens[comma : comma + 2]] != [",", "for"]:
        return
    number = comma + 3 if tokens[min(comma + 2, len(tokens) - 1)].text.lower() == "the" else comma + 2
    match = draft.match_at.get(number) or draft.match_at.get(number - 1)
    if (
        match is not None
        and match.stop < len(tokens)
        and tokens[match.stop].text == ","
        and match.entry.kind != "outlet"
    ):
        side, name = match.entry.side, draft.name_of(match.entry)
        yield affiliation.Affiliation(told=True, side=side, name=name), "", "official"


def bracketed(draft: Draft, span: NameSpan) -> Iterator[Told]:
    """What "X (Japan)" and "X (Greens, Germany)" say in records of councils and parliaments: a state, or the house where a party stands before it."""
    tokens, opening = draft.tokens, span.stop
    if opening + 2 >= len(tokens) or tokens[opening].text != "(":
        return
    closing = next((n for n in range(opening + 2, min(opening + 9, len(tokens))) if tokens[n].text == ")"), None)
    match = draft.match_at.get(closing - 1) if closing is not None else None
    if match is None or match.entry.kind not in {"state", "capital"}:
        return
    if match.first == opening + 1 or (match.first == opening + 2 and tokens[opening + 1].text.lower() == "the"):
        side, name = match.entry.side, draft.name_of(match.entry)
        yield affiliation.Affiliation(told=True, side=side, name=name, demonym=True), "", "official"
    elif tokens[match.first - 1].text == "," and any(
        m.entry.name == "European Parliament" for m in draft.match_at.values()
    ):
        yield affiliation.Affiliation(told=True, side="EU", name="European Parliament"), "member", "official"
