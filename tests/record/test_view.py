from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import UnknownId
from detente.model.reading import LAYERS, Reading
from detente.record import Filters, open_project
from tests.record.samples import IRAN, KOREA, STEPS, document, raw, reading
from tests.run.fakes import START, ticking

if TYPE_CHECKING:
    from pathlib import Path

    from detente.model.reading import Layer
    from detente.record import Record, View

SEOUL = document(KOREA, uri="korea.txt", publisher="Peninsula Post", published="2021-09")
TEHRAN = document()
FRENCH = document(("Téhéran demande", "Les sanctions doivent cesser."), uri="fr.txt", language="fr", published=None)


@pytest.fixture
def view(record: Record) -> View:
    with record.writer() as writer:
        for found in (TEHRAN, SEOUL):
            writer.add(found, reading(found), raw=raw(found))
        writer.add(FRENCH, Reading(document=FRENCH.id, steps=STEPS), raw=raw(FRENCH))
    return record.view()


def test_oldest_first_and_those_without_a_date_before(view: View) -> None:
    assert [row.id for row in view.documents()] == [FRENCH.id, SEOUL.id, TEHRAN.id]
    assert [note.document for note in view.notes("positions")] == [SEOUL.id, TEHRAN.id]
    assert [str(note.when) for note in view.notes("assessments")] == ["2021-09"]


def test_notes_of_one_day_stand_in_the_order_of_the_text(view: View) -> None:
    starts = [note.note.evidence.where.start for note in view.notes("events")]
    assert starts == sorted(starts)
    assert len(starts) == 2


@pytest.mark.parametrize(
    ("layer", "filters", "count"),
    [
        ("events", Filters(side="USA"), 2),
        ("events", Filters(side="KOR"), 0),
        ("events", Filters(type="sanction"), 1),
        ("statements", Filters(person="zarif"), 1),
        ("statements", Filters(person="javad  ZARIF"), 1),
        ("statements", Filters(person="seoul"), 0),
        ("statements", Filters(person="100%"), 0),
        ("positions", Filters(issue="sanctions", side="KOR"), 1),
        ("positions", Filters(type="anti"), 0),
        ("terms", Filters(issue="sanctions"), 0),
        ("terms", Filters(side="USA"), 1),
        ("measures", Filters(side="IRN", type="embargo"), 1),
        ("assessments", Filters(side="PRK", issue="talks"), 1),
        ("positions", Filters(since=date(2021, 9, 30)), 2),
        ("positions", Filters(since=date(2021, 10, 1)), 1),
        ("positions", Filters(until=date(2021, 9, 15)), 1),
        ("positions", Filters(until=date(2021, 8, 31)), 0),
        ("positions", Filters(publisher="harbour wire"), 1),
        ("positions", Filters(document=SEOUL.id[:9]), 1),
    ],
)
def test_filters(view: View, layer: Layer, filters: Filters, count: int) -> None:
    assert len(view.notes(layer, filters)) == count


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(side="KOR"), [SEOUL.id]),
        (Filters(person="Zarif"), [TEHRAN.id]),
        (Filters(issue="sanctions"), [SEOUL.id, TEHRAN.id]),
        (Filters(type="ACCUSE"), [TEHRAN.id]),
        (Filters(publisher="Peninsula Post"), [SEOUL.id]),
        (Filters(until=date(2021, 9, 15)), [SEOUL.id]),
        (Filters(side="KOR", issue="talks", publisher="Harbour Wire"), []),
    ],
)
def test_documents_by_what_they_hold(view: View, filters: Filters, found: list[str]) -> None:
    assert [row.id for row in view.documents(filters)] == found


def test_counts(view: View) -> None:
    assert view.counts() == {
        "documents": 3, "stories": 3, "unread": 1, "statements": 2, "events": 2, "positions": 2, "terms": 1, "measures": 1,
        "assessments": 1, "failures": 0,
    }  # fmt: skip


def test_ids_may_be_shortened(view: View) -> None:
    wanted = view.notes("measures")[0]
    assert view.note(wanted.note.id) == view.note(wanted.note.id[:8]) == wanted
    assert view.document(TEHRAN.id[:8]) == TEHRAN
    for unknown in ("d-ffffffffffffffff", "%"):
        with pytest.raises(UnknownId, match="there is no document"):
            view.document(unknown)
    with pytest.raises(UnknownId, match="several documents begin"):
        view.document("d-")
    with pytest.raises(UnknownId, match="there is no note"):
        view.note("e-ffffffffffffffff")
    with pytest.raises(UnknownId, match="several notes begin"):
        view.note("e-")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sanctions", {TEHRAN.id, FRENCH.id}),
        ("sanction", {TEHRAN.id, FRENCH.id}),
        ("seoul", {SEOUL.id}),
        ('"oil embargo"', {TEHRAN.id}),
        ('"embargo oil"', set()),
        ("sanctions -embargo", {FRENCH.id}),
        ("embargo OR relief", {TEHRAN.id, SEOUL.id}),
        ("insp*", {TEHRAN.id}),
        ("teheran", {FRENCH.id}),
        ("", set()),
        ("-embargo", set()),
        ('AND NOT ( " * ^ NEAR {', set()),
    ],
)
def test_search(view: View, query: str, found: set[str]) -> None:
    assert {hit.document.id for hit in view.search(query)} == found


def test_snippets_mark_the_words(view: View) -> None:
    (hit,) = view.search("embargo")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["embargo"]
    assert not set(hit.snippet) & {"\x02", "\x03"}


def test_search_with_filters(view: View) -> None:
    assert [hit.document.id for hit in view.search("relief", Filters(side="KOR"))] == [SEOUL.id]
    assert len(view.search("relief OR sanctions", limit=1)) == 1


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=40))
def test_no_query_is_an_error(view: View, query: str) -> None:
    view.search(query)


def test_a_selection_answers_analysis(view: View) -> None:
    chosen = view.select(Filters(side="KOR"))
    assert [d.id for d in chosen.documents()] == [SEOUL.id]
    assert len(chosen.positions()) == len(chosen.statements()) == len(chosen.assessments()) == 1
    assert not any(map(len, (chosen.events(), chosen.terms(), chosen.measures(), chosen.failures())))
    assert chosen.reading(SEOUL.id) == reading(SEOUL)


CHANGES = st.lists(
    st.tuples(st.sampled_from(["a.txt", "b.txt"]), st.sampled_from([IRAN, KOREA]), st.sampled_from(["v1", "v2"])),
    max_size=6,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(changes=CHANGES)
def test_as_of_never_shows_later_facts(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, tuple[str, ...], str]]
) -> None:
    path: Path = tmp_path_factory.mktemp("as-of") / "p.sqlite"
    with open_project(path, create=True, clock=ticking()) as record:
        seen = []
        for number, (uri, text, version) in enumerate(changes):
            found = document(text, uri=uri)
            with record.writer() as writer:
                writer.add(found, reading(found, ("annotate.v1", version)), raw=raw(found))
            moment = START + timedelta(seconds=number + 2)
            seen.append((moment, everything(record.view())))
        for moment, known in seen:
            assert everything(record.view(as_of=moment)) == known
        assert record.view(as_of=START).counts()["documents"] == 0


def everything(view: View) -> object:
    rows = view.documents()
    return rows, [view.notes(layer) for layer in LAYERS], [view.reading(row.id) for row in rows], view.counts()
