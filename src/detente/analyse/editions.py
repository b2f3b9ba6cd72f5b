"""What changed between two editions of a list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from detente.model.lists import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable

SHRINKS = 0.1  # a list that loses a larger share of its entries overnight is usually a broken download


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that stands in both editions and says something else: ``what`` names the fields."""

    old: Listing
    new: Listing
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries added, removed and changed, in the order of the newer (or older) edition."""

    added: tuple[Listing, ...]
    removed: tuple[Listing, ...]
    changed: tuple[Change, ...]

    def by_programme(self) -> dict[str, tuple[int, int, int]]:
        """Added, removed, changed of each programme, in order of its name."""
        counts: Counter[tuple[str, int]] = Counter()
        for place, listings in enumerate((self.added, self.removed, tuple(change.new for change in self.changed))):
            counts.update((programme, place) for listing in listings for programme in listing.programmes)
        names = sorted({name for name, _ in counts})
        return {name: (counts[name, 0], counts[name, 1], counts[name, 2]) for name in names}


def difference(old: Iterable[Listing], new: Iterable[Listing], *, programme: str | None = None) -> Difference:
    """Compares two editions by the list's own entry ids.

    Args:
        old: listings of the older edition.
        new: listings of the newer edition.
        programme: compare the entries of this programme alone.
    """
    before = {listing.entry: listing for listing in old if _bears(listing, programme)}
    after = {listing.entry: listing for listing in new if _bears(listing, programme)}
    changed = [
        Change(before[entry], listing, what)
        for entry, listing in after.items()
        if entry in before and (what := _fields_apart(before[entry], listing))
    ]
    return Difference(
        tuple(listing for entry, listing in after.items() if entry not in before),
        tuple(listing for entry, listing in before.items() if entry not in after),
        tuple(changed),
    )


def shrinks(old: int, new: int) -> bool:
    """Whether a list of ``old`` entries that now has ``new`` shrank by more than a broken download may explain."""
    return new < old * (1 - SHRINKS)


def _bears(listing: Listing, programme: str | None) -> bool:
    return programme is None or programme in listing.programmes


def _fields_apart(old: Listing, new: Listing) -> tuple[str, ...]:
    apart = []
    for field in fields(Listing):
        left, right = getattr(old, field.name), getattr(new, field.name)
        if isinstance(left, tuple):
            left, right = frozenset(left), frozenset(right)
        if left != right:
            apart.append(field.name)
    return tuple(apart)
