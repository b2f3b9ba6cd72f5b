"""Findings: each figure with how many notes it counts, and the newest of them cited."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from detente.web.api import shapes
from detente.web.api.answers import FAULTS, answered, counted
from detente.web.api.asking import AskedFindings, AskedPart, AskedSeries, InQuery

router = APIRouter(tags=["findings"])


@router.get("/splits", responses=answered(shapes.Splits, "Pairs of sides that stand apart.", FAULTS))
def get_splits(request: Request, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """Pairs of sides that stand apart on an issue, how far, how sure that is, and the sentences that carry it."""
    return counted(request, "splits", asked)


@router.get("/standings", responses=answered(shapes.Standings, "Sides on issues.", FAULTS))
def get_standings(request: Request, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """Where each side stands on each issue, what it was before, and the sentences that say so."""
    return counted(request, "standings", asked)


@router.get("/series", responses=answered(shapes.SeriesList, "Sides or persons over time.", FAULTS))
def get_series(request: Request, asked: Annotated[AskedSeries, InQuery]) -> Response:
    """Where sides or persons stood over time, how sure that is, and when they changed."""
    return counted(request, "series", asked)


@router.get("/bargain", responses=answered(shapes.Items, "Demands and offers.", FAULTS))
def get_bargain(request: Request, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """What each party demands of another or offers it, by topic."""
    return counted(request, "bargain", asked)


@router.get("/moves", responses=answered(shapes.Moves, "Changes on the table.", FAULTS))
def get_moves(request: Request, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """What came on the table, is no longer named, hardened or softened, in order of time."""
    return counted(request, "moves", asked)


@router.get("/deadlocks", responses=answered(shapes.Deadlocks, "Terms that block each other.", FAULTS))
def get_deadlocks(request: Request, asked: Annotated[AskedFindings, InQuery]) -> Response:
    """Pairs of terms each of which wants first what the other wants last."""
    return counted(request, "deadlocks", asked)


@router.get("/timeline", responses=answered(shapes.Citations, "Events and measures.", FAULTS))
def get_timeline(request: Request, asked: Annotated[AskedPart, InQuery]) -> Response:
    """Events and dated measures in order of their own dates, those without a date after them."""
    return counted(request, "timeline", asked)
