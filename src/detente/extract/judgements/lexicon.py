"""The words of assessments: matters that are judged, changes said of them, verdicts, conduct under rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.model.reading import Direction, Topic


@dataclass(frozen=True, slots=True)
class Matter:
    """A relation or prospect: ``value`` 1 where more of it is better."""

    value: int
    topic: Topic


@dataclass(frozen=True, slots=True)
class Verdict:
    """A phrase that judges by itself."""

    direction: Direction
    topic: Topic


def _words(row: Mapping[str, str]) -> list[str]:
    return [word.strip() for word in row["words"].split(",")]


@cache
def matters() -> Mapping[str, Matter]:
    """From lemma to matter."""
    return _valued("assessments/matters.tsv")


@cache
def goals() -> Mapping[str, Matter]:
    """From lemma to what one may move toward or away from."""
    return _valued("assessments/goals.tsv")


def _valued(path: str) -> Mapping[str, Matter]:
    return {
        word: Matter(1 if row["value"] == "+" else -1, row["topic"])  # type: ignore[arg-type]  # a test checks the table
        for row in rows(path)
        for word in _words(row)
    }


@cache
def changes() -> Mapping[tuple[str, str], str]:
    """From (lemma, part of speech) to ``up``, ``down``, ``better``, ``worse``, ``stalled``, ``more``."""
    return {(word, row["pos"]): row["value"] for row in rows("assessments/changes.tsv") for word in _words(row)}


@cache
def verdicts() -> Mapping[str, tuple[tuple[tuple[str, ...], Verdict], ...]]:
    """From a phrase's first lemma to the phrases that start with it, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Verdict]]] = {}
    for row in rows("assessments/verdicts.tsv"):
        phrase = tuple(row["words"].split())
        verdict = Verdict(row["value"], row["topic"])  # type: ignore[arg-type]  # a test checks the table
        table.setdefault(phrase[0], []).append((phrase, verdict))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in table.items()}


@cache
def conduct() -> Mapping[str, Direction]:
    """From a verb of keeping or breaking rules to its direction."""
    return {word: row["value"] for row in rows("assessments/conduct.tsv") for word in _words(row)}  # type: ignore[misc]  # a test checks the table


@cache
def rules() -> frozenset[str]:
    """Nouns for the rules that conduct keeps or breaks."""
    return frozenset(word for row in rows("assessments/rules.tsv") for word in _words(row))


@cache
def grave() -> frozenset[str]:
    """Words that say as a predicate that a thing is bad for all concerned."""
    return frozenset(word for row in rows("assessments/grave.tsv") for word in _words(row))
