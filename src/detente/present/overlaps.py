"""Who lists whom, as tables: pairs of entries, a matrix of authorities, entries on one list but not on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present.tabular import Table

if TYPE_CHECKING:
    from detente.analyse.overlap import Entry, Overlap
    from detente.present.tabular import Json


def pairs(found: Overlap) -> Table:
    """One row a pair of entries."""
    columns = (
        "verdict", "list", "entry", "name", "programmes", "other list", "other entry", "other name",
        "other programmes", "matched", "score", "because", "edition", "other edition",
    )  # fmt: skip
    rows = tuple(
        (
            pair.verdict,
            *_entry(pair.left),
            *_entry(pair.right),
            " = ".join(pair.names),
            f"{pair.score:.2f}",
            pair.because,
            pair.left.edition.id,
            pair.right.edition.id,
        )
        for pair in found.pairs
    )
    return _table("pairs", columns, rows)


def matrix(found: Overlap) -> Table:
    """One row an authority: how many of its entries stand on each other's list too, may, and do not."""
    names = tuple(found.entries)
    rows: list[tuple[str, ...]] = []
    records: list[Json] = []
    for by in names:
        others = [other for other in names if other != by]
        shared = {other: found.shared(by, other) for other in others}
        unsure = {other: found.ambiguous(by, other) for other in others}
        alone = {other: len(found.alone(by, other)) for other in others}
        editions = sorted({_edition(entry) for entry in found.entries[by]})
        cells = ["–" if o == by else f"{shared[o]} (+{unsure[o]}?), {alone[o]} not" for o in names]
        rows.append((by, "; ".join(editions), str(len(found.entries[by])), *cells))
        records.append(
            {
                "list": by,
                "editions": editions,
                "entries": len(found.entries[by]),
                "shared": shared,
                "ambiguous": unsure,
                "alone": alone,
            }
        )
    columns = ("list", "editions", "entries", *(f"also on {name}" for name in names))
    return Table(name="matrix", columns=columns, rows=tuple(rows), records=tuple(records))


def alone(found: Overlap) -> Table:
    """One row an entry that another authority does not list, for each such authority."""
    columns = ("not on", "list", "entry", "name", "programmes", "kind", "listed", "edition")
    rows = tuple(
        (
            other,
            *_entry(entry),
            entry.listing.kind,
            entry.listing.listed.iso if entry.listing.listed else "",
            entry.edition.id,
        )
        for by in found.entries
        for other in found.entries
        if other != by
        for entry in found.alone(by, other)
    )
    return _table("alone", columns, rows)


def _entry(entry: Entry) -> tuple[str, str, str, str]:
    listing = entry.listing
    return (entry.authority, listing.entry, listing.name, ", ".join(listing.programmes))


def _edition(entry: Entry) -> str:
    day = f" of {entry.edition.day.iso}" if entry.edition.day else ""
    return f"{entry.edition.name}{day}"


def _table(name: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        name=name, columns=columns, rows=rows, records=tuple(dict(zip(columns, row, strict=True)) for row in rows)
    )
