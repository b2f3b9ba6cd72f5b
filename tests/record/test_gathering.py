"""Stories and things in a record: found at the end of a run, kept with their history, held when documents are read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from detente.analyse.disputes import disputes
from detente.model.when import When
from detente.record import Filters, open_project
from tests.record.samples import KOREA, document, dump, evidence, raw, reading, spoil
from tests.run.fakes import standing

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model.document import Document
    from detente.model.reading import Reading
    from detente.record import Record, Writer

IRAN = (
    "Tehran asks for relief",
    "Mohammad Javad Zarif said on Friday that banking sanctions must go before any inspection. He spoke in Isfahan to students who had asked whether the talks in Vienna would bring back the trade that their fathers had lived from.",
    "Washington renewed its oil embargo and criticised Tehran.",
    "Traders in Bandar Abbas said tankers had waited for weeks while insurers in London weighed what the embargo would allow them to cover.",
)
HEADED = ("Zarif wants banks freed first", *IRAN[1:])
CUT = IRAN[:2]
OTHER = (
    "Oil embargo stays",
    "In a short notice Washington renewed its oil embargo for another year and criticised Tehran in passing.",
    "Analysts in Vienna had expected as much since the spring, when envoys left without a date for the next round.",
)


def named(paragraphs: tuple[str, ...], uri: str, **more: str | None) -> Document:
    return document(paragraphs, uri=uri, **more)


def of(found: Document) -> Reading:
    """The samples' reading of any text that has its words; days told where the samples tell none."""
    made = reading(found) if "Zarif" in found.text and "renewed" in found.text else _partly(found)
    return replace(made, published=found.published)


def _partly(found: Document) -> Reading:
    whole = document(IRAN)
    made = reading(whole)
    bare = replace(
        made, document=found.id, statements=(), events=(), positions=(), terms=(), measures=(), assessments=()
    )
    if "Zarif" in found.text:
        held = made.positions[0]
        return replace(bare, positions=(replace(held, evidence=evidence(found, held.evidence.quote)),))
    if "renewed" in found.text:
        act = made.events[0]
        return replace(bare, events=(replace(act, evidence=evidence(found, act.evidence.quote)),))
    return bare


def add(writer: Writer, found: Document, read: Reading | None = None) -> None:
    writer.add(found, read or of(found), raw=raw(found))


A, B, C = named(IRAN, "a.txt"), named(HEADED, "b.txt", publisher="Delta Post"), named(CUT, "c.txt", publisher=None)
D = named(OTHER, "d.txt", publisher="Meridian", published="2021-10-02")
K = named(KOREA, "k.txt")


@pytest.fixture
def filled(record: Record) -> Record:
    with record.writer() as writer:
        for found in (A, B, C, D):
            add(writer, found)
        add(writer, K, reading(K))
        writer.gather()
    return record


def test_copies_are_one_story_and_their_notes_are_counted_once(filled: Record) -> None:
    view = filled.view()
    assert {row.document for row in view.carriages()} == {A.id, B.id, C.id}
    assert view.counts()["documents"] == 5
    assert view.counts()["stories"] == 3
    (zarif,) = view.select(Filters(side="IRN")).positions()
    assert {s.document for s in zarif.reports} == {A.id, B.id, C.id}
    assert zarif.stories == 1
    assert len(view.notes("positions", Filters(side="IRN"))) == 3
    assert len(view.select(Filters(side="IRN"), each=True).positions()) == 3


def test_an_act_told_by_two_stories_is_one_with_all_its_evidence(filled: Record) -> None:
    (renewal,) = [s for s in filled.view().select().events() if s.note.type == "SANCTION"]
    assert {s.document for s in renewal.reports} == {A.id, B.id, D.id}
    assert renewal.stories == 2
    (measure,) = filled.view().select().measures()
    assert len(measure.reports) == 2


def test_filters_leave_reports_out_not_things(filled: Record) -> None:
    (renewal,) = filled.view().select(Filters(publisher="meridian")).events()
    assert (renewal.document, renewal.also) == (D.id, ())
    assert len(filled.view().reports(renewal.note.id)) == 3


def test_what_they_disagree_on_is_told_with_who_says_so(record: Record) -> None:
    made = of(A)
    first = replace(made.events[0], date=When.parse("2021-10-01"))
    read = replace(made, events=(first,))
    other = of(D)
    second = replace(other.events[0], date=When.parse("2021-10-02"))
    with record.writer() as writer:
        add(writer, A, read)
        add(writer, D, replace(other, events=(second,)))
        writer.gather()
    (renewal,) = record.view().select().events()
    (dispute,) = disputes(renewal)
    assert dispute.words in {"date: 2021-10-01 or 2021-10-02", "date: 2021-10-02 or 2021-10-01"}
    assert {note for _, notes in dispute.values for note in notes} == {first.id, second.id}


def test_nothing_new_changes_nothing(filled: Record) -> None:
    before = dump(filled.address)
    with filled.writer() as writer:
        assert writer.gather() is None
        add(writer, A)
        assert writer.gather() is None
    assert dump(filled.address) == before


def test_the_order_documents_come_in_does_not_matter(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(((A, B, C, D, K), (D, C, K, B, A))):
        with open_project(tmp_path / f"{number}.sqlite", create=True, clock=standing) as made:
            with made.writer() as writer:
                for one in order:
                    add(writer, one, reading(one) if one is K else None)
                    if number:
                        writer.gather()
                writer.gather()
            view = made.view()
            things = {layer: view.things(layer) for layer in ("events", "positions", "measures", "statements")}
            found.append((view.carriages(), things))
    assert found[0] == found[1]


def test_what_was_known_then_is_shown_as_of_then(record: Record) -> None:
    with record.writer() as writer:
        add(writer, A)
        writer.gather()
    then = max(row.learnt_at for row in record.view().documents())
    with record.writer() as writer:
        add(writer, D)
        writer.gather()
    (before,) = [s for s in record.view(as_of=then).select().events() if s.note.type == "SANCTION"]
    (after,) = [s for s in record.view().select().events() if s.note.type == "SANCTION"]
    assert (before.also, len(after.also)) == ((), 1)


def test_a_document_whose_file_holds_another_text_leaves_its_story(filled: Record) -> None:
    with filled.writer() as writer:
        add(writer, named(("Weather", "It rained in Bushehr all day long."), "b.txt"))
        writer.gather()
    assert {row.document for row in filled.view().carriages()} == {A.id, C.id}


def test_people_say_what_is_one_and_it_holds_when_read_again(filled: Record) -> None:
    view = filled.view()
    (renewal,) = [s for s in view.select().events() if s.note.type == "SANCTION"]
    mine = next(s for s in renewal.reports if s.document == D.id)
    with filled.writer() as writer:
        for other in renewal.reports:
            if other is not mine and other.note.id != mine.note.id:
                assert writer.merge(mine.note.id, other.note.id, together=False, why="another renewal")
                assert not writer.merge(other.note.id, mine.note.id, together=False, why="another renewal")
        writer.gather()
    assert len([s for s in filled.view().select().events() if s.note.type == "SANCTION"]) == 2
    longer = of(D)
    words = "In a short notice Washington renewed its oil embargo for another year"
    longer = replace(longer, steps=("newer.v2",), events=(replace(longer.events[0], evidence=evidence(D, words)),))
    with filled.writer() as writer:
        add(writer, D, longer)
        writer.gather()
    sanctions = [s for s in filled.view().select().events() if s.note.type == "SANCTION"]
    assert len(sanctions) == 2
    assert [m.together for m in filled.view().merges()] == [False, False]
    anew = next(s.note.id for s in sanctions if s.document == D.id)
    with filled.writer() as writer:
        for other in next(s.reports for s in sanctions if s.document != D.id):
            assert writer.merge(anew, other.note.id, together=True)
        writer.gather()
    assert [m.together for m in filled.view().merges()] == [True, True]
    assert len([s for s in filled.view().select().events() if s.note.type == "SANCTION"]) == 1


def test_documents_may_be_judged_one_story_or_not(filled: Record) -> None:
    with filled.writer() as writer:
        writer.merge(A.id, B.id, together=False)
        writer.merge(A.id, K.id, together=True)
        writer.gather()
    stories = filled.view().stories_of()
    assert not set(stories[A.id]) & set(stories.get(B.id, ()))
    assert stories[A.id] == stories[K.id]
    with filled.writer() as writer:
        assert writer.merge(A.id, B.id, together=None)
        assert not writer.merge(A.id, B.id, together=None)
        writer.gather()
    assert set(filled.view().stories_of()[A.id]) & set(filled.view().stories_of()[B.id])


def test_notes_of_two_layers_cannot_be_one(filled: Record) -> None:
    view = filled.view()
    event, position = view.notes("events")[0].note.id, view.notes("positions")[0].note.id
    with filled.writer() as writer:
        for one, other in ((event, position), (event, event), (event, "e-gone"), (A.id, event)):
            with pytest.raises(ValueError, match="note"):
                writer.merge(one, other, together=True)


def test_a_rejected_note_tells_of_nothing(filled: Record) -> None:
    view = filled.view()
    (renewal,) = [s for s in view.select().events() if s.note.type == "SANCTION"]
    mine = next(s for s in renewal.reports if s.document == D.id)
    with filled.writer() as writer:
        writer.judge(mine.note.id, accepted=False)
        writer.gather()
    (renewal,) = [s for s in filled.view().select().events() if s.note.type == "SANCTION"]
    assert renewal.stories == 1
    assert filled.view().reports(mine.note.id) == ()


def test_an_older_record_gets_its_stories_with_the_next_gathering(filled: Record) -> None:
    for table in ("sketches", "stories", "reports"):
        spoil(filled, f"DELETE FROM {table}")
    spoil(filled, "DELETE FROM meta WHERE name = 'gathered at'")
    assert filled.view().counts()["stories"] == 5
    with filled.writer() as writer:
        assert writer.gather() is not None
    assert filled.view().counts()["stories"] == 3
