"""Overview: the dispute on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from detente.analyse.series import series
from detente.analyse.standings import standings
from detente.analyse.timeline import timeline
from detente.model.reading import LAYERS
from detente.present import tables, words
from detente.present.brief import rows
from detente.present.brief.citing import Citations
from detente.present.brief.contents import LEAST_SHARE, MOST_NAMED
from detente.present.brief.glance import glance
from detente.present.brief.stands import matrices
from detente.record.pages import documents_count
from detente.web.lines import line, lines
from detente.web.page import Page
from detente.web.pages.notes import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.analyse.kept import Kept
    from detente.model.findings import Sourced, Standing
    from detente.model.reading import Position, Stance
    from detente.present.brief.stands import Matrix
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_CHANGES, MOST_EVENTS, MOST_OUTLOOKS, MOST_MATRICES = 6, 8, 6, 3
SECTIONS = {"splits": "/splits", "table": "/table", "measures": "/measures", "observers": "/observers"}
"""Where a sentence of the short account leads: the brief's sections as pages."""


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page."""
    del parts
    view = desk.kept(look)
    citations = Citations()
    stands = matrices(view, citations)
    splits = rows.split_rows(view, citations)
    terms, deadlocks, _ = rows.table_rows(view, citations)
    measures = rows.measure_rows(view, citations)
    outlooks = rows.outlook_rows(view, citations)
    happened = [s for s in timeline(view).dated if s.note.status in ("actual", "in-force")]
    values: dict[str, object] = {
        "heading": heading(stands),
        "counts": [(layer, counted(look, desk, layer)) for layer in LAYERS],
        "documents": documents_count(desk.view(as_of=look.as_of), look.filters),
        "failures": len(view.failures()),
        "glance": glance(deadlocks=deadlocks, splits=splits, terms=terms, measures=measures, outlooks=outlooks),
        "sections": SECTIONS,
        "matrices": stands[:MOST_MATRICES],
        "more_matrices": len(stands) - MOST_MATRICES,
        "changed": _changed(view),
        "outlooks": outlooks[:MOST_OUTLOOKS],
        "events": lines(reversed(happened[-MOST_EVENTS:])),
    }
    return Page(
        template="overview.html", title="Overview", values=values, table=lambda: tables.table(view, "standings")
    )


def heading(stands: Sequence[Matrix]) -> str:
    """Whom the dispute is about: the sides that most positions bear on."""
    told = [matrix for matrix in stands if matrix.target]
    least = LEAST_SHARE * sum(matrix.notes for matrix in told)
    named = [words.the(matrix.target) for matrix in told if matrix.notes >= least][:MOST_NAMED]
    return f"Sanctions and bargaining over {words.listed(named)}" if named else "Sanctions and bargaining"


def _changed(view: Kept) -> list[dict[str, object]]:
    """Sides that stand elsewhere than before, the newest change first.

    ``chances`` is ``None`` where one day's notes alone say so, from which no change is claimed yet.
    """
    changes = {(one.side, one.issue, one.target): one.changes[-1] for one in series(view) if one.changes}
    found = []
    for s in standings(view):
        if not s.changed_from:
            continue
        change = changes[s.side, s.issue, s.target] if s.probability else None
        when = change.between if change else s.newest.when
        told = {
            "chances": round(100 * change.probability) if change else None,
            "last": when.last.toordinal() if when else 0,
        }
        found.append(_change(s, was=s.changed_from, carried=change.first[0] if change else s.newest) | told)
    found.sort(key=lambda row: (-cast("int", row["last"]), str(row["side"]), str(row["issue"])))
    return found[:MOST_CHANGES]


def _change(standing: Standing, *, was: Stance, carried: Sourced[Position]) -> dict[str, object]:
    """A side's old and new stance, with a note that carries the new one."""
    issue = standing.issue
    return {
        "side": standing.side,
        "issue": issue,
        "target": standing.target,
        "name": words.word("issue", issue),
        "was": words.stance(issue, was),
        "was_stance": was,
        "now": words.stance(issue, standing.stance),
        "stance": standing.stance,
        "line": line(carried),
    }
