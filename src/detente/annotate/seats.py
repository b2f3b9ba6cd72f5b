"""Bodies that many states have under one name: whose one is meant, as its seat, the dateline or its full name tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import lexicon
from detente.resources.joint import bodies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.annotate.draft import Draft
    from detente.annotate.gazetteer import Entry, Match


def of_many(draft: Draft, match: Match) -> bool:
    """Whether a body's name alone does not tell its state: "the Joint Chiefs of Staff", "Congress"."""
    text = draft.text(match.first, match.stop).lower()
    return (
        match.entry.kind == "body" and match.entry.side not in bodies() and text in lexicon.words("body of many states")
    )


def seat(draft: Draft, match: Match) -> Match | None:
    """The capital of another state right behind a body's name: "the Joint Chiefs of Staff in Seoul"."""
    after = draft.tokens[match.stop].text if match.stop < len(draft.tokens) else ""
    place = draft.match_at.get(match.stop + 1) if after == "in" and of_many(draft, match) else None
    if place is None or place.entry.kind != "capital" or place.entry.side in {None, match.entry.side}:
        return None
    return place


def at_home(draft: Draft, match: Match, matches: Sequence[Match]) -> Entry | None:
    """The other state's body of the same name that a document means: named in full before, or at home where it is datelined."""
    if not of_many(draft, match):
        return None
    text = draft.text(match.first, match.stop)
    full = next(
        (
            m.entry
            for m in matches
            if m.first < match.first and m.entry.side != match.entry.side and _ends_so(draft, m, text)
        ),
        None,
    )
    if full is not None or text.lower() not in lexicon.words("body at home"):
        return full
    place = draft.knowledge.gazetteer.lookup((draft.document.dateline or "").title())
    state = draft.knowledge.states.get(place.side or "") if place is not None else None
    if state is None:
        return None
    named = (draft.knowledge.gazetteer.lookup(f"{owner} {text}") for owner in (*state.demonyms, f"{state.name}'s"))
    return next((entry for entry in named if entry is not None and entry.side == state.side), None)


def host(draft: Draft, noun: int) -> str | None:
    """The state in whose capital the embassy stands that a noun is, or whose official it is: the one it does not speak for."""
    for child in draft.children[noun]:
        inner = next((c for c in draft.children[child] if draft.tokens[c].dep == "pobj"), None)
        if inner is None:
            continue
        match = draft.match_at.get(inner)
        if draft.tokens[noun].lemma in lexicon.words("seat abroad"):
            if draft.tokens[child].text == "in" and match is not None:
                return match.entry.side
        elif draft.tokens[inner].lemma in lexicon.words("seat abroad"):
            return host(draft, inner)
    return None


def _ends_so(draft: Draft, match: Match, text: str) -> bool:
    named = draft.text(match.first, match.stop).lower()
    return match.entry.kind == "body" and named.endswith(f" {text.lower()}")
