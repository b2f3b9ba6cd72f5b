"""Designations that the documents report beside the official lists held: list, entry, programme, day of listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.joining import Lists, on_lists
from detente.analyse.sanctions import sanctionings
from detente.present import words

if TYPE_CHECKING:
    from detente.analyse.joining import OnLists
    from detente.analyse.view import View
    from detente.model.lists import Edition, Listing
    from detente.present.brief.citing import Citations, Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A target and an entry that it is, or may be.

    Attributes:
        target: whom the report names.
        imposer: who designated it, by the report.
        found: ``match``, ``ambiguous`` or ``none``.
        edition: the edition that has the entry; those asked where none has.
        edition_id: its id; "" where none has the name.
        entry: the list's own id of the entry.
        name: the entry's primary name.
        programmes: its programmes.
        listed: the day of listing, "" where the list does not tell.
        cite: the report.
    """

    target: str
    imposer: str
    found: str
    edition: str
    edition_id: str
    entry: str
    name: str
    programmes: str
    listed: str
    cite: Cite


def listed_rows(view: View, lists: object, citations: Citations) -> tuple[ListedRow, ...]:
    """The designations' named targets on the lists, newest report first; nothing where there is no list.

    Args:
        view: the notes.
        lists: what has lists, or has none.
        citations: all that the brief cites.
    """
    if not isinstance(lists, Lists):
        return ()
    rows: list[ListedRow] = []
    for found in on_lists([row.fullest for row in sanctionings(view)], lists):
        if found.entries:
            rows.extend(_entry(found, edition, listing, citations) for edition, listing in found.entries)
        else:
            rows.append(_row(found, citations, edition="; ".join(_edition(edition) for edition in found.asked)))
    return tuple(rows)


def _entry(found: OnLists, edition: Edition, listing: Listing, citations: Citations) -> ListedRow:
    return _row(
        found,
        citations,
        edition=_edition(edition),
        edition_id=edition.id,
        entry=listing.entry,
        name=listing.name,
        programmes=", ".join(listing.programmes),
        listed=words.date(listing.listed),
    )


def _row(
    found: OnLists,
    citations: Citations,
    *,
    edition: str,
    edition_id: str = "",
    entry: str = "",
    name: str = "",
    programmes: str = "",
    listed: str = "",
) -> ListedRow:
    return ListedRow(
        target=words.actor(found.target),
        imposer=words.actor(found.measure.note.imposer),
        found=found.verdict,
        edition=edition,
        edition_id=edition_id,
        entry=entry,
        name=name,
        programmes=programmes,
        listed=listed,
        cite=citations.cite(found.measure),
    )


def _edition(edition: Edition) -> str:
    day = f" of {words.date(edition.day)}" if edition.day else ""
    return f"{edition.authority} {edition.name}{day}"
