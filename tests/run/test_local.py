from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from detente.errors import AbortRun, DiskFull, UnknownPlugin
from detente.ingest.inputs import Input
from detente.model.findings import Failure
from detente.model.off_topic import off_topic
from detente.pipeline import Read
from detente.record import check, open_project, sound, verify
from detente.run import local
from detente.run.local import Progress, RunReport, read, read_into
from detente.settings import Settings
from tests.record.samples import dump
from tests.run import reads
from tests.run.fakes import ANNOTATE, JUDGE_NEWER, STATE, STEPS, STUMBLE, standing, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.record import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_project(tmp_path / "project.sqlite", create=True, clock=standing) as made:
        yield made


def run(record: Record, *paths: Path, **given: Any) -> RunReport:
    given = {"annotator": ANNOTATE, "steps": STEPS} | given
    return read_into(paths, record, given.pop("settings", Settings()), **given)


def test_each_article_is_read_into_the_record(record: Record, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 40)
    report = run(record, tmp_path / "in")
    assert (report.inputs, report.counts, report.failures, report.interrupted) == (40, {"new": 40}, (), False)
    assert record.view().counts()["statements"] == 40
    assert verify(record) == ()
    (row,) = record.view().runs()
    assert (row.state, row.counts) == ("done", {"new": 40})


def test_twice_is_once(record: Record, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 10)
    (tmp_path / "in" / "empty.txt").touch()
    run(record, tmp_path / "in", tmp_path / "nowhere")
    before = dump(record.address)
    report = run(record, tmp_path / "in", tmp_path / "nowhere")
    assert report.counts == {"unchanged": 10, "failed": 2}
    assert dump(record.address) == before
    assert run(record, tmp_path / "in", again=True).counts == {"unchanged": 10, "failed": 1}
    assert dump(record.address) == before


def test_newer_steps_read_anew(record: Record, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 3)
    run(record, tmp_path / "in")
    assert run(record, tmp_path / "in", steps=(STATE, JUDGE_NEWER)).counts == {"superseded": 3}
    assert {note.note.evidence.made_by for note in record.view().notes("events")} == {JUDGE_NEWER}


def test_a_changed_file_is_read_anew(record: Record, tmp_path: Path) -> None:
    first, *_ = write_articles(tmp_path / "in", 3)
    run(record, tmp_path / "in")
    first.write_text(first.read_text().replace("Monday", "Monday night"))
    assert run(record, tmp_path / "in").counts == {"unchanged": 2, "superseded": 1}
    assert record.view().counts()["documents"] == 3


def test_copies_are_read_once(record: Record, tmp_path: Path) -> None:
    (first,) = write_articles(tmp_path / "in", 1)
    first.with_name("copy.txt").write_bytes(first.read_bytes())
    assert run(record, tmp_path / "in").counts == {"new": 1, "carried": 1}
    assert record.view().documents()[0].carriers == 2


def test_one_worker_is_as_many_byte_for_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With inputs that fail, copies, and another language among them; the second time over what is known."""
    paths = write_articles(tmp_path / "in", 90)
    paths[40].write_bytes(b"")
    paths[41].write_bytes(os.urandom(5000))
    paths[70].write_bytes(paths[2].read_bytes())
    paths[71].write_text("서울 - 정부는 월요일 제재 완화를 요구했다. 회담은 다음 달에 다시 열린다. " * 20)
    monkeypatch.setattr(local, "work_all", reads.work_all)
    dumps = []
    for workers in (1, 2):
        path = tmp_path / f"{workers}.sqlite"
        for _ in range(2):
            reads.main(path, str(tmp_path / "in"), workers)
            dumps.append(dump(path, leave_out=("runs", "meta")))
    assert len(dumps[0]) > 100_000
    assert len(set(dumps)) == 1


def test_failures_are_recorded_and_the_rest_is_read(record: Record, tmp_path: Path) -> None:
    paths = write_articles(tmp_path / "in", 8)
    paths[1].write_bytes(b"")
    paths[2].write_text(paths[2].read_text().replace("Diplomats", "UNREADABLE diplomats"))
    report = run(record, tmp_path / "in", tmp_path / "nowhere.txt", steps=(*STEPS, STUMBLE))
    assert report.counts == {"new": 5, "failed": 4}
    failed = {Path(failure.origin).name: (failure.stage, failure.kind) for failure in record.view().failures()}
    assert failed == {
        "article-0001.txt": ("ingest", "Empty"),
        "article-0002.txt": (ANNOTATE, "RuntimeError"),
        "article-0003.txt": (STUMBLE, "KeyError"),
        "nowhere.txt": ("ingest", "Unreadable"),
    }
    assert all(failure.reason and failure.cure for failure in record.view().failures())
    assert set(record.view().failures()) == set(report.failures)


def test_the_gate_keeps_what_is_off_topic_unread_until_all_is_read(record: Record, tmp_path: Path) -> None:
    on, off = tmp_path / "on.txt", tmp_path / "off.txt"
    on.write_text("Diplomats of Iran said that the sanctions must go before the inspectors return to the country.")
    off.write_text("Bakers said that the flour must be sifted twice before the butter is folded into the dough.")
    gated = Settings(gate=True)
    assert run(record, on, off, settings=gated).counts == {"new": 1, "aside": 1}
    view = record.view()
    assert view.counts()["unread"] == 1
    readings = {Path(row.uri).name: view.reading(row.id) for row in view.documents()}
    assert off_topic(readings["off.txt"].steps) == "off topic: no word of sanctions, arms, diplomacy or rule"
    assert readings["off.txt"].notes() == ()
    assert not off_topic(readings["on.txt"].steps)
    assert run(record, on, off, settings=gated).counts == {"unchanged": 2}
    assert run(record, on, off).counts == {"unchanged": 1, "superseded": 1}
    assert record.view().counts()["unread"] == 0
    assert run(record, on, off, settings=gated).counts == {"unchanged": 2}
    assert verify(record) == ()


def test_another_language_is_kept_and_not_read(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "ko.txt"
    path.write_text("서울 - 정부는 월요일 제재 완화를 요구했다. 회담은 다음 달에 다시 열린다. " * 20)
    assert run(record, path).counts == {"unread": 1}
    assert record.view().counts()["unread"] == 1
    assert record.view().reading(record.view().documents()[0].id).notes() == ()
    assert run(record, path).counts == {"unchanged": 1}


def test_progress_and_readings_are_told(record: Record, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 3)
    told: list[Progress] = []
    names: list[str] = []
    for _ in range(2):
        run(
            record,
            tmp_path / "in",
            on_progress=told.append,
            on_read=lambda d, r: names.append(f"{d.name}:{len(r.notes())}"),
        )
    assert [(p.done, p.total, p.results) for p in told[:3]] == [(n, 3, ("new",)) for n in (1, 2, 3)]
    assert names[:3] == names[3:] == [f"article-000{n}:4" for n in range(3)]


def test_ctrl_c_ends_after_the_document_in_hand(record: Record, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 20)

    def interrupt(progress: Progress) -> None:
        if progress.done == 7:
            os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    report = run(record, tmp_path / "in", on_progress=interrupt)
    assert signal.getsignal(signal.SIGINT) is before
    assert (report.interrupted, report.counts) == (True, {"new": 7})
    assert record.view().runs()[-1].state == "interrupted"
    assert run(record, tmp_path / "in").counts == {"unchanged": 7, "new": 13}
    assert sound(check(record))


def test_a_full_disk_ends_the_run(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.record.writer import Writer

    write_articles(tmp_path / "in", 6)
    adding = Writer.add

    def add(writer: Writer, document: Any, *rest: Any, **more: Any) -> Any:
        if "0004" in document.origin.uri:
            raise DiskFull("the disk is full", cure="free some space")
        return adding(writer, document, *rest, **more)

    monkeypatch.setattr(Writer, "add", add)
    with pytest.raises(DiskFull, match="free some space"):
        run(record, tmp_path / "in")
    assert record.view().counts()["documents"] == 4
    assert record.view().runs()[-1].state == "aborted"


def test_a_worker_that_dies_ends_the_run_with_its_cure(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(tmp_path / "in", 3)
    monkeypatch.setattr(local, "CHUNK_INPUTS", 1)
    monkeypatch.setattr(local, "work_all", die)
    with pytest.raises(AbortRun, match="fewer workers"):
        run(record, tmp_path / "in", settings=Settings(workers=2))
    assert record.view().runs()[-1].state == "aborted"


def die(*_: object) -> None:
    os._exit(9)


@pytest.mark.parametrize("count", [1, 2, 15, 16, 17, 40])
def test_inputs_go_out_in_order_and_in_smaller_groups_towards_the_end(tmp_path: Path, count: int) -> None:
    given = [Input(tmp_path / f"{number}.txt") for number in range(count)]
    groups = list(local._chunks(given))  # what spreads a run over processes
    assert [one for group in groups for one in group] == given
    assert all(len(group) <= local.CHUNK_INPUTS for group in groups)
    assert all(len(group) <= local.LAST_INPUTS for group in groups[-local.LAST // local.LAST_INPUTS + 1 :])


def test_an_unknown_step_is_said_at_once(record: Record, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 1)
    with pytest.raises(UnknownPlugin, match=r"nonsense\.v1"):
        run(record, tmp_path / "in", steps=("nonsense.v1",))


def test_without_a_record(tmp_path: Path) -> None:
    paths = write_articles(tmp_path / "in", 3)
    paths[1].write_bytes(b"")
    outcomes = list(read([tmp_path / "in"], Settings(), annotator=ANNOTATE, steps=STEPS))
    assert [type(outcome) for outcome in outcomes] == [Read, Failure, Read]
    assert all(len(outcome.reading.notes()) == 4 for outcome in outcomes if isinstance(outcome, Read))


def test_text_that_no_store_takes_fails_alone(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.run import work as working

    write_articles(tmp_path / "in", 3)
    reading_bytes = working.read_bytes

    def read_bytes(data: bytes, *, uri: str, **more: Any) -> Iterator[Any]:
        for document in reading_bytes(data, uri=uri, **more):
            yield replace(document, title="\ud800") if "0001" in uri else document

    monkeypatch.setattr(working, "read_bytes", read_bytes)
    assert run(record, tmp_path / "in").counts == {"new": 2, "failed": 1}
    assert [failure.stage for failure in record.view().failures()] == ["record"]
