"""Findings: each figure with how many notes it counts, and the newest of them cited."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Request
from starlette.responses import Response

from detente.analyse.bargain import deadlocks
from detente.analyse.comparisons import apart
from detente.analyse.kept import Kept
from detente.analyse.moves import items, moves
from detente.analyse.series import series
from detente.analyse.splits import splits
from detente.analyse.standings import standings
from detente.analyse.timeline import timeline
from detente.model.findings import Sourced
from detente.present import cited
from detente.web.api import shapes
from detente.web.api.answers import FAULTS, Json, answered, kept, part
from detente.web.api.asking import AskedFindings, AskedPart, AskedSeries, InQuery, OnDesk
from detente.web.desk import Desk

router = APIRouter(tags=["findings"])
FoundT = TypeVar("FoundT")


@router.get("/splits", responses=answered(shapes.Splits, "Pairs of sides that stand apart.", FAULTS))
def get_splits(request: Request, desk: OnDesk, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """Pairs of sides that stand apart on an issue, how far, how sure that is, and the sentences that carry it."""
    return _listed(request, desk, asked, splits, lambda one: cited.split(apart(one), most=asked.cited))


@router.get("/standings", responses=answered(shapes.Standings, "Sides on issues.", FAULTS))
def get_standings(request: Request, desk: OnDesk, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """Where each side stands on each issue, what it was before, and the sentences that say so."""
    return _listed(request, desk, asked, standings, lambda one: cited.standing(one, most=asked.cited))


@router.get("/series", responses=answered(shapes.SeriesList, "Sides or persons over time.", FAULTS))
def get_series(request: Request, desk: OnDesk, asked: Annotated[AskedSeries, InQuery]) -> Response:
    """Where sides or persons stood over time, how sure that is, and when they changed."""
    return _listed(
        request, desk, asked, lambda view: series(view, of=asked.of), lambda one: cited.series(one, most=asked.cited)
    )


@router.get("/bargain", responses=answered(shapes.Items, "Demands and offers.", FAULTS))
def get_bargain(request: Request, desk: OnDesk, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """What each party demands of another or offers it, by topic."""
    return _listed(request, desk, asked, items, lambda one: cited.item(one, most=asked.cited))


@router.get("/moves", responses=answered(shapes.Moves, "Changes on the table.", FAULTS))
def get_moves(request: Request, desk: OnDesk, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """What came on the table, is no longer named, hardened or softened, in order of time."""
    return _listed(request, desk, asked, moves, lambda one: cited.move(one, most=asked.cited))


@router.get("/deadlocks", responses=answered(shapes.Deadlocks, "Terms that block each other.", FAULTS))
def get_deadlocks(request: Request, desk: OnDesk, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """Pairs of terms each of which wants first what the other wants last."""
    return _listed(request, desk, asked, deadlocks, lambda one: cited.deadlock(one, most=asked.cited))


@router.get("/timeline", responses=answered(shapes.Citations, "Events and measures.", FAULTS))
def get_timeline(request: Request, desk: OnDesk, asked: Annotated[AskedPart, InQuery]) -> Response:
    """Events and dated measures in order of their own dates, those without a date after them."""

    def listed(view: Kept) -> Sequence[Sourced[Any]]:
        found = timeline(view)
        return (*found.dated, *found.undated)

    return _listed(request, desk, asked, listed, cited.cited)


def _listed(
    request: Request,
    desk: Desk,
    asked: AskedPart,
    find: Callable[[Kept], Sequence[FoundT]],
    shaped: Callable[[FoundT], Json],
) -> Response:
    """A part of a list of findings; only what is shown is turned into JSON."""

    def made() -> Json:
        found = find(desk.kept(asked.look))
        chosen = found[asked.offset : asked.offset + asked.limit]
        return part([shaped(one) for one in chosen], total=len(found), offset=asked.offset)

    return kept(request, desk, made, asked=asked)
