"""Timeline: events and measures by date, of a dyad and a type where asked, with the series of cooperation and conflict."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from detente.analyse.cameo import SCALE, coding
from detente.analyse.timeline import timeline
from detente.model.reading import Event
from detente.present import tables, words
from detente.present.brief.page import embedded
from detente.present.charts import spec, timeline_chart
from detente.present.tabular import Table
from detente.web.lines import lines
from detente.web.page import Page, sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from detente.analyse.kept import Kept
    from detente.model.actors import Actor
    from detente.model.findings import Sourced
    from detente.model.reading import Measure
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_DYADS, MOST_DRAWN = 14, 700


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page."""
    del parts
    view = desk.kept(look, look.of(type=None))
    found = timeline(view)
    pair = tuple(sorted(filter(None, (look.get("left").upper(), look.get("right").upper()))))
    kind = look.get("type").lower()
    dated, undated = (
        [s for s in acts if (not pair or pair in pairs(s)) and kind in ("", _kind(s).lower())]
        for acts in (found.dated, found.undated)
    )
    everything = (*found.dated, *found.undated)
    dyads = Counter(dyad for s in everything if kind in ("", _kind(s).lower()) for dyad in pairs(s))
    types = Counter(_kind(s) for s in everything if not pair or pair in pairs(s))
    chart = timeline_chart(dated[-MOST_DRAWN:])
    series = _series(dated)
    part = sheet([*reversed(dated), *undated], look)
    values: dict[str, object] = {
        "sheet": part,
        "rows": lines(part.rows),  # type: ignore[arg-type]  # a sheet of notes holds notes
        "dated": len(dated),
        "drawn": min(len(dated), MOST_DRAWN),
        "undated": len(undated),
        "dyads": [(a, b, n) for (a, b), n in dyads.most_common(MOST_DYADS)],
        "types": types.most_common(),
        "pair": pair,
        "chart": embedded(_linked(chart)) if chart else None,
        "series": series,
        "series_chart": embedded(_series_chart(series)) if len(series) > 1 else None,
        "scale": SCALE,
    }
    return Page(
        template="timeline.html",
        title="Timeline",
        values=values,
        table=lambda: _table(view, {s.note.id for s in (*dated, *undated)}),
    )


def _table(view: Kept, ids: set[str]) -> Table:
    """The lines of the whole timeline that are shown here."""
    whole = tables.table(view, "timeline")
    chosen = [i for i, row in enumerate(whole.rows) if row[-1] in ids]
    return Table(
        name=whole.name,
        columns=whole.columns,
        rows=tuple(whole.rows[i] for i in chosen),
        records=tuple(whole.records[i] for i in chosen),
    )


def _linked(chart: dict[str, Any]) -> dict[str, Any]:
    """The brief's chart with links to the notes' own addresses, to be zoomed with the wheel and dragged."""
    for value in chart["data"]["values"]:
        value["link"] = "/note/" + value["link"].removeprefix("#")
    dots = chart["layer"][1]
    dots["params"] = [{"name": "zoom", "select": {"type": "interval", "encodings": ["x"]}, "bind": "scales"}]
    return chart


def _series(dated: Sequence[Sourced[Event] | Sourced[Measure]]) -> list[tuple[str, str, int, int, float | None]]:
    """By month: first day, name, acts of cooperation and of conflict that took place, and their mean weight."""
    months: defaultdict[date, list[Event]] = defaultdict(list)
    for s in dated:
        if isinstance(s.note, Event) and s.note.status == "actual" and s.note.date and s.note.date.width <= 31:
            months[s.note.date.first.replace(day=1)].append(s.note)
    found = []
    for month in sorted(months):
        weights = [w for w in (coding(event).goldstein for event in months[month]) if w is not None]
        coop = sum(words.word("family", event.type).startswith("Coop") for event in months[month])
        mean = sum(weights) / len(weights) if weights else None
        found.append((month.isoformat(), f"{month:%B %Y}", coop, len(months[month]) - coop, mean))
    return found


def _series_chart(series: Iterable[tuple[str, str, int, int, float | None]]) -> dict[str, Any]:
    chart = spec("series")
    chart["data"]["values"] = [
        {"month": iso, "mean": round(mean, 2), "acts": coop + conf, "name": name}
        for iso, name, coop, conf, mean in series
        if mean is not None
    ]
    return chart


def _kind(s: Sourced[Event] | Sourced[Measure]) -> str:
    return s.note.type if isinstance(s.note, Event) else s.note.act


def pairs(s: Sourced[Event] | Sourced[Measure]) -> set[tuple[str, str]]:
    """Sides that meet in an act, each pair once, in alphabetical order."""
    doers = {actor.side for actor in _doers(s) if actor.side}
    others = {actor.side for actor in _others(s) if actor.side} or doers
    return {(min(a, b), max(a, b)) for a in doers for b in others if a != b}


def _doers(s: Sourced[Event] | Sourced[Measure]) -> tuple[Actor, ...]:
    return s.note.actors if isinstance(s.note, Event) else (s.note.imposer,)


def _others(s: Sourced[Event] | Sourced[Measure]) -> tuple[Actor, ...]:
    return s.note.recipients if isinstance(s.note, Event) else s.note.targets
