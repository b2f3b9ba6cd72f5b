"""A trie of forms over folded tokens: all names of the knowledge base found in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from detente.annotate.romanisation import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model.annotation import Token

EntryKind = Literal["state", "demonym", "capital", "nickname", "body", "outlet"]
_PIECES = re.compile(r"[^\W\d_]{1,2}\.(?:[^\W\d_]\.)*|'s\b|[^\W_]+'[^\W_]{2,}|[^\W_]+(?:\.[^\W_]+)*|[^\w\s]")
_FULL_STOPS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_END = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a form stands for.

    Attributes:
        kind: sort of form; a ``nickname`` is one for a state ("the North").
        name: the canonical name of what it stands for.
        side: for whom it speaks, or ``None``.
        entity: its id in the knowledge base.
        sort: the table's own word for its kind ("news agency", "ministry", "abbrev").
        state: the state where it belongs, whether or not it speaks for it.
        ambiguous: has other readings too.
    """

    kind: EntryKind
    name: str
    side: str | None
    entity: str
    sort: str = ""
    state: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``first`` up to ``stop`` are a form of an entry."""

    first: int
    stop: int
    entry: Entry


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """Lower case without accents; abbreviations in capitals keep them and lose their full stops ("U.S." as "US")."""
    if _FULL_STOPS.fullmatch(token) and token.isupper():
        return token.replace(".", "")
    if 1 < len(token) <= 6 and token.isupper():
        return token
    return plain(token)


class Gazetteer:
    """Forms and what they stand for; of two entries for one form the one added last wins."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, form: str, entry: Entry) -> None:
        """Adds a form. One that starts with a capital only matches words that do."""
        words = [fold(piece) for piece in _PIECES.findall(form.replace("’", "'"))]
        if words and words[0] == "the" and len(words) > 1 and entry.kind != "nickname":
            words = words[1:]
            form = form[4:]
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        node[_END] = (entry, form.removeprefix("the ")[:1].isupper())

    def lookup(self, form: str) -> Entry | None:
        """The entry of a form, or ``None``."""
        node = self._root
        for piece in _PIECES.findall(form.replace("’", "'")):
            node = node.get(fold(piece)) or node.get(plain(piece)) or {}
        found: tuple[Entry, bool] | None = node.get(_END)
        return found[0] if found else None

    def matches(self, tokens: Sequence[Token]) -> list[Match]:
        """The longest forms from left to right, none overlapping."""
        found: list[Match] = []
        at, count = 0, len(tokens)
        while at < count:
            match = self._longest(tokens, at)
            if match and tokens[at].text.lower() == "the" and at + 1 < count:
                behind = self._longest(tokens, at + 1)  # "the South African" is not "the South"
                match = behind if behind and behind.stop > match.stop else match
            if match:
                found.append(match)
            at = match.stop if match else at + 1
        return found

    def _longest(self, tokens: Sequence[Token], first: int) -> Match | None:
        node, at, best = self._root, first, None
        sentence = tokens[first].sentence
        while at < len(tokens) and tokens[at].sentence == sentence:
            text = tokens[at].text
            folded = fold(text)
            step = node.get(folded)
            if step is None and folded.isupper():
                step = node.get(plain(text))
            if step is None:
                break
            node, at = step, at + 1
            ended = node.get(_END)
            if ended and (not ended[1] or _capital(tokens, first, at)):
                best = Match(first, at, ended[0])
        return best


def _capital(tokens: Sequence[Token], first: int, stop: int) -> bool:
    start = first + 1 if tokens[first].text.lower() == "the" and stop > first + 1 else first
    text = tokens[start].text
    return text[:1].isupper() or text[:1].isdigit() or (stop - start > 1 and tokens[stop - 1].text[:1].isupper())
