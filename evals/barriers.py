"""Every kind of page in a real browser: what axe-core finds, errors on the console, and whether a narrow screen must scroll sideways.

    python -m evals.barriers RECORD [--shots FOLDER] [--pages splits,document] [--chances]

Needs playwright and Debian's chromium. The record is served by ``detente serve`` from a process of its own; a page that is still being made is waited
for. With ``--shots`` each page is kept as a picture, 1280 and 420 wide, light, dark and as printed. The exit code says whether all are without fault.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from evals.web import FIXED, PATIENCE, addresses, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "tests" / "web" / "axe" / "axe.min.js"
RULES = (
    "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}"
)
WIDTHS = (1280, 420)
NAMED = ("side", "person", "issue", "document")
MORE = {
    "cell": "/stands?of=KOR&on=sanctions&bears=PRK",
    "counts": "/counts/positions",
    "overlap": "/overlap",
    "import": "/import",
    "enter": "/enter",
    "nothing found": "/search?q=xylophone",
    "nothing left": "/splits?publisher=none",
}


def kinds(record: Path, *, chances: bool) -> dict[str, str]:
    """One address a kind of page, by its name."""
    found = {name: listed[0] for name, listed in addresses(record).items() if not name.startswith("api")}
    more = MORE | ({"chances": "/chances"} if chances else {})
    return {name: found[name] for name in (*FIXED, *NAMED) if name in found} | more


def look(page: Page, address: str) -> list[str]:
    """Opens an address, waits until it is there, and says what is wrong with it."""
    page.goto(address)
    end = time.monotonic() + PATIENCE
    while page.locator("h1").first.inner_text() == "Being made" and time.monotonic() < end:
        page.wait_for_timeout(1_000)
        page.goto(address)
    for drawing in page.locator(".canvas").all():
        drawing.locator("svg").first.wait_for()
    page.evaluate(AXE.read_text())
    found = page.evaluate(f"axe.run(document, {RULES})")
    return [f"{v['id']}: {n['html'][:140]}" for v in found["violations"] for n in v["nodes"][:3]]


def main() -> int:
    """Looks at all pages, and prints a line for each fault."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--shots", type=Path)
    parser.add_argument("--pages", default="", help="only these, by their names, commas between")
    parser.add_argument("--chances", action="store_true", help="the chances too, which take minutes of a large record")
    given = parser.parse_args()
    chosen = [name.strip() for name in given.pages.split(",") if name.strip()]
    server, port = served(given.record)
    base, faults, number = f"http://127.0.0.1:{port}", [], 0
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
            page.set_default_timeout(1000 * PATIENCE)
            page.on("console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None)
            page.on("pageerror", lambda error: faults.append(f"console: {error}"))
            for name, address in kinds(given.record, chances=given.chances).items():
                if chosen and name not in chosen:
                    continue
                number += 1
                faults += [f"{name}: {fault}" for fault in seen(page, base + address, name, given.shots)]
                print(name, len(faults), file=sys.stderr, flush=True)
            browser.close()
    finally:
        server.terminate()
        server.wait()
    print(*faults, f"{number} kinds of pages, {len(faults)} faults", sep="\n")
    return 1 if faults else 0


def seen(page: Page, address: str, name: str, shots: Path | None) -> list[str]:
    """A page light and dark, wide and narrow."""
    faults = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if width == WIDTHS[0]:
                faults += [f"{scheme}: {fault}" for fault in look(page, address)]
            elif (reach := page.evaluate("document.documentElement.scrollWidth")) > width:
                faults.append(f"{scheme}: {reach} wide on a screen of {width}")
            if shots:
                shots.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=shots / f"{name}-{width}-{scheme}.png", full_page=True)
    if shots:
        page.set_viewport_size({"width": 794, "height": 1123})
        page.emulate_media(media="print", color_scheme="light")
        page.screenshot(path=shots / f"{name}-print.png", full_page=True)
        page.emulate_media(media="screen")
    return faults


if __name__ == "__main__":
    sys.exit(main())
