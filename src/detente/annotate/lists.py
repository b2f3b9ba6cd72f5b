"""Lists of names that the parser took for something else: "Saudi Arabia, the United Arab Emirates and Egypt", "Britain, together with France"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.annotate.gazetteer import Entry, Match
    from detente.model.annotation import Token

_SIDES = frozenset({"state", "capital", "nickname", "body"})
_BETWEEN = frozenset({"PROPN", "ADJ", "DET", "PUNCT"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_TOGETHER = frozenset({("along", "with"), ("together", "with"), ("jointly", "with"), ("alongside",)})


def mended(tokens: tuple[Token, ...], matches: Iterable[Match]) -> tuple[Token, ...]:
    """The tokens, with the later names of a list hung on the earlier ones by ``conj``.

    A name beside a name is an apposition where it says more of it ("Paris, France"); where it names another state or person, and the list goes on,
    it is its next member.
    """
    named = {number: match.entry for match in matches for number in range(match.first, match.stop)}
    children: dict[int, list[int]] = {}
    for token in tokens:
        if token.head != token.number:
            children.setdefault(token.head, []).append(token.number)
    heads = {t.number: head for t in tokens if (head := _member_of(tokens, children, named, t)) is not None}
    if not heads:
        return tokens
    return tuple(replace(t, dep="conj", head=heads[t.number]) if t.number in heads else t for t in tokens)


def _member_of(
    tokens: Sequence[Token], children: dict[int, list[int]], named: dict[int, Entry], token: Token
) -> int | None:
    """The name before a name in a list that the parser did not see, or ``None``."""
    if token.dep == "pobj" and token.pos in _NOUNS:
        return _accompanied(tokens, children, token)
    if token.pos != "PROPN":
        return None
    if token.dep == "appos" and token.head < token.number:
        goes_on = any(tokens[c].dep == "conj" for c in children.get(token.number, ()))
        return token.head if goes_on and _alike(tokens, named, token.head, token.number, ",") else None
    if token.dep in _SUBJECTS:
        before = [c for c in children.get(token.head, ()) if c < token.number and tokens[c].dep == token.dep]
        added = bool(before) and any(tokens[c].dep == "cc" for c in children.get(before[-1], ()))
        return before[-1] if added and _alike(tokens, named, before[-1], token.number, "as") else None
    return None


def _alike(tokens: Sequence[Token], named: dict[int, Entry], one: int, other: int, link: str) -> bool:
    """Whether two names are of two states or bodies, or of two persons, with nothing but titles and a word or comma between them."""
    between = tokens[one + 1 : other]
    if tokens[one].pos != "PROPN" or not between or between[0].text != link:
        return False
    first, second = named.get(one), named.get(other)
    if first is not None and second is not None:
        apart = first.entity != second.entity and first.state != second.state
        return apart and {first.kind, second.kind} <= _SIDES and sum(t.pos == "PUNCT" for t in between) <= 1
    persons = tokens[one].entity == tokens[other].entity == "PERSON"
    return persons and all(t.pos in _BETWEEN for t in between) and sum(t.text == "," for t in between) == 1


def _accompanied(tokens: Sequence[Token], children: dict[int, list[int]], token: Token) -> int | None:
    """The subject that somebody acts together with: "Britain, along with France, said"."""
    link = token.head
    first = link
    if tokens[link].text == "with" and link and tokens[link - 1].text.lower() in {"along", "together", "jointly"}:
        first = link - 1
    if tuple(t.text.lower() for t in tokens[first : link + 1]) not in _TOGETHER:
        return None
    over = tokens[first].head if tokens[link].head == first or first == link else tokens[link].head
    if tokens[over].pos in {"VERB", "AUX"}:
        before = [c for c in children.get(over, ()) if c < first < over and tokens[c].dep in _SUBJECTS]
        over = before[-1] if before else over
    accompanied = tokens[over].pos in _NOUNS and tokens[over].dep in _SUBJECTS and over < first
    return over if accompanied and first - over <= 2 else None
