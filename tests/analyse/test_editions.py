"""Differences between editions of a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente.analyse.editions import difference, shrinks
from detente.ingest.lists.reader import read_list
from detente.model.lists import ListedName, Listing

if TYPE_CHECKING:
    from pathlib import Path

BANK = Listing(entry="1", kind="entity", names=(ListedName(text="EXAMPLE BANK"),), programmes=("CUBA",))
SHIP = Listing(entry="2", kind="vessel", names=(ListedName(text="EXAMPLE SEA"),), programmes=("IRAN", "SDGT"))


def test_added_removed_changed_by_programme() -> None:
    renamed = replace(BANK, names=(*BANK.names, ListedName(text="EXAMPLE BANK S.A.", kind="alias")))
    found = difference([BANK], [renamed, SHIP])
    assert (found.added, found.removed) == ((SHIP,), ())
    assert [(c.old.entry, c.what) for c in found.changed] == [("1", ("names",))]
    assert found.by_programme() == {"CUBA": (0, 0, 1), "IRAN": (1, 0, 0), "SDGT": (1, 0, 0)}
    assert difference([BANK, SHIP], [SHIP], programme="IRAN").removed == ()


def test_the_order_of_aliases_is_no_change() -> None:
    names = (*BANK.names, ListedName(text="B", kind="alias"), ListedName(text="C", kind="alias"))
    turned = (names[0], names[2], names[1])
    assert difference([replace(BANK, names=names)], [replace(BANK, names=turned)]).changed == ()


def test_a_list_that_shrinks_by_a_tenth() -> None:
    assert shrinks(1000, 899)
    assert not shrinks(1000, 900)
    assert not shrinks(0, 5)


@pytest.mark.shared
def test_dprk_entries_of_ofac_2018_to_2021(shared: Path) -> None:
    old, new = (read_list(shared / "lists/ofac" / day).listings for day in ("2018-12", "2021-07"))

    def tagged(listings: tuple[Listing, ...]) -> dict[str, Listing]:
        return {one.entry: one for one in listings if any(p.startswith("DPRK") for p in one.programmes)}

    before, after = tagged(old), tagged(new)
    found = difference(before.values(), after.values())
    assert {one.entry for one in found.added} == set(after) - set(before)
    assert {one.entry for one in found.removed} == set(before) - set(after)
    assert len(before) - len(found.removed) + len(found.added) == len(after)
    assert (len(found.added), len(found.removed)) == (28, 2)
