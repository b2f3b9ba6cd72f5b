"""Events by CAMEO and PLOVER's finer marks: code, weight on Goldstein's scale, mode, context, quad class, and the words that decided.

Sources: P. Schrodt, *CAMEO: Conflict and Mediation Event Observations, Event and Actor Codebook*, version 1.1b3 (2012), for the codes;
J. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data", *Journal of Conflict Resolution* 36 (1992), for the scale, as the
Penn State event data project carried it over from WEIS to CAMEO; Schrodt's table CAMEO2PLOVER (draft 0.8, 2021) for mode and context.
A code has a root alone where the quote's words tell no more. The tables are ``resources/events/cameo*.tsv`` and ``goldstein.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from detente import resources

if TYPE_CHECKING:
    from detente.model.reading import Event, EventStatus, EventType

SCALE = "Goldstein 1992 for WEIS, carried over to CAMEO by the Penn State project"
CODED: tuple[EventStatus, ...] = ("actual", "planned")
QuadClass = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
QUADS: tuple[QuadClass, ...] = get_args(QuadClass)
_LAST_ROOTS = (5, 8, 13, 20)  # of the quad classes in turn, as GDELT and Phoenix have them


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What the tables say of an event.

    Attributes:
        quad: PLOVER's quad class of the type.
        code: CAMEO code of two to four digits, or ``None``: CAMEO has no code for what did not happen or might.
        name: CAMEO's name of the code.
        goldstein: weight of the code, -10 to 10; ``None`` without a code.
        mode: PLOVER's mode, where the words tell.
        context: PLOVER's context, where the words tell.
        because: the words that gave more than the root.
    """

    quad: QuadClass
    code: str | None = None
    name: str | None = None
    goldstein: float | None = None
    mode: str | None = None
    context: str | None = None
    because: tuple[str, ...] = ()

    @property
    def root(self) -> str | None:
        """The code's first two digits."""
        return self.code[:2] if self.code else None

    @property
    def full(self) -> str | None:
        """The code as event files write it, a root as CAMEO's "not specified below": three digits at least ("160")."""
        return self.code.ljust(3, "0") if self.code else None

    @property
    def cameo_quad(self) -> int | None:
        """1 to 4 in the order of ``QUADS`` by the CAMEO root, as GDELT has it; it may differ from ``quad`` (an appeal, 02, is 1)."""
        if not self.code:
            return None
        return next(quad for quad, last in enumerate(_LAST_ROOTS, 1) if int(self.code[:2]) <= last)


def coding(event: Event) -> Coding:
    """The codes of an event, from its type, its status and the words of its quote."""
    quad, roots = _types()[event.type]
    root = roots.get(event.status)
    if not root:
        return Coding(quad=quad)
    told = [row for row in _words() if (row.type, row.status) == (event.type, event.status)]
    found = [(row, match) for row in told if (match := row.match(event.evidence.quote))]
    code = _shared([row.code for row, _ in found], root)
    name, weight = _scale()[code]
    return Coding(
        quad=quad,
        code=code,
        name=name,
        goldstein=weight,
        mode=_agreed([row.mode for row, _ in found]),
        context=_agreed([row.context for row, _ in found]),
        because=tuple(f"{match!r} → {row.code}" for row, match in found),
    )


def mutual(event: Event) -> bool:
    """Whether its actors do it to each other: several, no recipient, and a type or words that say so.

    Two states that meet or clash do; two that condemn a third, or test missiles together, act jointly.
    """
    if event.recipients or len(event.actors) < 2:
        return False
    words = _mutual()[event.type]
    return words is None or any(word.search(event.evidence.quote) for word in words)


def quad_of(kind: EventType) -> QuadClass:
    """PLOVER's quad class of a type."""
    return _types()[kind][0]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of ``cameo_words.tsv``: an alternative fits where all its patterns are found."""

    type: str
    status: str
    alternatives: tuple[tuple[re.Pattern[str], ...], ...]
    code: str
    mode: str
    context: str

    def match(self, quote: str) -> str:
        """The words of the quote that fit, or ""."""
        for patterns in self.alternatives:
            found = [pattern.search(quote) for pattern in patterns]
            if all(found):
                return " + ".join(match[0] for match in found if match)
        return ""


def _shared(codes: list[str], root: str) -> str:
    """What all the codes begin with, cut back to a code that the scale has; the root where they share none."""
    code = min(codes, key=len, default="")
    while code and not (code in _scale() and all(one.startswith(code) for one in codes)):
        code = code[:-1]
    return code or root


def _agreed(values: list[str]) -> str | None:
    return values[0] or None if values and len(set(values)) == 1 else None


def pattern(words: str) -> re.Pattern[str]:
    """Words in a row, whatever their case; ``*`` at the end of a word stands for any ending."""
    each = [re.escape(word.rstrip("*")) + (r"[\w'’-]*" if word.endswith("*") else "") for word in words.split()]
    return re.compile(r"(?<![\w-])" + r"\s+".join(each) + r"(?![\w-])", re.IGNORECASE)


@cache
def _types() -> dict[str, tuple[QuadClass, dict[str, str]]]:
    known = {str(quad): quad for quad in QUADS}
    return {
        row["type"]: (known[row["quad"]], {status: row[status] for status in CODED})
        for row in resources.rows("events/cameo.tsv")
    }


@cache
def _mutual() -> dict[str, tuple[re.Pattern[str], ...] | None]:
    """The words that make a type's joint act a mutual one; ``None`` where it is one whatever the words."""
    return {
        row["type"]: None if row["mutual"] == "yes" else tuple(pattern(words) for words in row["mutual"].split("|"))
        for row in resources.rows("events/cameo.tsv")
    }


@cache
def _scale() -> dict[str, tuple[str, float]]:
    return {row["code"]: (row["name"], float(row["scale"])) for row in resources.rows("events/goldstein.tsv")}


@cache
def _words() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["type"],
            row["status"],
            tuple(tuple(pattern(part) for part in words.split(" + ")) for words in row["words"].split("|")),
            row["code"],
            row["mode"],
            row["context"],
        )
        for row in resources.rows("events/cameo_words.tsv")
    )
