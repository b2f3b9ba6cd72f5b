"""Pages at addresses: what may be asked, how, and how much is taken."""

from __future__ import annotations

import contextlib
import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from detente.errors import TooLarge, TooSlow, Unreadable
from detente.ingest.fetching.addresses import checked, is_public
from detente.ingest.fetching.fetcher import Fetcher

if TYPE_CHECKING:
    from collections.abc import Iterator


class Site(BaseHTTPRequestHandler):
    """A site with a robots.txt, pages, redirects and traps."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        match self.path:
            case "/robots.txt":
                self._give(b"User-agent: *\nDisallow: /closed\nCrawl-delay: 3\n")
            case "/page":
                if self.headers.get("If-None-Match") == '"1"':
                    self.send_response(304)
                    self.end_headers()
                    return
                self._give(b"<p>relief</p>", ETag='"1"')
            case "/moved":
                self._give(b"", status=302, Location="/page")
            case "/inside":
                self._give(b"", status=302, Location="http://inner.example/page")
            case "/bomb":
                self._give(gzip.compress(b"\0" * 5_000_000), **{"Content-Encoding": "gzip"})
            case "/drip":
                self.send_response(200)
                self.end_headers()
                stop = threading.Event()
                for _ in range(20):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    stop.wait(0.2)
            case _:
                self._give(b"none", status=404)

    def _give(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # the reader has hung up
            super().handle()

    def log_message(self, *_: object) -> None: ...


NUMBERS = {"news.example": "127.0.0.1", "inner.example": "10.0.0.1"}


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Site.asked.clear()
    yield f"http://news.example:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetcher(waits: list[float] | None = None, **more: float) -> Fetcher:
    return Fetcher(
        max_bytes=1_000_000,
        resolver=lambda host, _port: [NUMBERS[host]],
        allowed=lambda number: number == "127.0.0.1",
        clock=lambda: 0.0,
        sleep=(waits if waits is not None else []).append,
        **more,  # type: ignore[arg-type]  # the times
    )


def test_page_redirect_rate_and_change(site: str) -> None:
    waits: list[float] = []
    getter = fetcher(waits)
    got = getter.get(f"{site}/moved")
    assert got is not None
    assert got.data == b"<p>relief</p>"
    assert got.address == f"{site}/page"
    assert waits == [1.0, 3.0] or waits == [3.0, 3.0]
    assert getter.get(f"{site}/page") is not None
    assert getter.get(f"{site}/page") is None  # not changed since
    assert Site.asked.count("/robots.txt") == 1


@pytest.mark.parametrize(("path", "words"), [("/closed/a", "robots"), ("/none", "404"), ("/inside", "not public")])
def test_refused(site: str, path: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        fetcher().get(site + path)


def test_bomb_and_drip(site: str) -> None:
    with pytest.raises(TooLarge):
        fetcher().get(f"{site}/bomb")
    with pytest.raises(TooSlow):
        fetcher(max_seconds=0.7).get(f"{site}/drip")


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1", "fe80::1",
     "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "nonsense"],
)  # fmt: skip
def test_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "http://user:word@a.example/", "http:///x", "http://a.example:99999/"]
)
def test_no_addresses(address: str) -> None:
    with pytest.raises(Unreadable):
        checked(address, resolver=lambda *_: ["93.184.216.34"])


def test_one_private_number_among_public_ones_is_enough() -> None:
    with pytest.raises(Unreadable, match="not public"):
        checked("http://a.example/", resolver=lambda *_: ["93.184.216.34", "127.0.0.1"])
