"""Organisations that the knowledge base does not know: firms, institutes, ministries by their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import nominals
from detente.model.actors import Actor
from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.draft import Draft

_INNER = frozenset({"of", "for", "and", "the", "&", "'s", "’s", "-", "+"})


def put(draft: Draft) -> None:
    """Notes a mention for each run that the parser calls an organisation and nothing else covers."""
    tokens, at = draft.tokens, 0
    while at < len(tokens):
        if not _free(draft, at):
            at += 1
            continue
        stop = at + 1
        while (
            stop < len(tokens)
            and tokens[stop].sentence == tokens[at].sentence
            and (_free(draft, stop) or (tokens[stop].entity == "ORG" and tokens[stop].text in _INNER))
        ):
            stop += 1
        while stop > at + 1 and not _free(draft, stop - 1):
            stop -= 1
        _note(draft, at, stop)
        at = stop


def _free(draft: Draft, number: int) -> bool:
    token = draft.tokens[number]
    return (
        token.entity == "ORG" and token.pos == "PROPN" and number not in draft.match_at and number not in draft.covered
    )


def _note(draft: Draft, first: int, stop: int) -> None:
    if (
        first > 1
        and draft.tokens[first - 1].text == "of"
        and draft.tokens[first - 2].lemma in {"secretary", "minister", "department"}
    ):
        return
    head = draft.head_of(first, stop)
    sort = nominals.sort_of(draft, head)
    if sort and sort not in {"firm", "people", "thing"}:
        return
    text = draft.text(first, stop)
    if (
        (stop - first == 1 and text.lower() in draft.lower_words)
        or text.startswith("U.S.-")
        or draft.tokens[head].dep in {"compound", "amod"}
    ):
        return
    actor = Actor(name=draft.text(first, stop), kind="body")
    draft.put(
        Mention(first=first, stop=stop, head=head, kind="name", actors=(actor,), because=("an organisation not known",))
    )
