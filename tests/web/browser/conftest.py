"""The app as a browser sees it: Debian's chromium, driven by Playwright, on a server of the test's own."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from detente.settings import Settings
from detente.web import desk
from detente.web.app import create_app
from tests.fixtures import hostile, iran
from tests.long_dispute import venezuela
from tests.web.conftest import TOKEN, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 150_000
"""Milliseconds: a browser on a busy machine is slow to start."""
AXE = Path(__file__).parents[1] / "axe" / "axe.min.js"


@dataclass
class Tab:
    """A tab, and what went wrong in it."""

    page: Page
    base: str
    path: Path
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        self.page.goto(self.base + address)

    def enter(self) -> None:
        self.open(f"/enter?token={TOKEN}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; they are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("needs chromium (`apt-get install chromium`)")
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright (`uv sync`)")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def served(path: Path) -> Iterator[str]:
    """A server on a record; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(path, settings=Settings(), token=TOKEN)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def tab_on(chromium: Browser, base: str, path: Path) -> Iterator[Tab]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    tab = Tab(page, base, path)
    page.on("console", lambda said: tab.faults.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: tab.faults.append(str(error)))
    page.on("dialog", lambda dialog: (tab.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((base, "data:", "blob:")) else tab.faults.append(f"asked {asked.url}")
        ),
    )
    yield tab
    context.close()


@pytest.fixture(scope="module")
def record_server(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[str, Path]]:
    path = written(tmp_path_factory.mktemp("browser") / "iran.sqlite", iran())
    for base in served(path):
        yield base, path


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[str, Path]]:
    path = written(tmp_path_factory.mktemp("browser") / "hostile.sqlite", hostile())
    for base in served(path):
        yield base, path


@pytest.fixture
def tab_of_many(chromium: Browser, tmp_path: Path, monkeypatch) -> Iterator[Tab]:
    """A tab on a record that counts as large: what looks at all of it is made by a process of its own."""
    monkeypatch.setattr(desk, "LARGE", 1)
    path = written(tmp_path / "many.sqlite", iran())
    for base in served(path):
        yield from tab_on(chromium, base, path)


@pytest.fixture
def tab_of_its_own(chromium: Browser, tmp_path: Path) -> Iterator[Tab]:
    """A tab on a record that nobody else uses."""
    path = written(tmp_path / "own.sqlite", iran())
    for base in served(path):
        yield from tab_on(chromium, base, path)


@pytest.fixture
def tab(chromium: Browser, record_server: tuple[str, Path]) -> Iterator[Tab]:
    """A tab on a record, which a test may change if it changes it back."""
    yield from tab_on(chromium, *record_server)


@pytest.fixture
def attacked_tab(chromium: Browser, hostile_server: tuple[str, Path]) -> Iterator[Tab]:
    """A tab on a record whose one document tries to run."""
    yield from tab_on(chromium, *hostile_server)


@pytest.fixture(scope="module")
def years_server(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[tuple[str, Path]]:
    path = written(tmp_path_factory.mktemp("browser") / "venezuela.sqlite", venezuela())
    for base in served(path):
        yield base, path


@pytest.fixture
def tab_of_years(chromium: Browser, years_server: tuple[str, Path]) -> Iterator[Tab]:
    """A tab on a record over years, in which sides change their stance."""
    yield from tab_on(chromium, *years_server)
