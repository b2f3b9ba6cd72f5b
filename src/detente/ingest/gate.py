"""The gate before the parser: whether a document can be on a sanctions dispute at all, told from its words alone.

One pass over the words. Points are given for each side named (a state, its people or seat, a body, an office holder by full name), and for each
different word of ``resources/gate/words.tsv``; a document with fewer points than its length asks for, or without such a word, is on no dispute.
``python -m evals.gate`` measures what that costs and saves.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.document import Document
    from detente.model.off_topic import Lack

SIDE_POINTS, MOST_SIDES = 2, 3
LEAST, MOST = 5, 9
"""Points asked of a short text, and of a text however long."""
SHORT, STEP = 150, 100
"""Words up to which a text is short, and more of them for each further point."""
OWN_LETTERS = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the gate found.

    Attributes:
        sides: the sides named.
        matters: the words of sanctions, arms, diplomacy and rule found, in lower case.
        points: what both are worth.
        least: points that a text of this length needs.
    """

    sides: frozenset[str]
    matters: frozenset[str]
    points: int
    least: int

    @property
    def lack(self) -> Lack | None:
        """What the document lacks; ``None`` where it is to be read."""
        if self.matters and self.points >= self.least:
            return None
        if not self.matters:
            return "no-matter"
        return "too-little" if self.sides else "no-side"


class Gate:
    """Tells documents that may be on a dispute from those that are on none.

    Args:
        own: texts of the user's own files of actors and issues: their words of four letters and more count as well.
    """

    def __init__(self, *, own: Iterable[str] = ()) -> None:
        self._sides, self._longer = _named()
        self._points = dict(_matters())
        for text in own:
            self._points.update((word.lower(), LEAST) for word in _WORD.findall(text) if _telling(word))

    def judge(self, document: Document) -> Judged:
        """Weighs a document by its title and text."""
        text = document.text
        if document.title and document.title not in text:
            text = f"{document.title}\n{text}"
        if text.islower():  # names are told by their capitals, where there are any
            text = text.title()
        text = _unaccented(text)
        words = _WORD.findall(text)
        told = set(words)
        sides = {self._sides[word] for word in told if word in self._sides}
        for word in told & self._longer.keys():
            sides.update(side for name, side in self._longer[word] if name in text)
        matters = frozenset(low for word in told if (low := word.lower()) in self._points)
        points = SIDE_POINTS * min(len(sides), MOST_SIDES) + sum(self._points[word] for word in matters)
        least = min(MOST, LEAST + max(0, len(words) - SHORT) // STEP)
        return Judged(sides=frozenset(sides), matters=matters, points=points, least=least)


def _unaccented(text: str) -> str:
    """The text with letters stripped of their accents, so that "Nicolás" is "Nicolas"."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _telling(word: str) -> bool:
    return len(word) >= OWN_LETTERS and word.lower() not in {
        row["word"] for row in resources.rows("ingest/stop_words.tsv")
    }


@cache
def _matters() -> dict[str, int]:
    """Every form of every word of the gate's list, to its points."""
    found: dict[str, int] = {}
    for row in resources.rows("gate/words.tsv"):
        for word in row["words"].split():
            for form in _forms(word):
                found[form] = max(int(row["points"]), found.get(form, 0))
    return found


def _forms(word: str) -> set[str]:
    """A word and how it may be inflected; forms that are no words do no harm."""
    forms = {word, *(word + ending for ending in ("s", "es", "ed", "ing"))}
    if word.endswith("e"):
        forms |= {word + "d", word[:-1] + "ing"}
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    return forms


@cache
def _named() -> tuple[dict[str, str], dict[str, tuple[tuple[str, str], ...]]]:
    """Names of one word to their side; longer names with their side, by their first word."""
    sides: dict[str, str] = {}
    for row in resources.rows("actors/states.tsv"):
        for column in ("name", "official", "demonyms", "capitals"):
            for name in row[column].split("|"):
                sides.setdefault(name.strip(), row["side"])
    for row in resources.rows("actors/forms.tsv"):
        sides.setdefault(row["form"], row["side"] or row["form"])
    for path in ("actors/bodies.tsv", "actors/organisations.tsv"):
        for row in resources.rows(path):
            for name in (row["name"], *row["aliases"].split("|")):
                sides.setdefault(name, row["side"] or row["name"])
    for row in resources.rows("actors/officials.tsv"):
        for name in (row["person"], *row["aliases"].split("|")):
            sides.setdefault(name, row["side"])
    for row in resources.rows("gate/places.tsv"):
        sides.setdefault(row["place"], row["place"])
    single: dict[str, str] = {}
    longer: dict[str, list[tuple[str, str]]] = {}
    for given, side in sides.items():
        name = _unaccented(given)
        if len(name) < 2:
            continue
        if _WORD.fullmatch(name):
            single[name] = side
            if len(name) > OWN_LETTERS:
                single[name.upper()] = side
        elif words := _WORD.findall(name):
            longer.setdefault(words[0], []).append((name, side))
    return single, {word: tuple(names) for word, names in longer.items()}
