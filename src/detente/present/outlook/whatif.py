"""Conditional paths in words: model-implied, with support and analogues; never an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.analyse.forecast.acts import named
from detente.present import words
from detente.present.outlook.tables import act_json, act_line, percent, sides
from detente.present.tabular import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.analyse.forecast.whatif import Analogue, Step, WhatIf

Json = dict[str, Any]  # the JSON edge
TOLD = 5
CAUTION = (
    "A model-implied path is what the fitted system makes of acts like these; it is no effect of them. Who acts so does it for reasons that the series "
    "does not know."
)


def path(steps: Sequence[Step]) -> str:
    """A path's steps in words: "United States: sanctions eased; after 14 days Iran: a concession"."""
    told = []
    for step in steps:
        after = f"after {step.after} days " if step.after else ""
        told.append(f"{after}{words.side(step.side)}: {named(step.name).name}")
    return "; ".join(told)


def whatif_table(found: Sequence[WhatIf]) -> Table:
    """A row a path."""
    columns = (
        "path",
        "a meeting within",
        "without",
        "with",
        "model-implied difference",
        "80% band",
        "episodes like it",
        "after these",
        "usual there",
        "",
    )
    rows = []
    for one in found:
        implied = one.implied
        numbers = ("", "", "no number", "")
        if implied:
            low, high = implied.bands[0.8]
            numbers = (
                percent(implied.base),
                percent(implied.path),
                f"{implied.difference:+.1%}",
                f"{low:+.1%} to {high:+.1%}",
            )
        rows.append(
            (
                path(one.steps),
                f"{one.days} days",
                *numbers,
                f"{one.support} ({one.own} of their own)",
                _share(one.met),
                _share(one.usual),
                one.why,
            )
        )
    return Table(name="what-if", columns=columns, rows=tuple(rows), records=tuple(_json(one) for one in found))


def _share(value: float | None) -> str:
    return "" if value is None else percent(value)


def _json(one: WhatIf) -> Json:
    implied = one.implied
    return {
        "dyad": one.dyad,
        "path": [{"side": step.side, "act": step.name, "after_days": step.after} for step in one.steps],
        "days": one.days,
        "called": "model-implied path, not an effect",
        "implied": None
        if implied is None
        else {
            "without": implied.base,
            "with": implied.path,
            "difference": implied.difference,
            "bands": {f"{share:.0%}": list(band) for share, band in implied.bands.items()},
            "weekly": [{"difference": middle, "low80": low, "high80": high} for middle, low, high in implied.weekly],
        },
        "why_no_number": one.why,
        "support": one.support,
        "own_episodes": one.own,
        "met_after_episodes": one.met,
        "usual": one.usual,
        "specifications": list(one.specifications),
        "without_one_episode": list(one.without),
        "analogues": [
            {
                "dyad": each.dyad, "start": each.start.isoformat(), "met": each.met, "likeness": round(each.likeness, 3),
                "acts": [act_json(act) for act in each.acts],
            }
            for each in one.analogues[: 4 * TOLD]
        ],
    }  # fmt: skip


def sentences(one: WhatIf) -> list[str]:
    """What stands behind a path, a line each."""
    lines = [f"{sides(one.dyad)}: {path(one.steps)}"]
    if one.why:
        lines.append(f"  no number: {one.why}")
    if one.implied:
        bands = ", ".join(f"{share:.0%} {low:+.1%} to {high:+.1%}" for share, (low, high) in one.implied.bands.items())
        lines.append(f"  bands: {bands}")
        lines.append(f"  under other specifications: {', '.join(f'{value:+.1%}' for value in one.specifications[1:])}")
        lines.append(
            f"  with the episodes most alike left out in turn: {', '.join(f'{value:+.1%}' for value in one.without)}"
        )
    lines.append(f"  episodes most alike, of {one.support}:")
    lines += [line for each in one.analogues[:TOLD] for line in _episode(each)]
    return lines


def came(one: Analogue) -> str:
    """What followed an episode, in words."""
    return {True: "the sides met after it", False: "no meeting followed", None: "still open"}[one.met]


def _episode(one: Analogue) -> list[str]:
    return [
        f"    {one.start.isoformat()} {sides(one.dyad)}: {came(one)}",
        *(f"      {act_line(act)}" for act in one.acts),
    ]
