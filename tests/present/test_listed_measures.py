"""A measure told by two documents, beside the entry of the list held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.model.actors import Actor
from detente.model.lists import Edition, ListedName, Listing
from detente.model.reading import Measure
from detente.model.when import When
from detente.present.tables import table
from detente.record import open_project
from tests.record.samples import document, evidence, raw, reading

if TYPE_CHECKING:
    from pathlib import Path

PARLEY = (
    "Treasury lists a gold firm",
    "The Treasury on Tuesday designated Minerven, the state gold miner, over illicit trade.",
)
AGAIN = (
    "Gold under sanctions",
    "Washington blacklisted the gold miner Minerven on Tuesday, officials in Caracas confirmed.",
)
DAY = When.parse("2019-03-19")


def test_one_measure_with_its_entry(tmp_path: Path) -> None:
    miner = Actor(name="Minerven", kind="body")
    entry = Listing(entry="26371", kind="entity", names=(ListedName(text="MINERVEN"),), programmes=("VENEZUELA",))
    with open_project(tmp_path / "p.sqlite", create=True) as record:
        with record.writer() as writer:
            for text, uri in ((PARLEY, "a.txt"), (AGAIN, "b.txt")):
                found = document(text, uri=uri, published="2019-03-20")
                measure = Measure(
                    imposer=Actor(name="United States", side="USA", kind="state"), act="designate", targets=(miner,), date=DAY,
                    evidence=evidence(found, text[1][:40]),
                )  # fmt: skip
                bare = replace(reading(document()), document=found.id, statements=(), events=(), positions=(), terms=())
                writer.add(found, replace(bare, measures=(measure,)), raw=raw(found))
            writer.gather()
        blank = table(record.view().select(), "measures")
        assert [row[-1] for row in blank.rows] == [""]
        with record.writer() as writer:
            writer.add_list(Edition(authority="OFAC", name="SDN", day=DAY, raw_id="0" * 64), [entry], origin="sdn.csv")
        joined = table(record.view().select(), "measures")
    assert [row[-1] for row in joined.rows] == ["OFAC 26371 MINERVEN"]
    (told,) = joined.records
    assert told["stories"] == 2
    assert [one["entries"][0]["entry"] for one in told["on_lists"]] == ["26371"]
