"""The chances in the brief: for the dyads with most acts, where the record is dense enough for numbers; else why there are none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.forecast.acts import counted, named, targets
from detente.analyse.forecast.forecasting import asked_for
from detente.analyse.forecast.source import of_record
from detente.model.when import When
from detente.present import words
from detente.present.brief.sequences import NONE, Sequences, sequences
from detente.present.outlook.tables import cited, driver, percent, sides, told_drivers
from detente.present.outlook.whatif import CAUTION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.analyse.forecast.forecasting import Forecast
    from detente.analyse.forecast.series import Series
    from detente.analyse.forecast.source import Source
    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Note
    from detente.present.brief.citing import Citations, Cite

DAYS = 28
MOST_DYADS = 3
LEAST_ACTS = 10
"""A dyad with fewer acts has no row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceRow:
    """A chance, with its baseline, its track record and what drives it.

    Attributes:
        dyad: the sides.
        what: the class of acts.
        chance: as people write it.
        interval: nine chances in ten.
        shown: whose number it is.
        climatology: the baseline beside it.
        past: how such numbers did, or "".
        why: why this number is shown.
        drivers: in words, with the notes cited.
    """

    dyad: str
    what: str
    chance: str
    interval: str
    shown: str
    climatology: str
    past: str
    why: str
    drivers: tuple[tuple[str, tuple[Cite, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """The rows, and until when; ``why`` where there are none ("" where nothing is to be said); beside them the sequences compared."""

    rows: tuple[ChanceRow, ...]
    sequences: Sequences = NONE
    caution: str = CAUTION
    days: int
    as_of: str
    why: str


def chances(view: View, citations: Citations) -> Chances:
    """The chances of the record's busiest dyads, within ``DAYS`` of its newest document."""
    try:
        source = of_record(view, name="the record", as_of=None)
    except ValueError:
        return Chances(rows=(), days=DAYS, as_of="", why="")
    told = words.date(When.day(source.last))
    acts = Counter(one for act in source.acts for one in act.dyads)
    asked = [one for one in sorted(acts, key=lambda one: (-acts[one], one)) if acts[one] >= LEAST_ACTS][:MOST_DYADS]
    if source.thin or not asked:
        why = source.thin or f"no two sides have {LEAST_ACTS} acts that were news when they were reported"
        return Chances(rows=(), days=DAYS, as_of=told, why=why if source.acts else "")
    series = counted(source.acts, asked=asked, last=source.last)
    names = [one.key for one in targets() if series.counts[: len(asked), series.classes.index(one.key)].any()]
    given = asked_for(series, names, horizons=[DAYS], asked=len(asked))
    found = [one for one in given if one.chance is not None and _ever(series, one)]
    layers: tuple[Sequence[Sourced[Note]], ...] = (view.events(), view.measures(), view.assessments())
    notes = {sourced.note.id: sourced for layer in layers for sourced in layer}
    why = "" if found else "the series is too short"
    compared = sequences(source, asked, series.dyads, days=DAYS, notes=notes, citations=citations) if found else NONE
    rows = tuple(_row(one, source, notes, citations) for one in found)
    return Chances(rows=rows, sequences=compared, days=DAYS, as_of=told, why=why)


def _ever(series: Series, one: Forecast) -> bool:
    """Whether the dyad ever had such an act."""
    return bool(series.counts[series.dyads.index(one.dyad), series.classes.index(one.name)].any())


def _row(one: Forecast, source: Source, notes: Mapping[str, Sourced[Note]], citations: Citations) -> ChanceRow:
    past = one.past
    return ChanceRow(
        dyad=sides(one.dyad),
        what=named(one.name).name,
        chance=percent(one.chance),
        interval=f"{percent(one.low)} to {percent(one.high)}",
        shown=one.shown,
        climatology=percent(one.chances["climatology"]),
        past=f"of {past[2]} such numbers about {percent(past[0])}, {percent(past[1])} came true" if past else "",
        why=one.why,
        drivers=tuple(
            (
                f"{'up' if part > 0 else 'down'}: {driver(about)}",
                tuple(citations.cite(notes[act.cite]) for act in cited(about, one, source) if act.cite in notes),
            )
            for about, part in told_drivers(one)
        ),
    )
