from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from detente.model.findings import Failure
from detente.record import open_project, verify
from detente.record.address import Server
from detente.record.sqlite import driver
from tests.record.samples import IRAN, KOREA, STEPS, document, dump, raw, reading
from tests.run.fakes import START, ticking

if TYPE_CHECKING:
    from detente.model.document import Document
    from detente.record import Added, Record

NEWER = ("annotate.v1", "all.v2")


def add(record: Record, found: Document, steps: tuple[str, ...] = STEPS) -> Added:
    with record.writer() as writer:
        return writer.add(found, reading(found, steps), raw=raw(found))


def test_what_is_added_comes_back_the_same(record: Record) -> None:
    for found in (document(), document(KOREA, uri="korea.txt", published=None)):
        assert add(record, found) == "new"
        assert record.view().document(found.id) == found
        assert record.view().reading(found.id) == reading(found)
    assert verify(record) == ()


def test_twice_is_once(record: Record) -> None:
    add(record, document())
    before = dump(record.address)
    assert add(record, document()) == "unchanged"
    assert dump(record.address) == before


def test_the_same_file_by_another_spelling_is_the_same(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    add(record, document(uri="in/iran.txt"))
    before = dump(record.address)
    for uri in ("./in/iran.txt", "in/../in/iran.txt", str(Path.cwd() / "in/iran.txt")):
        assert add(record, document(uri=uri)) == "unchanged"
    assert dump(record.address) == before
    assert record.view().document(document().id).origin.uri == "in/iran.txt"


def test_a_copy_elsewhere_is_one_document_with_two_carriers(record: Record) -> None:
    add(record, document())
    assert add(record, document(uri="copy.txt")) == "carried"
    (row,) = record.view().documents()
    assert (row.carriers, row.uri) == (2, "iran.txt")
    assert record.view().counts()["statements"] == 1


def test_a_changed_file_supersedes_and_stays_visible_as_of_then(record: Record) -> None:
    old, new = document(uri="news.txt"), document((*IRAN, "Talks resumed on Monday."), uri="news.txt")
    add(record, old)
    (row,) = record.view().documents()
    assert add(record, new) == "superseded"
    view, then = record.view(), record.view(as_of=row.learnt_at)
    assert [d.id for d in view.documents()] == [new.id]
    assert [d.id for d in then.documents()] == [old.id]
    assert {n.document for n in view.notes("events")} == {new.id}
    assert {n.document for n in then.notes("events")} == {old.id}
    assert then.document(old.id) == old
    assert [h.document.id for h in view.search("resumed")] == [new.id]
    assert then.search("resumed") == ()


def test_a_file_changed_back_is_the_old_document_again(record: Record) -> None:
    old, new = document(uri="news.txt"), document(KOREA, uri="news.txt")
    for found in (old, new, old):
        add(record, found)
    assert [d.id for d in record.view().documents()] == [old.id]
    assert verify(record) == ()


def test_a_changed_file_with_a_copy_elsewhere_keeps_the_copys_document(record: Record) -> None:
    add(record, document(uri="a.txt"))
    add(record, document(uri="b.txt"))
    add(record, document(KOREA, uri="a.txt"))
    assert {d.uri for d in record.view().documents()} == {"a.txt", "b.txt"}


def test_newer_steps_supersede_the_reading(record: Record) -> None:
    found = document()
    add(record, found)
    assert record.view().is_read(found.id, STEPS)
    then = record.view().documents()[0].learnt_at
    assert add(record, found, NEWER) == "superseded"
    assert record.view().reading(found.id).steps == NEWER
    assert record.view(as_of=then).reading(found.id).steps == STEPS
    assert not record.view().is_read(found.id, STEPS)
    assert record.view().counts()["events"] == len(reading(found).events)


def test_better_metadata_of_the_same_text_is_taken(record: Record) -> None:
    found = document()
    add(record, found)
    assert add(record, replace(found, dateline="TEHRAN")) == "superseded"
    assert record.view().document(found.id).dateline == "TEHRAN"
    assert len(record.view().documents()) == 1


def test_a_known_document_needs_no_reading(record: Record) -> None:
    found = document()
    add(record, found)
    with record.writer() as writer:
        assert writer.add(found, None) == "unchanged"
        with pytest.raises(ValueError, match="no reading"):
            writer.add(document(KOREA), None)
        with pytest.raises(ValueError, match="bytes given"):
            writer.add(found, reading(found), raw=b"other bytes")
        with pytest.raises(ValueError, match="is none of"):
            writer.add(document(KOREA), reading(found))
    assert len(record.view().documents()) == 1


def test_nothing_stays_of_what_fails_half_way(record: Record) -> None:
    found = document()
    broken = replace(reading(found), measures=(replace(reading(found).measures[0], programme="\ud800"),))
    before = dump(record.address)
    with record.writer() as writer, pytest.raises(ValueError, match="surrogates"):
        writer.add(found, broken, raw=raw(found))
    assert dump(record.address) == before


def test_a_clock_set_back_reorders_nothing(tmp_path: Path) -> None:
    hours = iter([START, START + timedelta(hours=5), START, START + timedelta(hours=1)])
    with open_project(tmp_path / "p.sqlite", create=True, clock=lambda: next(hours)) as record:
        add(record, document(uri="news.txt"))
        add(record, document(KOREA, uri="news.txt"))
        (row,) = record.view().documents()
        assert row.learnt_at >= START + timedelta(hours=5)
        assert len(record.view(as_of=START + timedelta(hours=4)).documents()) == 0


def failure(kind: str = "Empty", origin: str = "bad.txt") -> Failure:
    return Failure(origin=origin, stage="ingest", kind=kind, reason="it holds no text", cure="give it some")


def test_failures_are_kept_once_and_end_when_the_file_is_read(record: Record) -> None:
    with record.writer() as writer:
        assert writer.settle("bad.txt", failed=[failure()])
        before = dump(record.address)
        assert not writer.settle("./bad.txt", failed=[failure()])
        assert dump(record.address) == before
        assert record.view().failures() == (failure(),)
        assert writer.settle("bad.txt", failed=[failure("TooLarge")])
        assert record.view().failures() == (failure("TooLarge"),)
        assert writer.settle("bad.txt", parts=[""])
    assert record.view().failures() == ()
    assert record.view(as_of=START + timedelta(seconds=2)).failures() == (failure(),)


def test_a_file_that_fails_now_keeps_its_document(record: Record) -> None:
    add(record, document(uri="news.txt"))
    with record.writer() as writer:
        writer.settle("news.txt", failed=[failure(origin="news.txt")])
    assert len(record.view().documents()) == len(record.view().failures()) == 1


def test_parts_that_are_gone_are_superseded(record: Record) -> None:
    for part, text in (("1", IRAN), ("2", KOREA)):
        found = document(text, uri="two.jsonl")
        add(record, replace(found, origin=replace(found.origin, part=part)))
    with record.writer() as writer:
        assert not writer.settle("two.jsonl", parts=["1", "2"])
        assert writer.settle("two.jsonl", parts=["1"])
    assert [row.title for row in record.view().documents()] == [IRAN[0]]


def test_runs(record: Record) -> None:
    with record.writer() as writer:
        number = writer.begin_run(steps=STEPS, settings={"workers": 2})
        (row,) = record.view().runs()
        assert (row.state, row.finished_at, row.steps) == ("running", None, STEPS)
        writer.end_run(number, state="done", counts={"new": 3})
    (row,) = record.view().runs()
    assert (row.state, row.counts) == ("done", {"new": 3})
    assert row.finished_at is not None
    assert row.finished_at > row.started_at


def test_the_record_is_an_ordinary_database(record: Record) -> None:
    add(record, document())
    with other_program(record) as connection:
        rows = connection.execute("SELECT who, side, issue, stance, quote FROM positions").fetchall()
    wanted = "banking sanctions must go before any inspection"
    assert rows == [("Mohammad Javad Zarif", "IRN", "sanctions", "pro", wanted)]


def other_program(record: Record) -> Any:
    """The database as a program that knows nothing of Detente opens it."""
    if not isinstance(record.address, Server):
        return closing(driver().connect(str(record.address)))
    import psycopg

    return psycopg.connect(**record.address.keywords(), options=f"-c search_path={record.address.schema}")


def test_moments_carry_their_zone(tmp_path: Path) -> None:
    with open_project(tmp_path / "p.sqlite", create=True, clock=ticking(datetime(2024, 5, 1, tzinfo=UTC))) as record:
        add(record, document())
        assert record.view().documents()[0].learnt_at.tzinfo is UTC
        with pytest.raises(ValueError, match="time zone"):
            record.view(as_of=datetime(2024, 5, 1))  # noqa: DTZ001  # the point of the test
