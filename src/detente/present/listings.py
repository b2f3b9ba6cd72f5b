"""Official lists as tables: editions, entries, differences, who is meant by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.present.tabular import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.analyse.editions import Difference
    from detente.analyse.joining import Joined
    from detente.model.lists import Listing
    from detente.record import EditionRow
    from detente.resolve.names.index import Answer

LISTING = ("entry", "kind", "name", "programmes", "roles", "listed", "aliases")


def editions(rows: Iterable[EditionRow]) -> Table:
    """One row an edition."""
    columns = ("id", "authority", "list", "day", "entries", "origin")
    cells = [
        (
            row.edition.id,
            row.edition.authority,
            row.edition.name,
            row.edition.day.iso if row.edition.day else "",
            str(row.entries),
            row.origin,
        )
        for row in rows
    ]
    return _table("editions", columns, cells)


def entries(listings: Iterable[Listing]) -> Table:
    """One row an entry."""
    return _table("entries", LISTING, [_listing(listing) for listing in listings])


def difference(found: Difference) -> Table:
    """One row an entry added, removed or changed; what changed is named."""
    rows = [("added", "", *_listing(listing)) for listing in found.added]
    rows += [("removed", "", *_listing(listing)) for listing in found.removed]
    rows += [("changed", ", ".join(change.what), *_listing(change.new)) for change in found.changed]
    return _table("difference", ("change", "fields", *LISTING), rows)


def programmes(found: Difference) -> Table:
    """Added, removed and changed by programme."""
    rows = [(name, *map(str, counts)) for name, counts in found.by_programme().items()]
    return _table("programmes", ("programme", "added", "removed", "changed"), rows)


def answers(asked: Sequence[tuple[str, str, str, Answer]]) -> Table:
    """One row a candidate; a name that nobody fits has a row of its own. ``asked``: name, list, edition, answer."""
    columns = ("asked", "verdict", "list", "entry", "name", "matched", "score", "programmes", "born")
    rows = []
    for name, authority, _, answer in asked:
        if answer.verdict == "none":
            rows.append((name, "none", authority, "", "", "", "", "", ""))
            continue
        rows.extend(
            (
                name,
                answer.verdict,
                authority,
                candidate.listing.entry,
                candidate.listing.name,
                candidate.name,
                f"{candidate.score:.2f}",
                ", ".join(candidate.listing.programmes),
                ", ".join(when.iso for when in candidate.listing.born),
            )
            for candidate in answer.candidates[: 1 if answer.verdict == "match" else None]
        )
    return _table("who", columns, rows)


def joins(found: Iterable[Joined]) -> Table:
    """One row a target of a measure: what the report says of it, and the entry of the list."""
    columns = (
        "note",
        "date",
        "imposer",
        "act",
        "target",
        "reason",
        "verdict",
        "entry",
        "listed as",
        "programmes",
        "identifiers",
        "edition",
    )
    rows = []
    for one in found:
        measure = one.measure.note
        when = measure.date or one.measure.when
        told = (
            measure.id,
            when.iso if when else "",
            measure.imposer.name,
            measure.act,
            one.target.name,
            measure.reason.quote if measure.reason else "",
            one.verdict,
        )
        rows += [
            (*told, entry.entry, entry.name, ", ".join(entry.programmes), "; ".join(entry.identifiers), where.edition)
            for entry, where in zip(one.entries, one.where, strict=True)
        ] or [(*told, "", "", "", "", "")]
    return _table("joins", columns, rows)


def _listing(listing: Listing) -> tuple[str, ...]:
    return (
        listing.entry,
        listing.kind,
        listing.name,
        ", ".join(listing.programmes),
        "; ".join(listing.roles),
        listing.listed.iso if listing.listed else "",
        "; ".join(name.text for name in listing.names[1:]),
    )


def _table(name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    kept = tuple(rows)
    return Table(
        name=name, columns=columns, rows=kept, records=tuple(dict(zip(columns, row, strict=True)) for row in kept)
    )
