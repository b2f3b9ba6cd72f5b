"""The measurement of blocking: mentions are drawn without chance, each once, and what is measured is the index."""

from __future__ import annotations

from itertools import islice

from detente.model.lists import ListedName, Listing
from detente.resolve.names.index import NameIndex
from evals.blocking import measure, variations, varied_name

LISTINGS = [
    Listing(entry=str(n), kind="person", names=(ListedName(text=text),))
    for n, text in enumerate(
        ("MAKENGA, Sultani", "AL-SENUSSI, Abdullah Muhammad", "PETROV, Aleksandr Ivanovich", "HEZBOLLAH")
    )
]


def test_mentions_are_varied_each_once_and_the_same_every_time() -> None:
    drawn = list(variations(LISTINGS))
    assert drawn == list(variations(LISTINGS))
    assert len({name for _, name in drawn}) == len(drawn) > 20
    assert {entry for entry, _ in drawn} == {"0", "1", "2"}, "a name of one word is no mention to vary"


def test_a_variation_changes_order_or_spelling_but_not_the_name() -> None:
    seen = {varied_name("PETROV, Aleksandr Ivanovich", turn, 0) for turn in range(12)}
    assert len(seen) > 6
    assert "Aleksandr Petrov" in seen
    index = NameIndex(LISTINGS)
    assert [name for name in sorted(seen) if "2" not in index.entries(index.near(name))] == []


def test_the_own_entry_is_among_those_worth_scoring() -> None:
    found = measure(LISTINGS, islice(variations(LISTINGS), 20), asked=5)
    assert (found.names, found.mentions) == (4, 20)
    assert found.found > 0.9
    assert found.blocked > 0
