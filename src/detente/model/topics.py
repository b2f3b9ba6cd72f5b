"""What the words of a demand or an offer are about: sanctions, disarmament, talks, …; told by words kept as data, ours and a user's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something that parties bargain over.

    Attributes:
        key: what it is counted by ("sanctions").
        name: what it is called in a sentence, as in the name of a deadlock ("sanctions relief"); "" for the name it has elsewhere.
        stems: a word that begins so is of the topic; "*" stands for the rest of a word ("compl* with").
        nouns: words of the topic in the singular, which count whole, and in the plural.
    """

    key: str
    name: str = ""
    stems: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Makes the pattern of the words."""
        words = [*(re.escape(stem).replace(r"\*", r"\w*") for stem in self.stems), *map(_in_both_numbers, self.nouns)]
        told = rf"\b(?:{'|'.join(words)})" if words else r"(?!)"
        object.__setattr__(self, "pattern", re.compile(told, re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics that are told apart.

    Attributes:
        ranks: the topics, a user's before ours: where several begin at the same place, one of an earlier rank goes first.
    """

    ranks: tuple[tuple[Topic, ...], ...]

    def of(self, words: str | None) -> tuple[str, ...]:
        """The keys of the topics of some words, in the order in which the words come to them; none for no words."""
        found = [
            (match.start(), rank, topic.key)
            for rank, topics in enumerate(self.ranks)
            for topic in topics
            if (match := topic.pattern.search(words or ""))
        ]
        return tuple(dict.fromkeys(key for _, _, key in sorted(found)))

    def name(self, key: str) -> str:
        """What a topic is called in a sentence ("sanctions relief")."""
        names = (topic.name for topics in self.ranks for topic in topics if topic.key == key and topic.name)
        return next(names, key.replace("-", " "))

    def with_words(self, added: Iterable[Topic]) -> Topics:
        """These topics and more, which go before them; one with the key of a known topic adds its words to it, and may give it another name."""
        return Topics((tuple(added), *self.ranks))


def _in_both_numbers(noun: str) -> str:
    """A pattern of a noun alone, in the singular and the plural."""
    if re.search(r"[^aeiou]y$", noun, re.IGNORECASE):
        return re.escape(noun[:-1]) + r"(?:y|ies)\b"
    return re.escape(noun) + r"(?:e?s)?\b"
