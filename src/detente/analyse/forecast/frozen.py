"""Forecasts written down before their windows close, with a hash, and scored once they have."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from detente.analyse.forecast.acts import classes, named
from detente.errors import Malformed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.analyse.forecast.acts import Act
    from detente.analyse.forecast.forecasting import Forecast
    from detente.analyse.forecast.source import Source

Json = dict[str, Any]  # the JSON edge
KIND = "detente forecast, version 1"


def freeze(forecasts: Sequence[Forecast], source: Source, *, version: str, written: str) -> Json:
    """Forecasts as they are kept.

    Args:
        forecasts: what is foretold.
        source: what it was foretold from.
        version: of the program.
        written: the moment of writing, told but no part of what is foretold.

    Returns:
        JSON whose ``hash`` is the SHA-256 of all else.
    """
    body: Json = {
        "kind": KIND,
        "version": version,
        "written": written,
        "as_of": source.last.isoformat(),
        "series": {"name": source.name, "acts": len(source.acts), "sha256": source.digest},
        "forecasts": [
            {
                "dyad": one.dyad,
                "class": one.name,
                "from": (one.as_of + timedelta(1)).isoformat(),
                "to": (one.as_of + timedelta(one.horizon)).isoformat(),
                "chance": _rounded(one.chance),
                "low": _rounded(one.low),
                "high": _rounded(one.high),
                "shown": one.shown,
                "why": one.why,
                "chances": {name: _rounded(value) for name, value in one.chances.items()}
                if one.chance is not None
                else {},
            }
            for one in forecasts
        ],
    }
    return {**body, "hash": digest(body)}


def digest(body: Json) -> str:
    """SHA-256 of a frozen forecast without its hash, its keys in order."""
    kept = {key: value for key, value in body.items() if key != "hash"}
    return hashlib.sha256(
        json.dumps(kept, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
    ).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A frozen forecast of one window."""

    dyad: str
    name: str
    first: date
    last: date
    chance: float | None
    baseline: float | None
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What came of a promise.

    Attributes:
        promise: what was foretold.
        open: whether the series does not yet reach the window's end.
        acts: acts of the class in the window, oldest first; ``None`` while it is open and none has come.
    """

    promise: Promise
    open: bool
    acts: tuple[Act, ...]

    @property
    def came(self) -> bool | None:
        """Whether it happened; ``None`` while that is open."""
        return True if self.acts else None if self.open else False

    def brier(self, chance: float | None) -> float | None:
        """Squared distance of a chance and what came, once the window has passed."""
        return None if chance is None or self.open else (chance - bool(self.acts)) ** 2


def thawed(text: str, *, origin: str) -> tuple[Json, tuple[Promise, ...]]:
    """A frozen forecast, read and checked.

    Args:
        text: the file's text.
        origin: its path.

    Raises:
        Malformed: if it is none, or was changed since it was written.
    """
    cure = "name a file that `detente outlook freeze` wrote"
    try:
        body = json.loads(text)
    except ValueError as error:
        raise Malformed(f"it is no JSON: {error}", origin=origin, cure=cure) from error
    if not isinstance(body, dict) or body.get("kind") != KIND:
        raise Malformed("it is no frozen forecast", origin=origin, cure=cure)
    if body.get("hash") != digest(body):
        raise Malformed(
            "it was changed since it was written: its hash does not fit",
            origin=origin,
            cure="use the file as it was written",
        )
    known = {one.key for one in classes()}
    try:
        promises = tuple(
            Promise(
                dyad=str(row["dyad"]),
                name=str(row["class"]),
                first=date.fromisoformat(row["from"]),
                last=date.fromisoformat(row["to"]),
                chance=None if row["chance"] is None else float(row["chance"]),
                baseline=None if row["chance"] is None else float(row["chances"]["climatology"]),
                shown=str(row["shown"]),
            )
            for row in body["forecasts"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed(f"a forecast in it lacks something: {error}", origin=origin, cure=cure) from error
    if strange := [one.name for one in promises if one.name not in known]:
        raise Malformed(f"it has a class that is not known: {strange[0]}", origin=origin, cure=cure)
    return body, promises


def scored(promises: Iterable[Promise], source: Source) -> tuple[Scored, ...]:
    """What came of frozen forecasts, by a series that reaches further."""
    return tuple(
        Scored(
            promise=one,
            open=source.last < one.last,
            acts=tuple(
                act
                for act in source.acts
                if one.first <= act.day <= one.last and named(one.name).holds(act.code)
                if one.dyad in act.dyads or (not act.dyads and act.sources[0] in one.dyad.split("–"))
            ),
        )
        for one in promises
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
