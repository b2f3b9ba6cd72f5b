"""Pictures of the web app's main pages on the example record, for the README and docs/web.md.

    python -m evals.screenshots PROJECT [--to docs/images] [--chromium PATH]

Needs playwright and Debian's chromium. The server runs in this process and asks no network.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from detente.record import open_project
from detente.settings import load
from detente.web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT, SCALE = 1280, 860, 1


def pages(project: Path) -> Iterator[tuple[str, str, str]]:
    """Name, address and colour scheme of each picture."""
    with open_project(project, read_only=True) as record:
        fullest = max(record.view().documents(), key=lambda row: (row.notes, row.id))
    yield "web-overview", "/", "light"
    yield "web-splits", "/splits", "light"
    yield "web-document", f"/documents/{fullest.id}", "light"
    yield "web-timeline", "/timeline", "dark"


def take(project: Path, *, folder: Path, chromium: str) -> list[Path]:
    """Takes the pictures and gives their paths."""
    from playwright.sync_api import sync_playwright

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(project, settings=load())
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    base = f"http://127.0.0.1:{port}"
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE)
        page.goto(f"{base}/enter?token={app.state.desk.sessions.token}")
        for name, address, scheme in pages(project):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.goto(base + address)
            for drawing in page.locator(".canvas").all():
                drawing.locator("svg").first.wait_for()
            made.append(folder / f"{name}.png")
            page.screenshot(path=made[-1])
        browser.close()
    server.should_exit = True
    thread.join()
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Takes the pictures, and says where they are."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("project", type=Path)
    options.add_argument("--to", type=Path, default=Path("docs/images"))
    options.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("chromium-browser"))
    args = options.parse_args(arguments)
    if args.chromium is None:
        print("needs chromium: `apt-get install chromium`, or --chromium PATH", file=sys.stderr)
        return 2
    for path in take(args.project, folder=args.to, chromium=args.chromium):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
