"""The frame lexicon: which verbs and nouns are events, where their parties stand, what their object must be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from detente.resources import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.model.reading import EventStatus, EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way in which a verb or noun is an event.

    Attributes:
        type: PLOVER type.
        part: whether the trigger is a verb or a noun.
        lemma: the trigger.
        particles: lemmas that must hang on it ("call" + "on").
        actors: places of the actors; more than one where the act is mutual.
        recipients: places where the recipient may stand, the best first; none for acts without one.
        condition: class its object (verb) or modifier (noun) must belong to; with ``!``, must not; ``""`` for any.
        need: for nouns: ``both`` parties, an ``owner``, or a ``recipient`` must be named.
        status: where the frame itself tells it.
    """

    type: EventType
    part: Literal["verb", "noun", "adjective"]
    lemma: str
    particles: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    condition: str = ""
    need: str = ""
    status: EventStatus | None = None


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Classes of nouns that conditions name."""
    return {row["class"]: frozenset(row["nouns"].split()) for row in rows("events/classes.tsv")}


@dataclass(frozen=True, slots=True)
class Willingness:
    """Adjectives of willingness, the words of talking they must stand over, and the frame they make."""

    lemmas: frozenset[str]
    condition_words: frozenset[str]
    frame: Frame


@cache
def adjectives() -> Willingness:
    """The one frame of adjectives: "ready for talks", "willing to meet"."""
    frame = Frame(
        type="AGREE", part="adjective", lemma="willing", particles=(), actors=("subject",), recipients=("with",)
    )
    return Willingness(
        frozenset({"willing", "ready", "open", "prepared"}),
        classes()["talks"]
        | {"talk", "negotiate", "meet", "discuss", "engage", "diplomacy", "resume", "return"}
        | classes()["obliging"],
        frame,
    )


@cache
def verbs() -> Mapping[str, tuple[Frame, ...]]:
    """Lemma to its frames, the most demanding first."""
    found: dict[str, list[Frame]] = {}
    for row in rows("events/verbs.tsv"):
        for entry in row["lemmas"].split():
            lemma, *particles = entry.split("_")
            found.setdefault(lemma, []).append(
                _frame(row, "verb", lemma, tuple(particles), condition=row["object"], status=row["status"])
            )
    return {lemma: tuple(sorted(frames, key=_demand, reverse=True)) for lemma, frames in found.items()}


@cache
def nouns() -> Mapping[str, tuple[Frame, ...]]:
    """Lemma of a noun to its frames, the most demanding first."""
    found: dict[str, list[Frame]] = {}
    for row in rows("events/nouns.tsv"):
        for lemma in row["lemmas"].split():
            found.setdefault(lemma, []).append(
                _frame(row, "noun", lemma, (), condition=row["before"], need=row["need"], status="")
            )
    return {lemma: tuple(sorted(frames, key=_demand, reverse=True)) for lemma, frames in found.items()}


def _frame(
    row: Mapping[str, str],
    part: Literal["verb", "noun"],
    lemma: str,
    particles: tuple[str, ...],
    *,
    condition: str,
    status: str,
    need: str = "",
) -> Frame:
    return Frame(
        type=cast("EventType", row["type"]),
        part=part,
        lemma=lemma,
        particles=particles,
        actors=tuple(row["actors"].split("+")),
        recipients=() if row["recipients"] in {"", "-"} else tuple(row["recipients"].split("|")),
        condition=condition,
        need=need,
        status=cast("EventStatus", status) if status else None,
    )


def _demand(frame: Frame) -> tuple[int, int]:
    positive = bool(frame.condition) and not frame.condition.startswith("!")
    return (len(frame.particles), 2 if positive else 1 if frame.condition else 0)
