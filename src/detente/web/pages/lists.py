"""Lists: the editions of official lists, what changed between two, and their entries."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.editions import difference
from detente.present import listings
from detente.web.page import Page, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.analyse.editions import Difference
    from detente.model.lists import Listing
    from detente.record import EditionRow
    from detente.web.desk import Desk
    from detente.web.look import Look

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two editions and what changed from the one to the other."""

    old: EditionRow
    new: EditionRow
    found: Difference


def build(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The editions; with ``old`` and ``new`` their difference."""
    del parts
    view = desk.view(as_of=look.as_of)
    editions = view.editions()
    compared = None
    if look.get("old") and look.get("new"):
        old, new = view.edition(look.get("old")), view.edition(look.get("new"))
        programme = look.get("programme") or None
        found = difference(view.listings(old.edition.id), view.listings(new.edition.id), programme=programme)
        compared = Compared(old=old, new=new, found=found)
    values: dict[str, object] = {
        "editions": editions,
        "followed": _followed(editions),
        "compared": compared,
        "most": MOST_SHOWN,
    }
    return Page(
        template="lists.html",
        title="Lists",
        values=values,
        table=lambda: listings.difference(compared.found) if compared else listings.editions(editions),
    )


def edition(look: Look, desk: Desk, parts: Mapping[str, str]) -> Page:
    """The entries of an edition; with ``q`` those with the words in a name."""
    view = desk.view(as_of=look.as_of)
    row = view.edition(parts["edition"])
    wanted = look.get("q").casefold().split()
    entries = [entry for entry in view.listings(row.edition.id) if _has(entry, wanted)]
    values: dict[str, object] = {"row": row, "sheet": sheet(entries, look), "query": look.get("q")}
    title = f"{row.edition.authority} {row.edition.name}"
    return Page(template="edition.html", title=title, values=values, table=lambda: listings.entries(entries))


def _has(entry: Listing, wanted: Sequence[str]) -> bool:
    return not wanted or any(all(word in name.text.casefold() for word in wanted) for name in entry.names)


def _followed(editions: Sequence[EditionRow]) -> list[tuple[EditionRow, EditionRow]]:
    """Each edition with the one before it in the same list, newest first."""
    pairs = []
    for before, after in itertools.pairwise(editions):
        one, other = before.edition, after.edition
        if (one.authority, one.name) == (other.authority, other.name):
            pairs.append((before, after))
    return pairs[::-1]
