"""Forecasts, backtests and scores as tables, and the sentences beside them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from detente.analyse.forecast.acts import named
from detente.analyse.forecast.model import MODEL
from detente.present import words
from detente.present.tabular import Table, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.analyse.forecast.acts import Act
    from detente.analyse.forecast.forecasting import Drivers, Forecast
    from detente.analyse.forecast.frozen import Scored
    from detente.analyse.forecast.model import Report
    from detente.analyse.forecast.source import Source

Json = dict[str, Any]  # the JSON edge
MOST_DRIVERS = 4
LEAST_PART = 0.05
"""Log odds that a driver adds at least, to be told."""
CITED = 3
CITED_DAYS = 90


def percent(value: float | None) -> str:
    """A chance as people write it: "34%", "2.3%", "under 0.1%"; "no number" for none."""
    if value is None:
        return "no number"
    if value < 0.001:
        return "under 0.1%"
    return f"{value:.1%}" if value < 0.1 else f"{value:.0%}"


def sides(dyad: str) -> str:
    """A dyad's sides by name: "Iran–United States"."""
    return "–".join(words.side(side) for side in dyad.split("–"))


def forecast_table(forecasts: Sequence[Forecast], source: Source) -> Table:
    """A row a dyad, class and window."""
    columns = (
        "dyad",
        "what",
        "within",
        "until",
        "chance",
        "90% interval",
        "shown",
        "climatology",
        "half-year rate",
        "model",
    )
    rows: list[tuple[str, ...]] = []
    for one in forecasts:
        until = one.as_of + timedelta(one.horizon)
        told = (sides(one.dyad), named(one.name).name, f"{one.horizon} days", until.isoformat(), percent(one.chance))
        if one.chance is None:
            rows.append((*told, "", "", "", "", ""))
            continue
        rates = [
            percent(one.chances[key]) if key in one.chances else "" for key in ("climatology", "half-year rate", MODEL)
        ]
        rows.append((*told, f"{percent(one.low)} to {percent(one.high)}", one.shown, *rates))
    return Table(
        name="outlook",
        columns=columns,
        rows=tuple(rows),
        records=tuple(forecast_json(one, source) for one in forecasts),
    )


def refusals(forecasts: Sequence[Forecast]) -> list[str]:
    """Why there is no number, where there is none, a line a reason."""
    return list(dict.fromkeys(f"no number: {one.why}" for one in forecasts if one.chance is None))


def forecast_json(one: Forecast, source: Source) -> Json:
    """A forecast for programs."""
    past = one.past
    return {
        "dyad": one.dyad,
        "class": one.name,
        "as_of": one.as_of.isoformat(),
        "until": (one.as_of + timedelta(one.horizon)).isoformat(),
        "days": one.horizon,
        "chance": one.chance,
        "low": one.low,
        "high": one.high,
        "shown": one.shown,
        "why": one.why,
        "chances": one.chances if one.chance is not None else {},
        "drivers": [
            {
                "what": driver(about),
                "log_odds": round(part, 4),
                "acts": [act_json(act) for act in cited(about, one, source)],
            }
            for about, part in told_drivers(one)
        ],
        "past_like_it": None if past is None else {"chance": past[0], "came_true": past[1], "forecasts": past[2]},
        "track": None if one.track is None else report_json(one.track),
        "series": {"name": source.name, "acts": len(source.acts), "declared": list(source.declared)},
    }


def told_drivers(one: Forecast) -> Drivers:
    """The drivers worth telling: of the model's number, strongest first."""
    if one.shown != MODEL or one.chance is None:
        return ()
    return tuple((about, part) for about, part in one.drivers if abs(part) >= LEAST_PART)[:MOST_DRIVERS]


def driver(about: str) -> str:
    """What a driver is, in words."""
    rates = {
        "rate": "its usual rate",
        "season": "the time of the year",
        "volume": "how much is reported of the two",
        "elsewhere": "such acts of the two with others",
    }
    return rates.get(about) or f"recent acts: {named(about).name}"


def cited(about: str, one: Forecast, source: Source) -> tuple[Act, ...]:
    """The newest acts that a driver counts; none for rates, season, volume and acts with others."""
    if about in ("rate", "season", "volume", "elsewhere"):
        return ()
    return source.telling(about, one.dyad, days=CITED_DAYS)[:CITED]


def act_json(act: Act) -> Json:
    """An act for programs."""
    return {"day": act.day.isoformat(), "code": act.code, "who": act.who, "told": act.told, "cite": act.cite}


def act_line(act: Act) -> str:
    """An act in a line: day, who, words, where it stands; nothing in it can act on a terminal."""
    told = f": {act.told}" if act.told else ""
    return plain(f"{act.day.isoformat()} {act.who}{told} [{act.cite}]")


def sentences(one: Forecast, source: Source) -> list[str]:
    """What stands behind a number, a line each."""
    lines = [f"{sides(one.dyad)}, {named(one.name).name}, {one.horizon} days: {one.why}"]
    past = one.past
    if past:
        lines.append(f"  of {past[2]} past numbers about {percent(past[0])}, {percent(past[1])} came true")
    if one.shown != MODEL and MODEL in one.chances and one.chance is not None:
        lines.append(f"  the model itself says {percent(one.chances[MODEL])}")
    for about, part in told_drivers(one):
        lines.append(f"  {'up' if part > 0 else 'down'} {abs(part):.2f} in log odds: {driver(about)}")
        lines += [f"    {act_line(act)}" for act in cited(about, one, source)]
    return lines


def backtest_table(reports: Iterable[Report]) -> Table:
    """A row a class and window: skill over the shrunk climatology, and the baselines'."""
    kept = list(reports)
    columns = (
        "what",
        "within",
        "forecasts",
        "happened",
        "skill",
        "95% interval",
        "over volume",
        "slope",
        "ECE",
        "half-year rate",
        "three-year rate",
        "persistence",
        "shown",
    )
    rows = tuple(
        (
            named(one.name).name, f"{one.horizon} days", f"{one.forecasts:,}", percent(one.base_rate),
            f"{one.skills[MODEL]:+.3f}", f"{one.interval[0]:+.3f} to {one.interval[1]:+.3f}", f"{one.over_volume:+.3f}",
            f"{one.slope:.2f}", f"{one.ece:.3f}", *(f"{one.skills[key]:+.3f}" for key in columns[9:12]), one.shown,
        )
        for one in kept
    )  # fmt: skip
    return Table(name="backtest", columns=columns, rows=rows, records=tuple(report_json(one) for one in kept))


def reliability_table(reports: Iterable[Report]) -> Table:
    """A row a class, window and tenth of the forecasts: the mean chance, and the share that came true."""
    columns = ("what", "within", "said", "came true", "forecasts")
    kept = [(one, row) for one in reports for row in one.reliability]
    return Table(
        name="reliability",
        columns=columns,
        rows=tuple(
            (named(one.name).name, f"{one.horizon} days", percent(said), percent(came), str(number))
            for one, (said, came, number) in kept
        ),
        records=tuple(
            {"class": one.name, "days": one.horizon, "said": said, "came_true": came, "forecasts": number}
            for one, (said, came, number) in kept
        ),
    )


def report_json(one: Report) -> Json:
    """A backtest's report for programs."""
    return {
        "class": one.name,
        "days": one.horizon,
        "forecasts": one.forecasts,
        "base_rate": one.base_rate,
        "brier": one.brier,
        "skills": one.skills,
        "interval": list(one.interval),
        "over_volume": one.over_volume,
        "over_volume_interval": list(one.over_volume_interval),
        "slope": one.slope,
        "ece": one.ece,
        "reliability": [
            {"said": said, "came_true": came, "forecasts": number} for said, came, number in one.reliability
        ],
        "shown": one.shown,
    }


def score_table(found: Sequence[Scored]) -> Table:
    """A row a frozen forecast: what was said, what came, the squared distances."""
    columns = (
        "dyad",
        "what",
        "from",
        "to",
        "chance",
        "climatology",
        "came",
        "Brier",
        "Brier of climatology",
        "first act",
    )
    rows, records = [], []
    for one in found:
        promise = one.promise
        came = {True: "yes", False: "no", None: "open"}[one.came]
        own, base = one.brier(promise.chance), one.brier(promise.baseline)
        rows.append(
            (
                sides(promise.dyad), named(promise.name).name, promise.first.isoformat(), promise.last.isoformat(),
                percent(promise.chance), percent(promise.baseline), came, _number(own), _number(base),
                act_line(one.acts[0]) if one.acts else "",
            )
        )  # fmt: skip
        records.append(
            {
                "dyad": promise.dyad, "class": promise.name, "from": promise.first.isoformat(), "to": promise.last.isoformat(),
                "chance": promise.chance, "climatology": promise.baseline, "shown": promise.shown, "came": one.came, "open": one.open,
                "brier": own, "brier_climatology": base, "acts": [act_json(act) for act in one.acts],
            }
        )  # fmt: skip
    return Table(name="scores", columns=columns, rows=tuple(rows), records=tuple(records))


def score_sentence(found: Sequence[Scored]) -> str:
    """The mean Brier scores of the closed windows that had a number."""
    closed = [
        (own, base)
        for one in found
        if (own := one.brier(one.promise.chance)) is not None and (base := one.brier(one.promise.baseline)) is not None
    ]
    if not closed:
        return "no window has closed yet"
    own, base = (sum(values) / len(closed) for values in zip(*closed, strict=True))
    return f"{words.count(len(closed), 'window')} closed: Brier {own:.4f}, climatology {base:.4f} (less is better)"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
