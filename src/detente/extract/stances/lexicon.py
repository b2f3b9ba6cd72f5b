"""The words that take part in a position: attitudes, operators, evaluations; each with how the matter hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.model.annotation import AnnotatedDocument

Kind = Literal["attitude", "need", "weigh", "quit", "threat", "operator", "evaluation"]
SIGNS = {"+": 1, "-": -1}
ADJECTIVES = frozenset({"ADJ", "ADV"})
QUANTITIES = frozenset(
    {"all", "any", "both", "each", "half", "many", "more", "most", "much", "none", "part", "several", "some"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's part: ``sign`` of what it does to the matter, ``ways`` the matter may hang on it."""

    words: str
    kind: Kind
    sign: int
    ways: frozenset[str]


Table = dict[tuple[str, str], tuple[Entry, ...]]


@cache
def attitudes() -> Mapping[tuple[str, str], tuple[Entry, ...]]:
    """From (lemma, part of speech) to attitudes."""
    return _table("positions/attitudes.tsv", None)


@cache
def operators() -> Mapping[tuple[str, str], tuple[Entry, ...]]:
    """From (lemma, part of speech) to operators."""
    return _table("positions/operators.tsv", "operator")


@cache
def evaluations() -> Mapping[tuple[str, str], int]:
    """From (lemma, part of speech) to what it says of the thing it is said of."""
    return {
        (word.strip(), row["pos"]): SIGNS[row["sign"]]
        for row in rows("positions/evaluations.tsv")
        for word in row["words"].split(",")
    }


def _table(path: str, kind: Kind | None) -> Table:
    table: Table = {}
    for row in rows(path):
        chosen: Kind = kind or row["kind"]  # type: ignore[assignment]  # the table's own column, checked by a test
        for word in row["words"].split(","):
            entry = Entry(word.strip(), chosen, SIGNS[row["sign"]], frozenset(row["with"].split()))
            table[entry.words, row["pos"]] = (*table.get((entry.words, row["pos"]), ()), entry)
    return table


def find(
    table: Mapping[tuple[str, str], tuple[Entry, ...]], annotated: AnnotatedDocument, head: int, way: str
) -> Entry | None:
    """The entry of a word on which the matter hangs in a way (``object``, ``clause``, ``subject``, a preposition)."""
    pos = part_of_speech(annotated, head)
    for words in spellings(annotated, head):
        for entry in table.get((words, pos), ()):
            if way in entry.ways or (words.endswith(f" {way}") and "object" in entry.ways):
                return entry
    return None


def part_of_speech(annotated: AnnotatedDocument, head: int) -> str:
    """``VERB``, ``NOUN`` or ``ADJ``, the three that the tables know."""
    pos = annotated.tokens[head].pos
    if annotated.tokens[head].lemma in QUANTITIES:
        return "NOUN"
    if pos in ADJECTIVES:
        return "ADJ"
    return {"PROPN": "NOUN", "AUX": "VERB", "DET": "NOUN", "PRON": "NOUN"}.get(pos, pos)


def spellings(annotated: AnnotatedDocument, head: int) -> tuple[str, ...]:
    """A word with its particle ("give up"), then alone."""
    token = annotated.tokens[head]
    particles = [
        annotated.tokens[c].lemma
        for c in annotated.children(head)
        if annotated.tokens[c].dep == "prt" or (annotated.tokens[c].dep in {"advmod", "prep"} and c == head + 1)
    ]
    joined = tuple(f"{token.lemma} {particle}" for particle in particles)
    noun = (token.text.lower(),) if token.pos == "NOUN" else ()
    return (*joined, token.lemma, *noun)
