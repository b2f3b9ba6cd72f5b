"""Table: what is demanded and offered, and where each side wants the other to go first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present import tables
from detente.present.brief import rows
from detente.present.brief.citing import Citations
from detente.present.brief.lanes import graph, lanes, move_rows
from detente.present.brief.stands import held
from detente.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page."""
    del parts
    view = desk.kept(look)
    citations = Citations()
    terms, deadlocks, bargain = rows.table_rows(view, citations)
    values: dict[str, object] = {
        "terms": [row for row in terms if not row.expert],
        "advice": [row for row in terms if row.expert],
        "deadlocks": deadlocks,
        "graph": graph(bargain),
        "lanes": lanes(bargain),
        "moves": move_rows(bargain, citations),
        "conditional": [held(s, citations) for s in bargain.conditional],
    }
    return Page(template="table.html", title="Table", values=values, table=lambda: tables.notes(view, "terms"))
