"""Measures beside the entries of the official lists held: whom a report names, and who that is on the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.analyse.joining import Lists, on_lists

if TYPE_CHECKING:
    from detente.analyse.joining import OnLists
    from detente.analyse.view import View
    from detente.present.tabular import Json, Table


def with_entries(table: Table, view: View) -> Table:
    """A table of measures with a column for the list entries of their named targets; blank where no list is held or none has the name.

    Args:
        table: measures, one a row, each with all its reports: what any of them names counts.
        view: where they come from; lists are asked only of a record.
    """
    found: dict[str, list[OnLists]] = {}
    if isinstance(view, Lists) and view.editions():
        told = [replace(report, also=()) for s in view.measures() for report in s.reports]
        lead = {report.note.id: s.note.id for s in view.measures() for report in s.reports}
        for one in on_lists(told, view):
            held = found.setdefault(lead[one.measure.note.id], [])
            if one.entries and one.entries not in [other.entries for other in held]:
                held.append(one)
    ids = [str(record["id"]) for record in table.records]
    return replace(
        table,
        columns=(*table.columns, "on lists"),
        rows=tuple((*row, _words(found.get(id_, []))) for row, id_ in zip(table.rows, ids, strict=True)),
        records=tuple(
            {**record, "on_lists": [_json(one) for one in found.get(id_, [])]}
            for record, id_ in zip(table.records, ids, strict=True)
        ),
    )


def _words(found: list[OnLists]) -> str:
    """In words: "OFAC 23213 CHOE, Ryong Hae"; several that a name cannot tell apart with "or"."""
    return "; ".join(
        " or ".join(f"{e.authority} {entry.entry} {entry.name}" for e, entry in one.entries) for one in found
    )


def _json(one: OnLists) -> Json:
    return {
        "target": one.target.name,
        "note": one.measure.note.id,
        "verdict": one.verdict,
        "entries": [
            {
                "authority": edition.authority,
                "list": edition.name,
                "edition": edition.id,
                "entry": entry.entry,
                "name": entry.name,
                "programmes": list(entry.programmes),
            }
            for edition, entry in one.entries
        ],
    }
