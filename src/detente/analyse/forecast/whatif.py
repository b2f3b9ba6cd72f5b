"""Conditional paths under a stated sequence of one-sided acts: what the fitted system implies, never what would be caused.

A path's number is the difference of two simulations that share their chances: with the stated acts, and without. Its bands come from draws of the
weights. There is none where too little like the path has happened, where its sign differs between specifications or where leaving out one of the
episodes turns it; then the reason and the analogues stand alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from detente.analyse.forecast.acts import named
from detente.analyse.forecast.system import MEETING, WEEK, Forced, learn, simulate, weeks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from detente.analyse.forecast.acts import Act
    from detente.analyse.forecast.system import System, Weeks

SPECIFICATIONS = ((1.0, 4.0, 26.0), (2.0, 8.0), (1.0, 3.0, 12.0, 52.0))
"""Half-lives in weeks; the first is the one whose numbers are told."""
LEAST_SUPPORT = 10
"""Episodes like the path, without which there is no number."""
MOST_DYADS = 30
"""Dyads that a path is learnt from."""
APART = 28
"""Days from one episode of a dyad to its next."""
SLACK = 14
"""Days by which an episode's later acts may miss their stated days."""
DRAWS, PATHS = 60, 480
QUICK = 20
"""Draws of the weights, for bands and for a middle alone; all share the chances of so many paths, which are enough that a middle hangs little on them."""
LEFT_OUT = 3
"""Episodes left out in turn: the ones most alike."""
BANDS = (0.5, 0.8, 0.9)
SAID = ("better", "worse", "softer", "harder")
"""Classes that are told and not done: no steps of a path."""


@dataclass(frozen=True, slots=True)
class Step:
    """An act of a path: a side does something of a class, so many days after the start."""

    side: str
    name: str
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Analogue:
    """An episode of the series in which the path's acts were done, in their order.

    Attributes:
        dyad: where; the sides need not be those asked about.
        start: day of its first act.
        acts: one for each step.
        met: whether the sides met within the days asked for; ``None`` where the series ends before.
        likeness: how alike the year before it is to the one before today, 0 to 1.
    """

    dyad: str
    start: date
    acts: tuple[Act, ...]
    met: bool | None
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Implied:
    """A difference of paths: a model-implied path, never an effect.

    Attributes:
        base: chance of a meeting within the days without the path.
        path: with it.
        difference: the median over the draws.
        bands: lower and upper end by share of the draws (0.5, 0.8, 0.9).
        weekly: the difference by the end of each week: median, and the 80% band.
    """

    base: float
    path: float
    difference: float
    bands: dict[float, tuple[float, float]]
    weekly: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What a path amounts to.

    Attributes:
        steps: the path.
        dyad: whose.
        days: of the window.
        implied: the difference of paths, or ``None`` where ``why`` says why there is none.
        why: the reason.
        support: episodes like it in all dyads.
        own: of these in the dyad itself.
        met: share of the closed episodes after which the sides met within the days.
        usual: how often they did within any such window, in the same dyads, each weighed by its episodes.
        without: the difference with each of the most alike episodes left out.
        specifications: the difference under each specification.
        analogues: the episodes, most alike first.
    """

    steps: tuple[Step, ...]
    dyad: str
    days: int
    implied: Implied | None
    why: str
    support: int
    own: int
    met: float | None
    usual: float | None
    without: tuple[float, ...]
    specifications: tuple[float, ...]
    analogues: tuple[Analogue, ...]


def what_if(acts: Sequence[Act], *, dyads: Sequence[str], steps: Sequence[Step], days: int, last: date) -> WhatIf:
    """The path of the first dyad under some steps; the arguments are those of ``compared``."""
    return compared(acts, dyads=dyads, paths=[steps], days=days, last=last)[0]


def compared(
    acts: Sequence[Act], *, dyads: Sequence[str], paths: Sequence[Sequence[Step]], days: int, last: date
) -> tuple[WhatIf, ...]:
    """Paths of the first dyad, each under its steps, in one system: they share what they are compared with.

    Args:
        acts: what happened until the last day.
        dyads: the dyad asked about, and those that are learnt from beside it.
        paths: of each the acts of the dyad's sides, by day.
        days: of the window.
        last: the last day that is known.
    """
    special = tuple(dict.fromkeys(step.name for steps in paths for step in steps))
    systems = _Systems(weeks(acts, dyads=dyads, special=special, last=last.toordinal()), max(1, -(-days // WEEK)))
    return tuple(_one(acts, systems, steps, days, last) for steps in paths)


class _Systems:
    """The fits that paths share: each specification is learnt once, and its chances without a path are simulated once."""

    def __init__(self, told: Weeks, ahead: int) -> None:
        self.told = told
        self.ahead = ahead
        self._learnt: dict[tuple[float, ...], System] = {}
        self._bases: dict[tuple[tuple[float, ...], int], NDArray[np.float64]] = {}

    def learnt(self, half_lives: tuple[float, ...]) -> System:
        """The system of a specification."""
        if half_lives not in self._learnt:
            self._learnt[half_lives] = learn(self.told, half_lives=half_lives)
        return self._learnt[half_lives]

    def gaps(
        self, half_lives: tuple[float, ...], forced: Sequence[Forced], draws: int
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Chances of a meeting by the end of each week, for each draw: without the path, and what is more with it."""
        system = self.learnt(half_lives)
        if (half_lives, draws) not in self._bases:
            self._bases[half_lives, draws] = _meetings(system, (), self.ahead, draws)
        base = self._bases[half_lives, draws]
        return base, _meetings(system, forced, self.ahead, draws) - base

    def without(self, one: Analogue, forced: Sequence[Forced]) -> float:
        """The difference of the first specification with an episode left out."""
        first = SPECIFICATIONS[0]
        mask = _around(self.told, one, self.ahead)
        system = learn(self.told, half_lives=first, without=mask, start=self.learnt(first))
        base, path = (_meetings(system, steps, self.ahead, QUICK) for steps in ((), forced))
        return float(np.median(path[:, -1] - base[:, -1]))


def _one(acts: Sequence[Act], systems: _Systems, steps: Sequence[Step], days: int, last: date) -> WhatIf:
    """What a path amounts to, in systems that know its acts."""
    told = systems.told
    dyad = told.dyads[0]
    found = episodes(acts, told, steps=steps, days=days, last=last)
    closed = [one for one in found if one.met is not None]
    implied, why = None, ""
    without: tuple[float, ...] = ()
    specifications: tuple[float, ...] = ()
    if len(found) < LEAST_SUPPORT:
        why = f"{len(found)} episodes like it are known; {LEAST_SUPPORT} are needed for a number"
    else:
        forced = [Forced(dyad.split("–").index(step.side), step.name, step.after // WEEK) for step in steps]
        implied = _implied(*systems.gaps(SPECIFICATIONS[0], forced, DRAWS))
        others = (systems.gaps(one, forced, QUICK)[1] for one in SPECIFICATIONS[1:])
        specifications = (implied.difference, *(float(np.median(gap[:, -1])) for gap in others))
        why = _refusal(specifications, ())
        if not why:
            without = tuple(systems.without(one, forced) for one in found[:LEFT_OUT])
            why = _refusal(specifications, without)
    return WhatIf(
        steps=tuple(steps),
        dyad=dyad,
        days=days,
        implied=None if why else implied,
        why=why,
        support=len(found),
        own=sum(one.dyad == dyad for one in found),
        met=sum(bool(one.met) for one in closed) / len(closed) if closed else None,
        usual=_usual(told, [one.dyad for one in closed], days),
        without=without,
        specifications=specifications,
        analogues=found,
    )


def _refusal(specifications: Sequence[float], without: Sequence[float]) -> str:
    if len({value > 0 for value in specifications}) > 1:
        told = ", ".join(f"{value:+.3f}" for value in specifications)
        return f"its sign hangs on the specification ({told})"
    if any((value > 0) != (specifications[0] > 0) for value in without):
        told = ", ".join(f"{value:+.3f}" for value in without)
        return f"its sign hangs on a single episode (with one left out in turn: {told})"
    return ""


def _meetings(system: System, forced: Sequence[Forced], ahead: int, draws: int) -> NDArray[np.float64]:
    """Chances of a meeting of the first dyad by the end of each week, for each draw: shape (draws, ahead)."""
    return simulate(system, dyad=0, forced=forced, ahead=ahead, draws=draws, paths=PATHS)[:, :, 0, -1]


def _implied(base: NDArray[np.float64], gap: NDArray[np.float64]) -> Implied:
    low, middle, high = np.quantile(gap, [0.1, 0.5, 0.9], axis=0)
    return Implied(
        base=float(np.median(base[:, -1])),
        path=float(np.median(base[:, -1] + gap[:, -1])),
        difference=float(middle[-1]),
        bands={share: _band(gap[:, -1], share) for share in BANDS},
        weekly=tuple((float(m), float(lo), float(hi)) for m, lo, hi in zip(middle, low, high, strict=True)),
    )


def _band(values: NDArray[np.float64], share: float) -> tuple[float, float]:
    low, high = np.quantile(values, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def _around(told: Weeks, one: Analogue, ahead: int) -> NDArray[np.bool_]:
    """The weeks of an episode and of what followed it."""
    number = told.hits.shape[-1]
    mask = np.zeros((len(told.dyads), number), dtype=bool)
    week = number - 1 - (told.last - one.start.toordinal()) // WEEK
    mask[told.dyads.index(one.dyad), week : week + ahead + 1] = True
    return mask


def episodes(acts: Sequence[Act], told: Weeks, *, steps: Sequence[Step], days: int, last: date) -> tuple[Analogue, ...]:
    """Where the steps were done before, in their order, by the sides of any dyad in either role; most alike first.

    Args:
        acts: what happened until the last day.
        told: the same as weeks, of the dyads to look in.
        steps: the path.
        days: of the window in which a meeting is looked for, from the last step on.
        last: the last day that is known.
    """
    ordered = sorted(steps, key=lambda step: step.after)
    by_dyad: dict[str, list[Act]] = {one: [] for one in told.dyads}
    for act in acts:
        for one in act.dyads or tuple(d for d in told.dyads if act.sources[0] in d.split("–")):
            if one in by_dyad:
                by_dyad[one].append(act)
    now = _year(told, 0, told.hits.shape[-1])
    found = []
    for at, (one, own) in enumerate(by_dyad.items()):
        meetings = [act.day for act in own if named(MEETING).holds(act.code)]
        for chain in _chains(own, one, ordered):
            end = chain[-1].day
            window = end + timedelta(days)
            met = any(end < day <= window for day in meetings)
            week = told.hits.shape[-1] - 1 - (told.last - chain[0].day.toordinal()) // WEEK
            found.append(
                Analogue(
                    dyad=one,
                    start=chain[0].day,
                    acts=chain,
                    met=met if met or window <= last else None,
                    likeness=_likeness(now, _year(told, at, week)),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.dyad != told.dyads[0], -one.likeness, one.start, one.dyad)))


def _chains(acts: Sequence[Act], dyad: str, steps: Sequence[Step]) -> Iterator[tuple[Act, ...]]:
    """Acts that fit the steps, one each, the sides in either role; an episode a while after the one before."""
    sides = dyad.split("–")
    roles = list(dict.fromkeys(step.side for step in steps))
    before: date | None = None
    for first in acts:
        if before is not None and (first.day - before).days < APART:
            continue
        for side in sides:
            if side not in first.sources or not named(steps[0].name).holds(first.code):
                continue
            casting = dict(zip(roles, (side, *(one for one in sides if one != side)), strict=False))
            chain = _chain(acts, first, steps, casting)
            if chain:
                before = first.day
                yield chain
                break


def _chain(acts: Sequence[Act], first: Act, steps: Sequence[Step], casting: dict[str, str]) -> tuple[Act, ...] | None:
    chain = [first]
    for step in steps[1:]:
        due = first.day + timedelta(step.after - steps[0].after)
        fits = [
            act
            for act in acts
            if abs((act.day - due).days) <= SLACK
            and act.day >= chain[-1].day
            and casting[step.side] in act.sources
            and named(step.name).holds(act.code)
        ]
        if not fits:
            return None
        chain.append(min(fits, key=lambda act: (abs((act.day - due).days), act.cite)))
    return tuple(chain)


def _year(told: Weeks, dyad: int, week: int) -> NDArray[np.float64]:
    """Shares of weeks with an act, by stream, in the year before a week."""
    start = max(0, week - 52)
    part = told.hits[dyad, :, :, start : max(week, start + 1)]
    return np.asarray(part.mean(axis=(0, 2)))


def _likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(1 - np.sqrt(np.mean((one - other) ** 2)))


def _usual(told: Weeks, dyads: Sequence[str], days: int) -> float | None:
    """How often the sides met within any window so long, in the dyads of the episodes."""
    if not dyads:
        return None
    ahead = max(1, -(-days // WEEK))
    met = told.hits[:, 0, -1]
    total = np.concatenate([np.zeros((len(met), 1)), np.cumsum(met, axis=1)], axis=1)
    hit = total[:, ahead:] > total[:, :-ahead]
    return float(np.mean([hit[told.dyads.index(one)].mean() for one in dyads]))
