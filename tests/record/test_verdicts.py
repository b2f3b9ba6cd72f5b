from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from detente.analyse.precision import precision, wilson
from detente.model.evidence import InText
from detente.record import Filters
from tests.record.samples import document, raw, reading


@pytest.fixture
def filled(record):
    found = document()
    with record.writer() as writer:
        writer.add(found, reading(found), raw=raw(found))
    return record


def first(record, layer="positions"):
    return record.view().notes(layer)[0].note


def test_a_rejected_note_is_left_out_but_still_found(filled):
    note = first(filled)
    count = len(filled.view().notes("positions"))
    with filled.writer() as writer:
        assert writer.judge(note.id, accepted=False, why="it is the ministry's")
        assert not writer.judge(note.id, accepted=False, why="it is the ministry's")
    view = filled.view()
    assert len(view.notes("positions")) == count - 1
    assert len(view.notes("positions", Filters(rejected=True))) == count
    assert view.note(note.id).note == note
    (verdict,) = view.verdicts()
    assert (verdict.note, verdict.layer, verdict.accepted, verdict.why) == (
        note.id,
        "positions",
        False,
        "it is the ministry's",
    )


def test_a_later_verdict_replaces_the_earlier_and_may_be_taken_back(filled):
    note = first(filled)
    with filled.writer() as writer:
        writer.judge(note.id, accepted=False)
        writer.judge(note.id, accepted=True)
        assert [v.accepted for v in filled.view().verdicts()] == [True]
        assert note in [s.note for s in filled.view().notes("positions")]
        assert writer.withdraw(note.id)
        assert not writer.withdraw(note.id)
    assert filled.view().verdicts() == ()


def test_a_verdict_holds_when_the_document_is_read_again(filled):
    found = document()
    before = reading(found)
    note = before.positions[0]
    with filled.writer() as writer:
        writer.judge(note.id, accepted=False)
        where = note.evidence.where
        assert isinstance(where, InText)
        shorter = replace(where, end=where.end - 1, quote=where.quote[:-1])
        other = replace(note, evidence=replace(note.evidence, where=shorter, made_by="positions.v2"))
        assert other.id != note.id
        again = replace(before, steps=("annotate.v1", "all.v2"), positions=(other, *before.positions[1:]))
        writer.add(found, again, raw=raw(found))
    ids = [s.note.id for s in filled.view().notes("positions")]
    assert note.id not in ids
    assert other.id not in ids


def test_a_verdict_is_of_one_note_where_two_overlap(filled):
    found = document()
    before = reading(found)
    note = before.positions[0]
    twin = replace(note, issue="other")
    with filled.writer() as writer:
        writer.add(found, replace(before, steps=("a", "b"), positions=(note, twin)), raw=raw(found))
        writer.judge(note.id, accepted=False)
    assert [s.note.id for s in filled.view().notes("positions")] == [twin.id]


def test_as_of_an_earlier_time_nothing_was_judged(filled):
    note = first(filled)
    with filled.writer() as writer:
        writer.judge(note.id, accepted=False)
    (verdict,) = filled.view().verdicts()
    earlier = filled.view(as_of=verdict.learnt_at - timedelta(microseconds=1))
    assert earlier.verdicts() == ()
    assert note in [s.note for s in earlier.notes("positions")]


def test_a_note_that_does_not_stand_is_not_judged(filled):
    with filled.writer() as writer:
        assert not writer.judge("p000000000000000000", accepted=True)


def test_precision_by_layer_and_maker():
    rows = precision([("events", "reader.v1", True), ("events", "reader.v1", False), ("events", "events.v1", True)])
    assert [(r.made_by, r.judged, r.right, r.share) for r in rows] == [
        ("events.v1", 1, 1, 1.0),
        ("reader.v1", 2, 1, 0.5),
    ]
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)  # Wilson 1927
