"""Where sides stand apart, and where they stood over time, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.analyse.comparisons import apart, comparisons
from detente.analyse.joining import Lists
from detente.analyse.series import series
from detente.analyse.splits import splits
from detente.present.codebook import date
from detente.present.noted import sourced_json, sourced_jsons
from detente.present.tabular import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.analyse.comparisons import Apart, Comparison, Listed, Said
    from detente.analyse.policy import Conduct, PolicyGap
    from detente.analyse.series import Change, Of, Point, Series
    from detente.analyse.splits import Contradiction
    from detente.analyse.uncertainty import Interval
    from detente.analyse.view import View
    from detente.present.tabular import Json

Cells = tuple[str, ...]


def split_table(view: View) -> Table:
    """Pairs of sides that stand apart on an issue, how far, and how sure that is."""
    found = [apart(split) for split in splits(view)]
    columns = (
        "left", "right", "issue", "over", "gap", "low", "high", "left notes", "right notes", "documents", "contradictions",
        "reported", "left says", "right says",
    )  # fmt: skip
    rows = tuple(
        (
            *(one.split.left_side, one.split.right_side),
            *_gap(one),
            str(len(one.split.reported)),
            one.split.left[-1].note.evidence.quote,
            one.split.right[-1].note.evidence.quote,
        )
        for one in found
    )
    return Table(name="splits", columns=columns, rows=rows, records=tuple(map(_apart_json, found)))


def comparison_table(view: View) -> Table:
    """One row a pair, third side and issue: the four measures side by side; "" where one cannot be taken, "few" where too little is under it."""
    found = comparisons(view, view if isinstance(view, Lists) else None)
    columns = (
        "left", "right", "issue", "over", "gap", "gap low", "gap high", "positions", "self-contradictions",
        "said worse", "of", "lists share", "left lists alone", "right lists alone", "policy gap",
        "policy low", "policy high", "hostile acts",
    )  # fmt: skip
    listed: list[tuple[Comparison, Apart | None]] = [(one, a) for one in found for a in one.issues or (None,)]
    rows = [
        (
            *(one.left_side, one.right_side),
            *(_issue(a) if a else ("", one.over or "", *[""] * 5)),
            *_said(one.said),
            *_listed(one.lists),
            *_policy(one.policy),
        )
        for one, a in listed
    ]
    records = tuple(_comparison_json(one, a) for one, a in listed)
    return Table(name="comparisons", columns=columns, rows=tuple(rows), records=records)


def series_table(view: View, *, of: Of = "side") -> Table:
    """One row a step: where a holder stood, from 0 (against) to 1 (for), with nine chances in ten between low and high."""
    found = series(view, of=of)
    columns = ("side", "person", "issue", "over", "date", "at", "low", "high", "notes", "stances", "note")
    rows = tuple(
        (
            *_holder(one),
            point.when.iso,
            *(f"{number:.2f}" for number in (point.at, point.low, point.high)),
            str(len(point.notes)),
            ", ".join(s.note.stance for s in point.notes),
            " ".join(s.note.id for s in point.notes),
        )
        for one in found
        for point in one.points
    )
    records = tuple(_point_json(one, point) for one in found for point in one.points)
    return Table(name="series", columns=columns, rows=rows, records=records)


def change_table(view: View, *, of: Of = "side") -> Table:
    """One row a change of stance, with the newest note before it and the oldest after it."""
    found = [(one, change) for one in series(view, of=of) for change in one.changes]
    columns = (
        "side", "person", "issue", "over", "was", "now", "between", "probability", "notes", "said before", "said after",
        "note before", "note after",
    )  # fmt: skip
    rows = tuple(
        (
            *_holder(one),
            change.before,
            change.after,
            change.between.iso,
            f"{change.probability:.2f}",
            str(len(one.notes)),
            change.last[0].note.evidence.quote,
            change.first[0].note.evidence.quote,
            change.last[0].note.id,
            change.first[0].note.id,
        )
        for one, change in found
    )
    records = tuple({**_holder_json(one), **_change_json(change)} for one, change in found)
    return Table(name="changes", columns=columns, rows=rows, records=records)


def _gap(one: Apart) -> Cells:
    split = one.split
    return (
        split.issue,
        split.target or "",
        *(f"{number:.2f}" for number in (split.gap, one.low, one.high)),
        str(len(split.left)),
        str(len(split.right)),
        str(one.documents),
        str(len(one.left) + len(one.right)),
    )


def _issue(one: Apart) -> Cells:
    *figures, left, right, documents, contradictions = _gap(one)
    return (*figures, f"{left} and {right} in {documents}", contradictions)


def _said(said: Said | None) -> Cells:
    if said is None:
        return ("", "0")
    return (f"{said.worse.at:.2f}" if said.worse else "few", str(len(said.notes)))


def _listed(lists: Listed | None) -> Cells:
    if lists is None:
        return ("", "", "")
    share = "" if lists.share is None else f"{lists.share:.2f}"
    return (share, str(len(lists.left_alone)), str(len(lists.right_alone)))


def _policy(policy: PolicyGap | None) -> Cells:
    if policy is None:
        return ("",) * 4
    gap = policy.gap
    told = tuple(f"{number:+.2f}" for number in (gap.at, gap.low, gap.high)) if gap else ("few", "", "")
    return (*told, " and ".join(f"{len(side.hostile)} of {side.acts}" for side in (policy.left, policy.right)))


def _holder(one: Series) -> Cells:
    return (one.side or "experts and press", one.person, one.issue, one.target or "")


def _holder_json(one: Series) -> Json:
    return {"side": one.side, "person": one.person or None, "issue": one.issue, "target": one.target}


def _apart_json(one: Apart) -> Json:
    split = one.split
    return {
        "left": _half_json(split.left_side, split.left, one.left),
        "right": _half_json(split.right_side, split.right, one.right),
        "issue": split.issue,
        "target": split.target,
        "gap": split.gap,
        "low": round(one.low, 3),
        "high": round(one.high, 3),
        "documents": one.documents,
        "reported": sourced_jsons(split.reported),
    }


def _half_json(side: str, notes: Sequence[object], against: Sequence[Contradiction]) -> Json:
    return {
        "side": side,
        "notes": sourced_jsons(notes),  # type: ignore[arg-type]  # positions with their sources
        "contradictions": [{"one": sourced_json(c.one), "other": sourced_json(c.other)} for c in against],
    }


def _comparison_json(one: Comparison, issue: Apart | None) -> Json:
    said, lists, policy = one.said, one.lists, one.policy
    return {
        "left": one.left_side,
        "right": one.right_side,
        "over": one.over,
        "positions": _apart_json(issue) if issue else None,
        "assessments": {"worse": _interval_json(said.worse), "notes": sourced_jsons(said.notes)} if said else None,
        "lists": {
            "left": lists.left,
            "right": lists.right,
            "shared": lists.shared,
            "unsure": lists.unsure,
            "left_alone": len(lists.left_alone),
            "right_alone": len(lists.right_alone),
            "share": lists.share,
        }
        if lists
        else None,
        "policy": {
            "gap": _interval_json(policy.gap),
            "left": _conduct_json(policy.left),
            "right": _conduct_json(policy.right),
        }
        if policy
        else None,
    }


def _conduct_json(conduct: Conduct) -> Json:
    return {"hostile": sourced_jsons(conduct.hostile), "friendly": sourced_jsons(conduct.friendly)}


def _interval_json(found: Interval | None) -> Json | None:
    return {"at": round(found.at, 3), "low": round(found.low, 3), "high": round(found.high, 3)} if found else None


def _point_json(one: Series, point: Point) -> Json:
    at, low, high = (round(number, 3) for number in (point.at, point.low, point.high))
    place = {"when": date(point.when), "at": at, "low": low, "high": high}
    return {**_holder_json(one), **place, "notes": sourced_jsons(point.notes)}


def _change_json(change: Change) -> Json:
    return {
        "was": change.before,
        "now": change.after,
        "between": date(change.between),
        "probability": round(change.probability, 3),
        "moved": round(change.moved, 3),
        "before": sourced_jsons(change.last),
        "after": sourced_jsons(change.first),
    }
