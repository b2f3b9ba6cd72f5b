"""Table: what is demanded and offered, and where each side wants the other to go first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.present import tables
from detente.present.brief import rows
from detente.present.brief.citing import Citations
from detente.present.brief.lanes import graph, lanes, move_rows
from detente.present.brief.stands import held
from detente.web.page import Page, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.present.brief.lanes import Lane, Lanes
    from detente.web.desk import Desk
    from detente.web.look import Look

A_PAGE, MOST_HELD, MOST_LOCKS, MOST_MOVES, MOST_MARKS = 60, 40, 20, 20, 30


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page; of many terms a part."""
    del parts
    view = desk.kept(look)
    citations = Citations()
    terms, deadlocks, bargain = rows.table_rows(view, citations)
    moves = move_rows(bargain, citations)
    conditional = [held(s, citations) for s in reversed(bargain.conditional[-MOST_HELD:])]
    values: dict[str, object] = {
        "sheet": sheet([row for row in terms if not row.expert], look, size=A_PAGE),
        "advice": [row for row in terms if row.expert][:A_PAGE],
        "deadlocks": deadlocks[:MOST_LOCKS],
        "more_deadlocks": max(0, len(deadlocks) - MOST_LOCKS),
        "graph": graph(bargain),
        "lanes": thinned(lanes(bargain)),
        "moves": moves[::-1][:MOST_MOVES],
        "more_moves": max(0, len(moves) - MOST_MOVES),
        "conditional": conditional,
        "conditional_count": len(bargain.conditional),
    }
    return Page(template="table.html", title="Table", values=values, table=lambda: tables.notes(view, "terms"))


def thinned(found: Lanes | None) -> Lanes | None:
    """The drawing with no more marks than can be told apart: of a lane with more the newest, which its words then say."""
    if found is None:
        return None
    return replace(found, lanes=tuple(_thinned(lane) for lane in found.lanes))


def _thinned(lane: Lane) -> Lane:
    if len(lane.marks) <= MOST_MARKS:
        return lane
    marks = lane.marks[-MOST_MARKS:]
    return replace(lane, marks=marks, begin=marks[0].x, words=f"{lane.words} ({MOST_MARKS} of {len(lane.marks)})")
