"""Findings by name: each figure with how many notes it counts, and the newest of them cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.analyse.bargain import deadlocks
from detente.analyse.comparisons import apart
from detente.analyse.moves import items, moves
from detente.analyse.series import series
from detente.analyse.splits import splits
from detente.analyse.standings import standings
from detente.analyse.timeline import timeline
from detente.present import cited
from detente.web.api.answers import part
from detente.web.api.asking import AskedFindings, AskedPart, AskedSeries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from detente.analyse.kept import Kept
    from detente.model.findings import Sourced
    from detente.web.api.answers import Json
    from detente.web.desk import Desk
    from detente.web.order import Order


@dataclass(frozen=True, slots=True)
class Finding:
    """How a list of findings is found, and how one of it is told, with so many sentences under it."""

    find: Callable[[Kept, AskedPart], Sequence[Any]]
    told: Callable[[Any, int], Json]


def _acts(view: Kept, asked: AskedPart) -> Sequence[Sourced[Any]]:
    del asked
    found = timeline(view)
    return (*found.dated, *found.undated)


def _series(view: Kept, asked: AskedPart) -> Sequence[Any]:
    return series(view, of=asked.of if isinstance(asked, AskedSeries) else "side")


FINDINGS = {
    "splits": Finding(lambda view, _: splits(view), lambda one, most: cited.split(apart(one), most=most)),
    "standings": Finding(lambda view, _: standings(view), lambda one, most: cited.standing(one, most=most)),
    "series": Finding(_series, lambda one, most: cited.series(one, most=most)),
    "bargain": Finding(lambda view, _: items(view), lambda one, most: cited.item(one, most=most)),
    "moves": Finding(lambda view, _: moves(view), lambda one, most: cited.move(one, most=most)),
    "deadlocks": Finding(lambda view, _: deadlocks(view), lambda one, most: cited.deadlock(one, most=most)),
    "timeline": Finding(_acts, lambda one, _: cited.cited(one)),
}


def found(order: Order, desk: Desk) -> Json:
    """A part of a list of findings; only what is shown is turned into JSON."""
    asked = order.asked
    if not isinstance(asked, AskedPart):
        raise TypeError(f"{order.name} is asked with {type(asked).__name__}")
    one = FINDINGS[order.name]
    listed = one.find(desk.kept(asked.look), asked)
    chosen = listed[asked.offset : asked.offset + asked.limit]
    most = asked.cited if isinstance(asked, AskedFindings) else 0
    return part([one.told(each, most) for each in chosen], total=len(listed), offset=asked.offset)
