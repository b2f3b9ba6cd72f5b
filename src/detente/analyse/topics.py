"""What the words of a demand or an offer are about: sanctions, disarmament, talks, … by stems kept as data."""

from __future__ import annotations

import re
from functools import cache

from detente import resources

TABLE = "analyse/topics.tsv"


def topics(words: str | None) -> tuple[str, ...]:
    """The topics of some words, in the order in which the words come to them; none for no words."""
    found = [(match.start(), topic) for topic, pattern in _patterns() if (match := pattern.search(words or ""))]
    return tuple(topic for _, topic in sorted(found))


def name(topic: str) -> str:
    """What a topic is called in a sentence ("sanctions relief")."""
    return next((row["name"] for row in resources.rows(TABLE) if row["topic"] == topic), topic)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    stems: dict[str, list[str]] = {}
    for row in resources.rows(TABLE):
        stems.setdefault(row["topic"], []).append(re.escape(row["stem"]).replace(r"\*", r"\w*"))
    return tuple((topic, re.compile(rf"\b(?:{'|'.join(found)})", re.IGNORECASE)) for topic, found in stems.items())
