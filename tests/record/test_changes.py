"""What came, gave way and went between two moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from detente.model.lists import Edition, ListedName, Listing
from detente.model.when import When
from detente.record import changes
from tests.record.samples import KOREA, document, evidence, raw, reading

if TYPE_CHECKING:
    from detente.record import Change, Record

ZARIF = document()
SEOUL = document(KOREA, uri="korea.txt")
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


@pytest.fixture
def filled(record: Record) -> Record:
    with record.writer() as writer:
        writer.add(ZARIF, reading(ZARIF), raw=raw(ZARIF))
    return record


def now(record: Record) -> datetime:
    """After all that the record knows: its clock goes on with each question."""
    return record._clock()


def told(found: tuple[Change, ...], how: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for change in found:
        if change.how == how:
            counts[change.what] = counts.get(change.what, 0) + 1
    return counts


def test_all_is_added_at_first_and_nothing_since(filled: Record) -> None:
    found = changes(filled, since=LONG_AGO)
    assert told(found, "added") == {
        "documents": 1, "statements": 1, "events": 2, "positions": 1, "terms": 1, "measures": 1,
    }  # fmt: skip
    assert len(found) == 7
    assert all(change.document == ZARIF.id and change.title == ZARIF.title for change in found)
    assert changes(filled, since=now(filled)) == ()


def test_a_newer_reading_supersedes_notes_of_the_same_words(filled: Record) -> None:
    before = now(filled)
    old = reading(ZARIF)
    wider = evidence(ZARIF, "that banking sanctions must go before any inspection")
    newer = replace(old, steps=("v2",), positions=(replace(old.positions[0], evidence=wider),), terms=())
    with filled.writer() as writer:
        writer.add(ZARIF, newer)
    found = changes(filled, since=before)
    by_what = {change.what: change for change in found}
    assert set(by_what) == {"positions", "terms"}
    held = by_what["positions"]
    assert (held.how, held.id, held.by) == ("superseded", old.positions[0].id, newer.positions[0].id)
    assert held.note is not None
    assert held.note.note == newer.positions[0]
    gone = by_what["terms"]
    assert (gone.how, gone.id, gone.by) == ("retracted", old.terms[0].id, "")
    assert "newer reading" in gone.why


def test_a_rejected_note_is_retracted_with_its_reason(filled: Record) -> None:
    before = now(filled)
    note = reading(ZARIF).measures[0].id
    with filled.writer() as writer:
        writer.judge(note, accepted=False, why="a renewal is none")
    (found,) = changes(filled, since=before)
    assert (found.how, found.id, found.why) == ("retracted", note, "rejected: a renewal is none")
    between = now(filled)
    with filled.writer() as writer:
        writer.withdraw(note)
    (found,) = changes(filled, since=between)
    assert (found.how, found.id) == ("added", note)
    assert changes(filled, since=before) == ()


def test_a_file_with_another_text(filled: Record) -> None:
    before = now(filled)
    other = document(("Rain", "It rained in Bushehr."), uri="iran.txt")
    bare = replace(reading(ZARIF), document=other.id, statements=(), events=(), positions=(), terms=(), measures=())
    with filled.writer() as writer:
        writer.add(other, bare, raw=raw(other))
    found = changes(filled, since=before)
    assert told(found, "superseded") == {"documents": 1}
    assert next(c.by for c in found if c.what == "documents") == other.id
    assert sum(told(found, "retracted").values()) == 6
    assert {c.why for c in found if c.how == "retracted"} == {"its document is gone"}


def test_up_to_a_moment(filled: Record) -> None:
    before = now(filled)
    with filled.writer() as writer:
        writer.add(SEOUL, reading(SEOUL), raw=raw(SEOUL))
    between = now(filled)
    with filled.writer() as writer:
        writer.judge(reading(SEOUL).positions[0].id, accepted=False)
    assert told(changes(filled, since=before, until=between), "added")["positions"] == 1
    assert "positions" not in told(changes(filled, since=before), "added")
    assert told(changes(filled, since=between), "retracted") == {"positions": 1}
    assert told(changes(filled, since=LONG_AGO, until=before), "added")["documents"] == 1


def test_editions_of_lists(filled: Record) -> None:
    before = now(filled)
    entry = Listing(entry="7", kind="entity", names=(ListedName(text="MINERVEN"),), programmes=("VENEZUELA",))
    edition = Edition(authority="OFAC", name="SDN", day=When.parse("2019-03-19"), raw_id="0" * 64)
    with filled.writer() as writer:
        writer.add_list(edition, [entry], origin="sdn.csv")
    (found,) = changes(filled, since=before)
    assert (found.how, found.what, found.title, found.why) == (
        "added",
        "editions",
        "OFAC SDN of 2019-03-19",
        "1 entries",
    )


def test_a_moment_without_a_zone(filled: Record) -> None:
    with pytest.raises(ValueError, match="time zone"):
        changes(filled, since=datetime(2024, 1, 1))  # noqa: DTZ001  # that is the point
    assert now(filled) - timedelta(days=9000) > LONG_AGO
