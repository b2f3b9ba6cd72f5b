"""Who wrote an article: byline and credit lines, and which lines are nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from detente import resources
from detente.ingest.features import stop_words
from detente.ingest.outlets import named_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PART = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_NAME = re.compile(
    rf"{_PART}(?:\s+(?:{_PART}|al-{_PART}|al|bin|ben|de|del|della|der|di|da|du|el|ibn|la|le|van|von|y)){{1,4}}(?:,? (?:Jr|Sr)\.?)?"
)
_BY = re.compile(r"(?:by|written\s+by|story\s+by|from)\b:?\s+(?P<names>.+)", re.IGNORECASE)
_REPORTING = re.compile(
    r"[(\[—–-]*\s*(?:additional\s+)?(?:reporting|writing|written|compiled|with\s+(?:assistance|reporting|contributions?|files))"
    r"\s+(?:by|from)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:(?:additional\s+|with\s+)?reporting|writing|written|with\s+(?:assistance|contributions?)|compiled)\s+(?:by|from)\s+(?P<names>(?:(?![Ee]diting\b)[^();])*)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?P<names>[^.:]{4,400}?)\s+(?:also\s+)?contributed(?:\s+reporting)?\s+(?:to|from)\s+(?:this|the)\b.*",
    re.IGNORECASE,
)
_CONTRIBUTING = re.compile(r"contributing(?:\s+(?:writers?|reporters?))?:\s*(?P<names>.+)", re.IGNORECASE)
_EDITED = re.compile(r"[(\[]?\s*(?:editing|edited|desk:|copy\s+editing)\b.{0,200}", re.IGNORECASE)
_CLOSING = re.compile(r"\((?P<outlet>[A-Z]{2,6})\s*\|\s*(?P<names>[^()]{3,120})\)\s*$")
_ISSUED = re.compile(
    r"(?:press\s+|joint\s+|full\s+|readout\s+of\s+)?(?:statement|remarks|letter|message|address|speech|text\s+of\s+\w+)\s+(?:by|from|of)\s+"
    r"(?P<names>.+?)(?:\s+(?:on|at|in|to|regarding|about|for|before|after|following|during|with|marking|against|concerning)\b.*|:.*)?$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\b(?:in|at|from)\s+[A-Z][\w .-]*$|\b[A-Z]{3,}(?:\s+[A-Z]{3,})*$|\b(?:and\s+)?(?:researcher|writers?|reporters?|correspondents?|AP|AFP|Staff|Special\s+to.*)\b",
    re.MULTILINE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_PLACES = re.compile(r"\s+in\s+[A-Z].*$", re.DOTALL)
_SPLIT = re.compile(r"\s*(?:,(?!\s*(?:Jr|Sr)\b)|;|/|\||\band\b|&)\s*")
_NEAR_TOP = 12
_LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Names found, and the numbers of the paragraphs that hold a credit and nothing else."""

    authors: tuple[str, ...] = ()
    lines: frozenset[int] = frozenset()


def credits_of(paragraphs: Sequence[str], *, lines: Sequence[str], title: str | None) -> Credits:
    """The authors that a page names, and the paragraphs that are credits and nothing else.

    A byline decides; where none stands, the names of "Reporting by" and "contributed" are the authors; for a statement
    ("Statement by Foreign Minister …") whoever issues it.
    """
    first, second, numbers = _named(paragraphs)
    if len(lines) > len(paragraphs):
        bylines, reporting, _ = _named(lines)
        first, second = first or bylines, second or reporting
    authors = _once(first) or _once(second) or _issuer(title)
    numbers |= {n for n, text in enumerate(paragraphs) if n > 0 and text.strip() in authors}
    return Credits(authors=authors, lines=frozenset(numbers))


def _named(texts: Sequence[str]) -> tuple[list[str], list[str], set[int]]:
    """Names of bylines, names of other credits, and the numbers of the texts that hold them."""
    bylines: list[str] = []
    reporting: list[str] = []
    numbers: set[int] = set()
    for number, text in enumerate(texts):
        names = _byline(texts, number)
        if names is not None:
            bylines.extend(names)
            numbers.add(number)
            continue
        found = _credit(text)
        if found is not None:
            reporting.extend(found)
            numbers.add(number)
            continue
        closing = _CLOSING.search(text)
        if closing:
            reporting.extend(people(closing["names"]))
    return bylines, reporting, numbers


def _byline(paragraphs: Sequence[str], number: int) -> list[str] | None:
    """The names of a byline, ``None`` where the paragraph is something else."""
    text = paragraphs[number].strip()
    if len(text) > _LONGEST or (text[-1:] in ".!?" and not text.endswith(("Jr.", "Sr."))):
        return None
    match = _BY.fullmatch(text)
    if match and not text.lower().startswith("from left"):
        names = list(people(_lowered(match["names"]) if text.lower().startswith("by") else match["names"]))
        return names if names or named_outlet(match["names"]) else None
    following = paragraphs[number + 1].strip() if number + 1 < len(paragraphs) else ""
    if 0 < number < _NEAR_TOP and named_outlet(following) and len(following) < 40:
        names = list(people(text))
        bare = re.sub(r"\s*(?:,|\band\b|&)\s*", "", text)
        return names if names and len("".join(names)) >= 0.9 * len(bare) else None
    return None


def _lowered(names: str) -> str:
    """Names of a byline in capitals alone ("JOHN SMITH AND ANA PEREZ | …") as names are written elsewhere."""
    head, bar, rest = names.partition("|")
    words = head.split()
    if not head.isupper() or len(words) < 2 or words[0].lower() in stop_words() or named_outlet(head.strip(" ,")):
        return names
    head = _LETTERS.sub(lambda match: "and" if match[0] == "AND" else match[0].capitalize(), head)
    return f"{head}{bar}{rest}"


def _credit(text: str) -> list[str] | None:
    """The names of a credit line at the end ("Reporting by …"), ``None`` where the paragraph is something else."""
    text = text.strip()
    if _REPORTING.match(text):
        return [name for match in _CLAUSE.finditer(text) for name in people(match["names"])]
    match = _CONTRIBUTING.fullmatch(text)
    if match:
        return list(people(match["names"]))
    if "contributed" in text and len(text) < 500:
        last = re.split(r"(?<=[a-z]\.)\s+(?=[A-Z])", text)[-1]
        match = _CONTRIBUTED.fullmatch(last)
        if match and len(last) > 0.4 * len(text):
            return list(people(match["names"]))
    return [] if _EDITED.fullmatch(text) else None


def people(text: str) -> Iterator[str]:
    """The persons' names in a list of names; places, outlets and functions among them are left out."""
    text = text.split(" | ", maxsplit=1)[0]
    if ";" in text:
        text = ";".join(_PLACES.sub("", segment) for segment in text.split(";"))
    for raw in _SPLIT.split(text):
        part = _NOISE.sub("", raw).strip(" .,()—–-")
        if part and _NAME.fullmatch(part) and not named_outlet(part) and not part.isupper():
            yield part


@cache
def _office_words() -> frozenset[str]:
    return frozenset(row["word"] for row in resources.rows("media/title_words.tsv") if row["kind"] == "office")


@cache
def _body_words() -> frozenset[str]:
    return frozenset(row["word"] for row in resources.rows("media/title_words.tsv") if row["kind"] == "body")


def _issuer(title: str | None) -> tuple[str, ...]:
    """Whoever issues a statement, by its headline ("Statement by President … on …")."""
    match = _ISSUED.match(title or "")
    if not match:
        return ()
    found = []
    for part in re.split(r",(?!\s*(?:Jr|Sr)\b)|\band\b", match["names"]):
        tokens = part.split()
        while tokens and tokens[0].lower() in _office_words():
            tokens.pop(0)
        name = " ".join(tokens)
        if _NAME.fullmatch(name) and not named_outlet(name) and tokens[-1].lower() not in _body_words():
            found.append(name)
    return tuple(found)


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
