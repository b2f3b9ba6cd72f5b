"""A note as it is compared with others: who, whom, what, when, in which words, in which document and stories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from detente import resources
from detente.model.reading import Assessment, Event, Measure, Position, Statement, Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.model.actors import Actor
    from detente.model.reading import Layer, Note
    from detente.model.when import When

STEM = 6
"""Letters of a word that are compared: "sanctions" and "sanctioned" are one."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A note, compared.

    Attributes:
        note: the note's id.
        layer: its layer.
        document: its document's id.
        stories: the stories that the document carries.
        kind: type, act, stance on an issue and side, link, topic and direction; the first word of several is the family.
        status: of events and measures, else "".
        who: keys of those who act, speak, hold, impose, judge.
        whom: keys of those acted on, addressed, meant.
        first: first day as an ordinal, or 0 where none is known.
        last: last day.
        told: whether the note itself tells the day; else it is its report's.
        words: stems of the telling words of its quote.
        numbers: the numbers in its quote.
        quote: its quote without case and signs.
    """

    note: str
    layer: Layer
    document: str
    stories: frozenset[str]
    kind: tuple[str, ...]
    status: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    first: int
    last: int
    told: bool
    words: frozenset[str]
    numbers: frozenset[str]
    quote: str


def claim(note: Note, *, layer: Layer, document: str, stories: Iterable[str], when: When | None) -> Claim:
    """A note as it is compared.

    Args:
        note: the note.
        layer: its layer.
        document: its document's id.
        stories: the stories that the document carries.
        when: the day that places it in time, its own or its report's.
    """
    who, whom = _parties(note)
    quote = note.evidence.quote
    own: When | None = getattr(note, "date", None)
    when = own or when
    acts = isinstance(note, Event | Measure)
    named = {stem for actor in (*who, *whom) for stem in _stems(actor.name)}
    return Claim(
        note=note.id,
        layer=layer,
        document=document,
        stories=frozenset(stories),
        kind=_kind(note),
        status=str(getattr(note, "status", "")),
        who=_keys(who, how="side" if acts else "last"),
        whom=_keys(whom, how="full" if isinstance(note, Measure) else "side" if acts else "last"),
        first=when.first.toordinal() if when else 0,
        last=when.last.toordinal() if when else 0,
        told=own is not None,
        words=frozenset(_stems(quote) - named - _plain()),
        numbers=frozenset(_NUMBER.findall(quote)),
        quote=" ".join(_WORD.findall(quote.casefold())),
    )


def _parties(note: Note) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    match note:
        case Statement():
            return (note.source,), ()
        case Event():
            return note.actors, note.recipients
        case Position():
            return (note.holder,), ()
        case Term():
            return (note.by,), (note.of,) if note.of else ()
        case Measure():
            return (note.imposer,), note.targets
        case Assessment():
            return (note.by,), ()


def _kind(note: Note) -> tuple[str, ...]:
    match note:
        case Statement():
            return ("said",)
        case Event():
            return (_quads().get(note.type, note.type), note.type)
        case Position():
            return (note.issue, note.target or "", note.stance)
        case Term():
            return ("term", note.link)
        case Measure():
            return (_acts().get(note.act, note.act), note.act)
        case Assessment():
            return (note.topic, *sorted(note.about), note.direction)


def _keys(actors: Iterable[Actor], *, how: Literal["side", "full", "last"]) -> tuple[str, ...]:
    """A key an actor: its side alone, or side and name ("PRK:kim yong chol"), of persons the last name; no name of a state."""
    return tuple(sorted({_key(actor, how) for actor in actors}))


def _key(actor: Actor, how: str) -> str:
    side = actor.side or ""
    if side and (how == "side" or actor.kind == "state"):
        return side
    words = _WORD.findall(actor.name.casefold())
    last = how == "last" and side and actor.kind == "person"
    return f"{side}:{' '.join(words[-1:] if last else words)}"


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(text.casefold()) if len(word) > 2 and not word.isdigit()}


@cache
def _plain() -> frozenset[str]:
    return frozenset(word[:STEM] for word in resources.text("resolve/plain.txt").split())


@cache
def _quads() -> dict[str, str]:
    return {row["type"]: row["quad"] for row in resources.rows("events/cameo.tsv")}


@cache
def _acts() -> dict[str, str]:
    eases = ("ease", "delist", "waive")
    return {
        act: "eases" if act in eases else "imposes" for act in ("designate", "embargo", "restrict", "extend", *eases)
    }
