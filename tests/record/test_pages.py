"""What pages ask: the counts are those of the notes that a selection has, merged and filtered as there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from detente.model.off_topic import gate_step
from detente.model.reading import LAYERS, Reading
from detente.record import Filters, open_project
from detente.record.pages import (
    document_counts,
    document_notes,
    documents_count,
    facets,
    learnt_part,
    persons,
    publishers,
    sides,
    things_count,
    things_part,
)
from tests.fixtures import iran

FILTERS = (
    Filters(),
    Filters(side="USA"),
    Filters(person="rouhani"),
    Filters(issue="sanctions"),
    Filters(since=date(2018, 1, 1)),
    Filters(publisher="nobody"),
)


@pytest.fixture(scope="module", params=["each by itself", "two are one"])
def record(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "iran.sqlite"
    with open_project(path, create=True) as made:
        with made.writer() as writer:
            for document, reading in iran().read:
                writer.add(document, reading)
            if request.param == "two are one":
                notes = [s.note.id for s in made.view().notes("positions")]
                writer.merge(notes[0], notes[1], together=True)
                writer.gather()
        yield made


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("layer", LAYERS)
def test_counts_and_parts_are_those_of_a_selection(record, layer, filters) -> None:
    view = record.view()
    wanted = getattr(view.select(filters), layer)()
    assert things_count(view, layer, filters) == len(wanted)
    whole = things_part(view, layer, filters, limit=1000)
    assert whole.total == len(wanted)
    assert {s.note.id for s in whole.items} == {s.note.id for s in wanted}
    assert {s.note.id: len(s.also) for s in whole.items} == {s.note.id: len(s.also) for s in wanted}
    parts = [things_part(view, layer, filters, limit=2, offset=n).items for n in range(0, len(wanted), 2)]
    assert [s.note.id for part in parts for s in part] == [s.note.id for s in whole.items]
    days = [s.when.last for s in whole.items if s.when and not s.also]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_facet_counts_what_its_filter_keeps(record, layer) -> None:
    view = record.view()
    for name, values in facets(view, layer, Filters(), most=50).items():
        assert values
        for value, number in values:
            assert things_count(view, layer, Filters(**{name: value})) == number, (name, value)
    assert sides(view, layer, Filters()) == dict(facets(view, layer, Filters(), most=50)).get("side", ())


def test_persons_are_counted_with_their_sides(record) -> None:
    view = record.view()
    for (name, _), number in persons(view, "statements", Filters()).items():
        assert things_count(view, "statements", Filters(person=name)) >= number > 0


def test_documents_are_counted_by_publisher_language_and_date(record) -> None:
    view = record.view()
    rows = view.documents()
    assert documents_count(view, Filters()) == len(rows)
    assert sum(number for _, number in publishers(view, Filters())) == sum(row.publisher is not None for row in rows)
    assert publishers(view, Filters(publisher="nobody")) == ()
    assert document_counts(view, Filters()) == (0, sum(row.published is None for row in rows))


def test_what_is_kept_and_not_read_is_counted_alike_everywhere(tmp_path) -> None:
    (found, _), *_ = iran().read
    french = replace(found, text=f"{found.text} Voilà.", language="fr", origin=replace(found.origin, uri="fr.txt"))
    aside = replace(found, text=f"{found.text} The choir sang.", origin=replace(found.origin, uri="choir.txt"))
    with open_project(tmp_path / "kept.sqlite", create=True) as record, record.writer() as writer:
        writer.add(*iran().read[0])
        writer.add(french, Reading(document=french.id, steps=("annotate.v1",)))
        writer.add(aside, Reading(document=aside.id, steps=(gate_step("no-side"),)))
        view = record.view()
        assert document_counts(view, Filters())[0] == view.counts()["unread"] == 2
        assert document_counts(view, Filters(document=aside.id))[0] == 1
        assert document_counts(view, Filters(document=found.id))[0] == 0


def test_what_was_learnt_comes_newest_first_and_of_some_days(record) -> None:
    view = record.view()
    rows, total = learnt_part(view, since=None, until=None, limit=1)
    assert (len(rows), total) == (1, len(view.documents()))
    assert learnt_part(view, since=datetime(2100, 1, 1, tzinfo=UTC), until=None, limit=5) == ((), 0)
    assert learnt_part(view, since=None, until=datetime(2000, 1, 1, tzinfo=UTC), limit=5) == ((), 0)


def test_a_document_has_its_rejected_notes_too_and_says_so(tmp_path) -> None:
    with open_project(tmp_path / "iran.sqlite", create=True) as record, record.writer() as writer:
        (document, reading), *_ = iran().read
        writer.add(document, reading)
        gone = reading.positions[0].id
        writer.judge(gone, accepted=False)
        found = document_notes(record.view(), document.id)
        assert {s.note.id for s, _ in found} == {note.id for note in reading.notes()}
        assert [s.note.id for s, rejected in found if rejected] == [gone]
        assert things_count(record.view(), "positions", Filters()) == len(reading.positions) - 1
