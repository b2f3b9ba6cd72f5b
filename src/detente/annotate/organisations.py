"""Names that the knowledge base does not know: firms, institutes, ministries, movements, regions by their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.annotate import lexicon, nominals
from detente.model.actors import Actor
from detente.model.annotation import Mention

if TYPE_CHECKING:
    from detente.annotate.draft import Draft

_INNER = frozenset({"of", "for", "and", "the", "&", "'s", "’s", "-", "+"})


# Labels of the parser under which names of actors are found that it does not know.
_LABELS = frozenset({"", "GPE", "LOC", "FAC", "NORP", "PERSON", "PRODUCT"})
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "poss", "dative", "agent", "attr"})


def put(draft: Draft) -> None:
    """Notes a mention for each run of proper nouns that nothing else covers: organisations, then other names that play a part."""
    _put_organisations(draft)
    _put_others(draft)


def _put_others(draft: Draft) -> None:
    tokens, at = draft.tokens, 0
    while at < len(tokens):
        stop = at
        while stop < len(tokens) and tokens[stop].sentence == tokens[at].sentence and _other(draft, stop):
            stop += 1
        if stop > at:
            head = draft.head_of(at, stop)
            if tokens[head].dep in _ROLES and not _part_of_more(draft, at, stop):
                _note(draft, at, stop)
        at = max(stop, at + 1)


def _other(draft: Draft, number: int) -> bool:
    token = draft.tokens[number]
    free = number not in draft.match_at and number not in draft.covered
    return free and token.pos == "PROPN" and token.entity in _LABELS and token.text[:1].isupper()


def _part_of_more(draft: Draft, first: int, stop: int) -> bool:
    """A part of a longer name, a title, a word that is written small elsewhere, or a single letter."""
    tokens = draft.tokens
    text = draft.text(first, stop)
    titled = tokens[stop - 1].text.lower().rstrip(".") in lexicon.words("title")
    weekday = text.lower() in lexicon.words("weekday")
    of = tokens[tokens[draft.head_of(first, stop)].head]
    feature = {*(t.lemma.lower() for t in tokens[first:stop]), tokens[of.head].lemma.lower() if of.text == "of" else ""}
    joined = any(
        0 <= n < len(tokens)
        and (tokens[n].text == "-" or (tokens[n].pos == "PROPN" and tokens[n].head in range(first, stop)))
        for n in (first - 1, stop)
    )
    if feature & lexicon.words("feature of the earth"):
        return True
    return titled or weekday or joined or len(text) < 3 or text.lower() in draft.lower_words


def _put_organisations(draft: Draft) -> None:
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
    where = draft.tokens[draft.tokens[head].head].text.lower()
    place = draft.tokens[head].dep == "pobj" and where in lexicon.words("place preposition")
    draft.put(
        Mention(
            first=first, stop=stop, head=head, kind="name", actors=(actor,), as_place=place and draft.tokens[head].entity != "ORG",
            because=("an organisation not known",),
        )
    )  # fmt: skip
