"""The timeline, measures as rows, the outlook, and whether quotes still stand in their documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente.analyse.outlook import DIRECTIONS, Outlook, outlooks
from detente.analyse.sanctions import sanctionings
from detente.analyse.soundness import faults
from detente.analyse.timeline import period, timeline
from detente.analyse.view import Memory
from detente.errors import UnknownId
from detente.model.actors import Actor
from tests.fixtures import TREASURY, ZARIF, Notes, article, iran

if TYPE_CHECKING:
    from detente.model.reading import Reading


def test_dated_events_are_in_order_and_undated_apart() -> None:
    found = timeline(iran())
    assert [s.note.date.iso for s in found.dated] == ["2018-05-08", "2019-07-31", "2021-02"]
    assert [s.note.type for s in found.undated] == ["REQUEST"]


def test_a_measure_told_by_an_event_is_not_told_twice_but_one_of_its_own_is() -> None:
    assert [type(s.note).__name__ for s in timeline(iran()).dated] == ["Event", "Event", "Event"]
    notes = Notes(article("m", "T", "Ottawa listed Zarif.", publisher="P", published="2022-01-05"))
    notes.measure(Actor(name="Canada", side="CAN"), "designate", [ZARIF], "Ottawa listed Zarif", date="2022-01-04")
    assert [type(s.note).__name__ for s in timeline(Memory((notes.read(),))).dated] == ["Measure"]


def test_the_period_is_of_the_documents() -> None:
    first, last = period(iran())
    assert (first.iso, last.iso) == ("2018-05-22", "2021-02-09")
    assert period(Memory(())) is None


def test_reports_of_the_same_act_are_one_row_and_the_fullest_tells_it() -> None:
    notes = Notes(article("2", "T", "Washington listed Zarif.", publisher="P", published="2019-08-02"))
    notes.measure(TREASURY, "designate", [ZARIF], "Washington listed Zarif", date="2019-07-31")
    rows = sanctionings(Memory((*iran().read, notes.read())))
    assert [len(row.notes) for row in rows] == [2]
    assert rows[0].fullest.note.reason.quote == "he acts for the Supreme Leader"


def test_judgements_are_counted_by_direction() -> None:
    first, second = outlooks(iran())
    assert (first.about, first.topic, first.count("worse"), first.count("stalled")) == (("IRN", "USA"), "talks", 1, 1)
    assert first.leading is None
    assert second.leading == "worse"


def test_a_quote_that_rotted_is_found() -> None:
    assert list(faults(iran())) == []
    document, reading = iran().read[0]
    rotted = replace(document, text=document.text.replace("kept", "gone"))
    view = Memory(((rotted, replace(reading, document=rotted.id)),))
    found = list(faults(view))
    assert len(found) == 1
    assert "are not in its text" in found[0]
    (lost,) = faults(Changed(((rotted, reading),)))
    assert "no reading is of this text" in lost


class Changed(Memory):
    """A record in which a document's text changed under its old id."""

    def reading(self, document: str) -> Reading:
        if document not in {reading.document for _, reading in self.read}:
            raise UnknownId(document)
        return super().reading(document)


def test_a_document_that_is_not_there() -> None:
    with pytest.raises(UnknownId, match="d-none"):
        iran().document("d-none")


def test_half_of_the_judgements_lead_when_no_other_direction_has_as_many() -> None:
    note = outlooks(iran())[0].notes[0]
    counts = {"better": 0, "worse": 4, "stalled": 3, "stable": 1}
    led = Outlook(about=("IRN", "USA"), topic="talks", counts=tuple(counts[d] for d in DIRECTIONS), notes=(note,) * 8)
    assert led.leading == "worse"
    tied = Outlook(about=("IRN", "USA"), topic="talks", counts=(4, 4, 0, 0), notes=(note,) * 8)
    assert tied.leading is None
