"""About this record: what is in it, what failed, what made it, and how good the reading is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.precision import precision
from detente.model.reading import LAYERS
from detente.present.tabular import Table
from detente.web.page import Page
from detente.web.quality import measured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_RUNS = 20


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The page."""
    del parts
    view = desk.view(as_of=look.as_of)
    counts = view.counts()
    runs = view.runs()
    verdicts = view.verdicts()
    values: dict[str, object] = {
        "path": desk.address.name,
        "counts": counts,
        "layers": LAYERS,
        "runs": tuple(reversed(runs))[:MOST_RUNS],
        "run_count": len(runs),
        "steps": runs[-1].steps if runs else (),
        "failures": view.failures(),
        "judged": precision((v.layer, v.made_by, v.accepted) for v in verdicts),
        "verdicts": len(verdicts),
        "editions": view.editions(),
        "measured": measured(),
    }
    table = Table(
        name="counts",
        columns=("what", "number"),
        rows=tuple((name, str(n)) for name, n in counts.items()),
        records=tuple({"what": name, "number": n} for name, n in counts.items()),
    )
    return Page(template="about.html", title="About this record", values=values, table=lambda: table)
