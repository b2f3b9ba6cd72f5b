"""Sequences compared in the brief: relief first, a step first, new sanctions, an offer to talk, a test; model-implied paths with their episodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.forecast.acts import named
from detente.analyse.forecast.whatif import MOST_DYADS, Step, compared
from detente.present.outlook.tables import percent, sides
from detente.present.outlook.whatif import came, path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.analyse.forecast.source import Source
    from detente.analyse.forecast.whatif import WhatIf
    from detente.model.findings import Sourced
    from detente.model.reading import Note
    from detente.present.brief.citing import Citations, Cite

ANSWER = 14
"""Days until the other side's answer in a sequence of two."""
MOST_EPISODES = 2
SANCTION, TEST = "sanction", "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceRow:
    """What a sequence amounts to.

    Attributes:
        name: what it is called ("relief first").
        path: its steps in words.
        without: the chance of a meeting without it, or "".
        implied: with it, or "no number".
        difference: between the two, with its 80% band, or "".
        episodes: how often anything like it happened, and how often in this dyad.
        after: how often the sides met after these, and how often they do anyway there.
        why: why there is no number, or "".
        analogues: the episodes most alike, in words, with the notes cited.
    """

    name: str
    path: str
    without: str
    implied: str
    difference: str
    episodes: str
    after: str
    why: str
    analogues: tuple[tuple[str, tuple[Cite, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequences:
    """The sequences of one dyad; no rows where no side sanctioned the other."""

    dyad: str
    rows: tuple[SequenceRow, ...]


NONE = Sequences(dyad="", rows=())


def sequences(
    source: Source,
    asked: Sequence[str],
    dyads: Sequence[str],
    *,
    days: int,
    notes: Mapping[str, Sourced[Note]],
    citations: Citations,
) -> Sequences:
    """The sequences of the first dyad in which a side sanctioned the other.

    Args:
        source: the acts.
        asked: dyads to look at, the busiest first.
        dyads: those that are learnt from beside it.
        days: of the window in which the sides may meet.
        notes: the record's notes by id.
        citations: what the brief cites.
    """
    for dyad in asked:
        sender, target = _roles(source, dyad)
        if sender:
            learnt = [dyad, *(one for one in dyads if one != dyad)][:MOST_DYADS]
            named_paths = _asked(source, sender, target)
            found = compared(
                source.acts, dyads=learnt, paths=[steps for _, steps in named_paths], days=days, last=source.last
            )
            return Sequences(
                dyad=sides(dyad),
                rows=tuple(
                    _row(name, one, notes, citations) for (name, _), one in zip(named_paths, found, strict=True)
                ),
            )
    return NONE


def _roles(source: Source, dyad: str) -> tuple[str, str]:
    """The side that sanctioned the other more often, and the other; "" where neither did."""
    one, other = dyad.split("–")
    found = [act.sources for act in source.acts if dyad in act.dyads and named(SANCTION).holds(act.code)]
    counts = {side: sum(side in sources for sources in found) for side in (one, other)}
    if not found:
        return "", ""
    return (one, other) if counts[one] >= counts[other] else (other, one)


def _asked(source: Source, sender: str, target: str) -> list[tuple[str, list[Step]]]:
    found = [
        ("relief first", [Step(sender, "ease"), Step(target, "yield", ANSWER)]),
        ("a step first", [Step(target, "yield"), Step(sender, "ease", ANSWER)]),
        ("new sanctions", [Step(sender, SANCTION)]),
        ("an offer to talk", [Step(target, "intent")]),
    ]
    if any(target in act.sources and named(TEST).holds(act.code) for act in source.acts):
        found.append(("a test", [Step(target, TEST)]))
    return found


def _row(name: str, found: WhatIf, notes: Mapping[str, Sourced[Note]], citations: Citations) -> SequenceRow:
    implied = found.implied
    difference = ""
    if implied:
        low, high = implied.bands[0.8]
        difference = f"{100 * implied.difference:+.0f} points ({100 * low:+.0f} to {100 * high:+.0f})"
    after = ""
    if found.met is not None and found.usual is not None:
        after = f"{percent(found.met)}; usual there {percent(found.usual)}"
    return SequenceRow(
        name=name,
        path=path(found.steps),
        without=percent(implied.base) if implied else "",
        implied=percent(implied.path if implied else None),
        difference=difference,
        episodes=f"{found.support}, {found.own} of their own",
        after=after,
        why=found.why,
        analogues=tuple(
            (
                f"{one.start.isoformat()}, {sides(one.dyad)}: {came(one)}",
                tuple(citations.cite(notes[act.cite]) for act in one.acts if act.cite in notes),
            )
            for one in found.analogues[:MOST_EPISODES]
        ),
    )
