"""Watching: what is new is read once, what is broken is told once, and the end leaves a sound record."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from detente.ingest.containers import Ways
from detente.ingest.fetching.fetcher import Fetcher
from detente.record import check, open_project, sound, verify
from detente.run import watching
from detente.run.local import read_into
from detente.run.watching import Look, watch
from detente.settings import Settings
from tests.run.fakes import ANNOTATE, STEPS, standing, write_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from detente.record import Record

SOON = 10.0
"""Seconds that a file has stood when it is looked at: longer than one being copied."""


@pytest.fixture(autouse=True)
def _without_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "read_into", partial(read_into, annotator=ANNOTATE, steps=STEPS))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_project(tmp_path / "project.sqlite", create=True, clock=standing) as made:
        yield made


def looks(
    record: Record, *paths: Path | str, between: list[Callable[[], object]], ways: Ways | None = None
) -> list[Look]:
    """The looks at some paths, one more than there are things that happen between two."""
    coming = iter(between)
    return list(
        watch(
            paths, record, Settings(), ways=ways or Ways(), every=1.0, rounds=len(between) + 1,
            sleep=lambda _: next(coming)(), now=lambda: time.time() + SOON,
        )
    )  # fmt: skip


def counts(found: list[Look]) -> list[dict[str, int] | None]:
    return [look.report.counts if look.report else None for look in found]


def nothing() -> None: ...


def test_a_file_that_appears_is_read_once(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    first, *_ = write_articles(folder, 2)
    changed = first.read_text().replace("on Monday that", "on Monday that, he held,")
    between = [nothing, lambda: write_articles(folder / "later", 3)[2], nothing, lambda: first.write_text(changed)]
    found = looks(record, folder, between=between)
    assert counts(found) == [{"new": 2}, None, {"new": 1, "carried": 2}, None, {"superseded": 1}]
    assert [look.number for look in found] == [1, 2, 3, 4, 5]
    assert record.view().counts()["documents"] == 4, "the text of before stands in a copy"
    assert len(record.view().runs()) == 3, "a look at nothing new is no run"
    assert verify(record) == ()


def test_a_broken_file_fails_once_and_is_read_when_mended(record: Record, tmp_path: Path) -> None:
    good, broken = write_articles(tmp_path / "in", 2)
    words = broken.read_text()
    broken.write_bytes(bytes(range(256)) * 20)
    found = looks(record, tmp_path / "in", between=[nothing, lambda: broken.write_text(words)])
    assert counts(found) == [{"new": 1, "failed": 1}, None, {"new": 1}]
    first = found[0].report
    assert first is not None
    (failure,) = first.failures
    assert failure.origin == broken.as_posix()
    assert failure.kind == "Undecodable"
    assert failure.cure
    assert record.view().failures() == (), "what is read by now has not failed"
    assert [row.uri.rpartition("/")[2] for row in record.view().documents()] == [good.name, broken.name]


def test_a_file_that_is_being_copied_waits_for_the_next_look(record: Record, tmp_path: Path) -> None:
    (path,) = write_articles(tmp_path / "in", 1)
    now = [path.stat().st_mtime + 0.5]

    def later(_seconds: float) -> None:
        now[0] += 60

    given = {"ways": Ways(), "every": 60.0, "sleep": later, "now": lambda: now[0]}
    found = list(watch([tmp_path / "in"], record, Settings(), rounds=3, **given))  # type: ignore[arg-type]  # as they are
    assert counts(found) == [None, {"new": 1}, None]


def test_a_folder_that_is_not_there_is_told_once_and_read_when_it_comes(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    found = looks(record, folder, between=[nothing, lambda: write_articles(folder, 1)])
    assert counts(found) == [{"failed": 1}, None, {"new": 1}]


ENTRY = """<item><title>{title}</title><link>http://news.example/{number}</link><guid>tag:{title}</guid>
<pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description>Ned Price said on Monday that {title} must end before the parties can meet
again, and that envoys of the two capitals would weigh the matter in Doha within the month.</description></item>"""


class Site(BaseHTTPRequestHandler):
    """A site with a feed that grows, and tells by a mark whether it has."""

    titles: ClassVar[list[str]] = []
    broken: ClassVar[bool] = False
    marked: ClassVar[bool] = True
    answers: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        mark = f'"{len(self.titles)}"'
        if self.path != "/feed.xml" or self.broken:
            return self._give(404 if self.path != "/feed.xml" else 503, b"")
        if self.marked and self.headers.get("If-None-Match") == mark:
            return self._give(304, b"")
        entries = "".join(ENTRY.format(title=title, number=n) for n, title in enumerate(self.titles))
        words = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gulf Wire</title>{entries}</channel></rss>'
        return self._give(200, words.encode(), mark=mark if self.marked else "")

    def _give(self, status: int, body: bytes, *, mark: str = "") -> None:
        if self.path == "/feed.xml":
            self.answers.append(status)
        self.send_response(status)
        if mark:
            self.send_header("ETag", mark)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name, value in (("titles", []), ("broken", False), ("marked", True), ("answers", [])):
        monkeypatch.setattr(Site, name, value)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://news.example:{server.server_port}/feed.xml"
    server.shutdown()
    server.server_close()
    thread.join()


def by_address() -> Ways:
    """The network, of which this machine is all."""
    fetcher = Fetcher(
        resolver=lambda _host, _port: ["127.0.0.1"],
        allowed=lambda number: number == "127.0.0.1",
        clock=lambda: 0.0,
        sleep=lambda _: None,
    )
    return Ways(fetcher=fetcher)


def test_a_feed_gives_each_entry_once(record: Record, feed: str) -> None:
    Site.titles += ["the ban on Qatari flights", "the wheat embargo"]
    found = looks(record, feed, between=[nothing, lambda: Site.titles.append("the port closure")], ways=by_address())
    assert counts(found) == [{"new": 2}, None, {"unchanged": 2, "new": 1}]
    assert Site.answers == [200, 304, 200]
    assert record.view().counts()["statements"] == 3
    assert [row.carriers for row in record.view().documents()] == [1, 1, 1]
    assert {row.uri for row in record.view().documents()} == {feed}


def test_what_a_feed_no_longer_tells_stays_in_the_record(record: Record, feed: str) -> None:
    Site.titles += ["the ban on Chilean copper", "the wool quota"]
    roll = [nothing, lambda: Site.titles.__setitem__(slice(None), ["the levy on barley"])]
    found = looks(record, feed, between=roll, ways=by_address())
    Site.titles.clear()
    assert counts(found)[:2] == [{"new": 2}, None]
    assert record.view().counts()["documents"] == 3, "old entries fell out of the feed, not out of the record"


def test_a_feed_that_never_says_what_is_new_is_still_read_once(record: Record, feed: str) -> None:
    Site.marked = False
    Site.titles.append("the freeze of gold reserves")
    assert counts(looks(record, feed, between=[nothing, nothing], ways=by_address())) == [{"new": 1}, None, None]
    assert Site.answers == [200, 200, 200]


def test_a_feed_that_fails_is_a_failure_until_it_answers(record: Record, feed: str) -> None:
    Site.titles.append("the ban on tuna")
    Site.broken = True
    failures: list[int] = []

    def mended() -> None:
        failures.append(len(record.view().failures()))
        Site.broken = False

    found = looks(record, feed, between=[mended], ways=by_address())
    assert counts(found) == [{"failed": 1}, {"new": 1}]
    first = found[0].report
    assert first is not None
    assert "503" in first.failures[0].reason
    assert "later" in first.failures[0].cure
    assert failures == [1]
    assert record.view().failures() == ()


def test_ctrl_c_on_the_last_file_ends_the_watch_too(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is left to read then, but the user has asked to leave."""
    write_articles(tmp_path / "in", 2)

    def pressed(progress: object) -> None:
        if getattr(progress, "done", 0) == 2:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(watching, "read_into", partial(watching.read_into, on_progress=pressed))
    found = looks(record, tmp_path / "in", between=[nothing, nothing])
    assert counts(found) == [{"new": 2}]
    assert record.view().runs()[-1].state == "done"


COMMAND = """
import signal
import sys
from functools import partial
from detente.cli.app import app
from detente.run import watching
from tests.run.fakes import ANNOTATE, STEPS, plug
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
plug()
watching.read_into = partial(watching.read_into, annotator=ANNOTATE, steps=STEPS)
watching._SETTLED = 0.0
app(["watch", sys.argv[1], "--project", sys.argv[2], "--every", "1"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another process")
def test_the_command_reads_what_comes_and_ctrl_c_leaves_a_sound_record(tmp_path: Path) -> None:
    folder, project = tmp_path / "in", tmp_path / "project.sqlite"
    write_articles(folder, 2)
    open_project(project, create=True).close()
    command = [sys.executable, "-c", COMMAND, str(folder), str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == f"{project}: 2 read\n"
            (folder / "void.txt").touch()
            assert process.stdout.readline() == f"{project}: 1 failed\n"
            write_articles(tmp_path / "aside", 3)[2].rename(folder / "third.txt")
            assert process.stdout.readline() == f"{project}: 1 read\n"
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 0, errors
    assert errors.splitlines()[0].endswith("Ctrl-C ends it")
    assert errors.splitlines()[-1] == "ended"
    assert "void.txt" in errors
    assert "Traceback" not in errors
    assert rest == ""
    with open_project(project) as record:
        assert record.view().counts()["documents"] == 3
        assert {run.state for run in record.view().runs()} == {"done"}
        assert sound(check(record))
        assert verify(record) == ()
