"""The topics of the bargain that ship, from ``resources/analyse/topics.tsv``."""

from __future__ import annotations

from functools import cache

from detente import resources
from detente.model.topics import Topic, Topics


@cache
def built_in() -> Topics:
    """The topics, in the table's order."""
    names: dict[str, str] = {}
    stems: dict[str, list[str]] = {}
    for row in resources.rows("analyse/topics.tsv"):
        names.setdefault(row["topic"], row["name"])
        stems.setdefault(row["topic"], []).append(row["stem"])
    return Topics((tuple(Topic(key=key, name=names[key], stems=tuple(found)) for key, found in stems.items()),))
