"""How quick the pages are: many readers at once, on a large record, while another process writes into it.

    python -m evals.crowd /tmp/crowd.sqlite
    python -m evals.web /tmp/crowd.sqlite [--readers 20] [--seconds 60] [--pause 1.0] [--writes 2.0]

The record is served by ``detente serve`` from a process of its own; a second one adds documents all the time, as ``detente read`` does. Each reader
asks for a page, takes all of it, waits ``--pause`` seconds, asks for the next. The first answer of each page, which finds its findings, stands apart:
it is taken before the readers begin; of a page that looks at the whole record it is asked for until it is there. ``stale`` is how many of a page's answers
said that the record had changed since they were made, ``age`` the greatest age of any. The exit code says whether every page's p95 is under the bar.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import quote

from detente.record import open_project
from evals.crowd import fill

BAR_MS = 150.0
PATIENCE = 900.0
FIXED = {
    "overview": ("/",),
    "splits": ("/splits", "/splits?over=IRN"),
    "table": ("/table",),
    "timeline": ("/timeline", "/timeline?left=IRN&right=USA"),
    "measures": ("/measures",),
    "observers": ("/observers",),
    "sides": ("/sides",),
    "persons": ("/persons",),
    "issues": ("/issues",),
    "notes": tuple(f"/notes/{layer}" for layer in ("statements", "events", "positions", "terms", "measures", "assessments")),
    "notes, filtered": ("/notes/positions?side=KOR&issue=sanctions", "/notes/events?type=SANCTION&since=2020-01&until=2020-06"),
    "search": ("/search?q=sanctions", "/search?q=Venezuela+inspections", "/search?q=Kwon"),
    "sources": ("/sources", "/sources?page=40"),
    "lists": ("/lists",),
    "changes": ("/changes",),
    "about": ("/about",),
    "api documents": ("/api/v1/documents", "/api/v1/documents?order=newest&limit=20"),
    "api notes": ("/api/v1/notes/positions?limit=50&order=newest", "/api/v1/notes/events?side=USA&limit=50&offset=5000"),
    "api search": ("/api/v1/search?q=inspections",),
    "api splits": ("/api/v1/splits?limit=20",),
}  # fmt: skip


def addresses(path: Path) -> dict[str, tuple[str, ...]]:
    """The addresses by page, with documents, sides, persons and issues that the record has."""
    with open_project(path, read_only=True) as record:
        rows = record.view().documents()
        rows = rows[:: max(1, len(rows) // 50)]
        readings = [record.view().reading(row.id) for row in rows]
    notes = [note.id for reading in readings[:10] for note in reading.notes()[:2]]
    holders = [position.holder for reading in readings for position in reading.positions]
    sources = [statement.source for reading in readings for statement in reading.statements]
    found = {
        "side": [f"/sides/{holder.side}" for holder in holders if holder.side],
        "person": [f"/persons/{quote(source.name)}" for source in sources if source.kind == "person"],
        "issue": [f"/issues/{position.issue}" for reading in readings for position in reading.positions],
    }
    named = {
        "document": tuple(f"/documents/{row.id}" for row in rows),
        "api document": tuple(f"/api/v1/documents/{row.id}" for row in rows),
        "api cite": tuple(f"/api/v1/cite/{note}" for note in notes),
    }
    busiest = {page: tuple(address for address, _ in Counter(listed).most_common(3)) for page, listed in found.items()}
    return FIXED | {page: listed for page, listed in busiest.items() if listed} | named


def write(path: str, rate: float) -> None:
    """Adds documents that are not there yet, so many a second, until it is ended."""
    with open_project(path) as record, record.writer() as writer:
        number = 1_000_000 + int(time.time()) % 1_000_000 * 10
        while True:
            began = time.monotonic()
            fill(writer, first=number, count=1)
            number += 1
            time.sleep(max(0.0, 1 / rate - (time.monotonic() - began)))


class Reader(threading.Thread):
    """Asks for one page after another.

    Args:
        port: where the server listens.
        pages: addresses by page.
        seed: the order of this reader.
        until: when it ends, on the monotonic clock.
        pause: seconds between an answer and the next question.
    """

    def __init__(self, port: int, pages: dict[str, tuple[str, ...]], *, seed: int, until: float, pause: float) -> None:
        super().__init__(daemon=True)
        self.took: dict[str, list[float]] = {page: [] for page in pages}
        self.stale: dict[str, list[float]] = {page: [] for page in pages}
        self.faults: list[str] = []
        self._port, self._pages, self._until, self._pause = port, pages, until, pause
        self._chance = Random(seed)  # an order, no secret

    def run(self) -> None:
        """Asks until the time is up."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        time.sleep(self._chance.random() * self._pause)
        while time.monotonic() < self._until:
            page = self._chance.choice(sorted(self._pages))
            address = self._chance.choice(self._pages[page])
            answer = ask(connection, address)
            self.took[page].append(answer.took)
            if answer.stale:
                self.stale[page].append(answer.age)
            if answer.status != 200:
                self.faults.append(f"{answer.status} {address}")
            time.sleep(self._pause)
        connection.close()


class Answer(NamedTuple):
    """An answer: its status, milliseconds, bytes, whether it says that the record has changed since, and its age in seconds."""

    status: int
    took: float
    size: int
    stale: bool
    age: float


def ask(connection: HTTPConnection, address: str) -> Answer:
    """Asks for an address and takes all of the answer."""
    began = time.monotonic()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    took = 1000 * (time.monotonic() - began)
    made = answer.headers.get("detente-as-of")
    age = (datetime.now(UTC) - datetime.fromisoformat(made)).total_seconds() if made else 0.0
    return Answer(answer.status, took, len(body), answer.headers.get("detente-stale") == "yes", age)


def served(path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The server and its port, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "detente.cli.app", "serve", "--project", str(path), "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return process, port
    process.kill()
    raise RuntimeError("the server did not start")


def first_answers(port: int, pages: dict[str, tuple[str, ...]]) -> dict[str, tuple[float, int]]:
    """Milliseconds of the slowest first answer of each page, and the bytes of its largest."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    found: dict[str, tuple[float, int]] = {}
    for page, listed in pages.items():
        answers = [until_there(connection, address) for address in listed[:8]]
        found[page] = (max(took for took, _ in answers), max(size for _, size in answers))
        print(f"first {page}: {found[page][0]:.0f} ms, {found[page][1] / 1000:.0f} kB", file=sys.stderr, flush=True)
    connection.close()
    return found


def until_there(connection: HTTPConnection, address: str) -> tuple[float, int]:
    """Milliseconds until a page is there, which may say first that it is being made, and its bytes."""
    began = time.monotonic()
    while (answer := ask(connection, address)).status in {202, 503}:
        time.sleep(0.5)
    return 1000 * (time.monotonic() - began), answer.size


def main() -> int:
    """Measures, and prints a line a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--writes", type=float, default=2.0, help="documents added a second; 0 for none")
    parser.add_argument("--pages", default="", help="only these, by their names in the report, commas between")
    given = parser.parse_args()
    chosen = [name.strip() for name in given.pages.split(",") if name.strip()]
    pages = {name: listed for name, listed in addresses(given.record).items() if not chosen or name in chosen}
    server, port = served(given.record)
    writer = get_context("spawn").Process(target=write, args=(str(given.record), given.writes), daemon=True)
    readers: list[Reader] = []
    try:
        first = first_answers(port, pages)
        if given.writes:
            writer.start()
        until = time.monotonic() + given.seconds
        readers = [Reader(port, pages, seed=n, until=until, pause=given.pause) for n in range(given.readers)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    finally:
        if writer.is_alive():
            writer.terminate()
        server.terminate()
        server.wait()
    faults = [fault for reader in readers for fault in reader.faults]
    slow = report(
        first,
        {page: [took for reader in readers for took in reader.took[page]] for page in pages},
        {page: [age for reader in readers for age in reader.stale[page]] for page in pages},
    )
    print(f"faults: {len(faults)} {sorted(set(faults))[:5]}")
    return 1 if slow or faults else 0


def report(
    first: dict[str, tuple[float, int]], took: dict[str, list[float]], stale: dict[str, list[float]]
) -> list[str]:
    """Prints a line a page; the pages over the bar."""
    print(
        f"{'page':<18}{'first ms':>10}{'kB':>8}{'asked':>8}{'p50 ms':>9}{'p95 ms':>9}{'worst ms':>10}{'stale':>7}{'age s':>7}"
    )
    slow = []
    for page, times in took.items():
        if len(times) < 2:
            continue
        cuts = quantiles(times, n=20, method="inclusive")
        over = cuts[18] >= BAR_MS
        slow += [page] if over else []
        told = f"{page:<18}{first[page][0]:>10.0f}{first[page][1] / 1000:>8.0f}{len(times):>8}{cuts[9]:>9.0f}{cuts[18]:>9.0f}{max(times):>10.0f}{len(stale[page]):>7}{max(stale[page], default=0):>7.0f}"
        print(told + ("  over" if over else ""))
    every = sorted(one for times in took.values() for one in times)
    print(f"all: {len(every)} answers, p95 {every[int(len(every) * 0.95)] if every else 0:.0f} ms")
    return slow


if __name__ == "__main__":
    sys.exit(main())
